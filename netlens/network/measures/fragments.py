"""How a network holds together without some of its people, and how far some of them reach.

S. Borgatti, Comput. Math. Organ. Theory 12 (2006). All figures are 0 … 1 and of the graph they are given.
"""

from typing import Any

import numpy as np

from netlens.network.measures.paths import among, components
from netlens.network.projection import Floats, Ints, Ties

Neighbours = list[list[int]]
ROWS = 64  # sources at a time: igraph answers in lists


def fragmentation(ties: Ties, without: Ints) -> float:
    """F: the share of the pairs of those left who cannot reach each other: 1 - Σ s(s-1) / n(n-1), s the components.

    1 where fewer than two are left.
    """
    left = among(ties, np.setdiff1d(np.arange(ties.n), without))
    return 1.0 - _joined(components(left)[1]) / max(left.n * (left.n - 1), 1)


def distance_fragmentation(ties: Ties, without: Ints) -> float:
    """DF: 1 - the mean of 1/d over the pairs of those left, 0 where they cannot reach each other. n² memory."""
    left = among(ties, np.setdiff1d(np.arange(ties.n), without))
    return 1.0 - float(nearness(left).sum() - left.n) / max(left.n * (left.n - 1), 1)


def reach(near: Floats, chosen: Ints) -> float:
    """R: the mean over all of 1/d, d the steps from the nearest of the chosen; themselves count 1."""
    return float(near[chosen].max(axis=0).mean()) if len(chosen) else 0.0


def nearness(ties: Ties, sources: Ints | None = None) -> Floats:
    """(source, vertex) → 1/d, 1 for the vertex itself, 0 where it cannot be reached. None: from all."""
    import igraph

    made = igraph.Graph(n=ties.n, edges=np.stack([ties.a, ties.b], axis=1))
    rows = np.arange(ties.n) if sources is None else sources
    found = np.ones((len(rows), ties.n))
    for start in range(0, len(rows), ROWS):
        found[start : start + ROWS] = made.distances(source=rows[start : start + ROWS].tolist())
    found[np.arange(len(rows)), rows] = 1
    return np.divide(1, found, out=found)


def fragmentation_by_each(near: Neighbours, without: tuple[int, ...]) -> Floats:
    """F without some, and without one more: per vertex, were it that one. Those already left out: -1.

    One walk through the graph tells for each what falls off when it goes (R. Tarjan, SIAM J. Comput. 1 (1972)).
    """
    gone = set(without)
    before, change = _hanging(near, gone)
    left = len(near) - len(gone)
    found = 1.0 - (before + np.array(change)) / max((left - 1) * (left - 2), 1)
    found[list(gone)] = -1.0
    return found


def neighbours(ties: Ties) -> Neighbours:
    """Per vertex those it is tied to."""
    from scipy.sparse import csr_array

    ends: Any = (np.concatenate([ties.a, ties.b]), np.concatenate([ties.b, ties.a]))
    matrix = csr_array((np.ones(2 * len(ties.a), dtype=np.int8), ends), shape=(ties.n, ties.n))
    start, columns = matrix.indptr.tolist(), matrix.indices.tolist()
    return [columns[start[v] : start[v + 1]] for v in range(ties.n)]


def _joined(sizes: Ints) -> float:
    return float(np.sum(sizes * (sizes - 1.0)))


def _hanging(near: Neighbours, gone: set[int]) -> tuple[float, list[float]]:
    """Σ s(s-1) over the components, and per vertex how that changes when it goes as well.

    Going depth first, what hangs on a vertex and has no way around it falls off as a part of its own.
    """
    n = len(near)
    order, low, below = [-1] * n, [0] * n, [1] * n
    cut, change = [0] * n, [0.0] * n  # vertices in parts that fall off; their s(s-1) summed, then the change
    total, count = 0.0, 0
    for root in range(n):
        if order[root] >= 0 or root in gone:
            continue
        order[root] = low[root] = count
        count += 1
        seen = [root]
        way = [(root, -1, iter(near[root]))]
        while way:
            vertex, parent, others = way[-1]
            for other in others:
                if order[other] < 0:
                    if other in gone:
                        continue
                    order[other] = low[other] = count
                    count += 1
                    seen.append(other)
                    way.append((other, vertex, iter(near[other])))
                    break
                if other != parent and order[other] < low[vertex]:
                    low[vertex] = order[other]
            else:
                way.pop()
                if parent >= 0:
                    below[parent] += below[vertex]
                    low[parent] = min(low[parent], low[vertex])
                    if low[vertex] >= order[parent]:
                        cut[parent] += below[vertex]
                        change[parent] += below[vertex] * (below[vertex] - 1.0)
        size = len(seen)
        joined = size * (size - 1.0)
        total += joined
        for vertex in seen:
            rest = size - 1 - cut[vertex]
            change[vertex] += rest * (rest - 1.0) - joined
    return total, change
