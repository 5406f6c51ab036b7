"""Where a person stands in the graph of the evidence. Every function states its norm and scope.

Betweenness: U. Brandes, J. Math. Sociol. 25 (2001). Constraint: R. Burt, "Structural Holes" (1992). k-core: S. Seidman,
Social Networks 5 (1983). Articulation points are the vertices without whom a component falls apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from netlens.network.evidence import Evidence, graph
from netlens.network.projection import Floats, Ints

EXACT = 5_000  # vertices up to which betweenness is exact; above, short paths only: labelled estimated
CUTOFFS = ((20_000, 3), (10**9, 2))  # up to so many vertices, paths of at most so many ties


@dataclass(frozen=True, slots=True)
class Measures:
    """One value per vertex of the evidence; `norms` says of each what it is a share of, and whether it is estimated.

    degree: people tied to. strength: summed weight of ties. betweenness: share of the shortest paths between all
    pairs of others, ties unweighted, 0…1. constraint: Burt's, weighted, 0 for who has no tie. core: largest k of a
    k-core they are in. articulation: 1 for those without whom a component falls apart.
    """

    degree: Ints
    strength: Floats
    betweenness: Floats
    constraint: Floats
    core: Ints
    articulation: Ints
    norms: Mapping[str, str]


def measures(evidence: Evidence) -> Measures:
    """All of them over the whole graph of the evidence."""
    made = graph(evidence)
    n = len(evidence.vertices)
    cutoff = None if n <= EXACT else next(ties for most, ties in CUTOFFS if n <= most)
    between = np.asarray(made.betweenness(directed=False, cutoff=cutoff), dtype=np.float64)
    pairs = max((n - 1) * (n - 2) / 2, 1.0)
    weights = evidence.weight.tolist() or None
    constraint = np.nan_to_num(np.asarray(made.constraint(weights=weights), dtype=np.float64)) if n else np.zeros(0)
    articulation = np.zeros(n, dtype=np.int64)
    articulation[made.articulation_points()] = 1
    strength = np.bincount(evidence.a, evidence.weight, n) + np.bincount(evidence.b, evidence.weight, n)
    return Measures(
        degree=np.asarray(made.degree(), dtype=np.int64),
        strength=strength.astype(np.float64),
        betweenness=between / pairs,
        constraint=constraint,
        core=np.asarray(made.coreness(), dtype=np.int64),
        articulation=articulation,
        norms=norms(n),
    )


def norms(n: int) -> dict[str, str]:
    """What the figures of a graph of `n` vertices are, as stored with a detection."""
    how = "exact" if n <= EXACT else f"estimated: paths of at most {next(c for most, c in CUTOFFS if n <= most)} ties"
    return {
        "degree": "summed weight of ties inside the ring",
        "betweenness": f"share of shortest paths between all pairs, whole graph, ties unweighted; {how}",
        "constraint": "Burt, whole graph, weighted",
    }
