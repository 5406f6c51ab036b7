"""The hash chain: what was done to a case, when, by whom; and the proof that nothing in the file was altered since."""

import getpass
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netlens.case.store import checks
from netlens.case.store.connection import Connection
from netlens.case.store.counting import now
from netlens.errors import CaseFileError
from netlens.i18n import _

if TYPE_CHECKING:
    from netlens.case.case import Case

START = "0" * 64  # what the first entry is chained to


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the whole case file found. `problems` are sentences; with none, the case is as it was left."""

    problems: tuple[str, ...]
    imports: int
    records: int
    entries: int
    head: str  # hash of the last audit entry: noted elsewhere, it proves later that nothing was cut off

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry. `hash` is SHA-256 over the hash before it and the canonical JSON of the other fields."""

    seq: int
    time: str
    actor: str
    kind: str
    detail: Mapping[str, Any]
    hash: str


def append(connection: Connection, kind: str, detail: Mapping[str, Any]) -> AuditEntry:
    """Add an entry inside the running transaction. `detail` names no protected person."""
    last = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    seq, before = (last[0] + 1, last[1]) if last else (1, START)
    text = _canonical(detail)
    time, who = now(), actor()
    entry_hash = _hash(before, seq, time, who, kind, text)
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)", (seq, time, who, kind, text, entry_hash))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('audit_head', ?)", (f"{seq} {entry_hash}",))
    return AuditEntry(seq, time, who, kind, json.loads(text), entry_hash)


def entries(connection: Connection) -> list[AuditEntry]:
    """The whole history, oldest first."""
    rows = connection.execute("SELECT seq, time, actor, kind, detail, hash FROM audit ORDER BY seq")
    return [AuditEntry(seq, time, who, kind, json.loads(text), link) for seq, time, who, kind, text, link in rows]


def verify(case: "Case") -> Verification:
    """Check every page of the file, the chain, the ledger of every import, and the stored rows against it."""
    problems: list[str] = []
    for check in (checks.pages, broken, checks.ledgers, checks.packs):
        try:
            problems += check(case.connection)
        except CaseFileError as error:
            problems.append(error.message)
        if problems:
            break  # what is built on a broken thing proves nothing
    try:
        imports, records = checks.sizes(case.connection)
        last = case.connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    except CaseFileError:
        imports, records, last = 0, 0, None
    return Verification(tuple(problems), imports, records, *(last or (0, START)))


def broken(connection: Connection) -> list[str]:
    """Where the chain is broken, in words; [] when it is whole."""
    before = START
    rows = connection.execute("SELECT seq, time, actor, kind, detail, hash FROM audit ORDER BY seq")
    for place, (seq, time, who, kind, text, link) in enumerate(rows, 1):
        if seq != place or _hash(before, seq, time, who, kind, text) != link:
            return [_("The audit was altered at entry {n}.").format(n=place)]
        before = link
    head = connection.execute("SELECT value FROM meta WHERE name = 'audit_head'").fetchone()
    if head is None or head[0] != f"{len(rows)} {before}":
        return [_("The end of the audit was cut off or altered.")]
    return []


def actor() -> str:
    """The name of the person at this computer, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _canonical(detail: Mapping[str, Any]) -> str:
    return json.dumps(dict(detail), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(before: str, seq: int, time: str, who: str, kind: str, text: str) -> str:
    """SHA-256 over the hash before and the canonical JSON of the entry; "" for a detail that is not canonical JSON."""
    try:
        detail = json.loads(text)
    except ValueError:
        return ""
    if _canonical(detail) != text:
        return ""
    body = _canonical({"seq": seq, "time": time, "actor": who, "kind": kind, "detail": detail})
    return hashlib.sha256(before.encode() + body.encode()).hexdigest()
