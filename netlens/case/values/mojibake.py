"""UTF-8 that was read as Windows-1252: `Nguyá»…n` is mended to `Nguyễn`, where the way back is exact."""

import re
import unicodedata

from netlens.case.values.syllable import weight

_LEADS = re.compile(
    "[\u00c3-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
_WORD = re.compile(r"[^\W\d_]+")
_SANE = ("LATIN", "CJK", "THAI", "LAO", "KHMER", "MYANMAR", "HANGUL", "HIRAGANA", "KATAKANA", "CYRILLIC", "COMBINING")
_SANE_SIGNS = frozenset("\u00a0«»°·×–—‘’“”…•₫€£¥、。，：；（）")
_TWICE = 3  # a text can have gone through the same mistake more than once


def mend(text: str) -> str:
    """The text that was meant; the text itself where that is not certain.

    Certain is: every sign of the text goes back to a byte, the bytes are UTF-8, all it gives are letters of living
    scripts, and no word that was Vietnamese is lost.
    """
    for _time in range(_TWICE):
        if text.isascii() or not _LEADS.search(text):
            return text
        back = _back(text)
        if not back or not _sane(back) or _vietnamese(back) < _vietnamese(text):
            return text
        text = unicodedata.normalize("NFC", back)
    return text


def _back(text: str) -> str:
    """The text whose UTF-8 bytes these signs are; "" when they are none."""
    held = bytearray()
    for sign in text:
        try:
            held += sign.encode("cp1252")
        except UnicodeEncodeError:
            if ord(sign) > 0xFF:  # bytes that Windows-1252 leaves open come through as control characters
                return ""
            held.append(ord(sign))
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _sane(text: str) -> bool:
    return all(sign.isascii() or sign in _SANE_SIGNS or unicodedata.name(sign, "").startswith(_SANE) for sign in text)


def _vietnamese(text: str) -> int:
    """Its Vietnamese words with accents; capitals inside a word (`MuÃ±oz`) are none of Vietnamese."""
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return sum(bool(weight(word)) for word in words if word.islower() or word.isupper() or word.istitle())
