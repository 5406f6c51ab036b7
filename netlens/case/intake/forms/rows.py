"""The rows below a form's header: its records, the lines between and below them that are none, and broken ones."""

from collections.abc import Iterable, Iterator

from netlens.case.intake.forms.finding import Head
from netlens.case.intake.native import OTHER_LINE
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import Row, Sheet, blank
from netlens.case.records import Issue
from netlens.case.schema import word_key
from netlens.i18n import _

SHOWN = 1000  # characters of a line that is told as it stands


class Line:
    """A line that is no record; `row` as it lies: a balance, a total, a page, a heading between two blocks."""

    __slots__ = ("row",)

    def __init__(self, row: Row) -> None:
        self.row = row


def lines_of(sheet: Sheet, head: Head, rows: Iterable[Row]) -> Iterator[Row | Line | Issue]:
    """Every non-blank row of a sheet: those above the header as Line, then records as wide as it, Lines, and Issues."""
    width, text = len(head.headers), bool(sheet.delimiter)
    above = {row.number for row in head.above}
    again = {word_key(name) for name in head.headers} - {""}
    for row in rows:
        if row.number <= head.header:
            if row.number in above:
                yield Line(row)
            continue
        if blank(row.cells):
            continue
        if row.problem:
            yield Issue(row.number, "", shown(row.cells), row.problem, sheet.name, "broken_row")
        elif _repeated(row.cells, again) or _aside(head, row.cells):
            yield Line(row)
        elif len(row.cells) == width:
            yield row
        elif len(row.cells) > width:
            yield _wide(sheet, row, width, text)
        elif text:
            yield _unequal(sheet, row, width)
        else:
            yield Row(row.number, row.cells + [""] * (width - len(row.cells)))


def other_line(sheet: Sheet, row: Row) -> Issue:
    return Issue(row.number, "", shown(row.cells), reason(OTHER_LINE), sheet.name, OTHER_LINE)


def shown(cells: list[str]) -> str:
    return " | ".join(cell.strip() for cell in cells if cell.strip())[:SHOWN]


def _repeated(cells: list[str], headings: set[str]) -> bool:
    """Whether a row is the header once more: files are put together, pages printed."""
    found = 0
    for cell in cells:
        if cell and (key := word_key(cell)):
            if key not in headings:
                return False
            found += 1
    return found > 1 and found * 10 >= len(headings) * 7


def _aside(head: Head, cells: list[str]) -> bool:
    """Whether a row stands outside the table: a sum, a balance, a page, a signature, a heading of the next block."""
    filled = [cell for cell in cells if cell.strip()]
    first = next((cell for cell in filled if not cell.strip().isdigit()), filled[0])
    if head.form.says("aside", first[:200]) and len(filled) <= max(3, len(head.headers) // 2):
        return True
    if len(head.headers) < 3:
        return False
    if len(filled) == 1:
        return not any(head.cell(cells, column) for column in head.form.own) or len(filled[0].split()) > 3
    return len(filled) == 2 and filled[0].rstrip().endswith((":", "："))


def _wide(sheet: Sheet, row: Row, width: int, text: bool) -> Row | Issue:
    """What stands to the right of the table: nothing, or notes; in text, a delimiter too many."""
    if text and any(cell.strip() for cell in row.cells[width:]):
        return _unequal(sheet, row, width)
    return Row(row.number, row.cells[:width]) if text or blank(row.cells[width:]) else row


def _unequal(sheet: Sheet, row: Row, width: int) -> Issue:
    unequal = _("the row has {n} cells, the header {width}: a delimiter or a quotation mark is missing or too many")
    why = unequal.format(n=len(row.cells), width=width)
    return Issue(row.number, "", shown(row.cells), why, sheet.name, "broken_row")
