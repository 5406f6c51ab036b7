"""What a case already knows, held in memory while an import is staged: entities, words, fingerprints, call starts."""

from bisect import bisect_right
from typing import Any

from netlens.case.records import Ref
from netlens.case.store import packs
from netlens.case.store.connection import Connection
from netlens.case.store.people import merged
from netlens.case.store.reading import Reading


class Known:
    """Filled from the case file, then kept up with what the batch adds."""

    def __init__(self, connection: Connection, first: int) -> None:
        """`first` is the number of the batch's first record."""
        self._db = connection
        self._first = first
        self._reading = Reading(connection, corrected=False)  # rows are compared as they were written
        self.counted = self._reading.refs
        self._entities: dict[tuple[str, str, str], int] = {
            (kind, register, key): number
            for number, kind, register, key in connection.execute("SELECT id, kind, register, key FROM entity")
        }
        last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entity'").fetchone()
        self._next = (last[0] if last else 0) + 1
        self._new: list[tuple[int, str, str, str]] = []
        self._words: dict[str, int] = dict(connection.execute("SELECT text, id FROM word").fetchall())
        self._new_words: list[tuple[int, str]] = []
        self._statements: dict[int, list[dict[str, Any]]] = {}
        self._calls: dict[tuple[int, int], list[str]] | None = None
        self._prints = self._stored_prints()
        self._repeating: dict[int, list[int]] = {}
        for record, number in connection.execute("SELECT record, first FROM twin ORDER BY record"):
            self._repeating.setdefault(number, []).append(record)
        self._spans: list[tuple[int, bool, Any]] = []  # (first record, counted, file of each) of the stored packs

    def find(self, ref: Ref) -> int | None:
        return self._entities.get(ref)

    def enter(self, ref: Ref) -> int:
        """The id of an entity; a new one when it has none yet."""
        number = self._entities.get(ref)
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
        entity = self._entities.get(ref)
        if entity is None:
            return None
        said = self._reading.statements(ref.kind).details(entity)
        said += self._statements.get(entity, ())
        return merged(said) if said else None

    def called(self, a: int, b: int, start: str) -> None:
        self._starts().setdefault((a, b), []).append(start)

    def calls(self, caller: Ref, callee: Ref) -> list[str]:
        a, b = self._entities.get(caller), self._entities.get(callee)
        return [] if a is None or b is None else self._starts().get((a, b), [])

    def _starts(self) -> dict[tuple[int, int], list[str]]:
        if self._calls is None:
            self._calls = {}
            links = self._reading.links("called")
            for a, b, start in zip(links.a.tolist(), links.b.tolist(), links.since.tolist(), strict=True):
                self._calls.setdefault((a, b), []).append(start)
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
            rows = self._db.execute(
                "SELECT p.first, i.state = 'counted', p.ints FROM pack p JOIN import i ON i.id = p.import"
                " WHERE p.what = 'record' ORDER BY p.first"
            )
            width = len(packs.RECORD)
            self._spans = [(first, bool(state), packs.unpack_ints(ints, width)[0]) for first, state, ints in rows]
        return self._spans[bisect_right(self._spans, record, key=lambda span: span[0]) - 1]
