"""Why a ring, why a member, and what if: counts, the rows they stand in, and what a ring hangs on."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from made_case import Records

from netlens.case.case import Case
from netlens.case.edits.rings import KeepRings
from netlens.case.records import Ring
from netlens.network.evidence import Evidence, gather
from netlens.network.reduced import left_out, reduced
from netlens.network.rings import detect
from netlens.network.rings.what_if import Outcome, what_if
from netlens.network.rings.why import Reason, Why, why_member, why_ring
from netlens.progress import finish
from netlens.report.sentences import why_text


def cells() -> Records:
    """Two tight cells of five, tied by one man in a case of each; and enough others for chance to be measured."""
    records = Records()
    for cell in ("A", "B"):
        names = [f"{cell}{n}" for n in range(5)]
        for number in range(4):
            records.together(f"C{cell}{number}", *[name for n, name in enumerate(names) if n != number])
        for one, other in pairwise(names):
            records.call(one, other, f"2023-0{names.index(one) + 1}-01T10:00:00", grade="B/2")
    records.hold("A0", "phone", "+84911111111")
    records.hold("A1", "phone", "+84911111111")
    records.call("+84911111111", "A4", grade="C/4")
    records.involve("CA0", "V", "victim")
    records.involve("CA1", "V", "victim")
    for number in range(120):
        records.together(f"D{number}", f"S{number}", f"S{(number * 7 + 1) % 120}")
    return records


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with cells().case(tmp_path_factory.mktemp("cells") / "case.netlens") as made:
        made.apply(KeepRings(finish(detect(made, gather(made)))))
        yield made


@pytest.fixture(scope="module")
def evidence(case: Case) -> Evidence:
    return gather(case)


@pytest.fixture(scope="module")
def ring(case: Case) -> Ring:
    detection = case.detection()
    assert detection is not None
    a1 = case.by_record_id("persons:A1")
    return next(one for one in detection.rings if a1 in {member.vertex for member in one.members})


def reasons(why: Why) -> dict[str, Reason]:
    return {reason.template: reason for reason in why.reasons}


def test_a_ring_answers_with_counts_and_rows(case: Case, evidence: Evidence, ring: Ring) -> None:
    assert ring.status == "supported"
    said = reasons(why_ring(case, evidence, ring))
    assert said["ring_case"].count == 4
    assert [case.record_id(one) for one in said["ring_case"].subjects] == [
        "cases:CA0",
        "cases:CA1",
        "cases:CA2",
        "cases:CA3",
    ]
    assert len(said["ring_case"].rows) == 16
    assert said["ring_call"].count == ring.evidence["call"] == 5
    assert said["ring_call"].values["pairs"] == 6  # one call was made by one of two
    assert said["ring_phone"].count == 1
    assert said["ring_victims"].count == 1
    for reason in said.values():
        assert reason.rows
        assert list(reason.rows) == sorted(set(reason.rows))
        assert all(case.as_written(source).row == source.row for source in reason.rows)


def test_a_member_answers_for_their_own_ties_only(case: Case, evidence: Evidence, ring: Ring) -> None:
    a4 = case.by_record_id("persons:A4")
    assert a4 is not None
    said = reasons(why_member(case, evidence, ring, a4))
    member = next(one for one in ring.members if one.vertex == a4)
    assert said["member_case"].count == member.evidence["case"] == 4
    assert a4 not in said["member_case"].others
    assert said["member_call"].count == member.evidence["call"]
    assert {case.record_id(one) for one in said["member_call"].others} == {"persons:A0", "persons:A1", "persons:A3"}
    assert [case.record_id(one) for one in said["member_call"].subjects] == ["phone:+84911111111"]
    assert "member_firm" in said
    assert said["member_recorded"].rows


def test_every_sentence_but_that_of_the_trials_carries_its_rows(tmp_path: Path) -> None:
    records = cells()
    records.together("CAB", "A4", "B4")
    with records.case(tmp_path / "case.netlens") as made:
        made.apply(KeepRings(finish(detect(made, gather(made)))))
        evidence, detection = gather(made), made.detection()
        assert detection is not None
        seen = set()
        for ring in detection.rings:
            for member in ring.members:
                why = why_member(made, evidence, ring, member.vertex)
                said = why_text(made, why, "vi")
                assert len(said) == len(why.reasons)
                for reason, (sentence, rows) in zip(why.reasons, said, strict=True):
                    seen.add(reason.template)
                    assert rows or reason.kind == "band", reason.template
                    assert "{" not in sentence
        assert {"member_case", "member_other_ring", "member_recorded"} <= seen


def test_records_of_one_person_say_by_what_they_are_one(tmp_path: Path) -> None:
    records = cells()
    records.person("TWIN", "A zero")
    records.person("A0", "A zero")
    for person in ("TWIN", "A0"):
        records.hold(person, "document", "012345678")
    records.hold("V", "phone", "+84988888888")
    records.call("+84988888888", "B0")
    with records.case(tmp_path / "case.netlens") as made:
        made.apply(KeepRings(finish(detect(made, gather(made)))))
        evidence, detection = gather(made), made.detection()
        assert detection is not None
        twin = made.by_record_id("persons:TWIN")
        ring = next(one for one in detection.rings if twin in {member.vertex for member in one.members})
        assert twin is not None
        alike = reasons(why_member(made, evidence, ring, twin))["member_alike"]
        assert [made.record_id(one) for one in alike.others] == ["persons:A0"]
        assert [made.as_written(source).table for source in alike.rows] == ["identifiers", "identifiers"]


def outcome(case: Case, evidence: Evidence, ring: Ring, what: str) -> Outcome:
    return what_if(case, evidence, ring, (what,), 1.0)


def test_a_ring_of_many_cases_stands_without_any_one_of_them(case: Case, evidence: Evidence, ring: Ring) -> None:
    for what in ("cases:CA0", "phone:+84911111111", "hubs", "grade:C/4", "persons:S1"):
        found = outcome(case, evidence, ring, what)
        assert found.survives, what
        assert len(found.staying) == len(ring.members)
        assert found.falling == ()
    without_one = outcome(case, evidence, ring, "persons:A2")
    assert without_one.survives
    assert [case.record_id(one) for one in without_one.taken] == ["persons:A2"]
    assert without_one.falling == ()


def test_a_ring_without_its_cases_is_none(case: Case, evidence: Evidence, ring: Ring) -> None:
    found = outcome(case, evidence, ring, "kind:case")
    assert not found.survives
    assert found.excess < 0


def test_a_person_removed_with_everything_leaves_nothing_behind(case: Case, evidence: Evidence) -> None:
    less = reduced(evidence, left_out(case, ["persons:A0"]))
    at = int((less.vertices == case.by_record_id("persons:A0")).argmax())
    assert at not in set(less.a.tolist()) | set(less.b.tolist())
    assert len(less.vertices) == len(evidence.vertices)
