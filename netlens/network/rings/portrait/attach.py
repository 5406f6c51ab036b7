"""What belongs to a ring besides its members: case files, routes, and the victims its members handled."""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from netlens.network.evidence import Evidence
from netlens.network.facts.marked import Marked
from netlens.network.facts.people import VICTIM, people
from netlens.network.projection import Ints, distinct

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
    victim, handler = _handlers(case, evidence, ring >= 0)
    pairs = distinct(victim * len(ring) + handler)
    victim, handler = pairs // max(len(ring), 1), pairs % max(len(ring), 1)
    slots, held = np.unique(victim * count + ring[handler], return_counts=True)
    who, number = slots // max(count, 1), slots % max(count, 1)
    best = np.lexsort((number, -held, who))
    first = np.diff(who[best], prepend=-1) > 0
    return _lists(number[best][first], who[best][first], count)


def _handlers(
    case: "Case", evidence: Evidence, members: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> tuple[Ints, Ints]:
    """(victim, vertex) for all members of any ring who handled an only-victim; some pairs twice."""
    harmed = case.table("involvements")
    only = Marked(people(case).victims).has(harmed.person.to_numpy())
    harmed = harmed[harmed.role.isin(VICTIM).to_numpy() & only]
    found = [np.zeros((2, 0), dtype=np.int64)]
    standing = evidence.groups.get("case")
    if standing is not None:
        theirs = members[standing.member]
        files, people_in = standing.entity[standing.group][theirs], standing.member[theirs]
        order = np.argsort(files, kind="stable")
        files, people_in = files[order], people_in[order]
        low, high = (np.searchsorted(files, harmed.case.to_numpy(), side=side) for side in ("left", "right"))
        many = high - low
        at = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many) + np.repeat(low, many)
        found.append(np.stack([np.repeat(harmed.person.to_numpy(), many), people_in[at]]))
    tied = evidence.groups.get("victim")
    if tied is not None:
        theirs = members[tied.member]
        found.append(np.stack([tied.entity[tied.group][theirs], tied.member[theirs]]))
    victim, handler = np.concatenate(found, axis=1)
    return victim, handler


def _of_rings(evidence: Evidence, kind: str, ring: Ints, count: int) -> Lists:
    incidence = evidence.groups.get(kind)
    if incidence is None:
        return [()] * count
    n = max(len(ring), 1)
    pairs = distinct(incidence.entity[incidence.group] * n + incidence.member)
    entity, of = pairs // n, ring[pairs % n]
    inside = of >= 0
    slots, members = np.unique(entity[inside] * count + of[inside], return_counts=True)
    what, number = slots // max(count, 1), slots % max(count, 1)
    entities, size = np.unique(entity, return_counts=True)
    own = (members > 1) | (members == size[np.searchsorted(entities, what)])
    return _lists(number[own], what[own], count)


def _lists(number: Ints, entity: Ints, count: int) -> Lists:
    """The entities of each of `count` rings, ascending."""
    order = np.lexsort((entity, number))
    cuts = np.searchsorted(number[order], np.arange(count + 1))
    sorted_ = entity[order].tolist()
    return [tuple(sorted_[start:end]) for start, end in pairwise(cuts.tolist())]
