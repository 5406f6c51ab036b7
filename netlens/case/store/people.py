"""Persons, cases and reports: what several records say of one entity, laid together, and where they disagree."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from netlens.case.store.connection import Connection
from netlens.case.store.counting import COUNTED_FILES

UNITED = ("aliases", "phones", "accounts")  # lists to which each further statement adds
UPDATE = "_update"  # marks a statement whose values replace the earlier ones
EXTRA = "_extra"  # the columns no table knows


class Said(NamedTuple):
    """One counted statement of an entity."""

    record: int
    file: int
    row: int
    entity: int
    detail: dict[str, Any]


def statements(connection: Connection, kind: str, repeats: set[int], entity: int | None = None) -> list[Said]:
    """All counted statements of one kind (or of one entity of it), oldest first."""
    one = "" if entity is None else f" AND entity = {int(entity)}"
    rows = connection.execute(
        "SELECT record, file, row, entity, detail FROM statement WHERE kind = (SELECT id FROM word WHERE text = ?)"
        f" AND file IN {COUNTED_FILES}{one} ORDER BY id",
        (kind,),
    ).fetchall()
    if repeats:
        rows = [row for row in rows if row[0] not in repeats]
    # One call for all of them: the parser's start costs more than a person's few fields.
    details = json.loads("[" + ",".join(row[4] for row in rows) + "]")
    return [
        Said(record, file, row, number, detail)
        for (record, file, row, number, _), detail in zip(rows, details, strict=True)
    ]


def by_entity(said: Iterable[Said]) -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = {}
    for statement in said:
        found.setdefault(statement.entity, []).append(statement)
    return found


def merged(details: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One detail out of several, oldest first: the first value of a field stands, unless a later update replaces it."""
    if len(details) == 1:
        return dict(details[0])
    whole: dict[str, Any] = {}
    for detail in details:
        update = bool(detail.get(UPDATE))
        for name, value in detail.items():
            old = whole.get(name)
            if name == EXTRA:
                whole[name] = {**(old or {}), **value} if update else {**value, **(old or {})}
            elif name in UNITED and isinstance(value, list) and isinstance(old, list):
                whole[name] = old + [item for item in value if item not in old]
            elif _empty(old) or (update and not _empty(value)):
                whole[name] = value
    return whole


def conflicts(said: Sequence[Said]) -> list[tuple[str, str, int, int]]:
    """(field, value, file, row) of every field on which the statements of one entity disagree, each value once."""
    values: dict[str, dict[str, tuple[int, int]]] = {}
    for statement in said:
        for name, value in statement.detail.items():
            if not name.startswith("_") and name not in UNITED and not _empty(value):
                values.setdefault(name, {}).setdefault(str(value), (statement.file, statement.row))
    return [(name, value, *place) for name, found in values.items() if len(found) > 1 for value, place in found.items()]


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}
