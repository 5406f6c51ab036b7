"""From a case to rings and back: found, described, named for good, and the analyst's word kept."""

from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest
from made_case import KEY, Records
from planted import rings_and_strangers

from netlens.case.case import Case
from netlens.case.edits.picture import SetWeights
from netlens.case.edits.rings import DecideRing, KeepRings
from netlens.case.records import Decision, Ring, Rings
from netlens.errors import UsageError
from netlens.network.evidence import gather
from netlens.network.rings import detect, find_rings
from netlens.network.rings.matching import named
from netlens.progress import finish


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[set[str]]]:
    records, truth = rings_and_strangers(5)
    records.involve("C0001", "VICTIM", "victim")
    records.involve("C0001", "FREE", "suspect", stage="acquitted")
    records.involve("C0001", "WITNESS", "witness")
    records.involve("C0900", "M0001", "victim")
    path = tmp_path_factory.mktemp("planted") / "case.netlens"
    records.case(path).close()
    return path, truth


@pytest.fixture
def opened(planted: tuple[Path, list[set[str]]], tmp_path: Path) -> Case:
    """The planted case, a copy to change."""
    copyfile(planted[0], tmp_path / "case.netlens")
    return Case.open(tmp_path / "case.netlens", KEY)


def found(case: Case, seed: int = 1) -> Rings:
    return finish(detect(case, gather(case), seed=seed))


def members(case: Case, ring: Ring) -> set[str]:
    return {case.record_id(member.vertex) for member in ring.members}


def test_planted_rings_are_found_and_strangers_left_alone(opened: Case, planted: tuple[Path, list[set[str]]]) -> None:
    rings = found(opened)
    supported = [members(opened, ring) for ring in rings.rings if ring.status == "supported"]
    best = [max((len(true & ring) / len(true | ring) for ring in supported), default=0) for true in planted[1]]
    assert sum(match >= 0.5 for match in best) >= 0.9 * len(best)
    right = sum(max(len(true & ring) / len(true | ring) for true in planted[1]) >= 0.5 for ring in supported)
    assert right >= 0.9 * len(supported)
    everyone = {name for ring in rings.rings for name in members(opened, ring)}
    assert everyone.isdisjoint({"persons:VICTIM", "persons:FREE", "persons:WITNESS"})


def test_a_ring_is_described(opened: Case) -> None:
    rings = found(opened)
    ring = next(ring for ring in rings.rings if "persons:M0001" in members(opened, ring))
    assert ring.status == "supported"
    assert ring.id.startswith("R")
    assert {opened.record_id(file) for file in ring.cases} >= {"cases:C0001"}
    assert [opened.record_id(victim) for victim in ring.victims] == ["persons:VICTIM"]
    assert ring.evidence["case"] == len([file for file in ring.cases if file])
    assert ring.evidence["call"] > ring.evidence["payment"] > 0
    assert ring.first.startswith("2023")
    assert 0 < ring.density <= 1
    assert 0 < ring.p_value <= 0.05
    assert ring.p_value <= ring.q_value
    assert ring.redundancy >= 0.25
    member = ring.members[0]
    assert (member.recorded, member.band) == ("suspect", "firm")
    assert member.degree >= ring.members[-1].degree
    assert 0 <= member.betweenness <= 1
    assert member.constraint > 0
    assert member.evidence["case"] > 0
    assert [ring.status for ring in rings.rings] == sorted(
        (ring.status for ring in rings.rings), key=("supported", "tentative", "chance").index
    )
    assert {"method", "objective", "resolutions", "seeds", "weights", "filters", "versions"} <= rings.settings.keys()
    in_rings = {member.vertex for ring in rings.rings if ring.status != "chance" for member in ring.members}
    assert in_rings.isdisjoint(rings.unassigned)


def test_all_weights_doubled_change_no_ring(opened: Case) -> None:
    before = found(opened)
    table = gather(opened).settings["weights"]
    for factor in (0.25, 0.5, 2.0, 4.0):
        opened.apply(SetWeights({kind: weight * factor for kind, weight in table.items()}))
        assert found(opened).rings == before.rings


def test_the_order_of_rows_and_files_changes_no_ring(tmp_path: Path) -> None:
    records, _truth = rings_and_strangers(8, rings=4, strangers=20)
    told = []
    for name, backwards in (("one", False), ("other", True)):
        with records.case(tmp_path / f"{name}.netlens", backwards=backwards) as case:
            told.append([(r.id, r.status, r.p_value, members(case, r)) for r in found(case).rings])
    assert told[0] == told[1]


def test_a_new_detection_keeps_ids_names_and_decisions(opened: Case) -> None:
    first = found(opened)
    opened.apply(KeepRings(first))
    chosen = first.rings[2]
    opened.apply(DecideRing(Decision(chosen.id, "confirmed", "", "Mê Kông 3")))
    again = found(opened, seed=4)
    same = next(ring for ring in again.rings if ring.id == chosen.id)
    assert (same.decision, same.label) == ("confirmed", "Mê Kông 3")
    shared = {m.vertex for m in same.members} & {m.vertex for m in chosen.members}
    assert 2 * len(shared) >= len(chosen.members)
    assert len({ring.id for ring in again.rings}) == len(again.rings)


def test_hand_made_members_stay(opened: Case) -> None:
    first = found(opened)
    opened.apply(KeepRings(first))
    ring = first.rings[0]
    added, removed = opened.by_record_id("persons:S000"), ring.members[-1].vertex
    assert added is not None
    opened.apply(DecideRing(Decision(ring.id, added=(added,), removed=(removed,))))
    again = next(one for one in found(opened).rings if one.id == ring.id)
    by_hand = [member.vertex for member in again.members if member.by_hand]
    assert by_hand == [added]
    assert removed not in {member.vertex for member in again.members}


def test_a_confirmed_ring_that_is_no_longer_found_stays_in_sight(opened: Case) -> None:
    first = found(opened)
    opened.apply(KeepRings(first))
    ring = first.rings[0]
    opened.apply(DecideRing(Decision(ring.id, "confirmed")))
    later = finish(detect(opened, gather(opened, since="2031")))
    assert [(one.id, one.status, one.decision) for one in later.rings] == [(ring.id, "chance", "confirmed")]
    opened.apply(KeepRings(later))
    back = found(opened)
    assert next(one for one in back.rings if one.id == ring.id).status == "supported"
    assert len({one.id for one in back.rings}) == len(back.rings)


def test_numbers_of_rings_are_never_used_twice() -> None:
    kept = [Ring("R7", "", "supported", "open", "", (), *[0.0] * 5, (), {}, (), (), (), "", "", "", {})]
    before = Rings({"numbered": 12}, tuple(kept), (), ())
    assert [name.id for name in named([[1, 2, 3]], before, {"R20": Decision("R20")})] == ["R21"]
    assert [name.id for name in named([[1, 2, 3]], replace(before, settings={"numbered": 30}), {})] == ["R31"]


def test_a_worker_finds_the_same_and_refuses_a_method_that_is_none(planted: tuple[Path, list[set[str]]]) -> None:
    with Case.open(planted[0], KEY) as case:
        assert finish(find_rings(planted[0], KEY)).rings == found(case).rings
    with pytest.raises(UsageError, match="no method"):
        finish(find_rings(planted[0], KEY, method="magic"))


def test_first_rings_come_as_a_partial_answer(opened: Case) -> None:
    early = [step.partial for step in detect(opened, gather(opened)) if step.partial is not None]
    assert len(early) == 1
    assert early[0].rings
    assert {ring.status for ring in early[0].rings} == {"chance"}


def test_one_giant_case_and_a_case_without_dates_or_routes_are_no_trouble(tmp_path: Path) -> None:
    records = Records()
    records.together("GIANT", *(f"P{number:04}" for number in range(2_000)))
    records.together("C1", "P0000", "P0001")
    with records.case(tmp_path / "giant.netlens") as case:
        rings = found(case)
        assert [case.record_id(hub) for hub in rings.hubs] == ["cases:GIANT"]
        assert rings.rings == ()
        assert rings.note
        assert len(rings.unassigned) == 2_000


def test_a_taxi_number_makes_no_ring(tmp_path: Path) -> None:
    records = Records()
    for number in range(60):
        records.involve(f"C{number}", f"P{number:02}")
        for _ in range(5):
            records.call(f"P{number:02}", "+84999999999")
    with records.case(tmp_path / "taxi.netlens") as case:
        rings = found(case)
        assert not [ring for ring in rings.rings if ring.status != "chance"]
        assert [case.record_id(hub) for hub in rings.hubs] == ["phone:+84999999999"]


def test_a_victim_who_recruited_later_is_a_member_and_protected(opened: Case) -> None:
    ring = next(ring for ring in found(opened).rings if "persons:M0001" in members(opened, ring))
    person = opened.by_record_id("persons:M0001")
    assert person in opened.reading.protected
    assert person in {member.vertex for member in ring.members}
