"""A page of the details panel as plain data: a worker composes it, the window draws it.

Every text is already masked and in the person's language, and is never read as HTML.
A Target is what a click asks next.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Tone = Literal["plain", "good", "warning", "danger", "accent", "muted"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a click leads: a question to ask for the next page ("rows:list"), or "select" (ring, ids) for all views."""

    question: str
    args: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    target: Target


Words = tuple[str | Link, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what is shown; `icon` a file of resources/icons, `under` a second line."""

    text: str
    icon: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    tone: Tone = "plain"
    icon: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Chips:
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Section:
    text: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, parts of which can be clicked; `bullet` sets it as an item of a list of reasons."""

    words: Words
    tone: Tone = "plain"
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, in two columns; `written` for values shown letter by letter, as an agency wrote them."""

    rows: tuple[tuple[str, Words], ...]
    written: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    share: float  # 0…1
    text: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: icon, text, what is said under it, a word at the right, and where a click leads.

    `rows`: where a click on the word at the right leads, when that is elsewhere (down to the rows).
    """

    text: str
    under: str = ""
    right: str = ""
    icon: str = ""
    target: Target | None = None
    tone: Tone = "plain"
    rows: Target | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """`more` leads to the whole list when only its beginning is shown."""

    items: tuple[Item, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Buttons:
    """Actions of the window by name; the window knows their texts and when they can be used."""

    actions: tuple[str, ...]


Block = Heading | Chips | Section | Sentence | Facts | Bars | Items | Buttons


@dataclass(frozen=True, slots=True)
class Page:
    """`crumb` is its short name on the way back; `about` the entities it speaks of."""

    crumb: str
    blocks: tuple[Block, ...]
    about: tuple[int, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
