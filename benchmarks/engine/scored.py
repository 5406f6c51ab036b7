"""What was found of what was planted."""

from dataclasses import dataclass

import numpy as np

from benchmarks.engine.graphs import Planted
from netlens.network.projection import Ints
from netlens.network.rings.consensus import best_match

ALIKE = 0.5  # Jaccard overlap at which a ring counts as found


@dataclass(frozen=True, slots=True)
class Score:
    """`found`: planted rings that a supported one matches; `precision`: supported rings that match a planted one so."""

    planted: int
    supported: int
    tentative: int
    found: float
    precision: float


def score(graph: Planted, ring: Ints, status: Ints) -> Score:
    """`ring[v]`: labels, -1 for none; `status` per ring: 0 supported, 1 tentative, 2 chance."""
    good = np.append(status == 0, False)[ring] & (ring >= 0)
    supported = np.where(good, ring, -1)
    right, planted = _matched(supported, graph.truth), _matched(graph.truth, supported)
    return Score(
        len(planted),
        len(right),
        int((status == 1).sum()),
        float(planted.mean()) if len(planted) else 1.0,
        float(right.mean()) if len(right) else 1.0,
    )


def _matched(rings: Ints, others: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Per ring of `rings`, whether a ring of `others` overlaps it well."""
    _, dense = np.unique(rings[rings >= 0], return_inverse=True)
    labels = np.full(len(rings), -1, dtype=np.int64)
    labels[rings >= 0] = dense
    if not len(dense):
        return np.zeros(0, dtype=bool)
    return best_match(labels, singled(others))[0] >= ALIKE


def singled(labels: Ints) -> Ints:
    """Labels with everyone of label -1 in a ring of their own."""
    alone = labels.max(initial=-1) + 1 + np.arange(len(labels))
    return np.unique(np.where(labels >= 0, labels, alone), return_inverse=True)[1].astype(np.int64)


def ari(found: Ints, truth: Ints) -> float:
    """Adjusted Rand index; who is in no ring counts as alone."""
    import igraph

    value: float = igraph.compare_communities(singled(found).tolist(), singled(truth).tolist(), method="adjusted_rand")
    return value


def nmi(found: Ints, truth: Ints) -> float:
    """Normalised mutual information (Danon), who is in no ring alone."""
    import igraph

    value: float = igraph.compare_communities(singled(found).tolist(), singled(truth).tolist(), method="nmi")
    return value
