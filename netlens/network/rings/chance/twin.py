"""How far may membership be trusted? The search is asked for rings that are known, in a twin of the evidence.

The twin has the rings that were found, as if they were the truth: who stands where is drawn anew, inside each ring
among its members, outside among all. A parametric bootstrap (B. Efron, R. Tibshirani, 1993); the curve from it is
isotonic (R. Barlow et al., 1972).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from netlens.network.projection import Floats, Ints, Layer, keep, project
from netlens.network.rings.choice import chosen
from netlens.network.rings.consensus import best_match, thinned
from netlens.network.rings.ladder import compact, leiden, nest, resolutions
from netlens.network.rings.moves import wandered

LARGEST = 5_000  # people in a twin: of more, some of the rings and some of the others stand for all
GRAPHS = 4
ROUNDS = 20  # of repairing what stands double


@dataclass(frozen=True, slots=True)
class Trust:
    """`right[i]`: the chance that a member who stays in their ring `stays[i]` of the time is rightly in it; rising."""

    stays: tuple[float, ...]
    right: tuple[float, ...]

    def of(self, stays: Floats) -> Floats:
        """The chance for each value."""
        found: Floats = np.interp(stays, self.stays, self.right)
        return found


def trust(rings: Ints, layers: Sequence[Layer], penalty: float, seed: int) -> Trust | None:
    """What staying in a ring is worth in this evidence; None where too few people would be judged.

    `rings[v]`: the rings that are told of, -1 for everyone else.
    """
    rng = np.random.default_rng([seed, 86028121])
    some = _some(rings, rng)
    at = np.full(len(rings), -1, dtype=np.int64)
    at[some] = np.arange(len(some))
    planted = compact(rings[some])
    made = [_redrawn(_among(layer, at), planted, rng) for layer in layers]
    n = len(some)
    ties = project(made, n)
    if not len(ties.a):
        return None
    found = chosen(nest(leiden(ties, resolutions(n), seed), ties), ties, penalty, seed)
    placed = found >= 0
    if placed.sum() < 50 or planted.max(initial=-1) < 0:
        return None
    graphs = [thinned(made, n, seed * 1000 + 900 + number) for number in range(GRAPHS)]
    stays = wandered(found, graphs, penalty, seed)[1]
    match = best_match(planted, np.where(placed, found, found.max() + 1 + np.arange(n)))[1]
    right = placed & (planted >= 0)
    right[right] = match[planted[right]] == found[right]
    return rising(stays[placed], right[placed].astype(np.float64))


def rising(stays: Floats, right: Floats) -> Trust:
    """The rising curve nearest to the given outcomes (pool adjacent violators)."""
    values, where = np.unique(np.round(stays, 6), return_inverse=True)
    weight = np.bincount(where).astype(np.float64)
    total = np.bincount(where, right)
    blocks: list[list[float]] = []  # [weight, sum, number of values]
    for one, summed in zip(weight.tolist(), total.tolist(), strict=True):
        blocks.append([one, summed, 1])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][0] >= blocks[-1][1] * blocks[-2][0]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0] + last[0], blocks[-1][1] + last[1], blocks[-1][2] + last[2]]
    level = [summed / one for one, summed, count in blocks for _ in range(int(count))]
    return Trust(tuple(values.tolist()), tuple(round(value, 6) for value in level))


def _some(rings: Ints, rng: np.random.Generator) -> Ints:
    """Everyone, or of many the members of some whole rings and as large a share of the others."""
    n = len(rings)
    if n <= LARGEST:
        return np.arange(n)
    count = int(rings.max(initial=-1)) + 1
    few = rng.random(count) < LARGEST / n
    lot = np.where(rings >= 0, np.append(few, False)[rings], rng.random(n) < LARGEST / n)
    return np.flatnonzero(lot)


def _among(layer: Layer, at: Ints) -> Layer:
    inside = at[layer.left] >= 0
    if not layer.groups:
        inside &= at[layer.right] >= 0
    kept = keep(layer, inside)
    return replace(kept, left=at[kept.left], right=kept.right if layer.groups else at[kept.right])


def _redrawn(layer: Layer, rings: Ints, rng: np.random.Generator) -> Layer:
    """Who stands where, drawn anew among those of the same ring where a ring stands together, among all elsewhere."""
    if not len(layer.left):
        return layer
    if layer.groups:
        of_group = _ring_of_group(layer, rings)
        own = (rings[layer.left] >= 0) & (rings[layer.left] == of_group[layer.right])
        lot = np.where(own, rings[layer.left], -1)
        left, good = _dealt(layer.left, layer.right, lot, False, rng)
        made = replace(layer, left=left)
        return keep(made, good)
    same = (rings[layer.left] >= 0) & (rings[layer.left] == rings[layer.right])
    lot = np.where(same, rings[layer.left], -1)
    ends, twice = np.concatenate([layer.left, layer.right]), np.concatenate([lot, lot])
    order = np.lexsort((rng.random(len(ends)), twice))
    back = np.argsort(twice, kind="stable")
    mixed = np.empty_like(ends)
    mixed[back] = ends[order]
    half = len(layer.left)
    far, good = _dealt(mixed[half:], mixed[:half], lot, True, rng)
    a, b = np.minimum(mixed[:half], far), np.maximum(mixed[:half], far)
    return keep(replace(layer, left=a, right=b), good)


def _ring_of_group(layer: Layer, rings: Ints) -> Ints:
    """The ring of which most stand in each group, two at least; -1 for none."""
    inside = rings[layer.left] >= 0
    width = int(rings.max(initial=0)) + 1
    key, count = np.unique(layer.right[inside] * width + rings[layer.left[inside]], return_counts=True)
    order = np.lexsort((count, key // width))
    found = np.full(layer.groups, -1, dtype=np.int64)
    found[key[order] // width] = np.where(count[order] > 1, key[order] % width, -1)
    return found


def _dealt(
    side: Ints, other: Ints, lot: Ints, ties: bool, rng: np.random.Generator
) -> "tuple[Ints, np.ndarray[tuple[int], np.dtype[np.bool_]]]":
    """`side` exchanged at random inside each lot, until nothing stands double; and which entries are then good."""
    order = np.argsort(lot, kind="stable")
    start = np.searchsorted(lot[order], lot)
    size = np.searchsorted(lot[order], lot, side="right") - start
    side = side.copy()
    side[order] = side[np.lexsort((rng.random(len(side)), lot))]
    width = int(max(side.max(), other.max())) + 1
    for _ in range(ROUNDS):
        bad = np.flatnonzero(~_good(side, other, ties, width))
        if not len(bad):
            break
        partner = order[start[bad] + (rng.random(len(bad)) * size[bad]).astype(np.int64)]
        for one, two in zip(bad.tolist(), partner.tolist(), strict=True):
            side[one], side[two] = side[two], side[one]
    return side, _good(side, other, ties, width)


def _good(side: Ints, other: Ints, ties: bool, width: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    key = np.minimum(side, other) * width + np.maximum(side, other) if ties else other * width + side
    good = np.zeros(len(side), dtype=bool)
    good[np.unique(key, return_index=True)[1]] = True
    return good & (side != other) if ties else good
