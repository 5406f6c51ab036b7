"""An import on its way into the case: one transaction, filled by the importing process; nothing counts until it is
counted by an edit."""

import json
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from netlens.case.records import Entity, Issue, Link, Ref
from netlens.case.store import connection as door
from netlens.case.store import counting, written
from netlens.case.store.known import Known
from netlens.case.store.schema import HOT
from netlens.errors import NetLensError
from netlens.i18n import _

BATCH = 4096  # records written to the database at a time
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_RECORD = "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)"
_FINGERPRINT = "INSERT INTO fingerprint VALUES (?, ?)"
_STATEMENT = "INSERT INTO statement (record, file, row, kind, entity, detail) VALUES (?, ?, ?, ?, ?, ?)"
_LINK = "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Staging:
    """One import being staged. Use `finish` or `abandon`; a process that dies in between leaves the case as it was."""

    def __init__(self, path: Path, passphrase: str, register: str = "", label: str = "") -> None:
        """`register` "" is the case's first one. NetLensError when another import runs; CaseFileError as Case.open."""
        self._db = door.open_file(Path(path), passphrase)
        try:
            counting.purge(self._db)
            door.begin(self._db)
        except BaseException:
            self._db.close()
            raise
        self.register = register or counting.registers(self._db)[0]
        self.import_id: int = self._db.execute(
            "INSERT INTO import (time, register, label, state, ledger, tally) VALUES (?, ?, ?, 'staged', '{}', '{}')",
            (counting.now(), self.register, label),
        ).lastrowid
        self._known = Known(self._db)
        self._tables: dict[int, str] = {}
        self._first = self._next = (self._db.execute("SELECT max(id) FROM record").fetchone()[0] or 0) + 1
        self._files = array("q")  # file of each record of this batch
        self._mentions: dict[int, tuple[str, int, int]] = {}
        self._records: list[tuple[Any, ...]] = []
        self._fingerprints: list[tuple[int, bytes]] = []
        self._raw: list[tuple[Mapping[str, str], Mapping[str, str]]] = []
        self._statements: list[tuple[Any, ...]] = []
        self._links: list[tuple[Any, ...]] = []
        self._issues = {"rejected": 0, "flag": 0}
        self._tally = {"records": 0, "statements": 0, "links": 0}

    def file(self, name: str, sha256: str, importer: str, sheet: str, table: str, size: int) -> int:
        """Enter a file (or one sheet or table of it); gives the number by which its rows are cited."""
        number: int = self._db.execute(
            "INSERT INTO file (import, name, sha256, importer, sheet, tbl, size) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.import_id, name, sha256, importer, sheet, table, size),
        ).lastrowid
        self._tables[number] = table
        return number

    def known(self, ref: Ref) -> bool:
        """Whether the case counts this entity, or this batch has staged it."""
        number = self._known.find(ref)
        return number is not None and (number in self._mentions or number in self._known.counted)

    def statement(self, ref: Ref) -> dict[str, Any] | None:
        """What is known of an entity, merged as the case would show it; None when nothing is."""
        return self._known.statement(ref)

    def seen(self, fingerprint: bytes) -> str:
        """SHA-256 of the file that already counts a record of this fingerprint (or has staged it now); "" if none."""
        first = self._known.first_record(fingerprint)
        if first is None:
            return ""
        if first >= self._first:
            return self._known.sha256(self._files[first - self._first])
        return self._known.counted_by(first) or self._staged_now(first)

    def calls_near(self, caller: Ref, callee: Ref) -> list[str]:
        """The starts of the calls already known from `caller` to `callee`, counted or staged here."""
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
        """Stage one record with all it says. `outcome` is "used" or "merged"; a fingerprint of b"" repeats nothing.

        A record whose fingerprint stands already is kept as a further source: its links count once, not twice.
        """
        record = self._next
        self._next += 1
        self._files.append(file)
        twin = None
        if fingerprint:
            twin = self._known.enter_record(fingerprint, record)
            self._fingerprints.append((record, fingerprint))
        self._records.append((record, file, row, None if table == self._tables[file] else table, outcome, twin))
        self._raw.append((written, extra))
        for entity in entities:
            self._state(record, file, row, table, entity, extra)
        tbl = self._known.word(table)
        for n, link in enumerate(links):
            self._link(record, n, file, row, tbl, link)
        if len(self._records) >= BATCH:
            self._flush()

    def reject(self, file: int, issue: Issue, written: Mapping[str, str]) -> None:
        """Keep a row that was rejected, with the reason, as it was written."""
        self._issue("rejected", file, issue, (_json(dict(written)),))

    def flag(self, file: int, issue: Issue) -> None:
        """Keep the note that a value was taken as written."""
        self._issue("flag", file, issue, ())

    def finish(self, ledger_json: Mapping[str, Any]) -> int:
        """Commit as "staged"; gives the import id. NetLensError when rows are unaccounted for, or the disk is full."""
        for entry in ledger_json.get("files", ()):
            accounted = entry["rows_used"] + entry["rows_merged"] + entry["rows_rejected"]
            if entry["rows_read"] != accounted:
                self.abandon()
                raise NetLensError(
                    _("{file}: {read} rows were read but {accounted} accounted for; nothing was imported.").format(
                        file=entry["name"], read=entry["rows_read"], accounted=accounted
                    ),
                    _("Please report this: it is a fault of NetLens, not of your file."),
                )
        try:
            self._flush()
            mentions = [(self.import_id, entity, *place) for entity, place in sorted(self._mentions.items())]
            self._db.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?)", mentions)
            tally = {**self._tally, "rejected": self._issues["rejected"], "flags": self._issues["flag"]}
            self._db.execute(
                "UPDATE import SET ledger = ?, tally = ? WHERE id = ?",
                (_json(dict(ledger_json)), _json(tally), self.import_id),
            )
            self._db.execute("COMMIT")
        except door.OperationalError as error:
            self.abandon()
            raise door.not_written() from error
        door.close(self._db)
        return self.import_id

    def abandon(self) -> None:
        """Take everything back: the case is as it was."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        door.close(self._db)

    def _staged_now(self, first: int) -> str:
        """The first record is of an import that no longer counts; one of this batch may repeat it."""
        again = self._known.repeated.get(first)
        return "" if again is None else self._known.sha256(self._files[again - self._first])

    def _state(self, record: int, file: int, row: int, table: str, entity: Entity, extra: Mapping[str, str]) -> None:
        number = self._known.enter(entity.ref)
        mention = self._mentions.get(number)
        if mention is None or (entity.label and not mention[0]):
            self._mentions[number] = (entity.label, *(mention[1:] if mention else (file, row)))
        detail = dict(entity.detail)
        if extra and table == "persons" and entity.ref.kind == "person":
            detail["_extra"] = dict(extra)
        if detail:
            kind = self._known.word(entity.ref.kind)
            self._statements.append((record, file, row, kind, number, _json(detail)))
            self._known.stated(number, detail)

    def _link(self, record: int, n: int, file: int, row: int, tbl: int, link: Link) -> None:
        known = self._known
        a, b = known.enter(link.a), known.enter(link.b)
        for number in (a, b):
            if number not in self._mentions:
                self._mentions[number] = ("", file, row)
        sort: int | None = None
        cell: int | None = None
        amount: float | None = None
        detail = link.detail
        hot = HOT.get(link.kind)
        if hot and detail:
            detail = dict(detail)
            for name, column in hot.items():
                value = detail.get(name)
                if column == "number":
                    if isinstance(value, int | float):
                        amount = detail.pop(name)
                elif isinstance(value, str):
                    word = known.word(detail.pop(name))
                    if column == "sort":
                        sort = word
                    else:
                        cell = word
        if link.kind == "called":
            known.called(a, b, link.since)
        self._links.append(
            (
                known.word(link.kind), record, n, file, row, tbl, a, b, link.directed, link.since, link.until,
                known.word(link.grade), known.word(link.handling), sort, amount, cell,
                _json(dict(detail)) if detail else None,
            )
        )  # fmt: skip

    def _issue(self, table: str, file: int, issue: Issue, more: tuple[str, ...]) -> None:
        marks = ", ".join("?" * (8 + len(more)))
        values = (None, file, issue.row, issue.sheet, issue.field, issue.value, issue.reason, issue.code, *more)
        self._db.execute(f"INSERT INTO {table} VALUES ({marks})", values)
        self._issues[table] += 1

    def _flush(self) -> None:
        if not self._records:
            return
        db = self._db
        self._known.write_new()
        db.executemany(_RECORD, self._records)
        db.executemany(_FINGERPRINT, self._fingerprints)
        db.executemany(_STATEMENT, self._statements)
        db.executemany(_LINK, self._links)
        first = self._records[0][0]
        packs = [self._raw[start : start + written.PACK] for start in range(0, len(self._raw), written.PACK)]
        db.executemany(
            "INSERT INTO raw VALUES (?, ?, ?)",
            [(first + n * written.PACK, len(part), written.pack(part)) for n, part in enumerate(packs)],
        )
        self._tally["records"] += len(self._records)
        self._tally["statements"] += len(self._statements)
        self._tally["links"] += len(self._links)
        for rows in (self._records, self._fingerprints, self._statements, self._links, self._raw):
            rows.clear()
