"""Time in pieces: years, half-years, quarters, months, or a number of equal periods; and the range they cover."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from netlens.errors import NetLensError, UsageError
from netlens.i18n import _
from netlens.network.facts.days import OPEN_START
from netlens.network.projection import Ints

MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}  # of one period
MOST = 240  # periods: more can neither be read nor searched one by one
APART, FEW = 3653, 0.02  # days and share: so far from all the others, and so few, that they are no part of the range


@dataclass(frozen=True, slots=True)
class Span:
    """A period: `code` ("2021", "2021-H2", "2021-Q3", "2021-03", or "since/until"), its first and last day (ISO)."""

    code: str
    since: str
    until: str


def spans(first: str, last: str, by: str) -> tuple[Span, ...]:
    """The periods that cover `first` to `last` (ISO days, both included), in order, without gaps.

    `by`: year, half, quarter, month (whole calendar periods), or a number from 1 on (so many of equal length).
    UsageError for another word; NetLensError when there would be more than MOST.
    """
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if by in MONTHS:
        size = MONTHS[by]
        start = begin.year * 12 + (begin.month - 1) // size * size
        count = (end.year * 12 + end.month - 1 - start) // size + 1
        _check(count)
        return tuple(_calendar(start + number * size, size) for number in range(count))
    if not by.isdigit() or not int(by):
        raise UsageError(
            _("“{by}” is no kind of period.").format(by=by),
            _("Write year, half, quarter, month, or a number of equal periods."),
        )
    days = end.toordinal() - begin.toordinal() + 1
    count = min(int(by), days)
    _check(count)
    cuts = [begin.toordinal() + number * days // count for number in range(count + 1)]
    made = [
        (date.fromordinal(cut).isoformat(), date.fromordinal(cuts[n + 1] - 1).isoformat())
        for n, cut in enumerate(cuts[:-1])
    ]
    return tuple(Span(f"{since}/{until}", since, until) for since, until in made)


def _check(count: int) -> None:
    if count > MOST:
        raise NetLensError(
            _("The evidence would fall into {n} periods: more than {most} cannot be read.").format(n=count, most=MOST),
            _("Choose longer periods."),
        )


def _calendar(month: int, size: int) -> Span:
    """The period of `size` months that begins with month number `month` (year · 12 + month - 1)."""
    year, start = divmod(month, 12)
    end_year, end = divmod(month + size - 1, 12)
    code = {
        12: f"{year:04}",
        6: f"{year:04}-H{start // 6 + 1}",
        3: f"{year:04}-Q{start // 3 + 1}",
        1: f"{year:04}-{start + 1:02}",
    }[size]
    last = monthrange(end_year, end + 1)[1]
    return Span(code, f"{year:04}-{start + 1:02}-01", f"{end_year:04}-{end + 1:02}-{last:02}")


def usual_range(days: Ints) -> tuple[str, str]:
    """First and last ISO day that a division into periods has to cover; ("", "") without any dated fact.

    `days`: one ordinal per fact, OPEN_START where undated. Dates a decade or more away from all others, and hardly any
    of them, are slips of the pen more often than history: they are left outside, for the caller to count.
    """
    known = np.sort(days[days > OPEN_START])
    if not len(known):
        return "", ""
    few = int(len(known) * FEW)
    gaps = np.flatnonzero(np.diff(known) > APART)
    low = max((int(gap) + 1 for gap in gaps if gap + 1 <= few), default=0)
    high = min((int(gap) + 1 for gap in gaps if len(known) - gap - 1 <= few), default=len(known))
    return date.fromordinal(int(known[low])).isoformat(), date.fromordinal(int(known[high - 1])).isoformat()


def edges(periods: Sequence[Span]) -> Ints:
    """The first day of each period, and the day after the last, as ordinals: n + 1 of them for n periods."""
    starts = [date.fromisoformat(span.since).toordinal() for span in periods]
    ends = [date.fromisoformat(span.until).toordinal() + 1 for span in periods[-1:]]
    return np.array([*starts, *ends], dtype=np.int64)
