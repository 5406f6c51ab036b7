"""A kept ring followed through periods: who was active when, by which rows, and what stands in no period."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_case import Records

from netlens.case.case import Case
from netlens.case.records import Member, Ring, Source, Status
from netlens.network.evidence import gather
from netlens.network.periods.anew import Group, Look, look
from netlens.network.periods.dated import UNDATED
from netlens.network.periods.life import marks
from netlens.network.periods.spans import spans
from netlens.network.periods.story import story
from netlens.network.periods.threads import threads
from netlens.network.periods.times import Times, follow
from netlens.progress import finish
from netlens.report.periods.story import story_text

PEOPLE = ("A", "B", "C", "D")


def records() -> Records:
    made = Records()
    made.together("C1", "A", "B", opened="2019-03-02")
    for day in range(1, 8):
        made.call("A", "B", f"2019-05-0{day}T10:00:00")
    made.call("B", "C", "2021-02-01T08:00:00")
    made.call("C", "A", "2021-02-03T08:00:00")
    made.hold("A", "phone", "+84900000001", since="2015-01-01")  # shared only from 2021 on
    made.hold("D", "phone", "+84900000001", since="2021-06-01")
    made.link("A", "C")  # no date
    for number in range(6):  # strangers, so that the records go on
        made.together(f"X{number}", f"S{number}", f"T{number}", opened=f"2023-0{number + 1}-01")
    made.together("Y", "S0", "S1", opened="2023-09-09")
    return made


def ring_of(case: Case, *people: str, name: str = "R1") -> Ring:
    found = [case.by_record_id(f"persons:{one}") for one in people]
    members = tuple(Member(one, "firm", 1.0, "suspect", (), "", 0.0, 0.0, 0.0, {}) for one in found if one is not None)
    return Ring(
        name, "", "supported", "open", "", members, 1.0, 0.01, 0.01, 1.0, 1.0, (), {}, (), (), (), "", "", "", {}
    )


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with records().case(tmp_path_factory.mktemp("times") / "case.netlens") as made:
        yield made


@pytest.fixture(scope="module")
def times(case: Case) -> Times:
    others = ring_of(case, *(f"S{n}" for n in range(6)), *(f"T{n}" for n in range(6)), name="R2")
    return follow(gather(case), [ring_of(case, *PEOPLE), others], "year")


def names(case: Case, people: tuple[int, ...]) -> str:
    return "".join(case.record_id(one).rpartition(":")[2] for one in people)


def test_a_ring_is_followed_through_the_years(case: Case, times: Times) -> None:
    life = times.lives[0]
    assert [one.code for one in times.periods] == ["2019", "2020", "2021", "2022", "2023"]
    assert [sum(facts.values()) for facts in life.facts] == [8, 0, 3, 0, 0]
    assert life.facts[0] == {"call": 7, "case": 1}
    assert life.facts[2] == {"call": 2, "phone": 1}
    assert [names(case, people) for people in life.active] == ["AB", "", "ABCD", "", ""]
    assert life.marks == ("born", "dormant", "again", "gone", "")
    assert (life.first, life.last) == ("2019-03-02", "2021-06-01")


def test_a_phone_ties_from_when_two_have_it(case: Case, times: Times) -> None:
    d = next(one for one in times.lives[0].members if names(case, (one.vertex,)) == "D")
    assert (d.first, d.last, d.undated) == ("2021-06-01", "2021-06-01", 0)
    assert min(one.first for one in times.lives[0].members) == "2019-03-02"


def test_what_has_no_date_is_counted_apart(case: Case, times: Times) -> None:
    assert times.lives[0].undated == 1
    rows = times.found.sources((times.place == UNDATED).nonzero()[0])
    assert len(rows) == 1
    assert case.as_written(rows[0]).table == "links"


def test_the_sum_over_the_periods_is_all_dated_evidence(case: Case, times: Times) -> None:
    calls = sum(facts.get("call", 0) for facts in times.lives[0].facts)
    assert calls == 9
    for by in ("half", "quarter", "month", "7"):
        finer = follow(gather(case), times.rings, by)
        assert sum(facts.get("call", 0) for facts in finer.lives[0].facts) == calls


def test_a_rough_date_is_in_no_month_but_in_its_year(tmp_path: Path) -> None:
    made = records()
    made.call("A", "D", "2021")
    with made.case(tmp_path / "rough.netlens") as case:
        ring = [ring_of(case, *PEOPLE)]
        yearly, monthly = follow(gather(case), ring, "year").lives[0], follow(gather(case), ring, "month").lives[0]
        assert (yearly.coarse, monthly.coarse) == (0, 1)
        assert yearly.facts[2]["call"] == 3


def test_people_may_be_in_two_rings(case: Case, times: Times) -> None:
    other = replace(ring_of(case, "A", "B"), id="R9")
    both = follow(gather(case), [times.rings[0], other], "year")
    assert both.lives[0].facts[0] == both.lives[1].facts[0] == {"call": 7, "case": 1}
    assert "phone" not in both.lives[1].facts[2]


def test_the_story_says_every_turn_with_its_rows(case: Case, times: Times) -> None:
    told = story(times, 0)
    assert [one.template for one in told] == [
        *("story_born", "story_dormant", "story_again", "story_joined", "story_gone", "story_undated"),
    ]
    assert names(case, tuple(sorted(told[3].others))) == "CD"
    rows = {row for one in told for row in one.rows}
    dated = set(times.found.sources((times.found.ring == 0).nonzero()[0]))
    assert rows == dated
    assert all(isinstance(row, Source) for row in rows)


def test_nothing_dated_gives_no_periods(tmp_path: Path) -> None:
    made = Records()
    made.link("A", "B")
    made.link("B", "C")
    with made.case(tmp_path / "undated.netlens") as case:
        times = follow(gather(case), [ring_of(case, "A", "B", "C")], "year")
        assert times.periods == ()
        assert times.lives[0].undated == 2
        assert [one.template for one in story(times, 0)] == ["story_undated"]


def test_each_period_is_searched_by_itself(tmp_path: Path) -> None:
    """Two cells that worked in 2019; in 2021 nobody of them is named."""
    made = Records()
    for cell in ("A", "B"):
        for number in range(5):
            crew = [f"{cell}{n}" for n in range(5) if n != number]
            made.together(f"C{cell}{number}", *crew, opened=f"2019-0{number + 1}-11")
            made.call(crew[0], crew[1], f"2019-06-0{number + 1}T10:00:00")
    for number in range(120):
        made.together(f"E{number}", f"S{number}", f"S{(number * 7 + 1) % 120}", opened=f"20{19 + number % 3}-05-05")
    with made.case(tmp_path / "cells.netlens") as case:
        times = follow(gather(case), [ring_of(case, *(f"A{n}" for n in range(5)))], "year")
        wide = spans("2019-01-01", "2021-12-31", "year")[::2]
        looks = finish(look(case, wide))
        assert [one.span for one in looks] == list(wide)
        assert looks[0].people > looks[1].people
        cells = [{case.by_record_id(f"persons:{cell}{n}") for n in range(5)} for cell in ("A", "B")]
        assert looks[0].groups
        assert all(set(group.members) in cells for group in looks[0].groups)
        assert not looks[1].groups
        assert times.lives[0].marks == ("born",)


def test_the_story_tells_what_a_search_of_single_periods_finds(case: Case, times: Times) -> None:
    """The ring is found in 2019, in two parts in 2021, and as part of another in 2022."""
    ids = {name: case.by_record_id(f"persons:{name}") or -1 for name in (*PEOPLE, "S0", "S1", "S2", "T0", "T1")}

    def group(*people: str) -> tuple[tuple[int, ...], Status]:
        return tuple(ids[one] for one in people), "supported"

    found = [
        [group("A", "B", "C", "D", "S0", "S1", "S2")], [], [group("A", "B", "C", "D"), group("S0", "S1", "S2")],
        [group("A", "B", "C", "D", "T0", "T1")], [],
    ]  # fmt: skip
    looks = [
        Look(span, tuple(Group(members, status) for members, status in groups), 9, 0, "")
        for span, groups in zip(times.periods, found, strict=True)
    ]
    told = story(times, 0, looks, threads(found))
    said = {one.template: one for one in told}
    assert said["story_found"].values["both"] == 4
    assert names(case, said["story_split"].others) == "S0S1S2"
    assert "story_not_found" not in said  # in both years in which it has evidence, it is found
    with_words = story_text(case, told, "vi") + story_text(case, told, "en")
    assert all(text and "{" not in text for text, _rows in with_words)


@given(st.lists(st.integers(0, 4), max_size=12))
def test_marks_follow_the_evidence(sizes: list[int]) -> None:
    told = marks([size > 0 for size in sizes], sizes)
    assert len(told) == len(sizes)
    assert told.count("born") == min(1, sum(size > 0 for size in sizes))
    assert told.count("gone") <= 1
    for size, mark in zip(sizes, told, strict=True):
        assert mark not in ("born", "again", "grown", "shrunk") or size > 0
        assert mark not in ("dormant", "gone") or size == 0
