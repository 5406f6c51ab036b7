"""Who gets a place, and the springs: groups of tied people laid by attraction and repulsion (igraph, seeded)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Ring
from netlens.network.evidence import Evidence
from netlens.network.placing import packing
from netlens.network.placing.packing import Points

SPACING = 60.0  # world units from one member to the next
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Crowd:
    """All who get a place. `ring`: index of the ring or -1; `rim`: stands on its rim, is no member; ties by index."""

    ids: Ints
    ring: Ints
    rim: NDArray[np.bool_]
    a: Ints
    b: Ints
    weight: NDArray[np.float64]
    rings: int


def gather(evidence: Evidence, drawn: tuple[Ring, ...]) -> Crowd:
    known = set(evidence.vertices.tolist())
    members = {m.vertex: k for k, ring in reversed(list(enumerate(drawn))) for m in ring.members}
    victims = {v: k for k, ring in reversed(list(enumerate(drawn))) for v in ring.victims}
    extra = sorted((members.keys() | victims.keys()) - known)
    ids = np.concatenate((evidence.vertices, np.array(extra, dtype=np.int64)))
    group = [members.get(i, victims.get(i, -1) if i not in known else -1) for i in ids.tolist()]
    rim = [i in victims and i not in members and i not in known for i in ids.tolist()]
    return Crowd(
        ids, np.array(group, dtype=np.int64), np.array(rim, dtype=bool),
        evidence.a, evidence.b, evidence.weight, len(drawn),
    )  # fmt: skip


def blocks(ring: Ints, rim: NDArray[np.bool_], crowd: Crowd, rings: int) -> list[tuple[Ints, tuple[Any, Any]]]:
    """For each ring its members, and the ties among them as (pairs, weights) in their own numbering."""
    inner = np.where(rim, -1, ring)
    order = np.argsort(inner, kind="stable")
    cut = np.searchsorted(inner[order], np.arange(rings + 1))
    local = np.empty(len(ring), dtype=np.int64)
    local[order] = np.arange(len(ring)) - np.concatenate((cut, [0]))[inner[order]]
    inside = np.flatnonzero((inner[crowd.a] == inner[crowd.b]) & (inner[crowd.a] >= 0))
    inside = inside[np.argsort(inner[crowd.a[inside]], kind="stable")]
    edge = np.searchsorted(inner[crowd.a[inside]], np.arange(rings + 1))
    pairs = np.column_stack((local[crowd.a[inside]], local[crowd.b[inside]]))
    weight = crowd.weight[inside]
    return [
        (order[cut[k] : cut[k + 1]], (pairs[edge[k] : edge[k + 1]], weight[edge[k] : edge[k + 1]]))
        for k in range(rings)
    ]


def split(ring: Ints, rings: int) -> list[Ints]:
    """Who is in each ring, in order; -1 is in none. One sort, not a look at everyone for each ring."""
    order = np.argsort(ring, kind="stable")
    return [part.astype(np.int64) for part in np.split(order, np.searchsorted(ring[order], np.arange(rings + 1)))[1:-1]]


def interiors(groups: list[tuple[Ints, tuple[Any, Any]]], seed: int) -> list[tuple[Ints, Points, float]]:
    """Each group laid around (0, 0): who, their (n, 2) positions with room around each, the radius of the disc."""
    laid = [_interior(len(who), edges, seed) for who, edges in groups]
    if not laid:
        return []
    stride = 4 * max(radius for _, radius in laid) + SPACING
    far = [np.array([at * stride, 0.0]) for at in range(len(laid))]  # side by side, so that one pass makes room in all
    flat = packing.spread(np.concatenate([xy + to for (xy, _), to in zip(laid, far, strict=True)]), 0.9 * SPACING)
    cut = np.cumsum([len(xy) for xy, _ in laid])[:-1]
    result = []
    for (who, _edges), (_xy, radius), at, to in zip(groups, laid, np.split(flat, cut), far, strict=True):
        xy = at - to
        reach = float(np.hypot(xy[:, 0], xy[:, 1]).max(initial=0)) + 0.15 * SPACING
        result.append((who, xy, max(radius, reach)))
    return result


def _interior(n: int, edges: tuple[Any, Any], seed: int) -> tuple[Points, float]:
    """The strongest-tied in the middle, the rest as the springs want, evened over a disc."""
    radius = SPACING * max(0.62 * np.sqrt(n), 0.55)
    pairs, weight = edges
    strength = np.bincount(pairs.ravel(), weights=np.repeat(weight, 2), minlength=n) if len(pairs) else np.zeros(n)
    xy = np.empty((n, 2))
    xy[np.argsort(-strength, kind="stable")] = packing.sunflower(n, radius)
    if n > 3 and len(pairs):
        xy = packing.evened(spring(n, pairs, weight, xy / radius, seed, 60 if n < 400 else 30), 0.9 * radius)
    return xy, radius


def spring(n: int, pairs: Any, weight: Any, start: Points, seed: int, rounds: int) -> Points:
    """Fruchterman–Reingold positions from given ones; weights are damped, for one strong tie must not rule all."""
    import random

    import igraph

    graph = igraph.Graph(n=n, edges=pairs, directed=False)
    damped = np.sqrt(np.asarray(weight) / max(float(np.mean(weight)), 1e-12)) if len(weight) else weight
    igraph.set_random_number_generator(random.Random(seed))
    try:
        laid = graph.layout_fruchterman_reingold(
            weights=np.maximum(damped, 0.05).tolist(), niter=rounds, seed=start.tolist(), grid="auto"
        )
    finally:
        igraph.set_random_number_generator(random)
    return np.array(laid.coords, dtype=np.float64).reshape(n, 2)


def circles(crowd: Crowd, who: NDArray[np.bool_], seed: int) -> tuple[Ints, int]:
    """Close groups among those of no ring, for laying only (Leiden, Traag 2019); the untied stay at -1."""
    import random

    import igraph

    inside = who[crowd.a] & who[crowd.b]
    a, b = crowd.a[inside], crowd.b[inside]
    tied = np.unique(np.concatenate((a, b)))
    group = np.full(len(crowd.ids), -1, dtype=np.int64)
    if not len(tied):
        return group, 0
    graph = igraph.Graph(n=len(tied), edges=np.column_stack((np.searchsorted(tied, a), np.searchsorted(tied, b))))
    igraph.set_random_number_generator(random.Random(seed))
    try:
        found = graph.community_leiden(
            objective_function="modularity",
            weights=crowd.weight[inside].tolist(),
            resolution=max(1.0, len(tied) / 400),
            n_iterations=2,
        ).membership
    finally:
        igraph.set_random_number_generator(random)
    group[tied] = found
    return group, int(max(found)) + 1
