"""Where people stand, at size: is estimated betweenness right, and what does all of it cost?

Right: the 50 highest of a crowd with rings that are among the 50 highest when every path is counted, beside paths cut
off after three ties, at the same size. Cost: CPU time beside one PageRank, which nobody notices.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.crowd import crowd
from benchmarks.target import Target
from netlens.network.measures import centrality, measures
from netlens.network.measures.brokerage import brokerage
from netlens.network.measures.key_players import key_players
from netlens.network.measures.paths import EXACT, paths
from netlens.network.projection import Floats, Ints, Ties

if TYPE_CHECKING:
    from netlens.case.records import Rings
    from netlens.network.evidence import Evidence

HIGHEST = 50
COMPARED = 10_000  # vertices: twice as many as are counted exactly
SIZES = ((50_000, 250_000), (100_000, 500_000))
MOST = 20.0  # PageRanks: a few seconds


def measure(data: Path | None) -> Iterator[Target]:
    yield from _right()
    for people, count in SIZES:
        evidence, rings = crowd(people, count)
        ties = Ties(people, evidence.a, evidence.b, evidence.weight)
        group, ends = _groups(evidence, rings)
        works: dict[str, Callable[[], object]] = {
            "betweenness and closeness": partial(paths, ties),
            "all a detection keeps": partial(measures, evidence),
            "brokerage by ring": partial(brokerage, ties, group, ends),
            "three key players": partial(key_players, ties, 3, "fragment"),
        }
        base = _cpu(partial(centrality.pagerank, ties))
        for name, work in works.items():
            took = _cpu(work)
            yield Target(f"{people:,} people: {name}", took / base, MOST, "x", True, f"{took:.1f} s CPU")


def _right() -> Iterator[Target]:
    import igraph

    evidence, _rings = crowd(COMPARED, 5 * COMPARED)
    ties = Ties(COMPARED, evidence.a, evidence.b, evidence.weight)
    made = igraph.Graph(n=ties.n, edges=np.stack([ties.a, ties.b], axis=1))
    exact = np.asarray(made.betweenness(directed=False), dtype=np.float64)
    cut = np.asarray(made.betweenness(directed=False, cutoff=3), dtype=np.float64)
    found = paths(ties)
    beside = (
        f"{found.sources} sources of {ties.n}; exact up to {EXACT}; cut off after three ties: {_same(cut, exact):g}"
    )
    yield Target(f"estimated betweenness: the {HIGHEST} highest", _same(found.through, exact), 0.9, beside=beside)
    top = np.argsort(-exact)[:HIGHEST]
    off = float((np.abs(found.through - exact) / np.maximum(found.error, 1e-9))[top].mean())
    name = f"estimated betweenness: error of the {HIGHEST} highest"
    yield Target(name, off, 1.2, "s.e.", True, "a normal error is 0.8 on average")


def _same(one: Floats, other: Floats) -> float:
    return len(set(np.argsort(-one)[:HIGHEST]) & set(np.argsort(-other)[:HIGHEST])) / HIGHEST


def _groups(evidence: "Evidence", rings: "Rings") -> tuple[Ints, np.ndarray]:
    """Each ring a group, and each of those in none; only members of rings are joined."""
    at = {entity: vertex for vertex, entity in enumerate(evidence.vertices.tolist())}
    group = len(rings.rings) + np.arange(len(evidence.vertices))
    for number, ring in enumerate(rings.rings):
        group[[at[member.vertex] for member in ring.members]] = number
    return group, group < len(rings.rings)


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
