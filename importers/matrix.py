"""Labelled matrices as text: who is tied to whom, or who was at what, as UCINET, R and Excel write them."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from importers.excel import graph_of
from importers.excel import lines as book_lines
from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.files import is_text, is_workbook
from netlens.case.intake.graph.grids import Line, Shape
from netlens.case.intake.graph.grids import items as grid_items
from netlens.case.intake.graph.items import Node
from netlens.case.intake.graph.lines import numbered
from netlens.case.intake.graph.lists import cells_of, delimiter_of
from netlens.case.intake.graph.recognition import text_kind
from netlens.case.intake.graph.stating import Item, records
from netlens.case.intake.sheet import not_readable, problem_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import _, mark


def recognises(path: Path) -> bool:
    if is_workbook(path):
        return graph_of(path) == "matrix"
    return is_text(path) and text_kind(path) == "matrix"


def _numbered(path: Path, options: ReadOptions) -> Iterator[tuple[int, str]]:
    """The lines of a text, or of the sheet of a workbook."""
    return book_lines(path, options) if is_workbook(path) else numbered(path, options)


def _rows(path: Path, options: ReadOptions, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in _numbered(path, options):
        if line.strip() and line.lstrip()[:1] not in ("#", "%"):
            yield number, cells_of(line, delimiter)


def _lines(path: Path, options: ReadOptions, delimiter: str, *, labelled: bool) -> Iterator[Line]:
    rows = _rows(path, options, delimiter)
    if labelled:
        next(rows, None)
    for n, (number, cells) in enumerate(rows, 1):
        if labelled:
            yield Line(number, cells[0].strip(), cells[1:])
        else:
            yield Line(number, str(n), cells)


def items(path: Path, options: ReadOptions) -> Iterator[Item]:
    """Read twice: once to learn its shape, once for what it says. Without labels, rows and columns go by number."""
    head = [line for _number, line in zip(range(20), (line for _n, line in _numbered(path, options)), strict=False)]
    delimiter = options.extra.get("delimiter") or delimiter_of(head)
    first = next(_rows(path, options, delimiter), None)
    if first is None:
        raise not_readable(path.name, _("it is empty"), _("Ask for the file again."))
    number, cells = first
    labelled = any(not _is_number(cell) for cell in cells[1:])
    # Some programs write no cell above the labels of the rows.
    width = len(next(_lines(path, options, delimiter, labelled=labelled), Line(0, "", ())).cells)
    columns = [cell.strip() for cell in (cells if len(cells) == width else cells[1:])]
    if not labelled:
        columns = [str(n) for n in range(1, len(cells) + 1)]
    while columns and not columns[-1]:
        columns.pop()
    doubled = next((label for label, times in Counter(columns).items() if times > 1), "")
    if doubled:
        raise not_readable(
            path.name,
            _("two columns of the matrix have the same label, {label}").format(label=doubled),
            _("Give each node a label of its own."),
        )
    shape = Shape(columns)
    for line in _lines(path, options, delimiter, labelled=labelled):
        shape.take(line)
    lines = _lines(path, options, delimiter, labelled=labelled)
    for item in grid_items(columns, number, _trimmed(lines, len(columns)), shape):
        broken = problem_of(item.id) if isinstance(item, Node) else ""
        yield Issue(item.row, "", item.id, broken, "", "broken_row") if isinstance(item, Node) and broken else item


def _trimmed(lines: Iterator[Line], width: int) -> Iterator[Line]:
    """Without the empty cells that a delimiter at the end of the line makes."""
    for line in lines:
        yield line if any(line.cells[width:]) else line._replace(cells=line.cells[:width])


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return records(items(path, options), path.name, each=False)


IMPORTER = Importer(
    name="matrix",
    label=mark("Graphs: labelled matrix (UCINET, R, Excel as CSV)"),
    suffixes=(".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"),
    recognises=recognises,
    read=read,
    sample="matrix.csv",
)
