"""Calls taken in by the column, as the links of a pack: what all that reads links knows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from netlens.case.corrections.laid import PackOfLinks
from netlens.case.store.bulk import chunks
from netlens.case.store.bulk.chunks import Chunk
from netlens.case.store.bulk.counted import Kept, files
from netlens.case.store.connection import Connection
from netlens.case.store.packs import LINK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Word = Callable[[str], int]


def parts(large: Iterable[Kept], word: Word) -> Iterator[tuple[int, PackOfLinks]]:
    """(import, links) of each chunk that counts, without the rows that do not, oldest first."""
    import numpy as np

    for kept in large:
        for chunk in kept.chunks:
            showing = kept.showing(chunk)
            yield (
                kept.import_id,
                part(kept, chunk, np.arange(chunk.n) if showing is None else np.flatnonzero(showing), word),
            )


def part(kept: Kept, chunk: Chunk, rows: "Ints", word: Word) -> PackOfLinks:
    """The links of some rows of a chunk."""
    import numpy as np

    n = len(rows)
    ints = np.zeros((len(LINK), n), dtype=np.int64)
    places = dict(zip(LINK, range(len(LINK)), strict=True))
    ints[places["record"]] = chunk.first + rows
    ints[places["file"]] = chunk.file
    ints[places["row"]] = kept.column(chunk, "row")[rows]
    for end, name in (("a", "caller"), ("b", "callee")):
        ints[places[end]] = kept.entities[kept.column(chunk, name)[rows]]
    ints[places["directed"]] = 1
    for place, name in (("sort", "kind"), ("cell", "cell"), ("handling", "handling")):
        if kept.slot(name):
            ints[places[place]] = kept.words(name, word)[kept.column(chunk, name)[rows]]
    ints[places["grade"]] = _grades(kept, chunk, rows, word)
    numbers, fields = np.full(n, np.nan), dict[str, list[Any]]()
    if kept.slot("seconds"):
        values = kept.values("seconds")
        codes = kept.column(chunk, "seconds")[rows]
        numeric = np.array([value if isinstance(value, int | float) else np.nan for value in values], dtype=np.float64)
        numbers = numeric[codes]
        _field(fields, "seconds", [value if isinstance(value, str) and value else None for value in values], codes)
    if kept.slot("source_ref"):
        values = [value or None for value in kept.values("source_ref")]
        _field(fields, "source_ref", values, kept.column(chunk, "source_ref")[rows])
    since = kept.starts(chunk, rows)
    return PackOfLinks(ints, numbers, since, None, fields, np.zeros(n, dtype=bool))


def _field(fields: dict[str, list[Any]], name: str, values: Sequence[Any], codes: "Ints") -> None:
    if any(value is not None for value in values):
        column = [values[code] for code in codes.tolist()]
        if any(value is not None for value in column):
            fields[name] = column


def grade_of(source: str, info: str) -> str:
    """The grade of a link whose row states one, or both, of its parts."""
    return f"{source}/{info}" if info else source


def _grades(kept: Kept, chunk: Chunk, rows: "Ints", word: Word) -> "Ints":
    import numpy as np

    given = [kept.slot(name) for name in ("grade_source", "grade_info")]
    if not any(given):
        return np.zeros(len(rows), dtype=np.int64)
    values = [kept.values(slot.name) if slot else [""] for slot in given]
    codes = [kept.column(chunk, slot.name)[rows] if slot else np.zeros(len(rows), np.int64) for slot in given]
    pairs, which = np.unique(codes[0] * len(values[1]) + codes[1], return_inverse=True)
    words = [
        word(grade_of(str(values[0][pair // len(values[1])]), str(values[1][pair % len(values[1])])))
        for pair in pairs.tolist()
    ]
    found: Ints = np.array(words, dtype=np.int64)[which]
    return found


def of_numbers(large: Iterable[Kept], entities: set[int], word: Word) -> Iterator[tuple[int, PackOfLinks]]:
    """(import, links) of the calls of some numbers, chunk by chunk."""
    import numpy as np

    for kept in large:
        mine = np.isin(kept.entities, list(entities))
        if not mine.any():
            continue
        for chunk in kept.chunks:
            here = mine[kept.column(chunk, "caller")] | mine[kept.column(chunk, "callee")]
            showing = kept.showing(chunk) if here.any() else None
            rows = np.flatnonzero(here if showing is None else here & showing)
            if len(rows):
                yield kept.import_id, part(kept, chunk, rows, word)


def at_row(connection: Connection, file: int, row: int) -> tuple[Kept, Chunk, int] | None:
    """Where a row of a file stands among its chunks; None where none holds it."""
    import numpy as np

    for kept in files(connection, only_counted=False):
        if kept.file != file:
            continue
        for chunk in chunks.of_file(connection, file):
            if chunk.low <= row <= chunk.high:
                rows = kept.column(chunk, "row")
                at = int(np.searchsorted(rows, row))
                if at < len(rows) and int(rows[at]) == row:
                    return kept, chunk, at
    return None
