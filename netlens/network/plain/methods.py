"""The plain methods themselves: ties in, one label per vertex out, -1 for none.

Leiden: V. Traag, L. Waltman, N. J. van Eck, Sci. Rep. 9, 5233 (2019); CPM: V. Traag, P. Van Dooren, Y. Nesterov, Phys.
Rev. E 84, 016114 (2011). Louvain: V. Blondel et al., J. Stat. Mech. P10008 (2008). Infomap: M. Rosvall, C. Bergstrom,
PNAS 105, 1118 (2008). k-core: S. Seidman, Social Networks 5, 269 (1983).
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from netlens.network.plain.asked import Asked
from netlens.network.projection import Ints, Ties
from netlens.network.rings.ladder import compact, connected

if TYPE_CHECKING:
    import igraph

SPREAD = 0.01  # Leiden's beta: how freely it refines; igraph's default, stated


def partition(ties: Ties, asked: Asked, seed: str, starts: int = 1, iterations: int = 2) -> Ints:
    """The groups of the asked method. The same ties and seed give the same labels, always.

    `starts`: of so many runs the best is taken, for methods that draw at random. `iterations` are Leiden's; below 0: on
    until nothing changes.
    """
    if not len(ties.a):
        return np.full(ties.n, -1, dtype=np.int64)
    if asked.method == "components":
        return connected(np.zeros(ties.n, dtype=np.int64), ties)
    if asked.method == "k-core":
        return _cores(ties, asked.core)
    with _drawing(seed):
        graph = _graph(ties)
        if asked.method == "infomap":
            found = graph.community_infomap(edge_weights="weight", trials=starts)
            return compact(np.asarray(found.membership, dtype=np.int64))
        best, worth = np.zeros(0, dtype=np.int64), -np.inf
        for _start in range(starts):
            if asked.method == "louvain":
                found = graph.community_multilevel(weights="weight", return_levels=False, resolution=asked.resolution)
            else:
                found = graph.community_leiden(
                    objective_function=asked.objective,
                    weights="weight",
                    resolution=asked.resolution,
                    beta=SPREAD,
                    n_iterations=iterations,
                )
            labels = np.asarray(found.membership, dtype=np.int64)
            value = quality(labels, ties, asked)
            if value > worth + 1e-12:
                best, worth = labels, value
    return compact(best)


def quality(labels: Ints, ties: Ties, asked: Asked) -> float:
    """Modularity at the asked resolution, or CPM's weight inside less resolution × pairs; per unit of total weight."""
    same = labels[ties.a] == labels[ties.b]
    inside = float(ties.weight[same].sum())
    if asked.objective == "cpm":
        size = np.bincount(labels).astype(np.float64)
        expected = float((size * (size - 1)).sum()) / 2
    else:
        strength = np.bincount(labels, ties.strength())
        expected = float((strength**2).sum()) / (4 * ties.total)
    return (inside - asked.resolution * expected) / ties.total


def _cores(ties: Ties, core: int) -> Ints:
    """The connected parts of the k-core: those who have `core` ties or more to each other."""
    depth = np.asarray(_graph(ties).coreness(), dtype=np.int64)
    return connected(np.where(depth >= core, 0, -1).astype(np.int64), ties)


def _graph(ties: Ties) -> "igraph.Graph":
    import igraph

    edges = np.stack([ties.a, ties.b], axis=1)
    return igraph.Graph(n=ties.n, edges=edges, edge_attrs={"weight": ties.weight.tolist()})


@contextmanager
def _drawing(seed: str) -> Iterator[None]:
    """igraph's random numbers from a seed of our own, and given back afterwards."""
    import igraph

    igraph.set_random_number_generator(random.Random(seed))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
