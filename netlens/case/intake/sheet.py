"""What every table-like file gives: named sheets of numbered rows, exactly as written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from netlens.errors import NetLensError
from netlens.i18n import _

MAX_CELL = 1_000_000  # characters; a longer cell is a broken file, not a note
_UNREADABLE = re.compile("[\x00\ud800-\udfff\ufffd]")


class Row(NamedTuple):
    """One row: its number as a person counts it in that sheet (first line = 1, blank rows counted), its cells.

    `problem` is empty for a row that could be read; else a reason in a person's words, and the cells are what was left.
    """

    number: int
    cells: list[str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or a whole text file. `title` is what may name its table; `rows` can be read once."""

    file: str
    name: str
    title: str
    rows: Iterator[Row] = field(repr=False)
    encoding: str = ""
    delimiter: str = ""

    @property
    def place(self) -> str:
        """How a message names it: `records.xlsx, sheet Persons` or `persons.csv`."""
        return _("{file}, sheet {sheet}").format(file=self.file, sheet=self.name) if self.name else self.file


def problem_of(text: str) -> str:
    """Why a cell or a line cannot be trusted, or "": NUL bytes, or characters of another encoding."""
    found = _UNREADABLE.search(text)
    if not found:
        return ""
    if found.group() == "\x00":
        return _("the row holds NUL bytes: part of the file was not written, or was overwritten")
    return _("the row holds characters that cannot be read in the file's encoding")


def too_long() -> str:
    return _("a cell holds more than {n} characters, which no record needs").format(n=f"{MAX_CELL:,}")


def blank(cells: list[str]) -> bool:
    """Whether a row holds nothing; nor is the sign by which DOS ends a file anything."""
    return not any(cells) or not any(cell.strip().strip("\x1a") for cell in cells)


def not_readable(file: str, what: str, hint: str) -> NetLensError:
    """One sentence for a file that cannot be read at all, then what to do."""
    return NetLensError(_("{file} cannot be read: {what}.").format(file=file, what=what), hint)
