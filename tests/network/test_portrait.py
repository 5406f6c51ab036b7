"""What is counted of a ring, beside the same counted fact by fact; and that a ring is kept to the last digit."""

import json
import zlib
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_case import Records
from planted import rings_and_strangers

from netlens.case.records import Member, Ring, Rings
from netlens.case.store.detections import pack_rings, unpack_rings
from netlens.case.values.grade import weaker
from netlens.network.drawing.faces import faces_of
from netlens.network.evidence import Evidence, Incidence, Pairs, gather
from netlens.network.rings import detect
from netlens.network.rings.portrait.attach import case_files, victims
from netlens.network.rings.portrait.describe import touching
from netlens.network.rings.portrait.tally import tally
from netlens.progress import finish

N = 8
DATES = ("", "2022", "2022-05-03T10:00", "2023-01", "khoảng 2006")
GRADES = ("", "A/1", "C/3", "E/5")
standing = st.tuples(st.integers(0, N - 1), st.integers(0, 3), st.sampled_from(DATES), st.sampled_from(GRADES))
labels = st.lists(st.integers(-1, 2), min_size=N, max_size=N)


def evidence(rows: list[tuple[int, int, str, str]], calls: list[tuple[int, int, str, str]]) -> Evidence:
    nothing = np.zeros(0, dtype=np.int64)
    calls = [row for row in calls if row[0] != row[1]]

    def columns(facts: list[tuple[int, int, str, str]]) -> dict[str, np.ndarray]:
        places = np.arange(len(facts), dtype=np.int64)
        date, grade = (np.array([row[at] for row in facts], dtype=object) for at in (2, 3))
        return {"factor": np.ones(len(facts)), "file": places, "row": places, "date": date, "grade": grade}

    member, group = (np.array([row[at] for row in rows], dtype=np.int64) for at in (0, 1))
    a, b = (np.array([row[at] for row in calls], dtype=np.int64) for at in (0, 1))
    cases = Incidence(member, group, entity=np.arange(100, 104), block=np.full(len(rows), -1), **columns(rows))
    called = Pairs(a, b, np.ones(len(calls)), **columns(calls))
    people = np.arange(1, N + 1)
    keys = tuple(str(one) for one in people)
    return Evidence(people, keys, {"case": cases}, {"call": called}, nothing, nothing, np.zeros(0), nothing, (), {})


@settings(max_examples=60, deadline=None)
@given(st.lists(standing, max_size=14), st.lists(standing, max_size=8), labels)
def test_what_holds_a_ring_together_is_counted_fact_by_fact(
    rows: list[tuple[int, int, str, str]], calls: list[tuple[int, int, str, str]], label: list[int]
) -> None:
    made, ring = evidence(rows, calls), np.array(label, dtype=np.int64)
    found = tally(touching(made, ring), ring, 3)
    files = case_files(touching(made, ring), ring, 3)
    for number in range(3):
        members = {vertex for vertex in range(N) if label[vertex] == number}
        shared = [file for file in range(4) if len(members & {who for who, group, *_ in rows if group == file}) > 1]
        called = [row for row in calls if row[0] != row[1] and {row[0], row[1]} <= members]
        inside = [row for row in rows if row[0] in members and row[1] in shared] + called
        days = sorted({date[:10] for *_, date, _ in inside if date[:2] == "20"})
        assert (found.first[number], found.last[number]) == ((days[0], days[-1]) if days else ("", ""))
        weakest = ""
        for at, grade in enumerate(sorted({grade for *_, grade in inside})):
            weakest = weaker(weakest, grade) if at else grade
        assert found.weakest[number] == weakest
        assert found.rings[number].get("case", 0) == len(shared)
        assert found.rings[number].get("call", 0) == len(called)
        stand = {file: {who for who, group, *_ in rows if group == file} for file in range(4)}
        own = [file for file in range(4) if stand[file] and (file in shared or stand[file] <= members)]
        assert files[number] == tuple(100 + file for file in own)


def test_a_victim_is_with_the_ring_that_handled_them_most_and_of_equals_with_the_first(tmp_path: Path) -> None:
    made = Records()
    made.together("C1", "A1", "A2", "B1")
    made.together("C2", "B1", "B2", "A1")
    made.involve("C1", "V1", "victim")
    made.involve("C2", "V2", "victim")
    for file in ("C1", "C2"):
        made.involve(file, "V3", "victim")
    made.involve("C3", "V4", "victim")
    with made.case(tmp_path / "a.netlens") as case:
        found = gather(case)
        ring = np.array([0 if "/A" in key else 1 for key in found.keys])
        told = [[case.record_id(one) for one in of_ring] for of_ring in victims(case, found, ring, 2)]
        assert told == [["persons:V1", "persons:V3"], ["persons:V2"]]
        assert victims(case, found, np.full(len(ring), -1), 0) == []


@pytest.fixture(scope="module")
def rings(tmp_path_factory: pytest.TempPathFactory) -> Rings:
    records, _truth = rings_and_strangers(5)
    with records.case(tmp_path_factory.mktemp("portrait") / "a.netlens") as case:
        found: Rings = finish(detect(case, gather(case)))
    return found


def test_rings_are_kept_as_they_are(rings: Rings) -> None:
    assert len(rings.rings) > 3
    packed = pack_rings(rings)
    assert json.loads(zlib.decompress(packed)) == json.loads(json.dumps(asdict(rings)))
    assert pack_rings(unpack_rings(packed)) == packed


def test_those_attached_to_a_ring_are_tied_by_the_cases_they_share_with_its_members(tmp_path: Path) -> None:
    made = Records()
    made.together("C1", "A1", "A2")
    made.together("C2", "A1", "A2", "B1")
    for file, victim in (("C1", "V1"), ("C2", "V1"), ("C2", "V2"), ("C3", "V2")):
        made.involve(file, victim, "victim")
    with made.case(tmp_path / "a.netlens") as case:
        ids = {key: case.by_record_id(f"persons:{key}") for key in ("A1", "A2", "V1", "V2")}
        members = tuple(Member(ids[key] or 0, "firm", 1.0, "suspect", (), "", 1, 0, 0, {}) for key in ("A1", "A2"))
        ring = Ring(
            "R1", "", "supported", "open", "", members, 1, 0, 0, 1, 1, (), {}, (), (), (ids["V2"] or 0, ids["V1"] or 0),
            "", "", "", {},
        )  # fmt: skip
        tied = faces_of(case).attached(ring)
        rows = list(zip(tied.person.tolist(), tied.member.tolist(), tied.cases.tolist(), strict=True))
        expected = [("V1", "A1", 2), ("V1", "A2", 2), ("V2", "A1", 1), ("V2", "A2", 1)]
        assert rows == sorted((ids[victim], ids[member], cases) for victim, member, cases in expected)
        assert faces_of(case) is faces_of(case)
