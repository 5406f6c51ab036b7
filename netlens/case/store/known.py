"""What a case already knows, held in memory while an import is staged: entities, words, fingerprints, call starts."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from netlens.case.records import Ref
from netlens.case.store import packs
from netlens.case.store.bulk.rowwise import ByColumn
from netlens.case.store.bulk.times import when_of
from netlens.case.store.connection import Connection
from netlens.case.store.people import merged
from netlens.case.store.reading import Reading

TOLD = "told"  # in a payment's detail: whose statement told of it
Row = tuple[Ref, Ref, str, str, str, str, str, bytes]  # payer, payee, amount, currency, when, reference, told, print


class Known:
    """Filled from the case file, then kept up with what the batch adds."""

    def __init__(self, connection: Connection, first: int, own: int) -> None:
        """`first` is the number of the batch's first record, `own` that of its import."""
        self._db = connection
        self._first = first
        self._own = own
        # Large tables bring a million numbers: those are looked up one by one.
        self._large = bool(connection.execute("SELECT 1 FROM bulk LIMIT 1"))
        self._columns: ByColumn | None = None
        self._reading = Reading(connection, corrected=False)  # rows are compared as they were written
        some = "WHERE kind <> 'phone'" if self._large else ""
        self._entities: dict[tuple[str, str, str], int] = {
            (kind, register, key): number
            for number, kind, register, key in connection.execute(f"SELECT id, kind, register, key FROM entity {some}")
        }
        last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entity'").fetchone()
        self._next = (last[0] if last else 0) + 1
        self._new: list[tuple[int, str, str, str]] = []
        self._words: dict[str, int] = dict(connection.execute("SELECT text, id FROM word").fetchall())
        self._new_words: list[tuple[int, str]] = []
        self._statements: dict[int, list[dict[str, Any]]] = {}
        self._calls: dict[tuple[int, int], list[tuple[str, str]]] | None = None
        self._prints = self._stored_prints()
        self._repeating: dict[int, list[int]] = {}
        for record, number in connection.execute("SELECT record, first FROM twin ORDER BY record"):
            self._repeating.setdefault(number, []).append(record)
        self._spans: list[tuple[int, bool, Any]] = []  # (first record, counted, file of each) of the stored packs

    @cached_property
    def counted(self) -> dict[int, Ref]:
        """The entities that count, by id."""
        return self._reading.refs

    @property
    def empty_of_calls(self) -> bool:
        """Whether the case has no call of any import, this one included."""
        calls = "SELECT 1 FROM pack WHERE what = 'link' AND kind = (SELECT id FROM word WHERE text = 'called')"
        return not self._db.execute(f"SELECT 1 FROM bulk UNION ALL {calls} LIMIT 1")

    def find(self, ref: Ref) -> int | None:
        number = self._entities.get(ref)
        if number is None and self._large and ref.kind == "phone":
            found = self._db.execute(
                "SELECT id FROM entity WHERE kind = ? AND register = ? AND key = ?", ref
            ).fetchone()
            if found:
                number = self._entities[ref] = found[0]
        return number

    def grown(self) -> None:
        """Entities were added to the case by another door of this import."""
        self._large, self._columns = True, None
        self._next = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entity'").fetchone()[0] + 1

    def enter(self, ref: Ref) -> int:
        """The id of an entity; a new one when it has none yet."""
        number = self.find(ref)
        if number is None:
            number = self._next
            self._next += 1
            self._entities[ref] = number
            self._new.append((number, *ref))
        return number

    def word(self, text: str) -> int:
        """The number of a word; 0 for none."""
        number = self._words.get(text)
        if number is None:
            if not text:
                return 0
            number = self._words[text] = len(self._words) + 1
            self._new_words.append((number, text))
        return number

    def write_new(self) -> None:
        self._db.executemany("INSERT INTO entity VALUES (?, ?, ?, ?)", self._new)
        self._db.executemany("INSERT INTO word VALUES (?, ?)", self._new_words)
        self._new.clear()
        self._new_words.clear()

    def enter_record(self, fingerprint: bytes, record: int) -> int | None:
        """Note a record of the batch; gives the first record of its fingerprint, None when that is this one."""
        first = self._prints.setdefault(fingerprint, record)
        if first == record:
            return None
        self._repeating.setdefault(first, []).append(record)
        return first

    def counting(self, fingerprint: bytes) -> int | None:
        """The oldest record of a fingerprint that counts or is staged in this batch; None when there is none."""
        first = self._prints.get(fingerprint)
        if first is None:
            return None
        candidates = (first, *self._repeating.get(first, ()))
        return next((record for record in candidates if record >= self._first or self._span(record)[1]), None)

    def file_of(self, record: int) -> int:
        """The file of a record stored before this batch."""
        start, _, files = self._span(record)
        return int(files[record - start])

    def stated(self, entity: int, detail: dict[str, Any]) -> None:
        self._statements.setdefault(entity, []).append(detail)

    def statement(self, ref: Ref) -> dict[str, Any] | None:
        """The merged detail of an entity's counted statements and those of the batch; None when there is none."""
        entity = self.find(ref)
        if entity is None:
            return None
        said = self._reading.statements(ref.kind).details(entity)
        said += self._statements.get(entity, ())
        return merged(said) if said else None

    def statements_told(self) -> Iterator[Row]:
        """Every counted payment that a statement told of, repeats too: the two sides of one have one print."""
        everything = Reading(self._db, corrected=False)
        everything.repeats = set()
        links, refs = everything.links("paid", only="payments"), everything.refs
        told = links.fields.get(TOLD)
        if told is None:
            return
        prints = self._prints_of({int(record) for record, mark in zip(links.record, told, strict=True) if mark})
        references, amounts = links.said("reference"), links.fields.get("amount") or [None] * len(links)
        for n, mark in enumerate(told):
            if mark:
                amount = amounts[n] if amounts[n] is not None else float(links.number[n])
                a, b = refs[int(links.a[n])], refs[int(links.b[n])]
                said = (str(amount), str(links.sort[n]), str(links.since[n]), str(references[n]), str(mark))
                yield (a, b, *said, prints[int(links.record[n])])

    def _prints_of(self, wanted: set[int]) -> dict[int, bytes]:
        """The fingerprint of each of these records."""
        ordered, found = sorted(wanted), dict[int, bytes]()
        packed = "SELECT first, last, numbers FROM pack WHERE what = 'record' ORDER BY first"
        for first, last, prints in self._db.execute(packed):
            here = ordered[bisect_left(ordered, first) : bisect_right(ordered, last)]
            if here:
                each = packs.unpack_prints(prints)
                found.update((record, each[record - first]) for record in here)
        return found

    def called(self, a: int, b: int, start: str, kind: str) -> None:
        self._starts().setdefault((a, b), []).append((start, kind))

    def calls(self, caller: Ref, callee: Ref) -> list[tuple[str, str]]:
        a, b = self.find(caller), self.find(callee)
        if a is None or b is None:
            return []
        return self._starts().get((a, b), []) + ([] if not self._large else self._by_column().starts(a, b))

    def meet(
        self, key: tuple[str, ...], more: tuple[str, str, str], fingerprint: bytes
    ) -> list[tuple[int, int, int, bool]]:
        """Let the calls taken in by the column that have this fingerprint be known by it; gives their twins."""
        a, b = (self.find(Ref("phone", "", number)) for number in key[:2])
        if not self._large or a is None or b is None:
            return []
        twins = []
        for record, of in self._by_column().records(a, b, when_of(key[2], *more)):
            first = self._prints.setdefault(fingerprint, record)
            if first != record and record not in self._repeating.get(first, ()):
                insort(self._repeating.setdefault(first, []), record)
                twins.append((record, first, of, False))
        return twins

    def _by_column(self) -> ByColumn:
        if self._columns is None:
            self._columns = ByColumn(self._db, self._own)
        return self._columns

    def _starts(self) -> dict[tuple[int, int], list[tuple[str, str]]]:
        if self._calls is None:
            self._calls = {}
            links = self._reading.links("called", by_column=False)
            columns = (links.a.tolist(), links.b.tolist(), links.since.tolist(), links.sort.tolist())
            for a, b, start, kind in zip(*columns, strict=True):
                self._calls.setdefault((a, b), []).append((start, kind))
        return self._calls

    def _stored_prints(self) -> dict[bytes, int]:
        """The first record of each fingerprint, of whatever import."""
        found: dict[bytes, int] = {}
        for first, prints in self._db.execute("SELECT first, numbers FROM pack WHERE what = 'record' ORDER BY first"):
            for record, value in enumerate(packs.unpack_prints(prints), first):
                if value:
                    found.setdefault(value, record)
        return found

    def _span(self, record: int) -> tuple[int, bool, Any]:
        if not self._spans:
            bulk = self._db.execute(
                "SELECT b.first, i.state = 'counted', b.file FROM bulk b JOIN import i ON i.id = b.import"
            )
            rows = self._db.execute(
                "SELECT p.first, i.state = 'counted', p.ints FROM pack p JOIN import i ON i.id = p.import"
                " WHERE p.what = 'record' ORDER BY p.first"
            )
            width = len(packs.RECORD)
            self._spans = [(first, bool(state), packs.unpack_ints(ints, width)[0]) for first, state, ints in rows]
            self._spans += [(first, bool(state), _All(file)) for first, state, file in bulk]
            self._spans.sort(key=lambda span: span[0])
        return self._spans[bisect_right(self._spans, record, key=lambda span: span[0]) - 1]


class _All:
    """The file of each record of a large table: always the same."""

    def __init__(self, file: int) -> None:
        self._file = file

    def __getitem__(self, place: int) -> int:
        return self._file
