"""The hash chain: what was done to a case, when, by whom; and the proof that nothing in the file was altered since."""

import getpass
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netlens.case.store.connection import Connection
from netlens.case.store.counting import now

START = "0" * 64  # what the first entry is chained to
KINDS = ("created", "import", "withdrawal", "edit", "unmasking", "extract")


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
