"""Call records that lie as the native table does, but for their headings: these may be read by the column."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from netlens.case import schema
from netlens.case.importing import ReadOptions
from netlens.case.intake.bulk.plan import BulkText, planned
from netlens.case.intake.forms import clock
from netlens.case.intake.forms.calls.ways import way_of
from netlens.case.intake.forms.finding import Head, SheetsOf, head_of
from netlens.case.intake.forms.rows import Line, lines_of
from netlens.case.intake.forms.words import form
from netlens.case.intake.headers import HEAD, Layout
from netlens.case.intake.mapped.offered import loaded
from netlens.case.intake.sheet import Row, Sheet
from netlens.case.values import phone

# Columns that must be joined, turned or looked at row by row.
_JOINED = ("date", "time", "mcc", "mnc", "lac", "cid", "imei", "forward")
_FIELDS = {
    "caller": "caller",
    "callee": "callee",
    "start": "start",
    "seconds": "seconds",
    "type": "kind",
    "cell": "cell",
}


def bulk_of(path: Path, options: ReadOptions, sheets: SheetsOf) -> BulkText | None:
    """How to read a large file by the column; None where its rows must be looked at one by one.

    Its first rows tell: both parties have a column and more than one number calls (one that stands among the callers of
    every row may be the number asked about, incoming calls too); lengths and kinds are such as the case itself reads.
    """
    if loaded(options):
        return None
    for sheet in islice(sheets(path, options), 1):
        rows = list(islice(sheet.rows, HEAD))
        head = head_of(rows, form("call_records"))
        if head and len(sheet.delimiter) == 1 and _plain(sheet, head, rows):
            return planned(sheet.encoding, sheet.delimiter, _layout(head), _fits)
    return None


def _plain(sheet: Sheet, head: Head, rows: Sequence[Row]) -> bool:
    if head.has(*_JOINED) or not all(head.has(column) for column in ("caller", "callee", "start")):
        return False
    if head.has("type") and head.has("service"):
        return False
    if any(clock.minutes_in(head.headers[place]) for place in head.places.get("seconds", ())):
        return False
    lines = list(lines_of(sheet, head, rows))
    full = [line.cells for line in lines if isinstance(line, Row)]
    below = any(isinstance(line, Line) and line.row.number > head.header for line in lines)
    callers = {phone.clean(head.cell(cells, "caller"))[0] for cells in full}
    return not below and len(callers) > 1 and all(_native(head, cells) for cells in full)


def _native(head: Head, cells: list[str]) -> bool:
    """Whether the case itself would read the cells of a row as this form does."""
    length, said = head.cell(cells, "seconds"), head.cell(cells, "type")
    kind = way_of(said).kind if said else ""
    return (
        clock.seconds(length) == length
        and not clock.clock_of(head.cell(cells, "start"))
        and (schema.code("call_kind", said) or said) == kind
    )


def _fits(field: str, text: str) -> bool:
    """Whether the case itself would read a cell of a later row as this form does."""
    if field == "seconds":
        return clock.seconds(text) == text
    return field != "kind" or not text or (schema.code("call_kind", text) or text) == way_of(text).kind


def _layout(head: Head) -> Layout:
    columns = ["type" if column == "service" else column for column in head.columns]
    first = {column: columns.index(column) for column in _FIELDS if column in columns}
    fields = tuple(_FIELDS[column] if first.get(column) == n else "" for n, column in enumerate(columns))
    return Layout("calls", head.header, head.headers, fields, tuple(row.number for row in head.above))
