"""The projection beside the same said pair by pair; and its steps beside numpy's slower ones."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from netlens.network.layers import _each_once
from netlens.network.projection import Layer, distinct, independent, project

N = 7
entry = st.tuples(st.integers(0, 4), st.integers(0, N - 1))
standings = st.lists(st.tuples(entry, st.floats(0.1, 2.0), st.integers(0, 2)), unique_by=lambda one: one[0])
pairs = st.lists(
    st.tuples(st.integers(0, N - 2), st.integers(1, N - 1), st.floats(0.1, 2.0)).filter(lambda one: one[0] < one[1])
)


def layer(rows: list[tuple[tuple[int, int], float, int]], *, cross: bool) -> Layer:
    """In the order given: not sorted."""
    group, member = (np.array([row[0][at] for row in rows], dtype=np.int64) for at in (0, 1))
    value, block = np.array([row[1] for row in rows]), np.array([row[2] for row in rows], dtype=np.int64)
    return Layer("case", member, group, value, 5, block if cross else None, cross)


def tied(rows: list[tuple[tuple[int, int], float, int]], *, cross: bool) -> dict[tuple[int, int], float]:
    """Newman's weights by definition."""
    found: dict[tuple[int, int], float] = {}
    for group in range(5):
        here = sorted((row[0][1], row[1], row[2]) for row in rows if row[0][0] == group)
        for (a, one, block), (b, other, its) in combinations(here, 2):
            if not cross or block != its:
                found[a, b] = found.get((a, b), 0.0) + np.sqrt(one * other) / max(len(here) - 1, 1)
    return found


@given(standings, standings, pairs)
def test_ties_are_those_of_the_definition(
    plain: list[tuple[tuple[int, int], float, int]],
    across: list[tuple[tuple[int, int], float, int]],
    called: list[tuple[int, int, float]],
) -> None:
    once = {(a, b): value for a, b, value in called}
    left, right = (np.array([pair[at] for pair in once], dtype=np.int64) for at in (0, 1))
    calls = Layer("call", left, right, np.array(list(once.values())))
    layers = [layer(plain, cross=False), layer(across, cross=True), calls]
    ties = project([one for one in layers if len(one.left)], N)
    expected: dict[tuple[int, int], float] = {}
    for part in (tied(plain, cross=False), tied(across, cross=True), once):
        for pair, weight in part.items():
            expected[pair] = expected.get(pair, 0.0) + weight
    found = dict(zip(zip(ties.a.tolist(), ties.b.tolist(), strict=True), ties.weight.tolist(), strict=True))
    assert list(found) == sorted(expected)
    scale = sum(found.values()) / max(sum(expected.values()), 1e-9)
    np.testing.assert_allclose([found[pair] for pair in sorted(expected)],
                               [expected[pair] * scale for pair in sorted(expected)])  # fmt: skip


@given(standings, st.lists(st.integers(-1, 2), min_size=N, max_size=N))
def test_independent_ties_are_members_less_one_of_each_group(
    rows: list[tuple[tuple[int, int], float, int]], ring: list[int]
) -> None:
    found = independent(layer(rows, cross=False), np.array(ring, dtype=np.int64), 3).tolist()
    for number in range(3):
        inside = [row[0] for row in rows if ring[row[0][1]] == number]
        assert found[number] == len(inside) - len({group for group, _member in inside})


def test_the_order_of_entries_changes_no_weight() -> None:
    rng = np.random.default_rng(3)
    group, member = np.divmod(distinct(rng.integers(0, 400 * 90, 2000)), 90)
    made = Layer("case", member, group, rng.random(len(member)) + 0.1, 400)
    mixed = rng.permutation(len(member))
    other = replace(made, left=member[mixed], right=group[mixed], value=made.value[mixed])
    assert project([made], 90).weight.tobytes() == project([other], 90).weight.tobytes()


@given(st.lists(st.integers(-3, 9)))
def test_distinct_numbers_in_order(values: list[int]) -> None:
    assert distinct(np.array(values, dtype=np.int64)).tolist() == sorted(set(values))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from([0.5, 1.0])), max_size=12))
def test_each_member_of_a_group_stays_by_the_strongest_entry(rows: list[tuple[int, int, float]]) -> None:
    group, member, value = (np.array([row[at] for row in rows]) for at in range(3))
    entries = np.arange(len(rows))
    found = _each_once(member.astype(np.int64), group.astype(np.int64), value.astype(np.float64), entries)
    best = sorted({(g, m) for g, m, _value in rows})
    assert list(zip(found[1].tolist(), found[0].tolist(), strict=True)) == best
    assert found[3] is not None
    for (g, m), strongest, which in zip(best, found[2].tolist(), found[3].tolist(), strict=True):
        known = [(-v, at) for at, (one, who, v) in enumerate(rows) if (one, who) == (g, m)]
        assert (-strongest, which) == min(known)
