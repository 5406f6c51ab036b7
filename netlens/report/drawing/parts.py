"""What a picture of a network is made of: marks, ties, hulls. Masked already; no Qt, no file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One entity. `x`, `y` in any unit, y downwards; `colour` the index of its ring's colour, -1 outside all rings;
    `size` 0…1; `text` its label, already masked."""

    x: float
    y: float
    text: str
    kind: str = "person"
    band: str = ""
    colour: int = -1
    size: float = 0.5
    protected: bool = False
    dual: bool = False
    cleared: bool = False
    by_hand: bool = False
    note: str = ""  # a second line below the label
    people: int = 0  # of a mark of kind "ring", which stands for all its members
    crisp: bool = False  # such a ring is supported


@dataclass(frozen=True, slots=True)
class Tie:
    a: int
    b: int
    weight: float
    count: int


@dataclass(frozen=True, slots=True)
class Hull:
    """A ring: its outline is crisp only when the ring is supported."""

    text: str
    note: str  # its corridors, in words
    members: tuple[int, ...]
    crisp: bool
    colour: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """`stretch`: the two axes may be scaled apart, within bounds, to fill the frame; else one scale for both."""

    marks: tuple[Mark, ...]
    ties: tuple[Tie, ...]
    hulls: tuple[Hull, ...]
    title: str = ""
    subtitle: str = ""
    banner: str = ""
    lang: str = "en"
    stretch: bool = False
