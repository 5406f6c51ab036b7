"""The centralities by name: what each says in a few words, its norm in a sentence, and how it is reckoned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from netlens.i18n import mark
from netlens.network.evidence import Evidence
from netlens.network.measures import centrality
from netlens.network.measures.paths import Paths, paths
from netlens.network.projection import Floats, Ints, Ties

DIGITS = 12  # figures that differ only beyond are equal


@dataclass(frozen=True, slots=True)
class Measure:
    """`low_first`: the lowest figures are the telling ones. `of_paths`: reckoned from shortest paths, in a large graph
    estimated. `whole`: whole numbers.
    """

    label: str
    norm: str
    source: str
    low_first: bool = False
    of_paths: bool = False
    whole: bool = False


MEASURES: Mapping[str, Measure] = {
    "degree": Measure(
        mark("Tied to (degree)"),
        mark("How many others they are tied to. Ties count once, however many facts are behind them."),
        "Freeman 1979",
        whole=True,
    ),
    "strength": Measure(
        mark("Strength of ties"),
        mark("The weight of their ties, summed; 1 is what one independent tie weighs on average."),
        "Newman 2001",
    ),
    "betweenness": Measure(
        mark("Between others (betweenness)"),
        mark("The share of the shortest ways between all pairs of others that run through them: 0 … 1, by steps."),
        "Freeman 1979, Brandes 2001",
        of_paths=True,
    ),
    "closeness": Measure(
        mark("Near to all (closeness)"),
        mark("1 when tied to everyone, less the more steps it takes; who reaches only some gets that share of it."),
        "Freeman 1979, Wasserman & Faust 1994",
        of_paths=True,
    ),
    "eigenvector": Measure(
        mark("Tied to the well tied (eigenvector)"),
        mark(
            "Ties count by how well the other is tied; the highest is 1. Reckoned in the largest connected part only."
        ),
        "Bonacich 1972",
    ),
    "pagerank": Measure(
        mark("Where chains of ties lead (PageRank)"),
        mark("How often a walk along ties, by weight, comes by; it starts anew in 15 of 100 steps. All sum to 1."),
        "Brin & Page 1998",
    ),
    "constraint": Measure(
        mark("Contacts know each other (constraint)"),
        mark("Low where their contacts do not know each other: they broker. 1 and above where all do. By weight."),
        "Burt 1992",
        low_first=True,
    ),
    "clustering": Measure(
        mark("Contacts tied to each other (clustering)"),
        mark("The share of the pairs of their contacts who are tied themselves: 0 … 1."),
        "Watts & Strogatz 1998",
    ),
    "core": Measure(
        mark("Depth in the core (k-core)"),
        mark("The largest k such that they are in a group in which everyone is tied to k others of it."),
        "Seidman 1983",
        whole=True,
    ),
    "articulation": Measure(
        mark("Holds parts together (cut point)"),
        mark("1 for those without whom a connected part would fall apart."),
        "Tarjan 1972",
        whole=True,
    ),
}
_PLAIN: Mapping[str, Callable[[Ties], Floats]] = {
    "degree": centrality.degree,
    "strength": centrality.strength,
    "eigenvector": centrality.eigenvector,
    "pagerank": centrality.pagerank,
    "constraint": centrality.constraint,
    "clustering": centrality.clustering,
    "core": lambda ties: centrality.core(ties).astype(np.float64),
    "articulation": lambda ties: centrality.articulation(ties).astype(np.float64),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """`values[name][v]`. `error[v]`: the standard error of betweenness. `sources`, `exact`: as in Paths."""

    values: Mapping[str, Floats]
    error: Floats
    sources: int
    exact: bool


def figures(ties: Ties, names: tuple[str, ...] = tuple(MEASURES)) -> Figures:
    """Some of MEASURES, or all, over a graph. Paths are followed only when a measure of them is asked for."""
    found: Paths | None = paths(ties) if any(MEASURES[name].of_paths for name in names) else None
    values = {}
    for name in names:
        if found is not None and MEASURES[name].of_paths:
            values[name] = centrality.betweenness(found) if name == "betweenness" else centrality.closeness(found)
        else:
            values[name] = _PLAIN[name](ties)
    if found is None:
        return Figures(values, np.zeros(ties.n), ties.n, True)
    return Figures(values, centrality.betweenness_error(found), found.sources, found.exact)


def ranking(values: Floats, name: str, ranked: Ints, tied: Floats) -> Ints:
    """Those who may be ranked, the most telling first; of equals the first in the order of vertices.

    `tied`: the degrees. Who is tied to nobody stands nowhere: they are left out.
    """
    known = ranked[tied[ranked] > 0]
    telling = values[known] if MEASURES[name].low_first else -values[known]
    return known[np.argsort(np.round(telling, DIGITS), kind="stable")]


_kept: list[tuple[Evidence, dict[str, Floats]]] = []  # of the latest evidence only


def of_everyone(evidence: Evidence, name: str) -> Floats:
    """One measure over the whole graph of the evidence; reckoned once for as long as that evidence is looked at."""
    if not _kept or _kept[0][0] is not evidence:
        _kept[:] = [(evidence, {})]
    known = _kept[0][1]
    if name not in known:
        ties = Ties(len(evidence.vertices), evidence.a, evidence.b, evidence.weight)
        names = tuple(other for other in MEASURES if MEASURES[other].of_paths and MEASURES[name].of_paths) or (name,)
        known.update(figures(ties, names).values)
    return known[name]
