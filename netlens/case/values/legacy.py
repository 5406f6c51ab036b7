"""Text typed for TCVN3 (ABC) and VNI fonts: `NguyÔn V¨n S¬n`, `Nguyeãn Vaên Sôn`. Told, read, and spelt.

No codec knows them, for they are no encodings: the letters of another alphabet, which a font draws as Vietnamese ones.
So they stand in single cells of UTF-8 files and workbooks as well as in files of the nineties. Both tables give them as
Windows-1252 shows them. TCVN 5712:1993 (VN3): one sign a letter; VNI for Windows: a vowel and its mark behind it.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

from netlens.case.values.syllable import NONE, weight

KINDS = ("tcvn3", "vni")
LABELS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_MARKS = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}  # behind a, e, o, ơ, u, ư, y
_WITH_HAT = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}  # â, ê, ô
_WITH_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}  # ă
_VNI_ALONE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "ơ": "ô", "ư": "ö"}
_ONLY_SMALL = frozenset("".join(_TCVN3.values()).lower()) - set("ăâêôơưđ")  # TCVN3 has no capitals of these
_NO_NAME = frozenset({"ở", "ấp", "ấy", "ạ", "à", "ừ", "ờ", "ổ", "áp", "ít", "ông", "úp"})
_TYPED = re.compile("[a-zA-Z\u00a1-\u00ff]+")
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_BEYOND = re.compile("[\u0100-\u024f\u0300-\u1fff\u2c00-\uffef]")  # letters that no such text holds


def _vni() -> dict[str, str]:
    """VNI → Unicode, small letters and capitals, also a capital with its mark typed small."""
    small = {typed: letter for letter, typed in _VNI_ALONE.items()}
    for base, typed in chain(zip("aeouy", "aeouy", strict=True), (("ơ", "ô"), ("ư", "ö"))):
        small |= {typed + mark: base + tone for tone, mark in _MARKS.items() if base + tone != "y\u0323"}
    for base in "aeo":
        small |= {base + mark: f"{base}\u0302{tone}" for tone, mark in _WITH_HAT.items()}
    small |= {"a" + mark: f"a\u0306{tone}" for tone, mark in _WITH_BREVE.items()}
    found: dict[str, str] = {}
    for typed, apart in small.items():
        letter = unicodedata.normalize("NFC", apart)
        found |= {typed: letter, typed.upper(): letter.upper(), typed[0].upper() + typed[1:]: letter.upper()}
        found |= {typed[0] + typed[1:].upper(): letter}
    return found


_VNI = _vni()
_VNI_SIGNS = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_SIGNS = re.compile(f"[{''.join(map(re.escape, _TCVN3))}]")


def detect(text: str) -> str:
    """ "tcvn3" or "vni" when a text is none as it stands and Vietnamese when read so; else "".

    At least one word of two letters or more must be impossible before and possible after; of the words that change, no
    more than one in three may be impossible after; and the whole must gain.
    """
    return "" if text.isascii() or _UNICODE.search(text) else _likelier(text)


@lru_cache(maxsize=65536)
def _likelier(text: str) -> str:
    if _BEYOND.search(text):
        return ""
    best, most = "", 0
    for kind in KINDS:
        changed = _changed(text, kind)
        told = telling(text, kind)
        words = [word for word in _TYPED.findall(text) if len(word) > 1 and not word.isascii()]
        wrong = sum(weight(_unfonted(word, kind)) == NONE for word in words)
        gain = sum(weight(after) - weight(before) for before, after in changed)
        if told and wrong * 3 <= len(words) and gain > most:
            best, most = kind, gain
    return best


def telling(text: str, kind: str) -> int:
    """How many words of two letters or more are impossible as they stand and possible when read so."""
    return sum(len(word) > 1 and not weight(word) and weight(after) > 0 for word, after in _changed(text, kind))


def is_vietnamese(text: str) -> bool:
    """Whether a text holds letters that only Vietnamese in Unicode has: it is typed for no old font, nor garbled."""
    return _UNICODE.search(text) is not None


@lru_cache(maxsize=65536)
def read(text: str, kind: str, *, doubtful: bool = True) -> str:
    """A text that a person says is typed for the font of `kind`, in Unicode NFC; what cannot be is left as it is.

    Left are texts with letters that no such font holds, and those that are better Vietnamese as they stand: one column
    may hold both. A few short ones (`bè`, in TCVN3 `bố`) are Vietnamese either way: they are read if `doubtful`,
    which is for columns where nothing is in Unicode.
    """
    if text.isascii() or _BEYOND.search(text):
        return text
    changed = _changed(text, kind)
    before, after = (sum(map(weight, words)) for words in (zip(*changed, strict=True) if changed else ((), ())))
    wrong = sum(weight(word) == NONE for _typed, word in changed)
    return _unfonted(text, kind) if after >= before + (not doubtful) and after and wrong * 2 <= len(changed) else text


def typed(text: str, kind: str) -> str:
    """A Unicode text as it is typed for the font of `kind`: for finding known words in such files."""
    back = _back(kind)
    return "".join(back.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=2)
def _back(kind: str) -> dict[str, str]:
    if kind == "vni":
        even = {signs: letter for signs, letter in _VNI.items() if signs in (signs.lower(), signs.upper())}
        return {letter: signs for signs, letter in even.items()}
    back = {letter: sign for sign, letter in _TCVN3.items()}
    return {**{letter.upper(): sign for letter, sign in back.items() if letter in _ONLY_SMALL}, **back}


def _changed(text: str, kind: str) -> list[tuple[str, str]]:
    """The words that the table changes, before and after."""
    pairs = ((word, _unfonted(word, kind)) for word in _TYPED.findall(text) if not word.isascii())
    return [(word, after) for word, after in pairs if after != word]


def _unfonted(text: str, kind: str) -> str:
    if kind == "vni":
        return _VNI_SIGNS.sub(lambda found: _VNI[found[0]], text)
    return _TYPED.sub(lambda found: _cased(found, text), text)


def _cased(found: re.Match[str], text: str) -> str:
    """A word of TCVN3. Its capitals with a tone stand in a font of their own (.VnTimeH), which draws small letters so:
    the ASCII letters beside them show whether that was meant."""
    word = _TCVN3_SIGNS.sub(lambda sign: _TCVN3[sign[0]], found[0])
    if word == found[0]:
        return word
    capitals = sum("A" <= letter <= "Z" for letter in found[0])
    small = any("a" <= letter <= "z" for letter in found[0])
    if (capitals > 1 and not small) or _all_capitals(text):
        return word.upper()
    if word[0] in _ONLY_SMALL and found[0][0] not in _PLAIN and word not in _NO_NAME and _titled(text, found):
        return word[0].upper() + word[1:]
    return word


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz")


def _all_capitals(text: str) -> bool:
    """No small ASCII letter, and a word with two capitals."""
    return not any("a" <= letter <= "z" for letter in text) and re.search("[A-Z][^a-z\\s]*[A-Z]", text) is not None


def _titled(text: str, without: re.Match[str]) -> bool:
    """Whether all other words begin with a capital, as those of a name do."""
    others = [found[0] for found in _TYPED.finditer(text) if found.start() != without.start()]
    firsts = [_TCVN3.get(word[0], word[0]) for word in others]
    return bool(firsts) and all(first.isupper() or first in _ONLY_SMALL for first in firsts)
