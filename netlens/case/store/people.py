"""Persons, cases and reports: what several records say of one entity, laid together, and where they disagree."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

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
