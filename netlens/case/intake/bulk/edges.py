"""The rows of a file summed by pair: what the case keeps to find the ties of one number at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.case.intake.bulk.same import Rows
from netlens.case.store.bulk.edges import Edges, both_ways

Ints = NDArray[np.int64]


def tied(rows: Rows, order: Ints, chosen: NDArray[np.bool_], seconds: Ints, day: NDArray[Any], entities: Ints) -> Edges:
    """The edges of the chosen rows. `order` has the rows by pair; `seconds` and `day` (0: none) are by row."""
    if not chosen.all():
        order = order[chosen[order]]
    a, b = rows.a[order], rows.b[order]
    begins = np.flatnonzero((np.diff(a, prepend=-1) != 0) | (np.diff(b, prepend=-1) != 0))
    if not len(begins):
        none = np.empty(0, np.int64)
        return both_ways(none, none, none, none, none, none)
    calls = np.diff(begins, append=len(order))
    days = day[order].astype(np.int64)
    long = np.add.reduceat(seconds[order], begins)
    last = np.maximum.reduceat(days, begins)
    if days.min() == 0:
        days = np.where(days == 0, 1 << 40, days)
    first = np.where(last == 0, 0, np.minimum.reduceat(days, begins))
    return both_ways(entities[a[begins]], entities[b[begins]], calls, long, first, last)
