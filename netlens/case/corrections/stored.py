"""Corrections as they stand in the case file, and what those in force say, import by import."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from netlens.case.records import Ref
from netlens.case.store.connection import Connection
from netlens.case.store.counting import COUNTED, now
from netlens.errors import NetLensError
from netlens.i18n import _

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Swap:
    """In one import: the value `was` of a native column, as the import kept it, stands as `now`.

    "" for `was` fills the cells that are empty; several of `now` share the place of one that held several in one cell.
    """

    import_id: int
    table: str
    field: str
    was: str
    now: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class StandIn:
    """In one import: all that was said of the entity `was` is said of those of `now`."""

    import_id: int
    was: Ref
    now: tuple[Ref, ...]


@dataclass(slots=True)
class Laid:
    """What is in force for one import: by (table, field), value → values; by entity id, entity ids."""

    values: dict[tuple[str, str], dict[str, tuple[Value, ...]]] = field(default_factory=dict)
    entities: dict[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Correction:
    """As it is listed. `problem`: the name of the problem it mends; `rows`: how many rows it touches."""

    id: int
    time: str
    problem: str
    rows: int
    counts: bool
    imports: tuple[int, ...]


def put(
    connection: Connection, problem: str, rows: int, swaps: Iterable[Swap], stand_ins: Iterable[StandIn]
) -> tuple[int, dict[str, int]]:
    """Store a correction that counts, inside the running transaction; gives its number, and how much it holds."""
    swaps, stand_ins = tuple(swaps), tuple(stand_ins)
    if not swaps and not stand_ins:
        raise NetLensError(_("There is nothing to correct."), _("Look at the list of problems again."))
    _check(connection, {one.import_id for one in swaps} | {one.import_id for one in stand_ins})
    number: int = connection.execute(
        "INSERT INTO correction (time, problem, rows, counts) VALUES (?, ?, ?, 1)", (now(), problem, rows)
    ).lastrowid
    connection.executemany(
        "INSERT OR REPLACE INTO substitution VALUES (?, ?, ?, ?, ?, ?)",
        [(number, one.import_id, one.table, one.field, one.was, _json(one.now)) for one in swaps],
    )
    words = {value for one in swaps for value in one.now if isinstance(value, str)}
    connection.executemany("INSERT OR IGNORE INTO word (text) VALUES (?)", [(word,) for word in sorted(words) if word])
    connection.executemany(
        "INSERT OR REPLACE INTO stand_in VALUES (?, ?, ?, ?)",
        [
            (number, one.import_id, _enter(connection, one.was), _json([_enter(connection, ref) for ref in one.now]))
            for one in stand_ins
        ],
    )
    return number, {"values": len(swaps), "entities": len(stand_ins)}


def set_counts(connection: Connection, number: int, counts: bool) -> Mapping[str, Any]:
    """Let a correction count, or not. Gives what the audit says of it; NetLensError for one that is not there."""
    row = connection.execute("SELECT problem, rows FROM correction WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NetLensError(_("The case has no correction {number}.").format(number=number))
    connection.execute("UPDATE correction SET counts = ? WHERE id = ?", (int(counts), number))
    return {"correction": number, "problem": row[0], "rows": row[1]}


def listed(connection: Connection) -> list[Correction]:
    """All corrections ever made, oldest first."""
    imports: dict[int, set[int]] = {}
    for table in ("substitution", "stand_in"):
        for number, import_id in connection.execute(f"SELECT DISTINCT correction, import FROM {table}"):
            imports.setdefault(number, set()).add(import_id)
    rows = connection.execute("SELECT id, time, problem, rows, counts FROM correction ORDER BY id")
    return [
        Correction(number, time, problem, n, bool(counts), tuple(sorted(imports.get(number, ()))))
        for number, time, problem, n, counts in rows
    ]


def in_force(connection: Connection) -> dict[int, Laid]:
    """What counts now, by counted import; of corrections one after the other, the later begin where the earlier end."""
    found: dict[int, Laid] = {}
    laid = f"c.counts = 1 AND s.import IN {COUNTED} ORDER BY c.id"
    for import_id, table, name, was, stands in connection.execute(
        "SELECT s.import, s.tbl, s.field, s.was, s.now FROM substitution s JOIN correction c ON c.id = s.correction"
        f" WHERE {laid}"
    ).fetchall():
        values = found.setdefault(import_id, Laid()).values.setdefault((table, name), {})
        _follow(values, was, tuple(json.loads(stands)))
    for import_id, entity, stands in connection.execute(
        f"SELECT s.import, s.entity, s.now FROM stand_in s JOIN correction c ON c.id = s.correction WHERE {laid}"
    ).fetchall():
        _follow(found.setdefault(import_id, Laid()).entities, entity, tuple(json.loads(stands)))
    return found


def made_in(connection: Connection, import_id: int) -> list[tuple[int, str, str, str, str, tuple[Value, ...]]]:
    """(correction, time, table, field, was, now) of what counts now in one import, oldest first."""
    rows = connection.execute(
        "SELECT c.id, c.time, s.tbl, s.field, s.was, s.now FROM substitution s"
        " JOIN correction c ON c.id = s.correction WHERE c.counts = 1 AND s.import = ? ORDER BY c.id, s.tbl, s.field",
        (import_id,),
    )
    return [(*row[:5], tuple(json.loads(row[5]))) for row in rows]


def _follow(known: dict[Any, tuple[Any, ...]], was: Any, stands: tuple[Any, ...]) -> None:
    """Lay one more step over what is known: what led to `was` now leads to where it leads."""
    for key, values in known.items():
        if was in values:
            known[key] = tuple(dict.fromkeys(new for one in values for new in (stands if one == was else (one,))))
    known.setdefault(was, stands)


def _check(connection: Connection, imports: set[int]) -> None:
    known = {row[0] for row in connection.execute("SELECT id FROM import WHERE state = 'counted'")}
    if not imports <= known:
        raise NetLensError(
            _("The import whose values would be corrected does not count."), _("Let it count again first.")
        )


def _enter(connection: Connection, ref: Ref) -> int:
    connection.execute("INSERT OR IGNORE INTO entity (kind, register, key) VALUES (?, ?, ?)", tuple(ref))
    row = connection.execute("SELECT id FROM entity WHERE kind = ? AND register = ? AND key = ?", tuple(ref)).fetchone()
    number: int = row[0]
    return number


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
