"""The layout against those of igraph and networkx, in one run on one core. CPU time, medians of three.

An LFR graph (Lancichinetti, Fortunato and Radicchi 2008): 10,000 people, mean degree 10 and at most 50, rings of 10 to
100, exponents 2.5 and 1.5, 30 % of the ties going out. "Neighbourhood kept" is the share of someone's ties that are
among as many nearest people in the plane.
"""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.crowd import crowd
from benchmarks.target import Target
from netlens.case.records import Member, Ring, Rings
from netlens.network.evidence import Evidence
from netlens.network.layout import place

PEOPLE = 10_000
SPRING_ROUNDS = 50  # networkx's default; two of them are run and the time is scaled, for all would take minutes


def measure(data: Path | None) -> Iterator[Target]:
    import igraph

    evidence, rings = lfr(PEOPLE, 0.3, 1)
    place(*crowd(200, 600), {}, 1)  # the first call loads libraries
    graph: Any = igraph.Graph(n=PEOPLE, edges=np.column_stack((evidence.a, evidence.b)))
    igraph.set_random_number_generator(random.Random(1))
    ours, placed = _timed(lambda: place(evidence, rings, {}, 1))
    grid, laid = _timed(lambda: graph.layout_fruchterman_reingold(grid=True))
    spring = _networkx(evidence.a, evidence.b)
    said = f"{ours:.2f} s, beside {grid:.2f} s"
    yield Target("layout of 10,000: igraph FR grid over ours", grid / ours, 2, "x", False, said)
    yield Target(
        "layout of 10,000: networkx spring over ours", spring / ours, 100, "x", False, f"{spring:.0f} s, scaled"
    )
    xy = np.array([placed[int(v)] for v in evidence.vertices])
    kept, theirs = _kept(xy, evidence.a, evidence.b), _kept(np.array(laid.coords), evidence.a, evidence.b)
    said = f"{kept:.3f}, beside {theirs:.4f}"
    yield Target("neighbourhood kept: ours over igraph FR grid", kept / theirs, 30, "x", False, said)
    new = {int(v) for v in evidence.vertices[::100]}
    fixed = {key: at for key, at in placed.items() if key not in new}
    seconds, again = _timed(lambda: place(evidence, rings, fixed, 2))
    moved = max(abs(again[key][axis] - at[axis]) for key, at in fixed.items() for axis in (0, 1))
    yield Target("1 % more people: those placed move by", moved, 0, "units", True, f"{seconds:.2f} s")
    large = crowd(100_000, 500_000)
    seconds, _placed = _timed(lambda: place(*large, {}, 1), 1)
    yield Target("layout of 100,000", seconds, None, "s")


def lfr(n: int, mixing: float, seed: int) -> tuple[Evidence, Rings]:
    """A graph with planted rings, these as the rings found; a share `mixing` of everyone's ties goes out of them."""
    rng = np.random.default_rng(seed)
    degree = np.minimum(5.3 * (1 - rng.random(n)) ** (-1 / 1.5), 50).astype(np.int64)
    sizes: list[int] = []
    low, high = 10**-0.5, 100**-0.5
    while sum(sizes) < n:
        sizes.append(int((low - rng.random() * (low - high)) ** -2))
    ring = rng.permutation(np.repeat(np.arange(len(sizes)), sizes)[:n])
    inner = rng.binomial(degree, 1 - mixing)
    groups = np.split(np.argsort(ring, kind="stable"), np.cumsum(np.bincount(ring))[:-1])
    pairs = [_matched(rng, np.repeat(np.arange(n), degree - inner))]
    pairs += [_matched(rng, np.repeat(group, inner[group])) for group in groups]
    both = np.concatenate(pairs)
    both = np.unique(np.sort(both[both[:, 0] != both[:, 1]], axis=1), axis=0)
    ones = np.ones(len(both))
    evidence = Evidence(
        np.arange(1, n + 1), tuple(str(i) for i in range(n)), {}, {}, both[:, 0].copy(), both[:, 1].copy(), ones,
        ones.astype(np.int64), (), {},
    )  # fmt: skip
    return evidence, Rings({}, tuple(_ring(k, group.tolist()) for k, group in enumerate(groups)), (), ())


def _ring(k: int, vertices: list[int]) -> Ring:
    members = tuple(Member(v + 1, "firm", 1.0, "suspect", (), "", 1.0, 1.0, 0.5, {}) for v in vertices)
    return Ring(f"R{k + 1}", "", "supported", "open", "", members, 1, 0, 0, 1, 1, (), {}, (), (), (), "", "", "", {})


def _matched(rng: np.random.Generator, stubs: np.ndarray) -> np.ndarray:
    """Half-ties joined at random, two by two."""
    stubs = rng.permutation(stubs)[: len(stubs) // 2 * 2]
    return stubs.reshape(-1, 2)


def _networkx(a: Any, b: Any) -> float:
    import networkx

    graph: Any = networkx.Graph()
    graph.add_nodes_from(range(PEOPLE))
    graph.add_edges_from(zip(a.tolist(), b.tolist(), strict=True))
    rounds = 2
    begun = time.process_time()
    networkx.spring_layout(graph, iterations=rounds, seed=1)
    return (time.process_time() - begun) * SPRING_ROUNDS / rounds


def _kept(xy: Any, a: Any, b: Any) -> float:
    from scipy.spatial import cKDTree

    n = len(xy)
    ends, others = np.concatenate((a, b)), np.concatenate((b, a))
    order = np.argsort(ends, kind="stable")
    starts = np.searchsorted(ends[order], np.arange(n + 1))
    tree, shares = cKDTree(xy), []
    for one in range(0, n, 10):
        near = others[order[starts[one] : starts[one + 1]]]
        if len(near):
            nearest = tree.query(xy[one], k=len(near) + 1)[1]
            shares.append(np.isin(near, nearest).mean())
    return float(np.mean(shares))


def _timed(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    taken, result = [], None
    for _turn in range(times):
        begun = time.process_time()
        result = work()
        taken.append(time.process_time() - begun)
    return median(taken), result
