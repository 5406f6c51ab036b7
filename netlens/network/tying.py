"""The rows of evidence that tie one to others, looked up without reading all of it again."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from netlens.case.records import Source
from netlens.network.evidence import Evidence
from netlens.network.projection import Ints


@dataclass(frozen=True, slots=True)
class _Columns:
    """One kind of evidence that counts, and its entries in the order of each of two columns."""

    left: Ints  # the person who stands, or one end
    right: Ints  # the group they stand in, or the other end
    by_left: Ints
    by_right: Ints
    file: Ints
    row: Ints

    def at_left(self, number: int) -> Ints:
        first, last = np.searchsorted(self.left, [number, number + 1], sorter=self.by_left)
        return self.by_left[first:last]

    def at_right(self, number: int) -> Ints:
        first, last = np.searchsorted(self.right, [number, number + 1], sorter=self.by_right)
        return self.by_right[first:last]


@dataclass(frozen=True, slots=True)
class Tying:
    """The rows of an evidence by the vertices they tie. Hubs tie nobody."""

    groups: tuple[_Columns, ...]
    pairs: tuple[_Columns, ...]

    def rows(self, vertex: int, others: Collection[int]) -> tuple[Source, ...]:
        """The rows that tie one vertex to any of the others: a shared case gives the standing of both."""
        wanted, found = np.array(sorted(set(others) - {vertex}), dtype=np.int64), []
        for columns in self.groups:
            for entry in columns.at_left(vertex).tolist():
                together = columns.at_right(int(columns.right[entry]))
                theirs = together[np.isin(columns.left[together], wanted)]
                if len(theirs):
                    found += [(columns, entry), *((columns, one) for one in theirs.tolist())]
        for columns in self.pairs:
            mine, other = columns.at_left(vertex), columns.at_right(vertex)
            found += [(columns, one) for one in mine[np.isin(columns.right[mine], wanted)].tolist()]
            found += [(columns, one) for one in other[np.isin(columns.left[other], wanted)].tolist()]
        return tuple(sorted({Source(int(columns.file[one]), int(columns.row[one])) for columns, one in found}))


def tying(evidence: Evidence) -> Tying:
    """Sort an evidence once, for many look-ups."""
    hubs = np.asarray(evidence.hubs, dtype=np.int64)
    groups = []
    for group in evidence.groups.values():
        counts = (group.factor > 0) & ~np.isin(group.entity[group.group], hubs)
        groups.append(_columns(group.member[counts], group.group[counts], group.file[counts], group.row[counts]))
    pairs = []
    for pair in evidence.pairs.values():
        counts = pair.factor > 0
        pairs.append(_columns(pair.a[counts], pair.b[counts], pair.file[counts], pair.row[counts]))
    return Tying(tuple(groups), tuple(pairs))


def _columns(left: Ints, right: Ints, file: Ints, row: Ints) -> _Columns:
    return _Columns(left, right, np.argsort(left, kind="stable"), np.argsort(right, kind="stable"), file, row)
