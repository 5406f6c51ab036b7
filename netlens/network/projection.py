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

    Two-mode: person `left[i]` stands in group `right[i]` (0 … groups-1, no pair twice), `value` the entry's 0…1 factor.
    One-mode (`groups` 0): vertices `left[i]` < `right[i]`, `value` the strength of their tie. `weight` is the kind's.
    `block`: entries of one group and one block stand there by the same record. With `cross`, they are tied by that
    record's own layer only, not here again; without, they are tied here too but are no *independent* tie.
    """

    kind: str
    left: Ints
    right: Ints
    value: Floats
    weight: float = 1.0
    groups: int = 0
    block: Ints | None = None
    cross: bool = False


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
        weight = weight * (sum(float(independent(layer)[0]) for layer in layers) / weight.sum())
    return Ties(n, a, b, weight)


def counted(layers: Sequence[Layer], ties: Ties) -> Ints:
    """Of layers that add 1 per shared group and per fact: how many facts stand behind each of the ties."""
    if not len(ties.a):
        return np.zeros(0, dtype=np.int64)
    found: Floats = np.asarray(_matrix(layers, ties.n)[ties.a, ties.b], dtype=np.float64)
    return np.rint(found).astype(np.int64).ravel()


def _matrix(layers: Sequence[Layer], n: int) -> Any:
    """The summed ties of all layers, upper triangle, rows and columns sorted."""
    from scipy.sparse import csr_array, triu

    total: Any = csr_array((n, n), dtype=np.float64)
    plain = [layer for layer in layers if layer.groups and not layer.cross]
    if plain:
        total = _cliques(plain, n)
    for layer in layers:
        if layer.groups and layer.cross:
            total = total + _across(layer, n)
        elif not layer.groups and len(layer.left):
            total = total + csr_array((layer.value * layer.weight, (layer.left, layer.right)), shape=(n, n))
    upper = triu(total, 1, format="csr")
    upper.sum_duplicates()
    return upper


def _share(layer: Layer) -> Floats:
    """What an entry brings to a pair: the root of factor × weight / (k-1), so that two entries multiply to a tie."""
    size = np.bincount(layer.right, minlength=layer.groups)
    return np.sqrt(layer.value * layer.weight / np.maximum(size[layer.right] - 1, 1))


def _cliques(layers: Sequence[Layer], n: int) -> Any:
    from scipy.sparse import csr_array

    start = np.concatenate([[0], np.cumsum([layer.groups for layer in layers])])
    group = np.concatenate([layer.right + first for layer, first in zip(layers, start, strict=False)])
    member = np.concatenate([layer.left for layer in layers])
    stands = csr_array((np.concatenate([_share(layer) for layer in layers]), (group, member)), shape=(start[-1], n))
    return stands.T.tocsr() @ stands


def _across(layer: Layer, n: int) -> Any:
    """Pairs of a group without those that one block holds already."""
    from scipy.sparse import csr_array

    share = _share(layer)
    stands = csr_array((share, (layer.right, layer.left)), shape=(layer.groups, n))
    pairs = stands.T.tocsr() @ stands
    if layer.block is not None:
        _, inside = np.unique(np.stack([layer.right, layer.block]), axis=1, return_inverse=True)
        held = csr_array((share, (inside.ravel(), layer.left)), shape=(len(share), n))
        pairs = pairs - held.T.tocsr() @ held
        pairs.data = np.where(pairs.data > 1e-12, pairs.data, 0.0)
    return pairs


def independent(layer: Layer, ring: Ints | None = None, rings: int = 1) -> Ints:
    """Independent ties per ring (`ring[v]` -1: in none): a group of k members gives k-1, a tied pair 1.

    Members who stand in a group by the same record (block) are one for this count: a record is evidence once.
    """
    if ring is None:
        ring = np.zeros(int(layer.left.max(initial=-1)) + 1 if layer.groups else _top(layer), dtype=np.int64)
    if not layer.groups:
        inside = (ring[layer.left] >= 0) & (ring[layer.left] == ring[layer.right])
        return np.bincount(ring[layer.left[inside]], minlength=rings).astype(np.int64)
    inside = ring[layer.left] >= 0
    of = ring[layer.left[inside]]
    slot = layer.right[inside] * rings + of
    if layer.block is None:
        slots, size = np.unique(slot, return_counts=True)
    else:
        slots, size = _components(slot, layer.left[inside], layer.block[inside])
    return np.bincount(slots % rings, size - 1, rings).round().astype(np.int64)


def _top(layer: Layer) -> int:
    return int(max(layer.left.max(initial=-1), layer.right.max(initial=-1))) + 1


def _components(slot: Ints, member: Ints, block: Ints) -> tuple[Ints, Ints]:
    """Per slot (a group in a ring), into how many parts its members fall when those of one block are one."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    _, people = np.unique(np.stack([slot, member]), axis=1, return_inverse=True)
    _, records = np.unique(np.stack([slot, block]), axis=1, return_inverse=True)
    people, records = people.ravel(), records.ravel() + len(slot)
    size = 2 * len(slot)
    graph = csr_array((np.ones(len(slot)), (people, records)), shape=(size, size))
    part = connected_components(graph, directed=False)[1][people]
    parts = np.unique(np.stack([slot, part]), axis=1)[0]
    return np.unique(parts, return_counts=True)
