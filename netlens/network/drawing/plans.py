"""Who is drawn: as themselves, folded into their ring, or not at all."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Ring, Rings
from netlens.network.evidence import Evidence
from netlens.network.layout import shown
from netlens.network.projection import distinct

NEIGHBOURS, BROKERS = 60, 16  # how many people outside of the rings a picture shows; the others are counted
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn: `alone` (bool per vertex) as themselves, the rings `folded` (indices into `rings`) as one node.

    `open` rings bring those attached to them; for `expanded` vertices what they hold or stand in is drawn as well.
    """

    rings: tuple[Ring, ...]
    alone: NDArray[np.bool_]
    folded: tuple[int, ...] = ()
    open: tuple[int, ...] = ()
    expanded: Collection[int] = ()
    left_out: int = 0


def ring_of(evidence: Evidence, rings: tuple[Ring, ...]) -> NDArray[np.int32]:
    """For each vertex the index of its ring, -1 for none."""
    index = {int(v): i for i, v in enumerate(evidence.vertices)}
    found = np.full(len(evidence.vertices), -1, dtype=np.int32)
    for k in range(len(rings) - 1, -1, -1):
        found[[index[m.vertex] for m in rings[k].members if m.vertex in index]] = k
    return found


def of_all(evidence: Evidence, rings: Rings, expanded: Collection[int]) -> Plan:
    """Everyone by themselves."""
    drawn = shown(rings)
    everyone = np.ones(len(evidence.vertices), dtype=bool)
    return Plan(drawn, everyone, open=tuple(range(len(drawn))), expanded=expanded)


def of_overview(evidence: Evidence, rings: Rings, opened: Collection[str], expanded: Collection[int]) -> Plan:
    """Every ring folded but those `opened`; and who, of no ring, ties two of them or more."""
    drawn = shown(rings)
    own = ring_of(evidence, drawn)
    brokers = _brokers(evidence, own, len(drawn))
    is_open = tuple(k for k, ring in enumerate(drawn) if ring.id in opened)
    alone = np.isin(own, is_open) if is_open else np.zeros(len(own), dtype=bool)
    alone[brokers[:BROKERS]] = True
    alone |= _reached(evidence, expanded) & (own < 0)
    folded = tuple(k for k in range(len(drawn)) if k not in is_open)
    return Plan(drawn, alone, folded, is_open, expanded, max(0, len(brokers) - BROKERS))


def of_unfolding(evidence: Evidence, rings: Rings, ring: str, opened: bool, expanded: Collection[int]) -> Plan:
    """One ring, and folded the rings it is tied to; with it the people of no ring who are tied to it."""
    drawn, focus = _with(rings, ring)
    own = ring_of(evidence, drawn)
    inside = own == focus
    others = np.unique(own[_touching(evidence, inside)])
    folded = {int(k) for k in others if k >= 0} - {focus}
    near, left_out = _strongest(evidence, inside, own < 0)
    alone = near | (_reached(evidence, expanded) & (own < 0))
    if opened:
        alone |= inside
    else:
        folded.add(focus)
    return Plan(drawn, alone, tuple(sorted(folded)), (focus,) if opened else (), expanded, left_out)


def of_ring(evidence: Evidence, rings: Rings, ring: str, expanded: Collection[int]) -> Plan:
    """One ring and its neighbours, all by themselves."""
    drawn, focus = _with(rings, ring)
    inside = ring_of(evidence, drawn) == focus
    near, left_out = _strongest(evidence, inside, ~inside)
    return Plan(drawn, inside | near | _reached(evidence, expanded), (), (focus,), expanded, left_out)


def with_people(evidence: Evidence, plan: Plan, people: Collection[int]) -> Plan:
    """The plan with some more people (entity ids) drawn as themselves."""
    if not people:
        return plan
    chosen = np.isin(evidence.vertices, np.fromiter(people, dtype=np.int64, count=len(people)))
    return replace(plan, alone=plan.alone | chosen)


def _with(rings: Rings, ring: str) -> tuple[tuple[Ring, ...], int]:
    """The rings that are drawn, the asked one among them even if it is hidden otherwise, and its index."""
    drawn = shown(rings)
    drawn = (*drawn, *(r for r in rings.rings if r.id == ring and r not in drawn))
    return drawn, [r.id for r in drawn].index(ring)


def _touching(evidence: Evidence, inside: Mask) -> Mask:
    """Who is tied to someone inside."""
    found = np.zeros(len(inside), dtype=bool)
    found[evidence.a[inside[evidence.b]]] = True
    found[evidence.b[inside[evidence.a]]] = True
    return found


def _strongest(evidence: Evidence, inside: Mask, of: Mask) -> tuple[Mask, int]:
    """The NEIGHBOURS most strongly tied to those inside, out of `of`; and how many more there are."""
    n = len(inside)
    pull = np.bincount(evidence.a, evidence.weight * inside[evidence.b], n)
    pull += np.bincount(evidence.b, evidence.weight * inside[evidence.a], n)
    pull[inside | ~of] = 0
    order = np.argsort(-pull, kind="stable")
    order = order[pull[order] > 0]
    near = np.zeros(n, dtype=bool)
    near[order[:NEIGHBOURS]] = True
    return near, max(0, len(order) - NEIGHBOURS)


def _reached(evidence: Evidence, expanded: Collection[int]) -> Mask:
    """Those expanded and everyone tied to them."""
    chosen = np.isin(evidence.vertices, np.fromiter(expanded, dtype=np.int64, count=len(expanded)))
    return chosen | _touching(evidence, chosen)


def _brokers(evidence: Evidence, own: NDArray[np.int32], rings: int) -> NDArray[np.int64]:
    """Those of no ring who are tied to two or more, the most strongly tied first."""
    a, b = np.concatenate((evidence.a, evidence.b)), np.concatenate((evidence.b, evidence.a))
    weight = np.tile(evidence.weight, 2)
    kept = (own[a] < 0) & (own[b] >= 0)
    a, b, weight = a[kept], b[kept], weight[kept]
    ties: Any = distinct(a * max(rings, 1) + own[b])
    several = np.bincount(ties // max(rings, 1), minlength=len(own)) > 1
    pull = np.bincount(a, weight, len(own)) * several
    order = np.argsort(-pull, kind="stable")
    return order[pull[order] > 0]
