"""Personal names. What is shown stays as it was written (NFC); accents and `đ` are folded for comparing only."""

import re
import unicodedata
from functools import lru_cache

from netlens.case.values import legacy
from netlens.case.values.syllable import TONES

_MARKS = re.compile("[\u0300-\u036f]")
_ALIAS = re.compile(
    r"\s*[,;(\[/-]*\s*\b(?:tức(?:\s+là)?|tên\s+gọi\s+khác|tên\s+thường\s+gọi|bí\s+danh|biệt\s+danh|còn\s+gọi\s+là|hay\s+còn\s+gọi\s+là"
    r"|a\.?\s?k\.?\s?a\b\.?|alias|also\s+known\s+as|known\s+as)\s*:?\s*(?=[\w(\[\"'“‘])",
    re.IGNORECASE,
)
_SIGNS = " ,;()[]/\"'“”‘’-–"
_PAIRS = (("(", ")"), ("[", "]"), ('"', '"'), ("'", "'"), ("“", "”"), ("‘", "’"))
_DIGIT = re.compile("[\\d\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u2473]")
_EMPTY = frozenset(
    {
        "",
        "n/a",
        "none",
        "null",
        "unknown",
        "unknown name",
        "no name",
        "khong ro",
        "ko ro",
        "chua ro",
        "khong co",
        "khong ten",
        "khong co ten",
        "khong ro ten",
        "chua ro ten",
        "chua co ten",
        "khong xac dinh",
        "chua xac dinh",
        "khong ro ho ten",
        "chua ro ho ten",
        "khong ro lai lich",
        "chua ro lai lich",
        "khong ro danh tinh",
        "chua ro danh tinh",
        "vo danh",
        "khong biet ten",
        "khong nho ten",
        "khong ro nhan than",
        "chua ro nhan than",
    }
)  # fmt: skip - `Na` and `Không` are names
_FAMILIES = (  # folded; so few that they tell nobody apart
    " nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh doan truong lam luong mai trinh dao "
    "ha cao ta chu thai luu phung to quach tong vuong trieu nong vang giang thao sung lo lu cu ma hau quang cam ca vi "
    "lang la be hua than kim thach danh chau son y rcom ksor siu "
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The loosest form, for comparing and look-up only: no accents, `đ` as d, lower case, single spaces."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    return " ".join(unicodedata.normalize("NFC", plain.replace("đ", "d")).casefold().split())


@lru_cache(maxsize=65536)
def tone_last(text: str) -> str:
    """NFC, lower case, each syllable's tone moved to its end: `hoà` and `hòa` become one, `hóa` stays another."""
    words = []
    for word in unicodedata.normalize("NFD", text.casefold()).split():
        tones = "".join(sorted(mark for mark in word if mark in TONES))
        bare = "".join(mark for mark in word if mark not in TONES)
        words.append(unicodedata.normalize("NFC", bare) + tones)
    return " ".join(words)


def same(a: str, b: str) -> bool:
    """Whether two spellings may be one name. Accents count only where both were written with them."""
    if fold(a) != fold(b):
        return False
    return tone_last(a) == tone_last(b) or _bare(a) or _bare(b)


def split_aliases(text: str) -> tuple[str, tuple[str, ...]]:
    """`Nguyễn Văn Sơn tức Sơn Đen` → (`Nguyễn Văn Sơn`, (`Sơn Đen`,))."""
    name, *others = _ALIAS.split(text)
    name, others = _undressed(name), [_undressed(other) for other in others]
    aliases = tuple(piece for other in others for piece in (_undressed(p) for p in re.split("[;,]", other)) if piece)
    return (name, aliases) if name else (" ".join(aliases[:1]), aliases[1:])


def clean(text: str) -> tuple[str, str]:
    """The name to show (NFC, single spaces, aliases cut off) and "" or a problem code.

    Problems: `legacy_font` (looks typed in a TCVN3 or VNI font; kept as written), `odd_name` (holds digits).
    """
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if tidy in ("NA", "na") or fold(tidy).strip(" .?*_/\\()[]-–—") in _EMPTY:
        return "", ""
    if legacy.detect(tidy):
        return tidy, "legacy_font"
    name = _settled(tidy)
    return name, "odd_name" if _DIGIT.search(name) else ""


def parts(text: str) -> tuple[str, str, str]:
    """(family, middle, given). The family name comes first; a western order is not guessed at."""
    words = text.split()
    if not words:
        return "", "", ""
    if len(words) == 1:
        return "", "", words[0]
    return words[0], " ".join(words[1:-1]), words[-1]


def sort_key(text: str) -> tuple[str, str, str]:
    """Vietnamese lists sort by given name, then middle, then family name."""
    family, middle, given = parts(text)
    return fold(given), fold(middle), fold(family)


def family_known(text: str) -> bool:
    """Whether the first word is a usual Vietnamese family name: so few that it tells nobody apart."""
    return f" {fold(text).partition(' ')[0]} " in _FAMILIES


def _bare(text: str) -> bool:
    """Written without any Vietnamese accent."""
    return fold(text) == " ".join(text.casefold().split())


def _undressed(text: str) -> str:
    """Without the signs around it; a bracket or quotation mark whose other half stands inside stays: `Sơn (Đen)`."""
    bare = text.strip(_SIGNS)
    begin = text.find(bare)
    before, after = text[:begin][-1:], text[begin + len(bare) :][:1]
    for opened, closed in _PAIRS:
        half = bare.count(opened) % 2 if opened == closed else bare.count(opened) - bare.count(closed)
        if half > 0 and after == closed:
            bare += closed
        elif half and before == opened:
            bare = opened + bare
    return bare


def _settled(text: str) -> str:
    name = split_aliases(text)[0]
    return name if name == text else _settled(name)
