"""Two-mode evidence onto people: a million rows beside igraph's own projection, and what a hub of 10,000 people costs.

In one run on one core; CPU time, medians of three; columns of rows in, ties out, on both sides. A million standings of
200,000 people in cases of two to six, most people in a few and some in many. igraph counts the shared cases of each
tie; ours weighs them (Newman 2001) and rescales. A hub stays in the evidence, is listed, and adds no pairs: without
that one number would make 50 million.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.target import Target
from netlens.network.evidence import Evidence, Incidence
from netlens.network.facts.weights import DEFAULTS
from netlens.network.layers import layers
from netlens.network.projection import Ties, project

ROWS, PEOPLE, SHARED = 1_000_000, 200_000, 10_000


def measure(data: Path | None) -> Iterator[Target]:
    evidence = crowd(ROWS, PEOPLE, 1)
    unit = np.arange(PEOPLE)
    known = layers(evidence, unit)
    ties, ours = _timed(lambda: project(known, PEOPLE))
    member, group = evidence.groups["case"].member, evidence.groups["case"].group
    theirs, counted = _igraph(member, group)
    said = f"{ours:.2f} s, beside {theirs:.2f} s; {len(ties.a):,} ties, as many as igraph's: {len(ties.a) == counted}"
    yield Target(f"projection of {ROWS:,} rows: igraph's own over ours", theirs / ours, 4, "x", False, said)
    plain = _timed(lambda: _projected(evidence, unit))[1]
    crowded = with_hub(evidence, SHARED)
    found, hub = _timed(lambda: _projected(crowded, unit))
    said = f"{hub:.2f} s, beside {plain:.2f} s; {len(found.a) - len(ties.a):,} ties more"
    yield Target(f"projection with a number shared by {SHARED:,}, over without", hub / plain, 1.5, "x", True, said)


def crowd(rows: int, people: int, seed: int) -> Evidence:
    """`rows` standings of people in cases of two to six; nobody twice in one case."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(2, 7, rows * 3 // 10)
    group = np.repeat(np.arange(len(sizes)), sizes)
    popular = rng.pareto(2.0, people) + 1
    member = rng.choice(people, len(group), p=popular / popular.sum())
    pairs = np.unique(group * people + member)[:rows]
    return _evidence({"case": _standing(pairs % people, pairs // people, 1)}, people, ())


def with_hub(evidence: Evidence, shared: int) -> Evidence:
    """The same with one phone that so many hold; it is known as a hub."""
    holders = np.linspace(0, len(evidence.vertices) - 1, shared).astype(np.int64)
    phone = _standing(holders, np.zeros(shared, dtype=np.int64), 10**9)
    return replace(evidence, groups={**evidence.groups, "phone": phone}, hubs=(10**9,))


def _projected(evidence: Evidence, unit: Any) -> Ties:
    return project(layers(evidence, unit), len(unit))


def _standing(member: Any, group: Any, first: int) -> Incidence:
    places = np.arange(len(member))
    entity = np.arange(first, first + int(group.max()) + 1)
    return Incidence(member, group, np.ones(len(member)), places, places, entity, np.full(len(member), -1))


def _evidence(groups: dict[str, Incidence], people: int, hubs: tuple[int, ...]) -> Evidence:
    nothing = np.zeros(0, dtype=np.int64)
    ids = np.arange(1, people + 1)
    return Evidence(ids, (), groups, {}, nothing, nothing, np.zeros(0), nothing, hubs, {"weights": DEFAULTS})


def _igraph(member: Any, group: Any) -> tuple[float, int]:
    """CPU seconds of igraph from the same two columns to its projection, and how many ties it finds."""
    import igraph

    types = [0] * PEOPLE + [1] * (int(group.max()) + 1)

    def own() -> Any:
        both = igraph.Graph.Bipartite(types, np.column_stack((member, PEOPLE + group)))
        return both.bipartite_projection(which=0, multiplicity=True)

    made, seconds = _timed(own)
    return seconds, int(made.ecount())


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    taken, result = [], None
    for _turn in range(3):
        begun = time.process_time()
        result = work()
        taken.append(time.process_time() - begun)
    return result, median(taken)
