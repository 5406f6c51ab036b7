"""Call detail records as phone companies hand them over: text or workbook, headings and legends around the table."""

from collections.abc import Iterable
from pathlib import Path

from importers import excel, tables
from netlens.case.importing import ReadOptions
from netlens.case.intake.bulk.plan import BulkText
from netlens.case.intake.files import is_workbook
from netlens.case.intake.forms.aligned import BLANKS, aligned
from netlens.case.intake.forms.calls import records
from netlens.case.intake.forms.calls.plain import bulk_of
from netlens.case.intake.forms.importer import form_importer
from netlens.case.intake.sheet import Sheet
from netlens.case.intake.text import lines_of
from netlens.i18n import mark


def sheets(path: Path, options: ReadOptions) -> Iterable[Sheet]:
    """The sheets of a workbook; a text by its delimiter, or in the columns its blanks make."""
    if is_workbook(path):
        yield from excel.sheets(path, options)
        return
    for sheet in tables.sheets(path, options):
        rows = aligned(lines_of(path, sheet.encoding)) if "delimiter" not in options.extra else None
        yield Sheet(sheet.file, "", sheet.title, rows, sheet.encoding, BLANKS) if rows else sheet


def bulk(path: Path, options: ReadOptions) -> BulkText | None:
    return bulk_of(path, options, sheets)


IMPORTER = form_importer(
    "call_records", mark("Call records of a phone company"), "call_records.txt", sheets, records.reader, bulk
)
