"""People who join corridors: whose own cases and routes lie on several, or who alone tie the rings of two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netlens.case.records import Ring, Source
from netlens.network.corridors import case_corridors, rank, route_corridors
from netlens.network.evidence import Evidence
from netlens.network.facts.people import people
from netlens.network.projection import Ints
from netlens.network.tying import tying

if TYPE_CHECKING:
    from netlens.case.case import Case


@dataclass(frozen=True, slots=True)
class Part:
    """What puts a person on one corridor: their cases and routes there, and the rows that say so."""

    code: str
    cases: tuple[int, ...]
    routes: tuple[int, ...]
    rows: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two rings of different corridors that nothing in the evidence ties but over this one person; the rows of that."""

    rings: tuple[str, str]
    rows: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Joiner:
    """A person, or a number nobody holds, who joins corridors. `rings`: those they are a member of.

    `parts`: two corridors or more of their own cases (as offender or suspect) and routes, or none; `bridges`: the rings
    of different corridors that hang together by them alone.
    """

    entity: int
    parts: tuple[Part, ...]
    bridges: tuple[Bridge, ...]
    rings: tuple[str, ...]


def joiners(case: "Case", evidence: Evidence, rings: Iterable[Ring]) -> tuple[Joiner, ...]:
    """Everyone who joins corridors, those with most corridors and bridges first, then by record id.

    Only-victims, witnesses and reporters are not among them, nor does a case or its routes count in which proceedings
    against the person were dropped or ended in acquittal. Routes against the clock are on no corridor.
    """
    told = tuple(rings)
    member_of: dict[int, list[str]] = {}
    for ring in told:
        for member in ring.members:
            member_of.setdefault(member.vertex, []).append(ring.id)
    parts, over = _parts(case), bridges(evidence, told)
    found = [
        Joiner(entity, parts.get(entity, ()), over.get(entity, ()), tuple(member_of.get(entity, ())))
        for entity in parts.keys() | over.keys()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.parts) - len(one.bridges), case.record_id(one.entity))))


def _parts(case: "Case") -> dict[int, tuple[Part, ...]]:
    """The corridors of everyone who is on two or more."""
    who, of_case = people(case), case_corridors(case)
    judged = route_corridors(case)
    of_route = dict(zip(judged.route.tolist(), judged.corridor.tolist(), strict=True))
    stops = case.table("stops").drop_duplicates("route")
    case_of = dict(zip(stops.route.tolist(), stops.case.tolist(), strict=True))
    cases: dict[tuple[int, str], dict[int, list[Source]]] = {}
    routes: dict[tuple[int, str], dict[int, list[Source]]] = {}
    standing = who.standing
    columns = (standing[name].tolist() for name in ("person", "case", "file", "row"))
    for person, number, file, row in zip(*columns, strict=True):
        for code in of_case.get(number, ()):
            cases.setdefault((person, code), {}).setdefault(number, []).append(Source(file, row))
    travellers = case.table("travellers")
    columns = (travellers[name].tolist() for name in ("person", "route", "file", "row"))
    for person, route, file, row in zip(*columns, strict=True):
        code = of_route.get(route, "")
        if code and person in who.recorded and (person, case_of.get(route, -1)) not in who.ended:
            routes.setdefault((person, code), {}).setdefault(route, []).append(Source(file, row))
    codes: dict[int, set[str]] = {}
    for person, code in (*cases, *routes):
        codes.setdefault(person, set()).add(code)
    why = _deciding(case, case_of)
    return {
        person: tuple(_part(code, cases.get((person, code), {}), routes.get((person, code), {}), why)
                      for code in sorted(on, key=rank))
        for person, on in codes.items() if len(on) > 1
    }  # fmt: skip


def _part(
    code: str,
    cases: Mapping[int, list[Source]],
    routes: Mapping[int, list[Source]],
    why: Mapping[tuple[int, str], set[Source]],
) -> Part:
    """The rows that name the person, and those that put each case and route on the corridor."""
    rows = {row for found in (*cases.values(), *routes.values()) for row in found}
    for number in (*cases, *routes):
        rows |= why.get((number, code), set())
    return Part(code, tuple(sorted(cases)), tuple(sorted(routes)), tuple(sorted(rows)))


def _deciding(case: "Case", case_of: Mapping[int, int]) -> dict[tuple[int, str], set[Source]]:
    """(case or route, corridor) → the stops that decide it."""
    judged = route_corridors(case)
    found: dict[tuple[int, str], set[Source]] = {}
    for route, code, file, row in zip(
        *(judged[name].tolist() for name in ("route", "corridor", "file", "row")), strict=True
    ):
        if code:
            for number in (route, case_of.get(route, -1)):
                found.setdefault((number, code), set()).add(Source(file, row))
    return found


def bridges(evidence: Evidence, rings: Sequence[Ring]) -> dict[int, tuple[Bridge, ...]]:
    """Who alone ties two rings that share no corridor: without them nothing leads from one to the other.

    A way leads directly from a member to a member, or over one who is in neither ring. Entity id → their bridges.
    """
    at = {entity: vertex for vertex, entity in enumerate(evidence.vertices.tolist())}
    ring = np.full(len(at), -1, dtype=np.int64)
    along = [frozenset(share.code for share in one.corridors) for one in rings]
    for number, shown in enumerate(rings):
        if along[number]:
            ring[[at[member.vertex] for member in shown.members if member.vertex in at]] = number
    known = tying(evidence)
    found: dict[int, list[Bridge]] = {}
    for (one, other), ways in sorted(_ways(evidence, ring).items()):
        if along[one] & along[other]:
            continue
        alone = frozenset.intersection(*(way.needs for way in ways))
        outside = {vertex for vertex in alone if ring[vertex] < 0}
        over = {way.over for way in ways} - {-1}
        names = (rings[one].id, rings[other].id)
        for vertex in sorted(outside or alone):
            ends = np.flatnonzero(((ring == one) | (ring == other)) & (ring != ring[vertex]))
            rows = known.rows(vertex, {*ends.tolist(), *over})
            found.setdefault(int(evidence.vertices[vertex]), []).append(Bridge(names, rows))
    return {entity: tuple(told) for entity, told in found.items()}


class _Way(NamedTuple):
    """A way between two rings: who it cannot do without, and over whom in neither ring it leads (-1: directly)."""

    needs: frozenset[int]
    over: int = -1


def _ways(evidence: Evidence, ring: Ints) -> dict[tuple[int, int], list[_Way]]:
    """The ways between each pair of rings."""
    ways: dict[tuple[int, int], list[_Way]] = {}
    of_a, of_b = ring[evidence.a], ring[evidence.b]
    direct = (of_a >= 0) & (of_b >= 0) & (of_a != of_b)
    for a, b in zip(evidence.a[direct].tolist(), evidence.b[direct].tolist(), strict=True):
        one, other = sorted((int(ring[a]), int(ring[b])))
        ways.setdefault((one, other), []).append(_Way(frozenset((a, b))))
    near: dict[int, dict[int, set[int]]] = {}  # who is in no ring → ring → their neighbours there
    for inner, outer in ((evidence.a, evidence.b), (evidence.b, evidence.a)):
        reaches = (ring[outer] < 0) & (ring[inner] >= 0)
        for vertex, member in zip(outer[reaches].tolist(), inner[reaches].tolist(), strict=True):
            near.setdefault(vertex, {}).setdefault(int(ring[member]), set()).add(member)
    for vertex, reached in near.items():
        for one, other in combinations(sorted(reached), 2):
            single = [next(iter(reached[end])) for end in (one, other) if len(reached[end]) == 1]
            ways.setdefault((one, other), []).append(_Way(frozenset((vertex, *single)), vertex))
    return ways
