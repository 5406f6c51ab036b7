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
    begins = np.flatnonzero(np.append(np.ones(min(len(pair), 1), np.bool_), pair[1:] != pair[:-1]))
    sums: list[tuple[Ints, Ints, Ints, Ints, Ints]] = []
    cuts = np.unique(np.append(np.searchsorted(begins, np.arange(0, len(order), _ROWS)), len(begins)))
    for low, high in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):  # as much as the processor keeps at hand
        start, end = int(begins[low]), int(begins[high]) if high < len(begins) else len(order)
        rows = order[start:end]
        sums.append(
            (pair[begins[low:high]], *_summed(begins[low:high] - start, chosen[rows], seconds[rows], day[rows]))
        )
    if not sums:
        return both_ways(*(np.empty(0, np.int64) for _column in range(6)))
    pairs, calls, long, first, last = (np.concatenate(one) for one in zip(*sums, strict=True))
    there = calls > 0
    if not there.all():
        pairs, calls, long, first, last = (one[there] for one in (pairs, calls, long, first, last))
    a, b = np.divmod(pairs, len(entities))
    return both_ways(entities[a], entities[b], calls, long, first, last)


def _summed(
    begins: Ints, chosen: NDArray[np.bool_], seconds: NDArray[Any], day: NDArray[Any]
) -> tuple[Ints, Ints, Ints, Ints]:
    """Calls, seconds, first and last day of some pairs, of their chosen rows."""
    days = np.where(chosen, day, 0).astype(np.int64)
    calls = np.add.reduceat(chosen.astype(np.int64), begins)
    long = np.add.reduceat(np.where(chosen, seconds, 0).astype(np.int64), begins)
    last = np.maximum.reduceat(days, begins)
    days[days == 0] = 1 << 30
    return calls, long, np.where(last == 0, 0, np.minimum.reduceat(days, begins)), last
