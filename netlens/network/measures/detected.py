"""What a detection keeps of everyone: their standing in the whole graph of the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass

from netlens.network.evidence import Evidence
from netlens.network.measures import centrality
from netlens.network.measures.paths import Paths, paths
from netlens.network.projection import Floats, Ints, Ties


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
    ties = Ties(len(evidence.vertices), evidence.a, evidence.b, evidence.weight)
    found = paths(ties)
    return Measures(
        degree=centrality.degree(ties).astype("int64"),
        strength=centrality.strength(ties),
        betweenness=centrality.betweenness(found),
        constraint=centrality.constraint(ties),
        core=centrality.core(ties),
        articulation=centrality.articulation(ties),
        norms=norms(found),
    )


def norms(found: Paths) -> dict[str, str]:
    """What the figures are, as stored with a detection."""
    n = len(found.through)
    how = "exact" if found.exact else f"estimated: paths from {found.sources} of {n} vertices, drawn by a seed"
    return {
        "degree": "summed weight of ties inside the ring",
        "betweenness": f"share of shortest paths between all pairs, whole graph, ties unweighted; {how}",
        "constraint": "Burt, whole graph, weighted",
    }
