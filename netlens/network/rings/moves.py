"""People move between rings: to settle where the evidence has them, and to show how firmly it holds them there.

Each sweep gives half of all people, drawn at random, their best place: the ring that gains most by them, or none. With
`heat` above 0 the place is drawn instead, each with a chance of exp(gain / heat): at 1 this samples how people may be
placed given the evidence (heat-bath, as in N. Metropolis et al., J. Chem. Phys. 21 (1953); R. Glauber, J. Math. Phys. 4
(1963)), and cooling finds the best placing (S. Kirkpatrick, C. Gelatt, M. Vecchi, Science 220 (1983)).
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from netlens.network.projection import Floats, Ints, Ties
from netlens.network.rings.ladder import compact
from netlens.network.rings.score import likelihood, naming

SHARE = 0.5  # of all people move in one sweep: if all did, two could change places for ever
COOLING = 22  # sweeps from heat 1 to 0
COLD = 8  # sweeps without heat after them
EASY = 0.8  # what naming costs at first, as a share: a ring half found may first gather its people
WANDER = 6  # sweeps at heat 1 on each thinned graph
BURN = 2  # of them not looked at


def adjacency(ties: Ties) -> csr_array:
    """n × n, both directions, sorted."""
    both = np.concatenate([ties.a, ties.b]), np.concatenate([ties.b, ties.a])
    made = csr_array((np.concatenate([ties.weight, ties.weight]), both), shape=(ties.n, ties.n))
    made.sort_indices()
    return made


def cooled(chosen: Ints, ties: Ties, penalty: float, seed: int) -> Ints:
    """The labels after cooling from heat 1, the cost of naming rising to `penalty` meanwhile; -1: in no ring."""
    rng, near, strength = np.random.default_rng([seed, 15485863]), adjacency(ties), ties.strength()
    for step in range(COOLING + COLD):
        warmth = max(1.0 - step / COOLING, 0.0)
        price = penalty * (1.0 - (1.0 - EASY) * warmth)
        chosen = sweep(chosen, int(chosen.max(initial=-1)) + 1, near, strength, ties.total, price, warmth, rng)
        if step % 5 == 0:
            chosen = compact(chosen)
    return compact(chosen)


def settled(chosen: Ints, ties: Ties, penalty: float, sweeps: int = 4) -> Ints:
    """The labels after a few sweeps without heat."""
    rng, near, strength = np.random.default_rng(32452843), adjacency(ties), ties.strength()
    for _ in range(sweeps):
        chosen = sweep(chosen, int(chosen.max(initial=-1)) + 1, near, strength, ties.total, penalty, 0.0, rng)
    return compact(chosen)


def wandered(rings: Ints, graphs: Sequence[Ties], penalty: float, seed: int) -> tuple[Floats, Floats]:
    """How rings and people hold when they may wander, at heat 1, over graphs that each lack some of the evidence.

    Per ring its stability: the mean overlap (Jaccard) of who is in it then with who is in it. Per vertex, the share of
    the time it is in its ring. A ring keeps its label: one whose people leave is not taken for another.
    """
    count, n = int(rings.max(initial=-1)) + 1, len(rings)
    stability, stays, looks = np.zeros(count), np.zeros(n), 0
    size = np.bincount(rings[rings >= 0], minlength=count)
    for number, ties in enumerate(graphs):
        rng = np.random.default_rng([seed, number, 49979687])
        near, strength, labels = adjacency(ties), ties.strength(), rings
        for step in range(WANDER):
            labels = sweep(labels, count, near, strength, ties.total, penalty, 1.0, rng)
            if step < BURN:
                continue
            same = (labels == rings) & (rings >= 0)
            both = np.bincount(rings[same], minlength=count)
            now = np.bincount(labels[labels >= 0], minlength=count)
            stability += both / np.maximum(size + now - both, 1)
            stays += same
            looks += 1
    return stability / max(looks, 1), stays / max(looks, 1)


def sweep(
    labels: Ints,
    count: int,
    near: csr_array,
    strength: Floats,
    total: float,
    penalty: float,
    heat: float,
    rng: np.random.Generator,
) -> Ints:
    """Half of all people to the ring (of `count`, of those they are tied to) that gains most by them, or to none.

    A ring's gain by a person is its excess with them less its excess without (score.py). To be in no ring gains 0.
    """
    n, placed = len(labels), np.flatnonzero(labels >= 0)
    member = csr_array((np.ones(len(placed)), (placed, labels[placed])), shape=(n, max(count, 1)))
    linked = near @ member
    linked.sort_indices()
    starts = np.flatnonzero(np.diff(linked.indptr))
    if not len(starts):
        return np.where(rng.random(n) < SHARE, -1, labels)
    person, ring, weight = np.repeat(np.arange(n), np.diff(linked.indptr)), linked.indices, linked.data
    size = np.bincount(labels[placed], minlength=count).astype(np.float64)
    volume = np.bincount(labels[placed], strength[placed], count).astype(np.float64)
    own = labels[person] == ring
    inside = np.bincount(ring[own], weight[own], count) / 2.0
    now = likelihood(inside, volume, total) - penalty * naming(size, n)

    step = np.where(own, -1.0, 1.0)  # with them, or without who is in it
    after = likelihood(
        np.maximum(inside[ring] + step * weight, 0.0), volume[ring] + step * strength[person], total
    ) - penalty * naming(np.maximum(size[ring] + step, 0.0), n)
    gain = step * (after - now[ring])
    nowhere = np.zeros(n)
    if heat > 0:
        gain = gain + heat * rng.gumbel(size=len(gain))
        nowhere = heat * rng.gumbel(size=n)
    best = np.full(n, -np.inf)
    best[starts] = np.maximum.reduceat(gain, linked.indptr[starts])
    first = np.flatnonzero(gain == best[person])[::-1]
    place = np.full(n, -1, dtype=np.int64)
    place[person[first]] = ring[first]
    place[best <= nowhere] = -1
    return np.where(rng.random(n) < SHARE, place, labels)
