"""The evidence inside rings, row by row, with the days it speaks of; and which period each row falls in."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from netlens.case.records import Ring, Source
from netlens.network.evidence import Evidence, Pairs
from netlens.network.facts.days import OPEN_END, OPEN_START, first_days, last_days
from netlens.network.periods.spans import Span, edges
from netlens.network.projection import Floats, Ints
from netlens.network.rings.portrait.tally import inside, shared

UNDATED, COARSE, OUTSIDE = -1, -2, -3  # in no period: no date, dated to the year only, apart from all others


@dataclass(frozen=True, slots=True)
class Dated:
    """One entry per row of evidence inside a ring (a person's standing in a case, a call …); all arrays of one length.

    `ring`: number in the given rings; `kind`: number in `kinds`; `fact`: rows of one shared case, phone … have one;
    `who`, `other`: vertices of the evidence (`other` -1 but for what passes between two); `amount`: facts one row
    states; `first`, `last`: ordinals of the days it may mean (OPEN_START … OPEN_END: none); `file`, `row`: its source.
    """

    kinds: tuple[str, ...]
    ring: Ints
    kind: Ints
    fact: Ints
    who: Ints
    other: Ints
    amount: Floats
    first: Ints
    last: Ints
    file: Ints
    row: Ints

    def sources(self, entries: Ints) -> tuple[Source, ...]:
        """Where entries (by number) stand, each row once, in order."""
        known = set(zip(self.file[entries].tolist(), self.row[entries].tolist(), strict=True))
        return tuple(Source(file, row) for file, row in sorted(known))

    def rows(self, entries: Ints) -> int:
        """How many rows that is."""
        return len(np.unique(np.stack([self.file[entries], self.row[entries]]), axis=1).T)


def dated(evidence: Evidence, rings: Sequence[Ring]) -> Dated:
    """All evidence that ties members of each ring, as a detection counts it: hubs and lone standings left out.

    A shared phone or address is dated by the day from which two are known to have had it. People may be in several of
    the rings.
    """
    kinds = (*sorted(evidence.groups), *sorted(evidence.pairs))
    parts: list[Dated] = []
    start = 0
    for labels in _labels(evidence, rings):
        for number, kind in enumerate(kinds):
            if kind in evidence.groups:
                part = _standings(evidence, kind, labels, len(rings))
            else:
                part = _contacts(evidence.pairs[kind], labels)
            part = replace(part, kinds=kinds, kind=np.full(len(part.ring), number), fact=part.fact + start)
            start = int(part.fact.max(initial=start - 1)) + 1
            parts.append(part)
    empty = _standings(evidence, "", np.zeros(0, dtype=np.int64), 0)
    names = [one.name for one in fields(Dated) if one.name != "kinds"]
    columns: Any = {name: np.concatenate([getattr(part, name) for part in (empty, *parts)]) for name in names}
    return Dated(kinds, **columns)


def _standings(evidence: Evidence, kind: str, labels: Ints, rings: int) -> Dated:
    """The rows by which members stand together in cases, phones …; numbers of facts from 0, `kind` left to fill in."""
    none = np.zeros(0, dtype=np.int64)
    if kind not in evidence.groups:
        return Dated((), none, none, none, none, none, none.astype(np.float64), none, none, none, none)
    found = evidence.groups[kind]
    rows = np.flatnonzero(shared(evidence, kind, found, labels))
    who = found.member[rows]
    fact = np.unique(found.group[rows] * rings + labels[who], return_inverse=True)[1].astype(np.int64)
    days = found.date[rows]
    first, last = first_days(days), last_days(days)
    second = _second(fact, who, first)
    moved = (first > OPEN_START) & ((first < first[second]) | (first[second] == OPEN_START))
    first, last = np.where(moved, first[second], first), np.where(moved, last[second], last)
    return Dated(
        (), labels[who], none, fact, who, np.full(len(rows), -1), np.ones(len(rows)), first, last,
        found.file[rows], found.row[rows],
    )  # fmt: skip


def _second(fact: Ints, who: Ints, first: Ints) -> Ints:
    """Per entry the one by which a second person came to stand in its fact: from then on it ties anyone.

    Who had a phone for years before another used it too was tied to nobody by it until then; and if the other's time
    is unknown, so is that of the tie: the undated come last.
    """
    if not len(fact):
        return fact
    first = np.where(first == OPEN_START, OPEN_END, first)
    order = np.lexsort((first, who, fact))
    once = order[np.unique(fact[order] * (int(who.max()) + 1) + who[order], return_index=True)[1]]
    once = once[np.lexsort((first[once], fact[once]))]
    numbers = np.arange(int(fact.max()) + 1)
    start, end = (np.searchsorted(fact[once], numbers, side=side) for side in ("left", "right"))
    found: Ints = once[np.minimum(start + 1, end - 1)][fact]  # of one person in two cases of a victim: the first
    return found


def _contacts(found: Pairs, labels: Ints) -> Dated:
    """The rows of what passes between two members; each is a fact."""
    rows = np.flatnonzero(inside(found, labels))
    days = found.date[rows]
    return Dated(
        (), labels[found.a[rows]], np.zeros(0, dtype=np.int64), np.arange(len(rows)), found.a[rows], found.b[rows],
        found.amount[rows], first_days(days), last_days(days), found.file[rows], found.row[rows],
    )  # fmt: skip


def _labels(evidence: Evidence, rings: Sequence[Ring]) -> list[Ints]:
    """The ring of each vertex, -1 for none; as many such arrays as rings overlap."""
    at = {entity: vertex for vertex, entity in enumerate(evidence.vertices.tolist())}
    made: list[Ints] = []
    for number, ring in enumerate(rings):
        members = [at[member.vertex] for member in ring.members if member.vertex in at]
        if not members:
            continue
        free = next((labels for labels in made if (labels[members] < 0).all()), None)
        if free is None:
            free = np.full(len(evidence.vertices), -1, dtype=np.int64)
            made.append(free)
        free[members] = number
    return made


def placed(found: Dated, periods: Sequence[Span]) -> Ints:
    """Per entry the number of the period it falls in; UNDATED, COARSE (its date spans several) or OUTSIDE."""
    undated = (found.first == OPEN_START) & (found.last == OPEN_END)
    if not periods:
        return np.where(undated, UNDATED, OUTSIDE).astype(np.int64)
    cuts = edges(periods)
    begin = np.searchsorted(cuts, found.first, side="right") - 1
    end = np.searchsorted(cuts, found.last, side="right") - 1
    out = (begin < 0) & (end < 0) | (begin >= len(periods))
    place = np.where(begin == end, begin, COARSE)
    place = np.where(out, OUTSIDE, place)
    return np.where(undated, UNDATED, place).astype(np.int64)


def counted(found: Dated, place: Ints, rings: int, periods: int) -> Ints:
    """Facts by (ring, period, kind). A shared case or thing counts once in each period in which a row of it falls."""
    kinds = len(found.kinds)
    size = rings * periods * kinds
    here = place >= 0
    cell = (found.ring[here] * periods + place[here]) * kinds + found.kind[here]
    stands = found.other[here] < 0
    facts = int(found.fact.max(initial=0)) + 1
    once = np.unique(cell[stands] * facts + found.fact[here][stands]) // facts
    counts = np.bincount(once, minlength=size).astype(np.float64)
    counts += np.bincount(cell[~stands], found.amount[here][~stands], size)
    return np.ceil(counts - 1e-9).astype(np.int64).reshape(rings, periods, kinds)
