"""Where a vertex stands in a graph, one plain function a figure. Each says its norm: what 1, or 0, would mean.

All are reckoned over the graph they are given, be it a whole case or one ring: that is their scope. Figures of paths
take ties as unweighted: a weight says how strong a tie is, not how long.

L. Freeman, Social Networks 1 (1979): degree, closeness, betweenness. S. Wasserman, K. Faust, "Social Network Analysis"
(1994), 5.2.2: closeness where not all can be reached. P. Bonacich, J. Math. Sociol. 2 (1972): eigenvector. S. Brin,
L. Page, Computer Networks 30 (1998): PageRank. R. Burt, "Structural Holes" (1992): constraint. D. Watts, S. Strogatz,
Nature 393 (1998): clustering. S. Seidman, Social Networks 5 (1983): k-core.
"""

from typing import Any

import numpy as np

from netlens.network.measures.paths import Paths, components, through_ties
from netlens.network.projection import Floats, Ints, Ties

DAMPING = 0.85  # PageRank: the share of steps that follow a tie
DENSE = 64  # vertices up to which eigenvectors are found by the textbook


def degree(ties: Ties) -> Floats:
    """How many others a vertex is tied to: 0 … n-1."""
    return (np.bincount(ties.a, minlength=ties.n) + np.bincount(ties.b, minlength=ties.n)).astype(np.float64)


def strength(ties: Ties) -> Floats:
    """Summed weight of a vertex' ties, in the unit of the weights: independent ties."""
    return ties.strength()


def closeness(paths: Paths) -> Floats:
    """(reached / (n-1)) × (reached / summed steps to them): 1 for who is tied to everyone, 0 for who is tied to nobody.

    In a connected graph that is Freeman's (n-1) / summed steps.
    """
    others = max(len(paths.near) - 1, 1)
    reached = paths.near.astype(np.float64)
    return np.divide(reached * reached / others, paths.far, out=np.zeros(len(reached)), where=paths.far > 0)


def betweenness(paths: Paths) -> Floats:
    """Share of the shortest paths between all pairs of others that run through a vertex: 0 … 1, which a star's hub has.

    The share is of all (n-1)(n-2)/2 pairs, be they connected or not.
    """
    return paths.through / pairs_of_others(len(paths.through))


def betweenness_error(paths: Paths) -> Floats:
    """The standard error of `betweenness`, in its norm; 0 where every path was counted."""
    return paths.error / pairs_of_others(len(paths.error))


def tie_betweenness(ties: Ties) -> tuple[Floats, int]:
    """Per tie, the share of the shortest paths between all n(n-1)/2 pairs that run over it: 0 … 1.

    And from how many vertices paths were followed: n, unless the graph is so large that it is an estimate.
    """
    through, sources = through_ties(ties)
    return through / max(ties.n * (ties.n - 1) / 2, 1.0), sources


def eigenvector(ties: Ties) -> Floats:
    """Tied to those who are themselves well tied, by weight; the largest is 1.

    Reckoned in the connected part of most weight, where alone it is defined; 0 outside.
    """
    found = np.zeros(ties.n)
    if not len(ties.a):
        return found
    part = components(ties)[0]
    heaviest = int(np.argmax(np.bincount(part[ties.a], ties.weight)))
    there = np.flatnonzero(part == heaviest)
    vector = np.abs(_leading(_matrix(ties)[there][:, there]))
    found[there] = vector / vector.max()
    return found


def pagerank(ties: Ties) -> Floats:
    """Where a walk along ties, by weight, that now and then starts anew comes by: all sum to 1."""
    if not ties.n:
        return np.zeros(0)
    weights = ties.weight.tolist() or None
    found = _graph(ties).pagerank(directed=False, damping=DAMPING, weights=weights)
    return np.asarray(found, dtype=np.float64)


def constraint(ties: Ties) -> Floats:
    """Burt's, by weight: near 0 where contacts do not know each other, 1 and above where they all do. 0 without a tie.

    A low figure is a broker's; of those with no tie it says nothing.
    """
    if not ties.n:
        return np.zeros(0)
    found = np.asarray(_graph(ties).constraint(weights=ties.weight.tolist() or None), dtype=np.float64)
    return np.nan_to_num(found)


def clustering(ties: Ties) -> Floats:
    """Share of the pairs of a vertex' contacts who are tied themselves: 0 … 1; 0 with fewer than two contacts."""
    return np.asarray(_graph(ties).transitivity_local_undirected(mode="zero"), dtype=np.float64)


def core(ties: Ties) -> Ints:
    """The largest k such that a vertex belongs to a group in which each is tied to k others of it; 0 without a tie."""
    return np.asarray(_graph(ties).coreness(), dtype=np.int64)


def articulation(ties: Ties) -> Ints:
    """1 for those without whom a connected part falls apart, else 0."""
    found = np.zeros(ties.n, dtype=np.int64)
    found[_graph(ties).articulation_points()] = 1
    return found


def pairs_of_others(n: int) -> float:
    """The pairs that a vertex of a graph of `n` can stand between."""
    return max((n - 1) * (n - 2) / 2, 1.0)


def _graph(ties: Ties) -> Any:
    import igraph

    return igraph.Graph(n=ties.n, edges=np.stack([ties.a, ties.b], axis=1))


def _matrix(ties: Ties) -> Any:
    from scipy.sparse import csr_array

    ends = (np.concatenate([ties.a, ties.b]), np.concatenate([ties.b, ties.a]))
    return csr_array((np.tile(ties.weight, 2), ends), shape=(ties.n, ties.n))


def _leading(matrix: Any) -> Floats:
    """The eigenvector of the largest eigenvalue of a symmetric matrix; the same each time."""
    if matrix.shape[0] <= DENSE:
        return np.asarray(np.linalg.eigh(matrix.toarray())[1][:, -1], dtype=np.float64)
    from scipy.sparse.linalg import eigsh

    found = eigsh(matrix, k=1, which="LA", v0=np.ones(matrix.shape[0]), return_eigenvectors=True)
    return np.asarray(found[1][:, 0], dtype=np.float64)
