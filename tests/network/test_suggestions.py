"""Suggested ties: who shares acquaintances and is not tied; never a protected person, never one who is tied already."""

from collections.abc import Iterator
from itertools import combinations
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_case import Records

from netlens.case.case import Case
from netlens.case.protection import protected_ids
from netlens.network.evidence import Evidence, gather
from netlens.network.suggestions import BETA, LEAST, between, scored, suggest


def graph(ties: set[tuple[int, int]], n: int, keys: tuple[str, ...] = ()) -> Evidence:
    pairs = np.array(sorted({tuple(sorted(tie)) for tie in ties}), dtype=np.int64).reshape(-1, 2)
    ones = np.ones(len(pairs), dtype=np.int64)
    names = keys or tuple(f"person:{number:03}" for number in range(n))
    everyone = np.arange(n)
    return Evidence(
        everyone * 10, names, {}, {}, pairs[:, 0], pairs[:, 1], ones.astype(float), ones, (), {}, (), everyone
    )


SQUARE = {(0, 2), (0, 3), (1, 2), (1, 3), (2, 4)}  # 0 and 1 share 2 and 3


def test_two_who_share_acquaintances_are_suggested_with_them() -> None:
    found = suggest(graph(SQUARE, 5))
    assert [(one.a, one.b) for one in found] == [(20, 30), (0, 10)]
    best, other = found
    assert best.common == (0, 10)
    assert best.adamic_adar == pytest.approx(2 / log(2), abs=1e-6)
    assert other.common == (30, 20)  # who knows fewer comes first
    assert other.adamic_adar == pytest.approx(1 / log(2) + 1 / log(3), abs=1e-6)
    assert suggest(graph(SQUARE, 5)) == found


def test_one_pair_is_reckoned_as_in_the_list() -> None:
    evidence = graph(SQUARE, 5)
    for one in suggest(evidence):
        assert between(evidence, one.b, one.a) == one
    assert between(evidence, 0, 999).common == ()


def test_katz_counts_walks_by_their_length() -> None:
    """Every walk of two to four steps from one end to the other, however it turns."""
    evidence = graph(SQUARE, 5)
    ties = np.zeros((5, 5))
    ties[evidence.a, evidence.b] = ties[evidence.b, evidence.a] = 1
    walks = sum(BETA**length * np.linalg.matrix_power(ties, length) for length in (2, 3, 4))
    a, b = np.triu_indices(5, 1)
    assert scored(evidence, a, b)["katz"] == pytest.approx(walks[a, b])


def test_barred_people_are_never_suggested_but_may_be_known() -> None:
    assert [(one.a, one.b) for one in suggest(graph(SQUARE, 5), barred=[0])] == [(20, 30)]
    assert suggest(graph(SQUARE, 5), barred=[0])[0].common == (0, 10)


def test_only_people_are_paired_and_only_near_ones_when_asked() -> None:
    keys = ("phone:/+84", "person:b", "person:c", "person:d", "person:e")
    assert [(one.a, one.b) for one in suggest(graph(SQUARE, 5, keys))] == [(20, 30)]
    assert [(one.a, one.b) for one in suggest(graph(SQUARE, 5), near=[10])] == [(0, 10)]
    assert [(one.a, one.b) for one in suggest(graph(SQUARE, 5), near=[10, 0])] == [(0, 10)]
    assert suggest(graph(set(), 3)) == ()


def test_records_of_one_person_are_no_pair() -> None:
    from dataclasses import replace

    same = replace(graph(SQUARE, 5), unit=np.array([0, 0, 1, 2, 3]))
    assert [(one.a, one.b) for one in suggest(same)] == [(20, 30)]


@given(st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda tie: tie[0] != tie[1]), max_size=40))
def test_the_list_is_what_the_definition_says(ties: set[tuple[int, int]]) -> None:
    evidence = graph(ties, 12)
    near: dict[int, set[int]] = {number: set() for number in range(12)}
    for a, b in ties:
        near[a].add(b)
        near[b].add(a)
    expected = {}
    for a, b in combinations(range(12), 2):
        both = near[a] & near[b]
        if b not in near[a] and len(both) >= LEAST:
            expected[a * 10, b * 10] = sum(1 / log(len(near[one])) for one in both)
    found = {(one.a, one.b): one.adamic_adar for one in suggest(evidence)}
    assert found.keys() == expected.keys()
    assert all(found[pair] == pytest.approx(score, abs=1e-6) for pair, score in expected.items())
    pairs = np.array(sorted(expected), dtype=np.int64).reshape(-1, 2) // 10
    known = scored(evidence, pairs[:, 0], pairs[:, 1])
    assert known["adamic_adar"].tolist() == pytest.approx([expected[pair] for pair in sorted(expected)])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    made = Records()
    for number, crew in enumerate(("AC", "AD", "BC", "BD", "VC", "VD")):
        made.together(f"C{number}", *crew)
    made.involve("C9", "V", "victim")  # once a victim too: protected for good
    made.involve("C0", "W", "victim")
    with made.case(tmp_path_factory.mktemp("suggested") / "case.netlens") as opened:
        yield opened


def test_of_a_case_nobody_protected_is_suggested(case: Case) -> None:
    evidence, protected = gather(case), protected_ids(case)
    v = case.by_record_id("persons:V")
    assert v in protected
    assert v in evidence.vertices
    everyone = {end for one in suggest(evidence) for end in (one.a, one.b)}
    assert v in everyone  # were it not barred
    found = suggest(evidence, barred=protected)
    assert found
    assert not protected & {end for one in found for end in (one.a, one.b)}
