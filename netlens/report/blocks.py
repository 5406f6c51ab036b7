"""What a document is made of: cells, blocks, sections. Plain text everywhere; each format gives it its look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from netlens.report.summary import Said

Words = Callable[[str], str]
Tone = Literal["", "strong", "muted", "warn", "code"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One text, with the numbers of its sources; always plain text, whatever it looks like."""

    text: str
    sources: tuple[int, ...] = ()
    tone: Tone = ""
    below: tuple["Cell", ...] = ()  # further lines in the same place


@dataclass(frozen=True, slots=True)
class Block:
    """`said` sentences; `list` points; `facts` name and value; `table` (its first row heads it); `entries` a heading
    row each, with what is said below it; `picture` the ring's diagram; `note` a boxed sentence."""

    kind: Literal["said", "list", "facts", "table", "entries", "picture", "note"]
    rows: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[int, ...] = ()  # of a table's columns, as shares
    anchor: str = ""  # cells of this table with this are what [n] points at
    grouped: bool = False  # rows of a table whose first cell is empty belong to the row above


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`head` is said on every page: banner (a sample's), handling, what it is. `page` holds {page} and {pages}."""

    lang: str
    title: str
    kicker: str
    badges: tuple[Cell, ...]
    banner: str
    handling: str
    foot: str
    page: str
    sections: tuple[Section, ...]


def moment(time: str) -> str:
    """`2026-11-22 21:47 +07:00` out of an ISO time; anything else as it is."""
    return f"{time[:10]} {time[11:16]} {time[19:]}".rstrip() if len(time) > 18 and time[10] == "T" else time


def said(said: Sequence[Said]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell(text, sources),) for text, sources in said)


def facts(pairs: Sequence[tuple[str, str]]) -> Block:
    return Block("facts", tuple((Cell(name, tone="muted"), Cell(value)) for name, value in pairs if value))


def table(head: Sequence[str], rows: Sequence[tuple[Cell, ...]], widths: Sequence[int], anchor: str = "") -> Block:
    return Block("table", (tuple(Cell(text) for text in head), *rows), tuple(widths), anchor)


def muted(text: object) -> tuple[Cell, ...]:
    return (Cell(str(text), tone="muted"),) if text else ()
