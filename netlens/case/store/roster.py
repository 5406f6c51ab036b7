"""The tables whose rows are entities (persons, cases, reports, entities), and those about imports."""

import json
from typing import Any

from netlens.case.records import Ref
from netlens.case.store.counting import COUNTED_FILES
from netlens.case.store.facts import as_list
from netlens.case.store.people import EXTRA, merged
from netlens.case.store.reading import Reading

Columns = dict[str, Any]
_PERSON = ("sex", "birth_date", "nationality", "ethnicity", "province", "address", "id_number", "passport", "note")
_CASE = ("title", "offence", "status", "opened", "agency", "province", "summary")
_REPORT = ("received", "channel", "partner", "subject", "outcome")


def _stated(reading: Reading, kind: str) -> tuple[list[dict[str, Any]], Columns]:
    """The merged details of all counted entities of a kind, and the columns every such table has."""
    said = reading.statements(kind)
    numbers = [number for number, ref in reading.refs.items() if ref.kind == kind]
    details, files, rows = [], [], []
    for number in numbers:
        one = said.get(number)
        file, row = (one[0].file, one[0].row) if one else reading.places[number]
        files.append(file)
        rows.append(row)
        details.append((one[0].detail if len(one) == 1 else merged([said.detail for said in one])) if one else {})
    refs = [reading.refs[number] for number in numbers]
    columns: Columns = {
        "id": numbers,
        "register": [ref.register for ref in refs],
        "key": [ref.key for ref in refs],
        "record_id": [reading.record_id(ref) for ref in refs],
        "file": files,
        "row": rows,
    }
    return details, columns


def _texts(details: list[dict[str, Any]], names: tuple[str, ...]) -> Columns:
    return {name: [text(detail.get(name)) for detail in details] for name in names}


def persons(reading: Reading) -> Columns:
    details, columns = _stated(reading, "person")
    codes = reading.codes
    hidden = [number in reading.protected for number in columns["id"]]
    return {
        **columns,
        **_texts(details, _PERSON),
        "name": [text(detail.get("full_name")) for detail in details],
        "aliases": [as_list(detail.get("aliases") or "") for detail in details],
        "extra": [dict(detail.get(EXTRA) or {}) for detail in details],
        "protected": hidden,
        "code": [
            codes.get(number, "") if is_hidden else "" for number, is_hidden in zip(columns["id"], hidden, strict=True)
        ],
    }


def cases(reading: Reading) -> Columns:
    details, columns = _stated(reading, "case")
    return {**columns, **_texts(details, _CASE)}


def reports(reading: Reading) -> Columns:
    details, columns = _stated(reading, "report")
    links = reading.links("of_case")
    linked = dict(zip(links.a.tolist(), links.b.tolist(), strict=True))
    stated = [
        reading.ids.get(Ref("case", register, text(detail.get("case_id"))), -1)
        for register, detail in zip(columns["register"], details, strict=True)
    ]
    found = [linked.get(number, case) for number, case in zip(columns["id"], stated, strict=True)]
    return {**columns, **_texts(details, _REPORT), "case": found}


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
