"""The codes by which protected people are known: V-0001, stored, given once and for good."""

import hashlib
import json
from collections.abc import Iterable

from netlens.case.store.connection import Connection
from netlens.case.store.counting import counted
from netlens.case.store.reading import Reading


def assign(connection: Connection, people: Iterable[int]) -> int:
    """Give codes to those of `people` who have none; gives how many.

    In the order of the SHA-256 of their refs: the same on every machine, and silent on the order of the register.
    """
    has = {row[0] for row in connection.execute("SELECT entity FROM code")}
    new = sorted(set(people) - has)
    if not new:
        return 0
    refs = connection.execute(
        "SELECT id, kind, register, key FROM entity WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(new),)
    )
    order = sorted((hashlib.sha256("\x1f".join(ref).encode()).hexdigest(), entity) for entity, *ref in refs)
    last = connection.execute("SELECT coalesce(max(number), 0) FROM code").fetchone()[0]
    connection.executemany("INSERT INTO code VALUES (?, ?)", [(one, last + n) for n, (_, one) in enumerate(order, 1)])
    return len(order)


def plan(connection: Connection, import_id: int) -> None:
    """Work out, inside the transaction that stages an import, who needs a code once it counts: to count it is quick."""
    beside = counted(connection)
    has = {row[0] for row in connection.execute("SELECT entity FROM code")}
    connection.execute("UPDATE import SET state = 'counted' WHERE id = ?", (import_id,))
    new = sorted(Reading(connection).protected - has)
    connection.execute("UPDATE import SET state = 'staged' WHERE id = ?", (import_id,))
    connection.execute("INSERT INTO due VALUES (?, ?, ?)", (import_id, json.dumps(beside), json.dumps(new)))


def settle(connection: Connection, import_id: int) -> int:
    """After an import began or ceased to count: codes for those who are protected now. Gives how many were given."""
    due = connection.execute("SELECT beside, people FROM due WHERE import = ?", (import_id,)).fetchone()
    now = counted(connection)
    if due and import_id in now and json.loads(due[0]) == [one for one in now if one != import_id]:
        return assign(connection, json.loads(due[1]))
    return assign(connection, Reading(connection).protected)
