"""The rows of a file summed by pair: what the case keeps to find the ties of one number at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.case.store.bulk.edges import Edges, both_ways

Ints = NDArray[np.int64]
_ROWS = 1 << 19


def tied(
    order: Ints, pair: Ints, chosen: NDArray[np.bool_], seconds: NDArray[Any], day: NDArray[Any], entities: Ints
) -> Edges:
    """The edges of the chosen rows. `order` has the rows by `pair`; `seconds` and `day` (0: none) are by row."""
    if not chosen.all():
        kept = chosen[order]
        order, pair = order[kept], pair[kept]
    begins = np.flatnonzero(np.append(np.ones(min(len(pair), 1), np.bool_), pair[1:] != pair[:-1]))
    if not len(begins):
        none = np.empty(0, np.int64)
        return both_ways(none, none, none, none, none, none)
    a, b = np.divmod(pair[begins], len(entities))
    calls = np.diff(begins, append=len(order))
    sums: list[tuple[Ints, Ints, Ints]] = []
    cuts = np.unique(np.append(np.searchsorted(begins, np.arange(0, len(order), _ROWS)), len(begins)))
    for low, high in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):  # as much as the processor keeps at hand
        start, end = int(begins[low]), int(begins[high]) if high < len(begins) else len(order)
        sums.append(_summed(order[start:end], begins[low:high] - start, seconds, day))
    long, first, last = (np.concatenate(one) for one in zip(*sums, strict=True))
    return both_ways(entities[a], entities[b], calls, long, first, last)


def _summed(order: Ints, begins: Ints, seconds: NDArray[Any], day: NDArray[Any]) -> tuple[Ints, Ints, Ints]:
    """Seconds, first and last day of some pairs."""
    days = day[order].astype(np.int64)
    long = np.add.reduceat(seconds[order], begins)
    last = np.maximum.reduceat(days, begins)
    days[days == 0] = 1 << 30
    return long, np.where(last == 0, 0, np.minimum.reduceat(days, begins)), last
