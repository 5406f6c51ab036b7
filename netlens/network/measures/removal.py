"""What is left of a network when one after the other is taken out: the size of its largest connected part.

As L. Cavallaro et al., PLOS ONE 15 (2020) e0236476, whose figures it reproduces: in sequence (everyone's standing
reckoned anew after each) or in blocks (after every few). A what-if about recorded ties: it says where a network is
thin, not what would happen, for networks that lose people find others (P. Duijn et al., Sci. Rep. 4 (2014)).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from netlens.network.measures import centrality
from netlens.network.measures.paths import among, components, paths
from netlens.network.projection import Floats, Ints, Ties

Ranking = Callable[[Ties], Floats]  # the graph that is left → what each of it is worth: the highest goes next
MOST = 30  # people taken out in a curve
BLOCKS = ((500, 1), (2_000, 5))  # vertices up to which betweenness is reckoned anew after so many
DIGITS = 12  # figures that differ only beyond are equal; of equals the first in the order of vertices goes


@dataclass(frozen=True, slots=True)
class Removal:
    """`order`: who goes, in turn. `largest[i]`: the size of the largest connected part once i of them are gone, so it
    is one longer, and begins with the whole.
    """

    order: Ints
    largest: Ints

    @property
    def share(self) -> Floats:
        """Of the largest part there was at first: 1 … 0."""
        return self.largest / max(int(self.largest[0]), 1)


def removal(ties: Ties, ranking: Ranking, most: int, *, block: int = 1, allowed: Ints | None = None) -> Removal:
    """Take out up to `most` of `allowed` (None: everyone), ranked anew after every `block` of them."""
    may = np.ones(ties.n, dtype=bool)
    if allowed is not None:
        may[:] = False
        may[allowed] = True
    left, largest = np.arange(ties.n), [_largest(ties)]
    order: list[int] = []
    while len(order) < most and may[left].any():
        now = among(ties, left)
        going = _highest(ranking(now), may[left], min(block, most - len(order)))
        for one in left[going].tolist():
            order.append(one)
            left = left[left != one]
            largest.append(_largest(among(ties, left)))
    return Removal(np.array(order, dtype=np.int64), np.array(largest, dtype=np.int64))


def curve(ties: Ties, by: str, allowed: Ints | None = None) -> tuple[Removal, int]:
    """The removal of the first MOST by "degree", "strength" or "betweenness", and after how many all were ranked anew.

    That is after each in a ring, more seldom in a case, where ranking costs more.
    """
    block = next((size for most, size in BLOCKS if ties.n <= most or by != "betweenness"), MOST)
    return removal(ties, RANKINGS[by], MOST, block=block, allowed=allowed), block


def by_degree(ties: Ties) -> Floats:
    return centrality.degree(ties)


def by_strength(ties: Ties) -> Floats:
    return centrality.strength(ties)


def by_betweenness(ties: Ties) -> Floats:
    return paths(ties).through


RANKINGS: dict[str, Ranking] = {"betweenness": by_betweenness, "degree": by_degree, "strength": by_strength}


def _highest(values: Floats, may: "np.ndarray[tuple[int], np.dtype[np.bool_]]", count: int) -> Ints:
    top = max(float(np.abs(values).max(initial=0.0)), 1e-300)
    worth = np.where(may, np.round(values / top, DIGITS), -np.inf)
    order = np.argsort(-worth, kind="stable")[: min(count, int(may.sum()))]
    return order.astype(np.int64)


def _largest(ties: Ties) -> int:
    return int(components(ties)[1].max(initial=0)) if ties.n else 0
