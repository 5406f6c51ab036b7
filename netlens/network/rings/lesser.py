"""What the best cut leaves to be said: parts one fact ties, cores that recur, groups that beat chance, and the rest."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from netlens.network.projection import Floats, Ints, Layer, Ties
from netlens.network.rings.chance.apart import apart
from netlens.network.rings.chance.null import Null
from netlens.network.rings.choice import SMALLEST, cut, worthwhile
from netlens.network.rings.holding import HOLDING, REDUNDANT, parted, redundant
from netlens.network.rings.ladder import SIZES, compact, connected
from netlens.network.rings.score import Sums, score, sums
from netlens.network.rings.verdict import MOST, RECURRING, STRICT, in_rings, may_stand

LESSER = 0.9  # the share of chance groups of like size that one listed as chance still beats


def in_parts(rings: Ints, layers: Sequence[Layer], ties: Ties, penalty: float) -> Ints:
    """Rings that one fact alone holds together, as the parts it ties, where a part may stand by itself."""
    count = int(rings.max(initial=-1)) + 1
    parts = parted(rings, count, layers, HOLDING)
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
    seed: int,
) -> tuple[Ints, Ints]:
    """The chosen rings that may stand; what is special; groups that beat chance of like size; and then the rest.

    Gives the labels, and per ring whether it is special, and why (verdict.py: RECURRING, MOST; 0 for the others).
    """

    def with_more(rings: Ints, told: Ints, level: float) -> Ints:
        """The rings, and of everyone else the groups that beat this share of what chance gives of their size."""

        def value(found: Sums) -> Floats:
            return score(found) - chance.quantile(found.size, level)

        alone = np.arange(ties.n) + ties.n
        free = [compact(np.where((rings >= 0) | (told >= 0), alone, labels)) for labels in levels]
        more = cut(free, ties, ties.strength(), penalty, value)
        return compact(np.where(rings >= 0, rings, np.where(more >= 0, more + ties.n, -1)))

    nobody = np.full(ties.n, -1, dtype=np.int64)
    rings = in_rings(rings, may_stand(rings, layers, ties, chance, penalty))
    rings = with_more(rings, nobody, 1 - STRICT)
    rings = in_rings(rings, may_stand(rings, layers, ties, chance, penalty))
    most = _most(levels, ties, rings)
    if not most.any() and (rings < 0).all():
        most = apart(levels, layers, ties, seed)
    rings = np.where(most, -1, rings)
    told = _large(np.where(rings >= 0, -1, np.where(most, 0, np.where(cores >= 0, cores + 1, -1))))
    rings = with_more(rings, told, LESSER)
    labels = compact(np.where(told >= 0, told + 2 * ties.n, rings))
    special = np.zeros(int(labels.max(initial=-1)) + 1, dtype=np.int64)
    special[labels[told > 0]] = RECURRING
    special[labels[told == 0]] = MOST
    return labels, special


def _most(levels: Sequence[Ints], ties: Ties, rings: Ints) -> NDArray[np.bool_]:
    """Who is in the group that more than half of the evidence is about; nobody where there is none of a ring's size.

    Against itself no group stands out: that half of all pairs in it are tied must do. Of several, nested, it is the one
    with most evidence inside. It gives way to the rings in it, where they hold half of its members.
    """
    best, found = 0.0, np.zeros(ties.n, dtype=bool)
    for labels in (connected(np.zeros(ties.n, dtype=np.int64), ties), *levels):
        made = sums(labels, int(labels.max(initial=-1)) + 1, ties, ties.strength())
        small = (made.size >= SMALLEST) & (made.size <= SIZES[0])
        for group in np.flatnonzero(small & (2 * made.inside > ties.total)).tolist():
            members = labels == group
            size, inside = int(members.sum()), float(made.inside[group])
            tied = int((members[ties.a] & members[ties.b]).sum())
            if 4 * tied >= size * (size - 1) and inside > best and 2 * int((rings[members] >= 0).sum()) < size:
                best, found = inside, members
    return found


def _large(labels: Ints) -> Ints:
    size = np.bincount(labels[labels >= 0], minlength=1)
    return np.where((labels >= 0) & (size[np.maximum(labels, 0)] >= SMALLEST), labels, -1)
