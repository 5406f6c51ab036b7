"""Corrections laid on what an import mentions: which entities it names no longer, which instead, how labelled."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from netlens.case.corrections.laid import LABELS
from netlens.case.corrections.stored import Laid, Value
from netlens.case.store.connection import Connection
from netlens.case.store.counting import COUNTED


@dataclass(frozen=True, slots=True)
class Moved:
    """`gone`: entities no counted import names any more. `come`: those named instead → label, file, row."""

    gone: frozenset[int] = frozenset()
    come: Mapping[int, tuple[str, int, int]] = field(default_factory=dict)


def moved(connection: Connection, laid: Mapping[int, Laid]) -> Moved:
    """What stand-ins do to the entities that count."""
    replaced = {entity for one in laid.values() for entity in one.entities}
    if not replaced:
        return Moved()
    stays: set[int] = set()
    come: dict[int, tuple[str, int, int]] = {}
    for import_id, entity, label, file, row in connection.execute(
        f"SELECT import, entity, label, file, row FROM mention WHERE import IN {COUNTED}"
        " AND entity IN (SELECT value FROM json_each(?)) ORDER BY import",
        (json.dumps(sorted(replaced)),),
    ):
        instead = laid[import_id].entities.get(entity) if import_id in laid else None
        if instead is None:
            stays.add(entity)
        for one in instead or ():
            come.setdefault(one, (label, file, row))
    return Moved(frozenset(replaced - stays - come.keys()), come)


def relabelled(laid: Mapping[int, Laid]) -> dict[int, dict[str, str]]:
    """By import: labels and what stands for them, where a corrected value was one."""
    found: dict[int, dict[str, str]] = {}
    for import_id, one in laid.items():
        values: dict[str, tuple[Value, ...]] = {}
        for column in LABELS:
            values |= one.values.get(column, {})
        if values:
            found[import_id] = {was: str(now[0]) for was, now in values.items() if was}
    return found
