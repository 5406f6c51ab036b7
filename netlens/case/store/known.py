"""What a case already knows, held in memory while an import is staged: entities, words, fingerprints, call starts."""

import json
from typing import Any

from netlens.case.records import Ref
from netlens.case.store import counting
from netlens.case.store.connection import Connection
from netlens.case.store.people import merged


class Known:
    """Filled at first use from the case file, then kept up with what the batch adds."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._entities: dict[tuple[str, str, str], int] = {
            (kind, register, key): number
            for number, kind, register, key in connection.execute("SELECT id, kind, register, key FROM entity")
        }
        last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entity'").fetchone()
        self._next = (last[0] if last else 0) + 1
        self._new: list[tuple[int, str, str, str]] = []
        self._words: dict[str, int] = dict(connection.execute("SELECT text, id FROM word").fetchall())
        self._new_words: list[tuple[int, str]] = []
        self.counted: set[int] = {
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT entity FROM mention m JOIN import i ON i.id = m.import WHERE i.state = 'counted'"
            )
        }
        # The first record of each fingerprint, of whatever import, and the first of this batch that repeats one.
        self._prints: dict[bytes, int] = {}
        for record, value in connection.execute("SELECT record, value FROM fingerprint ORDER BY record"):
            self._prints.setdefault(value, record)
        self.repeated: dict[int, int] = {}
        self._statements: dict[int, list[dict[str, Any]]] = {}
        self._calls: dict[tuple[int, int], list[str]] | None = None

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
        number = self._words.get(text)
        if number is None:
            number = self._words[text] = len(self._words) + 1
            self._new_words.append((number, text))
        return number

    def write_new(self) -> None:
        self._db.executemany("INSERT INTO entity VALUES (?, ?, ?, ?)", self._new)
        self._db.executemany("INSERT INTO word VALUES (?, ?)", self._new_words)
        self._new.clear()
        self._new_words.clear()

    def first_record(self, fingerprint: bytes) -> int | None:
        return self._prints.get(fingerprint)

    def enter_record(self, fingerprint: bytes, record: int) -> int | None:
        """Note a record of the batch; gives the first record of its fingerprint, None when that is this one."""
        first = self._prints.setdefault(fingerprint, record)
        if first == record:
            return None
        self.repeated.setdefault(first, record)
        return first

    def counted_by(self, first: int) -> str:
        """SHA-256 of the file of the oldest counted record among `first` and its repeats; "" when none counts."""
        row = self._db.execute(
            "SELECT f.sha256 FROM record r JOIN file f ON f.id = r.file JOIN import i ON i.id = f.import"
            " WHERE i.state = 'counted' AND (r.id = ?1 OR r.twin = ?1) ORDER BY r.id LIMIT 1",
            (first,),
        ).fetchone()
        return row[0] if row else ""

    def sha256(self, file: int) -> str:
        found: str = self._db.execute("SELECT sha256 FROM file WHERE id = ?", (file,)).fetchone()[0]
        return found

    def stated(self, entity: int, detail: dict[str, Any]) -> None:
        self._statements.setdefault(entity, []).append(detail)

    def statement(self, ref: Ref) -> dict[str, Any] | None:
        """The merged detail of an entity's counted statements and those of the batch; None when there is none."""
        entity = self._entities.get(ref)
        if entity is None:
            return None
        said = []
        if entity in self.counted:
            rows = self._db.execute(
                f"SELECT detail FROM statement WHERE entity = ? AND file IN {counting.COUNTED_FILES} ORDER BY id",
                (entity,),
            )
            said = [json.loads(row[0]) for row in rows]
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
            rows = self._db.execute(
                "SELECT a, b, since FROM link WHERE kind = (SELECT id FROM word WHERE text = 'called')"
                f" AND file IN {counting.COUNTED_FILES}"
            )
            for a, b, since in rows:
                self._calls.setdefault((a, b), []).append(since)
        return self._calls
