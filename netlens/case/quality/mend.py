"""What a badly written value was meant to be, where only one reading is left; what cannot be told stays as written.

Each function gives (the name of what is wrong, the values that would stand; () when nobody can tell).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from netlens.case import schema
from netlens.case.schema import word_key
from netlens.case.values import date, id_number, legacy, phone, place

Meant = tuple[str, tuple[str, ...]]

_SEVERAL = re.compile(r"\s*(?:[/|,&+\n]|\s[-\u2013]\s|\b(?:và|va|hoặc|hoac|and|or)\b)\s*")
_DIGITS = re.compile(r"\+?\d[\d\s.()\-]{6,}\d")
_SPREADSHEET = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_LETTERS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "S": "5", "B": "8"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BUDDHIST = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")
_ERA = 543  # years by which the Buddhist era of Thailand, Laos and Cambodia is ahead
LEAST_ALIKE = 0.75  # from which likeness a word is offered for another


def phone_meant(text: str) -> Meant:
    """Of a phone number that was not understood; the values are E.164."""
    if _SPREADSHEET.fullmatch(text.strip()):
        return "phone_spreadsheet", ()
    digits = re.sub(r"\D", "", text)
    if digits == re.sub(r"[\s.\-]", "", text):
        if len(digits) > 7 and (found := _one(phone.clean, f"0{digits}")):
            return "phone_zero", found
        if len(digits) < 9:
            return "phone_short", ()
        return ("phone_long", ()) if len(digits) > 12 else ("phone_unclear", ())
    for split in (_SEVERAL.split(text), _DIGITS.findall(text)):
        parts = [_one(phone.clean, part) for part in split if part.strip()]
        if len(parts) > 1 and all(parts):
            return "phone_several", tuple(dict.fromkeys(number for part in parts for number in part))
    if found := _one(phone.clean, text.translate(_LETTERS)):
        return "phone_letters", found
    runs = _DIGITS.findall(text)
    if len(runs) == 1 and (found := _one(phone.clean, runs[0])):
        return "phone_words", found
    return ("phone_short" if 0 < len(digits) < 9 else "phone_unclear"), ()


def id_meant(text: str) -> Meant:
    """Of an ID number that has neither 9 nor 12 digits."""
    if _SPREADSHEET.fullmatch(text.strip()):
        return "id_spreadsheet", ()
    parts = [_one(id_number.clean, part) for part in _SEVERAL.split(text) if part.strip()]
    if len(parts) > 1 and all(parts):
        return "id_several", tuple(dict.fromkeys(number for part in parts for number in part))
    if found := _one(id_number.clean, text.translate(_LETTERS)):
        return "id_letters", found
    runs = re.findall(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)", text)
    if len(runs) == 1:
        return "id_words", (runs[0],)
    return "id_length", ()


def date_meant(text: str) -> Meant:
    """Of a date that was not understood or lies out of range."""
    if years := _BUDDHIST.findall(text):
        value, problem = date.clean(text.replace(years[0], str(int(years[0]) - _ERA)))
        if not problem and value:
            return "date_buddhist", (value,)
    years = _YEAR.findall(text)
    return ("date_year", (years[0],)) if len(set(years)) == 1 else ("date_unclear", ())


def font_meant(text: str) -> Meant:
    """Of a text typed for an old font (TCVN3 or VNI) that was kept as it stands."""
    kind = legacy.detect(text)
    read = legacy.read(text, kind) if kind else text
    return "legacy_font", (read,) if read != text else ()


def code_meant(list_name: str, text: str) -> str:
    """The code a word most likely means; "" when none is near, or two are."""
    return _nearest(word_key(text), _code_words(list_name))


def province_meant(text: str) -> str:
    """The province a name most likely means; "" when none is near, or two are."""
    return _nearest(word_key(re.sub(r"^(?:tỉnh|tinh|thành phố|tp)\b\.?", "", text, flags=re.I)), _province_words())


def _one(clean: Callable[[str], tuple[str, str]], text: str) -> tuple[str, ...]:
    """The one value a text gives without a problem; ()."""
    value, problem = clean(text.strip())
    return (value,) if value and problem in ("", "id_zero_restored") and not _service(value) else ()


def _service(value: str) -> bool:
    """Whether it is a short number like 113: what is left of a longer one must not be taken for it."""
    return len(value) < 9


@lru_cache(maxsize=64)
def _code_words(name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code in schema.codes(name):
        said = schema.entry(name, code)
        for word in (code, said["en"], said["vi"], *said.get("aliases", ())):
            found.setdefault(word_key(str(word)), code)
    return found


@lru_cache(maxsize=1)
def _province_words() -> Mapping[str, str]:
    names: Iterable[str] = (*place.names("current"), *place.names("legacy"))
    return {word_key(name): name for name in names}


@lru_cache(maxsize=4096)
def _likeness(a: str, b: str) -> float:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LEAST_ALIKE - 0.2 else 0.0


def _nearest(word: str, known: Mapping[str, str]) -> str:
    """What the most alike known word stands for; a known word inside the text counts as alike as it is long."""
    if len(word) < 3:
        return ""
    best: dict[str, float] = {}
    for other, code in known.items():
        alike = _likeness(word, other)
        if len(other) >= 4 and other in word:
            alike = max(alike, LEAST_ALIKE + len(other) / len(word) / 5)
        if alike >= LEAST_ALIKE:
            best[code] = max(best.get(code, 0.0), alike)
    ranked = sorted(best.items(), key=lambda one: (-one[1], one[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.02):
        return ""
    return ranked[0][0]
