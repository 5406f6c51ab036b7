"""The engine and other detectors on one graph, judged by the same gates, with their CPU time."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

import numpy as np

from benchmarks.engine.graphs import Planted
from benchmarks.engine.scored import Score, ari, score, singled
from netlens.network.projection import Ints, Ties, project
from netlens.network.rings.chance.null import Null, candidates, null_of
from netlens.network.rings.consensus import DROPS, thinned
from netlens.network.rings.ladder import compact
from netlens.network.rings.search import Found, search, shuffles
from netlens.network.rings.verdict import figures


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of the engine: `first` and `seconds` are CPU seconds to the first rings and to the end."""

    found: Found
    score: Score
    first_ari: float
    ari: float
    first: float
    seconds: float


def judged(graph: Planted, seed: int = 1) -> Outcome:
    begun, first, early = time.process_time(), 0.0, 0.0
    job = search(graph.layers, graph.n, seed)
    while True:
        try:
            step = next(job)
        except StopIteration as stop:
            found: Found = stop.value
            break
        if step.partial is not None:
            first = time.process_time() - begun
            early = ari(step.partial, graph.truth)
            begun += time.process_time() - begun - first  # the comparison is not the engine's time
    seconds = time.process_time() - begun
    told = score(graph, found.ring, found.figures.status)
    return Outcome(found, told, early, ari(found.ring, graph.truth), first, seconds)


class Others:
    """Other detectors on a graph: their groups, and what the engine's own gates leave of them."""

    def __init__(self, graph: Planted) -> None:
        self.graph = graph
        self.ties = project(graph.layers, graph.n)

    @cached_property
    def thin(self) -> list[Ties]:
        return [thinned(self.graph.layers, self.graph.n, 1000 + run) for run in range(DROPS)]

    @cached_property
    def chance(self) -> Null:
        seeds = range(shuffles(self.graph.n))
        return null_of([candidates(self.graph.layers, self.graph.n, 1500 + seed) for seed in seeds])

    def gated(self, labels: Ints) -> Score:
        large = np.bincount(labels) >= 3
        rings = compact(np.where(large[labels], labels, -1))
        found = figures(rings, self.graph.layers, self.ties, self.thin, self.chance, 1.0)
        return score(self.graph, rings, found.status)

    def leiden(self) -> Ints:
        """igraph's Leiden, everything stated: modularity, resolution 1, two iterations, weights."""
        made = _igraph(self.ties)
        weights = self.ties.weight.tolist()
        return _seeded(
            lambda: (
                made.community_leiden(
                    objective_function="modularity", weights=weights, resolution=1.0, n_iterations=2
                ).membership
            )
        )

    def infomap(self) -> Ints:
        made = _igraph(self.ties)
        weights = self.ties.weight.tolist()
        return _seeded(lambda: made.community_infomap(edge_weights=weights, trials=1).membership)

    def map_equation(self) -> Ints:
        """networkit's LouvainMapEquation, hierarchical, one thread."""
        import networkit

        networkit.setNumberOfThreads(1)
        networkit.engineering.setSeed(1, False)
        made = networkit.GraphFromCoo(
            (self.ties.weight, (self.ties.a, self.ties.b)), n=self.ties.n, weighted=True, directed=False
        )
        search_ = networkit.community.LouvainMapEquation(made, True)
        search_.run()
        found = np.array(search_.getPartition().getVector(), dtype=np.int64)
        return np.unique(found, return_inverse=True)[1].astype(np.int64)


def cpu(work: Callable[[], object], runs: int = 3) -> float:
    """CPU seconds, the median of several runs."""
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return median(taken)


def bare(ties: Ties) -> float:
    """CPU seconds of one bare Leiden call: the graph is there already."""
    made, weights = _igraph(ties), ties.weight.tolist()

    def call() -> None:
        random.seed(1)
        made.community_leiden(objective_function="modularity", weights=weights, resolution=1.0, n_iterations=2)

    return cpu(call)


def _igraph(ties: Ties) -> Any:
    import igraph

    return igraph.Graph(n=ties.n, edges=list(zip(ties.a.tolist(), ties.b.tolist(), strict=True)))


def _seeded(work: Callable[[], list[int]]) -> Ints:
    random.seed(1)
    return singled(np.asarray(work(), dtype=np.int64))
