"""What chance gives: the same evidence with who stands where shuffled, each kind in its own mode.

Two-mode evidence is shuffled on its incidence, one-mode ties keep everyone's number of ties: shuffling the projection
would flag chance groups twice as often as promised, for every case is a clique in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from netlens.network.projection import Floats, Ints, Layer, Ties, project
from netlens.network.rings.choice import SMALLEST, chosen
from netlens.network.rings.holding import held
from netlens.network.rings.ladder import leiden, nest, resolutions
from netlens.network.rings.score import naming, score, sums

TRIES = 50  # rounds of repairing doubled standings before the last few are let go
ALIKE = 1.5  # sizes within this factor are compared
ENOUGH = 100  # chance candidates needed for a comparison


@dataclass(frozen=True, slots=True)
class Null:
    """Candidates found in shuffled evidence: their sizes and scores L, sorted by size; rings chosen per shuffle."""

    size: Floats
    score: Floats
    chosen: float
    graphs: int
    cost: Floats  # s·ln(n/s) of each
    decoys: Floats  # rings that shuffles would be given, over all of them: score over cost of each, falling

    def p_value(self, size: float, value: float) -> float:
        """The share of chance candidates of like size that score as high (empirical, never 0)."""
        alike = self._alike(size)
        return float((1 + (alike >= value).sum()) / (1 + len(alike)))

    def mistaken(self, strength: Floats) -> Floats:
        """The share of rings by chance among those at least as strong, for rings of such score over cost.

        As many as a shuffle yields, over as many as are found: J. Elias, S. Gygi, Nat. Methods 4 (2007).
        """
        order = np.argsort(-strength, kind="stable")
        by_chance = np.searchsorted(-self.decoys, -strength[order], side="right") / max(self.graphs, 1)
        share = np.minimum.accumulate((by_chance / np.arange(1, len(order) + 1))[::-1])[::-1]
        found = np.empty(len(order))
        found[order] = share
        return found

    def quantile(self, sizes: Floats, level: float) -> Floats:
        """The score that this share of chance candidates of like size stays below; infinite where there are none."""
        found = {
            size: float(np.quantile(alike, level)) if len(alike := self._alike(float(size))) else np.inf
            for size in np.unique(sizes)
        }
        return np.array([found[size] for size in sizes], dtype=np.float64)

    def _alike(self, size: float) -> Floats:
        first = int(np.searchsorted(self.size, size / ALIKE))
        last = int(np.searchsorted(self.size, size * ALIKE, side="right"))
        if last - first < ENOUGH:  # too few of like size: the nearest ones on both sides with them
            middle = int(np.searchsorted(self.size, size))
            first, last = min(first, max(middle - ENOUGH // 2, 0)), max(last, middle + ENOUGH // 2)
        return self.score[first:last]


def null_of(graphs: Sequence["Candidates"]) -> Null:
    """The pool of what several shuffles gave."""
    size = np.concatenate([graph.size for graph in graphs]) if graphs else np.zeros(0)
    order = np.argsort(size, kind="stable")
    value = np.concatenate([graph.score for graph in graphs])[order] if graphs else size
    n = max((graph.n for graph in graphs), default=1)
    chosen = float(np.mean([graph.chosen for graph in graphs])) if graphs else 0.0
    decoys = np.sort(np.concatenate([graph.decoys for graph in graphs]))[::-1] if graphs else size
    return Null(size[order], value, chosen, len(graphs), naming(size[order], n), decoys)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What one shuffle gave: every candidate's size and score, and how many would have been chosen as rings.

    `decoys`: of those that hang on no one fact, the score over the cost of naming them.
    """

    size: Floats
    score: Floats
    chosen: int
    n: int
    decoys: Floats = field(default_factory=lambda: np.zeros(0))


def candidates(layers: Sequence[Layer], n: int, seed: int) -> Candidates:
    """One shuffle of the evidence, through the same ladder and choice as the evidence itself."""
    drawn = shuffled(layers, np.random.default_rng([seed, 7919]))
    ties = project(drawn, n)
    levels = nest(leiden(ties, resolutions(n), seed), ties)
    rings = chosen(levels, ties, 1.0, seed)
    size, value = measured(levels, ties)
    return Candidates(size, value, int(rings.max(initial=-1)) + 1, n, decoys(rings, drawn, ties))


def decoys(rings: Ints, layers: Sequence[Layer], ties: Ties) -> Floats:
    """Score over the cost of naming, of the rings that are worth it and hang on no single fact."""
    count = int(rings.max(initial=-1)) + 1
    found = sums(rings, count, ties, ties.strength())
    good = held(rings, count, layers)
    strength: Floats = score(found)[good] / np.maximum(naming(found.size[good], ties.n), 1e-12)
    return strength[strength > 1]


def measured(levels: Sequence[Ints], ties: Ties) -> tuple[Floats, Floats]:
    """Size and score L of each community of a nest that could be a ring, one that stays whole over levels once."""
    strength = ties.strength()
    sizes, values, above = [], [], np.full(ties.n, -1, dtype=np.int64)
    for labels in levels:
        count = int(labels.max(initial=-1)) + 1
        found = sums(labels, count, ties, strength)
        new = found.size != above[np.unique(labels, return_index=True)[1]]
        kept = (found.size >= SMALLEST) & new
        sizes.append(found.size[kept])
        values.append(score(found)[kept])
        above = found.size[labels].astype(np.int64)
    return np.concatenate(sizes), np.concatenate(values)


def shuffled(layers: Sequence[Layer], rng: np.random.Generator) -> list[Layer]:
    """Each layer with its people exchanged at random: everyone keeps their number of standings and ties."""
    return [_rewire_groups(layer, rng) if layer.groups else _rewire_pairs(layer, rng) for layer in layers]


def _rewire_groups(layer: Layer, rng: np.random.Generator) -> Layer:
    left = rng.permutation(layer.left)
    width = int(left.max(initial=0)) + 1
    left, good = _repair(left, lambda people: layer.right * width + people, rng)
    block = None if layer.block is None else layer.block[good]
    return replace(layer, left=left[good], right=layer.right[good], value=layer.value[good], block=block)


def _rewire_pairs(layer: Layer, rng: np.random.Generator) -> Layer:
    ends = rng.permutation(np.concatenate([layer.left, layer.right]))
    near, far = ends[: len(layer.left)], ends[len(layer.left) :]
    width = int(ends.max(initial=0)) + 1

    def key(other: Ints) -> Ints:
        found = np.minimum(near, other) * width + np.maximum(near, other)
        return np.where(near == other, -1, found)

    far, good = _repair(far, key, rng)
    a, b = np.minimum(near, far)[good], np.maximum(near, far)[good]
    return replace(layer, left=a, right=b, value=layer.value[good])


def _repair(side: Ints, key: Callable[[Ints], Ints], rng: np.random.Generator) -> tuple[Ints, NDArray[np.bool_]]:
    """Exchange doubled entries (or ties to oneself, key -1) with others at random until none is left."""
    for _ in range(TRIES):
        keys = key(side)
        order = np.argsort(keys, kind="stable")
        same = np.zeros(len(side), dtype=bool)
        same[order[1:]] = keys[order[1:]] == keys[order[:-1]]
        bad = np.flatnonzero(same | (keys < 0))
        if not len(bad):
            break
        for one, other in zip(bad, rng.integers(0, len(side), len(bad)), strict=True):
            side[one], side[other] = side[other], side[one]
    keys = key(side)
    good = np.zeros(len(side), dtype=bool)
    good[np.unique(keys, return_index=True)[1]] = True
    return side, good & (keys >= 0)
