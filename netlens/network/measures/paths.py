"""Shortest paths between everyone: how many run through whom, and how far it is. Exact up to EXACT, sampled above.

Exact: U. Brandes, J. Math. Sociol. 25 (2001). Sampled: from a part of the vertices, drawn by a seed, to all others
(U. Brandes, C. Pich, Int. J. Bifurcation Chaos 17 (2007)), each path counted for whom it runs through by how far along
they stand (R. Geisberger, P. Sanders, D. Schultes, ALENEX 2008): without that, the neighbours of who was drawn come out
too high. The mean over all draws is the exact figure. Paths cut off at a length, which cost as little, are no estimate:
where people hang together by rings they miss those who join rings (measured: 1 of the 20 highest found).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.network.projection import Floats, Ints, Ties

EXACT = 5_000  # vertices up to which every path is counted
COUNTED = 250_000_000  # (vertices + 2 × ties) × sources: small components of a larger graph are exact within this
WORK = 140_000_000  # the same, for all components that are sampled: some seconds at any size
LEAST = 64  # sources drawn in a component, however large it is
DEEP = 64  # steps: in components of longer ways a level at a time costs too much
CELLS = 1_600_000  # vertices × sources at once: 6 MB an array


@dataclass(frozen=True, slots=True)
class Paths:
    """Per vertex: `through`, the shortest paths between two others that run through it, a pair of `w` equally short
    ones giving 1/w each; its standard error `error`, 0 where counted; `near`, how many it can reach; `far`, the summed
    number of ties to them. `sources`: from how many vertices paths were followed; `exact`: from all.
    """

    through: Floats
    error: Floats
    near: Ints
    far: Floats
    sources: int
    exact: bool


def paths(ties: Ties, seed: int = 1) -> Paths:
    """Shortest paths in number of ties; weights play no part. Of a larger graph, its small components are exact too."""
    part, size = components(ties)
    large = _large(ties, part, size)
    through, error, far = np.zeros(ties.n), np.zeros(ties.n), np.zeros(ties.n)
    near = size[part] - 1
    small = np.flatnonzero(~np.isin(part, large) & (near > 0))
    if len(small):
        through[small], far[small] = _counted(_inside(ties, small))
    sources = len(small)
    for number in large.tolist():
        there = np.flatnonzero(part == number)
        inside = _inside(ties, there)
        work = WORK * size[number] // int(size[large].sum())
        followed = _drawn(np.arange(inside.n), max(LEAST, int(work // (inside.n + 2 * len(inside.a)))), seed)
        through[there], error[there], far[there], count = _sampled(inside, followed)
        sources += count
    return Paths(through, error, near.astype(np.int64), far, sources, not len(large))


def through_ties(ties: Ties, seed: int = 1) -> tuple[Floats, int]:
    """Per tie, the shortest paths between two vertices that run over it; and from how many vertices they were followed.

    Girvan and Newman, PNAS 99 (2002). Above EXACT vertices: sampled, unscaled, from LEAST sources.
    """
    made = _graph(ties)
    if ties.n <= EXACT:
        return np.asarray(made.edge_betweenness(directed=False), dtype=np.float64), ties.n
    chosen = _drawn(np.flatnonzero(np.asarray(made.degree()) > 0), LEAST, seed)
    found = np.asarray(made.edge_betweenness(directed=False, sources=chosen.tolist()), dtype=np.float64)
    tied = int((np.asarray(made.degree()) > 0).sum())
    return found * tied / max(len(chosen), 1), len(chosen)


def components(ties: Ties) -> tuple[Ints, Ints]:
    """Per vertex its connected part, and per part how many vertices it has."""
    from scipy.sparse.csgraph import connected_components

    part = connected_components(_matrix(ties), directed=False)[1].astype(np.int64)
    return part, np.bincount(part).astype(np.int64)


def among(ties: Ties, vertices: Ints) -> Ties:
    """The ties between some vertices (indices, ascending), numbered anew in that order."""
    number = np.full(ties.n, -1, dtype=np.int64)
    number[vertices] = np.arange(len(vertices))
    inside = (number[ties.a] >= 0) & (number[ties.b] >= 0)
    return Ties(len(vertices), number[ties.a[inside]], number[ties.b[inside]], ties.weight[inside])


def _inside(ties: Ties, vertices: Ints) -> Ties:
    return ties if len(vertices) == ties.n else among(ties, vertices)


def _graph(ties: Ties) -> Any:
    import igraph

    return igraph.Graph(n=ties.n, edges=np.stack([ties.a, ties.b], axis=1))


def _matrix(ties: Ties, kind: type = np.float64) -> Any:
    from scipy.sparse import csr_array

    ends = (np.concatenate([ties.a, ties.b]), np.concatenate([ties.b, ties.a]))
    return csr_array((np.ones(2 * len(ties.a), dtype=kind), ends), shape=(ties.n, ties.n))


def _counted(ties: Ties) -> tuple[Floats, Floats]:
    made = _graph(ties)
    through = np.asarray(made.betweenness(directed=False), dtype=np.float64)
    close = np.nan_to_num(np.asarray(made.closeness(normalized=False), dtype=np.float64))
    return through, np.divide(1.0, close, out=np.zeros(ties.n), where=close > 0)


def _large(ties: Ties, part: Ints, size: Ints) -> Ints:
    """The components to be sampled: none in a small graph; else the largest, so that counting the others is cheap."""
    if ties.n <= EXACT:
        return np.zeros(0, dtype=np.int64)
    cost = size * (size + 2 * np.bincount(part[ties.a], minlength=len(size)))
    order = np.lexsort((np.arange(len(size)), cost))
    within = (np.cumsum(cost[order]) <= COUNTED) & (size[order] <= EXACT)
    return np.sort(order[~within]).astype(np.int64)


def _drawn(vertices: Ints, count: int, seed: int) -> Ints:
    if count >= len(vertices):
        return vertices
    return np.sort(np.random.default_rng(seed).choice(vertices, count, replace=False)).astype(np.int64)


def _sampled(ties: Ties, sources: Ints) -> tuple[Floats, Floats, Floats, int]:
    """Estimates of `through`, its standard error and `far` in one component; how many sources were followed."""
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    matrix = _matrix(ties, np.float32)
    order = reverse_cuthill_mckee(matrix, symmetric_mode=True)  # neighbours near each other in memory: a third faster
    matrix = matrix[order][:, order].tocsr()
    place = np.empty(ties.n, dtype=np.int64)
    place[order] = np.arange(ties.n)
    total, squares, far = np.zeros(ties.n), np.zeros(ties.n), np.zeros(ties.n)
    step = int(np.clip(CELLS // ties.n, 8, 64))
    for start in range(0, len(sources), step):
        followed = _followed(matrix, place[sources[start : start + step]])
        if followed is None:
            return _plain(ties, sources)
        share, steps = followed
        total += share.sum(axis=1, dtype=np.float64)
        squares += np.square(share).sum(axis=1, dtype=np.float64)
        far += steps.sum(axis=1, dtype=np.float64)
    count = len(sources)
    mean = total / count
    spread = np.sqrt(np.maximum(squares / count - mean**2, 0.0) / max(count - 1, 1) * (1 - count / ties.n))
    return (mean * ties.n)[place], (spread * ties.n)[place], (far / count * (ties.n - 1))[place], count


def _followed(matrix: Any, sources: Ints) -> tuple[NDArray[np.float32], NDArray[np.int16]] | None:
    """From some sources to all, a level at a time, all sources at once: (vertex, source) → its share of the paths, and
    the steps to it. None when ways are too long for that.
    """
    n, count, column = matrix.shape[0], len(sources), np.arange(len(sources))
    ways = np.zeros((n, count), dtype=np.float32)  # shortest ways from the source
    unseen = np.ones((n, count), dtype=bool)
    steps = np.ones((n, count), dtype=np.int16)
    ways[sources, column], unseen[sources, column], steps[sources, column] = 1, False, 0
    front, level = ways.copy(), 0
    while True:
        front = _next(matrix, front)
        front *= unseen
        reached = front > 0
        if not reached.any():
            break
        level += 1
        if level > DEEP:
            return None
        unseen ^= reached
        ways += front
        steps += unseen
    inverse = np.divide(1, ways, out=np.zeros_like(ways), where=ways > 0)
    share = np.zeros((n, count), dtype=np.float32)
    for one in range(level, 1, -1):
        beyond = (share + np.float32(1 / one)) * inverse
        beyond *= steps == one
        before = _next(matrix, beyond)
        before *= ways
        before *= steps == one - 1
        share += before
    share *= steps
    return share, steps


def _next(matrix: Any, front: NDArray[np.float32]) -> NDArray[np.float32]:
    """One step over the ties; where few rows hold anything, only these are looked at."""
    rows = np.flatnonzero(front.any(axis=1))
    few = len(rows) < matrix.shape[0] // 6
    found: NDArray[np.float32] = matrix[rows].T @ front[rows] if few else matrix @ front
    return found


def _plain(ties: Ties, sources: Ints) -> tuple[Floats, Floats, Floats, int]:
    """The same by igraph, source by source and unscaled, from fewer of them; the error from eight parts of these."""
    made, n = _graph(ties), ties.n
    fewer = sources[:: len(sources) // LEAST][:LEAST]
    parts = [fewer[start::8] for start in range(8)]
    found = np.stack(
        [
            np.asarray(made.betweenness(directed=False, sources=part.tolist()), dtype=np.float64) / len(part)
            for part in parts
        ]
    )
    far = np.asarray(made.distances(source=fewer.tolist()), dtype=np.float64).mean(axis=0)
    error = found.std(axis=0, ddof=1) / np.sqrt(len(parts))
    return found.mean(axis=0) * n, error * n, far * (n - 1), len(fewer)
