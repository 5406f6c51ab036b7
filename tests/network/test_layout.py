"""The layout: rings apart, members inside, nobody moved, nobody upon another."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.crowd import crowd, places
from netlens.case.records import Rings
from netlens.network.evidence import Evidence
from netlens.network.layout import place, shown
from netlens.network.placing import packing
from netlens.network.placing.springs import SPACING, split

PEOPLE = (400, 1200)
NONE = Rings({}, (), (), ())


def array(placed: dict[int, tuple[float, float]], ids: object) -> np.ndarray:
    return np.array([placed[int(i)] for i in ids])  # type: ignore[attr-defined]


def nearest(xy: np.ndarray) -> float:
    far = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    return float((far + np.eye(len(xy)) * 1e9).min())


def alone(n: int) -> Evidence:
    nothing = np.zeros(0, dtype=np.int64)
    return Evidence(
        np.arange(1, n + 1), tuple(str(i) for i in range(n)), {}, {}, nothing, nothing, np.zeros(0), nothing, (), {}
    )  # fmt: skip


def test_everyone_has_a_place_of_their_own() -> None:
    evidence, rings = crowd(*PEOPLE)
    placed = places(*PEOPLE)
    victims = {v for ring in rings.rings for v in ring.victims}
    assert set(placed) == set(evidence.vertices.tolist()) | victims
    xy = np.array(list(placed.values()))
    assert np.isfinite(xy).all()
    assert nearest(xy) > 0.5 * SPACING


def test_members_stand_in_a_disc_of_their_own_and_the_attached_on_its_rim() -> None:
    _evidence, rings = crowd(*PEOPLE)
    placed = places(*PEOPLE)
    discs = []
    for ring in rings.rings:
        xy = array(placed, [m.vertex for m in ring.members])
        middle = (xy.max(axis=0) + xy.min(axis=0)) / 2
        radius = float(np.hypot(*(xy - middle).T).max())
        discs.append((middle, radius))
        rim = np.hypot(*(array(placed, ring.victims) - middle).T)
        assert (rim > 0.6 * radius).all()
        assert (rim < radius + 6 * SPACING).all()
    for k, (middle, radius) in enumerate(discs):
        for other, far in discs[:k]:
            assert np.hypot(*(middle - other)) > 0.8 * (radius + far)


def test_people_of_no_ring_stand_in_none() -> None:
    _evidence, rings = crowd(*PEOPLE)
    placed = places(*PEOPLE)
    loose = array(placed, rings.unassigned)
    for ring in shown(rings):
        xy = array(placed, [m.vertex for m in ring.members])
        middle, radius = xy.mean(axis=0), np.hypot(*(xy - xy.mean(axis=0)).T).max()
        assert np.hypot(*(loose - middle).T).min() > 0.8 * radius


def test_the_untied_stand_below_the_rings() -> None:
    evidence, rings = crowd(*PEOPLE)
    placed = places(*PEOPLE)
    tied = np.union1d(evidence.a, evidence.b)
    untied = [i for at, i in enumerate(evidence.vertices.tolist()) if at not in tied and i in rings.unassigned]
    members = array(placed, [m.vertex for ring in rings.rings for m in ring.members])
    assert untied
    assert array(placed, untied)[:, 1].min() > members[:, 1].max()


def test_the_same_again_to_the_digit() -> None:
    evidence, rings = crowd(*PEOPLE)
    assert place(evidence, rings, {}, 7) == place(evidence, rings, {}, 7)
    assert place(evidence, rings, {}, 7) != place(evidence, rings, {}, 8)


def test_what_was_placed_does_not_move_at_all() -> None:
    evidence, rings = crowd(*PEOPLE)
    before = places(*PEOPLE)
    new = set(list(before)[::50]) | {m.vertex for m in rings.rings[1].members}
    fixed = {i: xy for i, xy in before.items() if i not in new}
    after = place(evidence, rings, fixed, 3)
    assert set(after) == set(before)
    assert all(after[i] == xy for i, xy in fixed.items())
    assert nearest(np.array(list(after.values()))) > 0.4 * SPACING


def test_a_new_member_comes_to_its_ring() -> None:
    evidence, rings = crowd(*PEOPLE)
    before = places(*PEOPLE)
    ring = max(rings.rings, key=lambda r: len(r.members))
    new = ring.members[0].vertex
    after = place(evidence, rings, {i: xy for i, xy in before.items() if i != new}, 1)
    others = array(before, [m.vertex for m in ring.members[1:]])
    middle = others.mean(axis=0)
    assert np.hypot(*(after[new] - middle)) < np.hypot(*(others - middle).T).max() + 2 * SPACING


def test_one_dragged_far_away_does_not_blow_up_the_picture() -> None:
    evidence, rings = crowd(*PEOPLE)
    before = dict(places(*PEOPLE))
    ids = list(before)
    before[ids[0]] = (1e7, -1e7)
    after = place(evidence, rings, {i: before[i] for i in ids[:-20]}, 1)
    assert after[ids[0]] == (1e7, -1e7)
    assert len(after) == len(ids)


def test_dismissed_rings_and_those_like_chance_get_no_disc() -> None:
    _evidence, rings = crowd(*PEOPLE)
    first = replace(rings.rings[0], decision="dismissed")
    second = replace(rings.rings[1], status="chance")
    assert shown(replace(rings, rings=(first, second, *rings.rings[2:]))) == rings.rings[2:]


@pytest.mark.parametrize("n", [0, 1, 2, 30])
def test_no_ties_and_no_rings(n: int) -> None:
    placed = place(alone(n), NONE, {}, 1)
    assert len(placed) == n
    assert n < 2 or nearest(np.array(list(placed.values()))) > 0.3 * SPACING


def test_before_the_first_detection_close_groups_stand_together() -> None:
    evidence, rings = crowd(*PEOPLE)
    placed = place(evidence, NONE, {}, 1)
    ring = array(placed, [m.vertex for m in rings.rings[0].members])
    everyone = array(placed, evidence.vertices)
    assert len(placed) == len(evidence.vertices)
    assert ring.std(axis=0).mean() < 0.5 * everyone.std(axis=0).mean()


def test_points_that_want_one_place_settle_around_it() -> None:
    wanted = np.zeros((50, 2))
    free = packing.cells(np.array((-500.0, -500.0)), np.array((500.0, 500.0)), 20.0)
    settled = packing.settle(wanted, free)
    assert len(np.unique(settled, axis=0)) == 50
    assert np.hypot(*settled.T).max() < 120
    with pytest.raises(ValueError, match="cannot settle"):
        packing.settle(wanted, free[:10])


def test_discs_are_pushed_apart_until_none_overlap() -> None:
    random = np.random.default_rng(1)
    radii = random.uniform(10, 80, 120)
    xy = packing.apart(random.normal(0, 30, (120, 2)), radii)
    far = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) + np.eye(120) * 1e9
    assert (far - radii[:, None] - radii[None]).min() > -1e-6


def test_a_box_is_shared_out_by_need_and_keeps_left_and_right() -> None:
    points = np.column_stack((np.arange(64.0), np.zeros(64)))
    shared = packing.shared_out(points, np.ones(64), 100, 1)
    assert (np.diff(shared[:, 0]) > 0).all()
    assert np.abs(shared[:, 0]).max() < 50


def test_where_everyone_is_placed_already_nothing_is_laid() -> None:
    evidence, rings = crowd(120, 400)
    placed = place(evidence, rings, {}, 1)
    odd = {key: (x + 0.123456, y) for key, (x, y) in placed.items()}
    assert place(evidence, rings, {**odd, 10**6: (1.0, 2.0)}, 2) == {**odd, 10**6: (1.0, 2.0)}


def test_people_are_split_by_ring_in_order() -> None:
    ring = np.array([2, -1, 0, 2, 0, -1, 4])
    assert [part.tolist() for part in split(ring, 5)] == [[2, 4], [], [0, 3], [], [6]]
    assert split(np.full(3, -1), 0) == []
