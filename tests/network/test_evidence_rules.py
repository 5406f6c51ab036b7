"""Who is tied to whom, and by what: an innocent or a victim is not drawn in, a row counts for what it says."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from made_case import Records

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.records import Rings
from netlens.errors import NetLensError, UsageError
from netlens.network.evidence import Evidence, gather
from netlens.network.rings import detect
from netlens.progress import finish


def tied(case: Case, evidence: Evidence) -> set[frozenset[str]]:
    """The tied pairs by record id, without the table."""
    name = [case.record_id(int(one)).partition(":")[2] for one in evidence.vertices]
    return {frozenset((name[a], name[b])) for a, b in zip(evidence.a.tolist(), evidence.b.tolist(), strict=True)}


def vertices(case: Case, evidence: Evidence) -> set[str]:
    return {case.record_id(int(one)).partition(":")[2] for one in evidence.vertices}


def rings(case: Case) -> Rings:
    found: Rings = finish(detect(case, gather(case)))
    return found


@pytest.mark.parametrize("role", ["victim", "possible_victim", "witness", "reporter", "official", "other"])
def test_only_who_acted_or_has_no_role_is_a_vertex(tmp_path: Path, role: str) -> None:
    made = Records()
    made.together("C1", "P1", "P2")
    made.involve("C1", "P3", role)
    made.call("P3", "P1")
    made.person("P4", "No Role")
    with made.case(tmp_path / "a.netlens") as case:
        evidence = gather(case)
        assert vertices(case, evidence) == {"P1", "P2", "P4"}
        assert tied(case, evidence) == {frozenset(("P1", "P2"))}


@pytest.mark.parametrize("stage", ["acquitted", "dropped"])
def test_ended_proceedings_tie_nobody_nor_do_their_routes(tmp_path: Path, stage: str) -> None:
    made = Records()
    made.together("C1", "P1", "P2")
    made.involve("C1", "P3", "suspect", stage="charged", stage_date="2022-01-01")
    made.involve("C1", "P3", "suspect", stage=stage, stage_date="2023-01-01")
    made.route("T1", "C1", [("Lao Cai", "2022-01-01"), ("Hekou", "2022-01-02")], "P1", "P2", "P3")
    with made.case(tmp_path / "a.netlens") as case:
        evidence = gather(case)
        assert vertices(case, evidence) == {"P1", "P2"}


def test_who_was_acquitted_before_and_charged_again_counts_again(tmp_path: Path) -> None:
    made = Records()
    made.together("C1", "P1", "P2")
    made.involve("C1", "P3", "suspect", stage="dropped", stage_date="2021-01-01")
    made.involve("C1", "P3", "suspect", stage="charged", stage_date="2023-01-01")
    with made.case(tmp_path / "a.netlens") as case:
        assert "P3" in vertices(case, gather(case))


def test_a_recycled_sim_ties_nobody_outside_its_dates(tmp_path: Path) -> None:
    made = Records()
    for person in ("P1", "P2", "P3"):
        made.person(person, f"Name {person}")
    made.hold("P1", "phone", "+84900000001", "2020-01-01", "2021-06-30")
    made.hold("P2", "phone", "+84900000001", "2021-07-01", "")
    made.call("P3", "+84900000001", "2021-02-01T10:00:00")
    with made.case(tmp_path / "a.netlens") as case:
        assert tied(case, gather(case)) == {frozenset(("P1", "P3"))}


def test_those_who_held_a_number_at_one_time_are_tied(tmp_path: Path) -> None:
    made = Records()
    made.person("P1", "Name One")
    made.person("P2", "Name Two")
    made.hold("P1", "phone", "+84900000001", "2020-01-01", "2021-06-30")
    made.hold("P2", "phone", "+84900000001", "2021-06-29", "")  # a day later it would be handed over
    with made.case(tmp_path / "a.netlens") as case:
        assert tied(case, gather(case)) == {frozenset(("P1", "P2"))}


def test_the_taxi_company_makes_no_ring(tmp_path: Path) -> None:
    made = Records()
    for number in range(60):
        made.together(f"C{number}", f"P{number:02}")
        made.call(f"P{number:02}", "+84900000099")
    for number in range(12):  # and a smaller one, below the cap
        made.call(f"P{number:02}", "+84900000098")
    with made.case(tmp_path / "a.netlens") as case:
        evidence = gather(case)
        assert [case.record_id(hub) for hub in evidence.hubs] == ["phone:+84900000099"]
        found = rings(case)
        assert [ring for ring in found.rings if ring.status != "chance"] == []
        assert found.hubs == evidence.hubs


def test_a_victim_who_later_recruits_is_a_vertex(tmp_path: Path) -> None:
    made = Records()
    made.involve("C1", "P1", "victim")
    made.together("C2", "P1", "P2")
    with made.case(tmp_path / "a.netlens") as case:
        assert tied(case, gather(case)) == {frozenset(("P1", "P2"))}


def test_a_period_is_a_filter_on_the_evidence(tmp_path: Path) -> None:
    made = Records()
    made.together("C1", "P1", "P2", opened="2021-05-01")
    made.together("C2", "P1", "P3", opened="2023-05-01")
    made.together("C3", "P1", "P4")
    with made.case(tmp_path / "a.netlens") as case:
        later = gather(case, since="2022")
        assert tied(case, later) == {frozenset(("P1", "P3"))}
        assert later.settings["undated"] == 2
        assert tied(case, gather(case, until="2021-05")) == {frozenset(("P1", "P2"))}
        for since, until in (("31/05/2023", ""), ("2023", "2022"), ("2023-13", "")):
            with pytest.raises(UsageError):
                gather(case, since=since, until=until)


@pytest.mark.parametrize("weight", [-1.0, 0.0, float("nan"), float("inf")])
def test_weights_that_make_no_sense_are_refused(tmp_path: Path, weight: float) -> None:
    with Records().case(tmp_path / "a.netlens") as case:
        with pytest.raises(NetLensError):
            gather(case, weights={"case": weight})
        with pytest.raises(NetLensError):
            gather(case, weights={"gossip": 1.0})


def test_a_doubtful_grade_weighs_less_and_can_be_left_out(tmp_path: Path) -> None:
    made = Records()
    made.link("P1", "P2", grade="B/2")
    made.link("P1", "P3", grade="E/5")
    with made.case(tmp_path / "a.netlens") as case:
        evidence = gather(case)
        assert tied(case, gather(case, without=("grade:E/5",))) == {frozenset(("P1", "P2"))}
        weight = dict(zip(zip(evidence.a.tolist(), evidence.b.tolist(), strict=True), evidence.weight, strict=True))
        assert weight.get((0, 2), 0.0) < weight[0, 1]


def small(*pairs: tuple[str, str]) -> Records:
    made = Records()
    for number, pair in enumerate(pairs):
        made.together(f"C{number}", *pair)
    return made


@pytest.mark.parametrize(
    "made",
    [Records(), small(("P1", "P1")), small(("P1", "P2")), small(*combinations("ABCDE", 2))],
    ids=["empty", "one person", "one pair", "everyone with everyone"],
)
def test_small_cases_are_answered(tmp_path: Path, made: Records) -> None:
    with made.case(tmp_path / "a.netlens") as case:
        found = rings(case)
        told = [ring for ring in found.rings if ring.status != "chance"]
        assert all(ring.status == "tentative" and "one group" in found.note for ring in told)
        assert len(found.unassigned) + sum(len(ring.members) for ring in told) == len(gather(case).vertices)
        if len(found.unassigned) < 3:
            assert found.note


def test_people_without_any_tie_are_listed(tmp_path: Path) -> None:
    made = Records()
    for number in range(30):
        made.person(f"P{number}")
    with made.case(tmp_path / "a.netlens") as case:
        found = rings(case)
        assert found.rings == ()
        assert len(found.unassigned) == 30


def test_one_case_of_two_thousand_is_no_ring(tmp_path: Path) -> None:
    made = Records()
    made.together("C1", *(f"P{number:04}" for number in range(2_000)))
    with made.case(tmp_path / "a.netlens") as case:
        found = rings(case)
        assert [ring for ring in found.rings if ring.status != "chance"] == []
        assert [case.record_id(hub) for hub in found.hubs] == ["cases:C1"]


def test_names_are_compared_alike_either_way_round(tmp_path: Path) -> None:
    """Renumbered ids must not change whom two records are taken for."""
    made = Records()
    for number, name in enumerate(("Nguyen Van Thanh", "Thanh Nguyen Van", "Tran Thanh Van Nguyen")):
        made.person(f"P{number}", name)
        made.hold(f"P{number}", "document", "012345678901")
    units = []
    for backwards in (False, True):
        with made.case(tmp_path / f"{backwards}.netlens", backwards=backwards) as case:
            units.append(gather(case).unit.tolist())
    assert np.array_equal(*units)


def test_a_withdrawn_import_counts_nothing(tmp_path: Path) -> None:
    from netlens.case.edits.imports import WithdrawImport

    with small(("P1", "P2")).case(tmp_path / "a.netlens") as case:
        number = int(case.table("imports").id.iloc[0])
        case.apply(WithdrawImport(number))
        assert len(gather(case).vertices) == 0
        case.apply(CountImport(number))
        assert len(gather(case).vertices) == 2
