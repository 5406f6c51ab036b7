"""What holds each ring together, counted: facts by kind for the ring and for each member, grades and dates."""

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from netlens.case.values.grade import weaker
from netlens.network.evidence import Evidence, Incidence, Pairs, Texts
from netlens.network.facts.days import OPEN_START, first_days
from netlens.network.facts.ranked import ranked
from netlens.network.layers import CROSS
from netlens.network.projection import Floats, Ints, distinct


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
    facts = _Facts(tuple({} for _ in range(count)), {}, [], [], [])
    for kind, incidence in sorted(evidence.groups.items()):
        rows = shared(evidence, kind, incidence, ring)
        who = incidence.member[rows]
        slot = incidence.group[rows] * count + ring[who]
        once = _pairs_of(slot, who)[1]
        facts.note(kind, distinct(slot) % count, once)
        facts.mark(ring[who], incidence.grade[rows], incidence.date[rows])
    for kind, pairs in sorted(evidence.pairs.items()):
        rows = inside(pairs, ring)
        of_ring = ring[pairs.a[rows]]
        both = np.concatenate([pairs.a[rows], pairs.b[rows]])
        facts.note(kind, of_ring, both, pairs.amount[rows])
        facts.mark(of_ring, pairs.grade[rows], pairs.date[rows])
    first, last = facts.span(count)
    return Tally(facts.rings, facts.members, facts.weakest(count), first, last)


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
    """`of`, `grades`, `dates`: the ring, grade and date of every fact inside, a part for each kind."""

    rings: tuple[dict[str, int], ...]
    members: dict[int, dict[str, int]]
    of: list[Ints]
    grades: list[Texts]
    dates: list[Texts]

    def note(self, kind: str, rings: Ints, who: Ints, amount: Floats | None = None) -> None:
        """One fact of a kind per entry, or `amount` facts: of a ring, and of its two ends in `who`."""
        for number, total in _summed(rings, amount):
            self.rings[number][kind] = total
        for vertex, total in _summed(who, None if amount is None else np.tile(amount, 2)):
            self.members.setdefault(vertex, {})[kind] = total

    def mark(self, rings: Ints, grades: Texts, dates: Texts) -> None:
        self.of.append(rings)
        self.grades.append(grades)
        self.dates.append(dates)

    def weakest(self, count: int) -> tuple[str, ...]:
        """Per ring the weakest grade of its facts; "" without any."""
        place, grades = ranked(_together(self.grades))
        found: list[list[str]] = [[] for _ in range(count)]
        for number, grade in zip(*(part.tolist() for part in _pairs_of(_all(self.of), place)), strict=True):
            found[number].append(grades[grade])
        return tuple(reduce(weaker, known, known[0]) if known else "" for known in found)

    def span(self, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Per ring the first and the last day of its facts; "" without any.

        A date kept as written, because it could not be understood, says no day.
        """
        place, texts = ranked(_together(self.dates))
        short, days = ranked([text[:10] for text in texts])
        dated = first_days(days) > OPEN_START
        of, day = _pairs_of(_all(self.of), short[place])
        of, day = of[dated[day]], day[dated[day]]
        words = np.array([*days, ""], dtype=object)
        first, last = np.full(count, len(days)), np.full(count, len(days))
        last[of] = day  # in order, so that the last one stays
        first[of[::-1]] = day[::-1]
        return tuple(words[first].tolist()), tuple(words[last].tolist())


def _all(parts: list[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _together(parts: list[Texts]) -> Texts:
    return np.concatenate([np.zeros(0, dtype=object), *parts])


def _summed(keys: Ints, amount: Floats | None) -> list[tuple[int, int]]:
    """(key, facts), facts rounded up: a call that two may have made is one of each."""
    known, where = np.unique(keys, return_inverse=True)
    totals = np.ceil(np.bincount(where, amount, len(known)) - 1e-9).astype(np.int64)
    return list(zip(known.tolist(), totals.tolist(), strict=True))


def _pairs_of(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """The distinct pairs of two columns, sorted."""
    width = int(right.max(initial=0)) + 1
    known = distinct(left * width + right)
    return known // width, known % width
