"""Candidate communities: one Leiden run per ring size, from large to small, and the nest they make together.

Leiden: V. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden", Sci. Rep. 9, 5233 (2019). The resolution at which
communities of a given size are the natural ones: M. Newman, Phys. Rev. E 94, 052315 (2016).
"""

import random
from collections.abc import Sequence
from math import log

import numpy as np

from netlens.network.projection import Ints, Ties

OBJECTIVE = "modularity"
ITERATIONS = 2  # more cost 2 to 17 times as much and agree no better with the truth
SIZES = (120, 35, 10)  # people per community, coarse to fine


def resolutions(n: int, sizes: Sequence[int] = SIZES) -> tuple[float, ...]:
    """The resolution for each ring size among `n` people: rising, at least 1, near-duplicates left out."""
    chosen: list[float] = []
    for size in sizes:
        ratio = n * 0.5 / size  # ties inside a ring over ties by chance, when half of a member's ties are inside
        value = (ratio - 0.5) / (log(ratio) - log(0.5)) if ratio > 1.0 else 1.0
        value = round(max(value, 1.0), 6)
        if not chosen or value > chosen[-1] * 1.1:
            chosen.append(value)
    return tuple(chosen)


def leiden(ties: Ties, resolution: Sequence[float], seed: int, start: int = 0) -> list[Ints]:
    """One community label per vertex and resolution. The same ties and seed give the same labels, always.

    `start`: the number of the first of these resolutions among all, so that a ladder may be climbed in parts.

    Only here is igraph's Leiden called, with everything stated: its defaults (CPM, resolution 1) give a ring a person.
    """
    import igraph

    graph = igraph.Graph(
        n=ties.n, edges=list(zip(ties.a.tolist(), ties.b.tolist(), strict=True))
    )  # faster than an array
    weights = ties.weight.tolist()
    labels = []
    try:
        for step, value in enumerate(resolution, start):
            igraph.set_random_number_generator(random.Random(f"{seed}/{step}"))
            found = graph.community_leiden(
                objective_function=OBJECTIVE, weights=weights, resolution=value, n_iterations=ITERATIONS
            )
            labels.append(np.asarray(found.membership, dtype=np.int64))
    finally:
        igraph.set_random_number_generator(random)
    return labels


def nest(levels: Sequence[Ints], ties: Ties) -> list[Ints]:
    """Levels intersected coarse to fine, each community split into its connected parts: a true nest of communities."""
    above = np.zeros(ties.n, dtype=np.int64)
    nested = []
    for level in sorted(levels, key=lambda labels: int(labels.max(initial=0))):
        _, both = np.unique(above * (int(level.max(initial=0)) + 1) + level, return_inverse=True)
        above = connected(both.astype(np.int64), ties)
        nested.append(above)
    return nested


def connected(labels: Ints, ties: Ties) -> Ints:
    """Labels split so that each community is connected by its own ties; -1 stays -1."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    same = (labels[ties.a] == labels[ties.b]) & (labels[ties.a] >= 0)
    graph = csr_array((np.ones(int(same.sum())), (ties.a[same], ties.b[same])), shape=(ties.n, ties.n))
    parts = connected_components(graph, directed=False)[1].astype(np.int64)
    parts[labels < 0] = -1
    return compact(parts)


def compact(labels: Ints) -> Ints:
    """Labels renumbered 0, 1, … without gaps, in the order of their first vertex; -1 stays -1."""
    inside = labels >= 0
    renumbered = np.full(len(labels), -1, dtype=np.int64)
    _, first, inverse = np.unique(labels[inside], return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    renumbered[inside] = rank[inverse]
    return renumbered
