"""Which rows are one call: the same pair and start, or starts that lie within the tolerance; also of what the case has.

The rule is that of the slow path, row after row (`batch._enter`, `standing.Calls`): a row is the call of a row before
it that starts when it does; else of the nearest one within TOLERANCE that is not itself another's, if their kinds do
not contradict each other; else a call of its own. Here all rows are sorted by pair and time, and only those that have
a neighbour are looked at.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.case.intake.standing import TOLERANCE
from netlens.case.store.bulk.times import LEAST

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_ROWS = 1 << 19


@dataclass(frozen=True, slots=True)
class Rows:
    """New rows, by column: `a` → `b`, numbers below `width`; `when`: the moment or mark of each; `kind`: a place in
    `kinds`, where -1 is none. `rank`: the order in which they are weighed, None for that of the rows.
    """

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    width: int
    when: Ints
    kind: NDArray[np.int32]
    kinds: Ints
    rank: Ints | None = None

    def pair(self, rows: Any = ...) -> Ints:
        """The ordered pair of each row, as one number."""
        found: Ints = self.a[rows].astype(np.int64)
        found *= self.width
        found += self.b[rows]
        return found

    def pairs(self) -> Ints:
        """The different pairs, in order."""
        return np.unique(self.pair())

    def ranked(self, rows: Ints) -> Ints:
        return rows if self.rank is None else self.rank[rows]


@dataclass(frozen=True, slots=True)
class Stored:
    """Calls of the same pairs that the case has. `call`: the `when` of the call that a row is; `when`: its own.

    `seen`: its import counts (or is this one); `shown`: the row itself does, and is no repeat. `of`: its import.
    `kind`: -1 where any fits.
    """

    a: Ints
    b: Ints
    when: Ints
    call: Ints
    seen: Mask
    shown: Mask
    of: Ints
    kind: Ints


@dataclass(frozen=True, slots=True)
class Same:
    """By row: `call`: the `when` of the call it is. `merged`: a known one. `again`: one of this import before it.

    `beside`: which of `imports` have that call already, by the place in the list; 0 for none.
    """

    call: Ints
    merged: Mask
    again: Mask
    beside: NDArray[np.int32]
    imports: list[tuple[int, ...]]
    order: Ints  # the rows by pair, and by time within each
    pair: Ints  # the pair of each of these: what edges are summed by


def same(rows: Rows, stored: Stored | None, in_order: tuple[Ints, Ints, Ints] | None = None) -> Same:
    """Tell the calls apart. `in_order`: what `ordered` gives of these rows, where it is known."""
    order, pair, when = in_order or ordered(rows)
    del in_order
    n = len(order)
    call = rows.when if stored is None else rows.when.copy()
    known = None if stored is None else _Known(rows, stored)
    merged, again = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    if known is not None:
        merged |= known.exact
    near = _near(pair, when)
    del when
    touched = np.zeros(n, dtype=np.bool_)
    touched[1:] |= near
    touched[:-1] |= near
    if known is not None:
        touched |= known.near[order]
    places = np.flatnonzero(touched)
    if len(places):
        starts = np.ones(n, dtype=np.bool_)
        starts[1:] = ~near
        group = np.cumsum(starts[places])
        chosen = order[places]
        if stored is None:
            call = call.copy()
        _clusters(rows, chosen, group.astype(np.int64), known, (call, merged, again))
    beside, imports = np.zeros(n, dtype=np.int32), list[tuple[int, ...]]([()])
    if known is not None:
        beside, imports = known.imports_of(call)
        _repeats(rows, call, np.flatnonzero(merged & ~again), again)
    return Same(call, merged, again, beside, imports, order, pair)


def _near(pair: Ints, when: Ints) -> Mask:
    """Which rows, in order, lie so near the next one that they may be one call; some rows at a time, for the caches."""
    near = np.zeros(max(len(pair) - 1, 0), dtype=np.bool_)
    for begin in range(0, len(near), _ROWS):
        end = min(begin + _ROWS, len(near))
        before, after = slice(begin, end), slice(begin + 1, end + 1)
        step = when[after] - when[before]
        near[before] = (pair[after] == pair[before]) & (step <= TOLERANCE) & ((when[before] > LEAST) | (step == 0))
    return near


def ordered(rows: Rows) -> tuple[Ints, Ints, Ints]:
    """The rows by pair, then time, with the pair and the time of each."""
    n = len(rows.a)
    bits = max(n - 1, 1).bit_length()
    pair = rows.pair()
    if max(rows.width**2 - 1, 1).bit_length() + bits > 63:
        order = np.lexsort((rows.when, pair))
        return order, pair[order], rows.when[order]
    pair <<= bits
    for begin in range(0, n, _ROWS):
        pair[begin : begin + _ROWS] |= np.arange(begin, min(begin + _ROWS, n))
    pair.sort()  # of plain numbers: three times as fast as to sort places by them
    order = pair & ((1 << bits) - 1)
    pair >>= bits
    when = rows.when[order]
    same_pair = pair[1:] == pair[:-1]
    falls = same_pair & (when[1:] < when[:-1])
    if not falls.any():
        return order, pair, when
    mixed = np.unique(pair[1:][falls])
    begins, ends = np.searchsorted(pair, mixed), np.searchsorted(pair, mixed, side="right")
    places = np.repeat(begins - np.cumsum(ends - begins) + (ends - begins), ends - begins)
    places += np.arange(len(places))
    here = order[places]
    order[places] = here[np.lexsort((when[places], pair[places]))]
    when[places] = rows.when[order[places]]
    return order, pair, when


class _Known:
    """What the case has of the same pairs."""

    def __init__(self, rows: Rows, stored: Stored) -> None:
        self._rows = rows
        pair, theirs = rows.pair(), stored.a * rows.width + stored.b
        self._pairs = np.unique(theirs)
        place = np.searchsorted(self._pairs, pair)
        place[place == len(self._pairs)] = 0
        self._common = self._pairs[place] == pair
        calls = _key(np.searchsorted(self._pairs, theirs), stored.call)
        self._calls, which = np.unique(calls, return_inverse=True)
        self._seen = np.zeros(len(self._calls), dtype=np.bool_)
        np.logical_or.at(self._seen, which, stored.seen)
        both = np.unique(np.stack([which, stored.of], axis=1), axis=0)
        self._of, self._imports = both[:, 0], both[:, 1]
        self._place = place
        self.exact = np.zeros(len(pair), dtype=np.bool_)
        at = self._find(rows.when)
        found = at >= 0
        self.exact[found] = self._seen[at[found]]
        shown = stored.shown
        starts = _key(np.searchsorted(self._pairs, theirs[shown]), stored.when[shown])
        order = np.argsort(starts, kind="stable")
        self._starts, self._kinds = starts[order], stored.kind[shown][order]
        self.near = self._neighbours() & ~self.exact

    def _find(self, when: Ints) -> Ints:
        """The known call of each row, by place; -1 for none."""
        found = np.full(len(when), -1, dtype=np.int64)
        common = np.flatnonzero(self._common)
        if len(common):
            key = _key(self._place[common], when[common])
            at = np.searchsorted(self._calls, key)
            at[at == len(self._calls)] = 0
            hit = self._calls[at] == key
            found[common[hit]] = at[hit]
        return found

    def _neighbours(self) -> Mask:
        """Which rows have a known start within the tolerance."""
        near = np.zeros(len(self._common), dtype=np.bool_)
        rows = np.flatnonzero(self._common & (self._rows.when > LEAST))
        if len(rows):
            low = np.searchsorted(self._starts, _key(self._place[rows], self._rows.when[rows] - TOLERANCE))
            high = np.searchsorted(self._starts, _key(self._place[rows], self._rows.when[rows] + TOLERANCE), "right")
            near[rows] = high > low
        return near

    def starts(self, row: int) -> list[int]:
        """The known starts within the tolerance of a row, whose kinds fit its own."""
        if not self.near[row]:
            return []
        place, when = self._place[row : row + 1], self._rows.when[row : row + 1]
        low = np.searchsorted(self._starts, _key(place, when - TOLERANCE))[0]
        high = np.searchsorted(self._starts, _key(place, when + TOLERANCE), "right")[0]
        base = _key(place, when)[0]
        kind = int(self._rows.kinds[self._rows.kind[row]])
        near = zip(self._starts[low:high].tolist(), self._kinds[low:high].tolist(), strict=True)
        return [int(when[0]) + one - int(base) for one, other in near if kind < 0 or other < 0 or other == kind]

    def seen(self, row: int, when: int) -> bool:
        """Whether a call of a row's pair counts that starts then."""
        if not self._common[row]:
            return False
        key = _key(self._place[row : row + 1], np.array([when], dtype=np.int64))[0]
        at = int(np.searchsorted(self._calls, key))
        return at < len(self._calls) and bool(self._calls[at] == key) and bool(self._seen[at])

    def imports_of(self, call: Ints) -> tuple[NDArray[np.int32], list[tuple[int, ...]]]:
        """Which imports have each row's call: a place in the list of sets; 0 for none."""
        beside = np.zeros(len(call), dtype=np.int32)
        sets: dict[tuple[int, ...], int] = {(): 0}
        begins = np.searchsorted(self._of, np.arange(len(self._calls) + 1))
        number = np.zeros(len(self._calls), dtype=np.int32)
        for at, (low, high) in enumerate(zip(begins[:-1].tolist(), begins[1:].tolist(), strict=True)):
            number[at] = sets.setdefault(tuple(self._imports[low:high].tolist()), len(sets))
        places = self._find(call)
        found = places >= 0
        beside[found] = number[places[found]]
        return beside, list(sets)


def _key(pair: Ints, when: Ints) -> NDArray[Any]:
    """Pair and time as one number that sorts like them: exact times by themselves, marks apart."""
    moment = when > LEAST
    return np.where(
        moment,
        (pair.astype(np.uint64) << np.uint64(36)) | (when + (1 << 35)).astype(np.uint64) & np.uint64((1 << 36) - 1),
        (pair.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) ^ when.astype(np.uint64) | np.uint64(1 << 63),
    )


def _clusters(rows: Rows, chosen: Ints, group: Ints, known: _Known | None, out: tuple[Ints, Mask, Mask]) -> None:
    """Decide on the rows that have a neighbour; `group` numbers those that lie near each other, in order."""
    call, merged, again = out
    kept = ~merged[chosen]
    chosen, group = chosen[kept], group[kept]
    if not len(chosen):
        return
    by_rank = np.lexsort((rows.ranked(chosen), group))
    chosen, group = chosen[by_rank], group[by_rank]
    begins = np.flatnonzero(np.diff(group, prepend=group[0] - 1))
    size = np.diff(begins, append=len(group))
    first = np.repeat(chosen[begins], size)
    off = np.abs(rows.when[chosen] - rows.when[first])
    alike = np.minimum.reduceat(
        (off <= TOLERANCE) & (rows.kinds[rows.kind[chosen]] == rows.kinds[rows.kind[first]]), begins
    )
    alike |= np.maximum.reduceat(off, begins) == 0
    if known is not None:
        alike &= ~np.maximum.reduceat(known.near[chosen], begins)
    plain = np.repeat(alike, size)
    later = plain & (chosen != first)
    call[chosen[later]] = rows.when[first[later]]
    merged[chosen[later]] = again[chosen[later]] = True
    for begin, many in zip(begins[~alike].tolist(), size[~alike].tolist(), strict=True):
        _one_by_one(rows, chosen[begin : begin + many].tolist(), known, out)


def _one_by_one(rows: Rows, cluster: list[int], known: _Known | None, out: tuple[Ints, Mask, Mask]) -> None:
    """The rule itself, for rows of one pair in the order in which they are weighed."""
    call, merged, again = out
    standing: set[int] = set()
    starts: list[tuple[int, int]] = []  # (start, kind) of those that started none before them
    for row in cluster:
        when, kind = int(rows.when[row]), int(rows.kinds[rows.kind[row]])
        if when in standing:
            merged[row] = again[row] = True
            continue
        near = [(abs(one - when), one) for one in (known.starts(row) if known else ())]
        near += [
            (abs(one - when), one)
            for one, other in starts
            if abs(one - when) <= TOLERANCE and (kind < 0 or other < 0 or kind == other)
        ]
        starts.append((when, kind))
        for _distance, one in sorted(near):
            if one in standing or (known is not None and known.seen(row, one)):
                call[row], merged[row], again[row] = one, True, one in standing
                break
        else:
            standing.add(when)


def _repeats(rows: Rows, call: Ints, chosen: Ints, again: Mask) -> None:
    """Of rows whose calls the case has: all but the first of each call repeat a row of this import."""
    pair = rows.pair(chosen)
    order = np.lexsort((rows.ranked(chosen), call[chosen], pair))
    chosen, pair = chosen[order], pair[order]
    again[chosen[1:][(pair[1:] == pair[:-1]) & (call[chosen[1:]] == call[chosen[:-1]])]] = True
