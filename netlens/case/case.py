"""Case: a handle on the open case file. It answers tables; `apply(edit)` is the only way to change it."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from netlens.case import audit, kept, record_ids, tables
from netlens.case.audit import AuditEntry
from netlens.case.edits import Edit
from netlens.case.records import Decision, Preset, Ref, Rings, Source
from netlens.case.store import connection as door
from netlens.case.store import counting, detections
from netlens.case.store.protected import never_members
from netlens.case.store.reading import Reading
from netlens.case.store.written import Rows, Written
from netlens.case.tables import ties
from netlens.errors import NetLensError
from netlens.i18n import _

if TYPE_CHECKING:
    from pandas import DataFrame


class Case:
    """An open case file. Use as a context manager, or close() it: then one file is left."""

    def __init__(self, connection: door.Connection, path: Path, passphrase: str) -> None:
        self.connection = connection
        self.path = path
        self.key = passphrase  # for worker processes, which open the case themselves
        self._version = -1
        self._revision = 0
        self._facts = 0  # the revision at which the counted facts last changed
        self._reading = Reading(connection)
        self._tables: dict[str, DataFrame] = {}
        self._rows = Rows(connection)
        self._refresh()
        self.sample = self._meta("sample") == "1"

    @classmethod
    def create(cls, path: Path, passphrase: str, *, sample: bool = False) -> "Case":
        """Make a new, empty case file. NetLensError when `path` exists or cannot be written."""
        path = Path(path)
        made = {"revision": "0", "sample": "1" if sample else "0", "made": counting.now()}
        case = cls(door.create(path, passphrase, made), path, passphrase)
        case.note("created", {})
        return case

    @classmethod
    def open(cls, path: Path, passphrase: str) -> "Case":
        """Open a case file. CaseFileError when the passphrase is wrong, or it is no case file, or damaged."""
        path = Path(path)
        connection = door.open_file(path, passphrase)
        with suppress(NetLensError):  # an import runs: what was left behind can wait
            counting.purge(connection)
        return cls(connection, path, passphrase)

    def close(self) -> None:
        """Close the file; one is left. To close again does nothing."""
        door.close(self.connection)

    def __enter__(self) -> "Case":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def revision(self) -> int:
        """Grows with every edit, also one made by another process."""
        self._refresh()
        return self._revision

    @property
    def facts(self) -> int:
        """The revision at which the counted facts last changed: a decision or a pin changes none."""
        self._refresh()
        return self._facts

    def apply(self, edit: Edit) -> Edit:
        """Make an edit in one transaction, enter it in the audit, and give the edit that undoes it."""
        with door.transaction(self.connection):
            inverse, kind, detail = edit.do(self.connection)
            audit.append(self.connection, kind, detail)
            counting.count_edit(self.connection, edit.kinds)
        self._version = -1
        self._refresh()
        return inverse

    def note(self, kind: str, detail: Mapping[str, Any]) -> AuditEntry:
        """An audit entry without an edit: "unmasking", "extract". `detail` names no protected person."""
        with door.transaction(self.connection):
            return audit.append(self.connection, kind, detail)

    def history(self) -> list[AuditEntry]:
        """The audit, oldest first."""
        return audit.entries(self.connection)

    def table(self, name: str) -> "DataFrame":
        """The counted facts of one kind, kept until they change; treat it as read-only.

        What is no code, date or grade where one should stand has the protected people in it masked (see kept.py).
        """
        self._refresh()
        if name not in self._tables:
            with _collector_paused():
                self._tables[name] = tables.table(name, self._reading)
            self._tables[name] = kept.masked(self, name, self._tables[name])  # masking itself reads some tables
        return self._tables[name]

    def calls_of(self, entity: int) -> "DataFrame":
        """The counted calls from and to one phone, as in table("calls"); a large case is not read whole for it."""
        self._refresh()
        found = tables.frame(ties.calls(self._reading, int(entity)), ties.CALLS.split())
        return kept.masked(self, "calls", found)

    def ties_of(self, entity: int) -> "DataFrame":
        """Whom a phone called and was called by, most often first: `other` (entity id), calls `out`, `into` and in all
        (`calls`), their `seconds`, `first` and `last` day (ISO, "" where no call has a day). At once, in any case.
        """
        self._refresh()
        return tables.frame(ties.ties(self._reading, int(entity)), ties.TIES.split())

    def ref(self, entity: int) -> Ref:
        """The ref of an entity id, counted or not. NetLensError when there is none."""
        self._refresh()
        ref = self._reading.refs.get(entity) if self._reading.has_refs else None
        if ref is None:
            row = self.connection.execute(
                "SELECT kind, register, key FROM entity WHERE id = ?", (int(entity),)
            ).fetchone()
            if row is None:
                raise NetLensError(_("The case has nothing of the number {id}.").format(id=entity))
            ref = Ref(*row)
        return ref

    def find(self, ref: Ref) -> int | None:
        """The id of a counted entity."""
        self._refresh()
        return self._reading.find(ref)

    def record_id(self, entity: int) -> str:
        """`persons:P0001`; `persons:LC/P0001` from the second register on; `phone:+84912345678`; `file:row`."""
        return record_ids.record_id(self, self.ref(entity))

    def by_record_id(self, text: str) -> int | None:
        """The counted entity of a record id, with or without its register where that leaves no doubt."""
        return record_ids.find(self, text)

    def registers(self) -> tuple[str, ...]:
        """The registers whose keys the case holds; the first is the default."""
        self._refresh()
        return self._reading.registers

    def as_written(self, source: Source) -> Written:
        """The row behind a fact, raw: show it only through protection.shown_written."""
        return self._rows.written(source)

    def beside(self, source: Source) -> list[Source]:
        """The other counted rows that state a fact of this row: overlapping files, a payment told by both banks."""
        return self._rows.beside(source)

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many entities and links the case holds, by kind."""
        self._refresh()
        entities: dict[str, int] = {}
        for ref in self._reading.refs.values():
            entities[ref.kind] = entities.get(ref.kind, 0) + 1
        return dict(sorted(entities.items())), self._reading.count_links()

    def conflicts(self, entity: int) -> list[tuple[str, str, int, int]]:
        """(field, value, file, row) where the sources of a person, case or report disagree; each value once."""
        self._refresh()
        return self._reading.statements(self.ref(entity).kind).conflicts(entity)

    def detection(self, number: int | None = None) -> Rings | None:
        """The latest kept detection with the decisions laid over it; None before the first.

        `number`: an earlier one, with the members it had then, under today's names and verdicts; None: it is not kept.
        """
        barred = never_members(self.reading)
        if number is not None and number != detections.last(self.connection):
            return detections.earlier(self.connection, number, barred)
        return detections.latest(self.connection, barred)

    def counted_imports(self) -> tuple[int, ...]:
        """The numbers of the imports that count, oldest first."""
        return counting.counted(self.connection)

    def rings_numbered(self) -> int:
        """The highest ring number given by any detection, also by those that were set aside."""
        return detections.numbered(self.connection)

    def detections(self) -> list[tuple[int, str, dict[str, Any]]]:
        """(id, time, settings) of the kept detections, oldest first."""
        return detections.kept(self.connection)

    def presets(self) -> dict[str, Preset]:
        """The saved ways to look for rings, by name."""
        return detections.presets(self.connection)

    def decisions(self) -> dict[str, Decision]:
        """What the analyst decided, by ring id."""
        return detections.decisions(self.connection)

    def suggestions(self) -> dict[tuple[int, int], str]:
        """What the analyst said of suggested ties: "noted" (worth checking) or "rejected", by (lower id, higher id)."""
        rows = self.connection.execute("SELECT a, b, verdict FROM suggestion ORDER BY a, b")
        return {(a, b): verdict for a, b, verdict in rows}

    def watched(self) -> dict[int, str]:
        """Whom and what the analyst watches: entity id → since when (ISO time). Never part of an export."""
        return dict(self.connection.execute("SELECT entity, since FROM watched ORDER BY since, entity").fetchall())

    def positions(self) -> dict[int, tuple[float, float]]:
        """Where entities are pinned on the canvas, in world units."""
        rows = self.connection.execute("SELECT entity, x, y FROM position ORDER BY entity")
        return {entity: (x, y) for entity, x, y in rows}

    def weights(self) -> dict[str, float]:
        """The analyst's weights by kind of evidence; {} for the defaults."""
        return dict(self.connection.execute("SELECT kind, value FROM weight ORDER BY kind").fetchall())

    @property
    def reading(self) -> Reading:
        """The counted facts at this revision, for protection: who is protected, by which code."""
        self._refresh()
        return self._reading

    def _refresh(self) -> None:
        version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return
        self._version = version
        revision = int(self._meta("revision"))
        if revision != self._revision:
            self._revision = revision
            facts = int(self._meta("facts") or revision)
            if facts != self._facts:
                self._facts = facts
                self._reading = Reading(self.connection)
                self._tables = {}
            else:
                self._reading.memo.clear()

    def _meta(self, name: str) -> str:
        """What the file says of itself; "" where it says nothing."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""


@contextmanager
def _collector_paused() -> Iterator[None]:
    """While a table is read, no garbage collection: it would walk a million new rows again and again for nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
