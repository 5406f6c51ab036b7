"""What is reckoned column by column for speed, beside the same said one thing at a time."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame

from netlens.network.facts.alike import MOST, _sharing
from netlens.network.facts.collected import _among
from netlens.network.facts.days import OPEN_END, OPEN_START, first_days, last_days
from netlens.network.facts.holders import together
from netlens.network.facts.marked import Marked, in_pairs, numbered
from netlens.network.facts.people import People
from netlens.network.facts.ranked import ranked

ids = st.integers(0, 12)
few = settings(max_examples=30, deadline=None)  # frames take their time
holding = st.tuples(st.integers(1, 5), st.integers(1, 6), st.integers(0, 9), st.integers(0, 9))


@given(st.sets(ids), st.lists(st.integers(-1, 20)))
def test_marks_are_a_set(known: set[int], asked: list[int]) -> None:
    assert Marked(known).has(np.array(asked, dtype=np.int64)).tolist() == [one in known for one in asked]


@given(st.sets(st.tuples(ids, st.integers(-1, 12))), st.lists(st.tuples(st.integers(-1, 20), st.integers(-1, 20))))
def test_pairs_are_found_as_pairs(known: set[tuple[int, int]], asked: list[tuple[int, int]]) -> None:
    left, right = np.array(asked, dtype=np.int64).reshape(-1, 2).T
    assert in_pairs(left, right, known).tolist() == [pair in known for pair in asked]


def test_numbered_is_the_place_of_an_id() -> None:
    assert numbered(np.array([7, 2, 5]))[[2, 5, 7]].tolist() == [1, 2, 0]
    assert numbered(np.array([7, 2, 5]))[3] == -1
    assert len(numbered(np.array([], dtype=np.int64))) == 0


@few
@given(st.lists(st.text(max_size=4)))
def test_ranked_sorts_as_texts_do(texts: list[str]) -> None:
    order = sorted(set(texts))
    places, known = ranked(texts)
    assert (places.tolist(), known) == ([order.index(text) for text in texts], order)


def test_days_of_many_texts_are_those_of_each() -> None:
    texts = ["2022", "2022-02", "", "2022-02-30", "khoảng 2006", "2022-02-03T10:00:00", "2022"]
    assert first_days(texts).tolist() == [int(first_days([text])[0]) for text in texts]
    assert last_days(texts)[1] - first_days(texts)[1] == 27
    assert (first_days(texts)[[2, 3, 4]] == OPEN_START).all()
    assert (last_days(texts)[[2, 3, 4]] == OPEN_END).all()
    assert len(first_days([])) == 0


@few
@given(st.lists(holding, max_size=14))
def test_companies_are_the_largest_who_held_a_thing_at_once(rows: list[tuple[int, int, int, int]]) -> None:
    held = DataFrame(
        [(thing, person, min(days), max(days)) for thing, person, *days in rows],
        columns=["thing", "person", "first", "last"],
        dtype=np.int64,
    )
    found = together(held)
    groups = [(key, part.index.tolist()) for key, part in found.groupby(["thing", "part"], sort=True)]
    assert {(key[0], frozenset(rows)) for key, rows in groups} == companies(held)
    assert list(found.index) == [row for _, rows in groups for row in sorted(rows)]


def companies(held: DataFrame) -> set[tuple[int, frozenset[int]]]:
    """By definition: rows of one thing that all held it on some day, and no row more did."""
    found: set[tuple[int, frozenset[int]]] = set()
    for thing in held.thing.unique().tolist():
        rows = held[held.thing == thing]
        if rows.person.nunique() > 1:
            on = [frozenset(rows.index[(rows["first"] <= day) & (day <= rows["last"])].tolist()) for day in range(10)]
            found |= {(thing, one) for one in on if len(one) > 1 and not any(one < other for other in on)}
    return found


@few
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 7), st.sampled_from(["phone", "document"]))))
def test_two_share_what_both_hold_and_few_others(rows: list[tuple[int, int, str]]) -> None:
    held = DataFrame(rows, columns=["thing", "person", "kind"]).astype({"thing": np.int64, "person": np.int64})
    once = held.drop_duplicates(["person", "thing"])
    expected: dict[tuple[int, int], list[str]] = {}
    for _, same in once.groupby("thing"):
        if 1 < len(same) <= MOST:
            for kind, alike in same.groupby("kind"):
                for pair in combinations(sorted(alike.person.tolist()), 2):
                    expected.setdefault(pair, []).append(str(kind))
    found = _sharing(held)
    columns = (found[name].tolist() for name in ("one", "other", "paper", "several"))
    said = {(one, other): (paper, several) for one, other, paper, several in zip(*columns, strict=True)}
    assert said == {pair: ("document" in kinds, len(kinds) > 1) for pair, kinds in expected.items()}


@few
@given(st.lists(st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1])), st.integers(1, 4))
def test_hubs_go_first_and_then_numbers_that_lead_nowhere(pairs: list[tuple[int, int]], cap: int) -> None:
    recorded, numbers = range(5), range(5, 11)  # 11 and 12 are nobody who may be a vertex
    spoken = DataFrame(pairs, columns=["a", "b"], dtype=np.int64).assign(kind="call")
    who = People(dict.fromkeys(recorded, "none"), frozenset(), frozenset(), DataFrame())
    kept, hubs, leaves = _among(spoken, who, np.array(numbers), cap)
    left = [pair for pair in pairs if max(pair) < 11]

    def partners(number: int) -> int:
        return len({other for pair in left if number in pair for other in pair} - {number})

    assert hubs == {number for number in numbers if partners(number) > cap}
    left = [pair for pair in left if not hubs & set(pair)]
    gone: set[int] = set()
    while single := {number for number in numbers if partners(number) == 1}:
        gone |= single
        left = [pair for pair in left if not single & set(pair)]
    assert leaves == gone
    assert list(zip(kept.a.tolist(), kept.b.tolist(), strict=True)) == left
