"""The ties of numbers, put together from directed ones."""

import numpy as np

from netlens.case.store.bulk.edges import both_ways


def test_a_tie_is_seen_from_both_ends_and_a_call_to_oneself_once() -> None:
    columns = ([7, 9, 5], [9, 7, 5], [2, 1, 3], [60, 5, 9], [100, 0, 50], [200, 0, 80])
    a, b, calls, seconds, first, last = (np.array(one, dtype=np.int64) for one in columns)
    found = list(zip(*(one.tolist() for one in both_ways(a, b, calls, seconds, first, last)), strict=True))
    assert found == [(5, 5, 3, 0, 9, 50, 80), (7, 9, 2, 1, 65, 100, 200), (9, 7, 1, 2, 65, 100, 200)]
