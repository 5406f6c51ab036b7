"""A graph file as text: its lines with their numbers, in Unicode, in whatever encoding it was written."""

from collections.abc import Iterator
from pathlib import Path

from netlens.case.importing import ReadOptions
from netlens.case.intake.letters.encoding import codec_for
from netlens.case.intake.sheet import not_readable
from netlens.case.intake.text import encoding_of, lines_of
from netlens.errors import NetLensError
from netlens.i18n import _

LONGEST = 20_000_000  # characters of a line: a row of a matrix of a million people would be shorter


def numbered(path: Path, options: ReadOptions) -> Iterator[tuple[int, str]]:
    """(number from 1, line without its end). Characters that are none stay, for the caller to reject the line."""
    encoding = codec_for(path.name, options.extra) or encoding_of(path)
    for number, line in enumerate(lines_of(path, encoding), 1):
        if len(line) > LONGEST:
            raise not_readable(
                path.name,
                _("line {line} is longer than any record").format(line=number),
                _("Do not open it: ask the sender what it is."),
            )
        yield number, line.rstrip("\r\n")


def damaged(path: Path, line: int, what: str) -> NetLensError:
    """What is wrong with the file as a whole, from which line on."""
    return not_readable(
        path.name,
        _("line {line}: {what}").format(line=line, what=what),
        _("Copy it again, or save it again in the program it comes from."),
    )
