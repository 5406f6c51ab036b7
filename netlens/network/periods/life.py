"""A kept ring followed through periods: who was active when, by which evidence; when it began, paused and ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from netlens.case.records import Ring
from netlens.network.evidence import Evidence
from netlens.network.facts.days import OPEN_START
from netlens.network.periods.dated import COARSE, OUTSIDE, UNDATED, Dated, counted
from netlens.network.projection import Ints

Mark = Literal["", "born", "grown", "shrunk", "dormant", "again", "gone"]


@dataclass(frozen=True, slots=True)
class Attendance:
    """One member over time. `first`, `last`: ISO days of their dated evidence, "" without any; `rows` per period, and
    `undated`, count the rows that name them."""

    vertex: int
    first: str
    last: str
    rows: tuple[int, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Life:
    """One ring over the periods. `facts[p][kind]` counts facts; `active[p]` are the members (entity ids) whom a row of
    that period names; `known[p]` those between their first and last evidence; `marks[p]` what became of the ring.

    `undated`, `coarse`, `outside`: rows in no period, because they have no date, one that spans several periods, or one
    far from all others.
    """

    ring: str
    first: str
    last: str
    facts: tuple[dict[str, int], ...]
    active: tuple[tuple[int, ...], ...]
    known: tuple[tuple[int, ...], ...]
    marks: tuple[Mark, ...]
    members: tuple[Attendance, ...]
    undated: int
    coarse: int
    outside: int


def lives(evidence: Evidence, rings: Sequence[Ring], found: Dated, place: Ints, periods: int) -> tuple[Life, ...]:
    """Every ring followed; `found` is dated(evidence, rings), `place` the period of each of its rows."""
    at = {entity: vertex for vertex, entity in enumerate(evidence.vertices.tolist())}
    counts = counted(found, place, len(rings), periods)
    order = np.argsort(found.ring, kind="stable")
    cuts = np.searchsorted(found.ring[order], np.arange(len(rings) + 1))
    return tuple(
        _life(at, ring, found, order[cuts[number] : cuts[number + 1]], place, counts[number], periods)
        for number, ring in enumerate(rings)
    )


def _life(at: Mapping[int, int], ring: Ring, found: Dated, own: Ints, place: Ints, counts: Ints, periods: int) -> Life:
    members = tuple(
        _attendance(member.vertex, at.get(member.vertex, -2), found, own, place, periods) for member in ring.members
    )
    # A member's first and last period; who has no dated evidence is known in none.
    stays = {one.vertex: [number for number, rows in enumerate(one.rows) if rows] for one in members if any(one.rows)}
    active = tuple(tuple(one.vertex for one in members if one.rows[number]) for number in range(periods))
    known = tuple(
        tuple(vertex for vertex, seen in stays.items() if seen[0] <= number <= seen[-1]) for number in range(periods)
    )
    facts = tuple(
        {kind: count for kind, count in zip(found.kinds, row, strict=True) if count} for row in counts.tolist()
    )
    return Life(
        ring=ring.id,
        first=min((one.first for one in members if one.first), default=""),
        last=max((one.last for one in members if one.last), default=""),
        facts=facts,
        active=active,
        known=known,
        marks=marks([bool(one) for one in facts], [len(one) for one in known]),
        members=members,
        undated=found.rows(own[place[own] == UNDATED]),
        coarse=found.rows(own[place[own] == COARSE]),
        outside=found.rows(own[place[own] == OUTSIDE]),
    )


def _attendance(person: int, vertex: int, found: Dated, own: Ints, place: Ints, periods: int) -> Attendance:
    here = own[(found.who[own] == vertex) | (found.other[own] == vertex)]
    here_dated = here[found.first[here] > OPEN_START]
    within = here[place[here] >= 0]
    rows = np.unique(np.stack([place[within], found.file[within], found.row[within]]), axis=1)[0]
    return Attendance(
        vertex=person,
        first=_as_known(found, here_dated[np.lexsort((found.last[here_dated], found.first[here_dated]))[:1]]),
        last=_as_known(found, here_dated[np.lexsort((found.first[here_dated], found.last[here_dated]))[-1:]]),
        rows=tuple(np.bincount(rows, minlength=periods).tolist()),
        undated=found.rows(here[place[here] == UNDATED]),
    )


def marks(evidence: Sequence[bool], size: Sequence[int]) -> tuple[Mark, ...]:
    """What became of a ring in each period, from whether it has evidence there and how many members it then had.

    born: the first with evidence; dormant: one without between two with; again: the first after such; gone: the first
    after the last one; grown, shrunk: more or fewer members than in the last period with evidence.
    """
    told: list[Mark] = [""] * len(evidence)
    seen = [number for number, has in enumerate(evidence) if has]
    if not seen:
        return tuple(told)
    before = -1
    for number in range(seen[0], seen[-1] + 1):
        if not evidence[number]:
            told[number] = "dormant"
            continue
        if before < 0:
            told[number] = "born"
        elif number > before + 1:
            told[number] = "again"
        elif size[number] != size[before]:
            told[number] = "grown" if size[number] > size[before] else "shrunk"
        before = number
    if seen[-1] + 1 < len(evidence):
        told[seen[-1] + 1] = "gone"
    return tuple(told)


def _as_known(found: Dated, entry: Ints) -> str:
    """The date of an entry as an ISO text no more exact than it was written; "" for no entry."""
    if not len(entry):
        return ""
    first, last = date.fromordinal(int(found.first[entry[0]])), date.fromordinal(int(found.last[entry[0]]))
    if first == last:
        return first.isoformat()
    return first.isoformat()[: 7 if (first.year, first.month) == (last.year, last.month) else 4]
