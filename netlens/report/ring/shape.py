"""The ring as a drawing: ties among its members, and where each stands. One ring alone, laid out for paper."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netlens.network.evidence import Evidence

Ties = tuple[tuple[int, int, float, int], ...]
Places = tuple[tuple[float, float], ...]
EXACT = 150  # members up to which the springs of Kamada and Kawai (1989) are affordable


def ties(evidence: "Evidence", members: Sequence[int]) -> Ties:
    """(a, b, weight, count of facts) among the members, as indices into `members`; heaviest first."""
    import numpy as np

    at = {int(vertex): n for n, vertex in enumerate(members)}
    inside = np.isin(evidence.vertices, np.array(list(at), dtype=np.int64))
    chosen = np.flatnonzero(inside[evidence.a] & inside[evidence.b])
    found = []
    for k in chosen.tolist():
        one, other = at[int(evidence.vertices[evidence.a[k]])], at[int(evidence.vertices[evidence.b[k]])]
        weight, count = round(float(evidence.weight[k]), 6), int(evidence.count[k])
        found.append((min(one, other), max(one, other), weight, count))
    return tuple(sorted(found, key=lambda tie: (-tie[2], tie[0], tie[1])))


def places(size: int, among: Ties) -> Places:
    """Where each of `size` members stands, in a unit square; the same ties give the same places."""
    import igraph
    import numpy as np

    if size < 2:
        return ((0.5, 0.5),) * size
    graph = igraph.Graph(n=size, edges=[tie[:2] for tie in among])
    start = graph.layout_circle()
    if size <= EXACT:
        xy = np.array(graph.layout_kamada_kawai(seed=start, maxiter=40 * size).coords)
    else:
        # From a given start and without a grid, igraph's springs draw no random number: the same picture every time.
        xy = np.array(graph.layout_fruchterman_reingold(seed=start, niter=400, grid=False).coords)
    low, span = xy.min(axis=0), np.ptp(xy, axis=0)
    xy = (xy - low) / np.where(span > 1e-9, span, 1.0) + np.where(span > 1e-9, 0.0, 0.5)
    return tuple((round(float(x), 4), round(float(y), 4)) for x, y in xy)
