"""Test graphs with known rings, and graphs without any. All are drawn from a seed; nothing is read from a file.

LFR: A. Lancichinetti, S. Fortunato, F. Radicchi, Phys. Rev. E 78, 046110 (2008), by networkit's generator; mean degree
10, maximum 50, rings of 10 to 100 people, exponents 2.5 (degrees) and 1.5 (sizes). Mixed: half of the people in rings,
the others loose. Noise: graphs with no ring in them.
"""

from dataclasses import dataclass

import numpy as np

from netlens.network.projection import Ints, Layer

MEAN, MOST, DEGREES, SIZES = 10, 50, 2.5, 1.5
SMALL, LARGE = 10, 100


@dataclass(frozen=True, slots=True)
class Planted:
    """`truth[v]`: the ring of vertex v, -1 for loose people. `layers` as the search takes them."""

    layers: tuple[Layer, ...]
    truth: Ints

    @property
    def n(self) -> int:
        return len(self.truth)


def ties(a: Ints, b: Ints, kind: str = "call") -> Layer:
    """A one-mode layer of pairs of weight 1: each pair once, nobody tied to themselves."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    width = int(high.max(initial=0)) + 1
    key = np.unique(low[low != high] * width + high[low != high])
    return Layer(kind, key // width, key % width, np.ones(len(key)))


def lfr(n: int, mu: float, seed: int) -> Planted:
    """An LFR graph of `n` people; a share `mu` of everyone's ties leaves their ring."""
    import networkit

    networkit.setNumberOfThreads(1)
    networkit.engineering.setSeed(seed, False)
    maker = networkit.generators.LFRGenerator(n)
    maker.generatePowerlawDegreeSequence(MEAN, MOST, -DEGREES)
    maker.generatePowerlawCommunitySizeSequence(SMALL, 50 if n <= 1000 else LARGE, -SIZES)
    maker.setMu(mu)
    graph = maker.generate()
    ends = np.array([(u, v) for u, v in graph.iterEdges()], dtype=np.int64)
    truth = np.array(maker.getPartition().getVector(), dtype=np.int64)
    return Planted((ties(ends[:, 0], ends[:, 1]),), np.unique(truth, return_inverse=True)[1].astype(np.int64))


def mixed(mu: float, seed: int, people: int = 3000, loose: int = 1500) -> Planted:
    """Planted rings among loose people: an LFR graph whose rings are dissolved, one by one, until so many are loose.

    The ties inside the rings that are left stay; all others are tied anew at random, everyone keeping their number of
    ties (configuration model), so that a loose person looks no different by it.
    """
    whole = lfr(people, mu, seed)
    rng = np.random.default_rng([seed, 31])
    size = np.bincount(whole.truth)
    order = rng.permutation(len(size))
    dissolved = order[np.cumsum(size[order]) <= loose]
    truth = np.where(np.isin(whole.truth, dissolved), -1, whole.truth)
    layer = whole.layers[0]
    inside = (truth[layer.left] >= 0) & (truth[layer.left] == truth[layer.right])
    ends = np.concatenate([layer.left[~inside], layer.right[~inside]])
    a, b = _stubs(rng, ends)
    joined = ties(np.concatenate([layer.left[inside], a]), np.concatenate([layer.right[inside], b]))
    dense = np.unique(truth[truth >= 0], return_inverse=True)[1]
    truth[truth >= 0] = dense
    return Planted((joined,), truth)


def thinned(graph: Planted, lost: float, seed: int) -> Planted:
    """The same people with a share of the ties lost."""
    rng = np.random.default_rng([seed, 37])
    kept = []
    for layer in graph.layers:
        keep = rng.random(len(layer.left)) >= lost
        kept.append(Layer(layer.kind, layer.left[keep], layer.right[keep], layer.value[keep]))
    return Planted(tuple(kept), graph.truth)


def rewired(graph: Planted, seed: int) -> Planted:
    """Everyone keeps their number of ties; whom they are tied to is drawn anew: no ring is left."""
    rng = np.random.default_rng([seed, 41])
    made = tuple(ties(*_stubs(rng, np.concatenate([layer.left, layer.right]))) for layer in graph.layers)
    return Planted(made, np.full(graph.n, -1, dtype=np.int64))


def random_cases(seed: int, people: int = 600, cases: int = 360) -> Planted:
    """Cases of two to six people, drawn by how busy they are (heavy-tailed), and as many calls: no ring is planted."""
    rng = np.random.default_rng(seed)
    popular = rng.pareto(2.0, people) + 0.3
    popular /= popular.sum()
    member, group = [], []
    for case in range(cases):
        who = rng.choice(people, int(rng.integers(2, 7)), replace=False, p=popular)
        member += sorted(who.tolist())
        group += [case] * len(who)
    ends = {tuple(sorted(rng.choice(people, 2, replace=False, p=popular).tolist())) for _ in range(people)}
    pairs = np.array(sorted(ends), dtype=np.int64)
    standing = Layer("case", np.array(member), np.array(group), np.ones(len(member)), cases)
    calls = Layer("call", pairs[:, 0], pairs[:, 1], np.full(len(pairs), 0.5))
    return Planted((standing, calls), np.full(people, -1, dtype=np.int64))


def calls_with_hubs(seed: int, people: int = 1000, hubs: int = 5) -> Planted:
    """Random calls, and a few numbers (a taxi, a shop) that call a tenth of everyone: no ring is planted."""
    rng = np.random.default_rng([seed, 43])
    degree = _power(rng, people, DEGREES, 2, MOST)
    a, b = _stubs(rng, np.repeat(np.arange(people), degree))
    called = [rng.choice(people, people // 10, replace=False) for _ in range(hubs)]
    near = np.concatenate([a, np.repeat(np.arange(hubs), people // 10)])
    layer = ties(near, np.concatenate([b, *called]))
    strength = 0.5 * np.log1p(rng.geometric(0.3, len(layer.left)))
    return Planted((Layer("call", layer.left, layer.right, strength),), np.full(people, -1, dtype=np.int64))


def renumbered(graph: Planted, seed: int) -> tuple[Planted, Ints]:
    """The graph with its vertices in another order, and the new number of each."""
    new = np.random.default_rng([seed, 47]).permutation(graph.n)
    truth = np.empty_like(graph.truth)
    truth[new] = graph.truth
    moved = []
    for layer in graph.layers:
        if layer.groups:
            moved.append(Layer(layer.kind, new[layer.left], layer.right, layer.value, layer.groups))
        else:
            a, b = new[layer.left], new[layer.right]
            moved.append(Layer(layer.kind, np.minimum(a, b), np.maximum(a, b), layer.value))
    return Planted(tuple(moved), truth), new


def _power(rng: np.random.Generator, count: int, exponent: float, least: float, most: int) -> Ints:
    """Whole numbers between `least` and `most` by a power law."""
    low, high = least ** (1 - exponent), (most + 1) ** (1 - exponent)
    drawn = (low + rng.random(count) * (high - low)) ** (1 / (1 - exponent))
    whole: Ints = np.clip(np.floor(drawn), int(least), most).astype(np.int64)
    return whole


def _stubs(rng: np.random.Generator, ends: Ints) -> tuple[Ints, Ints]:
    """Ends tied two by two at random (configuration model)."""
    mixed_up = rng.permutation(ends)
    half = len(mixed_up) // 2
    return mixed_up[:half], mixed_up[half : 2 * half]
