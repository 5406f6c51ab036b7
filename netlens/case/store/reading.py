"""One look at the counted facts of a case at one revision: links by kind, statements, entities, what repeats what."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress
from typing import TYPE_CHECKING, Any

from netlens.case.corrections.laid import OTHER, PackOfLinks, on_links, on_statements, renamed, said_again, under
from netlens.case.corrections.mentions import Moved, moved, relabelled
from netlens.case.corrections.stored import Laid, in_force
from netlens.case.records import LOCAL, Ref
from netlens.case.store import counting, packs, people, protected
from netlens.case.store.bulk import links as calls
from netlens.case.store.bulk.counted import Kept, files, number_of_calls
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
class Details:
    """The fields of one link at a time, from columns that hold those of all."""

    fields: dict[str, list[Any]]

    def __getitem__(self, n: int) -> dict[str, Any]:
        return {name: column[n] for name, column in self.fields.items() if column[n] is not None}


@dataclass(frozen=True, slots=True)
class Links:
    """The counted links of one kind, oldest first, column by column.

    `number` is NaN where a link has none; `fields` holds what has no column of its own, None where a link says nothing.
    """

    kind: str
    record: "Ints"
    file: "Ints"
    row: "Ints"
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
    fields: dict[str, list[Any]]

    def __len__(self) -> int:
        return len(self.record)

    @property
    def detail(self) -> "Details":
        """What each link says beyond the columns, as a dict each."""
        return Details(self.fields)

    def said(self, name: str, otherwise: Any = "") -> list[Any]:
        """One field of all links."""
        column = self.fields.get(name)
        return [otherwise] * len(self) if column is None else [otherwise if one is None else one for one in column]


class Reading:
    """Read when first asked for, then kept: valid as long as no other facts count."""

    def __init__(self, connection: Connection, *, corrected: bool = True) -> None:
        """`corrected`: with the corrections laid on; without, as the files said it: what a new row is compared with."""
        self.connection = connection
        self._corrected = corrected
        self.memo: dict[str, Any] = {}  # what others derive from this revision of the case, also from its decisions
        self.lasting: dict[str, Any] = {}  # what others derive from the counted facts alone
        self._links: dict[str, Links] = {}
        self._statements: dict[str, people.Statements] = {}

    @cached_property
    def repeats(self) -> set[int]:
        return counting.hidden(self.connection)

    @cached_property
    def corrections(self) -> dict[int, Laid]:
        """What stands for values that were written wrong, by import."""
        return in_force(self.connection) if self._corrected else {}

    @cached_property
    def moved(self) -> Moved:
        """Which entities the corrections took out, and which they brought in."""
        return moved(self.connection, self.corrections)

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
        come, gone = json.dumps(list(self.moved.come)), self.moved.gone
        rows = self.connection.execute(
            f"SELECT id, kind, register, key FROM entity WHERE id IN (SELECT entity {_COUNTED_MENTION})"
            " OR id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (come,),
        )
        return {number: Ref(kind, register, key) for number, kind, register, key in rows if number not in gone}

    @cached_property
    def ids(self) -> dict[Ref, int]:
        return {ref: number for number, ref in self.refs.items()}

    @property
    def has_refs(self) -> bool:
        """Whether all entities were read: where one is asked for, it is sooner found by itself."""
        return "refs" in self.__dict__

    def find(self, ref: Ref) -> int | None:
        """The id of one counted entity."""
        if self.has_refs or self.moved.come or self.moved.gone:
            return self.ids.get(ref)
        counted = f"SELECT 1 FROM mention m WHERE m.entity = e.id AND m.import IN {counting.COUNTED}"
        sql = f"SELECT id FROM entity e WHERE kind = ? AND register = ? AND key = ? AND EXISTS ({counted})"
        row = self.connection.execute(sql, ref).fetchone()
        return int(row[0]) if row else None

    @cached_property
    def labels(self) -> dict[int, str]:
        """The first label the counted imports give an entity; missing where there is none."""
        rows = self.connection.execute(
            f"SELECT entity, label, import {_COUNTED_MENTION} AND label <> '' ORDER BY import DESC"
        )
        instead = {one: label for one, (label, _file, _row) in self.moved.come.items() if label}
        other = relabelled(self.corrections)
        if not other:
            return instead | {entity: label for entity, label, _import in rows}
        return instead | {entity: other.get(number, {}).get(label, label) for entity, label, number in rows}

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """(file, row) that first names an entity."""
        rows = self.connection.execute(f"SELECT entity, file, row {_COUNTED_MENTION} ORDER BY import DESC")
        come = {entity: (file, row) for entity, (_label, file, row) in self.moved.come.items()}
        return come | {entity: (file, row) for entity, file, row in rows}

    @cached_property
    def registers(self) -> tuple[str, ...]:
        return counting.registers(self.connection)

    @cached_property
    def imported(self) -> dict[int, str]:
        """The time of the import of each file; of one that came inside another case, of its import there."""
        rows = self.connection.execute(
            "SELECT f.id, coalesce(o.imported, i.time) FROM file f JOIN import i ON i.id = f.import"
            " LEFT JOIN origin o ON o.file = f.id"
        )
        return dict(rows.fetchall())

    @cached_property
    def protected(self) -> frozenset[int]:
        return frozenset(protected.protected(self))

    @cached_property
    def codes(self) -> dict[int, str]:
        """The codes given so far, to everyone who ever was protected."""
        rows = self.connection.execute("SELECT entity, number FROM code")
        return {entity: f"V-{number:04d}" for entity, number in rows}

    def record_id(self, ref: Ref) -> str:
        """What a person reads: `persons:P0001` (of several registers `persons:LC/P0001`), `phone:+84…`, `file:row`."""
        table = KEYED.get(ref.kind)
        if ref.register.startswith(LOCAL):
            key = ref.key if len(self.local[ref.key]) == 1 else f"{ref.key}~{ref.register[1:5]}"
            return key if table == "persons" else f"{table or ref.kind}:{key}"
        if table is None:
            return f"{ref.kind}:{ref.key}"
        return f"{table}:{ref.key}" if len(self.registers) == 1 else f"{table}:{ref.register}/{ref.key}"

    @cached_property
    def local(self) -> dict[str, list[str]]:
        """By key, the registers of the entities that only their file numbers: two files may well share a name."""
        found: dict[str, list[str]] = {}
        for ref in self.refs.values():
            if ref.register.startswith(LOCAL) and ref.register not in found.setdefault(ref.key, []):
                found[ref.key].append(ref.register)
        return found

    def statements(self, kind: str) -> people.Statements:
        """The counted statements about entities of a kind, oldest first."""
        if kind not in self._statements:
            rows = self._packs("statement", kind, "n, ints, texts, import")
            ints = [packs.unpack_ints(ints, len(packs.STATEMENT)) for _, ints, _, _ in rows]
            fields = packs.joined([(n, self._stated(kind, n, texts, number)) for n, _, texts, number in rows])
            self._statements[kind] = people.Statements.counted(ints, fields, self.repeats)
        return self._statements[kind]

    def _stated(self, kind: str, n: int, texts: bytes, number: int) -> dict[str, list[Any]]:
        """The fields of a pack of statements of one import, corrected."""
        fields: dict[str, list[Any]] = packs.unpack_texts(texts)
        laid = self.corrections.get(number)
        return on_statements(kind, fields, n, laid) if laid else fields

    def links(self, kind: str, *, only: str = "", besides: str = "", by_column: bool = True) -> Links:
        """Counted links of one kind; `only` those in records of one native table, or all `besides` those.

        `by_column`: also those of large tables, which may be many millions.
        """
        if kind in KEPT:
            if kind not in self._links:
                self._links[kind] = self._read_links(kind, "1")
            return self._links[kind]
        table = self.words.get(only or besides, 0)
        nothing_or_all = "0" if only else "1"  # when no row of that table was ever imported
        where = f"(tbl = {table}) = {bool(only)}" if table else nothing_or_all
        asked = by_column and kind == "called" and only in ("", "calls") and besides != "calls"
        return self._read_links(kind, where, self._by_column() if asked else ())

    def links_of(self, kind: str, import_id: int, ends: set[int] | None = None) -> Links:
        """The counted links of one kind of one import; `ends`: of large tables only those of these numbers."""
        large: Iterator[tuple[int, PackOfLinks]] = iter(())
        if kind == "called":
            large = self._by_column() if ends is None else calls.of_numbers(self.large, ends, self._word)
        return self._read_links(kind, f"import = {int(import_id)}", (one for one in large if one[0] == import_id))

    def calls_of(self, number: int) -> Links:
        """The counted calls of one number, from whatever rows, oldest first."""
        stored = {number}  # and those for which it stands now
        for laid in self.corrections.values():
            stored |= {was for was, now in laid.entities.items() if number in now}
        large = calls.of_numbers(self.large, stored, self._word)
        found = self._read_links("called", f"tbl = {self.words.get('calls', 0)}", large)
        return _chosen(found, (found.a == number) | (found.b == number))

    def _by_column(self) -> Iterator[tuple[int, PackOfLinks]]:
        """(import, calls) of each part of the large tables."""
        return calls.parts(self.large, self._word)

    @cached_property
    def large(self) -> tuple[Kept, ...]:
        """The files that were taken in by the column; what they read of their lexicons stays at hand."""
        return tuple(files(self.connection))

    def _word(self, text: str) -> int:
        return self.words.get(text, 0)

    def link_kinds(self) -> list[str]:
        """The kinds of links that are stored, in alphabetical order."""
        rows = self.connection.execute(
            "SELECT text FROM word WHERE id IN (SELECT kind FROM pack WHERE what = 'link') ORDER BY text"
        )
        stands = {kind for laid in self.corrections.values() for kind in renamed(laid).values()}
        large = {"called"} if self.connection.execute("SELECT 1 FROM bulk LIMIT 1") else set()
        return sorted({row[0] for row in rows} | stands | large)

    def count_links(self) -> dict[str, int]:
        """How many links count, by kind."""
        import numpy as np

        hidden = np.fromiter(self.repeats, dtype=np.int64)
        found: dict[str, int] = {}
        corrected = self._corrected_kinds()
        for kind in self.link_kinds():
            if kind in corrected:  # corrected links may say the same, or become several
                found[kind] = len(self._read_links(kind, "1"))
            else:
                for n, ints in self._packs("link", kind, "n, ints" if len(hidden) else "n, NULL"):
                    twice = int(np.isin(packs.unpack_ints(ints, len(packs.LINK))[0], hidden).sum()) if ints else 0
                    found[kind] = found.get(kind, 0) + n - twice
            if kind == "called":
                found[kind] = found.get(kind, 0) + number_of_calls(self.connection)
        return {kind: n for kind, n in found.items() if n}

    def _corrected_kinds(self) -> set[str]:
        """The kinds of links that corrections may have changed: those of a corrected import, and those renamed to."""
        found = {kind for laid in self.corrections.values() for kind in renamed(laid).values()}
        for number in self.corrections:
            rows = self.connection.execute(
                "SELECT DISTINCT kind FROM pack WHERE import = ? AND what = 'link'", (number,)
            )
            found |= {str(self.text[kind]) for (kind,) in rows}
        return found

    def _packs(self, what: str, kind: str, columns: str, where: str = "1") -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.connection.execute(
            f"SELECT {columns} FROM pack WHERE what = ? AND kind = ? AND import IN {counting.COUNTED} AND {where}"
            " ORDER BY first, id",
            (what, self.words.get(kind, 0)),
        ).fetchall()
        return rows

    def _read_links(self, kind: str, where: str, large: Iterable[tuple[int, PackOfLinks]] = ()) -> Links:
        import numpy as np

        columns_ = "import, tbl, ints, numbers, texts"
        parts = [self._part(kind, kind, *row) for row in self._packs("link", kind, columns_, where)]
        for number, laid in self.corrections.items():  # ties of no known kind that stand under this one now
            if kind != OTHER and kind in renamed(laid).values():
                rows = self._packs("link", OTHER, columns_, f"import = {number} AND {where}")
                parts += [self._part(kind, OTHER, *row) for row in rows]
        by_column = [self._corrected_part(kind, kind, "calls", *part) for part in large]
        if by_column:
            parts = sorted([*parts, *by_column], key=lambda part: int(part.ints[0, 0]) if part.ints.shape[1] else 0)
        ints = np.concatenate([np.empty((len(packs.LINK), 0), np.int64), *(part.ints for part in parts)], axis=1)
        counts = [part.ints.shape[1] for part in parts]
        since = chain.from_iterable(part.since or [""] * n for n, part in zip(counts, parts, strict=True))
        until = chain.from_iterable(part.until or [""] * n for n, part in zip(counts, parts, strict=True))
        columns = dict(zip(packs.LINK, ints, strict=True))
        words = {name: self.text[columns.pop(name)] for name in ("grade", "handling", "sort", "cell")}
        found = Links(
            kind=kind,
            number=np.concatenate([np.empty(0), *(part.numbers for part in parts)]),
            since=np.array(list(since), dtype=object),
            until=np.array(list(until), dtype=object),
            fields=packs.joined([(n, part.fields) for n, part in zip(counts, parts, strict=True)]),
            **columns,
            **words,
        )
        stands = np.ones(len(found), dtype=bool)
        if self.repeats:
            stands = ~np.isin(found.record, np.fromiter(self.repeats, dtype=np.int64))
        touched = np.concatenate([np.empty(0, dtype=bool), *(part.touched for part in parts)])
        if (touched & stands).any():
            found, touched = _chosen(found, stands), touched[stands]
            stands = ~said_again(found, touched)
        return _chosen(found, stands)

    def _part(
        self, kind: str, stored: str, number: int, table: int, ints: bytes, numbers: bytes, texts: bytes
    ) -> PackOfLinks:
        """A pack of links of one import, unpacked and corrected."""
        import numpy as np

        whole, (since, until, fields) = packs.unpack_ints(ints, len(packs.LINK)), packs.unpack_texts(texts)
        untouched = np.zeros(whole.shape[1], dtype=bool)
        part = PackOfLinks(whole, packs.unpack_numbers(numbers), since, until, fields, untouched)
        return self._corrected_part(kind, stored, str(self.text[table]), number, part)

    def _corrected_part(self, kind: str, stored: str, table: str, number: int, part: PackOfLinks) -> PackOfLinks:
        laid = self.corrections.get(number)
        if laid is None:
            return part
        part = under(kind, stored, renamed(laid), part)
        return on_links(kind, table, laid, part, self._word)


def _chosen(links: Links, mask: "NDArray[np.bool_]") -> Links:
    if mask.all():
        return links
    arrays = {name: getattr(links, name)[mask] for name in (*packs.LINK, "number", "since", "until")}
    wanted = mask.tolist()
    fields = {name: list(compress(column, wanted)) for name, column in links.fields.items()}
    return Links(kind=links.kind, fields=fields, **arrays)
