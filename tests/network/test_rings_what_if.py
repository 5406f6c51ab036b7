"""What becomes of a ring without some of its evidence: told from the facts it touches, the same as told from all."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_case import KEY, Records
from planted import rings_and_strangers

from netlens.case.case import Case
from netlens.case.edits.rings import KeepRings
from netlens.case.records import Member, Ring
from netlens.network.evidence import Evidence, gather
from netlens.network.layers import layers
from netlens.network.projection import project
from netlens.network.reduced import by_number, left_out, reduced
from netlens.network.rings import detect
from netlens.network.rings.holding import HOLDING, REDUNDANT, redundant, without_one
from netlens.network.rings.ladder import connected
from netlens.network.rings.portrait.hanging import GROUPS, hanging
from netlens.network.rings.score import excess, sums
from netlens.network.rings.what_if import Outcome, what_if
from netlens.progress import finish


def ring_of(case: Case, *keys: str) -> Ring:
    ids = [case.by_record_id(f"persons:{key}") or -1 for key in keys]
    members = tuple(Member(one, "firm", 1.0, "suspect", (), "", 0.0, 0.0, 0.0, {}) for one in ids)
    figures = (1.0, 0.01, 0.01, 1.0, 1.0)
    return Ring("R1", "", "supported", "open", "", members, *figures, (), {}, (), (), (), "", "", "", {})


def anew(evidence: Evidence, ring: Ring) -> tuple[bool, set[int], float, float]:
    """The same questions asked of evidence that was projected anew: survives, who stays, excess, redundancy."""
    unit, n = evidence.unit, int(evidence.unit.max()) + 1
    kinds = layers(evidence, unit)
    ties = project(kinds, n)
    labels = np.full(n, -1, dtype=np.int64)
    members = [member.vertex for member in ring.members]
    labels[unit[np.isin(evidence.vertices, members)]] = 0
    parts = connected(labels, ties)
    size = np.bincount(parts[parts >= 0])
    left = parts == int(size.argmax())
    one = np.where(left, 0, -1).astype(np.int64)
    strength = ties.strength()
    beyond = float(excess(replace(sums(one, 1, ties, strength), n=int((strength > 0).sum())))[0])
    spare = float(redundant(one, 1, kinds)[0])
    holds = spare >= REDUNDANT and beyond > 0 and float(without_one(one, 1, kinds)[0]) >= HOLDING
    holds &= left.sum() >= 3 and 2 * left.sum() >= (labels >= 0).sum()
    there = {entity for entity, at in zip(evidence.vertices.tolist(), unit.tolist(), strict=True) if left[at]}
    return holds, there & set(members), beyond, spare


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Rings that share phones and addresses, grades of every sort, one man filed twice, and a second register."""
    records, _truth = rings_and_strangers(5, rings=5, size=8, strangers=40)
    for number in range(0, 8, 2):
        for ring in range(5):
            records.hold(f"M{ring:02}{number:02}", "phone", f"+8491{ring}00000{number // 4}")
            records.hold(f"M{ring:02}{(number + 1) % 8:02}", "phone", f"+8491{ring}00000{number // 4}")
        records.hold(f"M00{number:02}", "address", "12 Phố Mới")
        records.link(f"M01{number:02}", f"M01{(number + 3) % 8:02}", "family", grade="E/5")
        records.call("+84919999999", f"M02{number:02}", grade="B/2")
    for ring in range(5):
        records.involve("C0001", f"V{ring}", "victim")
        records.involve(f"C{ring * 6 + 2:04}", "V0", "victim")
    records.person("TWIN", "Member M0300")
    for person in ("TWIN", "M0300"):
        records.hold(person, "document", "012345678")
    records.together("C0900", "TWIN", "M0301", "M0302")
    other = Records("LC")
    other.together("C1", "A", "B", "C")
    other.link("A", "B", grade="F/6")
    with records.case(tmp_path_factory.mktemp("what") / "case.netlens", other) as made:
        made.apply(KeepRings(finish(detect(made, gather(made)))))
        yield made


@pytest.fixture(scope="module")
def evidence(case: Case) -> Evidence:
    return gather(case)


def texts(case: Case, evidence: Evidence) -> list[str]:
    """Everything that can be left out."""
    entities = case.table("entities").id.tolist()
    kinds = [f"kind:{kind}" for kind in (*evidence.groups, *evidence.pairs)]
    grades = [f"grade:{grade}" for grade in ("", "B/2", "E/5", "F/6")]
    files = [f"file:{number}" for number in case.table("files").id.tolist()]
    return [*map(by_number, entities), *kinds, *grades, *files, "import:1", "import:2", "hubs"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_touched_tells_the_same_as_everything(case: Case, evidence: Evidence, data: st.DataObject) -> None:
    detection = case.detection()
    assert detection is not None
    asked = data.draw(st.lists(st.sampled_from(texts(case, evidence)), min_size=1, max_size=3, unique=True))
    ring = data.draw(st.sampled_from(detection.rings))
    out = left_out(case, asked)
    found = what_if(case, evidence, ring, asked, 1.0)
    survives, staying, beyond, spare = anew(reduced(evidence, out), ring)
    assert set(found.staying) == staying - out.ids
    assert set(found.staying) | set(found.falling) | set(found.taken) == {one.vertex for one in ring.members}
    if found.staying:
        assert (found.excess, found.redundancy) == (pytest.approx(beyond, abs=1e-5), pytest.approx(spare, abs=1e-5))
    assert found.survives == survives


def test_all_single_removals_at_once(case: Case, evidence: Evidence) -> None:
    detection = case.detection()
    assert detection is not None
    ring = detection.rings[0]
    found = hanging(case, evidence, ring)
    assert found.whole.survives
    assert tuple(found.removals) == GROUPS
    assert {one.without for one in found.removals["case"]} == {(by_number(number),) for number in ring.cases}
    assert {one for outcome in found.removals["member"] for one in outcome.taken} == {m.vertex for m in ring.members}
    kinds = {one.without[0] for one in found.removals["evidence"]}
    assert {f"kind:{kind}" for kind in ring.evidence} <= kinds
    for group in ("evidence", "case", "file"):
        for outcome in found.removals[group]:
            assert outcome.rows, outcome.without
            assert list(outcome.rows) == sorted(set(outcome.rows))
    assert hanging(case, evidence, ring) is found


def test_records_of_one_person_are_taken_together(case: Case, evidence: Evidence) -> None:
    twin, known = case.by_record_id("persons:main/TWIN"), case.by_record_id("persons:main/M0300")
    assert twin is not None
    assert known is not None
    detection = case.detection()
    assert detection is not None
    ring = next(one for one in detection.rings if known in {member.vertex for member in one.members})
    texts = {one.without for one in hanging(case, evidence, ring).removals["member"]}
    assert tuple(by_number(one) for one in evidence.vertices.tolist() if one in (twin, known)) in texts


def fragile() -> Records:
    """Two cells of three that one case joins, among many pairs."""
    made = Records()
    for cell in ("A", "B"):
        for number, left in enumerate(("12", "13", "23", "12", "13", "23")):
            made.together(f"C{cell}{number}", *(f"{cell}{one}" for one in left))
        for one, other in (("1", "2"), ("1", "3"), ("2", "3")):
            made.call(cell + one, cell + other)
            made.pay(cell + one, cell + other)
    made.together("BRIDGE", "A1", "B1")
    made.together("SECOND", "A2", "B2")
    for number in range(200):
        made.together(f"X{number}", f"X{number}a", f"X{number}b")
    return made


def test_a_ring_falls_apart_without_what_joins_it(tmp_path: Path) -> None:
    with fragile().case(tmp_path / "w.netlens") as opened:
        evidence = gather(opened)
        both = ring_of(opened, "A1", "A2", "A3", "B1", "B2", "B3")
        cell = ring_of(opened, "A1", "A2", "A3")

        def asked(ring: Ring, *without: str) -> Outcome:
            return what_if(opened, evidence, ring, without)

        assert asked(both).survives
        assert asked(both, "cases:BRIDGE").broken == "one_fact"
        apart = asked(both, "cases:BRIDGE", "cases:SECOND")
        assert len(apart.staying) == len(apart.falling) == 3
        assert apart.broken == ""  # half of it is a ring still
        held = asked(cell, "cases:CA0")
        assert held.survives
        assert held.falling == ()
        assert len(held.rows) == 2
        gone = asked(cell, "persons:A1", "persons:A2", "persons:A3")
        assert (gone.broken, gone.staying, gone.falling, len(gone.taken)) == ("untied", (), (), 3)
        assert asked(cell, "persons:A1", "persons:A2").broken == "untied"
        assert asked(ring_of(opened, "X0a", "X0b", "X1a")).broken in ("apart", "chance")


def test_what_another_file_states_too_stays(tmp_path: Path) -> None:
    """The same rows sent twice: without one of the files nothing is lost; without both everything is."""
    made = fragile()
    made.case(tmp_path / "w.netlens").close()
    made._stage(tmp_path / "w.netlens", False)
    with Case.open(tmp_path / "w.netlens", KEY) as opened:
        evidence = gather(opened)
        cell = ring_of(opened, "A1", "A2", "A3")
        with_all = what_if(opened, evidence, cell, ())
        for without in (["import:1"], ["import:2"]):
            found = what_if(opened, evidence, cell, without)
            assert (found.broken, found.excess, found.rows) == ("", with_all.excess, ())
        assert not what_if(opened, evidence, cell, ["file:involvements.csv"]).survives
        assert what_if(opened, evidence, cell, ["import:1", "import:2"]).broken == "untied"
