"""Text in columns that only blanks keep apart, as old exchanges print it: cut where the header's columns begin."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from netlens.case.intake.forms.finding import head_of
from netlens.case.intake.forms.words import FLAT, form
from netlens.case.intake.headers import HEAD
from netlens.case.intake.sheet import Row, problem_of

BLANKS = "  "  # what such a sheet says its delimiter is
_GAP = re.compile(r" {2,}")
_CELL = re.compile(r"\S+(?: \S+)*")


def aligned(lines: Iterable[str]) -> Iterator[Row] | None:
    """The rows of such a text; None where no line within the first ones is a form's header in aligned columns."""
    source = iter(lines)
    first = list(islice(source, HEAD))
    split = [Row(number, _GAP.split(line.strip())) for number, line in enumerate(first, 1)]
    heads = [found for name in FLAT if (found := head_of(split, form(name)))]
    if not heads:
        return None
    header = max(heads, key=lambda found: found.known).header
    starts = [found.start() for found in _CELL.finditer(first[header - 1].rstrip())]
    return _rows(chain(first, source), header, starts)


def _rows(lines: Iterable[str], header: int, starts: Sequence[int]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        text = line.rstrip()
        cells = _GAP.split(text.strip())
        if number > header and 1 < len(cells) < len(starts):  # a cell is empty: only its place tells which
            cells = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        yield Row(number, cells, problem_of(text))
