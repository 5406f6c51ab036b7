"""The rows of a file by the column, some hundred thousand at a time: each cell as the number of its text."""

import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from netlens.case.store.bulk import columns
from netlens.case.store.connection import Connection, damaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

ROWS = 1 << 18
Packed = list[tuple[str, bytes]]  # columns of a chunk, by name
NUMBERS = "numbers"  # the lexicon of callers and callees
ALWAYS, NEVER, GROUPS = 0, 1, 2  # a row of group GROUPS + k counts where no import of about["unless"][k] does
_STEPS = frozenset({"row", "start", "start.1"})


class Slot(NamedTuple):
    """A column of the file: what it feeds ("" for nothing), and the names of its part in a chunk and of its lexicon."""

    column: int
    header: str
    field: str
    name: str
    lexicon: str


class Rows(NamedTuple):
    """The rows of a file that count or repeat others, in order: number, group, `shift` (seconds to the start of the
    call that a row repeats). `packed`: by chunk, the numbers of their texts, as `packed` gives them.
    """

    slots: Sequence[Slot]
    row: "NDArray[Any]"
    group: "NDArray[Any]"
    shift: "NDArray[Any]"
    unless: Sequence[tuple[int, ...]]
    packed: Iterable[Packed]


def packed(row: "NDArray[Any]", codes: Sequence[tuple[str, "NDArray[Any]"]]) -> Generator[Packed, None, None]:
    """The columns of each chunk in turn that are known before it is known which rows are one call: the numbers of the
    rows, and by slot those of their texts.
    """
    for begin in range(0, len(row), ROWS):
        here = slice(begin, begin + ROWS)
        yield [(name, _bytes(name, values[here])) for name, values in (("row", row), *codes)]


def _bytes(name: str, values: "NDArray[Any]") -> bytes:
    return columns.packed(values, steps=name in _STEPS)


def write(connection: Connection, import_id: int, file: int, first: int, rows: Rows) -> Iterator[int]:
    """Store all chunks of a file; yields the rows stored so far. `first` is the number of its first record."""
    about = {"slots": [list(slot) for slot in rows.slots], "unless": [list(one) for one in rows.unless]}
    n = len(rows.row)
    connection.execute(
        "INSERT INTO bulk VALUES (?, ?, ?, ?, ?)",
        (file, import_id, first, first + n - 1, json.dumps(about, ensure_ascii=False)),
    )
    for begin, ready in zip(range(0, n, ROWS), rows.packed, strict=True):
        end = min(n, begin + ROWS)
        here = slice(begin, end)
        repeats = int((rows.group[here] != ALWAYS).sum())
        low, high = int(rows.row[begin]), int(rows.row[end - 1])
        chunk = connection.execute(
            "INSERT INTO chunk (file, first, n, low, high, repeats) VALUES (?, ?, ?, ?, ?, ?)",
            (file, first + begin, end - begin, low, high, repeats),
        ).lastrowid
        later = [(name, _bytes(name, values[here])) for name, values in (("group", rows.group), ("shift", rows.shift))]
        for name, data in (*ready, *later):
            connection.execute("INSERT INTO chunk_column VALUES (?, ?, ?)", (chunk, name, data))
        yield end


class Chunk(NamedTuple):
    """One stored chunk of a file."""

    id: int
    file: int
    first: int
    n: int
    low: int
    high: int
    repeats: int


def of_file(connection: Connection, file: int) -> list[Chunk]:
    """The chunks of a file, in order."""
    rows = connection.execute(
        "SELECT id, file, first, n, low, high, repeats FROM chunk WHERE file = ? ORDER BY first", (file,)
    )
    return [Chunk(*row) for row in rows]


def column(connection: Connection, chunk: Chunk, name: str) -> "Ints":
    """One column of a chunk."""
    row = connection.execute("SELECT data FROM chunk_column WHERE chunk = ? AND name = ?", (chunk.id, name)).fetchone()
    if row is None:
        raise damaged()
    values = columns.unpacked(row[0])
    if len(values) != chunk.n:
        raise damaged()
    return values
