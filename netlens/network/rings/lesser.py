"""What the best cut leaves to be said: parts one fact ties, cores that recur, groups that beat chance, and the rest."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from netlens.network.projection import Floats, Ints, Layer, Ties
from netlens.network.rings.chance.null import Null
from netlens.network.rings.choice import SMALLEST, Value, cut, worthwhile
from netlens.network.rings.holding import parted, redundant
from netlens.network.rings.ladder import compact
from netlens.network.rings.score import Sums, score
from netlens.network.rings.verdict import HOLDING, REDUNDANT, STRICT, in_rings, may_stand

LESSER = 0.9  # the share of chance groups of like size that one listed as chance still beats


def in_parts(rings: Ints, layers: Sequence[Layer], ties: Ties, penalty: float) -> Ints:
    """Rings that one fact alone holds together, as the parts it ties, where a part may stand by itself."""
    count = int(rings.max(initial=-1)) + 1
    parts = parted(rings, count, layers, HOLDING - 1e-9)
    changed = (parts != rings) & (parts >= 0)
    if not changed.any():
        return rings
    parts = np.where(changed, parts, -1)
    good = worthwhile(parts, ties, penalty)
    good = in_rings(good, redundant(good, int(good.max(initial=-1)) + 1, layers) >= REDUNDANT)
    instead = np.isin(rings, np.unique(rings[good >= 0])) & (rings >= 0)
    return compact(np.where(instead, np.where(good >= 0, good + count, -1), rings))


def with_lesser(
    rings: Ints,
    cores: Ints,
    levels: list[Ints],
    layers: Sequence[Layer],
    ties: Ties,
    chance: Null,
    penalty: float,
) -> tuple[Ints, NDArray[np.bool_]]:
    """The chosen rings that may stand; cores of the others; groups that beat chance of like size; and then the rest.

    Gives the labels, and which of the rings are such cores.
    """

    def beats(level: float) -> Value:
        def value(found: Sums) -> Floats:
            return score(found) - chance.quantile(found.size, level)

        return value

    strength = ties.strength()
    rings = in_rings(rings, may_stand(rings, layers, ties, chance, penalty))
    cores = _large(np.where(rings >= 0, -1, cores))
    for level in (1 - STRICT, LESSER):
        standing = in_rings(rings, may_stand(rings, layers, ties, chance, penalty))
        taken = (standing >= 0) | (cores >= 0)
        alone = np.arange(ties.n) + ties.n
        free = [compact(np.where(taken, alone, labels)) for labels in levels]
        more = cut(free, ties, strength, penalty, beats(level))
        rings = compact(np.where(standing >= 0, standing, np.where(more >= 0, more + ties.n, -1)))
    labels = compact(np.where(cores >= 0, cores + 2 * ties.n, rings))
    core = np.zeros(int(labels.max(initial=-1)) + 1, dtype=bool)
    core[labels[cores >= 0]] = True
    return labels, core


def _large(labels: Ints) -> Ints:
    size = np.bincount(labels[labels >= 0], minlength=1)
    return np.where((labels >= 0) & (size[np.maximum(labels, 0)] >= SMALLEST), labels, -1)
