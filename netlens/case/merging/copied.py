"""What a case file counts, record by record, as it can be staged in another case: nothing is read or cleaned anew.

The files, rows, registers and times are those of the original imports, also of what came there from a third case.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from netlens.case.corrections.laid import PackOfLinks
from netlens.case.records import Entity, Issue, Link, Ref
from netlens.case.store import packs
from netlens.case.store.bulk.counted import Kept, files
from netlens.case.store.bulk.lexicons import unpacked
from netlens.case.store.bulk.links import part
from netlens.case.store.connection import Connection
from netlens.case.store.counting import COUNTED, COUNTED_FILES
from netlens.case.store.people import EXTRA, UPDATE
from netlens.case.store.schema import HOT

Names = Mapping[str, str]  # register there → register here
Tie = tuple[Link, int, int]  # with the numbers its ends have there


class Origin(NamedTuple):
    """One file (or one sheet of it) of the other case. `register` and `imported` are those of its first import."""

    number: int
    import_id: int
    name: str
    sha256: str
    importer: str
    sheet: str
    table: str
    size: int
    register: str
    imported: str


class Copied(NamedTuple):
    """One record: its place, the fingerprint it stands by, what was written, what it says of entities and ties.

    `updates`: it was taken there as the newer word.
    """

    file: int
    row: int
    table: str
    print_: bytes
    written: Mapping[str, str]
    extra: Mapping[str, str]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    updates: bool


class Contents:
    """The counted records of an open case, whatever its size a pack at a time. Registers go by their names here."""

    def __init__(self, connection: Connection, names: Names) -> None:
        self._db = connection
        self._names = names

    @cached_property
    def origins(self) -> dict[int, Origin]:
        rows = self._db.execute(
            "SELECT f.id, f.import, f.name, f.sha256, f.importer, f.sheet, f.tbl, f.size,"
            " coalesce(o.register, i.register), coalesce(o.imported, i.time) FROM file f"
            f" JOIN import i ON i.id = f.import LEFT JOIN origin o ON o.file = f.id WHERE f.import IN {COUNTED}"
            " ORDER BY f.id"
        )
        found = (Origin(*row) for row in rows)
        return {one.number: one._replace(register=self._names.get(one.register, one.register)) for one in found}

    @cached_property
    def refs(self) -> dict[int, Ref]:
        rows = self._db.execute("SELECT id, kind, register, key FROM entity")
        return {number: Ref(kind, self._names.get(register, register), key) for number, kind, register, key in rows}

    @cached_property
    def renamed(self) -> frozenset[int]:
        """The entities that go by another register's name here."""
        named = [name for name, here in self._names.items() if name != here]
        rows = self._db.execute("SELECT id, register FROM entity")
        return frozenset(number for number, register in rows if register in named)

    @cached_property
    def words(self) -> dict[int, str]:
        return {0: "", **dict(self._db.execute("SELECT id, text FROM word"))}

    def rejected(self) -> Iterator[tuple[int, Issue, str]]:
        """(file, issue, as written in JSON) of every row that was rejected there."""
        rows = self._db.execute(
            f"SELECT file, row, field, value, reason, sheet, code, written FROM rejected WHERE file IN {COUNTED_FILES}"
            " ORDER BY id"
        )
        for file, *said, written in rows:
            yield file, Issue(*said), written

    def flags(self) -> Iterator[tuple[int, Issue]]:
        """(file, issue) of every value that was kept as written there."""
        rows = self._db.execute(
            f"SELECT file, row, field, value, reason, sheet, code FROM flag WHERE file IN {COUNTED_FILES} ORDER BY id"
        )
        for file, *said in rows:
            yield file, Issue(*said)

    def records(self) -> Iterator[Copied]:
        """All counted records in the order in which they came; those that only mark a wording are left out."""
        spans = self._db.execute(
            f"SELECT first, last, import, ints, numbers FROM pack WHERE what = 'record' AND import IN {COUNTED}"
        )
        large = [(kept.first, kept.last, kept) for kept in files(self._db)]
        labels: dict[tuple[int, int], list[Entity]] = {}
        current = -1
        for first, last, *rest in sorted([*spans, *large], key=lambda span: int(span[0])):
            if isinstance(rest[0], Kept):
                yield from self._by_column(rest[0])
                continue
            import_id, ints, numbers = rest
            if import_id != current:
                current, labels = import_id, self._labels(import_id)
            yield from self._span(first, last, packs.unpack_ints(ints, len(packs.RECORD)), numbers, labels)

    def _span(
        self, first: int, last: int, places: Any, prints: bytes, labels: dict[tuple[int, int], list[Entity]]
    ) -> Iterator[Copied]:
        """The records of one pack. Their statements and links stand in packs of the same span, written with it."""
        statements, links = self._statements(first, last), self._links(first, last)
        raw = self._raw(first, last)
        columns = [column.tolist() for column in places[:3]]
        for n, (file, row, tbl, print_) in enumerate(zip(*columns, packs.unpack_prints(prints), strict=True)):
            said, ties = statements.get(first + n, {}), links.get(first + n, ())
            written, extra = raw[n]
            if not (said or ties or written or extra):
                continue
            here = labels.get((file, row), [])
            named = {self.refs[entity]: self._stated(entity, detail, here) for entity, detail in said.items()}
            if ties or not said:
                for one in labels.pop((file, row), ()):
                    named.setdefault(one.ref, one)
            touched = {*said, *(end for _link, a, b in ties for end in (a, b))}
            yield Copied(
                file,
                row,
                self.words[tbl],
                print_ if touched.isdisjoint(self.renamed) else b"",
                written,
                extra,
                tuple(named.values()),
                tuple(link for link, _a, _b in ties),
                any(detail.get(UPDATE) for detail in said.values()),
            )

    def _stated(self, entity: int, detail: Mapping[str, Any], labels: Sequence[Entity]) -> Entity:
        ref = self.refs[entity]
        label = next((one.label for one in labels if one.ref == ref), "") or str(detail.get("full_name") or "")
        return Entity(ref, label, {name: value for name, value in detail.items() if name not in (UPDATE, EXTRA)})

    def _labels(self, import_id: int) -> dict[tuple[int, int], list[Entity]]:
        """By place: the entities an import names there first, with their labels."""
        found: dict[tuple[int, int], list[Entity]] = defaultdict(list)
        rows = self._db.execute("SELECT file, row, entity, label FROM mention WHERE import = ?", (import_id,))
        for file, row, entity, label in rows:
            found[file, row].append(Entity(self.refs[entity], label))
        return found

    def _statements(self, first: int, last: int) -> dict[int, dict[int, dict[str, Any]]]:
        """By record: what it says of each entity. A further word on the same one follows from the first (batch.py)."""
        found: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
        rows = self._db.execute(
            "SELECT ints, texts FROM pack WHERE what = 'statement' AND first BETWEEN ? AND ? ORDER BY id", (first, last)
        )
        for ints, texts in rows:
            records, _files, _rows, entities = packs.unpack_ints(ints, len(packs.STATEMENT)).tolist()
            fields = packs.unpack_texts(texts)
            for n, (record, entity) in enumerate(zip(records, entities, strict=True)):
                if entity not in found[record]:
                    said = {name: column[n] for name, column in fields.items() if column[n] is not None}
                    found[record][entity] = said
        return found

    def _links(self, first: int, last: int) -> dict[int, list[Tie]]:
        found: dict[int, list[Tie]] = defaultdict(list)
        rows = self._db.execute(
            "SELECT kind, ints, numbers, texts FROM pack WHERE what = 'link' AND first BETWEEN ? AND ? ORDER BY id",
            (first, last),
        )
        for kind, ints, numbers, texts in rows:
            columns, (since, until, fields) = packs.unpack_ints(ints, len(packs.LINK)), packs.unpack_texts(texts)
            pack = PackOfLinks(columns, packs.unpack_numbers(numbers), since, until, fields, columns[0] < 0)
            for record, tie in self._ties(self.words[kind], pack):
                found[record].append(tie)
        return found

    def _ties(self, kind: str, pack: PackOfLinks) -> Iterator[tuple[int, Tie]]:
        """(record, tie) of each link of a pack."""
        words, amounts = self.words, pack.numbers.tolist()
        for n, row in enumerate(zip(*pack.ints.tolist(), strict=True)):
            record, _file, _row, a, b, directed, grade, handling, sort, cell = row
            detail = {name: column[n] for name, column in pack.fields.items() if column[n] is not None}
            hot = {"number": _number(kind, amounts[n]), "sort": words[sort], "cell": words[cell]}
            for name, column in HOT.get(kind, {}).items():
                if hot[column] not in ("", None):
                    detail[name] = hot[column]
            days = (pack.since[n] if pack.since else "", pack.until[n] if pack.until else "")
            link = Link(self.refs[a], self.refs[b], kind, bool(directed), *days, words[grade], words[handling], detail)
            yield record, (link, a, b)

    def _by_column(self, kept: Kept) -> Iterator[Copied]:
        """The rows of a large table, one by one: here each is weighed beside what this case has."""
        import numpy as np

        texts = {slot.lexicon: self._texts(kept.file, slot.lexicon) for slot in kept.slots}
        for chunk in kept.chunks:
            pack = part(kept, chunk, np.arange(chunk.n), lambda text: self._numbers.get(text, 0))
            cells = [(slot, kept.column(chunk, slot.name).tolist()) for slot in kept.slots]
            rows = pack.ints[2].tolist()
            for n, (_record, (link, _a, _b)) in enumerate(self._ties("called", pack)):
                written: dict[str, str] = {}
                extra: dict[str, str] = {}
                for slot, codes in cells:
                    if text := texts[slot.lexicon][codes[n]]:
                        into, name = (written, slot.field) if slot.field else (extra, slot.header)
                        into[name] = into.get(name, "") + text
                yield Copied(kept.file, rows[n], "calls", b"", written, extra, (), (link,), updates=False)

    def _texts(self, file: int, lexicon: str) -> list[str]:
        """All different texts of some columns of a large table, as written."""
        rows = self._db.execute("SELECT texts FROM lexicon WHERE file = ? AND name = ? ORDER BY first", (file, lexicon))
        return [text for (data,) in rows for text in unpacked(data)]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {text: number for number, text in self.words.items()}

    def _raw(self, first: int, last: int) -> list[tuple[dict[str, str], dict[str, str]]]:
        rows = self._db.execute(
            "SELECT texts FROM pack WHERE what = 'raw' AND first BETWEEN ? AND ? ORDER BY first", (first, last)
        )
        return [(written, extra) for (texts,) in rows for written, extra in packs.unpack_texts(texts)]


def _number(kind: str, value: float) -> float | int | None:
    """Seconds are whole; NaN is none."""
    if value != value:
        return None
    return int(value) if kind == "called" and value == int(value) else value
