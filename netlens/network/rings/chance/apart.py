"""Who stands apart in a case file that is mostly about them: the score alone would take their many ties for granted.

With few others to compare with, a group's own ties make up what is expected of it. Whether it is a block of its own is
then asked of all evidence: more ties inside, fewer to the others, as many as expected among these (two blocks against
none: B. Karrer, M. Newman, Phys. Rev. E 83, 016107, 2011). It must beat the strongest such group of every shuffle.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from netlens.network.projection import Floats, Ints, Layer, Ties, project
from netlens.network.rings.chance.null import shuffled
from netlens.network.rings.choice import SMALLEST
from netlens.network.rings.holding import held
from netlens.network.rings.ladder import compact, connected, leiden, nest, resolutions
from netlens.network.rings.score import Sums, naming, sums

SHUFFLES = 20
SHARE = 0.1  # of all evidence, at least: below, the score itself sees well
FEW = 200  # people: the file of one operation; among more, a block may be a province or an agency


def apart(levels: Sequence[Ints], layers: Sequence[Layer], ties: Ties, seed: int) -> NDArray[np.bool_]:
    """Who is in the group that stands apart most; nobody where chance gives its like once in twenty shuffles."""
    nobody = np.zeros(ties.n, dtype=bool)
    if ties.n > FEW:
        return nobody
    value, labels = _strongest(levels, layers, ties)
    if value <= 0:
        return nobody
    for number in range(SHUFFLES):
        drawn = shuffled(layers, np.random.default_rng([seed, number, 122949823]))
        by_chance = project(drawn, ties.n)
        found = nest(leiden(by_chance, resolutions(ties.n), seed * 1000 + 700 + number), by_chance)
        if _strongest(found, drawn, by_chance)[0] >= value:
            return nobody
    stands: NDArray[np.bool_] = labels >= 0
    return stands


def blocks(found: Sums) -> Floats:
    """Per community: the log-likelihood ratio of two blocks against none, less the cost of naming its members."""
    total, inside, strength = found.total, found.inside, found.strength
    across, others = np.maximum(strength - 2 * inside, 0.0), np.maximum(total - strength + inside, 0.0)
    rest = 2 * total - strength
    alike = strength**2 / (4 * total), strength * rest / (2 * total), rest**2 / (4 * total)
    ratio = np.zeros(len(inside))
    for tied, expected in zip((inside, across, others), alike, strict=True):
        ratio += np.where(tied > 0, tied * np.log(np.maximum(tied, 1e-12) / np.maximum(expected, 1e-12)), 0.0)
    worth: Floats = np.where(inside > alike[0], ratio, 0.0) - naming(found.size, found.n)
    return worth


def _strongest(levels: Sequence[Ints], layers: Sequence[Layer], ties: Ties) -> tuple[float, Ints]:
    """The best value of a community that is a ring's size and hangs on no single fact, and its label; 0 for none."""
    best, members = 0.0, np.full(ties.n, -1, dtype=np.int64)
    for labels in (connected(np.zeros(ties.n, dtype=np.int64), ties), *levels):
        found = sums(labels, int(labels.max(initial=-1)) + 1, ties, ties.strength())
        size = (found.size >= SMALLEST) & (2 * found.size <= ties.n)  # as many others, to stand apart from
        likely = size & (found.inside >= SHARE * ties.total) & (blocks(found) > best)
        if not likely.any():
            continue
        some = compact(np.where(likely[labels], labels, -1))
        count = int(some.max()) + 1
        value = np.where(held(some, count, layers), blocks(sums(some, count, ties, ties.strength())), 0.0)
        if value.max() > best:
            best, members = float(value.max()), np.where(some == int(value.argmax()), 0, -1)
    return best, members
