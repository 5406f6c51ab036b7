"""The lines of the lists at the left, as plain data."""

from dataclasses import dataclass, field

from netlens.case.records import Status, Verdict


@dataclass(frozen=True, slots=True)
class RingLine:
    """One ring in the list. `corridors` are labels, strongest first; `news` what the last detection changed."""

    id: str
    label: str
    status: Status
    decision: Verdict
    size: int
    cases: int
    corridors: tuple[str, ...]
    sentence: str  # all of it in words, for tool tip and screen reader
    news: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A corridor with its rings; `kind` is corridor, none (no corridor recorded), tentative or dismissed."""

    kind: str
    label: str
    rings: tuple[RingLine, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the first screen says. `detected` is False before rings were looked for; `chance` is only counted."""

    sections: tuple[Section, ...] = ()
    chance: int = 0
    people: int = 0
    records: int = 0
    detected: bool = False
    stale: bool = False  # records came after the rings were found
    note: str = ""
    entities: dict[str, int] = field(default_factory=dict)
