"""Which rows count. A pure function of which imports are counted: never of the order in which they came to be so."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from netlens.case.store.connection import Connection, transaction
from netlens.errors import NetLensError

COUNTED_FILES = "(SELECT f.id FROM file f JOIN import i ON i.id = f.import WHERE i.state = 'counted')"
STALE = timedelta(hours=1)  # a staged import this old was left by a process that died before it could count


def now() -> str:
    """The time as it is stored: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def hidden(connection: Connection) -> set[int]:
    """Records that repeat a counted one: further sources, whose statements and links do not count again.

    Of the counted records with one fingerprint the oldest is the first; when its import is withdrawn, the next is.
    """
    firsts = {
        twin
        for (twin,) in connection.execute(
            "SELECT DISTINCT r.twin FROM record r JOIN record f ON f.id = r.twin"
            f" WHERE r.twin IS NOT NULL AND f.file IN {COUNTED_FILES}"
        )
    }
    repeats = set()
    rows = connection.execute(
        f"SELECT id, twin FROM record WHERE twin IS NOT NULL AND file IN {COUNTED_FILES} ORDER BY id"
    )
    for record, twin in rows:
        if twin in firsts:
            repeats.add(record)
        firsts.add(twin)
    return repeats


def set_state(connection: Connection, import_id: int, state: str) -> dict[str, Any]:
    """Make an import count, or no longer. Gives what the audit says of it; NetLensError for one that is not there."""
    row = connection.execute("SELECT register, label, tally FROM import WHERE id = ?", (import_id,)).fetchone()
    if row is None:
        raise NetLensError(f"The case has no import {import_id}.")
    connection.execute("UPDATE import SET state = ? WHERE id = ?", (state, import_id))
    files = connection.execute("SELECT DISTINCT name, sha256 FROM file WHERE import = ? ORDER BY id", (import_id,))
    return {
        "import": import_id,
        "register": row[0],
        "label": row[1],
        "files": [{"name": name, "sha256": sha256} for name, sha256 in files],
        **json.loads(row[2]),
    }


def registers(connection: Connection) -> tuple[str, ...]:
    """The registers of the counted imports, in the order in which they came; ("main",) while there is none."""
    rows = connection.execute(
        "SELECT register FROM import WHERE state = 'counted' GROUP BY register ORDER BY min(id)"
    ).fetchall()
    return tuple(row[0] for row in rows) or ("main",)


def counts(connection: Connection, repeats: set[int]) -> tuple[dict[str, int], dict[str, int]]:
    """How many entities and links count, by kind."""
    entities = connection.execute(
        "SELECT kind, count(*) FROM entity WHERE id IN (SELECT entity FROM mention m JOIN import i ON i.id = m.import"
        " WHERE i.state = 'counted') GROUP BY kind ORDER BY kind"
    )
    links = connection.execute(
        "SELECT w.text, count(*) FROM link l JOIN word w ON w.id = l.kind"
        f" WHERE l.file IN {COUNTED_FILES} GROUP BY w.text ORDER BY w.text"
    )
    by_kind = dict(links.fetchall())
    if repeats:
        twice = connection.execute(
            "SELECT w.text, count(*) FROM link l JOIN word w ON w.id = l.kind"
            " WHERE l.record IN (SELECT value FROM json_each(?)) GROUP BY w.text",
            (json.dumps(sorted(repeats)),),
        )
        for kind, number in twice:
            by_kind[kind] -= number
    return dict(entities.fetchall()), {kind: number for kind, number in by_kind.items() if number}


def purge(connection: Connection, *, older_than: timedelta = STALE) -> int:
    """Take out imports that were staged and left behind. Gives how many."""
    limit = (datetime.now(UTC) - older_than).isoformat(timespec="seconds")
    stale = [
        row[0] for row in connection.execute("SELECT id FROM import WHERE state = 'staged' AND time <= ?", (limit,))
    ]
    if not stale:
        return 0
    with transaction(connection):
        for import_id in stale:
            _delete(connection, import_id)
    return len(stale)


def _delete(connection: Connection, import_id: int) -> None:
    files = f"(SELECT id FROM file WHERE import = {int(import_id)})"
    first, last = connection.execute(f"SELECT min(id), max(id) FROM record WHERE file IN {files}").fetchone()
    if first is not None:
        # An import's records are one run of numbers: it was one transaction.
        span = f"BETWEEN {first} AND {last}"
        connection.execute(f"DELETE FROM link WHERE record {span}")
        connection.execute(f"DELETE FROM statement WHERE record {span}")
        connection.execute(f"DELETE FROM fingerprint WHERE record {span}")
        connection.execute(f"DELETE FROM raw WHERE first {span}")
        connection.execute(
            f"CREATE TEMP TABLE heir AS SELECT twin AS old, min(id) AS new FROM record"
            f" WHERE twin {span} AND id NOT {span} GROUP BY twin"
        )
        connection.execute(
            "UPDATE record SET twin = (SELECT nullif(new, record.id) FROM heir WHERE old = twin)"
            " WHERE twin IN (SELECT old FROM heir)"
        )
        connection.execute("DROP TABLE heir")
        connection.execute(f"DELETE FROM record WHERE id {span}")
    for table in ("rejected", "flag"):
        connection.execute(f"DELETE FROM {table} WHERE file IN {files}")
    connection.execute("DELETE FROM mention WHERE import = ?", (import_id,))
    connection.execute(
        "DELETE FROM entity WHERE id NOT IN (SELECT entity FROM mention)"
        " AND id NOT IN (SELECT entity FROM position) AND id NOT IN (SELECT entity FROM code)"
    )
    connection.execute("DELETE FROM file WHERE import = ?", (import_id,))
    connection.execute("DELETE FROM import WHERE id = ?", (import_id,))
