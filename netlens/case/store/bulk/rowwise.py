"""Calls taken in row by row and calls by the column know each other: what each side has of the other's."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from netlens.case.store import counting, packs
from netlens.case.store.bulk import chunks
from netlens.case.store.bulk.counted import files
from netlens.case.store.bulk.times import LEAST, kind_of, text_of, when_of
from netlens.case.store.connection import Connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_CALLS = (
    "SELECT p.import, i.state, p.ints, p.numbers, p.texts FROM pack p JOIN import i ON i.id = p.import"
    " WHERE p.what = 'link' AND p.kind = (SELECT id FROM word WHERE text = 'called')"
    " AND p.tbl = (SELECT id FROM word WHERE text = 'calls') ORDER BY p.first"
)


def calls_by_row(connection: Connection, own: int) -> dict[str, Any]:
    """All calls taken in row by row, of whatever import, by column: as `staged.Columns.calls_between` gives them, but
    with entities for a and b.
    """
    import numpy as np

    words = dict(connection.execute("SELECT id, text FROM word").fetchall())
    first = dict(connection.execute("SELECT record, first FROM twin").fetchall())
    hidden = counting.hidden(connection)
    columns: dict[str, list[Any]] = {name: [] for name in ("a", "b", "when", "call", "seen", "shown", "of", "kind")}
    by_record: dict[int, int] = {}
    for number, state, ints, numbers, texts in connection.execute(_CALLS):
        rows = packs.unpack_ints(ints, len(packs.LINK)).tolist()
        record, _file, _row, a, b, _directed, _grade, _handling, sort, cell = rows
        since, _until, fields = packs.unpack_texts(texts)
        n = len(record)
        said = fields.get("seconds") or [None] * n
        seconds = packs.unpack_numbers(numbers).tolist()
        whens = [
            when_of(
                (since or [""] * n)[at], _shown(seconds[at], said[at]), words.get(sort[at], ""), words.get(cell[at], "")
            )
            for at in range(n)
        ]
        by_record.update(zip(record, whens, strict=True))
        mine = number == own
        columns["a"] += a
        columns["b"] += b
        columns["when"] += whens
        columns["call"] += [by_record.get(first.get(one, one), when) for one, when in zip(record, whens, strict=True)]
        columns["seen"] += [mine or state == "counted"] * n
        columns["shown"] += [mine or (state == "counted" and one not in hidden) for one in record]
        columns["of"] += [number] * n
        columns["kind"] += [kind_of(words.get(one, "")) for one in sort]
    kinds = {"seen": np.bool_, "shown": np.bool_}
    return {name: np.array(values, dtype=kinds.get(name, np.int64)) for name, values in columns.items()}


def _shown(number: float, text: Any) -> str:
    """The length of a call as it was cleaned, in words."""
    if number != number:
        return "" if text is None else str(text)
    return str(int(number)) if number == int(number) else str(number)


class ByColumn:
    """The calls of a case that were taken in by the column, found by pair: for rows that are taken in one by one."""

    def __init__(self, connection: Connection, own: int) -> None:
        import numpy as np

        self._kinds = {-1: ""}
        parts = list(_columns(connection, own, self._kinds))
        whole = [np.concatenate(one) for one in zip(*parts, strict=True)] if parts else [np.empty(0, np.int64)] * 8
        order = np.lexsort((whole[4], whole[1], whole[0]))
        self._a, self._b, self._when, self._call, self._record, self._shown, self._of, self._kind = (
            one[order] for one in whole
        )

    def _span(self, a: int, b: int) -> slice:
        import numpy as np

        low, high = np.searchsorted(self._a, [a, a + 1])
        begin, end = np.searchsorted(self._b[low:high], [b, b + 1])
        return slice(int(low + begin), int(low + end))

    def records(self, a: int, b: int, when: int) -> list[tuple[int, int]]:
        """(record, import) of the rows that are the call of that pair and start, oldest first."""
        import numpy as np

        here = self._span(a, b)
        mine = self._call[here] == when
        order = np.argsort(self._record[here][mine])
        records, imports = self._record[here][mine][order].tolist(), self._of[here][mine][order].tolist()
        return list(zip(records, imports, strict=True))

    def starts(self, a: int, b: int) -> list[tuple[str, str]]:
        """The exact starts of the rows of a pair that count, each with its kind."""
        here = self._span(a, b)
        mine = (self._shown[here] > 0) & (self._when[here] > LEAST)
        found = zip(self._when[here][mine].tolist(), self._kind[here][mine].tolist(), strict=True)
        return [(text_of(when), self._kinds[kind]) for when, kind in found]


def _columns(connection: Connection, own: int, kinds: dict[int, str]) -> Iterator[tuple[Any, ...]]:
    """The columns of each chunk; `kinds` learns the text of each kind of call."""
    import numpy as np

    for kept in files(connection, only_counted=False):
        for chunk in kept.chunks:
            rows = np.arange(chunk.n)
            a, b = (kept.entities[kept.column(chunk, name)] for name in ("caller", "callee"))
            when = kept.whens(chunk, rows)
            group = kept.column(chunk, "group")
            shown = np.isin(group, kept.groups) if kept.counted else (group != chunks.NEVER) & (kept.import_id == own)
            kind = np.full(chunk.n, -1, dtype=np.int64)
            if kept.slot("kind"):
                texts = {kind_of(value): str(value) for value in kept.values("kind") if value}
                kinds.update(texts)
                known = np.array([kind_of(value) for value in kept.values("kind")], dtype=np.int64)
                kind = known[kept.column(chunk, "kind")]
            yield (
                a,
                b,
                when,
                when + kept.column(chunk, "shift"),
                chunk.first + rows,
                shown.astype(np.int64),
                np.full(chunk.n, kept.import_id),
                kind,
            )
