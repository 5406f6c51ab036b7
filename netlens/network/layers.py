"""Evidence → layers: what a search, a shuffle or a thinned run works on; each standing and each tied pair once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from netlens.network.facts.weights import STATED, relative
from netlens.network.projection import Floats, Ints, Layer, distinct, joined

if TYPE_CHECKING:
    from netlens.network.evidence import Evidence, Incidence, Pairs

CROSS = ("victim",)  # those of one case are tied by the case, not again by its victim
HELD = (
    "phone",
    "account",
    "vehicle",
    "document",
    "address",
)  # one household shares them all: that is one tie, not five


def layers(evidence: "Evidence", unit: Ints) -> tuple[Layer, ...]:
    """The layers of all kinds, weighted by the evidence's own table. Hubs bring no pairs, and are not in them.

    `unit[v]`: whom vertex v stands for; vertices of one unit are one, and are tied no further.
    """
    weights = relative(evidence.settings["weights"])
    found = [_standings(kind, evidence, (kind,), unit, weights) for kind in sorted(evidence.groups) if kind not in HELD]
    found.append(replace(_standings("held", evidence, HELD, unit, weights), forest=True))
    found += [
        _contacts(kind, evidence, (kind,), unit, weights) for kind in sorted(evidence.pairs) if kind not in STATED
    ]
    found.append(_contacts("stated", evidence, STATED, unit, weights))
    return tuple(layer for layer in found if len(layer.left))


def fact_layers(evidence: "Evidence") -> tuple[Layer, ...]:
    """Every shared group and every fact adds 1 to a pair: for counting facts, not for weighing them."""
    unit = np.arange(len(evidence.vertices))
    found = []
    for kind in sorted(evidence.groups):
        layer = _standings(kind, evidence, (kind,), unit, {kind: 1.0}, once=False)
        size = np.bincount(layer.right, minlength=layer.groups)
        one_each = (size[layer.right] - 1).astype(np.float64)  # undoes the 1/(k-1) of the projection
        found.append(replace(layer, value=one_each))
    for kind, pairs in sorted(evidence.pairs.items()):
        low, high, amount = _tied(pairs.a, pairs.b, pairs.amount)
        found.append(Layer(kind, low, high, np.ceil(amount - 1e-9)))
    return tuple(layer for layer in found if len(layer.left))


def _standings(
    kind: str,
    evidence: "Evidence",
    kinds: tuple[str, ...],
    unit: Ints,
    weights: Mapping[str, float],
    once: bool = True,
) -> Layer:
    """One layer of all groups of the kinds, those of one person left out; of `HELD`, equal companies once."""
    parts = [evidence.groups[name] for name in kinds if name in evidence.groups]
    hubs = np.asarray(evidence.hubs, dtype=np.int64)
    start, columns = 0, []
    for name, incidence in ((name, evidence.groups[name]) for name in kinds if name in evidence.groups):
        columns.append(_used(incidence, hubs, unit, start, weights[name]))
        start += len(incidence.entity)
    if not parts:
        empty = np.zeros(0, dtype=np.int64)
        return Layer(kind, empty, empty, np.zeros(0), groups=1)
    member, group, value, block = (np.concatenate(column) for column in zip(*columns, strict=True))
    member, group, value, records = _each_once(member, group, value, _records(member, group, block))

    cross = kind in CROSS
    keeps = _several(group, records) if cross and records is not None else _shared(group)
    if len(kinds) > 1 and once:
        keeps &= _first_of_equals(member, group, value)
    kept = None if records is None else records[keeps]
    right = np.cumsum(np.diff(group[keeps], prepend=-1) > 0) - 1  # renumbered: they are in order
    return Layer(kind, member[keeps], right.astype(np.int64), value[keeps], int(right.max(initial=-1)) + 1, kept, cross)


def _used(incidence: "Incidence", hubs: Ints, unit: Ints, start: int, weight: float) -> tuple[Ints, Ints, Floats, Ints]:
    used = (incidence.factor > 0) & ~np.isin(incidence.entity[incidence.group], hubs)
    block = incidence.block[used] if len(incidence.block) else np.full(int(used.sum()), -1, dtype=np.int64)
    return unit[incidence.member[used]], incidence.group[used] + start, incidence.factor[used] * weight, block


def _each_once(member: Ints, group: Ints, value: Floats, block: Ints | None) -> tuple[Ints, Ints, Floats, Ints | None]:
    """Each member of a group once, by their strongest entry (of equals the first); sorted by group and member."""
    key = group * (int(member.max(initial=0)) + 1) + member
    order = np.argsort(key, kind="stable")  # as gathered they are in order already: one look
    first = np.diff(key[order], prepend=-1) > 0
    if not first.all():
        again = ~first
        again[:-1] |= ~first[1:]
        twice = order[again]
        strongest = twice[np.lexsort((-value[twice], key[twice]))]
        order[again] = strongest
        order = order[first]
    return member[order], group[order], value[order], None if block is None else block[order]


def _shared(group: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The entries of groups of more than one."""
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.bincount(group)[group] > 1
    return found


def _several(group: Ints, who: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The entries of groups in which more than one stands."""
    if not len(group):
        return np.zeros(0, dtype=bool)
    width = int(who.max()) + 1
    known = distinct(group * width + who) // width
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.bincount(known, minlength=int(group.max()) + 1)[group] > 1
    return found


def _first_of_equals(member: Ints, group: Ints, value: Floats) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The entries of groups but for those whose members all stand together in another, stronger or earlier one."""
    mixed = (member.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    count = int(group.max(initial=-1)) + 1
    company = np.zeros(count, dtype=np.uint64)
    np.add.at(company, group, mixed ^ (mixed >> np.uint64(32)))
    strength = np.bincount(group, value, count)
    order = np.lexsort((np.arange(count), -strength, company))
    first = np.ones(count, dtype=bool)
    first[order[1:]] = company[order[1:]] != company[order[:-1]]
    return first[group]


def _records(member: Ints, group: Ints, block: Ints) -> Ints | None:
    """Blocks that share a member in a group made one; -1 (stands by themselves) becomes a block of one's own."""
    if not len(block) or (block < 0).all():
        return None
    own = np.where(block < 0, block.max() + 1 + np.arange(len(block)), block)
    return joined(group * (int(member.max()) + 1) + member, group * (int(own.max()) + 1) + own)


def _contacts(
    kind: str, evidence: "Evidence", kinds: tuple[str, ...], unit: Ints, weights: Mapping[str, float]
) -> Layer:
    """Tied pairs, each once, with weight × ln(1 + facts) summed over the kinds."""
    known: list[tuple[str, Pairs]] = [(name, evidence.pairs[name]) for name in kinds if name in evidence.pairs]
    a, b, value = [], [], []
    for name, pairs in sorted(known, key=lambda item: item[0]):
        one, other, strength = _tied(unit[pairs.a], unit[pairs.b], pairs.amount * pairs.factor)
        a.append(one)
        b.append(other)
        value.append(weights[name] * np.log1p(strength))
    if not a:
        empty = np.zeros(0, dtype=np.int64)
        return Layer(kind, empty, empty, np.zeros(0))
    return Layer(kind, *_tied(np.concatenate(a), np.concatenate(b), np.concatenate(value)))


def _tied(a: Ints, b: Ints, value: Floats) -> tuple[Ints, Ints, Floats]:
    """Each pair once, lower vertex first, sorted, its values summed; pairs worth nothing, or of one, left out."""
    used = (value > 0) & (a != b)
    low, high, value = np.minimum(a, b)[used], np.maximum(a, b)[used], value[used]
    order = np.lexsort((value, high, low))
    low, high, value = low[order], high[order], value[order]
    if not len(low):
        return low, high, value
    start = np.flatnonzero(np.concatenate([[True], (low[1:] != low[:-1]) | (high[1:] != high[:-1])]))
    return low[start], high[start], np.add.reduceat(value, start)
