"""Scenes: who is drawn, what is shown of them, and that nothing is drawn as one without its number."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.crowd import CrowdFaces, crowd, places, scene_of
from netlens.network import scene as scenes
from netlens.network.drawing import ties
from netlens.network.drawing.composition import NEUTRAL, compose
from netlens.network.drawing.plans import NEIGHBOURS, of_all, of_overview
from netlens.network.evidence import Evidence, Incidence, Pairs
from netlens.network.scene import DUAL, FLAGGED, KINDS, PROTECTED, Scene

PEOPLE = (400, 1200)
RING = KINDS.index("ring")


def check(scene: Scene) -> None:
    """What holds of every scene."""
    n = len(scene.ids)
    arrays = (scene.xy, scene.kind, scene.ring, scene.band, scene.flags, scene.size)
    assert all(len(array) == n for array in (*arrays, scene.labels))
    assert len(set(scene.ids.tolist())) == n
    assert np.isfinite(scene.xy).all()
    assert ((scene.size >= 0) & (scene.size <= 1)).all()
    assert ((scene.weight >= 0) & (scene.weight <= 1)).all()
    assert (scene.a != scene.b).all()
    pairs = np.sort(np.column_stack((scene.a, scene.b)), axis=1)
    assert len(np.unique(pairs, axis=0)) == len(pairs)
    for shape in scene.rings:
        assert ((shape.members >= 0) & (shape.members < n)).all()


@pytest.mark.parametrize("plan", ["all", "overview", "unfold", "fold", "ring"])
def test_every_scene_hangs_together(plan: str) -> None:
    check(scene_of(*PEOPLE, plan, "R2"))


def test_the_first_picture_shows_each_ring_as_one() -> None:
    _evidence, rings = crowd(*PEOPLE)
    scene = scene_of(*PEOPLE, "overview")
    folded = scene.kind == RING
    assert folded.sum() == len(rings.rings)
    assert (scene.ids[folded] < 0).all()
    assert not any(shape.whole for shape in scene.rings)
    assert {shape.id: shape.people for shape in scene.rings} == {r.id: len(r.members) for r in rings.rings}
    assert all(scene.labels[at] for at in np.flatnonzero(folded))


def test_a_tie_between_folded_rings_counts_all_its_facts() -> None:
    evidence, rings = crowd(*PEOPLE)
    scene = scene_of(*PEOPLE, "overview")
    ring_of = {m.vertex: ring.id for ring in rings.rings for m in ring.members}
    ends = [ring_of.get(int(evidence.vertices[v]), "") for v in range(len(evidence.vertices))]
    expected: dict[frozenset[str], int] = {}
    for a, b, count in zip(evidence.a.tolist(), evidence.b.tolist(), evidence.count.tolist(), strict=True):
        if ends[a] and ends[b] and ends[a] != ends[b]:
            both = frozenset((ends[a], ends[b]))
            expected[both] = expected.get(both, 0) + count
    found = {
        frozenset((scene.labels[a], scene.labels[b])): int(count)
        for a, b, count in zip(scene.a, scene.b, scene.count, strict=True)
        if scene.kind[a] == RING and scene.kind[b] == RING
    }
    assert found == expected


def test_an_unfolded_ring_shows_its_members_and_those_attached() -> None:
    _evidence, rings = crowd(*PEOPLE)
    ring = next(r for r in rings.rings if r.id == "R2")
    scene = scene_of(*PEOPLE, "unfold", "R2")
    shape = next(s for s in scene.rings if s.id == "R2")
    assert shape.whole
    assert {int(scene.ids[at]) for at in shape.members} == {m.vertex for m in ring.members}
    attached = np.isin(scene.ids, ring.victims)
    assert attached.sum() == len(ring.victims)
    assert not set(np.flatnonzero(attached)) & set(shape.members.tolist())
    assert (scene.kind[scene.ids < 0] == RING).all()
    folded = scene_of(*PEOPLE, "fold", "R2")
    assert len(folded.ids) < len(scene.ids)


def test_the_protected_are_masked_and_never_shown_by_size() -> None:
    scene = scene_of(*PEOPLE)
    protected = (scene.flags & PROTECTED) > 0
    assert protected.any()
    assert (scene.size[protected] == np.float32(NEUTRAL)).all()
    assert all(scene.labels[at].startswith("V-") for at in np.flatnonzero(protected))
    assert ((scene.flags & DUAL) > 0).any()
    assert ((scene.flags & FLAGGED) > 0).any()


@pytest.mark.parametrize("measure", scenes.MEASURES)
def test_size_follows_the_measure(measure: str) -> None:
    evidence, rings = crowd(*PEOPLE)
    scene = compose(evidence, of_all(evidence, rings, ()), places(*PEOPLE), CrowdFaces(evidence, rings), measure)
    free = (scene.flags & PROTECTED) == 0
    assert (np.ptp(scene.size[free]) > 0.5) == (measure != "none")


def test_a_ring_far_from_the_rest_leaves_neighbours_out_and_says_so() -> None:
    evidence, rings = crowd(3000, 30_000)
    scene = scene_of(3000, 30_000, "ring", max(rings.rings, key=lambda r: len(r.members)).id)
    outside = (scene.ids >= 0) & (scene.ring != np.argmax([s.whole for s in scene.rings])) & (scene.ring < 0)
    assert scene.left_out > 0
    assert outside.sum() <= NEIGHBOURS
    assert len(evidence.vertices) > len(scene.ids)


def test_whoever_has_no_place_stands_by_those_they_are_tied_to() -> None:
    evidence, rings = crowd(*PEOPLE)
    known = dict(places(*PEOPLE))
    lost = int(evidence.vertices[evidence.a[0]])
    del known[lost]
    scene = compose(evidence, of_all(evidence, rings, ()), known, CrowdFaces(evidence, rings), "degree")
    check(scene)
    far = np.hypot(*(scene.xy - scene.xy[scene.ids.tolist().index(lost)]).T)
    assert np.sort(far)[1] > 20


def test_expanding_brings_in_what_someone_holds() -> None:
    evidence, rings = crowd(*PEOPLE)
    first = int(evidence.vertices[0])
    phone = Incidence(
        np.array([0, 1]), np.array([0, 0]), np.array([1.0, 0.4]), np.zeros(2, int), np.array([3, 4]), np.array([90_001])
    )  # fmt: skip
    held = Evidence(
        evidence.vertices, evidence.keys, {"phone": phone}, {}, evidence.a, evidence.b, evidence.weight,
        evidence.count, (), {},
    )  # fmt: skip
    plain = compose(held, of_overview(held, rings, ("R1",), ()), places(*PEOPLE), CrowdFaces(held, rings), "degree")
    wide = compose(
        held, of_overview(held, rings, ("R1",), (first,)), places(*PEOPLE), CrowdFaces(held, rings), "degree"
    )
    assert 90_001 not in plain.ids
    assert 90_001 in wide.ids
    check(wide)
    assert scenes.hidden_neighbours(held, wide, first) <= scenes.hidden_neighbours(held, plain, first)


def test_arrows_and_grades_come_from_the_facts() -> None:
    ints, none = np.array, np.zeros(0, dtype=np.int64)
    pairs = {
        "recruited": Pairs(ints([1]), ints([0]), np.ones(1), np.ones(1), none, none),
        "payment": Pairs(ints([0, 1]), ints([2, 2]), np.ones(2), np.array([0.3, 0.2]), none, none),
        "call": Pairs(ints([2]), ints([1]), np.ones(1), np.array([0.1]), none, none),
    }
    groups = {"case": Incidence(ints([0, 1]), ints([0, 0]), np.array([0.9, 0.6]), none, none, ints([50]))}
    a, b, count = ints([0, 0, 1]), ints([1, 2, 2]), ints([1, 1, 2])
    evidence = Evidence(ints([10, 11, 12]), ("a", "b", "c"), groups, pairs, a, b, np.ones(3), count, (), {})
    assert ties.directions(evidence, evidence.a, evidence.b).tolist() == [-1, 1, 1]
    assert ties.directions(evidence, evidence.b, evidence.a).tolist() == [1, -1, -1]
    assert ties.grades(evidence, evidence.a, evidence.b).tolist() == pytest.approx([1.0, 0.3, 0.2])


def test_the_sample_case_shows_no_protected_name(made_sample: Path) -> None:
    from netlens.case.case import Case
    from netlens.case.protection import protected_ids
    from netlens.commands.demo import PASSPHRASE
    from netlens.network.evidence import gather
    from netlens.network.layout import place

    with Case.open(made_sample, PASSPHRASE) as case:
        evidence, rings = gather(case), case.detection()
        assert rings is not None
        placed = place(evidence, rings, {}, 1)
        persons = case.table("persons")
        names = set(persons[persons["protected"]]["name"]) - {""}
        known = protected_ids(case)
        for scene in (
            scenes.overview(case, evidence, rings, placed),
            scenes.build(case, evidence, rings, placed),
            scenes.unfold(case, evidence, rings, placed, rings.rings[0].id),
            scenes.build(case, evidence, rings, placed, ring=rings.rings[0].id),
        ):
            check(scene)
            shown = dict(zip(scene.ids.tolist(), scene.labels, strict=True))
            assert not [shown[i] for i in known & shown.keys() if shown[i] in names or not shown[i].startswith("V-")]
            assert ((scene.flags[np.isin(scene.ids, list(known))] & PROTECTED) > 0).all()
