"""Ties that are not on record but would not surprise: pairs worth checking, by the acquaintances they have in common.

A suggestion is a hypothesis about a graph of records. It is never evidence, never counted, never a link: it says where
to look next. Scores: L. Adamic, E. Adar, "Friends and neighbors on the Web", Social Networks 25 (2003); L. Katz, "A new
status index derived from sociometric analysis", Psychometrika 18 (1953), cut off after walks of LONGEST steps.
Measured on hidden ties (benchmarks/suggestions.py): Adamic-Adar without weights puts most of them first, Katz is better
at telling far pairs apart; so the first gives the order and the second breaks ties.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from netlens.network.evidence import Evidence
from netlens.network.projection import Floats, Ints

BETA = 0.01  # by how much each further step of a walk counts less: below one over the largest degree of most cases
LONGEST = 4  # steps of a walk
LEAST = 2  # acquaintances in common: with one, half of a case would be worth checking
MOST = 200  # suggestions
AT_ONCE = 1024  # rows of the graph that are multiplied at a time
SPREAD = 2_000  # ties of one person beyond whom nothing is told by knowing them


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Entity ids `a` < `b`, not tied by any evidence, and `common`: those tied to both, the choosiest first."""

    a: int
    b: int
    adamic_adar: float
    katz: float
    common: tuple[int, ...]


def suggest(
    evidence: Evidence, *, barred: Collection[int] = (), near: Collection[int] = (), most: int = MOST
) -> tuple[Suggestion, ...]:
    """The pairs of people most worth checking, the best first; the same evidence gives the same list.

    `barred`: entity ids never to be suggested (protected people); they may still be what two others have in common.
    `near`: only pairs with one of these. Records that most likely speak of one person are one, and are never paired;
    numbers that nobody holds are acquaintances only.
    """
    graph = _Graph(evidence)
    people = np.array([key.startswith("person:") for key in evidence.keys], dtype=bool)
    allowed = people & ~np.isin(evidence.vertices, np.array(sorted(barred), dtype=np.int64))
    wanted = np.isin(evidence.vertices, np.array(sorted(near), dtype=np.int64)) if near else allowed
    found: list[tuple[float, int, int]] = []
    rows = np.flatnonzero(wanted & allowed & (graph.degree > 0))
    for start in range(0, len(rows), AT_ONCE):
        found += _best(graph, rows[start : start + AT_ONCE], allowed, wanted, evidence.unit, most)
    best = sorted(found, key=lambda one: (-one[0], one[1], one[2]))[: 2 * most]
    a, b = (np.array([one[end] for one in best], dtype=np.int64) for end in (1, 2))
    walks = graph.katz(a, b)
    made = [
        Suggestion(
            int(evidence.vertices[one]),
            int(evidence.vertices[other]),
            round(score, 6),
            round(float(walk), 9),
            tuple(evidence.vertices[graph.common(one, other)].tolist()),
        )
        for (score, one, other), walk in zip(best, walks.tolist(), strict=True)
    ]
    at = {entity: number for number, entity in enumerate(evidence.vertices.tolist())}
    made.sort(key=lambda one: (-one.adamic_adar, -one.katz, at[one.a], at[one.b]))
    return tuple(made[:most])


def between(evidence: Evidence, a: int, b: int) -> Suggestion:
    """One pair of entity ids reckoned by itself, whatever its rank; nothing in common when one is not in the graph."""
    low, high = sorted((a, b))
    ends = [np.flatnonzero(evidence.vertices == entity).astype(np.int64) for entity in (low, high)]
    if not all(len(end) for end in ends):
        return Suggestion(low, high, 0.0, 0.0, ())
    known = scored(evidence, *ends)
    common = _Graph(evidence).common(int(ends[0][0]), int(ends[1][0]))
    walks = round(float(known["katz"][0]), 9)
    return Suggestion(
        low, high, round(float(known["adamic_adar"][0]), 6), walks, tuple(evidence.vertices[common].tolist())
    )


def scored(evidence: Evidence, a: Ints, b: Ints) -> dict[str, Floats]:
    """Scores of the given pairs of vertices, tied or not: `common` (acquaintances in common), `adamic_adar`, `katz`."""
    graph = _Graph(evidence)
    made: dict[str, Floats] = {name: np.zeros(len(a)) for name in ("common", "adamic_adar", "katz")}
    for start in range(0, len(a), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        mine, others = graph.ties[a[part]], graph.ties[b[part]]
        made["common"][part] = np.asarray(mine.multiply(others).sum(axis=1)).ravel()
        made["adamic_adar"][part] = np.asarray(mine.multiply(others) @ graph.share).ravel()
        made["katz"][part] = graph.katz(a[part], b[part])
    return made


class _Graph:
    """The evidence as who is tied to whom, weights left aside."""

    def __init__(self, evidence: Evidence) -> None:
        from scipy.sparse import csr_array, diags_array

        n = len(evidence.vertices)
        one_way = csr_array((np.ones(len(evidence.a)), (evidence.a, evidence.b)), shape=(n, n))
        self.ties: Any = (one_way + one_way.T).tocsr()
        self.degree: Ints = np.bincount(np.concatenate([evidence.a, evidence.b]), minlength=n).astype(np.int64)
        telling = (self.degree > 1) & (self.degree <= SPREAD)
        self.share: Floats = np.where(telling, 1 / np.log(np.maximum(self.degree, 2)), 0.0)
        self.shared: Any = (diags_array(self.share) @ self.ties).tocsr()  # row z: what z adds to pairs of its own

    def adamic_adar(self, rows: Ints) -> tuple[Any, Any]:
        """(scores, acquaintances in common) of these vertices with all others, as sparse rows."""
        mine = self.ties[rows]
        return (mine @ self.shared).tocsr(), (mine @ self.ties).tocsr()

    def katz(self, a: Ints, b: Ints) -> Floats:
        """Walks of 2 to LONGEST steps between each pair, each step counting BETA."""
        if not len(a):
            return np.zeros(0)
        one, other = self.ties[a], self.ties[b]
        far, beyond = one @ self.ties, other @ self.ties
        steps = [one.multiply(other), far.multiply(other), far.multiply(beyond)]
        total = np.zeros(len(a))
        for length, walks in enumerate(steps, 2):
            total += BETA**length * np.asarray(walks.sum(axis=1)).ravel()
        return total

    def common(self, a: int, b: int) -> Ints:
        """Whom both are tied to, those with the fewest ties of their own first."""
        both = np.intersect1d(self.ties[[a]].indices, self.ties[[b]].indices)
        found: Ints = both[np.lexsort((both, self.degree[both]))].astype(np.int64)
        return found


def _best(
    graph: _Graph, rows: Ints, allowed: "np.ndarray[Any, np.dtype[np.bool_]]",
    wanted: "np.ndarray[Any, np.dtype[np.bool_]]", unit: Ints, most: int,
) -> list[tuple[float, int, int]]:  # fmt: skip
    """The best pairs of these vertices: (score, lower vertex, higher vertex)."""
    scores, common = graph.adamic_adar(rows)
    scores.sort_indices()
    common.sort_indices()
    found = scores.tocoo()
    if not found.nnz:
        return []
    a, b = rows[found.coords[0]], found.coords[1].astype(np.int64)
    shared = np.asarray(common[found.coords[0], found.coords[1]]).ravel()
    tied = np.asarray(graph.ties[a, b]).ravel() > 0
    keeps = allowed[b] & (a != b) & ~tied & (shared >= LEAST)
    keeps &= (a < b) | ~wanted[b]  # a pair of two wanted is met from both sides
    if len(unit):
        keeps &= unit[a] != unit[b]
    score, a, b = found.data[keeps], a[keeps], b[keeps]
    order = np.lexsort((b, a, -score))[: 2 * most]
    low, high = np.minimum(a, b)[order].tolist(), np.maximum(a, b)[order].tolist()
    return list(zip(score[order].tolist(), low, high, strict=True))
