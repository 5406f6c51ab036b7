"""Dates and times from two halves: a million moments lie on some hundred days, at some ten thousand times of day.

A cell is cut at its first space (or `T`). What a day is, and what a time of day adds to it, is asked of the reader of
single dates with one cell for each; where a cell cannot be put together so, it is read whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from netlens.case.intake.clean import LONGEST
from netlens.case.intake.dates import ColumnKey, Orders, is_plain, read

_CLOCK = " 12:34:56"
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LOOSE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)", re.ASCII)
_EXACT = re.compile(r"[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d", re.ASCII)
_MIDNIGHT = " 00:00:00"  # how a spreadsheet writes a day without a time
_SAMPLES = ("15/01/2020", "2020-01-15", "5/1/2020")
_DAYS = ("2020-01-15", "2020-01-15", "2020-01-05")
_PLAIN, _WRITTEN_ISO, _WRITTEN_LOOSE = range(3)
WHOLE = 3  # the form of a head that is read with its tail, as one text


@dataclass(slots=True)
class Heads:
    """The first halves: `form` of each; what it says as a day and as a whole cell, each with its problem, once read."""

    texts: list[str]
    form: NDArray[np.int8]
    meant: dict[int, tuple[str, str]] = field(default_factory=dict)  # what garbled ones mean, and why they are read so
    day: list[tuple[str, str]] = field(default_factory=list)
    whole: list[tuple[str, str]] = field(default_factory=list)


def heads_of(texts: Sequence[str]) -> Heads:
    forms = [
        _PLAIN
        if len(text) == 10 and is_plain(text)
        else _WRITTEN_ISO
        if _ISO.fullmatch(text)
        else _WRITTEN_LOOSE
        if _LOOSE.fullmatch(text)
        else WHOLE
        for text in texts
    ]
    return Heads(list(texts), np.array(forms, dtype=np.int8).reshape(-1))


def tells(text: str) -> bool:
    """Whether a cell is asked for the order of day and month: ISO dates are not, nor what is too long for a date."""
    iso = len(text) in (10, 19) and text[4] == "-" == text[7] and text[:2] in ("19", "20")
    return len(text) <= LONGEST and not iso


def days(heads: Heads, orders: Orders, column: ColumnKey, begin: int = 0) -> None:
    """Read the first halves from number `begin` on, as days and as whole cells."""
    forms = heads.form.tolist()
    for code in range(begin, len(heads.texts)):
        text = heads.texts[code]
        meant, _why = heads.meant.get(code, (text, ""))
        heads.whole.append(_cell(meant, orders, column))
        if forms[code] == WHOLE:
            heads.day.append(("", ""))
            continue
        value, problem = _cell(text + _CLOCK, orders, column)
        heads.day.append((value[:10], problem) if value[10:] == "T12:34:56" and len(value) == 19 else ("", ""))


def _cell(text: str, orders: Orders, column: ColumnKey) -> tuple[str, str]:
    """One cell, by the order that its column has been found to have: as the reader of single records reads it."""
    text = text.strip()
    if len(text) > LONGEST:
        return text, "bad_date"
    order = orders.settled(column, text) if tells(text) else "dmy"
    return read(text, "mdy" if order == "mdy" else "dmy")


def clocks(texts: Sequence[str]) -> list[tuple[str | None, ...]]:
    """What each second half adds to a day, by the form of the first half; None where it must be read with it.

    Times to the second are told by their hour: one of each hour is read, and all others of that hour follow.
    """
    hours: dict[str, tuple[bool, ...]] = {}
    found: list[tuple[str | None, ...]] = []
    for text in texts:
        if not text:
            found.append(("", "", ""))
        elif _EXACT.fullmatch(text) and text != _MIDNIGHT:
            hour = text[:3]
            if hour not in hours:
                hours[hour] = tuple(one == f"T{hour[1:]}:34:56" for one in _added(f"{hour}:34:56"))
            said = f"T{text[1:]}"
            found.append(tuple(said if fits else None for fits in hours[hour]))
        else:
            found.append(_added(text))
    return found


def _added(text: str) -> tuple[str | None, ...]:
    adds: list[str | None] = []
    for sample, day in zip(_SAMPLES, _DAYS, strict=True):
        value, problem = read((sample + text).strip(), "dmy")
        adds.append(value[10:] if value[:10] == day and not problem and len(text) < 40 else None)
    return tuple(adds)
