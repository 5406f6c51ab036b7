"""From labels to Ring records: who is in it, as what, on which cases, routes and corridors, held by what evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from netlens.case.records import Member, Ring, Status
from netlens.network import corridors
from netlens.network.evidence import Evidence, some_rows
from netlens.network.facts.marked import Marked
from netlens.network.facts.parts import Parts, parts
from netlens.network.measures import Measures
from netlens.network.projection import Floats, Ints
from netlens.network.rings.portrait import attach
from netlens.network.rings.portrait.membership import band
from netlens.network.rings.portrait.tally import tally

if TYPE_CHECKING:
    from netlens.case.case import Case

DIGITS = 6  # decimals of every figure that is kept


@dataclass(frozen=True, slots=True)
class Groups:
    """Rings before they are written out: a label per vertex, and per ring its id, status and figures."""

    ring: Ints
    ids: Sequence[str]
    status: Sequence[Status]
    stability: Floats
    p_value: Floats
    q_value: Floats
    redundancy: Floats
    stays: Floats  # per vertex: how much of the time they kept to their ring
    membership: Floats  # per vertex: the chance that they are rightly in it
    by_hand: frozenset[int] = frozenset()  # vertices that the analyst added


def describe(case: "Case", evidence: Evidence, groups: Groups, figures: Measures) -> list[Ring]:
    """One Ring per group, in the given order; undecided and unnamed."""
    count = len(groups.ids)
    evidence = touching(evidence, groups.ring)
    counts = tally(evidence, groups.ring, count)
    files = attach.case_files(evidence, groups.ring, count)
    routes = attach.routes(case, evidence, groups.ring, count, files)
    victims = attach.victims(case, evidence, groups.ring, count)
    offences = dict(zip(*(case.table("cases")[name].tolist() for name in ("id", "offence")), strict=True))
    tied, degree = _ties_inside(evidence, groups.ring, count)
    members = _Members(evidence, groups, parts(case), figures, degree, counts.members)
    made = []
    for number, vertices in enumerate(members_of(groups.ring, count)):
        named = [offences[file] for file in files[number] if offences.get(file)]
        size = len(vertices)
        made.append(
            Ring(
                id=groups.ids[number],
                label="",
                status=groups.status[number],
                decision="open",
                reason="",
                members=tuple(sorted((members.make(v) for v in vertices), key=lambda member: -member.degree)),
                stability=short(groups.stability[number]),
                p_value=short(groups.p_value[number]),
                q_value=short(groups.q_value[number]),
                density=short(tied[number] / max(size * (size - 1) / 2, 1)),
                redundancy=short(groups.redundancy[number]),
                corridors=corridors.shares(case, files[number], routes[number], victims[number]),
                offences={code: named.count(code) for code in sorted(set(named))},
                cases=files[number],
                routes=routes[number],
                victims=victims[number],
                weakest_grade=counts.weakest[number],
                first=counts.first[number],
                last=counts.last[number],
                evidence=counts.rings[number],
            )
        )
    return made


def touching(evidence: Evidence, ring: Ints) -> Evidence:
    """The evidence without the facts that no ring has a part in: to describe one ring is then little work.

    Of a case, route or thing in which any member stands all standings stay, also those of others.
    """
    groups, pairs = {}, {}
    for kind, incidence in evidence.groups.items():
        entity = incidence.entity[incidence.group]
        groups[kind] = some_rows(incidence, Marked(entity[ring[incidence.member] >= 0]).has(entity))
    for kind, facts in evidence.pairs.items():
        pairs[kind] = some_rows(facts, (ring[facts.a] >= 0) & (ring[facts.a] == ring[facts.b]))
    return replace(evidence, groups=groups, pairs=pairs)


def members_of(ring: Ints, count: int) -> list[list[int]]:
    """The vertices of each ring, in order."""
    order = np.argsort(ring, kind="stable")
    cuts = np.searchsorted(ring[order], np.arange(count + 1))
    return [order[start:end].tolist() for start, end in pairwise(cuts)]


def short(value: float) -> float:
    """A figure as it is kept: six decimals, never minus zero."""
    return round(float(value), DIGITS) + 0.0


@dataclass(frozen=True, slots=True)
class _Members:
    evidence: Evidence
    groups: Groups
    parts: Parts
    figures: Measures
    degree: Floats
    counts: dict[int, dict[str, int]]

    def make(self, vertex: int) -> Member:
        person = int(self.evidence.vertices[vertex])
        membership = float(self.groups.membership[vertex])
        return Member(
            vertex=person,
            band=band(float(self.groups.stays[vertex]), membership),
            membership=short(membership),
            recorded=self.parts.recorded.get(person, "none"),
            functions=self.parts.functions.get(person, ()),
            stage=self.parts.stage.get(person, ""),
            degree=short(self.degree[vertex]),
            betweenness=short(self.figures.betweenness[vertex]),
            constraint=short(self.figures.constraint[vertex]),
            evidence=self.counts.get(vertex, {}),
            by_hand=vertex in self.groups.by_hand,
        )


def _ties_inside(evidence: Evidence, ring: Ints, count: int) -> tuple[Ints, Floats]:
    """Per ring its tied pairs; per vertex the summed weight of their ties inside."""
    same = (ring[evidence.a] >= 0) & (ring[evidence.a] == ring[evidence.b])
    a, b, weight = evidence.a[same], evidence.b[same], evidence.weight[same]
    degree = np.bincount(a, weight, len(ring)) + np.bincount(b, weight, len(ring))
    return np.bincount(ring[a], minlength=count).astype(np.int64), degree.astype(np.float64)
