"""Which facts must be looked at together, and what layers add up to without being projected.

Within a layer, what a fact brings depends on the facts of its cell alone: those of its group; of shared things, those
of all that a chain of holders joins; of contacts, those of the pair. Evidence that lacks something therefore differs
from the whole in the cells it touches only, and a question about one case need not look at the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netlens.network.evidence import Evidence
from netlens.network.facts.weights import STATED
from netlens.network.layers import HELD
from netlens.network.projection import Floats, Ints, Layer, independent, joined, shares

Mask = NDArray[np.bool_]
DENSE = 1_000_000  # cells of a table of members and groups: below, a plain one is many times faster than a sparse one


@dataclass(frozen=True, slots=True)
class Total:
    """Of all ties: `weight` before they are rescaled, `independent` ties; `reach[v]`: entries that tie vertex v."""

    weight: float
    independent: int
    reach: Ints

    def changed(self, before: "Total", after: "Total") -> "Total":
        """This, with some cells as they are `after` instead of as they were `before`."""
        return Total(
            self.weight - before.weight + after.weight,
            self.independent - before.independent + after.independent,
            self.reach - before.reach + after.reach,
        )

    @property
    def tied(self) -> int:
        """How many vertices have a tie."""
        return int((self.reach > 0).sum())


def total(layers: Sequence[Layer], n: int) -> Total:
    """What `project` would make of these layers on `n` vertices, summed up; linear in their entries."""
    weight, ties = 0.0, 0
    reach = np.zeros(n, dtype=np.int64)
    everyone = np.zeros(n, dtype=np.int64)
    for layer in layers:
        ties += int(independent(layer, everyone, 1)[0])
        reach += np.bincount(layer.left, minlength=n)
        if layer.groups:
            own = shares(layer)
            apart = np.bincount(blocks(layer), own)  # of one's own block: those ties are not of this layer
            weight += float((np.bincount(layer.right, own) ** 2).sum() - (apart**2).sum()) / 2
        else:
            reach += np.bincount(layer.right, minlength=n)
            weight += float(layer.value.sum())
    return Total(weight, ties, reach)


def blocks(layer: Layer) -> Ints:
    """Per entry of a two-mode layer a number for those of its group it is not tied to here: its block, or itself."""
    if not layer.cross or layer.block is None:
        return np.arange(len(layer.left))
    _, inverse = np.unique(layer.right * (int(layer.block.max(initial=0)) + 1) + layer.block, return_inverse=True)
    found: Ints = inverse.astype(np.int64)
    return found


class Cells:
    """The cells of all facts of some evidence. `unit[v]`: whom vertex v stands for."""

    def __init__(self, evidence: Evidence, unit: Ints) -> None:
        self._of: dict[str, tuple[str, Ints]] = {}  # kind of fact → what shares its numbers, the cell of each
        held = [(kind, evidence.groups[kind]) for kind in HELD if kind in evidence.groups]
        start, things = 0, []
        for _kind, incidence in held:
            things.append(incidence.group + start)
            start += len(incidence.entity)
        if held:
            member = np.concatenate([unit[incidence.member] for _kind, incidence in held])
            chains = np.split(joined(member, np.concatenate(things)), np.cumsum([len(one) for one in things])[:-1])
            self._of |= {kind: ("held", chain) for (kind, _incidence), chain in zip(held, chains, strict=True)}
        for kind, incidence in evidence.groups.items():
            if kind not in HELD:
                self._of[kind] = (kind, incidence.group)
        width = int(unit.max(initial=0)) + 1
        keys = {
            kind: np.minimum(unit[facts.a], unit[facts.b]) * width + np.maximum(unit[facts.a], unit[facts.b])
            for kind, facts in evidence.pairs.items()
        }
        known = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *keys.values()]))
        for kind, key in keys.items():
            self._of[kind] = ("stated" if kind in STATED else kind, np.searchsorted(known, key))

    def whole(self, touched: Mapping[str, Mask]) -> dict[str, Mask]:
        """All facts of every cell that has a touched one."""
        hit: dict[str, Mask] = {}
        for kind, rows in touched.items():
            name, cell = self._of[kind]
            marks = np.zeros(int(cell.max(initial=-1)) + 1, dtype=bool)
            marks[cell[rows]] = True
            hit[name] = _either(hit[name], marks) if name in hit else marks
        return {kind: _at(hit[name], cell) for kind, (name, cell) in self._of.items()}


def _either(one: Mask, other: Mask) -> Mask:
    marks = np.zeros(max(len(one), len(other)), dtype=bool)
    marks[: len(one)] |= one
    marks[: len(other)] |= other
    return marks


def _at(marks: Mask, cell: Ints) -> Mask:
    longer = np.zeros(max(len(marks), int(cell.max(initial=-1)) + 1), dtype=bool)
    longer[: len(marks)] = marks
    found: Mask = longer[cell]
    return found


def among(layers: Sequence[Layer], members: Ints, n: int) -> tuple[list[Layer], Floats, Floats]:
    """The layers among `members` (vertices of `n`) only, renumbered 0, 1, …; the weight between each two of them, an
    s × s array; and the summed weight of each, also to others. Not rescaled. The layers hold whole cells.
    """
    size = len(members)
    at = np.full(n, -1, dtype=np.int64)
    at[members] = np.arange(size)
    inner: list[Layer] = []
    between, strength = np.zeros((size, size)), np.zeros(size)
    for layer in layers:
        left = at[layer.left]
        if not layer.groups:
            right = at[layer.right]
            for ends in (left, right):
                strength += np.bincount(ends[ends >= 0], layer.value[ends >= 0], size)
            inside = (left >= 0) & (right >= 0)
            np.add.at(between, (left[inside], right[inside]), layer.value[inside])
            low, high = np.minimum(left, right)[inside], np.maximum(left, right)[inside]
            inner.append(Layer(layer.kind, low, high, layer.value[inside]))
            continue
        own, apart, inside = shares(layer), blocks(layer), left >= 0
        others = np.bincount(layer.right, own)[layer.right] - np.bincount(apart, own)[apart]
        strength += np.bincount(left[inside], (own * others)[inside], size)
        between += _pairs(left[inside], layer.right[inside], own[inside], size)
        if layer.cross and layer.block is not None:
            between -= _pairs(left[inside], apart[inside], own[inside], size)
        block = None if layer.block is None else layer.block[inside]
        inner.append(
            Layer(
                layer.kind,
                left[inside],
                layer.right[inside],
                layer.value[inside],
                layer.groups,
                block,
                layer.cross,
                layer.forest,
            )
        )
    between = between + between.T
    np.fill_diagonal(between, 0.0)
    return inner, np.where(between > 1e-12, between, 0.0), strength


def _pairs(left: Ints, group: Ints, value: Floats, size: int) -> Floats:
    """The products of all pairs of a group, half of them each way round."""
    _, column = np.unique(group, return_inverse=True)
    groups = int(column.max(initial=-1)) + 1
    if size * groups > DENSE:
        from scipy.sparse import csr_array

        many = csr_array((value, (left, column)), shape=(size, groups))
        found: Floats = (many @ many.T).toarray() / 2
        return found
    stands = np.zeros((size, groups))
    stands[left, column] = value
    return stands @ stands.T / 2
