"""An import on its way into the case: one transaction, filled by the importing process; nothing counts until it is
counted by an edit."""

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from netlens.case.records import Entity, Issue, Link, Ref
from netlens.case.store import checks, codes, counting, packs, written
from netlens.case.store import connection as door
from netlens.case.store.bulk.staged import Columns
from netlens.case.store.known import Known, Row
from netlens.case.store.schema import HOT
from netlens.errors import NetLensError
from netlens.i18n import _

NONE = float("nan")
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Staging:
    """One import being staged. Use `finish` or `abandon`; a process that dies in between leaves the case as it was."""

    def __init__(self, path: Path, passphrase: str, register: str = "", label: str = "") -> None:
        """`register` "" is the case's first one. NetLensError when another import runs; CaseFileError as Case.open."""
        self._db = door.open_file(Path(path), passphrase)
        try:
            counting.purge(self._db)
            self._db.execute("BEGIN IMMEDIATE")
            self.register = register or counting.registers(self._db)[0]
            self.import_id: int = self._db.execute(
                "INSERT INTO import (time, register, label, state, ledger, tally)"
                " VALUES (?, ?, ?, 'staged', '{}', '{}')",
                (counting.now(), self.register, label),
            ).lastrowid
            last = self._db.execute("SELECT max(last) FROM (SELECT last FROM pack UNION ALL SELECT last FROM bulk)")
            self._first = self._next = (last.fetchone()[0] or 0) + 1
            self._known = Known(self._db, self._first, self.import_id)
        except BaseException:
            self._db.close()
            raise
        self._open = True
        self._tables: dict[int, str] = {}
        self._sha256: dict[int, str] = {}
        self._files = array("i")  # file of each record of this import
        self._mentions: dict[int, tuple[str, int, int]] = {}
        self._tally = dict.fromkeys(("records", "statements", "links", "rejected", "flags"), 0)
        self._empty()

    def _empty(self) -> None:
        self._start = self._next
        self._records = array("i")
        self._prints: list[bytes] = []
        self._twins: list[tuple[int, int, int, bool]] = []
        self._raw: list[tuple[Mapping[str, str], Mapping[str, str]]] = []
        self._statements: dict[str, packs.Statements] = {}
        self._links: dict[tuple[str, str], packs.LinkRows] = {}

    def file(self, name: str, sha256: str, importer: str, sheet: str, table: str, size: int) -> int:
        """Enter a file (or one sheet or table of it); gives the number by which its rows are cited."""
        number: int = self._db.execute(
            "INSERT INTO file (import, name, sha256, importer, sheet, tbl, size) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.import_id, name, sha256, importer, sheet, table, size),
        ).lastrowid
        self._tables[number] = table
        return number

    def origin(self, file: int, register: str, imported: str, through: str) -> None:
        """Say of a file that it came inside the case `through`: whose keys it holds, when it was first imported."""
        self._db.execute("INSERT INTO origin VALUES (?, ?, ?, ?)", (file, register, imported, through))

    def columns(self) -> Columns:
        """The door for what is staged by the column; what was staged row by row before it is written first."""
        self._flush()
        return Columns(self._db, self.import_id, self._known, self._mentions.keys, self._reserved)

    def _reserved(self, n: int, file: int) -> int:
        """Numbers for `n` records of a file, taken in by the column; gives the first."""
        first = self._next
        self._next += n
        self._start = self._next
        self._files.extend(array("i", [file]) * n)
        self._tally["records"] += n
        self._tally["links"] += n
        return first

    def meet_call(self, key: tuple[str, ...], more: tuple[str, str, str], fingerprint: bytes) -> None:
        """Before a call is looked for by its fingerprint: let those taken in by the column be found by it too.

        `key`: caller, callee, start; `more`: length, kind and cell, which tell where the start is not exact.
        """
        self._twins += self._known.meet(key, more, _print(fingerprint))

    def known(self, ref: Ref) -> bool:
        """Whether the case counts this entity, or this batch has staged it."""
        number = self._known.find(ref)
        return number is not None and (number in self._mentions or number in self._known.counted)

    def statement(self, ref: Ref) -> dict[str, Any] | None:
        """What is known of an entity, merged as the case would show it; None when nothing is."""
        return self._known.statement(ref)

    def seen(self, fingerprint: bytes) -> str:
        """SHA-256 of the file that already counts a record of this fingerprint (or has staged it now); "" if none."""
        record = self._known.counting(_print(fingerprint))
        if record is None:
            return ""
        file = self._files[record - self._first] if record >= self._first else self._known.file_of(record)
        if file not in self._sha256:
            self._sha256[file] = self._db.execute("SELECT sha256 FROM file WHERE id = ?", (file,)).fetchone()[0]
        return self._sha256[file]

    def statements_told(self) -> Iterator[Row]:
        """The payments that counted statements told of."""
        return self._known.statements_told()

    def calls_near(self, caller: Ref, callee: Ref) -> list[tuple[str, str]]:
        """(start, kind) of the calls already known from `caller` to `callee`, counted or staged here."""
        return self._known.calls(caller, callee)

    def add(
        self,
        file: int,
        row: int,
        table: str,
        written: Mapping[str, str],
        extra: Mapping[str, str],
        fingerprint: bytes,
        outcome: str,
        entities: Iterable[Entity],
        links: Iterable[Link],
    ) -> None:
        """Stage one record with all it says. `outcome` is "used", "merged" or "updated"; b"" repeats nothing.

        A record whose fingerprint stands already is kept as a further source: its links count once, not twice. One that
        updates counts in place of those before it.
        """
        record = self._next
        self._next += 1
        self._files.append(file)
        known = self._known
        if fingerprint:
            fingerprint = _print(fingerprint)
            first = known.enter_record(fingerprint, record)
            if first is not None:
                self._twins.append((record, first, self.import_id, outcome == "updated"))
        self._prints.append(fingerprint)
        tbl = known.word(table)
        self._records.extend((file, row, tbl, known.word(outcome)))
        self._raw.append((written, extra))
        for entity in entities:
            self._state(record, file, row, table, entity, extra)
        for link in links:
            self._link(record, file, row, table, link)
        if len(self._raw) >= packs.BATCH:
            self._flush()

    def reject(self, file: int, issue: Issue, written: Mapping[str, str]) -> None:
        """Keep a row that was rejected, with the reason, as it was written."""
        values = (
            file,
            issue.row,
            issue.sheet,
            issue.field,
            issue.value,
            issue.reason,
            issue.code,
            _json(dict(written)),
        )
        self._db.execute("INSERT INTO rejected VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._tally["rejected"] += 1

    def flag(self, file: int, issue: Issue) -> None:
        """Keep the note that a value was taken as written."""
        values = (file, issue.row, issue.sheet, issue.field, issue.value, issue.reason, issue.code)
        self._db.execute("INSERT INTO flag VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values)
        self._tally["flags"] += 1

    def finish(self, ledger_json: Mapping[str, Any]) -> int:
        """Commit as "staged"; gives the import id. NetLensError when rows are unaccounted for, or the disk is full."""
        for entry in ledger_json.get("files", ()):
            if not checks.adds_up(entry):
                self.abandon()
                raise NetLensError(
                    _("{file}: not all of its rows are accounted for; nothing was imported.").format(
                        file=entry["name"]
                    ),
                    _("Please report this: it is a fault of NetLens, not of your file."),
                )
        try:
            self._flush()
            mentions = [(self.import_id, entity, *place) for entity, place in sorted(self._mentions.items())]
            # Numbers that a large table named already stand there with the row that did; without a label.
            self._db.executemany(
                "INSERT INTO mention VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET label = excluded.label", mentions
            )
            self._db.execute(
                "UPDATE import SET ledger = ?, tally = ? WHERE id = ?",
                (_json(dict(ledger_json)), _json(self._tally), self.import_id),
            )
            codes.plan(self._db, self.import_id)
            self._db.execute("COMMIT")
        except BaseException:
            self.abandon()
            raise
        self._open = False
        door.close(self._db)
        return self.import_id

    def abandon(self) -> None:
        """Take everything back: the case is as it was."""
        if self._open:
            self._open = False
            door.rollback(self._db)
            door.close(self._db)

    def _state(self, record: int, file: int, row: int, table: str, entity: Entity, extra: Mapping[str, str]) -> None:
        number = self._known.enter(entity.ref)
        mention = self._mentions.get(number)
        if mention is None or (entity.label and not mention[0]):
            self._mentions[number] = (entity.label, *(mention[1:] if mention else (file, row)))
        detail = dict(entity.detail)
        if extra and table == "persons" and entity.ref.kind == "person":
            detail["_extra"] = {**extra, **detail.get("_extra", {})}
        if detail:
            rows = self._statements.setdefault(entity.ref.kind, packs.Statements())
            rows.ints.extend((record, file, row, number))
            rows.fields.add(detail)
            self._known.stated(number, detail)

    def _link(self, record: int, file: int, row: int, table: str, link: Link) -> None:
        known, mentions = self._known, self._mentions
        a, b = known.enter(link.a), known.enter(link.b)
        for number in (a, b):
            if number not in mentions:
                mentions[number] = ("", file, row)
        words = {"sort": 0, "cell": 0}
        amount = NONE
        detail = link.detail
        if detail and link.kind in HOT:
            detail = dict(detail)
            for name, column in HOT[link.kind].items():
                value = detail.get(name)
                if column == "number":
                    if isinstance(value, int | float):
                        amount = detail.pop(name)
                elif isinstance(value, str):
                    words[column] = known.word(detail.pop(name))
        if link.kind == "called":
            known.called(a, b, link.since, str(link.detail.get("kind", "")))
        rows = self._links.get((link.kind, table)) or self._links.setdefault((link.kind, table), packs.LinkRows())
        grade, handling = known.word(link.grade), known.word(link.handling)
        rows.ints.extend((record, file, row, a, b, link.directed, grade, handling, words["sort"], words["cell"]))
        rows.numbers.append(amount)
        rows.since.append(link.since)
        rows.until.append(link.until)
        rows.fields.add(detail)

    def _flush(self) -> None:
        if not self._raw:
            return
        known, start = self._known, self._start
        made = [packs.packed_records(start, self._records, self._prints)]
        made += [rows.packed(known.word(kind)) for kind, rows in self._statements.items()]
        made += [rows.packed(known.word(kind), known.word(table)) for (kind, table), rows in self._links.items()]
        for pack in made:
            self._tally[f"{pack.what}s"] += pack.n
        made += written.packed(start, self._raw)
        known.write_new()
        self._db.executemany(
            "INSERT INTO pack VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [(self.import_id, *pack) for pack in made]
        )
        self._db.executemany("INSERT OR IGNORE INTO twin VALUES (?, ?, ?, ?)", self._twins)
        self._empty()


def _print(fingerprint: bytes) -> bytes:
    """A fingerprint of the length that is stored."""
    if len(fingerprint) == packs.PRINT:
        return fingerprint
    return hashlib.blake2b(fingerprint, digest_size=packs.PRINT).digest()
