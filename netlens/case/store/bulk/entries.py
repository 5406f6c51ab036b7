"""The numbers of a large table become entities of the case: those it does not know yet, many at a time."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from netlens.case.store.connection import Connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

MANY = 20_000


def enter(connection: Connection, keys: list[str]) -> "Ints":
    """The entity of each phone number; new ones get the next numbers, in alphabetical order."""
    import numpy as np

    known = dict(_known(connection, keys))
    new = sorted(key for key in keys if key not in known)
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entity'").fetchone()
    first = (last[0] if last else 0) + 1
    # One statement, and the loop within it: a row each by itself takes twice as long.
    connection.execute(
        "INSERT INTO entity SELECT ? + key, 'phone', '', value FROM json_each(?)", (first, json.dumps(new))
    )
    known.update(zip(new, range(first, first + len(new)), strict=True))
    return np.fromiter(map(known.__getitem__, keys), dtype=np.int64, count=len(keys))


def _known(connection: Connection, keys: list[str]) -> Iterator[tuple[str, int]]:
    """Those the case has already. Few are asked for one by one; of many, all phones of the case are read."""
    one = "SELECT key, id FROM entity WHERE kind = 'phone' AND register = ''"
    phones = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM entity WHERE kind = 'phone' AND register = '' LIMIT ?)", (4 * len(keys),)
    ).fetchone()[0]
    if phones >= 4 * len(keys) and len(keys) < MANY:
        for key in keys:
            yield from connection.execute(f"{one} AND key = ?", (key,))
    elif phones:
        yield from connection.execute(one)


def mention(connection: Connection, import_id: int, file: int, entities: "Ints", rows: "Ints") -> None:
    """Note where an import first names each of these entities, unless it has named them before."""
    # Pairs in one number each, so that one statement takes them all.
    pairs = json.dumps(((entities << 31) | rows).tolist())
    connection.execute(
        "INSERT OR IGNORE INTO mention SELECT ?, value >> 31, '', ?, value & 2147483647 FROM json_each(?)",
        (import_id, file, pairs),
    )
