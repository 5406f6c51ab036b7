"""What an import touched: the rings of the kept detection, and whom or what the analyst watches.

Reckoned from the counted facts whenever it is asked for, so that it holds as long as the import and the rings do.
A fact is new in the import whose row counts it: one that was known before is none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netlens.case.records import Ring, Source

if TYPE_CHECKING:
    from netlens.case.case import Case

STATED = ("person", "case", "report")
THINGS = frozenset({"phone", "account", "vehicle", "document"})


@dataclass(frozen=True, slots=True)
class News:
    """New facts by kind of link, and the rows they stand in. `people` and `things`: entities first named there."""

    facts: Mapping[str, int]
    rows: tuple[Source, ...]
    people: tuple[int, ...] = ()
    things: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """`rings` by id, those with the most new facts first; `watched` by entity; `across`: entity → rings it now touches.

    `across` holds whoever was in none of the rings and stands beside several of them by facts of this import.
    """

    import_id: int
    rings: Mapping[str, News] = field(default_factory=dict)
    watched: Mapping[int, News] = field(default_factory=dict)
    across: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not self.rings and not self.watched


@dataclass(slots=True)
class _Count:
    facts: Counter[str] = field(default_factory=Counter)
    rows: dict[Source, None] = field(default_factory=dict)
    people: dict[int, None] = field(default_factory=dict)
    things: dict[int, None] = field(default_factory=dict)

    def news(self) -> News:
        return News(dict(self.facts.most_common()), tuple(self.rows), tuple(self.people), tuple(self.things))


def digest(case: "Case", import_id: int) -> Digest:
    """The digest of a counted import; an empty one for an import that is withdrawn or touched nothing of interest."""
    detection, watched = case.detection(), case.watched()
    rings = [ring for ring in detection.rings if ring.told] if detection else []
    whose = _whose(case, rings)
    if import_id not in case.counted_imports() or not (whose or watched):
        return Digest(import_id)
    refs, new = case.reading.refs, _first_named(case, import_id)
    seen = _with_things(case, watched)
    by_ring: dict[str, _Count] = defaultdict(_Count)
    by_watched: dict[int, _Count] = defaultdict(_Count)
    beside: dict[int, dict[str, None]] = defaultdict(dict)
    members = {member.vertex for ring in rings for member in ring.members}
    for kind, ends, row in _facts(case, import_id, whose.keys() | seen.keys()):
        for name in dict.fromkeys(ring for end in ends for ring in whose.get(end, ())):
            count = by_ring[name]
            count.facts[kind] += 1
            count.rows[row] = None
            for end in ends:
                if refs[end].kind == "person" and end not in members:
                    beside[end][name] = None
                if end in new and name not in whose.get(end, ()):
                    known = count.people if refs[end].kind == "person" else count.things
                    if refs[end].kind in (*THINGS, "person"):
                        known[end] = None
        for entity in {entity: None for end in ends for entity in seen.get(end, ())}:
            by_watched[entity].facts[kind] += 1
            by_watched[entity].rows[row] = None
    order = sorted(by_ring, key=lambda name: (-by_ring[name].facts.total(), name))
    return Digest(
        import_id,
        {name: by_ring[name].news() for name in order},
        {
            entity: by_watched[entity].news()
            for entity in sorted(by_watched, key=lambda one: -by_watched[one].facts.total())
        },
        {person: tuple(sorted(touched)) for person, touched in beside.items() if len(touched) > 1},
    )


def _with_things(case: "Case", watched: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Entity → whom of the watched it speaks of: themselves, and the things that watched people hold."""
    found: dict[int, tuple[int, ...]] = {entity: (entity,) for entity in watched}
    holdings = case.table("holdings")
    for person, thing in zip(holdings["person"].tolist(), holdings["thing"].tolist(), strict=True):
        if person in found and case.reading.refs[thing].kind in THINGS and person not in found.get(thing, ()):
            found[thing] = (*found.get(thing, ()), person)
    return found


def _whose(case: "Case", rings: Iterable[Ring]) -> dict[int, tuple[str, ...]]:
    """Entity → the rings it belongs to: members, what only they hold, cases and routes."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for ring in rings:
        for entity in (*(member.vertex for member in ring.members), *ring.cases, *ring.routes):
            found[entity][ring.id] = None
    holdings = case.table("holdings")
    for person, thing in zip(holdings["person"].tolist(), holdings["thing"].tolist(), strict=True):
        if person in found and case.reading.refs[thing].kind in THINGS:
            found[thing] |= found[person]
    return {entity: tuple(names) for entity, names in found.items()}


def _first_named(case: "Case", import_id: int) -> frozenset[int]:
    """The entities that no other counted import names before this one."""
    rows = case.connection.execute(
        "SELECT entity FROM mention m JOIN import i ON i.id = m.import WHERE i.state = 'counted'"
        " GROUP BY entity HAVING min(m.import) = ?",
        (import_id,),
    )
    return frozenset(row[0] for row in rows)


def _facts(case: "Case", import_id: int, wanted: Iterable[int]) -> "Iterable[tuple[str, tuple[int, ...], Source]]":
    """(kind, ends, row) of each fact the import brought that touches one of `wanted`.

    Kind "changed" is a newer word on an involvement or a stop that was known, "record" what a row says of somebody.
    """
    import numpy as np

    ends = set(wanted)
    known = np.fromiter(ends, dtype=np.int64)
    newer = case.connection.execute("SELECT record FROM twin WHERE import = ? AND updates", (import_id,))
    updates = np.fromiter((row[0] for row in newer), dtype=np.int64)
    files = case.connection.execute("SELECT id FROM file WHERE import = ?", (import_id,))
    own = np.fromiter((row[0] for row in files), dtype=np.int64)
    for kind in STATED:
        said = case.reading.statements(kind)
        for place in np.flatnonzero(np.isin(said.file, own) & np.isin(said.entity, known)).tolist():
            yield "record", (int(said.entity[place]),), Source(int(said.file[place]), int(said.row[place]))
    for kind in case.reading.link_kinds():
        links = case.reading.links_of(kind, import_id, ends)
        touched = np.flatnonzero(np.isin(links.a, known) | np.isin(links.b, known))
        again = np.isin(links.record[touched], updates)
        columns = (links.a[touched], links.b[touched], links.file[touched], links.row[touched], again)
        for a, b, file, row, change in zip(*(column.tolist() for column in columns), strict=True):
            yield "changed" if change else kind, (a,) if a == b else (a, b), Source(file, row)
