"""Out of a nest of candidates, the rings: the best cut by dynamic programming, then each person where they fit best."""

from collections.abc import Callable, Sequence

import numpy as np

from netlens.network.projection import Floats, Ints, Ties
from netlens.network.rings.ladder import compact, connected
from netlens.network.rings.score import Sums, excess, likelihood, naming, sums

SMALLEST = 3  # people in a ring
ROUNDS = 2

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


def settle(chosen: Ints, ties: Ties, strength: Floats, penalty: float) -> Ints:
    """Rounds of moves: each person to the ring that gains most by them, or to none; then what holds together stays."""
    for _ in range(ROUNDS):
        chosen = _move(chosen, ties, strength, penalty)
    chosen = connected(chosen, ties)
    return worthwhile(chosen, ties, strength, penalty)


def worthwhile(chosen: Ints, ties: Ties, strength: Floats, penalty: float) -> Ints:
    """The rings that are large enough and still worth naming."""
    count = int(chosen.max(initial=-1)) + 1
    if not count:
        return chosen
    found = sums(chosen, count, ties, strength, penalty)
    good = (found.size >= SMALLEST) & (excess(found) > 0)
    return compact(np.where((chosen >= 0) & good[chosen], chosen, -1))


def _move(chosen: Ints, ties: Ties, strength: Floats, penalty: float) -> Ints:
    count = int(chosen.max(initial=-1)) + 1
    if not count:
        return chosen
    found = sums(chosen, count, ties, strength, penalty)
    base = likelihood(found.inside, found.strength, found.total)
    cost = penalty * naming(found.size, ties.n)
    person, ring, linked = _linked(chosen, ties, count)
    own = chosen[person] == ring
    in_own = np.zeros(ties.n)
    in_own[person[own]] = linked[own]

    at = np.maximum(chosen, 0)  # what a member adds to their ring, against the ring without them
    without = likelihood(found.inside[at] - in_own, found.strength[at] - strength, found.total)
    stay = base[at] - without - cost[at] + penalty * naming(found.size[at] - 1, ties.n)
    best = np.where(chosen >= 0, np.maximum(stay, 0.0), 0.0)
    target = np.where((chosen >= 0) & (stay >= 0), chosen, -1)

    person, ring, linked = person[~own], ring[~own], linked[~own]
    with_them = likelihood(found.inside[ring] + linked, found.strength[ring] + strength[person], found.total)
    join = with_them - base[ring] + cost[ring] - penalty * naming(found.size[ring] + 1, ties.n)
    order = np.lexsort((ring, -join, person))
    person, ring, join = person[order], ring[order], join[order]
    first = np.concatenate([[True], person[1:] != person[:-1]]) if len(person) else np.zeros(0, dtype=bool)
    person, ring, join = person[first], ring[first], join[first]
    moves = join > best[person] + 1e-9
    target[person[moves]] = ring[moves]
    return target


def _linked(chosen: Ints, ties: Ties, count: int) -> tuple[Ints, Ints, Floats]:
    """(person, ring, weight between them), one entry per pair that is tied at all, sorted."""
    person = np.concatenate([ties.a, ties.b])
    ring = chosen[np.concatenate([ties.b, ties.a])]
    weight = np.concatenate([ties.weight, ties.weight])
    inside = ring >= 0
    key, where = np.unique(person[inside] * count + ring[inside], return_inverse=True)
    return key // count, key % count, np.bincount(where, weight[inside]).astype(np.float64)
