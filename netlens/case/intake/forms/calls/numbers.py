"""Whose calls a sheet holds, as its heading, its columns or its file name say."""

import re
from collections.abc import Iterable, Sequence

from netlens.case.intake.forms.words import form
from netlens.case.intake.sheet import Row
from netlens.case.values import phone

_NUMBER = re.compile(r"\+?\d(?:[\s.\-]?\d){7,14}(?!\d)", re.ASCII)
_GAP = 40  # signs between the word for a subscriber and the number
_IN_NAME = re.compile(r"(?<!\d)\+?(?:84|0)\d{9,10}(?!\d)|(?<!\d)\+?\d{11,13}(?!\d)", re.ASCII)


def subject_of(lines: Iterable[Row]) -> str:
    """The number that heading lines say was asked about, as written; "" when none does."""
    for row in lines:
        found = subject_in(row.cells)
        if found:
            return found
    return ""


def subject_in(cells: Sequence[str]) -> str:
    """The number behind a word for a subscriber, in one cell or the next: `Thuê bao: 0912 345 678`."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    words = form("call_records")
    for place, cell in enumerate(filled):
        if not words.says("subject", cell[:200]):
            continue
        for text in (cell, *(filled[place + 1 : place + 2] if len(cell) < _GAP * 2 else ())):
            found = _NUMBER.search(text[:400])
            if found and is_number(found[0]):
                return found[0].strip()
    return ""


def subject_in_name(stem: str) -> str:
    """A phone number in a file's or sheet's name: `CDR_84912345678_2022`."""
    found = _IN_NAME.search(stem)
    return found[0] if found and is_number(found[0]) else ""


def is_number(text: str) -> bool:
    value, problem = phone.clean(text)
    return value.startswith("+") and problem in ("", "country_assumed")


def same(a: str, b: str) -> bool:
    """Whether two writings are one number."""
    return bool(a and b) and (a == b or phone.clean(a)[0] == phone.clean(b)[0])
