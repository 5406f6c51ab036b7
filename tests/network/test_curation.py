"""What the analyst decided stays, by whatever method rings are looked for next; and where it disagrees is said."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest
from made_case import KEY
from planted import rings_and_strangers

from netlens.case.case import Case
from netlens.case.edits.rings import DecideRing, KeepRings
from netlens.case.records import Decision, Ring, Rings
from netlens.network.curation import disputes
from netlens.network.plain.asked import METHODS
from netlens.network.rings import find_rings
from netlens.network.rings.matching import named
from netlens.progress import finish
from netlens.report.comparing.disputes import dispute_words


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few shuffles only: what the analyst decided does not hang on them."""
    for module in ("netlens.network.plain.groups", "netlens.network.rings.search"):
        monkeypatch.setattr(f"{module}.shuffles", lambda _n: 10)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records, _truth = rings_and_strangers(5, rings=5, size=8, strangers=16)
    path = tmp_path_factory.mktemp("curated") / "case.netlens"
    records.case(path).close()
    again(path)
    return path


@pytest.fixture
def case(searched: Path, tmp_path: Path) -> Iterator[Case]:
    copyfile(searched, tmp_path / "case.netlens")
    with Case.open(tmp_path / "case.netlens", KEY) as opened:
        yield opened


def again(path: Path, **way: object) -> None:
    found = finish(find_rings(path, KEY, **way))  # type: ignore[arg-type]
    with Case.open(path, KEY) as opened:
        opened.apply(KeepRings(found))


def latest(case: Case) -> Rings:
    rings = case.detection()
    assert rings is not None
    return rings


def people(ring: Ring) -> set[int]:
    return {member.vertex for member in ring.members}


@pytest.mark.parametrize("method", METHODS)
def test_decisions_names_and_members_by_hand_outlive_any_method(case: Case, method: str) -> None:
    confirmed, dismissed, called, changed = latest(case).rings[:4]
    put = latest(case).unassigned[0]
    out = changed.members[-1].vertex
    case.apply(DecideRing(Decision(confirmed.id, "confirmed", "", "Chuyên án A")))
    case.apply(DecideRing(Decision(dismissed.id, "dismissed", "one family")))
    case.apply(DecideRing(Decision(called.id, name="Operation B")))
    case.apply(DecideRing(Decision(changed.id, added=(put,), removed=(out,))))
    for _turn in range(2):
        again(case.path, method=method)
        now = {ring.id: ring for ring in latest(case).rings}
        assert (now[confirmed.id].decision, now[confirmed.id].label) == ("confirmed", "Chuyên án A")
        assert (now[dismissed.id].decision, now[dismissed.id].reason) == ("dismissed", "one family")
        assert now[called.id].label == "Operation B"
        assert put in people(now[changed.id])
        assert out not in people(now[changed.id])
        assert now[confirmed.id].told
        assert now[called.id].told
        assert now[changed.id].told
        shared = len(people(now[confirmed.id]) & people(confirmed))
        assert shared / len(people(now[confirmed.id]) | people(confirmed)) >= 0.5
        assert len(now) == len(latest(case).rings)


def test_a_look_in_another_way_loses_no_number(case: Case) -> None:
    first = {ring.id: people(ring) for ring in latest(case).rings if ring.status == "supported"}
    again(case.path, method="k-core", core=50)  # finds nothing
    assert not set(first) & {ring.id for ring in latest(case).rings}
    again(case.path)
    assert {ring.id: people(ring) for ring in latest(case).rings if ring.status == "supported"} == first


def test_a_ring_much_changed_by_hand_is_known_again(case: Case) -> None:
    ring = latest(case).rings[0]
    out = tuple(member.vertex for member in ring.members[2:])
    put = latest(case).unassigned[:9]
    case.apply(DecideRing(Decision(ring.id, "confirmed", "", "A", put, out)))
    again(case.path, seed=3)
    now = next(one for one in latest(case).rings if one.id == ring.id)
    assert now.status == "supported"
    assert people(now) >= set(put)
    assert not people(now) & set(out)
    assert sum(one.label == "A" for one in latest(case).rings) == 1


def test_where_the_search_disagrees_is_said(case: Case) -> None:
    first, second, third = latest(case).rings[:3]
    put, out = latest(case).unassigned[0], first.members[0].vertex
    assert disputes(first) == ()
    case.apply(DecideRing(Decision(first.id, "confirmed", added=(put,), removed=(out,))))
    case.apply(DecideRing(Decision(second.id, "dismissed", "one family")))
    case.apply(DecideRing(Decision(third.id, "confirmed")))
    for turn in range(2):  # at once, and after the next search
        now = {ring.id: ring for ring in latest(case).rings}
        told = {one.kind: one.people for one in disputes(now[first.id])}
        assert told == {"taken_out_but_found": (out,), "added_not_found": (put,)}
        assert [one.kind for one in disputes(now[second.id])] == ["dismissed_but_found"]
        assert disputes(now[third.id]) == ()
        if not turn:
            again(case.path)
    again(case.path, method="k-core", core=50)  # finds nothing
    now = {ring.id: ring for ring in latest(case).rings}
    (dispute,) = disputes(now[third.id])
    assert dispute.kind == "confirmed_like_chance"
    assert dispute_words(case, dispute, "en").startswith("Confirmed by the analyst")


def test_the_search_may_come_to_agree(case: Case) -> None:
    ring, other = latest(case).rings[:2]
    mine = other.members[0].vertex
    kept = replace(latest(case), rings=(replace(ring, members=(*ring.members, replace(ring.members[0], vertex=mine))),))
    case.apply(DecideRing(Decision(ring.id, added=(mine,))))
    case.apply(KeepRings(kept))  # a search that places them where the analyst had put them
    assert disputes(latest(case).rings[0]) == ()


def test_a_ring_of_the_latest_detection_goes_before_one_of_an_earlier() -> None:
    def ring(name: str, *vertices: int) -> Ring:
        from netlens.case.records import Member

        made = tuple(Member(one, "firm", 1.0, "suspect", (), "", 0.0, 0.0, 0.0, {}) for one in vertices)
        return Ring(name, "", "supported", "open", "", made, *[0.0] * 5, (), {}, (), (), (), "", "", "", {})

    before = Rings({}, (ring("R2", 1, 2, 3, 9),), (), ())
    earlier = Rings({}, (ring("R1", 1, 2, 3), ring("R2", 5, 6, 7), ring("R3", 5, 6, 7)), (), ())
    assert [one.id for one in named([(1, 2, 3), (5, 6, 7)], before, {}, 3, [earlier])] == ["R2", "R3"]
    assert [one.id for one in named([(1, 2, 3), (5, 6, 7)], before, {}, 3)] == ["R2", "R4"]
