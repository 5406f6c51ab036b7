"""Evidence as layers of plain arrays, and their projection onto the people: who is tied to whom, how strongly.

Two-mode evidence (cases, phones …) is projected with 1/(k-1) per pair of a group of k: M. Newman, "Scientific
collaboration networks. II", Phys. Rev. E 64, 016132 (2001). One sparse product does it for all groups at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layer:
    """Evidence of one kind, one entry per standing (two-mode) or per tied pair (one-mode).

    Two-mode: person `left[i]` stands in group `right[i]` (0 … groups-1, no pair twice), `value` what the entry weighs.
    One-mode (`groups` 0): vertices `left[i]` < `right[i]`, `value` the strength of their tie.
    `block`: entries of one group and one block stand there by the same record. With `cross`, they are tied by that
    record's own layer only, not here again; without, they are tied here too but are no *independent* tie.
    `forest`: what ties people whom another group of the layer ties already, if only through others, is none either.
    """

    kind: str
    left: Ints
    right: Ints
    value: Floats
    groups: int = 0
    block: Ints | None = None
    cross: bool = False
    forest: bool = False


@dataclass(frozen=True, slots=True)
class Ties:
    """An undirected weighted graph of `n` vertices: pairs `a` < `b`, each once, sorted, with their weight."""

    n: int
    a: Ints
    b: Ints
    weight: Floats

    @property
    def total(self) -> float:
        return float(self.weight.sum())

    def strength(self) -> Floats:
        """Summed weight per vertex."""
        ends = np.bincount(self.a, self.weight, self.n) + np.bincount(self.b, self.weight, self.n)
        return ends.astype(np.float64)


def keep(layer: Layer, entries: NDArray[np.bool_]) -> Layer:
    """The layer with some of its entries only; groups keep their numbers."""
    block = None if layer.block is None else layer.block[entries]
    return replace(layer, left=layer.left[entries], right=layer.right[entries], value=layer.value[entries], block=block)


def project(layers: Sequence[Layer], n: int) -> Ties:
    """All layers onto `n` vertices, rescaled so that the total weight equals the number of independent ties.

    The scale makes the score's unit the tie: only the relation between the kinds' weights is the analyst's.
    """
    upper = _matrix(layers, n).tocoo()
    known = upper.data > 0
    a, b = (ends[known].astype(np.int64) for ends in upper.coords)
    weight = upper.data[known].astype(np.float64)
    if len(weight):
        weight = weight * (
            sum(float(independent(layer, np.zeros(n, dtype=np.int64), 1)[0]) for layer in layers) / weight.sum()
        )
    return Ties(n, a, b, weight)


def counted(layers: Sequence[Layer], ties: Ties) -> Ints:
    """Of layers that add 1 per shared group and per fact: how many facts stand behind each of the ties."""
    if not len(ties.a):
        return np.zeros(0, dtype=np.int64)
    found: Floats = np.asarray(_matrix(layers, ties.n)[ties.a, ties.b], dtype=np.float64)
    return np.rint(found).astype(np.int64).ravel()


def _matrix(layers: Sequence[Layer], n: int) -> Any:
    """The summed ties of all layers, upper triangle, rows and columns sorted."""
    from scipy.sparse import csr_array

    total: Any = csr_array((n, n), dtype=np.float64)
    plain = [layer for layer in layers if layer.groups and not layer.cross]
    if plain:
        start = np.concatenate([[0], np.cumsum([layer.groups for layer in plain])])
        group = np.concatenate([layer.right + first for layer, first in zip(plain, start, strict=False)])
        member = np.concatenate([layer.left for layer in plain])
        total = _pairs(group, member, np.concatenate([shares(layer) for layer in plain]), n)
    for layer in layers:
        if layer.groups and layer.cross:
            total = total + _across(layer, n)
        elif not layer.groups and len(layer.left):
            total = total + csr_array((layer.value, (layer.left, layer.right)), shape=(n, n))
    return total


def shares(layer: Layer) -> Floats:
    """What an entry brings to a pair: the root of value / (k-1), so that two entries multiply to a tie."""
    size = np.bincount(layer.right, minlength=layer.groups)
    return np.sqrt(layer.value / np.maximum(size[layer.right] - 1, 1))


def _pairs(group: Ints, member: Ints, share: Floats, n: int) -> Any:
    """Each two of a group, the lower first, with the product of their shares, summed in the order of the groups.

    Only linear steps: a sparse product makes every tie twice and everyone's tie to themselves.
    """
    from scipy.sparse import csr_array

    if (np.diff(group * n + member) <= 0).any():
        order = np.argsort(group * n + member, kind="stable")
        group, member, share = group[order], member[order], share[order]
    size = np.bincount(group)
    later = np.cumsum(size)[group] - np.arange(len(group)) - 1  # how many stand after each in its group
    first = _by_member(group, member, len(size), n)
    many = later[first]
    short = np.int32 if many.sum() < 2**31 else np.int64  # half the bytes to move
    one = np.repeat(first.astype(short), many)
    step = np.arange(1, len(one) + 1, dtype=short) - np.repeat((np.cumsum(many) - many).astype(short), many)
    ends = np.concatenate([[0], np.cumsum(np.bincount(member, later, n).astype(np.int64))])
    other = one + step
    pairs = csr_array((share[one] * share[other], member.astype(short)[other], ends.astype(short)), shape=(n, n))
    pairs = pairs.tocsc().tocsr()  # sorts the columns, and leaves the order of one pair's groups
    pairs.sum_duplicates()
    return pairs


def _by_member(group: Ints, member: Ints, groups: int, n: int) -> Ints:
    """The entries in order of member, then of group; they are given in order of group, then of member."""
    from scipy.sparse import csr_array

    ends = np.concatenate([[0], np.cumsum(np.bincount(group, minlength=groups))])
    found: Ints = csr_array((np.arange(len(group)), member, ends), shape=(groups, n)).tocsc().data
    return found


def _across(layer: Layer, n: int) -> Any:
    """Pairs of a group without those that one block holds already."""
    share = shares(layer)
    pairs = _pairs(layer.right, layer.left, share, n)
    if layer.block is not None:
        _, inside = np.unique(layer.right * (int(layer.block.max(initial=0)) + 1) + layer.block, return_inverse=True)
        pairs = pairs - _pairs(inside.astype(np.int64), layer.left, share, n)
        pairs.data = np.where(pairs.data > 1e-12, pairs.data, 0.0)
    return pairs


def independent(layer: Layer, ring: Ints, rings: int) -> Ints:
    """Independent ties per ring (`ring[v]` -1: in none): a group of k members gives k-1, a tied pair 1.

    Members who stand in a group by the same record (block) are one for this count: a record is evidence once.
    """
    inside = ring[layer.left] >= 0
    if not layer.groups:
        inside &= ring[layer.left] == ring[layer.right]
        return np.bincount(ring[layer.left[inside]], minlength=rings).astype(np.int64)
    of, member = ring[layer.left[inside]], layer.left[inside]
    slot = layer.right[inside] * rings + of
    if layer.forest:
        return _per_ring(of, member, rings) - _per_ring(of, joined(member, slot), rings)
    width = int(member.max(initial=0)) + 1
    standing = slot * width + member
    groups = np.bincount(distinct(slot) % max(rings, 1), minlength=rings)
    if layer.block is None:
        return (np.bincount(distinct(standing) // width % max(rings, 1), minlength=rings) - groups).astype(np.int64)
    block = layer.block[inside]
    return _per_ring(of, joined(standing, slot * (int(block.max(initial=0)) + 1) + block), rings) - groups


def distinct(values: Ints) -> Ints:
    """The different numbers, in order. np.unique would hash them one by one: fifteen times slower for a million."""
    ordered = values if (values[1:] >= values[:-1]).all() else np.sort(values)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    found: Ints = ordered[first]
    return found


def joined(left: Ints, right: Ints) -> Ints:
    """Entry i joins `left[i]` and `right[i]` (two kinds of number): the connected part each entry belongs to."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    some, one = np.unique(left, return_inverse=True)
    others, other = np.unique(right, return_inverse=True)
    size = len(some) + len(others)
    graph = csr_array((np.ones(len(left)), (one, other + len(some))), shape=(size, size))
    found: Ints = connected_components(graph, directed=False)[1][one].astype(np.int64)
    return found


def _per_ring(of: Ints, what: Ints, rings: int) -> Ints:
    """How many different `what` each ring has; nothing is in two rings."""
    first = np.unique(what, return_index=True)[1]
    return np.bincount(of[first], minlength=rings).astype(np.int64)
