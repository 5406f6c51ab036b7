"""The codec of a text file that is not UTF-8: weighed by what comes out, Vietnamese first.

Files of TCVN3 and VNI fonts are told here too: Windows-1252 shows their letters as they were typed, and
`letters.columns` asks how to read them.
"""

import codecs
import re
from collections.abc import Mapping
from unicodedata import normalize

from netlens.case.values import legacy
from netlens.case.values.syllable import weight

# What offices in and around Viet Nam still write; in a free choice among all codecs, cp1250 and cp949 win too often.
CODECS = ("cp1258", "cp1252", "gb18030", "big5", "cp874", "euc_kr", "shift_jis", "utf_16_le", "utf_16_be")
_NO_FILES = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7")
_ENOUGH = 0.6  # of the words with accents that are Vietnamese in the right codec; names of peoples and typing errors
_WORD = re.compile(r"[^\W\d_]+")
_CHINESE = {"gb18030": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}  # first bytes of the usual characters


def known_codec(name: str) -> bool:
    """Whether a person's name of a text encoding means one."""
    try:
        return codecs.lookup(name).name not in _NO_FILES and isinstance("".encode(name), bytes)
    except (LookupError, UnicodeError, ValueError):
        return False


def codec_for(file: str, extra: Mapping[str, str]) -> str:
    """The encoding a person named: `encoding:FILE` for one file, `encoding` for all; "" when they named none."""
    return extra.get(f"encoding:{file}") or extra.get("encoding", "")


def codec_of(sample: bytes) -> str:
    """The codec of some lines that are not UTF-8; "" when none fits."""
    if sixteen := utf_16_of(sample):
        return sixteen
    shares = {
        "cp1258": _share(sample.decode("cp1258", "replace")),
        "cp1252": _typed(sample.decode("cp1252", "replace")),
    }
    best = max(shares, key=lambda codec: shares[codec])
    if shares[best] >= _ENOUGH:
        return best
    return _chinese(sample) or _other(sample)


def utf_16_of(sample: bytes) -> str:
    """UTF-16 without its mark: every other byte of its Latin letters is zero, and so one of each line feed."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 16 <= len(sample) or min(even, odd) * 8 > max(even, odd):
        return ""
    feeds = sample.count(b"\0\n" if even > odd else b"\n\0")
    if b"\r\n" in sample or feeds * 10 < sample[:-1].count(b"\n") * 9:
        return ""  # a few lines of text with cells that are nothing but zero bytes
    return "utf_16_be" if even > odd else "utf_16_le"


def _share(text: str) -> float:
    """How much of the words with accents is Vietnamese, 0 to 1."""
    words = [word for word in _WORD.findall(normalize("NFC", text)) if not word.isascii()]
    return sum(weight(word) > 0 for word in words) / len(words) if words else 0.0


def _typed(text: str) -> float:
    """The same of a text for an old font, in the likelier reading of each line."""
    lines = [(line, legacy.detect(line)) for line in text.splitlines() if not line.isascii()]
    telling = [_share(legacy.read(line, kind)) for line, kind in lines if kind]
    return sum(telling) / len(lines) if lines else 0.0


def _chinese(sample: bytes) -> str:
    """The Chinese codec under which most characters are usual ones; "" when that is neither, or both."""
    shares = {}
    for codec, usual in _CHINESE.items():
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        pairs = [pair for pair in (sign.encode(codec) for sign in text if not sign.isascii()) if len(pair) == 2]
        signs = [pair for pair in pairs if pair[0] >= min(usual)]  # not what stands between them
        shares[codec] = sum(pair[0] in usual and (codec == "big5" or pair[1] > 0xA0) for pair in signs) / (
            len(signs) or 1
        )
    best = max(shares, key=lambda codec: shares[codec], default="")
    alone = best and all(shares[best] > share for codec, share in shares.items() if codec != best)
    return best if alone and shares[best] >= _ENOUGH * 1.5 else ""


def _other(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(CODECS)).best()
    return best.encoding if best is not None else ""
