"""Does a ring hang on one case or one call? Its ties beyond a tree, and what is left without its weightiest fact.

Cut vertices of the graph of members and facts: J. Hopcroft, R. Tarjan, Comm. ACM 16 (1973).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from netlens.network.projection import Floats, Ints, Layer, independent, joined

REDUNDANT = 0.25  # ties beyond a tree, per member
HOLDING = 2 / 3 - 1e-9  # of the members still together without the one fact that matters most


def held(rings: Ints, count: int, layers: Sequence[Layer]) -> NDArray[np.bool_]:
    """Per ring, that it hangs on no single case and no single call."""
    enough: NDArray[np.bool_] = redundant(rings, count, layers) >= REDUNDANT
    if enough.any():
        enough &= without_one(rings, count, layers) >= HOLDING
    return enough


def without_one(rings: Ints, count: int, layers: Sequence[Layer]) -> Floats:
    """Per ring, the share of members still together when the one fact is left out whose loss hurts most.

    A fact is a case, a route, a victim, a tied pair (all its calls are one), or a household with all it shares. Members
    whom one record already ties stand in it as one. 1.0: no single fact matters; 0 for a ring that is not connected.
    """
    neighbours = _web(rings, layers)
    return np.array([left for left, _fact in _worst(rings, count, neighbours)], dtype=np.float64)


def parted(rings: Ints, count: int, layers: Sequence[Layer], least: float) -> Ints:
    """The labels with each ring in parts that one fact alone ties together, where it leaves less than `least` whole."""
    neighbours, people = _web(rings, layers), len(rings)
    labels, fresh = rings.copy(), count
    for ring, (left, fact) in enumerate(_worst(rings, count, neighbours)):
        if left >= least or fact < 0:
            continue
        rest = set(np.flatnonzero(rings == ring).tolist())
        while rest:
            seen, stack = {fact}, [min(rest)]
            while stack:
                node = stack.pop()
                if node not in seen:
                    seen.add(node)
                    stack += neighbours[node]
            part = [node for node in seen if node < people]
            labels[part] = fresh
            fresh += 1
            rest -= seen
    return labels


def _web(rings: Ints, layers: Sequence[Layer]) -> list[list[int]]:
    """Members and the facts inside their ring as one graph: person v is node v, the facts come after all people."""
    person, fact = _facts_inside(rings, layers)
    people = len(rings)
    neighbours: list[list[int]] = [[] for _ in range(people + int(fact.max(initial=-1)) + 1)]
    for member, number in zip(person.tolist(), fact.tolist(), strict=True):
        neighbours[member].append(people + number)
        neighbours[people + number].append(member)
    return neighbours


def _worst(rings: Ints, count: int, neighbours: list[list[int]]) -> list[tuple[float, int]]:
    """Per ring, the share of members still together without its worst fact, and that fact (-1: none matters)."""
    size = np.bincount(rings[rings >= 0], minlength=count)
    _, first = np.unique(np.where(rings >= 0, rings, count), return_index=True)
    found = []
    for ring, start in enumerate(first[:count].tolist()):
        left, fact = _least_left(start, neighbours, len(rings), int(size[ring]))
        found.append((left / size[ring], fact))
    return found


def redundant(rings: Ints, count: int, layers: Sequence[Layer]) -> Floats:
    """Independent ties inside beyond a tree, per member.

    Every case counts; a call between two of one case, or a payment between two who also call each other, makes their
    tie surer but the ring no wider: it is no further tie here. A household ties its people once, whatever it shares.
    """
    size = np.bincount(rings[rings >= 0], minlength=count)
    ties = np.zeros(count, dtype=np.int64)
    for layer in layers:
        if layer.groups and not layer.forest:
            ties += independent(layer, rings, count)
    together = _pairs(rings, [layer for layer in layers if layer.groups and not layer.forest and not layer.cross])
    contacts = _pairs(rings, [layer for layer in layers if not layer.groups])
    contacts = contacts[~np.isin(contacts, together)]
    ties += np.bincount(rings[contacts // len(rings)], minlength=count)
    shared = _pairs(rings, [layer for layer in layers if layer.forest])
    shared = shared[~np.isin(shared, together) & ~np.isin(shared, contacts)]
    ends = np.concatenate([shared // len(rings), shared % len(rings)])
    if len(ends):
        part = joined(ends, np.tile(np.arange(len(shared)), 2))
        for what, sign in ((ends, 1), (part, -1)):
            ties += sign * np.bincount(rings[ends[np.unique(what, return_index=True)[1]]], minlength=count)
    return (ties - (size - 1)) / np.maximum(size, 1)


def _pairs(rings: Ints, layers: Sequence[Layer]) -> Ints:
    """The pairs a < b of one ring that any of the layers ties, each once, as a · n + b."""
    from scipy.sparse import csr_array

    n, found = len(rings), [np.zeros(0, dtype=np.int64)]
    for layer in layers:
        if not layer.groups:
            found.append(layer.left * n + layer.right)
            continue
        inside = rings[layer.left] >= 0
        slot = layer.right[inside] * (int(rings.max(initial=0)) + 1) + rings[layer.left[inside]]
        numbers, group = np.unique(slot, return_inverse=True)
        stands = csr_array((np.ones(len(group)), (group, layer.left[inside])), shape=(len(numbers), n))
        pairs = (stands.T.tocsr() @ stands).tocoo()
        found.append(pairs.coords[0].astype(np.int64) * n + pairs.coords[1])
    known = np.unique(np.concatenate(found)).astype(np.int64)
    a, b = known // n, known % n
    inner: Ints = known[(a < b) & (rings[a] >= 0) & (rings[a] == rings[b])]
    return inner


def _facts_inside(rings: Ints, layers: Sequence[Layer]) -> tuple[Ints, Ints]:
    """(member, fact) for every fact that two members of one ring stand in; facts are numbered through."""
    members, facts, start = [], [], 0
    for layer in layers:
        inside = rings[layer.left] >= 0
        if not layer.groups:
            inside &= rings[layer.left] == rings[layer.right]
            left, right = layer.left[inside], layer.right[inside]
            member, key = np.concatenate([left, right]), np.tile(np.arange(len(left)), 2)
        else:
            member, group = layer.left[inside], layer.right[inside]
            key = group * (int(rings.max(initial=0)) + 1) + rings[member]
            if layer.forest:
                key = joined(member, key)
            elif layer.block is not None:
                member, key = _one_a_block(member, key, layer.block[inside])
        numbers, fact = np.unique(key, return_inverse=True)
        members.append(member)
        facts.append(fact + start)
        start += len(numbers)
    return np.concatenate(members), np.concatenate(facts).astype(np.int64)


def _one_a_block(member: Ints, key: Ints, block: Ints) -> tuple[Ints, Ints]:
    first = np.unique(key * (int(block.max(initial=0)) + 1) + block, return_index=True)[1]
    return member[first], key[first]


def _least_left(start: int, neighbours: list[list[int]], people: int, size: int) -> tuple[int, int]:
    """The most members still connected when the worst fact is gone, and that fact (-1: none matters).

    0 when the ring does not hold together at all.
    """
    seen, low, below = {start: 0}, {start: 0}, {start: 1}
    largest_cut: dict[int, int] = {}  # fact → members in the largest part that it alone ties to the rest
    cut_off: dict[int, int] = {}  # fact → members in all such parts
    stack = [(start, -1, iter(neighbours[start]))]
    while stack:
        node, parent, rest = stack[-1]
        step = next(rest, None)
        if step is None:
            stack.pop()
            if parent >= 0:
                low[parent] = min(low[parent], low[node])
                below[parent] += below[node]
                if low[node] >= seen[parent] and parent >= people:
                    largest_cut[parent] = max(largest_cut.get(parent, 0), below[node])
                    cut_off[parent] = cut_off.get(parent, 0) + below[node]
        elif step == parent:
            continue
        elif step in seen:
            low[node] = min(low[node], seen[step])
        else:
            seen[step] = low[step] = len(seen)
            below[step] = int(step < people)
            stack.append((step, node, iter(neighbours[step])))
    if below[start] < size:
        return 0, -1
    return min(((max(largest_cut[fact], size - cut_off[fact]), fact) for fact in cut_off), default=(size, -1))
