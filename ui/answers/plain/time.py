"""Rings, or the members of one, over time, as plain data to paint."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.answers.plain.page import Target

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search of each period by itself found. `by`: the kind of period; `rings`: how many, in all of them.

    `packed`: its looks and threads, for the worker: the window keeps them, and has no need to know what they are.
    """

    by: str
    rings: int
    packed: bytes


@dataclass(frozen=True, slots=True)
class Bin:
    """One column: its days (ISO), how an axis and how a sentence calls it."""

    since: str
    until: str
    short: str
    words: str


@dataclass(frozen=True, slots=True)
class Sign:
    """What became of a lane in a period: `column` where it begins; `searched`: told by the search of single periods."""

    column: int
    what: str
    words: str
    searched: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A ring (`entity` -1), or a member of one. `first`, `last`: columns of its dated evidence, -1 without any.

    `row`: its number in Lanes.counts. `colour` counts through the theme's palette; `words` is all of it in a sentence.
    """

    ring: str
    entity: int
    label: str
    under: str
    colour: int
    status: str
    row: int
    first: int
    last: int
    signs: tuple[Sign, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """`counts[row, column, family]`: facts; `families`: (code, label); `notes`: what stands in no column, and its rows.

    `ring`: whose members the lanes are, "" for the rings themselves; `by`: the kind of period the signs are for.
    """

    title: str
    ring: str
    by: str
    bins: tuple[Bin, ...]
    families: tuple[tuple[str, str], ...]
    lanes: tuple[Lane, ...]
    counts: "NDArray[np.uint32]"
    notes: tuple[tuple[str, Target], ...] = ()
    detected: bool = True
