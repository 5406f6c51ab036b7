"""What holds each ring together, counted: facts by kind for the ring and for each member, grades and dates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netlens.case.values.grade import weaker
from netlens.network.evidence import Evidence, Incidence, Pairs, Texts
from netlens.network.facts.days import OPEN_START, first_days
from netlens.network.layers import CROSS
from netlens.network.projection import Floats, Ints


@dataclass(frozen=True, slots=True)
class Tally:
    """`rings[r]`, `members[v]`: facts by kind. `weakest[r]`: a grade. `first[r]`, `last[r]`: dates, "" for none."""

    rings: tuple[dict[str, int], ...]
    members: dict[int, dict[str, int]]
    weakest: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]


def tally(evidence: Evidence, ring: Ints, count: int) -> Tally:
    """Count the evidence inside each of `count` rings (`ring[v]`, -1 for none)."""
    rings: tuple[dict[str, int], ...] = tuple({} for _ in range(count))
    members: dict[int, dict[str, int]] = {}
    grades: list[set[str]] = [set() for _ in range(count)]
    dates: list[set[str]] = [set() for _ in range(count)]
    facts = _Facts(rings, members, grades, dates)
    for kind, incidence in sorted(evidence.groups.items()):
        rows = shared(evidence, kind, incidence, ring)
        who = incidence.member[rows]
        slot = incidence.group[rows] * count + ring[who]
        once = _pairs_of(slot, who)[1]
        facts.note(kind, np.unique(slot) % count, once)
        facts.mark(ring[who], incidence.grade[rows], incidence.date[rows])
    for kind, pairs in sorted(evidence.pairs.items()):
        rows = inside(pairs, ring)
        of_ring = ring[pairs.a[rows]]
        both = np.concatenate([pairs.a[rows], pairs.b[rows]])
        facts.note(kind, of_ring, both, pairs.amount[rows])
        facts.mark(of_ring, pairs.grade[rows], pairs.date[rows])
    dated = [_dated(known) for known in dates]
    return Tally(
        rings,
        members,
        tuple(_weakest(known) for known in grades),
        tuple(known[0] if known else "" for known in dated),
        tuple(known[-1] if known else "" for known in dated),
    )


def shared(evidence: Evidence, kind: str, incidence: Incidence, ring: Ints) -> NDArray[np.bool_]:
    """The rows of a kind by which members of one ring stand together: hubs, and who stands there alone, left out."""
    hub = np.isin(incidence.entity, np.asarray(evidence.hubs, dtype=np.int64))
    rows: NDArray[np.bool_] = (ring[incidence.member] >= 0) & (incidence.factor > 0) & ~hub[incidence.group]
    slot = incidence.group[rows] * (int(ring.max(initial=-1)) + 1) + ring[incidence.member[rows]]
    who = incidence.member[rows]
    if kind in CROSS:  # one case's offenders are no further tied by its victim
        own = incidence.block[rows]
        who = np.where(own < 0, own.max(initial=0) + 1 + who, own)
    slots, size = np.unique(_pairs_of(slot, who)[0], return_counts=True)
    rows[rows] = np.isin(slot, slots[size > 1])
    return rows


def inside(pairs: Pairs, ring: Ints) -> NDArray[np.bool_]:
    """The facts between two members of one ring."""
    both: NDArray[np.bool_] = (ring[pairs.a] >= 0) & (ring[pairs.a] == ring[pairs.b]) & (pairs.factor > 0)
    return both


@dataclass(frozen=True, slots=True)
class _Facts:
    rings: tuple[dict[str, int], ...]
    members: dict[int, dict[str, int]]
    grades: list[set[str]]
    dates: list[set[str]]

    def note(self, kind: str, rings: Ints, who: Ints, amount: Floats | None = None) -> None:
        """One fact of a kind per entry, or `amount` facts: of a ring, and of its two ends in `who`."""
        for number, total in _summed(rings, amount):
            self.rings[number][kind] = total
        for vertex, total in _summed(who, None if amount is None else np.tile(amount, 2)):
            self.members.setdefault(vertex, {})[kind] = total

    def mark(self, rings: Ints, grades: Texts, dates: Texts) -> None:
        for number, grade, date in zip(rings.tolist(), grades, dates, strict=True):
            self.grades[number].add(grade)
            self.dates[number].add(date[:10])


def _summed(keys: Ints, amount: Floats | None) -> list[tuple[int, int]]:
    """(key, facts), facts rounded up: a call that two may have made is one of each."""
    known, where = np.unique(keys, return_inverse=True)
    totals = np.ceil(np.bincount(where, amount, len(known)) - 1e-9).astype(np.int64)
    return list(zip(known.tolist(), totals.tolist(), strict=True))


def _pairs_of(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """The distinct pairs of two columns, sorted."""
    width = int(right.max(initial=0)) + 1
    known = np.unique(left * width + right)
    return known // width, known % width


def _dated(known: set[str]) -> list[str]:
    """What says a day, in order: a date kept as written, because it could not be understood, says none."""
    texts = sorted(known)
    return [text for text, day in zip(texts, first_days(texts), strict=True) if day > OPEN_START]


def _weakest(grades: set[str]) -> str:
    found = sorted(grades)
    weakest = found[0] if found else ""
    for grade in found[1:]:
        weakest = weaker(weakest, grade)
    return weakest
