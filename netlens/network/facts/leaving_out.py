"""What a question leaves out: a grade and worse, a kind, a case file, a person, a number, or what many share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netlens.case.values.grade import weaker
from netlens.errors import NetLensError
from netlens.i18n import _
from netlens.network.facts.days import OPEN_END, OPEN_START, first_days, last_days
from netlens.network.facts.weights import KINDS

if TYPE_CHECKING:
    from pandas import DataFrame

    from netlens.case.case import Case

HUBS = "hubs"
WIDELY = 10  # people: asked to do without hubs, what ties more than these is left out as well


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`ids`: entity ids whose facts do not count; `grade`: it and worse; `hubs`: what is shared widely; a period."""

    ids: frozenset[int] = frozenset()
    grade: str | None = None
    kinds: frozenset[str] = frozenset()
    hubs: bool = False
    since: str = ""
    until: str = ""

    def cap(self, cap: int) -> int:
        return min(cap, WIDELY) if self.hubs else cap


def left_out(case: "Case", without: Sequence[str], since: str = "", until: str = "") -> LeftOut:
    """`without`: record ids, `grade:C/3` (that grade and worse; `grade:` for ungraded and worse), `kind:call`, `hubs`.

    NetLensError for a record the case does not hold, a kind that does not exist, or a period that is no dates.
    """
    ids, kinds, grade = set(), set(), None
    for text in without:
        entity = case.by_record_id(text)
        if text == HUBS:
            continue
        if text.startswith("grade:"):
            grade = text.removeprefix("grade:")
        elif text.removeprefix("kind:") in KINDS and text.startswith("kind:"):
            kinds.add(text.removeprefix("kind:"))
        elif entity is not None:
            ids.add(entity)
        else:
            raise NetLensError(
                _("The case holds nothing called “{text}”.").format(text=text),
                _("Give a record id such as persons:P0001, cases:C01 or phone:+84…, or grade, or hubs."),
            )
    for date in (since, until):
        if date and first_days([date])[0] == OPEN_START:
            raise NetLensError(
                _("“{date}” is no date.").format(date=date), _("Write it as 2023, 2023-05 or 2023-05-31.")
            )
    return LeftOut(frozenset(ids), grade, frozenset(kinds), HUBS in without, since, until)


def remaining(facts: "DataFrame", out: LeftOut, columns: Sequence[str]) -> "DataFrame":
    """The rows whose entities (in `columns`), grade and kind are not left out."""
    keeps = np.ones(len(facts), dtype=bool)
    for column in columns:
        if out.ids:
            keeps &= ~facts[column].isin(out.ids).to_numpy(dtype=bool)
    if out.grade is not None:
        doubtful = {grade for grade in facts.grade.unique() if grade == out.grade or weaker(grade, out.grade) == grade}
        keeps &= ~facts.grade.isin(doubtful).to_numpy(dtype=bool)
    if out.kinds:
        keeps &= ~facts.kind.isin(out.kinds).to_numpy(dtype=bool)
    return facts[keeps]


def in_period(facts: "DataFrame", out: LeftOut) -> tuple["DataFrame", int]:
    """The rows whose time (`since` to `until`) touches the period, and how many undated rows had to be left out."""
    if not (out.since or out.until) or not len(facts):
        return facts, 0
    ends = facts.until.where(facts.until != "", facts.since)
    starts = facts.since.where(facts.since != "", facts.until)
    first, last = first_days(starts), last_days(ends)
    low = first_days([out.since])[0] if out.since else OPEN_START
    high = last_days([out.until])[0] if out.until else OPEN_END
    undated = (first == OPEN_START) & (last == OPEN_END)
    keeps = (first <= high) & (last >= low) & ~undated
    return facts[keeps], int(undated.sum())
