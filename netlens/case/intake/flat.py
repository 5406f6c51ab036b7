"""A flat table read through a saved column mapping: one row becomes records of several native tables."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product

from netlens.case.intake.headers import Layout
from netlens.case.intake.sheet import Row, blank
from netlens.case.mapping import Mapping as ColumnMapping
from netlens.case.mapping import RecordMap
from netlens.case.records import CaseRecord, Issue
from netlens.case.schema import TABLES, word_key
from netlens.i18n import _

Made = tuple[str, dict[str, str]]  # table, values


def layout_by(mapping: ColumnMapping, head: Sequence[Row]) -> Layout | None:
    """Where the header of a mapped sheet stands; None when no shape of the mapping fits.

    `fields` says for each column which `table.field` it feeds first: for showing, not for reading.
    """
    for row in head:
        sheet = None if row.problem else mapping.recognise(row.cells)
        if sheet is None:
            continue
        cells = list(row.cells)
        while cells and not cells[-1].strip():
            cells.pop()
        feeds = {
            word_key(name): f"{record.table}.{native}"
            for record in reversed(sheet.records)
            for native, names in reversed(tuple(record.fields.items()))
            for name in names
        }
        above = tuple(other.number for other in head if other.number < row.number and not blank(other.cells))
        return Layout("", row.number, tuple(cells), tuple(feeds.get(word_key(cell), "") for cell in cells), above)
    return None


def reader(mapping: ColumnMapping, layout: Layout, name: str) -> Callable[[Row], list[CaseRecord | Issue]]:
    """A function from a row to its records; `name` is the sheet's.

    Columns that feed no field as they stand (unknown ones, translated ones, conditions) stay with the first record, as
    written. A row to which no part of the mapping applies is one Issue: it must be accounted for like any other.
    """
    headers = layout.headers
    place = {word_key(header): number for number, header in reversed(list(enumerate(headers)))}
    sheet = mapping.recognise(headers)
    if sheet is None:
        raise ValueError("the layout is of another mapping")
    makers = [_maker(record, place) for record in sheet.records]
    always = dict(zip(("grade_source", "grade_info"), mapping.grade.split("/", 1), strict=False))
    always |= {"handling": mapping.handling}
    always = {field: text for field, text in always.items() if text}
    verbatim = {
        place[word_key(columns[0])]
        for record in sheet.records
        for field, columns in record.fields.items()
        if len(columns) == 1 and field not in record.translate and field not in record.split
    }
    kept = [(number, header) for number, header in enumerate(headers) if number not in verbatim]

    def read(row: Row) -> list[CaseRecord | Issue]:
        cells = row.cells
        made = [part for make in makers for part in make(cells)]
        extra = {header: cells[number] for number, header in kept if cells[number]}
        if not made:
            reason = _("no part of the column mapping applies to this row")
            return [Issue(row.number, "", " | ".join(filter(None, cells))[:1000], reason, name, "not_mapped")]
        none: dict[str, str] = {}
        return [
            CaseRecord(table, row.number, {**always, **values}, none if later else extra, name)
            for later, (table, values) in enumerate(made)
        ]

    return read


def _maker(entry: RecordMap, place: Mapping[str, int]) -> Callable[[Sequence[str]], list[Made]]:
    where = [(place[word_key(column)], {word_key(text) for text in allowed}) for column, allowed in entry.where.items()]
    columns = {field: [place[word_key(name)] for name in names] for field, names in entry.fields.items()}
    words = {field: {word_key(a): b for a, b in pairs.items()} for field, pairs in entry.translate.items()}
    table = TABLES[entry.table]
    several = {field for field in entry.split if not table.column(field).multi}
    constants = dict(entry.constants)
    required = table.required if entry.optional else ()

    def make(cells: Sequence[str]) -> list[Made]:
        if any(word_key(cells[number]) not in allowed for number, allowed in where):
            return []
        values = dict(constants)
        choices: dict[str, list[str]] = {}
        for field, numbers in columns.items():
            text = cells[numbers[0]] if len(numbers) == 1 else " ".join(filter(None, map(cells.__getitem__, numbers)))
            if not text.strip():
                continue
            separator = entry.split.get(field)
            pieces = [piece for piece in map(str.strip, text.split(separator)) if piece] if separator else [text]
            if field in words:
                pieces = [words[field].get(word_key(piece), piece) for piece in pieces]
            if field in several and len(pieces) > 1:
                choices[field] = pieces
            else:
                values[field] = ";".join(pieces)
        if any(field not in values and field not in choices for field in required):
            return []
        if not choices:
            return [(entry.table, values)]
        return [
            (entry.table, {**values, **dict(zip(choices, chosen, strict=True))})
            for chosen in product(*choices.values())
        ]

    return make
