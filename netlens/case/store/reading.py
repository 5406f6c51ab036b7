"""One look at the counted facts of a case at one revision: links by kind, statements, entities, what repeats what."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from netlens.case.records import Ref
from netlens.case.store import counting, packs, people, protected
from netlens.case.store.connection import Connection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Objects = NDArray[np.object_]

KEYED = {"person": "persons", "case": "cases", "route": "routes", "report": "reports"}
TABLES = {table: kind for kind, table in KEYED.items()}
KEPT = ("involvement", "of_case")  # links that more than one table is made of
_COUNTED_MENTION = f"FROM mention WHERE import IN {counting.COUNTED}"


@dataclass(frozen=True, slots=True)
class Links:
    """The counted links of one kind, oldest first, column by column.

    `number` is NaN where a link has none; `detail` holds what has no column, None where there is no more.
    """

    kind: str
    record: "Ints"
    file: "Ints"
    row: "Ints"
    tbl: "Ints"  # word
    a: "Ints"
    b: "Ints"
    directed: "Ints"
    grade: "Objects"
    handling: "Objects"
    sort: "Objects"
    cell: "Objects"
    number: "Floats"
    since: "Objects"
    until: "Objects"
    detail: list[dict[str, Any] | None]

    def __len__(self) -> int:
        return len(self.detail)

    def said(self, name: str, otherwise: Any = "") -> list[Any]:
        """One field of every detail."""
        return [otherwise if d is None or (value := d.get(name)) is None else value for d in self.detail]


class Reading:
    """Read when first asked for, then kept: valid as long as the case is not changed."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.memo: dict[str, Any] = {}  # what others derive from this revision
        self._links: dict[str, Links] = {}
        self._statements: dict[str, dict[int, list[people.Said]]] = {}

    @cached_property
    def repeats(self) -> set[int]:
        return counting.hidden(self.connection)

    @cached_property
    def words(self) -> dict[str, int]:
        return dict(self.connection.execute("SELECT text, id FROM word").fetchall())

    @cached_property
    def text(self) -> "Objects":
        """The word of each number; "" at 0."""
        import numpy as np

        found = np.full(max(self.words.values(), default=0) + 1, "", dtype=object)
        for word, number in self.words.items():
            found[number] = word
        return found

    @cached_property
    def refs(self) -> dict[int, Ref]:
        """All counted entities, by id in ascending order."""
        rows = self.connection.execute(
            f"SELECT id, kind, register, key FROM entity WHERE id IN (SELECT entity {_COUNTED_MENTION}) ORDER BY id"
        )
        return {number: Ref(kind, register, key) for number, kind, register, key in rows}

    @cached_property
    def ids(self) -> dict[Ref, int]:
        return {ref: number for number, ref in self.refs.items()}

    @cached_property
    def labels(self) -> dict[int, str]:
        """The first label the counted imports give an entity; missing where there is none."""
        rows = self.connection.execute(f"SELECT entity, label {_COUNTED_MENTION} AND label <> '' ORDER BY import DESC")
        return dict(rows.fetchall())

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """(file, row) that first names an entity."""
        rows = self.connection.execute(f"SELECT entity, file, row {_COUNTED_MENTION} ORDER BY import DESC")
        return {entity: (file, row) for entity, file, row in rows}

    @cached_property
    def registers(self) -> tuple[str, ...]:
        return counting.registers(self.connection)

    @cached_property
    def imported(self) -> dict[int, str]:
        """The time of the import of each file."""
        rows = self.connection.execute("SELECT f.id, i.time FROM file f JOIN import i ON i.id = f.import")
        return dict(rows.fetchall())

    @cached_property
    def protected(self) -> frozenset[int]:
        return frozenset(protected.protected(self))

    @cached_property
    def codes(self) -> dict[int, str]:
        return protected.codes(self.connection)

    def record_id(self, ref: Ref) -> str:
        """What a person reads: `persons:P0001`, `persons:LC/P0001` from the second register on, `phone:+84…`."""
        table = KEYED.get(ref.kind)
        if table is None:
            return f"{ref.kind}:{ref.key}"
        return f"{table}:{ref.key}" if len(self.registers) == 1 else f"{table}:{ref.register}/{ref.key}"

    def statements(self, kind: str) -> dict[int, list[people.Said]]:
        """The counted statements about each entity of a kind, oldest first."""
        if kind not in self._statements:
            rows = self._packs("statement", kind, "ints, texts")
            repeats = self.repeats
            found: dict[int, list[people.Said]] = {}
            for ints, texts in rows:
                columns = packs.unpack_ints(ints, len(packs.STATEMENT)).tolist()
                for record, file, row, entity, detail in zip(*columns, packs.unpack_texts(texts), strict=True):
                    if record not in repeats:
                        found.setdefault(entity, []).append(people.Said(record, file, row, entity, detail))
            self._statements[kind] = found
        return self._statements[kind]

    def links(self, kind: str, *, only: str = "", besides: str = "") -> Links:
        """Counted links of one kind; `only` those in records of one native table, or all `besides` those."""
        found = self._links.get(kind) or self._read_links(kind)
        if kind in KEPT:
            self._links[kind] = found
        if only or besides:
            return _chosen(found, (found.tbl == self.words.get(only or besides, 0)) == bool(only))
        return found

    def link_kinds(self) -> list[str]:
        """The kinds of links that are stored, in alphabetical order."""
        rows = self.connection.execute(
            "SELECT text FROM word WHERE id IN (SELECT kind FROM pack WHERE what = 'link') ORDER BY text"
        )
        return [row[0] for row in rows]

    def count_links(self) -> dict[str, int]:
        """How many links count, by kind."""
        import numpy as np

        hidden = np.fromiter(self.repeats, dtype=np.int64)
        found: dict[str, int] = {}
        for kind in self.link_kinds():
            for n, ints in self._packs("link", kind, "n, ints" if len(hidden) else "n, NULL"):
                twice = int(np.isin(packs.unpack_ints(ints, len(packs.LINK))[0], hidden).sum()) if ints else 0
                found[kind] = found.get(kind, 0) + n - twice
        return {kind: n for kind, n in found.items() if n}

    def _packs(self, what: str, kind: str, columns: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.connection.execute(
            f"SELECT {columns} FROM pack WHERE what = ? AND kind = ? AND import IN {counting.COUNTED}"
            " ORDER BY first, id",
            (what, self.words.get(kind, 0)),
        ).fetchall()
        return rows

    def _read_links(self, kind: str) -> Links:
        import numpy as np

        width = len(packs.LINK)
        ints, numbers = [np.empty((width, 0), np.int64)], [np.empty(0, np.float64)]
        since: list[str] = []
        until: list[str] = []
        details: list[dict[str, Any] | None] = []
        for n, packed, amounts, texts in self._packs("link", kind, "n, ints, numbers, texts"):
            ints.append(packs.unpack_ints(packed, width))
            numbers.append(packs.unpack_numbers(amounts))
            starts, ends, more = packs.unpack_texts(texts)
            since.extend(starts or [""] * n)
            until.extend(ends or [""] * n)
            details.extend(more or [None] * n)
        columns = dict(zip(packs.LINK, np.concatenate(ints, axis=1), strict=True))
        words = {name: self.text[columns.pop(name)] for name in ("grade", "handling", "sort", "cell")}
        found = Links(
            kind=kind,
            number=np.concatenate(numbers),
            since=np.array(since, dtype=object),
            until=np.array(until, dtype=object),
            detail=details,
            **columns,
            **words,
        )
        if self.repeats:
            hidden = np.fromiter(self.repeats, dtype=np.int64)
            found = _chosen(found, ~np.isin(found.record, hidden))
        return found


def _chosen(links: Links, mask: "NDArray[np.bool_]") -> Links:
    if mask.all():
        return links
    arrays = {name: getattr(links, name)[mask] for name in (*packs.LINK, "number", "since", "until")}
    detail = [one for one, wanted in zip(links.detail, mask.tolist(), strict=True) if wanted]
    return Links(kind=links.kind, detail=detail, **arrays)
