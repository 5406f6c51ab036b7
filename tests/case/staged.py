"""Small imports staged straight into a case file, for the tests of the store."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.records import Entity, Link, Ref
from netlens.case.store.staging import Staging

KEY = "bốn từ để mở"
KEYED = ("person", "case", "route", "report")


def ref(kind: str, key: str, register: str = "main") -> Ref:
    return Ref(kind, register if kind in KEYED else "", key)


def mark(*parts: object) -> bytes:
    """A fingerprint."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).digest()


def person(key: str, name: str = "", **detail: Any) -> Entity:
    return Entity(ref("person", key), name, {"full_name": name, **detail} if name else detail)


def call(caller: str, callee: str, start: str, **detail: Any) -> Link:
    return Link(ref("phone", caller), ref("phone", callee), "called", True, start, detail=detail)


def involved(person: str, case: str, role: str, since: str = "", **detail: Any) -> Link:
    return Link(ref("person", person), ref("case", case), "involvement", True, since, detail={"role": role, **detail})


Row = tuple[str, Mapping[str, str], Sequence[Entity], Sequence[Link]]  # table, as written, entities, links


def stage(
    path: Path, rows: Iterable[Row], *, register: str = "", label: str = "", outcomes: Mapping[int, str] | None = None
) -> int:
    """Stage rows, each marked by all it says: the same row in two imports is one fact from two sources."""
    staging = Staging(path, KEY, register, label)
    files: dict[str, int] = {}
    n = 0
    for n, (table, written, entities, links) in enumerate(rows, 1):
        if table not in files:
            name = f"{table}-{staging.import_id}.csv"
            sha256 = hashlib.sha256(name.encode()).hexdigest()
            files[table] = staging.file(name, sha256, "tables", "", table, 1)
        outcome = (outcomes or {}).get(n, "used")
        says = mark(table, sorted(written.items()))
        staging.add(files[table], n + 1, table, written, {}, says, outcome, entities, links)
    return staging.finish(
        {"files": [{"name": "rows", "rows_read": n, "rows_used": n, "rows_merged": 0, "rows_rejected": 0}]}
    )


def made(path: Path, *imports: Sequence[Row]) -> Case:
    """A case in which each of `imports` counts."""
    Case.create(path, KEY).close()
    numbers = [stage(path, rows) for rows in imports]
    case = Case.open(path, KEY)
    for number in numbers:
        case.apply(CountImport(number))
    return case
