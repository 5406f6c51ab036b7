"""What belongs to a ring besides its members: case files, routes, and the victims its members handled."""

from typing import TYPE_CHECKING

import numpy as np

from netlens.network.evidence import Evidence
from netlens.network.facts.people import VICTIM, people
from netlens.network.projection import Ints

if TYPE_CHECKING:
    from netlens.case.case import Case

Lists = list[tuple[int, ...]]


def case_files(evidence: Evidence, ring: Ints, count: int) -> Lists:
    """Per ring, the cases in which two members stand, or in which nobody but members stands as offender or suspect."""
    return _of_rings(evidence, "case", ring, count)


def routes(case: "Case", evidence: Evidence, ring: Ints, count: int, files: Lists) -> Lists:
    """Per ring, the routes of its cases, and those that two members travelled or nobody but members did."""
    stops = case.table("stops").drop_duplicates("route")
    of_case: dict[int, list[int]] = {}
    for route, file in zip(stops.route.tolist(), stops.case.tolist(), strict=True):
        of_case.setdefault(file, []).append(route)
    travelled = _of_rings(evidence, "route", ring, count)
    return [
        tuple(sorted({*own, *(route for file in in_files for route in of_case.get(file, ()))}))
        for own, in_files in zip(travelled, files, strict=True)
    ]


def victims(case: "Case", evidence: Evidence, ring: Ints, count: int) -> Lists:
    """Only-victims, each with the ring that holds most of those who handled them (of equals, the more important ring).

    Handlers are the offenders and suspects of the victim's cases, and who else is tied to them as victim evidence.
    """
    handlers: dict[int, set[int]] = {}
    standing = evidence.groups.get("case")
    in_file: dict[int, set[int]] = {}
    if standing is not None:
        for file, vertex in zip(standing.entity[standing.group].tolist(), standing.member.tolist(), strict=True):
            in_file.setdefault(file, set()).add(vertex)
    only = people(case).victims
    harmed = case.table("involvements")
    harmed = harmed[harmed.role.isin(VICTIM) & harmed.person.isin(only)]
    for victim, file in zip(harmed.person.tolist(), harmed.case.tolist(), strict=True):
        handlers.setdefault(victim, set()).update(in_file.get(file, ()))
    tied = evidence.groups.get("victim")
    if tied is not None:
        for victim, vertex in zip(tied.entity[tied.group].tolist(), tied.member.tolist(), strict=True):
            handlers.setdefault(victim, set()).add(vertex)
    attached: list[list[int]] = [[] for _ in range(count)]
    for victim, vertices in sorted(handlers.items()):
        of_rings = ring[sorted(vertices)]
        held = np.bincount(of_rings[of_rings >= 0], minlength=count)
        if held.any():
            attached[int(held.argmax())].append(victim)
    return [tuple(found) for found in attached]


def _of_rings(evidence: Evidence, kind: str, ring: Ints, count: int) -> Lists:
    incidence = evidence.groups.get(kind)
    if incidence is None:
        return [()] * count
    people_of: dict[int, set[int]] = {}
    for entity, vertex in zip(incidence.entity[incidence.group].tolist(), incidence.member.tolist(), strict=True):
        people_of.setdefault(entity, set()).add(vertex)
    found: list[list[int]] = [[] for _ in range(count)]
    for entity, vertices in sorted(people_of.items()):
        numbers, held = np.unique(ring[sorted(vertices)], return_counts=True)
        for number, members in zip(numbers.tolist(), held.tolist(), strict=True):
            if number >= 0 and (members > 1 or members == len(vertices)):
                found[number].append(entity)
    return [tuple(entities) for entities in found]
