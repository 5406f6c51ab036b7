"""Where people stand, as plain data: a table with what it shows in words; curves of what is left of a network."""

from dataclasses import dataclass

from ui.answers.plain.page import Page, Target, Tone
from ui.answers.plain.table import TableData


@dataclass(frozen=True, slots=True)
class Listed:
    """`said`: norm, scope and how exact, in a sentence; `more` what is left out or missing.

    `how` leads to the page that tells how it is reckoned.
    """

    table: TableData
    said: str
    more: str = ""
    tone: Tone = "muted"
    how: Target | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """`shares[i]`: what is left of the largest connected part once `i` are gone; `names`, `ids`: who goes, in turn."""

    label: str
    shares: tuple[float, ...]
    names: tuple[str, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What a network would be without some: key players on a page, removal as curves. `warning`: it is a what-if."""

    page: Page
    curves: tuple[Curve, ...]
    said: str
    warning: str
    how: Target
