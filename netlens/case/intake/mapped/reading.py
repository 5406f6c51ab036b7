"""A flat table read through a saved column mapping: one row becomes records of several native tables."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from netlens.case.intake.headers import Layout
from netlens.case.intake.own import row_id
from netlens.case.intake.sheet import Row, blank
from netlens.case.mapping import Mapping as ColumnMapping
from netlens.case.mapping import RecordMap, SheetMap
from netlens.case.records import CaseRecord, Issue
from netlens.case.schema import TABLES, word_key
from netlens.case.values import heading
from netlens.i18n import _

Columns = dict[str, list[int]]  # field → the columns it comes from
Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Maker:
    """Gives the records of one RecordMap for the cells of a row.

    `refers` are filled in from the keys of the row's other records. `mark` tells the keyless records of one row apart
    ("" where there is but one); `key` is the column that names a record of this table.
    """

    table: str
    make: Callable[[Sequence[str]], list[Values]]
    label: str
    key: str
    mark: str
    refers: tuple[tuple[str, str], ...]
    required: frozenset[str]  # left out, not rejected, without these


def layout_by(mapping: ColumnMapping, head: Sequence[Row]) -> Layout | None:
    """Where the header of a mapped sheet stands; None when no shape of the mapping fits.

    `fields` says for each column which `table.field` it feeds first: for showing, not for reading.
    """
    for row in head:
        sheet = None if row.problem else mapping.recognise(row.cells)
        if sheet is None:
            continue
        cells = heading.row(row.cells)
        while cells and not cells[-1].strip():
            cells.pop()
        feeds = {
            word_key(name): f"{record.table}.{native}"
            for whole in reversed(sheet.records)
            for record in whole.repeated
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
    sheet = mapping.recognise(headers)
    if sheet is None:
        raise ValueError("the layout is of another mapping")
    place = _places(headers)
    records = fitting(sheet, headers)
    marked = Counter(record.table for record in records if record.label)
    makers = [_maker(record, place, marked[record.table] > 1) for record in records]
    linked = any(maker.label or maker.refers for maker in makers)
    always = dict(zip(("grade_source", "grade_info"), mapping.grade.split("/", 1), strict=False))
    always |= {"handling": mapping.handling}
    always = {field: text for field, text in always.items() if text}
    kept = _kept(records, headers)

    def read(row: Row) -> list[CaseRecord | Issue]:
        cells = row.cells
        made = [(maker, values) for maker in makers for values in maker.make(cells)]
        if linked:
            made = _joined(made, f"{name}:{row.number}" if name else str(row.number))
        extra = {header: cells[number] for number, header in kept if cells[number]}
        if not made:
            reason = _("no part of the column mapping applies to this row")
            return [Issue(row.number, "", " | ".join(filter(None, cells))[:1000], reason, name, "not_mapped")]
        none: Values = {}
        return [
            CaseRecord(maker.table, row.number, {**always, **values}, none if later else extra, name)
            for later, (maker, values) in enumerate(made)
        ]

    return read


def fitting(sheet: SheetMap, headers: Sequence[str]) -> tuple[RecordMap, ...]:
    """The records of a shape that these headers can give: of a repeated one, the numbers that have a column there."""
    place = _places(headers)
    return tuple(
        one
        for record in sheet.records
        for one in record.repeated
        if not record.each or any(_numbers(names, place) for names in one.fields.values()) or not one.fields
    )


def _places(headers: Sequence[str]) -> dict[str, int]:
    return {word_key(header): number for number, header in reversed(list(enumerate(headers)))}


def _numbers(names: Sequence[str], place: Mapping[str, int]) -> list[int]:
    return [place[key] for key in map(word_key, names) if key in place]


def _kept(records: Sequence[RecordMap], headers: Sequence[str]) -> list[tuple[int, str]]:
    """The columns that stay with the row as extra attributes: all but those that feed a field as they stand."""
    place = _places(headers)
    verbatim: set[int] = set()
    for record in records:
        for field, names in record.fields.items():
            numbers = _numbers(names, place)
            if len(numbers) == 1 and field not in record.translate and field not in record.split:
                verbatim.add(numbers[0])
    return [(number, header) for number, header in enumerate(headers) if number not in verbatim]


def _joined(made: list[tuple[Maker, Values]], row: str) -> list[tuple[Maker, Values]]:
    """The records of a row, each that refers to another with that one's key; without it, it is left out.

    A person, case, route or report whose key no column gives gets one of its own, known by the row.
    """
    keys: dict[str, str] = {}
    for maker, values in made:
        if maker.label and maker.label not in keys:
            if maker.key not in values:
                values[maker.key] = row_id(row, maker.mark)
            keys[maker.label] = values[maker.key]
    for maker, values in made:
        values.update((field, keys[label]) for field, label in maker.refers if label in keys)
    return [
        (maker, values)
        for maker, values in made
        if all(label in keys for _field, label in maker.refers) and maker.required <= values.keys()
    ]


def _maker(entry: RecordMap, place: Mapping[str, int], several: bool) -> Maker:
    where = [(place[word_key(column)], {word_key(text) for text in allowed}) for column, allowed in entry.where.items()]
    columns = {field: numbers for field, names in entry.fields.items() if (numbers := _numbers(names, place))}
    words = {field: {word_key(a): b for a, b in pairs.items()} for field, pairs in entry.translate.items()}
    table = TABLES[entry.table]
    multi = {field for field in columns if table.column(field).multi}
    joint = {field: entry.joined.get(field, ";" if field in multi else " ") for field in columns}
    before = {place[key]: text for column, text in entry.prefix.items() if (key := word_key(column)) in place}
    several_of = {field for field in entry.split if field not in multi}
    required = frozenset(table.required) if entry.optional else frozenset()
    early = required - entry.refers.keys() - ({table.key} if entry.label else set())

    def text_of(cells: Sequence[str], field: str, numbers: list[int]) -> str:
        if len(numbers) == 1 and not before:
            return cells[numbers[0]]
        texts = ((before.get(number, ""), cells[number].strip()) for number in numbers)
        # What stands before a value is put there once: a cell may say `zalo:` itself.
        put = (text if text.casefold().startswith(sign) else sign + text for sign, text in texts if text)
        return joint[field].join(put)

    def make(cells: Sequence[str]) -> list[Values]:
        if any(word_key(cells[number]) not in allowed for number, allowed in where):
            return []
        values = dict(entry.constants)
        choices: dict[str, list[str]] = {}
        for field, numbers in columns.items():
            text = text_of(cells, field, numbers)
            if not text.strip():
                continue
            separator = entry.split.get(field)
            pieces = [piece for piece in map(str.strip, text.split(separator)) if piece] if separator else [text]
            if field in words:
                pieces = [words[field].get(word_key(piece), piece) for piece in pieces]
            if field in several_of and len(pieces) > 1:
                choices[field] = pieces
            else:
                values[field] = ";".join(pieces)
        if not early <= values.keys() | choices.keys():
            return []
        if entry.optional and columns and not choices and not values.keys() & columns.keys():
            return []  # nothing but constants: a group of columns this row leaves empty
        if not choices:
            return [values]
        return [{**values, **dict(zip(choices, chosen, strict=True))} for chosen in product(*choices.values())]

    return Maker(
        entry.table,
        make,
        entry.label,
        table.key,
        entry.label if several else "",
        tuple(entry.refers.items()),
        required,
    )
