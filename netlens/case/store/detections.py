"""Detections and decisions as they are stored: rings as compressed JSON, decisions as rows, laid over when read."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from netlens.case.records import CorridorShare, Decision, Member, Preset, Ring, Rings
from netlens.case.store.connection import Connection

_TUPLES = ("cases", "routes", "victims", "disputed")


def pack_rings(rings: Rings) -> bytes:
    """As JSON, compressed. Field by field: `asdict` would copy every list and table of a hundred thousand members."""
    plain = {**_fields(rings), "settings": dict(rings.settings), "rings": [_plain(ring) for ring in rings.rings]}
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack_rings(data: bytes) -> Rings:
    """The inverse of pack_rings, to the last digit."""
    raw: dict[str, Any] = json.loads(zlib.decompress(data))
    return Rings(
        raw["settings"],
        tuple(_ring(ring) for ring in raw["rings"]),
        tuple(raw["unassigned"]),
        tuple(raw["hubs"]),
        raw["note"],
    )


def _plain(ring: Ring) -> dict[str, Any]:
    members, corridors = ([_fields(one) for one in some] for some in (ring.members, ring.corridors))
    return {**_fields(ring), "members": members, "corridors": corridors}


def _fields(record: Rings | Ring | Member | CorridorShare) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _ring(raw: dict[str, Any]) -> Ring:
    members = tuple(Member(**{**member, "functions": tuple(member["functions"])}) for member in raw["members"])
    corridors = tuple(CorridorShare(**share) for share in raw["corridors"])
    lists = {name: tuple(raw.get(name, ())) for name in _TUPLES}
    return Ring(**{**raw, **lists, "members": members, "corridors": corridors})


def decisions(connection: Connection) -> dict[str, Decision]:
    rows = connection.execute("SELECT ring, verdict, reason, name, added, removed FROM decision ORDER BY ring")
    return {
        ring: Decision(ring, verdict, reason, name, tuple(json.loads(added)), tuple(json.loads(removed)))
        for ring, verdict, reason, name, added, removed in rows
    }


def kept(connection: Connection) -> list[tuple[int, str, dict[str, Any]]]:
    """(id, time, settings) of the detections that are kept, oldest first."""
    rows = connection.execute("SELECT id, time, settings FROM detection WHERE kept ORDER BY id")
    return [(number, time, json.loads(settings)) for number, time, settings in rows]


def numbered(connection: Connection) -> int:
    """The highest ring number any detection gave, kept or set aside: what was handed on under it stays its own."""
    stored = connection.execute("SELECT settings FROM detection").fetchall()
    return max((int(json.loads(settings).get("numbered", 0)) for (settings,) in stored), default=0)


def latest(connection: Connection, barred: frozenset[int] = frozenset()) -> Rings | None:
    """The latest kept detection with the decisions laid over it: verdict, reason, name, members by hand.

    `barred`: who has since been recorded as victim, witness or informant only is no member, whoever put them there.
    """
    row = connection.execute("SELECT rings FROM detection WHERE kept ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else overlaid(unpack_rings(row[0]), decisions(connection), barred)


def last(connection: Connection) -> int | None:
    """The number of the latest kept detection."""
    number: int | None = connection.execute("SELECT max(id) FROM detection WHERE kept").fetchone()[0]
    return number


def earlier(connection: Connection, number: int, barred: frozenset[int] = frozenset()) -> Rings | None:
    """One kept detection with the members it had then, under the names and verdicts of today; None: it is not there."""
    row = connection.execute("SELECT rings FROM detection WHERE kept AND id = ?", (number,)).fetchone()
    if row is None:
        return None
    told = {name: replace(made, added=(), removed=()) for name, made in decisions(connection).items()}
    return overlaid(unpack_rings(row[0]), told, barred)


def presets(connection: Connection) -> dict[str, Preset]:
    """The saved ways to look for rings, by name."""
    rows = connection.execute("SELECT name, what FROM preset ORDER BY name")
    return {name: Preset(name, **{**what, "without": tuple(what["without"])}) for name, what in _read(rows)}


def pack_preset(preset: Preset) -> str:
    """A preset as it is stored, beside its name."""
    what = {one.name: getattr(preset, one.name) for one in fields(preset) if one.name != "name"}
    return json.dumps({**what, "weights": dict(preset.weights)}, ensure_ascii=False)


def _read(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, json.loads(text)) for name, text in rows)


def overlaid(rings: Rings, made: Mapping[str, Decision], barred: frozenset[int] = frozenset()) -> Rings:
    found = [_decided(ring, made.get(ring.id)) for ring in rings.rings]
    return replace(rings, rings=tuple(_without(ring, barred) for ring in found))


def _without(ring: Ring, barred: frozenset[int]) -> Ring:
    members = tuple(member for member in ring.members if member.vertex not in barred)
    disputed = tuple(vertex for vertex in ring.disputed if vertex not in barred)
    same = len(members) == len(ring.members) and len(disputed) == len(ring.disputed)
    return ring if same else replace(ring, members=members, disputed=disputed)


def _decided(ring: Ring, decision: Decision | None) -> Ring:
    if decision is None:
        return ring
    members = tuple(member for member in ring.members if member.vertex not in decision.removed)
    here = {member.vertex for member in members}
    placed = (*ring.disputed, *(member.vertex for member in ring.members if not member.by_hand))
    disputed = tuple(vertex for vertex in dict.fromkeys(placed) if vertex in decision.removed)
    added = tuple(_by_hand(vertex) for vertex in decision.added if vertex not in here)
    return replace(
        ring,
        decision=decision.verdict,
        reason=decision.reason,
        label=decision.name or ring.label,
        members=members + added,
        disputed=disputed,
    )


def _by_hand(vertex: int) -> Member:
    # Nothing was measured of a member the analyst added; a later detection measures it.
    return Member(vertex, "loose", 0.0, "none", (), "", 0.0, 0.0, 0.0, {}, by_hand=True)
