"""The tables whose rows are entities (persons, cases, reports, entities), and those about imports."""

import json
from typing import Any

from netlens.case.records import Ref
from netlens.case.store.counting import COUNTED_FILES
from netlens.case.store.people import EXTRA
from netlens.case.store.reading import Reading
from netlens.case.tables.links import as_list

Columns = dict[str, Any]
_PERSON = ("sex", "birth_date", "nationality", "ethnicity", "province", "address", "id_number", "passport", "note")
_CASE = ("title", "offence", "status", "opened", "agency", "province", "summary")
_REPORT = ("received", "channel", "partner", "subject", "outcome")


def _stated(reading: Reading, kind: str, names: tuple[str, ...]) -> Columns:
    """The counted entities of a kind: the columns every such table has, and `names`, merged over their statements."""
    said = reading.statements(kind)
    numbers = [number for number, ref in reading.refs.items() if ref.kind == kind]
    refs = [reading.refs[number] for number in numbers]
    firsts = [said.first.get(number, -1) for number in numbers]
    places = [
        (int(said.file[first]), int(said.row[first])) if first >= 0 else reading.places[number]
        for number, first in zip(numbers, firsts, strict=True)
    ]
    return {
        **said.laid(numbers, names),
        "id": numbers,
        "register": [ref.register for ref in refs],
        "key": [ref.key for ref in refs],
        "record_id": [reading.record_id(ref) for ref in refs],
        "file": [file for file, _ in places],
        "row": [row for _, row in places],
    }


def _texts(columns: Columns, names: tuple[str, ...]) -> Columns:
    return {name: [value if type(value) is str else text(value) for value in columns[name]] for name in names}


def persons(reading: Reading) -> Columns:
    columns = _stated(reading, "person", (*_PERSON, "full_name", "aliases", EXTRA))
    numbers, codes = columns["id"], reading.codes
    hidden = [number in reading.protected for number in numbers]
    return {
        **columns,
        **_texts(columns, _PERSON),
        "name": _texts(columns, ("full_name",))["full_name"],
        "aliases": [as_list(value) if value else [] for value in columns["aliases"]],
        "extra": [dict(value) if value else {} for value in columns[EXTRA]],
        "protected": hidden,
        "code": [codes.get(number, "") if masked else "" for number, masked in zip(numbers, hidden, strict=True)],
    }


def cases(reading: Reading) -> Columns:
    columns = _stated(reading, "case", _CASE)
    return {**columns, **_texts(columns, _CASE)}


def reports(reading: Reading) -> Columns:
    columns = _stated(reading, "report", (*_REPORT, "case_id"))
    links = reading.links("of_case")
    linked = dict(zip(links.a.tolist(), links.b.tolist(), strict=True))
    stated = [
        reading.ids.get(Ref("case", register, text(key)), -1)
        for register, key in zip(columns["register"], columns["case_id"], strict=True)
    ]
    found = [linked.get(number, case) for number, case in zip(columns["id"], stated, strict=True)]
    return {**columns, **_texts(columns, _REPORT), "case": found}


def entities(reading: Reading) -> Columns:
    refs = reading.refs
    return {
        "id": list(refs),
        "kind": [ref.kind for ref in refs.values()],
        "register": [ref.register for ref in refs.values()],
        "key": [ref.key for ref in refs.values()],
        "label": [reading.labels.get(number, "") for number in refs],
    }


def imports(reading: Reading) -> Columns:
    rows = reading.connection.execute(
        "SELECT id, time, register, label, state, ledger FROM import WHERE state <> 'staged' ORDER BY id"
    ).fetchall()
    columns = _columns(rows, "id time register label state ledger")
    columns["ledger"] = [json.loads(ledger) for ledger in columns["ledger"]]
    return columns


def files(reading: Reading) -> Columns:
    rows = reading.connection.execute(
        "SELECT f.id, f.import, f.name, f.sha256, f.importer, f.sheet, f.tbl FROM file f"
        " JOIN import i ON i.id = f.import WHERE i.state <> 'staged' ORDER BY f.id"
    ).fetchall()
    return _columns(rows, "id import_id name sha256 importer sheet table")


def rejected(reading: Reading) -> Columns:
    return _issues(reading, "rejected")


def flags(reading: Reading) -> Columns:
    return _issues(reading, "flag")


def _issues(reading: Reading, table: str) -> Columns:
    rows = reading.connection.execute(
        f"SELECT f.import, t.file, t.row, t.sheet, t.field, t.value, t.reason FROM {table} t"
        f" JOIN file f ON f.id = t.file WHERE t.file IN {COUNTED_FILES} ORDER BY t.id"
    ).fetchall()
    return _columns(rows, "import_id file row sheet field value reason")


def _columns(rows: list[tuple[Any, ...]], names: str) -> Columns:
    return {name: [row[n] for row in rows] for n, name in enumerate(names.split())}


def text(value: Any) -> str:
    """A detail's value as a cell of a table."""
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
