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
_DIGIT = re.compile("[\\d\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u2473]")
_EMPTY = frozenset({"", "-", "--", "?", "n/a", "na", "none", "null", "khong ro", "chua ro", "khong co", "unknown"})
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
    parts = [part.strip(" ,;()[]/\"'“”‘’-–") for part in _ALIAS.split(text)]
    name, *others = parts
    aliases = tuple(piece for other in others for piece in (p.strip() for p in re.split("[;,]", other)) if piece)
    return (name, aliases) if name else (" ".join(aliases[:1]), aliases[1:])


def clean(text: str) -> tuple[str, str]:
    """The name to show (NFC, single spaces, aliases cut off) and "" or a problem code.

    Problems: `legacy_font` (looks typed in a TCVN3 or VNI font; kept as written), `odd_name` (holds digits).
    """
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if fold(tidy) in _EMPTY:
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


def _settled(text: str) -> str:
    name = split_aliases(text)[0]
    return name if name == text else _settled(name)
