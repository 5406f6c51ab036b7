"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS): every sheet that is a table. Cells become the text one would have typed."""

from collections.abc import Iterator
from functools import partial
from itertools import count, repeat
from pathlib import Path
from typing import Any
from unicodedata import is_normalized, normalize
from zipfile import BadZipFile, ZipFile

from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.around.head_rows import one_header
from netlens.case.intake.files import is_workbook, true_kind
from netlens.case.intake.forms.finding import form_of
from netlens.case.intake.graph.recognition import book_kind
from netlens.case.intake.native import records
from netlens.case.intake.safe.panics import each_row, no_panic
from netlens.case.intake.safe.shapes import narrow
from netlens.case.intake.safe.unfolding import check_extent
from netlens.case.intake.sheet import MAX_CELL, Row, Sheet, not_readable, problem_of, too_long
from netlens.case.intake.workbook.rows import plain_parts, rows_of
from netlens.case.intake.workbook.typed import text_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import _, mark

_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LIMIT = 1 << 30  # bytes a workbook may unfold to: a million rows of records stay well below
_row = partial(tuple.__new__, Row)  # for rows with nothing to say about them, a million times
_RATIO = 300  # times its own size; sheets of records unfold to some 5 to 30 times


def recognises(path: Path) -> bool:
    if path.suffix.lower() not in _SUFFIXES or (true_kind(path) and not is_workbook(path)):
        return False
    return not form_of(path, sheets) and not graph_of(path)


def graph_of(path: Path) -> str:
    """`matrix` or `edge_list` for a workbook whose only sheet is one, else ""."""
    if path.suffix.lower() not in _SUFFIXES or not is_workbook(path):
        return ""
    return book_kind(path, lambda one: (line for _number, line in lines(one, ReadOptions())))


def lines(path: Path, options: ReadOptions) -> Iterator[tuple[int, str]]:
    """The rows of the only sheet as lines with tabs between the cells; nothing where there are several."""
    filled = 0
    for filled, sheet in enumerate(sheets(path, options), 1):
        if filled == 1:
            rows = sheet.rows
        else:
            return
    if filled:
        for number, cells, _problem in rows:
            plain = (" ".join(cell.split()) if "\t" in cell or "\n" in cell else cell for cell in cells)
            yield number, "\t".join('"' + cell.replace('"', '""') + '"' if '"' in cell else cell for cell in plain)


def check_size(path: Path, without: frozenset[str] = frozenset()) -> None:
    """Refuse a workbook whose ZIP directory says it unfolds beyond LIMIT, before anything is unfolded.

    `without`: parts that whoever reads them measures.
    """
    if not is_workbook(path):
        kind = true_kind(path)
        if kind:
            kind = _("it is {kind}").format(kind=kind)
            raise not_readable(path.name, kind, _("Open it in Excel and save it as .xlsx."))
        raise not_readable(path.name, _("it is not a workbook"), _("Open it in Excel and save it as .xlsx."))
    with path.open("rb") as stream:
        if stream.read(2) != b"PK":
            check_extent(path)
            return
    try:
        with ZipFile(path) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, NotImplementedError, ValueError):
        raise _damaged(path) from None
    if total > LIMIT or total > max(_RATIO * path.stat().st_size, 1 << 26):
        raise not_readable(
            path.name,
            _("it would unfold to {n} megabytes, far more than records need").format(n=f"{total >> 20:,}"),
            _("Do not open it: ask the sender what it is, or split it into smaller files."),
        )
    check_extent(path, without)


def sheets(path: Path, options: ReadOptions) -> Iterator[Sheet]:
    """Every sheet with anything in it, hidden ones too: what is hidden in a file is still in the file."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    plain = plain_parts(path) if is_workbook(path) else frozenset()
    check_size(path, plain)
    protected = not_readable(
        path.name, _("it is locked with a password"), _("Open it in Excel, save it without one, and import that.")
    )
    try:
        with path.open("rb") as stream, no_panic(path.name):
            workbook = CalamineWorkbook.from_filelike(stream)
    except PasswordError:
        raise protected from None
    except (CalamineError, OSError):
        if path.suffix.lower() != ".xls" and path.read_bytes()[:2] != b"PK":
            raise protected from None
        raise _damaged(path) from None
    names = workbook.sheet_names
    for place, name in enumerate(names):
        if plain and (found := rows_of(path, place, len(names))) is not None:
            rows = _rows(found.rows) if found.odd else map(_row, zip(count(1), found.rows, repeat(""), strict=False))
            if found.height:
                yield Sheet(path.name, name, name, narrow(rows, path.name))
            continue
        check_extent(path)
        try:
            with no_panic(path.name):
                sheet = workbook.get_sheet_by_name(name)
        except CalamineError:
            raise _damaged(path) from None
        if sheet.height:
            yield Sheet(path.name, name, name, narrow(_rows(sheet.iter_rows()), path.name))


def _damaged(path: Path) -> Exception:
    return not_readable(
        path.name, _("it is damaged, or was not copied whole"), _("Copy it again, or save it again in Excel.")
    )


def _rows(rows: Iterator[list[Any]]) -> Iterator[Row]:
    """Rows of text. A row is looked at as a whole first: cell by cell only where there is something to see."""
    for number, values in enumerate(each_row(rows), 1):
        if values is None:
            yield Row(number, ["?", "?"], _("a date or a time in it is beyond all calendars"))
            continue
        cells = [value if type(value) is str else text_of(value) for value in values]
        whole = "\n".join(cells)
        odd = "\x00" in whole or "\ufffd" in whole or len(whole) > MAX_CELL
        if not odd and (whole.isascii() or is_normalized("NFC", whole)):
            yield Row(number, cells)
        else:
            yield _looked_at(number, cells)


def _looked_at(number: int, values: list[str]) -> Row:
    problem = ""
    cells = []
    for value in values:
        cell = value if value.isascii() else normalize("NFC", value)
        if not cell.isascii():
            problem = problem or problem_of(cell)
        elif len(cell) > MAX_CELL:
            problem, cell = too_long(), value[:1000]
        elif "\x00" in cell:
            problem = problem_of(cell)
        cells.append(cell)
    return Row(number, cells, problem)


def laid_out(path: Path, options: ReadOptions) -> Iterator[Sheet]:
    """The sheets as tables: a header over several rows joined into one."""
    return one_header(sheets(path, options))


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return records(laid_out(path, options), options)


IMPORTER = Importer(
    name="excel",
    label=mark("Workbooks (Excel, LibreOffice)"),
    suffixes=_SUFFIXES,
    recognises=recognises,
    read=read,
    sample="records.xlsx",
    sheets=laid_out,
)
