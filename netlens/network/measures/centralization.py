"""How far a graph hangs on its most central vertex: 0 where all stand alike, 1 in a star.

L. Freeman, Social Networks 1 (1979): the differences to the most central vertex, summed, over the most that sum can be
in a graph of as many vertices. Degree: (n-1)(n-2). R's igraph, unless told otherwise, divides by n(n-1), as if a vertex
could be tied to itself: its figures are lower by (n-2)/n. Figures are only comparable where the norm is the same.
"""

import numpy as np

from netlens.network.measures import centrality
from netlens.network.measures.paths import Paths
from netlens.network.projection import Floats, Ties


def density(ties: Ties) -> float:
    """The share of all n(n-1)/2 pairs that are tied."""
    return len(ties.a) / max(ties.n * (ties.n - 1) / 2, 1.0)


def by_degree(ties: Ties) -> float:
    """Sum of (largest degree - degree) over (n-1)(n-2)."""
    return _below(centrality.degree(ties)) / max((ties.n - 1) * (ties.n - 2), 1.0)


def by_betweenness(paths: Paths) -> float:
    """Sum of (largest betweenness - betweenness), each 0 … 1, over n-1."""
    return _below(centrality.betweenness(paths)) / max(len(paths.through) - 1, 1)


def by_closeness(paths: Paths) -> float:
    """Sum of (largest closeness - closeness), each 0 … 1, over (n-1)(n-2)/(2n-3). Meant for a connected graph."""
    n = len(paths.through)
    return _below(centrality.closeness(paths)) / max((n - 1) * (n - 2) / max(2 * n - 3, 1), 1e-12) if n > 2 else 0.0


def _below(values: Floats) -> float:
    return float(np.sum(values.max(initial=0.0) - values))
