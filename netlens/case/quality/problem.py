"""What a problem is, and what a fix: plain types. Values in them are as written: show them through `shown.py`."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from netlens.case.corrections.stored import StandIn, Swap

Severity = Literal["lost", "wrong", "missing", "note"]
ORDER: tuple[Severity, ...] = ("lost", "wrong", "missing", "note")


class Place(NamedTuple):
    """One cell of one row: where a problem shows. `value` is as written, and may be anyone's."""

    file: int
    row: int
    field: str = ""
    value: str = ""


class Pair(NamedTuple):
    """One value and what would stand for it, where it first occurs, and in how many rows."""

    written: str
    stands: str
    place: Place
    rows: int


@dataclass(frozen=True, slots=True)
class Fix:
    """What would put a problem right. `label` says what is done: "Put the zero back"."""

    label: str
    rows: int
    swaps: tuple[Swap, ...]
    stand_ins: tuple[StandIn, ...] = ()
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is in no list of codes: where it stands, and the list's codes of which a person may choose one."""

    table: str
    column: str
    list: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """`name` is stable, for the command line and for what is kept of a fix; `sentence` names nobody.

    `rows`: how many rows it touches; `places` are the first of them. `advice`: what a person can do where no fix can.
    """

    name: str
    severity: Severity
    rows: int
    sentence: str
    places: tuple[Place, ...] = ()
    advice: str = ""
    fix: Fix | None = None
    word: Word | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All problems, the worst first, over the rows that count; `rows_touched` counts a row once, whatever is wrong."""

    problems: tuple[Problem, ...]
    rows: int
    rows_touched: int
    seconds: float = field(default=0.0, compare=False)
