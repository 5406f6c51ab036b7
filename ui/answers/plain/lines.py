"""The lines of the lists at the left, as plain data."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from netlens.case.records import Status, Verdict

if TYPE_CHECKING:
    from netlens.network.scene import Scene

Shown = Status | Literal["untested"]


@dataclass(frozen=True, slots=True)
class RingLine:
    """One ring in the list. `corridors` are labels, strongest first; `news` what the last detection changed.

    `id` "": a group at first look, which cannot be picked: its status is "untested".
    """

    id: str
    label: str
    status: Shown
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


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The groups a running detection begins with, for a case of which no rings are kept: list and picture.

    Nothing in it is tested. It goes when the tested rings come, or when there will be none.
    """

    sections: tuple[Section, ...]
    groups: int
    scene: "Scene"
