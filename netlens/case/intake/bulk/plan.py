"""Which files can be read by the column, and how they lie."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from netlens.case.intake.around.head_rows import Aside, Joined
from netlens.case.intake.around.lines import is_numbering
from netlens.case.intake.headers import HEAD, Layout
from netlens.case.intake.mapped.offered import choose
from netlens.case.intake.sheet import Sheet, blank
from netlens.errors import NetLensError

if TYPE_CHECKING:
    from netlens.case.importing import ReadOptions

TABLES = ("calls",)
ENCODINGS = ("utf-8", "utf-8-sig", "ascii")
LEAST = 4 << 20  # bytes: smaller files are read row by row in a moment; but all alike where one of an import is larger


@dataclass(frozen=True, slots=True)
class BulkText:
    """A delimited text file of one table, whose rows become records by `layout` alone.

    That is: `read` would give CaseRecord(layout.table, row, {field: cell}, {header: cell}) of every full row, as
    `native.records` does.

    `fits` is for importers that have told so by the first rows alone: whether a text of a field (of the length, the
    kind, the cell) is such that `read` would leave it as it stands. Where one does not fit, or any line below the
    header is no full row, the file is read row by row after all.
    """

    encoding: str
    delimiter: str
    layout: Layout
    fits: Callable[[str, str], bool] | None = None


def plan_of(sheet: Sheet, options: "ReadOptions") -> BulkText | None:
    """How to read a text file by the column; None where the rows must be read one by one.

    `sheet` is the file as its importer lays it out, its rows still unread.
    """
    if sheet.encoding not in ENCODINGS or len(sheet.delimiter) != 1 or not sheet.delimiter.isascii():
        return None
    head = list(islice(sheet.rows, HEAD))
    try:
        mapping, layout = choose(sheet, head, options)
    except NetLensError:
        return None  # the reader of rows says what is wrong with it
    first = next((row for row in head if row.number > layout.header_row and not blank(row.cells)), None)
    if any(isinstance(row, Aside | Joined) for row in head) or (first and is_numbering(first.cells, layout.fields)):
        return None  # a form somebody filled in: never large
    return None if mapping else planned(sheet.encoding, sheet.delimiter, layout)


def planned(
    encoding: str, delimiter: str, layout: Layout | None, fits: Callable[[str, str], bool] | None = None
) -> BulkText | None:
    """The same for an importer that has found its layout by itself."""
    if layout is None or layout.table not in TABLES or len(layout.headers) < 3 or encoding not in ENCODINGS:
        return None
    return BulkText(encoding, delimiter, layout, fits)
