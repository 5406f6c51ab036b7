"""Gould and Fernández' brokerage beside a count by its definition, and expected counts beside groups dealt anew."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.network.measures.brokerage import ROLES, Brokerage, brokerage, over_arcs
from netlens.network.projection import Ties

PEOPLE = 9


def by_definition(arcs: set[tuple[int, int]], group: list[int], ends: list[bool]) -> dict[str, list[int]]:
    found = {role: [0] * PEOPLE for role in ROLES}
    for j in range(PEOPLE):
        for i in range(PEOPLE):
            for k in range(PEOPLE):
                taking_part = group[i] >= 0 and group[j] >= 0 and group[k] >= 0 and ends[i] and ends[k]
                if len({i, j, k}) == 3 and taking_part and {(i, j), (j, k)} <= arcs and (i, k) not in arcs:
                    found[role(group[i], group[j], group[k])][j] += 1
    return found


def role(i: int, j: int, k: int) -> str:
    if i == j == k:
        return "coordinator"
    if i == k:
        return "itinerant"
    if j == k:
        return "gatekeeper"
    return "representative" if i == j else "liaison"


def told(found: Brokerage) -> dict[str, list[float]]:
    return {name: values.tolist() for name, values in found.counts.items()}


people = st.integers(0, PEOPLE - 1)
arc_sets = st.sets(st.tuples(people, people).filter(lambda arc: arc[0] != arc[1]), max_size=40)
groups = st.lists(st.integers(-1, 3), min_size=PEOPLE, max_size=PEOPLE)
end_lists = st.lists(st.booleans(), min_size=PEOPLE, max_size=PEOPLE)


@settings(max_examples=80, deadline=None)
@given(arc_sets, groups, end_lists)
def test_as_the_definition_counts(arcs: set[tuple[int, int]], group: list[int], ends: list[bool]) -> None:
    known = np.array(sorted(arcs), dtype=np.int64).reshape(-1, 2)
    found = over_arcs(known[:, 0], known[:, 1], np.array(group), np.array(ends))
    assert told(found) == by_definition(arcs, group, ends)


@settings(max_examples=50, deadline=None)
@given(arc_sets, groups)
def test_without_direction_each_pair_counts_once(arcs: set[tuple[int, int]], group: list[int]) -> None:
    pairs = sorted({(min(arc), max(arc)) for arc in arcs})
    known = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    found = brokerage(Ties(PEOPLE, known[:, 0], known[:, 1], np.ones(len(known))), np.array(group))
    both = by_definition({*pairs, *((b, a) for a, b in pairs)}, group, [True] * PEOPLE)
    assert found.counts["gatekeeper"].tolist() == found.counts["representative"].tolist() == both["gatekeeper"]
    for name in ("coordinator", "itinerant", "liaison"):
        assert (2 * found.counts[name]).tolist() == both[name]


def test_large_products_are_made_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    matrix = np.triu(rng.random((60, 60)) < 0.2, 1)
    a, b = np.nonzero(matrix)
    ties, group = Ties(60, a, b, np.ones(len(a))), rng.integers(0, 4, 60)
    whole = told(brokerage(ties, group))
    monkeypatch.setattr("netlens.network.measures.brokerage.BLOCK", 200)
    assert told(brokerage(ties, group)) == whole


def test_expected_is_what_dealing_the_groups_anew_gives() -> None:
    rng = np.random.default_rng(4)
    a, b = np.nonzero(np.triu(rng.random((12, 12)) < 0.35, 1))
    ties, group = Ties(12, a, b, np.ones(len(a))), np.array([0, 0, 0, 1, 1, 1, 1, 2, 2, 3, -1, 0])
    found = brokerage(ties, group)
    once = [name for name in ROLES if name != "representative"]  # the pairs it has, gatekeeper has
    total = np.sum([found.counts[name] for name in once], axis=0)
    assert np.sum([found.expected[name] for name in once], axis=0) == pytest.approx(total)
    broker = int(np.argmax(np.where(group == 0, total, 0)))
    others = np.array([v for v in range(12) if v != broker and group[v] >= 0])
    sums = dict.fromkeys(ROLES, 0.0)
    for _ in range(400):
        dealt = group.copy()
        dealt[others] = rng.permutation(group[others])
        for name, values in brokerage(ties, dealt).counts.items():
            sums[name] += float(values[broker]) / 400
    for name in ROLES:
        assert sums[name] == pytest.approx(found.expected[name][broker], abs=0.25)
