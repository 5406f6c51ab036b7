"""What an import stages by the column: beside what it stages row by row, in the same transaction."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from netlens.case.store.bulk import chunks, counted, edges, entries, lexicons
from netlens.case.store.bulk.chunks import GROUPS, Chunk, Rows
from netlens.case.store.bulk.counted import Kept
from netlens.case.store.bulk.edges import Packed
from netlens.case.store.bulk.lexicons import Words
from netlens.case.store.bulk.rowwise import calls_by_row
from netlens.case.store.bulk.times import kind_of
from netlens.case.store.connection import Connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from netlens.case.store.known import Known

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]


class Columns:
    """The door of one import to the tables of store/bulk."""

    def __init__(
        self,
        connection: Connection,
        import_id: int,
        known: "Known",
        named: Callable[[], Iterable[int]],
        reserve: Callable[[int, int], int],
    ) -> None:
        """`named`: the entities this import named row by row; `reserve`: the first of n record numbers of a file."""
        self._db = connection
        self._import = import_id
        self._known = known
        self._named = named
        self._reserve = reserve

    def enter_numbers(self, keys: list[str]) -> "Ints":
        """The entity of each of these phone numbers."""
        self._known.write_new()
        found = entries.enter(self._db, keys)
        self._known.grown()
        return found

    def enter_words(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._known.word(text)
        self._known.write_new()

    def write_rows(self, file: int, rows: Rows) -> Iterator[int]:
        """Store the rows of a file; yields how many are stored."""
        self.enter_words(("calls", "called"))
        yield from chunks.write(self._db, self._import, file, self._reserve(len(rows.row), file), rows)

    def write_lexicon(self, file: int, words: Words) -> None:
        lexicons.write(self._db, file, words)

    def write_edges(self, file: int, made: Iterable[tuple[int, Packed]]) -> Iterator[int]:
        """Store the edges of a file's rows, each with its group; yields now and then."""
        yield from edges.write(self._db, file, made)

    def mention(self, file: int, entities: "Ints", rows: "Ints") -> None:
        """Note the row that first names each of these entities, unless this import has named it before."""
        import numpy as np

        named = np.fromiter(self._named(), dtype=np.int64)
        new = ~np.isin(entities, named) if len(named) else np.ones(len(entities), dtype=np.bool_)
        entries.mention(self._db, self._import, file, entities[new], rows[new])

    def calls_between(self, entities: "Ints", asked: "Callable[[], Ints]") -> dict[str, Any] | None:
        """The calls the case has, counted or not, and those this import has staged, of some ordered pairs.

        `entities` are those of the new rows by place, `asked` gives the sorted a × n + b of places. By column: the
        places a and b; `when` and `call`: when the row starts, and the call it is; `seen`, `shown`: whether that call
        counts, and the row does; `of`: its import; `kind`: as `kind_of` has it. None when there is none.
        """
        import numpy as np

        if self._known.empty_of_calls:
            return None
        pairs = asked()
        parts = [one for one in (*self._by_column(entities, pairs), self._by_row(entities, pairs)) if len(one["a"])]
        return {name: np.concatenate([one[name] for one in parts]) for name in parts[0]} if parts else None

    def _by_column(self, entities: "Ints", pairs: "Ints") -> Iterator[dict[str, Any]]:
        import numpy as np

        places = _Places(entities)
        for kept in counted.files(self._db, only_counted=False):
            seen = kept.counted or kept.import_id == self._import
            by_code = places.of(kept.entities)
            for chunk in kept.chunks:
                a, b = (by_code[kept.column(chunk, name)] for name in ("caller", "callee"))
                both = (a >= 0) & (b >= 0)
                rows = np.flatnonzero(both)
                rows = rows[_among(a[rows] * len(entities) + b[rows], pairs)]
                if not len(rows):
                    continue
                when = kept.whens(chunk, rows)
                groups = kept.column(chunk, "group")[rows]
                shown = np.isin(groups, kept.groups) if kept.counted else np.zeros(len(rows), dtype=np.bool_)
                if kept.import_id == self._import:
                    shown = (groups == chunks.ALWAYS) | (groups >= GROUPS)
                yield {
                    "a": a[rows],
                    "b": b[rows],
                    "when": when,
                    "call": when + kept.column(chunk, "shift")[rows],
                    "seen": np.full(len(rows), seen, dtype=np.bool_),
                    "shown": shown,
                    "of": np.full(len(rows), kept.import_id, dtype=np.int64),
                    "kind": self._kinds(kept, chunk, rows),
                }

    def _kinds(self, kept: Kept, chunk: Chunk, rows: "Ints") -> "Ints":
        import numpy as np

        if kept.slot("kind") is None:
            return np.full(len(rows), -1, dtype=np.int64)
        known = np.array([kind_of(value) for value in kept.values("kind")], dtype=np.int64)
        found: Ints = known[kept.column(chunk, "kind")[rows]]
        return found

    def _by_row(self, entities: "Ints", pairs: "Ints") -> dict[str, Any]:
        import numpy as np

        places = _Places(entities)
        calls = calls_by_row(self._db, self._import)
        a, b = places.of(calls["a"]), places.of(calls["b"])
        rows = np.flatnonzero((a >= 0) & (b >= 0))
        rows = rows[_among(a[rows] * len(entities) + b[rows], pairs)]
        found = {name: values[rows] for name, values in calls.items() if name not in ("a", "b")}
        return {"a": a[rows], "b": b[rows], **found}


class _Places:
    """Where entities stand in a list of some."""

    def __init__(self, entities: "Ints") -> None:
        import numpy as np

        self._order = np.argsort(entities, kind="stable")
        self._sorted = entities[self._order]

    def of(self, entities: "Ints") -> "Ints":
        """The place of each; -1 where it is not among them."""
        import numpy as np

        if not len(self._sorted) or not len(entities):
            return np.full(len(entities), -1, dtype=np.int64)
        at = np.searchsorted(self._sorted, entities)
        at[at == len(self._sorted)] = 0
        found: Ints = np.where(self._sorted[at] == entities, self._order[at], -1)
        return found


def _among(values: "Ints", ordered: "Ints") -> "Mask":
    import numpy as np

    if not len(ordered):
        return np.zeros(len(values), dtype=np.bool_)
    at = np.searchsorted(ordered, values)
    at[at == len(ordered)] = 0
    found: Mask = ordered[at] == values
    return found
