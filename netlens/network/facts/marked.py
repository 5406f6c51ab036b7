"""Sets of entity ids as marks, one place an id: whether each of a million ids is in the set is then one look-up.

Entity ids are the row numbers of the case file, so the marks take about one byte an entity.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from netlens.network.projection import Ints


class Marked:
    """`ids in marked` for arrays: a bool per id. Ids below 0 (none) are never in it."""

    def __init__(self, ids: Collection[int] | Ints) -> None:
        known = ids if isinstance(ids, np.ndarray) else np.fromiter(ids, dtype=np.int64, count=len(ids))
        self._marks = np.zeros(int(known.max(initial=-1)) + 2, dtype=bool)  # the last stands for all that are larger
        self._marks[known] = True

    def has(self, ids: Ints) -> NDArray[np.bool_]:
        last = len(self._marks) - 1
        found: NDArray[np.bool_] = self._marks[np.clip(ids, -1, last)]
        return found


def numbered(ids: Ints) -> Ints:
    """A table from entity id to its place in `ids`; -1 for what is not in it."""
    table = np.full(int(ids.max(initial=-1)) + 1, -1, dtype=np.int64)
    table[ids] = np.arange(len(ids))
    return table


def in_pairs(left: Ints, right: Ints, pairs: Collection[tuple[int, int]]) -> NDArray[np.bool_]:
    """Whether (left[i], right[i]) is among the pairs; ids of 0 and above, -1 for none."""
    known = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    width = int(max(right.max(initial=0), known[:, 1].max(initial=0))) + 2
    found: NDArray[np.bool_] = np.isin((left + 1) * width + right + 1, (known[:, 0] + 1) * width + known[:, 1] + 1)
    return found
