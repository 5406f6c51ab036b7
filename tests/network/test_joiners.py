"""Who joins corridors: people of cases and routes on several, and people over whom alone two rings hang together."""

from collections.abc import Iterator

import pytest
from made_case import Records

from netlens.case.case import Case
from netlens.case.records import CorridorShare, Member, Ring
from netlens.network.evidence import Evidence, gather
from netlens.network.joiners import Joiner, bridges, joiners
from netlens.network.tying import tying

CHINA = [("Lào Cai", "2022-01-01"), ("Kunming, CN", "2022-01-04")]
KHMER = [("Tây Ninh", "2022-02-01"), ("Bavet, KH", "2022-02-02")]


def records() -> Records:
    """A ring along each corridor; Tie calls one of each, and Two stands in a case of each."""
    made = Records()
    for ring, way in (("C", CHINA), ("K", KHMER)):
        for number in range(3):
            made.together(f"{ring}{number}", *(f"{ring}M{n}" for n in range(4) if n != number))
            made.route(f"R{ring}{number}", f"{ring}{number}", way, f"{ring}M3")
    made.call("Tie", "CM0")
    made.call("Tie", "KM0")
    made.call("Tie", "KM1")
    made.involve("C0", "Two")
    made.involve("K0", "Two", stage="acquitted")  # no longer against them
    made.involve("C1", "Both")
    made.route("RK9", "", [("Tây Ninh", "2023-02-01"), ("Bavet, KH", "2023-02-02")], "Both", "Victim")
    made.involve("C2", "Victim", "victim")
    made.route("RC8", "", [("Lào Cai", "2022-01-01"), ("Kunming, CN", "2021-01-04")], "KM3")  # against the clock
    return made


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with records().case(tmp_path_factory.mktemp("joiners") / "case.netlens") as made:
        yield made


@pytest.fixture(scope="module")
def evidence(case: Case) -> Evidence:
    return gather(case)


def ring(case: Case, name: str, corridor: str, *people: str) -> Ring:
    ids = [number for one in people if (number := case.by_record_id(f"persons:{one}")) is not None]
    members = tuple(Member(one, "firm", 1.0, "suspect", (), "", 1.0, 0.0, 1.0, {}) for one in ids)
    return Ring(
        id=name, label="", status="supported", decision="open", reason="", members=members, stability=1.0, p_value=0.01,
        q_value=0.01, density=1.0, redundancy=1.0, corridors=(CorridorShare(corridor, 1.0, 3, 3, 0),), offences={},
        cases=(), routes=(), victims=(), weakest_grade="", first="", last="", evidence={},
    )  # fmt: skip


@pytest.fixture(scope="module")
def rings(case: Case) -> list[Ring]:
    return [
        ring(case, "R1", "CN", *(f"CM{n}" for n in range(4))),
        ring(case, "R2", "KH", *(f"KM{n}" for n in range(4))),
    ]


def named(case: Case, found: tuple[Joiner, ...]) -> dict[str, Joiner]:
    return {case.record_id(one.entity).partition(":")[2]: one for one in found}


def test_people_on_two_corridors_are_named_with_their_rows(case: Case, evidence: Evidence, rings: list[Ring]) -> None:
    found = named(case, joiners(case, evidence, rings))
    assert set(found) == {"Both", "Tie"}  # Two was acquitted, a victim joins nothing, a chain against the clock is none
    both = found["Both"]
    assert [(part.code, len(part.cases), len(part.routes)) for part in both.parts] == [("CN", 1, 0), ("KH", 0, 1)]
    tables = {case.as_written(row).table for part in both.parts for row in part.rows}
    assert tables == {"involvements", "routes"}
    assert both.rings == ()


def test_who_alone_ties_two_rings_is_named_with_the_rows(case: Case, evidence: Evidence, rings: list[Ring]) -> None:
    tie = named(case, joiners(case, evidence, rings))["Tie"]
    (bridge,) = tie.bridges
    assert bridge.rings == ("R1", "R2")
    assert [case.as_written(row).table for row in bridge.rows] == ["calls"] * 3


def test_a_second_way_makes_nobody_the_only_one(
    case: Case, rings: list[Ring], tmp_path_factory: pytest.TempPathFactory
) -> None:
    more = records()
    more.call("CM2", "KM2")
    with more.case(tmp_path_factory.mktemp("second") / "case.netlens") as other:
        again = [
            ring(other, "R1", "CN", *(f"CM{n}" for n in range(4))),
            ring(other, "R2", "KH", *(f"KM{n}" for n in range(4))),
        ]
        assert bridges(gather(other), again) == {}


def test_rings_of_one_corridor_are_not_asked_for(case: Case, evidence: Evidence, rings: list[Ring]) -> None:
    same = [rings[0], ring(case, "R2", "CN", *(f"KM{n}" for n in range(4)))]
    assert bridges(evidence, same) == {}
    none = ring(case, "R1", "CN")
    assert bridges(evidence, [none, rings[1]]) == {}


def test_rows_are_found_from_both_ends(case: Case, evidence: Evidence) -> None:
    at = {case.record_id(int(entity)).partition(":")[2]: n for n, entity in enumerate(evidence.vertices)}
    known = tying(evidence)
    one, other = at["CM0"], at["CM1"]
    assert known.rows(one, [other]) == known.rows(other, [one])
    assert len(known.rows(one, [other])) == 2  # both in one case
    assert known.rows(one, [one, at["KM0"]]) == ()
    for a, b in zip(evidence.a.tolist(), evidence.b.tolist(), strict=True):
        assert known.rows(a, [b])
