"""Two detections side by side: what became of each ring, what differs, what came between, and by which new rows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_case import KEY, Records

from netlens.case.case import Case
from netlens.case.edits.imports import WithdrawImport
from netlens.case.edits.picture import SetWeights
from netlens.case.edits.rings import DecideRing, ForgetRings, KeepRings
from netlens.case.records import Decision, Member, Ref, Ring, Rings
from netlens.errors import NetLensError
from netlens.network.comparing.comparison import before_import, between, compare, detections, differences, earlier
from netlens.network.comparing.fresh import fresh
from netlens.network.comparing.passages import ORDER, Passage, passages
from netlens.network.evidence import gather
from netlens.network.rings import find_rings
from netlens.progress import finish


def ring(name: str, *people: int, status: str = "supported", decision: str = "open", by_hand: int = -1) -> Ring:
    members = tuple(
        Member(one, "firm", 1.0, "suspect", (), "", 1.0, 0.0, 0.0, {}, by_hand=one == by_hand) for one in people
    )
    return Ring(name, "", status, decision, "", members, 1.0, 0.01, 0.02, 0.5, 1.0, (), {}, (), (), (), "", "", "", {})  # type: ignore[arg-type]


def rings(*found: Ring, unassigned: tuple[int, ...] = ()) -> Rings:
    return Rings({}, found, unassigned, ())


def became(before: Rings, after: Rings) -> dict[str, str]:
    return {one.ring.id: one.became for one in passages(before, after)}


def only(before: Rings, after: Rings) -> Passage:
    (one,) = passages(before, after)
    return one


TEN = tuple(range(1, 11))


def test_a_ring_is_followed_by_its_members() -> None:
    old = ring("R1", *TEN)
    assert only(rings(old), rings(old)).became == "same"
    assert only(rings(old), rings(ring("R1", *TEN, 11))).became == "grown"
    assert only(rings(old), rings(ring("R1", *TEN[1:]))).became == "shrunk"
    assert only(rings(old), rings(ring("R1", *TEN[1:], 11))).became == "changed"
    assert only(rings(old), rings(ring("R7", *TEN, 11))).became == "grown"  # under another number
    assert only(rings(), rings(old)).became == "new"
    assert only(rings(old), rings()).became == "gone"


def test_rings_split_merge_and_are_regrouped() -> None:
    whole, left, right = ring("R1", *TEN), ring("R2", *TEN[:5]), ring("R3", *TEN[5:])
    assert became(rings(whole), rings(left, right)) == {"R2": "split"}
    assert became(rings(left, right), rings(whole)) == {"R1": "merged"}
    pair = rings(ring("R6", 1, 2, 3, 4, 5, 6), ring("R7", 7, 8, 9, 10, 11, 12))
    crossed = rings(ring("R4", 1, 2, 3, 7, 8, 9), ring("R5", 4, 5, 6, 10, 11, 12))
    assert became(pair, crossed) == {"R4": "regrouped"}
    assert became(rings(left, right), rings(left, right)) == {"R2": "same", "R3": "same"}


def test_one_person_who_changes_rings_splits_nothing() -> None:
    before = rings(ring("R1", *TEN), ring("R2", 21, 22, 23, 24))
    after = rings(ring("R1", *TEN[1:]), ring("R2", 21, 22, 23, 24, 1))
    assert became(before, after) == {"R2": "grown", "R1": "shrunk"}
    grown, shrunk = passages(before, after)
    assert [(move.vertex, move.ring) for move in grown.gained] == [(1, "R1")]
    assert [(move.vertex, move.ring) for move in shrunk.lost] == [(1, "R2")]


def test_a_move_says_where_from_and_whether_by_hand() -> None:
    before = rings(ring("R1", *TEN), unassigned=(30,))
    after = rings(ring("R1", *TEN[1:], 30, 31, 32, by_hand=32), unassigned=(1,))
    one = only(before, after)
    assert {move.vertex: (move.known, move.by_hand) for move in one.gained} == {
        30: (True, False), 31: (False, False), 32: (False, True),
    }  # fmt: skip
    assert [(move.vertex, move.ring, move.known) for move in one.lost] == [(1, "", True)]


def test_what_is_like_chance_is_not_listed_but_said() -> None:
    weak, strong = ring("R1", *TEN, status="chance"), ring("R1", *TEN)
    found = only(rings(strong), rings(weak))
    assert (found.became, found.shadow) == ("gone", weak)
    assert only(rings(weak), rings(strong)).became == "new"
    assert passages(rings(weak), rings(weak)) == ()
    kept = replace(weak, decision="confirmed")
    assert only(rings(strong), rings(kept)).became == "same"
    assert only(rings(strong), rings(kept)).surer == -1
    assert only(rings(ring("R1", *TEN, status="tentative")), rings(strong)).surer == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 30), min_size=3, max_size=9), max_size=5),
    st.lists(st.sets(st.integers(0, 30), min_size=3, max_size=9), max_size=5),
)
def test_every_ring_is_told_of_once_and_both_ways_agree(one: list[set[int]], other: list[set[int]]) -> None:
    def disjoint(groups: list[set[int]], letter: str) -> Rings:
        seen: set[int] = set()
        made = []
        for number, group in enumerate(groups):
            made.append(ring(f"{letter}{number}", *sorted(group - seen)))
            seen |= group
        return rings(*(one for one in made if one.members))

    before, after = disjoint(one, "A"), disjoint(other, "B")
    forth, back = passages(before, after), passages(after, before)
    told = [ring.id for passage in forth for ring in (*passage.before, *passage.after)]
    assert sorted(told) == sorted(ring.id for ring in (*before.rings, *after.rings))
    mirror = {"new": "gone", "gone": "new", "split": "merged", "merged": "split", "grown": "shrunk", "shrunk": "grown"}
    assert sorted(mirror.get(passage.became, passage.became) for passage in back) == sorted(
        passage.became for passage in forth
    )
    assert [ORDER.index(passage.became) for passage in forth] == sorted(ORDER.index(p.became) for p in forth)
    for passage in forth:
        was = {member.vertex for ring in passage.before for member in ring.members}
        now = {member.vertex for ring in passage.after for member in ring.members}
        assert {move.vertex for move in passage.gained} == now - was
        assert {move.vertex for move in passage.lost} == was - now


def test_settings_differ_by_what_a_person_chose() -> None:
    engine = {
        "method": "leiden-ladder",
        "objective": "modularity",
        "resolutions": [1.0, 2.0],
        "seeds": [1],
        "weights": {"call": 0.5},
        "filters": {"from": "", "without": []},
        "versions": {"igraph": "1.0"},
    }
    other = {**engine, "resolutions": [1.0, 3.0], "max_size": 0}
    assert differences(engine, other) == ()
    plain = {**engine, "method": "leiden", "resolutions": [2.0], "max_size": 20, "weights": {"call": 1.0}}
    assert [(one.what, one.kind) for one in differences(engine, plain)] == [
        ("method", ""), ("max_size", ""), ("weight", "call"),
    ]  # fmt: skip
    finer = {**plain, "resolutions": [3.0], "filters": {"from": "2023"}, "versions": {"igraph": "1.1"}}
    assert [one.what for one in differences(plain, finer)] == ["resolutions", "from", "version"]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ring of six; then an import brings two more people and calls to it, and a ring of its own."""
    path = tmp_path_factory.mktemp("grown") / "case.netlens"
    first, second = Records(), Records("north")
    ties(first, "A", 7)
    for number in range(40):  # strangers, so that a ring is something out of the ordinary
        first.together(f"S{number}", f"S{number}a", f"S{number}b")
    first.case(path).close()
    keep(path)
    ties(second, "B", 7)
    second.hold("NEW", "phone", "+84900000001")
    for number in range(7):
        second.call(f"+8491000000{number}", "+84900000001")
    second._stage(path, False)
    keep(path)
    return path


def ties(records: Records, letter: str, size: int) -> None:
    people = [f"{letter}{number}" for number in range(size)]
    for number in range(size):
        records.together(f"{letter}F{number}", people[number], people[(number + 1) % size], people[(number + 3) % size])
        for other in people[:number]:
            records.call(people[number], other)
        records.hold(people[number], "phone", f"+8491000000{number}" if letter == "A" else f"+8492000000{number}")


def keep(path: Path, **way: object) -> None:
    found = finish(find_rings(path, KEY, **way))  # type: ignore[arg-type]
    with Case.open(path, KEY) as case:
        case.apply(KeepRings(found))


@pytest.fixture
def case(grown: Path, tmp_path: Path) -> Iterator[Case]:
    path = tmp_path / "case.netlens"
    path.write_bytes(grown.read_bytes())
    with Case.open(path, KEY) as opened:
        yield opened


def test_an_import_between_two_detections_is_said_with_its_rows(case: Case) -> None:
    found = compare(case, earlier(case))
    assert (found.before.number, found.after.number) == (1, 2)
    assert found.differences == ()
    assert found.between.imports == (2,)
    kinds = {one.became for one in found.passages}
    assert "new" in kinds
    now = [ring for one in found.passages for ring in one.after]
    parts = dict(zip([ring.id for ring in now], fresh(case, gather(case), now, (2,)), strict=True))
    new = next(one for one in found.passages if one.became == "new")
    assert parts[new.ring.id].facts["case"] == 7
    files = case.table("files")
    fetched = set(files["id"][files["import_id"] == 2])
    assert {source.file for source in parts[new.ring.id].rows} <= fetched
    for one in found.passages:
        if one.became == "same":
            assert parts[one.ring.id].facts.keys() <= {"call", "phone"}
    assert found.passage(new.ring.id) == new
    assert found.passage("R999") is None


def test_what_was_done_between_is_told_whatever_the_clock_says(case: Case) -> None:
    case.apply(SetWeights({"call": 2.0}))
    case.apply(WithdrawImport(2))
    case.apply(DecideRing(Decision("R1", "confirmed")))
    case.apply(KeepRings(finish(find_rings(case.path, KEY, method="louvain"))))
    told = between(case, 2, 3)
    assert (told.imports, told.withdrawn, told.decisions) == ((), (2,), 1)
    assert between(case, 1, 3) == replace(told, withdrawn=())  # it came and went
    assert {one.what for one in compare(case, 2).differences} == {"method", "weight"}
    kept = detections(case)
    assert [one.number for one in kept] == [1, 2, 3]
    assert kept[0].supported == sum(ring.status == "supported" for ring in (case.detection(1) or rings()).rings)


def test_since_the_last_import_is_since_the_detection_before_it(case: Case) -> None:
    assert before_import(case) == 1
    case.apply(KeepRings(finish(find_rings(case.path, KEY, seed=2))))
    assert before_import(case) == 1
    case.apply(ForgetRings(1))
    assert before_import(case) is None


def test_an_earlier_detection_is_chosen_by_number_or_date(case: Case) -> None:
    today = case.detections()[0][1][:10]
    assert earlier(case) == earlier(case, "1") == earlier(case, today) == earlier(case, today[:4]) == 1
    for wrong in ("2001-01-01", "yesterday"):
        with pytest.raises(NetLensError, match="No detection was kept by"):
            earlier(case, wrong)
    for number in (2, 9):
        with pytest.raises(NetLensError):
            compare(case, number)
    case.apply(ForgetRings(1))
    with pytest.raises(NetLensError, match="nothing to compare"):
        earlier(case)


def test_someone_who_turned_out_to_be_a_victim_only_is_in_no_comparison(case: Case) -> None:
    found = case.detection()
    assert found is not None
    one = next(r for r in found.rings if r.status == "supported")
    outsider = Records("south")
    outsider.involve("Z1", "VIC", "victim")
    outsider._stage(case.path, False)
    victim = case.find(Ref("person", "south", "VIC"))
    assert victim is not None
    wrong = replace(one, members=(*one.members, replace(one.members[0], vertex=victim)))
    case.apply(KeepRings(replace(found, rings=(wrong,))))
    case.apply(KeepRings(found))
    told = compare(case, 3)
    assert victim not in {move.vertex for passage in told.passages for move in (*passage.gained, *passage.lost)}
