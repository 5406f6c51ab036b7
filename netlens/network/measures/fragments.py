"""How a network holds together without some of its people, and how far some of them reach.

S. Borgatti, Comput. Math. Organ. Theory 12 (2006). All figures are 0 … 1 and of the graph they are given.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.network.measures.paths import among, components
from netlens.network.projection import Floats, Ints, Ties

Shares = NDArray[np.float32]
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


def reach(near: Shares, chosen: Ints) -> float:
    """R: the mean over all of 1/d, d the steps from the nearest of the chosen; themselves count 1."""
    return float(near[chosen].max(axis=0).mean()) if len(chosen) else 0.0


def nearness(ties: Ties, sources: Ints | None = None) -> Shares:
    """(source, vertex) → 1/d, 1 for the vertex itself, 0 where it cannot be reached. None: from all."""
    import igraph

    made = igraph.Graph(n=ties.n, edges=np.stack([ties.a, ties.b], axis=1))
    rows = np.arange(ties.n) if sources is None else sources
    found = np.ones((len(rows), ties.n), dtype=np.float32)
    for start in range(0, len(rows), ROWS):
        found[start : start + ROWS] = made.distances(source=rows[start : start + ROWS].tolist())
    found[np.arange(len(rows)), rows] = 1
    return np.divide(1, found, out=found)


def fragmentation_by_each(ties: Ties, without: Ints) -> Floats:
    """F without some, and without one more: per vertex, were it that one. Those already left out: -1.

    One walk through the graph tells for each what falls off when it goes (R. Tarjan, SIAM J. Comput. 1 (1972)).
    """
    kept = np.setdiff1d(np.arange(ties.n), without)
    left = among(ties, kept)
    found = np.full(ties.n, -1.0)
    size = components(left)
    before = _joined(size[1])
    others = max((left.n - 1) * (left.n - 2), 1)
    found[kept] = 1.0 - (before + _lost(left, size[1][size[0]])) / others
    return found


def _joined(sizes: Ints) -> float:
    return float(np.sum(sizes * (sizes - 1.0)))


def _lost(ties: Ties, size: Ints) -> Floats:
    """Per vertex how Σ s(s-1) changes when it goes; `size[v]`: that of its component."""
    after = _remaining(_neighbours(ties), size.tolist())
    return np.array(after, dtype=np.float64) - size * (size - 1.0)


def _remaining(near: list[list[int]], size: list[int]) -> list[float]:
    """Per vertex Σ s(s-1) over the parts its component leaves when it goes: what hangs on it in a depth-first tree."""
    n = len(near)
    order, low, below = [-1] * n, [0] * n, [1] * n
    cut, parts = [0] * n, [0.0] * n  # vertices in parts that fall off, and their s(s-1) summed
    count = 0
    for root in range(n):
        if order[root] >= 0:
            continue
        order[root] = low[root] = count
        count += 1
        way = [(root, -1, iter(near[root]))]
        while way:
            vertex, parent, others = way[-1]
            for other in others:
                if order[other] < 0:
                    order[other] = low[other] = count
                    count += 1
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
                        parts[parent] += below[vertex] * (below[vertex] - 1.0)
    rest = [size[v] - 1 - cut[v] for v in range(n)]
    return [parts[v] + rest[v] * (rest[v] - 1.0) for v in range(n)]


def _neighbours(ties: Ties) -> list[list[int]]:
    from scipy.sparse import csr_array

    ends: Any = (np.concatenate([ties.a, ties.b]), np.concatenate([ties.b, ties.a]))
    matrix = csr_array((np.ones(2 * len(ties.a), dtype=np.int8), ends), shape=(ties.n, ties.n))
    start, columns = matrix.indptr.tolist(), matrix.indices.tolist()
    return [columns[start[v] : start[v + 1]] for v in range(ties.n)]
