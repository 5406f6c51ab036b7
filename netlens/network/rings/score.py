"""How much more a group of people is tied than chance would have it, less the cost of naming its members.

In units of independent ties. With k the weight inside, K the members' summed strength, m the total weight:
E = K²/4m is what chance gives, L = k·ln(k/E) - (k - E) the log-likelihood ratio of a group with a rate of its own
against none (Poisson), s·ln(n/s) the cost of naming s members out of n. B. Karrer, M. Newman, Phys. Rev. E 83, 016107
(2011), for the likelihood; J. Rissanen, Automatica 14 (1978), for paying for a description.
"""

from dataclasses import dataclass

import numpy as np

from netlens.network.projection import Floats, Ints, Ties


@dataclass(frozen=True, slots=True)
class Sums:
    """Per community: weight inside, summed strength, number of members. `n`, `total`: of the whole graph.

    `penalty` multiplies the cost of naming: above 1 where pure chance would otherwise be given rings.
    """

    inside: Floats
    strength: Floats
    size: Floats
    n: int
    total: float
    penalty: float = 1.0


def sums(labels: Ints, count: int, ties: Ties, strength: Floats, penalty: float = 1.0) -> Sums:
    """Sums of `count` communities (label -1: in none)."""
    same = (labels[ties.a] == labels[ties.b]) & (labels[ties.a] >= 0)
    placed = labels >= 0
    return Sums(
        inside=np.bincount(labels[ties.a[same]], ties.weight[same], count).astype(np.float64),
        strength=np.bincount(labels[placed], strength[placed], count).astype(np.float64),
        size=np.bincount(labels[placed], minlength=count).astype(np.float64),
        n=ties.n,
        total=ties.total,
        penalty=penalty,
    )


def likelihood(inside: Floats, strength: Floats, total: float) -> Floats:
    """L, 0 where no more is inside than by chance."""
    expected = strength**2 / (4.0 * max(total, 1e-12))
    above = inside > expected
    safe, chance = np.where(above, inside, 1.0), np.where(above, np.maximum(expected, 1e-12), 1.0)
    return np.where(above, safe * np.log(safe / chance) - (safe - chance), 0.0)


def naming(size: Floats, n: int) -> Floats:
    """s·ln(n/s): the cost of naming s members out of n."""
    return size * np.log(max(n, 1) / np.maximum(size, 1.0))


def score(sums: Sums) -> Floats:
    """L per community."""
    return likelihood(sums.inside, sums.strength, sums.total)


def excess(sums: Sums) -> Floats:
    """L less the cost of naming the members: above 0, the group is worth telling of."""
    return score(sums) - sums.penalty * naming(sums.size, sums.n)
