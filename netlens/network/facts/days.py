"""Partial ISO dates as day numbers: "2022" begins on 1 January and ends on 31 December."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date

import numpy as np

from netlens.network.projection import Ints

OPEN_START, OPEN_END = -(10**9), 10**9


def first_days(texts: Iterable[str]) -> Ints:
    """The first day each text can mean; OPEN_START where it says none."""
    return _days(texts, _first, OPEN_START)


def last_days(texts: Iterable[str]) -> Ints:
    """The last day each text can mean; OPEN_END where it says none."""
    return _days(texts, _last, OPEN_END)


def _days(texts: Iterable[str], read: Callable[..., date], unknown: int) -> Ints:
    """Each text is read once: a million facts lie on some thousand days."""
    from pandas import factorize

    days = [text[:10] for text in texts]
    said = np.empty(len(days), dtype=object)
    said[:] = days
    codes, different = factorize(said)
    return np.array([_read(day, read, unknown) for day in different.tolist()], dtype=np.int64)[codes]


def _read(text: str, read: Callable[..., date], unknown: int) -> int:
    try:
        parts = [int(part) for part in text.split("-")]
        return read(*parts).toordinal()
    except (ValueError, TypeError):
        return unknown


def _first(year: int, month: int = 1, day: int = 1) -> date:
    return date(year, month, day)


def _last(year: int, month: int = 12, day: int = 0) -> date:
    return date(year, month, day or monthrange(year, month)[1])
