"""Who is in the graph, what ties whom, and by which rows: one small case per rule."""

from pathlib import Path

import numpy as np
import pytest
from made_case import Records

from netlens.case.case import Case
from netlens.errors import NetLensError, UsageError
from netlens.network.evidence import Evidence, gather, graph


def made(tmp_path: Path, records: Records) -> Case:
    return records.case(tmp_path / "case.netlens")


def names(case: Case, evidence: Evidence) -> list[str]:
    return [case.record_id(entity) for entity in evidence.vertices.tolist()]


def tied(case: Case, evidence: Evidence) -> dict[tuple[str, str], int]:
    """Pairs of record ids without their table, with the number of facts behind each."""
    short = [name.partition(":")[2] for name in names(case, evidence)]
    pairs = zip(evidence.a.tolist(), evidence.b.tolist(), evidence.count.tolist(), strict=True)
    return {tuple(sorted((short[a], short[b]))): count for a, b, count in pairs}  # type: ignore[misc]


def test_offenders_suspects_and_people_without_a_role_are_vertices_and_nobody_else(tmp_path: Path) -> None:
    records = Records()
    for role in ("offender", "suspect", "victim", "possible_victim", "witness", "reporter", "official", "other"):
        records.involve("C1", role.upper(), role)
    records.person("NOBODY", "Nguyễn Văn Không")
    records.involve("C1", "BOTH", "official")
    records.involve("C2", "BOTH", "suspect")
    records.involve("C2", "TURNED", "victim")
    records.involve("C3", "TURNED", "offender")
    case = made(tmp_path, records)
    found = {name.removeprefix("persons:") for name in names(case, gather(case))}
    assert found == {"OFFENDER", "SUSPECT", "NOBODY", "BOTH", "TURNED"}


def test_an_empty_case_and_a_case_of_one_give_evidence_of_nothing(tmp_path: Path) -> None:
    records = Records()
    with records.case(tmp_path / "empty.netlens") as case:
        assert len(gather(case).vertices) == 0
        assert graph(gather(case)).vcount() == 0
    records.involve("C1", "A")
    with records.case(tmp_path / "one.netlens") as case:
        evidence = gather(case)
        assert (len(evidence.vertices), len(evidence.a)) == (1, 0)


def test_acquitted_and_dropped_involvements_carry_no_evidence(tmp_path: Path) -> None:
    records = Records()
    records.together("C1", "A", "B")
    records.involve("C1", "FREE", stage="acquitted")
    records.involve("C1", "LET", "offender", stage="dropped")
    records.involve("C1", "TALKS", stage="acquitted")
    records.call("TALKS", "A")
    records.involve("C1", "AGAIN", stage="dropped", stage_date="2020-01-01")
    records.involve("C1", "AGAIN", "offender", stage="convicted", stage_date="2021-01-01")
    records.route("R1", "C1", [("Lào Cai", "2022-01-01"), ("Hà Khẩu", "2022-01-02")], "A", "FREE")
    case = made(tmp_path, records)
    evidence = gather(case)
    assert {name.removeprefix("persons:") for name in names(case, evidence)} == {"A", "B", "TALKS", "AGAIN"}
    pairs = tied(case, evidence)
    assert ("A", "TALKS") in pairs
    assert pairs["A", "TALKS"] == 1
    assert ("A", "AGAIN") in pairs
    assert not [pair for pair in pairs if "FREE" in pair or "LET" in pair]


def test_a_recycled_number_ties_nobody_outside_its_dates(tmp_path: Path) -> None:
    records = Records()
    records.together("C1", "X", "Y")
    for person in ("OLD", "NEW", "FRIEND"):
        records.person(person)
    records.hold("OLD", "phone", "+84911111111", "2019", "2020")
    records.hold("NEW", "phone", "+84911111111", "2022", "")
    records.hold("LENT", "phone", "+84911111111", "2022-06", "2022-07")
    records.person("LENT")
    records.hold("FRIEND", "phone", "+84922222222")
    records.call("+84911111111", "+84922222222", "2019-05-01T08:00:00")
    records.call("+84911111111", "+84922222222", "2023-05-01T08:00:00")
    records.call("+84911111111", "+84922222222", "2021-05-01T08:00:00")
    case = made(tmp_path, records)
    pairs = tied(case, gather(case))
    assert pairs["FRIEND", "OLD"] == 1
    assert pairs["FRIEND", "NEW"] == 1
    assert ("NEW", "OLD") not in pairs
    assert pairs["LENT", "NEW"] == 1


def test_of_two_holders_the_user_calls_and_not_the_subscriber(tmp_path: Path) -> None:
    records = Records()
    for person in ("USER", "PAPER", "OTHER"):
        records.person(person)
    records.hold("PAPER", "phone", "+84911111111", basis="subscriber")
    records.hold("USER", "phone", "+84911111111", basis="user")
    records.call("+84911111111", "OTHER")
    case = made(tmp_path, records)
    calls = gather(case).pairs["call"]
    keys = gather(case).keys
    assert {keys[a] for a in calls.a.tolist()} | {keys[b] for b in calls.b.tolist()} == {
        "person:main/USER",
        "person:main/OTHER",
    }
    assert case.record_id(int(calls.via_a[0])) == "phone:+84911111111"


def test_numbers_nobody_holds_are_vertices_only_where_they_tie_two(tmp_path: Path) -> None:
    records = Records()
    records.together("C1", "A")
    records.together("C2", "B")
    records.call("+84900000001", "A")
    records.call("+84900000001", "B")
    records.call("+84900000002", "A")
    records.involve("C1", "VICTIM", "victim")
    records.hold("VICTIM", "phone", "+84900000003")
    records.call("+84900000003", "A")
    records.call("+84900000003", "B")
    case = made(tmp_path, records)
    evidence = gather(case)
    assert "phone:+84900000001" in names(case, evidence)
    assert [case.record_id(leaf) for leaf in evidence.leaves] == ["phone:+84900000002"]
    assert "phone:+84900000003" not in names(case, evidence)


def test_a_number_shared_by_too_many_is_listed_and_ties_nobody(tmp_path: Path) -> None:
    records = Records()
    for number in range(45):
        records.involve(f"C{number}", f"P{number:02}")
        records.call(f"P{number:02}", "+84999999999")
        records.hold(f"P{number:02}", "address", "nhà trọ 1")
    case = made(tmp_path, records)
    evidence = gather(case)
    assert {case.record_id(hub).partition(":")[0] for hub in evidence.hubs} == {"phone", "place"}
    assert len(evidence.a) == 0
    assert evidence.settings["hub_cap"] == 30


def test_a_victim_ties_those_who_handled_them_in_different_cases_only(tmp_path: Path) -> None:
    records = Records()
    records.together("C1", "A", "B")
    records.together("C2", "C", "D")
    records.together("C3", "E", "F")
    records.involve("C1", "V", "victim")
    records.involve("C2", "V", "possible_victim")
    records.involve("C3", "ONCE", "victim")
    records.call("ONCE", "E")
    records.call("ONCE", "A")
    case = made(tmp_path, records)
    evidence = gather(case)
    pairs = tied(case, evidence)
    assert {pair for pair in pairs if pair not in (("A", "B"), ("C", "D"), ("E", "F"))} == {
        *(("A", "C"), ("A", "D"), ("B", "C"), ("B", "D")),
        *(("A", "E"), ("A", "F")),
    }
    assert pairs["A", "B"] == 1
    assert not [name for name in names(case, evidence) if name.endswith(("V", "ONCE"))]


def test_routes_tie_those_on_one_route_and_on_one_leg_the_same_day(tmp_path: Path) -> None:
    records = Records()
    for person in ("A", "B", "C", "D"):
        records.person(person)
    border = [("Lào Cai", "2022-03-01"), ("Hà Khẩu", "2022-03-02")]
    records.route("R1", "", border, "A", "B")
    records.route("R2", "", border, "C")
    records.route("R3", "", [("Lào Cai", "2022-04-01"), ("Hà Khẩu", "2022-04-02")], "D")
    case = made(tmp_path, records)
    assert set(tied(case, gather(case))) == {("A", "B"), ("A", "C"), ("B", "C")}


def test_companions_and_shared_vehicles_at_the_border_tie(tmp_path: Path) -> None:
    records = Records()
    for person in ("A", "B", "C"):
        records.person(person)
    records.cross("A", "Hữu Nghị", "2022-03-05", "29A-123.45", ("B", "Nguyễn Văn Ai"))
    records.cross("C", "Hữu Nghị", "2022-03-05", "29A-123.45")
    case = made(tmp_path, records)
    evidence = gather(case)
    assert set(tied(case, evidence)) == {("A", "B"), ("A", "C")}
    assert set(evidence.pairs) == {"companion"}
    assert set(evidence.groups) == {"crossing"}


def test_doubt_weakens_a_fact_against_the_others(tmp_path: Path) -> None:
    records = Records()
    records.link("A", "B", grade="A/1")
    records.link("C", "D", grade="D/3")
    case = made(tmp_path, records)
    evidence = gather(case)
    sure, doubtful = evidence.weight.tolist()
    assert sure > 2 * doubtful
    assert sure + doubtful == pytest.approx(2.0)


def test_the_analysts_weights_count_in_relation_only(tmp_path: Path) -> None:
    records = Records()
    records.together("C1", "A", "B")
    records.call("A", "C")
    case = made(tmp_path, records)
    table = gather(case).settings["weights"]
    same = [gather(case, weights={kind: weight * f for kind, weight in table.items()}).weight for f in (0.25, 1, 3, 4)]
    assert all((one == same[0]).all() for one in same)
    calls = gather(case, weights={"call": 5.0})
    assert calls.weight[1] > calls.weight[0]


@pytest.mark.parametrize("weights", [{"call": 0.0}, {"call": -1.0}, {"call": float("nan")}, {"gossip": 1.0}])
def test_weights_that_make_no_sense_are_refused_in_a_sentence(tmp_path: Path, weights: dict[str, float]) -> None:
    case = made(tmp_path, Records())
    with pytest.raises(NetLensError) as refused:
        gather(case, weights=weights)
    assert refused.value.hint


def test_age_counts_when_asked(tmp_path: Path) -> None:
    records = Records()
    records.call("A", "B", "2012-01-01T10:00:00")
    records.call("C", "D", "2022-01-01T10:00:00")
    case = made(tmp_path, records)
    assert len(set(gather(case).weight.tolist())) == 1
    old, new = gather(case, weights={"half_life_years": 5}).weight.tolist()
    assert old < new / 2


def test_a_period_takes_what_touches_it_and_leaves_out_what_has_no_date(tmp_path: Path) -> None:
    records = Records()
    records.call("A", "B", "2021-12-31T23:00:00")
    records.call("C", "D", "2022-06-01T10:00:00")
    records.together("C1", "A", "C", opened="2022")
    records.together("C2", "B", "D")
    case = made(tmp_path, records)
    evidence = gather(case, since="2022", until="2022-06")
    assert set(tied(case, evidence)) == {("A", "C"), ("C", "D")}
    assert evidence.settings["undated"] == 2
    for period in ({"since": "soon"}, {"since": "2023", "until": "2022"}):
        with pytest.raises(UsageError):
            gather(case, **period)


@pytest.mark.parametrize(
    ("without", "gone"),
    [
        ("cases:C1", ("A", "B")),
        ("persons:A", ("A", "B")),
        ("phone:+84911111111", ("A", "C")),
        ("kind:call", ("A", "C")),
        ("grade:C/3", ("D", "E")),
        ("routes:R1", ("B", "E")),
    ],
)
def test_evidence_is_left_out_when_asked(tmp_path: Path, without: str, gone: tuple[str, str]) -> None:
    records = Records()
    records.together("C1", "A", "B")
    records.hold("A", "phone", "+84911111111")
    records.call("+84911111111", "C")
    records.link("D", "E", grade="D/3")
    records.route("R1", "", [("Lào Cai", "2022-03-01")], "B", "E")
    case = made(tmp_path, records)
    before, after = tied(case, gather(case)), tied(case, gather(case, without=[without]))
    assert gone in before
    assert gone not in after
    with pytest.raises(NetLensError, match="nothing called"):
        gather(case, without=["persons:WHO"])


def test_one_person_filed_twice_counts_as_one(tmp_path: Path) -> None:
    records, other = Records(), Records("LC")
    for one, key, name in ((records, "P1", "Lý A Thề"), (other, "X9", "Ly A The"), (other, "X8", "Trần Văn Bốn")):
        one.person(key, name, birth_date="1972-03-15", sex="male")
    for one, key in ((records, "P1"), (other, "X9"), (other, "X8")):
        one.hold(key, "document", "012345678901")
    records.person("P2", "Hoàng Văn Năm", birth_date="1980-01-01")
    records.person("P3", "Hoàng Văn Năm", birth_date="1980-01-02")
    for key in ("P2", "P3"):
        records.hold(key, "phone", "+84911111111")
    with records.case(tmp_path / "case.netlens", other) as case:
        evidence = gather(case)
        unit = dict(zip(names(case, evidence), evidence.unit.tolist(), strict=True))
    assert unit["persons:main/P1"] == unit["persons:LC/X9"]
    assert len({unit[name] for name in ("persons:main/P1", "persons:LC/X8", "persons:main/P2", "persons:main/P3")}) == 4


def test_the_order_of_files_and_rows_changes_nothing(tmp_path: Path) -> None:
    records, other = Records(), Records("LC")
    for one in (records, other):
        one.together("C1", "A", "B", "C", opened="2022-01-01")
        one.together("C2", "B", "C")
        one.call("A", "C")
        one.hold("A", "phone", "+84911111111")
        one.involve("C1", "V", "victim")
        one.route("R1", "C1", [("Lào Cai", "2022-03-01"), ("Hà Khẩu", "2022-03-02")], "A", "B")
    one_way = records.case(tmp_path / "one.netlens", other)
    other_way = other.case(tmp_path / "other.netlens", records, backwards=True)
    first, second = gather(one_way), gather(other_way)
    assert first.keys == second.keys
    for name in ("a", "b", "weight", "count", "unit"):
        assert np.array_equal(getattr(first, name), getattr(second, name)), name
