"""Sheets → CaseRecords: under native column names, or through a saved column mapping. Nothing is cleaned here."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from netlens.case.importing import ReadOptions
from netlens.case.intake.around.head_rows import Aside, Joined
from netlens.case.intake.around.lines import is_numbering, is_signing, is_sparse, is_total, may_be_none, sparse_of
from netlens.case.intake.headers import HEAD, Layout
from netlens.case.intake.mapped.offered import choose, must_be_read
from netlens.case.intake.mapped.reading import reader
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import Row, Sheet, blank
from netlens.case.mapping import Mapping
from netlens.case.records import CaseRecord, Issue
from netlens.case.schema import TABLES
from netlens.errors import NetLensError
from netlens.i18n import _

OTHER_LINE = "other_line"  # the code of an Issue for a line above or below a table: listed apart, no row of it
OTHER_SHEET = "other_sheet"  # that of an Issue for a whole sheet that is no table


def records(sheets: Iterable[Sheet], options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    """Each row of each sheet that is a table, in order. Raises NetLensError when no sheet is one.

    A filled sheet that is none, beside others that are, is one Issue (`other_sheet`). Several records with the same
    (sheet, row) come from one row of a mapped flat sheet, one after the other.
    """
    found, problem = 0, None
    for sheet in sheets:
        head = list(islice(sheet.rows, HEAD))
        try:
            mapping, layout = choose(sheet, head, options)
        except NetLensError as error:
            if must_be_read(sheet, options):
                raise
            problem = problem or error
            yield Issue(0, "", "", str(error), sheet.name, OTHER_SHEET)
            continue
        found += 1
        rows = chain(head, sheet.rows)
        yield from _mapped(sheet, layout, rows, mapping) if mapping else _native(sheet, layout, rows)
    if problem and not found:
        raise problem


def table_rows(sheet: Sheet, layout: Layout, rows: Iterable[Row]) -> Iterator[Row | Issue]:
    """The rows below the header that belong to the table, each as wide as the header; other lines as Issues.

    A row of text with more or fewer cells than the header is an Issue (`broken_row`). Below a blank row, lines of a
    single cell that no full row follows are no part of the table: sums, legends, signatures. Nor are the numbers of the
    columns below the header, sums wherever they stand, and what follows the line of those who sign.
    """
    width = len(layout.headers)
    text = bool(sheet.delimiter)
    required = [place for place, field in enumerate(layout.fields) if field in _required(layout)]
    after_blank = signing = begun = False
    held: list[Row] = []
    joined = False
    first, enough = layout.headers[0] if layout.headers else "", sparse_of(width) + 1
    for laid in rows:
        _number, cells, problem = laid
        if (  # nearly every row: nothing to weigh about it
            begun
            and type(laid) is Row
            and not (held or after_blank or problem)
            and len(cells) == width >= enough
            and cells[0] != first
            and all(map(str.strip, cells[:enough]))
            and not may_be_none(cells)
        ):
            signing = False
            yield laid
            continue
        if laid.number <= layout.header_row:
            joined = isinstance(laid, Joined)
            if laid.number in layout.above:
                yield _other(sheet, laid)
            continue
        # Where the header was found above joined headings after all, they are a row like any other.
        row = Row(laid.number, laid.written) if isinstance(laid, Joined) else laid
        if blank(row.cells):
            after_blank = True
            continue
        if (joined and isinstance(row, Aside)) or (width > 2 and _is_none(row, layout, begun)):
            yield _other(sheet, row)
            continue
        signing = bool(signing and held) or is_signing(row.cells, width)
        signing = signing and not _is_numbered(row.cells, required)
        if width > 2 and ((held or after_blank) and _stray(row.cells, text, required)):
            held.append(row)
            continue
        if width > 2 and signing and is_sparse(row.cells, width):
            held.append(row)
            continue
        begun = True
        for before in held:
            yield _whole(sheet, layout, before, width, text)
        held.clear()
        after_blank = False
        yield _whole(sheet, layout, row, width, text)
    for row in held:
        yield _other(sheet, row)


def _is_none(row: Row, layout: Layout, begun: bool) -> bool:
    """Whether a row of its own is no record: the numbers of the columns, a sum."""
    if row.problem or (begun and not may_be_none(row.cells)):
        return False
    return is_total(row.cells) or is_numbering(row.cells, () if begun else layout.fields)


def _is_numbered(cells: list[str], required: list[int]) -> bool:
    """Whether a row bears a number of its own, or a key: a record, however little else it says."""
    keys = [cells[place].strip() for place in required if place < len(cells)]
    return cells[0].strip().rstrip(".").isdigit() or any(key and len(key.split()) == 1 for key in keys)


def _required(layout: Layout) -> tuple[str, ...]:
    return TABLES[layout.table].required if layout.table else ()


def _stray(cells: list[str], text: bool, required: list[int]) -> bool:
    """Whether a row could be a line outside the table: one cell, and not the lone key of a row with nothing else."""
    if text:
        return len(cells) == 1
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    return len(filled) == 1 and (filled != required or len(cells[filled[0]].split()) > 1)


def _whole(sheet: Sheet, layout: Layout, row: Row, width: int, text: bool) -> Row | Issue:
    number, cells, problem = row
    if problem:
        return Issue(number, "", _shown(cells), problem, sheet.name, "broken_row")
    if len(cells) == width:
        # Files put together from several repeat their header.
        return _other(sheet, row) if cells[0] == layout.headers[0] and tuple(cells) == layout.headers else row
    if len(cells) > width and not any(cells[width:]):
        return Row(number, cells[:width])
    if not text:
        return Row(number, cells + [""] * (width - len(cells)))
    unequal = _("the row has {n} cells, the header {width}: a delimiter or a quotation mark is missing or too many")
    why = unequal.format(n=len(cells), width=width)
    return Issue(number, "", _shown(cells), why, sheet.name, "broken_row")


def _native(sheet: Sheet, layout: Layout, rows: Iterable[Row]) -> Iterator[CaseRecord | Issue]:
    width = len(layout.headers)
    known = [(place, field) for place, field in enumerate(layout.fields) if field]
    unknown = [(place, layout.headers[place]) for place, field in enumerate(layout.fields) if not field]
    name, table = sheet.name, layout.table
    ordered = () if unknown else layout.fields
    nothing: dict[str, str] = {}
    for row in table_rows(sheet, layout, rows):
        if isinstance(row, Issue):
            yield row
            continue
        cells = row.cells
        if ordered and "" not in cells:
            values = dict(zip(ordered, cells, strict=False))
        else:
            values = {field: cells[place] for place, field in known if cells[place]}
        extra = {header: cells[place] for place, header in unknown if cells[place]} if unknown else nothing
        if len(cells) > width:  # notes to the right of a sheet's table
            right = enumerate(cells[width:], width + 1)
            extra = {**extra, **{_("column {n}").format(n=place): cell for place, cell in right if cell}}
        yield CaseRecord(table, row.number, values, extra, name)


def _mapped(sheet: Sheet, layout: Layout, rows: Iterable[Row], mapping: Mapping) -> Iterator[CaseRecord | Issue]:
    read = reader(mapping, layout, sheet.name)
    for row in table_rows(sheet, layout, rows):
        if isinstance(row, Issue):
            yield row
        else:
            yield from read(row)


def _other(sheet: Sheet, row: Row) -> Issue:
    return Issue(row.number, "", _shown(row.cells), reason(OTHER_LINE), sheet.name, OTHER_LINE)


def _shown(cells: list[str]) -> str:
    return " | ".join(cell for cell in cells if cell)[:1000]
