"""A whole file by its form: sheet after sheet, each laid out, and its rows given to the form's own reader."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from netlens.case.importing import ReadOptions
from netlens.case.intake.forms.finding import Head, SheetsOf, head_of
from netlens.case.intake.forms.words import Form
from netlens.case.intake.headers import HEAD, Layout, layout_of
from netlens.case.intake.mapped.offered import loaded
from netlens.case.intake.native import OTHER_SHEET, records
from netlens.case.intake.sheet import Row, Sheet
from netlens.case.records import CaseRecord, Issue
from netlens.errors import NetLensError
from netlens.i18n import _

Found = Iterator[CaseRecord | Issue]
Rows = Callable[[], Iterator[Row]]  # all rows of a sheet from its first one, as often as they are asked for
Reader = Callable[[Path, Sheet, Head, Rows, ReadOptions], Found]


def read_by(form: Form, path: Path, options: ReadOptions, sheets: SheetsOf, reader: Reader) -> Found:
    """The records of every sheet that is of the form; with a column mapping, that reads the file instead.

    A filled sheet of another kind is one Issue (`other_sheet`). Raises NetLensError when no sheet is of the form.
    """
    if mapped(options):
        yield from records(sheets(path, options), options)
        return
    found = 0
    for place, sheet in enumerate(sheets(path, options)):
        head = list(islice(sheet.rows, HEAD))
        laid = head_of(head, form)
        if laid is None:
            yield from by_others(sheet, head, options)
            continue
        found += 1
        if sheet.delimiter:
            again = _reopened(path, options, sheets, place)
        else:
            kept = [*head, *sheet.rows]
            again = _kept(kept)
        yield from reader(path, sheet, laid, again, options)
    if not found:
        raise _no_form(path.name)


def by_others(sheet: Sheet, head: list[Row], options: ReadOptions) -> Found:
    """A sheet of another kind beside those of the form: read where it is a native table, else one Issue."""
    if not head:
        return
    if native_of(sheet, head):
        whole = Sheet(sheet.file, sheet.name, sheet.title, chain(head, sheet.rows), sheet.encoding, sheet.delimiter)
        yield from records([whole], options)
    else:
        yield Issue(0, "", "", _no_form(sheet).message, sheet.name, OTHER_SHEET)


def native_of(sheet: Sheet, head: Sequence[Row]) -> Layout | None:
    """The layout of a sheet that is a native table, None for any other."""
    try:
        return layout_of(Sheet(sheet.file, sheet.name, sheet.title, iter(())), head)
    except NetLensError:
        return None


def mapped(options: ReadOptions) -> bool:
    """Whether a person said by which mapping the file is read."""
    return bool(loaded(options))


def _reopened(path: Path, options: ReadOptions, sheets: SheetsOf, place: int) -> Rows:
    """A text file is read from disk again: it may be larger than the memory."""

    def rows() -> Iterator[Row]:
        for sheet in islice(sheets(path, options), place, place + 1):
            yield from sheet.rows

    return rows


def _kept(rows: list[Row]) -> Rows:
    return lambda: iter(rows)


def _no_form(sheet: Sheet | str) -> NetLensError:
    place = sheet if isinstance(sheet, str) else sheet.place
    return NetLensError(
        _("{file} holds no table of this kind: no header row names its columns.").format(file=place),
        _("Check the header row, or read the file through a saved column mapping (--mapping FILE)."),
    )
