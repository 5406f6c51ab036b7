"""The hash chain: what was done to a case, when, by whom; and the proof that nothing in the file was altered since."""

import getpass
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netlens.case.store.connection import Connection, checkpoint
from netlens.case.store.counting import now
from netlens.errors import CaseFileError
from netlens.i18n import _

if TYPE_CHECKING:
    from netlens.case.case import Case

START = "0" * 64  # what the first entry is chained to
KINDS = ("created", "import", "withdrawal", "edit", "unmasking", "extract")


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
    connection = case.connection
    problems: list[str] = []
    records, imports, history = 0, 0, list[AuditEntry]()
    try:
        problems += _pages(connection)
        history, broken = _chain(connection)
        imports, records, unequal = _ledgers(connection)
        problems += broken + unequal
    except CaseFileError as error:
        problems.append(error.message)
    return Verification(
        tuple(dict.fromkeys(problems)), imports, records, len(history), history[-1].hash if history else START
    )


def _pages(connection: Connection) -> list[str]:
    checkpoint(connection)
    altered = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if altered:
        return [_("The case file is damaged: {n} of its pages were altered.").format(n=len(altered))]
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
    strangers = connection.execute("PRAGMA foreign_key_check").fetchall()
    if found != ["ok"] or strangers:
        return [_("The case file is damaged: its tables do not fit together.")]
    return []


def _chain(connection: Connection) -> tuple[list[AuditEntry], list[str]]:
    before = START
    rows = connection.execute("SELECT seq, time, actor, kind, detail, hash FROM audit ORDER BY seq").fetchall()
    for place, (seq, time, who, kind, text, link) in enumerate(rows, 1):
        if seq != place or _canonical(json.loads(text)) != text or _hash(before, seq, time, who, kind, text) != link:
            return [], [_("The audit was altered at entry {n}.").format(n=place)]
        before = link
    head = connection.execute("SELECT value FROM meta WHERE name = 'audit_head'").fetchone()
    if rows and (head is None or head[0] != f"{len(rows)} {before}"):
        return [], [_("The end of the audit was cut off or altered.")]
    return entries(connection), []


def _ledgers(connection: Connection) -> tuple[int, int, list[str]]:
    problems = []
    stored: dict[int, dict[str, int]] = {}
    for counted in (
        "SELECT import, what || 's', sum(n) FROM pack WHERE what <> 'raw' GROUP BY import, what",
        "SELECT f.import, 'rejected', count(*) FROM rejected t JOIN file f ON f.id = t.file GROUP BY f.import",
        "SELECT f.import, 'flags', count(*) FROM flag t JOIN file f ON f.id = t.file GROUP BY f.import",
    ):
        for number, name, n in connection.execute(counted):
            stored.setdefault(number, {})[name] = n
    imports = connection.execute("SELECT id, ledger, tally FROM import ORDER BY id").fetchall()
    for number, ledger, tally in imports:
        problem = _("Import {n}: the ledger of {file} does not add up.")
        problems += [
            problem.format(n=number, file=entry["name"])
            for entry in json.loads(ledger).get("files", ())
            if entry["rows_read"] != entry["rows_used"] + entry["rows_merged"] + entry["rows_rejected"]
        ]
        here = stored.get(number, {})
        if any(here.get(name, 0) != expected for name, expected in json.loads(tally).items()):
            problems.append(_("Import {n}: rows are missing, or there are too many.").format(n=number))
    return len(imports), sum(here.get("records", 0) for here in stored.values()), problems


def actor() -> str:
    """The name of the person at this computer, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _canonical(detail: Mapping[str, Any]) -> str:
    return json.dumps(dict(detail), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(before: str, seq: int, time: str, who: str, kind: str, text: str) -> str:
    body = _canonical({"seq": seq, "time": time, "actor": who, "kind": kind, "detail": json.loads(text)})
    return hashlib.sha256(before.encode() + body.encode()).hexdigest()
