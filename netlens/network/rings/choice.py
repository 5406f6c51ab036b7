"""Out of a nest of candidates, the rings: the best cut by dynamic programming, then each person where they fit best."""

from collections.abc import Callable, Sequence

import numpy as np

from netlens.network.projection import Floats, Ints, Ties
from netlens.network.rings.ladder import compact, connected
from netlens.network.rings.moves import EASY, cooled, settled
from netlens.network.rings.score import Sums, excess, sums

SMALLEST = 3  # people in a ring

Value = Callable[[Sums], Floats]


def cut(levels: Sequence[Ints], ties: Ties, strength: Floats, penalty: float, value: Value = excess) -> Ints:
    """Of a nest (coarse to fine), the disjoint communities whose summed value is greatest; -1 where none is worth it.

    A community stays where its value beats the sum of the best inside it. Linear in vertices × levels.
    """
    best: Floats = np.zeros(0)
    stays: list[np.ndarray] = []
    for depth in range(len(levels) - 1, -1, -1):
        labels = levels[depth]
        count = int(labels.max(initial=-1)) + 1
        found = sums(labels, count, ties, strength, penalty)
        own = np.where(found.size >= SMALLEST, value(found), -np.inf)
        inner = np.zeros(count)
        if depth < len(levels) - 1:
            finer = levels[depth + 1]
            at = np.zeros(len(best), dtype=np.int64)
            at[finer] = labels
            inner = np.bincount(at, best, count).astype(np.float64)
        keeps = (own > 0) & (own >= inner)
        best = np.where(keeps, own, inner)
        stays.append(keeps)
    chosen = np.full(ties.n, -1, dtype=np.int64)
    taken = 0
    for labels, keeps in zip(levels, reversed(stays), strict=True):
        fresh = keeps[labels] & (chosen < 0)
        chosen[fresh] = labels[fresh] + taken
        taken += len(keeps)
    return compact(chosen)


def first(levels: Sequence[Ints], ties: Ties) -> Ints:
    """The rings at first look: the best cut, and everyone where they fit best in it."""
    return worthwhile(settled(cut(levels, ties, ties.strength(), 1.0), ties, 1.0), ties, 1.0)


def chosen(levels: Sequence[Ints], ties: Ties, penalty: float, seed: int) -> Ints:
    """The rings: a generous cut, from which people move until all are where the evidence has them."""
    generous = cut(levels, ties, ties.strength(), penalty * EASY)
    return (
        worthwhile(cooled(generous, ties, penalty, seed), ties, penalty) if generous.max(initial=-1) >= 0 else generous
    )


def worthwhile(labels: Ints, ties: Ties, penalty: float) -> Ints:
    """The connected rings that are large enough and worth naming."""
    labels = connected(labels, ties)
    count = int(labels.max(initial=-1)) + 1
    if not count:
        return labels
    found = sums(labels, count, ties, ties.strength(), penalty)
    good = (found.size >= SMALLEST) & (excess(found) > 0)
    return compact(np.where((labels >= 0) & good[labels], labels, -1))
