"""Call detail records as phone companies hand them over: text or workbook, headings and legends around the table."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from importers import excel, tables
from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.bulk.plan import BulkText
from netlens.case.intake.files import is_workbook
from netlens.case.intake.forms.aligned import BLANKS, aligned
from netlens.case.intake.forms.calls import records
from netlens.case.intake.forms.calls.plain import bulk_of
from netlens.case.intake.forms.finding import form_of, layout_of
from netlens.case.intake.forms.reading import read_by
from netlens.case.intake.forms.words import form
from netlens.case.intake.headers import Layout
from netlens.case.intake.sheet import Row, Sheet
from netlens.case.intake.text import lines_of
from netlens.case.records import CaseRecord, Issue
from netlens.i18n import mark

_NAME = "call_records"


def sheets(path: Path, options: ReadOptions) -> Iterable[Sheet]:
    """The sheets of a workbook; a text by its delimiter, or in the columns its blanks make."""
    if is_workbook(path):
        yield from excel.sheets(path, options)
        return
    for sheet in tables.sheets(path, options):
        rows = aligned(lines_of(path, sheet.encoding)) if "delimiter" not in options.extra else None
        yield Sheet(sheet.file, "", sheet.title, rows, sheet.encoding, BLANKS) if rows else sheet


def recognises(path: Path) -> bool:
    return path.suffix.lower() in IMPORTER.suffixes and form_of(path, sheets) == _NAME


def read(path: Path, options: ReadOptions) -> Iterator[CaseRecord | Issue]:
    return read_by(form(_NAME), path, options, sheets, records.read)


def layout(rows: Sequence[Row]) -> Layout | None:
    return layout_of(rows, form(_NAME))


def bulk(path: Path, options: ReadOptions) -> BulkText | None:
    return bulk_of(path, options, sheets)


IMPORTER = Importer(
    name=_NAME,
    label=mark("Call records of a phone company"),
    suffixes=(".csv", ".txt", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    recognises=recognises,
    read=read,
    sheets=sheets,
    bulk=bulk,
    layout=layout,
    sample="call_records.txt",
)
