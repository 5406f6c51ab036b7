"""Evidence → layers: what a search, a shuffle or a thinned run works on; each standing and each tied pair once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from netlens.network.facts.weights import STATED, relative
from netlens.network.projection import Floats, Ints, Layer

if TYPE_CHECKING:
    from netlens.network.evidence import Evidence, Incidence, Pairs

CROSS = ("victim",)  # those of one case are tied by the case, not again by its victim


def layers(evidence: "Evidence") -> tuple[Layer, ...]:
    """The layers of all kinds, weighted by the evidence's own table. Hubs bring no pairs, and are not in them."""
    weights = relative(evidence.settings["weights"])
    hubs = np.asarray(evidence.hubs, dtype=np.int64)
    found = [_two_mode(kind, evidence.groups[kind], hubs, weights[kind]) for kind in sorted(evidence.groups)]
    contacts = {kind: pairs for kind, pairs in sorted(evidence.pairs.items()) if kind not in STATED}
    found += [_one_mode(kind, {kind: pairs}, weights) for kind, pairs in contacts.items()]
    found.append(_one_mode("stated", {kind: p for kind, p in evidence.pairs.items() if kind in STATED}, weights))
    return tuple(layer for layer in found if len(layer.left))


def fact_layers(evidence: "Evidence") -> tuple[Layer, ...]:
    """The same, but every shared group and every fact adds 1 to a pair: for counting facts, not for weighing them."""
    hubs = np.asarray(evidence.hubs, dtype=np.int64)
    found = []
    for kind, incidence in sorted(evidence.groups.items()):
        layer = _two_mode(kind, incidence, hubs, 1.0)
        size = np.bincount(layer.right, minlength=layer.groups)
        value = np.maximum(size[layer.right] - 1, 1).astype(np.float64)  # undoes the 1/(k-1) of the projection
        found.append(Layer(kind, layer.left, layer.right, value, 1.0, layer.groups, layer.block, layer.cross))
    for kind, pairs in sorted(evidence.pairs.items()):
        found.append(Layer(kind, *_tied(pairs.a, pairs.b, pairs.amount)))
    return tuple(layer for layer in found if len(layer.left))


def _two_mode(kind: str, incidence: "Incidence", hubs: Ints, weight: float) -> Layer:
    used = (incidence.factor > 0) & ~np.isin(incidence.entity[incidence.group], hubs)
    member, group = incidence.member[used], incidence.group[used]
    block = _joined_blocks(member, group, incidence.block[used]) if len(incidence.block) else None
    order = np.lexsort((-incidence.factor[used], member, group))
    member, group, factor = member[order], group[order], incidence.factor[used][order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (member[1:] != member[:-1]) | (group[1:] != group[:-1])
    member, group, factor = member[first], group[first], factor[first]
    cross = kind in CROSS
    if block is not None:
        block = block[order][first]
    parts = _parts(group, block if cross else None)
    several = parts[group] > 1 if len(group) else np.zeros(0, dtype=bool)
    numbers, right = np.unique(group[several], return_inverse=True)
    return Layer(
        kind,
        member[several],
        right.astype(np.int64),
        factor[several],
        weight,
        len(numbers),
        None if block is None else block[several],
        cross,
    )


def _parts(group: Ints, block: Ints | None) -> Ints:
    """Per group, how many members it has, or how many blocks."""
    if not len(group):
        return np.zeros(1, dtype=np.int64)
    if block is not None:
        group = np.unique(np.stack([group, block]), axis=1)[0]
    return np.bincount(group).astype(np.int64)


def _joined_blocks(member: Ints, group: Ints, block: Ints) -> Ints | None:
    """Blocks that share a member in a group made one; -1 (stands by themselves) becomes a block of one's own."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    if not len(block) or (block < 0).all():
        return None
    own = np.where(block < 0, block.max() + 1 + np.arange(len(block)), block)
    _, people = np.unique(np.stack([group, member]), axis=1, return_inverse=True)
    _, records = np.unique(np.stack([group, own]), axis=1, return_inverse=True)
    size = 2 * len(block)
    graph = csr_array((np.ones(len(block)), (people.ravel(), records.ravel() + len(block))), shape=(size, size))
    found: Ints = connected_components(graph, directed=False)[1][people.ravel()].astype(np.int64)
    return found


def _one_mode(kind: str, kinds: "Mapping[str, Pairs]", weights: Mapping[str, float]) -> Layer:
    """Tied pairs, each once, with weight × ln(1 + facts) summed over the kinds."""
    a, b, value = [], [], []
    for name in sorted(kinds):
        pairs = kinds[name]
        one, other, strength = _tied(pairs.a, pairs.b, pairs.amount * pairs.factor)
        a.append(one)
        b.append(other)
        value.append(weights[name] * np.log1p(strength))
    if not a:
        return Layer(kind, *_tied(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)))
    return Layer(kind, *_tied(np.concatenate(a), np.concatenate(b), np.concatenate(value)))


def _tied(a: Ints, b: Ints, value: Floats) -> tuple[Ints, Ints, Floats]:
    """Each pair once, lower vertex first, sorted, its values summed; pairs worth nothing left out."""
    used = value > 0
    low, high, value = np.minimum(a, b)[used], np.maximum(a, b)[used], value[used]
    order = np.lexsort((value, high, low))
    low, high, value = low[order], high[order], value[order]
    if not len(low):
        return low, high, value
    start = np.flatnonzero(np.concatenate([[True], (low[1:] != low[:-1]) | (high[1:] != high[:-1])]))
    return low[start], high[start], np.add.reduceat(value, start)
