"""The period a question is about: facts that touch it count; what has no date cannot be told to, and is left out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.errors import UsageError
from netlens.i18n import _
from netlens.network.facts.days import OPEN_END, OPEN_START, first_days, last_days

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Period:
    """`first` and `last` day; open on both sides when nothing was asked."""

    first: int = OPEN_START
    last: int = OPEN_END

    @property
    def asked(self) -> bool:
        return self.first > OPEN_START or self.last < OPEN_END


def period(since: str, until: str) -> Period:
    """The period of two ISO dates, as exact as they are; "" leaves a side open. UsageError for what is no date."""
    for date in (since, until):
        if date and first_days([date])[0] == OPEN_START:
            raise UsageError(_("“{date}” is no date.").format(date=date), _("Write it as 2023, 2023-05 or 2023-05-31."))
    found = Period(int(first_days([since])[0]), int(last_days([until])[0]))
    if found.first > found.last:
        raise UsageError(
            _("The period ends before it begins: {since} to {until}.").format(since=since, until=until),
            _("Exchange the two dates."),
        )
    return found


def within(facts: "DataFrame", asked: Period) -> tuple["DataFrame", int]:
    """The rows whose time (`since` to `until`) touches the period, and how many undated rows had to be left out."""
    if not asked.asked or not len(facts):
        return facts, 0
    ends = facts.until.where(facts.until != "", facts.since)
    starts = facts.since.where(facts.since != "", facts.until)
    first, last = first_days(starts), last_days(ends)
    undated = (first == OPEN_START) & (last == OPEN_END)
    keeps = (first <= asked.last) & (last >= asked.first) & ~undated
    return facts[keeps], int(undated.sum())
