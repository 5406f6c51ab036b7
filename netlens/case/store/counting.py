"""Which rows count. A pure function of which imports are counted: never of the order in which they came to be so."""

import json
from bisect import bisect_right
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from netlens.case.store import packs
from netlens.case.store.connection import Connection, transaction
from netlens.errors import NetLensError
from netlens.i18n import _

COUNTED = "(SELECT id FROM import WHERE state = 'counted')"
COUNTED_FILES = f"(SELECT id FROM file WHERE import IN {COUNTED})"
# Edits of no fact.
FACTLESS = frozenset({"rings", "decisions", "positions", "weights", "presets", "suggestions", "watched"})
STALE = timedelta(hours=1)  # a staged import this old was left by a process that died before it could count


def now() -> str:
    """The time as it is stored: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def hidden(connection: Connection) -> set[int]:
    """Counted records beside which another counted one has the same fingerprint: further sources, that add nothing.

    Of those with one fingerprint the newest update counts, else the oldest record; when its import is withdrawn, the
    next one does.
    """
    rows = connection.execute(
        f"SELECT record, first, updates FROM twin WHERE import IN {COUNTED} ORDER BY record"
    ).fetchall()
    if not rows:
        return set()
    spans = connection.execute(
        f"SELECT first, last FROM pack WHERE what = 'record' AND import IN {COUNTED}"
        f" UNION ALL SELECT first, last FROM bulk WHERE import IN {COUNTED}"
    ).fetchall()
    standing = {first: first for first in _inside({first for _, first, _ in rows}, spans)}
    repeats = set()
    for record, first, updates in rows:
        stands = standing.get(first)
        if stands is None or updates:
            standing[first] = record
        if stands is not None:
            repeats.add(stands if updates else record)
    return repeats


def repeated(connection: Connection) -> list[frozenset[tuple[int, int]]]:
    """The places (file, row) of each fact that several counted records state, all of them together."""
    groups: dict[int, list[int]] = {}
    for record, first in connection.execute(f"SELECT record, first FROM twin WHERE import IN {COUNTED}"):
        groups.setdefault(first, [first]).append(record)
    if not groups:
        return []
    packed = connection.execute(
        f"SELECT first, ints FROM pack WHERE what = 'record' AND import IN {COUNTED} ORDER BY first"
    ).fetchall()
    spans = [(first, packs.unpack_ints(ints, len(packs.RECORD))) for first, ints in packed]
    starts = [first for first, _ints in spans]

    def place(record: int) -> tuple[int, int] | None:
        at = bisect_right(starts, record) - 1
        if at < 0 or record - starts[at] >= spans[at][1].shape[1]:
            return None  # its import does not count
        file, row = spans[at][1][:2, record - starts[at]].tolist()
        return file, row

    places = [frozenset(where for record in records if (where := place(record))) for records in groups.values()]
    return [one for one in places if len(one) > 1]


def _inside(numbers: set[int], spans: list[tuple[int, int]]) -> set[int]:
    """Those of `numbers` that lie in one of the spans (both ends included)."""
    import numpy as np

    ordered = np.array(sorted(numbers), dtype=np.int64)
    starts = np.array(sorted(first for first, _ in spans), dtype=np.int64)
    ends = np.array(sorted(last for _, last in spans), dtype=np.int64)
    # Spans never overlap: a number is inside when one more span has begun than ended before it.
    inside = np.searchsorted(starts, ordered, side="right") > np.searchsorted(ends, ordered, side="left")
    return set(ordered[inside].tolist())


def set_state(connection: Connection, import_id: int, state: str) -> dict[str, Any]:
    """Make an import count, or no longer. Gives what the audit says of it; NetLensError for one that is not there."""
    row = connection.execute("SELECT register, label, tally FROM import WHERE id = ?", (import_id,)).fetchone()
    if row is None:
        raise NetLensError(_("The case has no import {number}.").format(number=import_id))
    connection.execute("UPDATE import SET state = ? WHERE id = ?", (state, import_id))
    files = connection.execute("SELECT DISTINCT name, sha256 FROM file WHERE import = ? ORDER BY id", (import_id,))
    return {
        "import": import_id,
        "register": row[0],
        "label": row[1],
        "files": [{"name": name, "sha256": sha256} for name, sha256 in files],
        **json.loads(row[2]),
    }


def count_edit(connection: Connection, kinds: Collection[str]) -> None:
    """One more revision, by an edit of these kinds; `facts` remembers the latest that may have changed what counts."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'revision'")
    keep = "IGNORE" if FACTLESS.issuperset(kinds) else "REPLACE"
    connection.execute(f"INSERT OR {keep} INTO meta SELECT 'facts', value FROM meta WHERE name = 'revision'")


def counted(connection: Connection) -> tuple[int, ...]:
    """The imports that count, oldest first."""
    return tuple(row[0] for row in connection.execute("SELECT id FROM import WHERE state = 'counted' ORDER BY id"))


def registers(connection: Connection) -> tuple[str, ...]:
    """The registers of the counted imports, in the order in which they came; ("main",) while there is none."""
    rows = connection.execute(
        "SELECT coalesce(o.register, i.register) AS whose FROM import i LEFT JOIN file f ON f.import = i.id"
        " LEFT JOIN origin o ON o.file = f.id WHERE i.state = 'counted' GROUP BY whose ORDER BY min(i.id), min(f.id)"
    ).fetchall()
    return tuple(row[0] for row in rows) or ("main",)


def purge(connection: Connection, *, older_than: timedelta = STALE) -> int:
    """Take out imports that were staged and left behind. Gives how many. NetLensError while an import runs."""
    limit = (datetime.now(UTC) - older_than).isoformat(timespec="seconds")
    stale = "SELECT id FROM import WHERE state = 'staged' AND time <= ?"
    if connection.execute(stale, (limit,)).fetchone() is None:
        return 0
    with transaction(connection):
        imports = [row[0] for row in connection.execute(stale, (limit,))]
        for import_id in imports:
            _delete(connection, import_id)
    return len(imports)


def _delete(connection: Connection, import_id: int) -> None:
    one = (import_id,)
    # Who repeats a record of this import repeats from now on the oldest of those who did.
    connection.execute("DELETE FROM twin WHERE import = ?", one)
    both = "SELECT first, last FROM pack WHERE import = ?1 UNION ALL SELECT first, last FROM bulk WHERE import = ?1"
    first, last = connection.execute(f"SELECT min(first), max(last) FROM ({both})", one).fetchone()
    heirs = connection.execute(
        "SELECT min(record), first FROM twin WHERE first BETWEEN ? AND ? GROUP BY first", (first, last)
    ).fetchall()
    connection.executemany("UPDATE twin SET first = ? WHERE first = ?", heirs)
    connection.execute("DELETE FROM twin WHERE first = record")
    connection.execute("DELETE FROM pack WHERE import = ?", one)
    files = "(SELECT file FROM bulk WHERE import = ?)"
    connection.execute(f"DELETE FROM chunk_column WHERE chunk IN (SELECT id FROM chunk WHERE file IN {files})", one)
    for table in ("chunk", "lexicon", "edge", "bulk"):
        connection.execute(f"DELETE FROM {table} WHERE file IN {files}", one)
    for table in ("rejected", "flag"):
        connection.execute(f"DELETE FROM {table} WHERE file IN (SELECT id FROM file WHERE import = ?)", one)
    connection.execute("DELETE FROM mention WHERE import = ?", one)
    connection.execute(
        "DELETE FROM entity WHERE id NOT IN (SELECT entity FROM mention)"
        " AND id NOT IN (SELECT entity FROM position) AND id NOT IN (SELECT entity FROM code)"
        " AND id NOT IN (SELECT entity FROM stand_in) AND id NOT IN (SELECT n.value FROM stand_in, json_each(now) n)"
    )
    connection.execute("DELETE FROM due WHERE import = ?", one)
    connection.execute("DELETE FROM origin WHERE file IN (SELECT id FROM file WHERE import = ?)", one)
    connection.execute("DELETE FROM file WHERE import = ?", one)
    connection.execute("DELETE FROM import WHERE id = ?", one)
