"""A column mapping while a person makes it, step by step: each gives a new SheetMap, so that steps can be undone."""

from collections.abc import Mapping as Dict
from dataclasses import replace
from typing import TypeVar

from netlens.case.mapping.shapes import RecordMap, SheetMap
from netlens.case.schema import TABLES

T = TypeVar("T")

# What a person may add to what a row gives, and the table each is a record of.
KINDS: Dict[str, str] = {
    "person": "persons",
    "part": "involvements",
    "case": "cases",
    "phone": "identifiers",
    "account": "identifiers",
    "vehicle": "identifiers",
    "document": "identifiers",
    "address": "identifiers",
    "link": "links",
    "call": "calls",
    "payment": "payments",
    "crossing": "crossings",
    "stop": "routes",
    "report": "reports",
}
_HELD = frozenset({"phone", "account", "vehicle", "document", "address"})
_JOINED = frozenset({"name", "date", "address", "text", "amount"})  # kinds of fields that several columns may feed
# Which fields of a table name another record of the row, and the tables it may be of.
REFERS: Dict[str, Dict[str, tuple[str, ...]]] = {
    "involvements": {"person_id": ("persons",), "case_id": ("cases",)},
    "identifiers": {"person_id": ("persons",)},
    "links": {"a": ("persons",), "b": ("persons",)},
    "payments": {"payer": ("persons",), "payee": ("persons",)},
    "crossings": {"person_id": ("persons",)},
    "routes": {"case_id": ("cases",), "persons": ("persons",)},
    "reports": {"case_id": ("cases",)},
}


def put(sheet: SheetMap, number: int, name: str, column: str) -> SheetMap:
    """The column feeds field `name` of record `number`: with those that do, where a field takes several, else alone."""
    record = sheet.records[number]
    kind = TABLES[record.table].column(name)
    there = record.fields.get(name, ())
    several = there and (kind.multi or kind.kind in _JOINED)
    columns = tuple(dict.fromkeys((*there, column))) if several else (column,)
    sheet = _with(sheet, number, replace(_freed(record, name), fields={**record.fields, name: columns}))
    return _followed(sheet, name, there, columns) if record.table == "cases" and name == "case_id" else sheet


def say(sheet: SheetMap, number: int, name: str, text: str) -> SheetMap:
    """The same text for every row."""
    record = sheet.records[number]
    return _with(sheet, number, replace(_freed(record, name), constants={**record.constants, name: text}))


def refer(sheet: SheetMap, number: int, name: str, label: str) -> SheetMap:
    """The field names that record of the same row."""
    record = sheet.records[number]
    return _with(sheet, number, replace(_freed(record, name), refers={**record.refers, name: label}))


def clear(sheet: SheetMap, number: int, name: str) -> SheetMap:
    """The field is fed by nothing any more."""
    record = _freed(sheet.records[number], name)
    record = replace(record, split=_without(record.split, name), joined=_without(record.joined, name))
    return _with(sheet, number, replace(record, translate=_without(record.translate, name)))


def take_out(sheet: SheetMap, column: str) -> SheetMap:
    """The column feeds nothing: it is kept as an extra attribute."""
    for number, record in enumerate(sheet.records):
        fields = {
            name: kept for name, columns in record.fields.items() if (kept := tuple(c for c in columns if c != column))
        }
        sheet = _with(sheet, number, replace(record, fields=fields, prefix=_without(record.prefix, column)))
    return replace(sheet, dates=_without(sheet.dates, column), zones=_without(sheet.zones, column))


def split(sheet: SheetMap, number: int, name: str, separator: str) -> SheetMap:
    """Where a cell of this field holds several values; "" for one."""
    record = sheet.records[number]
    kept = _without(record.split, name)
    return _with(sheet, number, replace(record, split={**kept, name: separator} if separator else kept))


def mean(sheet: SheetMap, number: int, name: str, text: str, code: str) -> SheetMap:
    """A word of this field, as the file writes it, means a code; "" takes that back."""
    record = sheet.records[number]
    known = _without(record.translate.get(name, {}), text)
    words = {**known, text: code} if code else known
    kept = _without(record.translate, name)
    return _with(sheet, number, replace(record, translate={**kept, name: words} if words else kept))


def only(sheet: SheetMap, number: int, column: str, text: str) -> SheetMap:
    """Only rows whose column holds this text, or one chosen before, give the record; said again, not by it."""
    record = sheet.records[number]
    there = record.where.get(column, ())
    wanted = tuple(one for one in there if one != text) if text in there else (*there, text)
    kept = _without(record.where, column)
    return _with(sheet, number, replace(record, where={**kept, column: wanted} if wanted else kept))


def order(sheet: SheetMap, column: str, said: str) -> SheetMap:
    """Day or month first in one column; "" leaves it to be found out."""
    kept = _without(sheet.dates, column)
    return replace(sheet, dates={**kept, column: said} if said else kept)


def zone(sheet: SheetMap, column: str, said: str) -> SheetMap:
    """The clock of one column's times; "" for Viet Nam's."""
    kept = _without(sheet.zones, column)
    return replace(sheet, zones={**kept, column: said} if said else kept)


def add(sheet: SheetMap, kind: str, of: str = "") -> SheetMap:
    """One more record of a row. `kind` of KINDS; `of`: the label of the person it is about, "" for the first.

    What can be said of it without asking is: whose it is, and which case, where a row names but one.
    """
    table = KINDS[kind]
    labels = [record.label for record in sheet.records if record.label]
    label = ""
    if kind == "person":  # known by the row until a column gives their id
        label, n = kind, 2
        while label in labels:
            label, n = f"{kind}{n}", n + 1
    record = RecordMap(table, {}, label=label, optional=kind != "case")
    if kind in _HELD:
        record = replace(record, constants={"kind": kind})
    people = [one for one in sheet.records if one.table == "persons"]
    chosen = next((one for one in people if one.label == of), people[0] if people else None)
    for name, tables in REFERS.get(table, {}).items():
        if "cases" in tables:
            record = _tied(record, name, next((one for one in sheet.records if one.table == "cases"), None), "case_id")
        elif name in ("person_id", "a"):
            record = _tied(record, name, chosen, "person_id")
        elif name == "b" and len(people) > 1:
            record = _tied(record, name, next(one for one in people if one is not chosen), "person_id")
    return replace(sheet, records=(*sheet.records, record))


def remove(sheet: SheetMap, number: int) -> SheetMap:
    """Without this record, and without what refers to it."""
    gone = sheet.records[number]
    kept = [record for n, record in enumerate(sheet.records) if n != number]
    if gone.label:
        lost = [
            replace(record, refers={n: at for n, at in record.refers.items() if at != gone.label}) for record in kept
        ]
        kept = [new for new, old in zip(lost, kept, strict=True) if new.fields or new.refers or new == old]
    return replace(sheet, records=tuple(kept))


def _tied(record: RecordMap, name: str, other: RecordMap | None, key: str) -> RecordMap:
    if other is None:
        return record
    if columns := other.fields.get(key):
        return replace(record, fields={**record.fields, name: columns})
    return replace(record, refers={**record.refers, name: other.label}) if other.label else record


def _followed(sheet: SheetMap, name: str, before: tuple[str, ...], columns: tuple[str, ...]) -> SheetMap:
    """The other records of the row name the case by the same columns, where they did before or did by none."""
    for number, record in enumerate(sheet.records):
        free = name not in record.constants and name not in record.refers
        if name in REFERS.get(record.table, {}) and free and record.fields.get(name, ()) in ((), before):
            sheet = _with(sheet, number, replace(record, fields={**record.fields, name: columns}))
    return sheet


def _freed(record: RecordMap, name: str) -> RecordMap:
    """The record with nothing that feeds the field."""
    return replace(
        record,
        fields=_without(record.fields, name),
        constants=_without(record.constants, name),
        refers=_without(record.refers, name),
    )


def _with(sheet: SheetMap, number: int, record: RecordMap) -> SheetMap:
    return replace(sheet, records=(*sheet.records[:number], record, *sheet.records[number + 1 :]))


def _without(pairs: Dict[str, T], name: str) -> dict[str, T]:
    return {key: value for key, value in pairs.items() if key != name}
