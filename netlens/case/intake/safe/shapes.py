"""Tables of a shape no records have: lines without end, rows of more cells than any table has columns."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from netlens.case.intake.safe.paths import Mark, mark_of
from netlens.case.intake.sheet import MAX_CELL, Row, not_readable
from netlens.i18n import _

WIDEST = 3_000  # columns of a table; an HTCDS sheet has three hundred
HEAD = 100  # rows in which the header may stand: one that is wider there is a header of nothing
LONGEST = 16 << 20  # characters of a line that is read whole
_CHUNK = 1 << 20


def has_endless_line(path: Path) -> bool:
    """Whether a line of a text file is longer than LONGEST: such a line would fill the memory."""
    return _has_endless_line(path, mark_of(path), LONGEST)


@lru_cache(maxsize=64)  # asked for by each importer that looks at a file
def _has_endless_line(path: Path, _mark: Mark, longest: int) -> bool:
    length = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if b"\n" in chunk or b"\r" in chunk:
                length = 0
            else:
                length += len(chunk)
                if length > longest:
                    return True
    return False


def bounded(stream: TextIO) -> Iterator[str]:
    """The lines of a text; one that is longer than LONGEST becomes a cell of a length that is told as too long."""
    while line := stream.readline(LONGEST):
        if len(line) == LONGEST and not line.endswith("\n"):
            while (rest := stream.readline(LONGEST)) and not rest.endswith("\n"):
                pass
            line = "x" * (MAX_CELL + 1) + "\n"
        yield line


def narrow(rows: Iterator[Row], file: str) -> Iterator[Row]:
    """The rows of a sheet; NetLensError when its first row of several cells has more than a table has columns."""
    begun = False
    for number, row in enumerate(rows):
        begun = begun or 1 < len(row.cells) <= WIDEST
        if len(row.cells) > WIDEST and not begun:
            raise not_readable(
                file,
                _("it has {n} columns, more than {most}").format(n=f"{len(row.cells):,}", most=f"{WIDEST:,}"),
                _("Look at it in a text editor: its lines or its delimiter are not what they seem."),
            )
        yield row
        if number >= HEAD:
            break
    yield from rows
