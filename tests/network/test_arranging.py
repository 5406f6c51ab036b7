"""Other orders of a picture: each says something true, and nobody stands upon another."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.crowd import scene_of
from netlens.network.drawing.arranging import ARRANGEMENTS, GAP, MOST, arranged, possible
from netlens.network.drawing.standing import along, since
from netlens.network.evidence import Evidence, Incidence, Pairs
from netlens.network.scene import Scene
from ui.views.graph.board import EMPTY


@pytest.fixture
def scene() -> Scene:
    made = scene_of(400, 1200, "unfold", "R2")
    n, ties = len(made.ids), len(made.a)
    random = np.random.default_rng(1)
    place = np.where(random.random(n) < 0.4, random.random(n), np.nan).astype(np.float32)
    year = np.where(random.random(n) < 0.8, random.uniform(2019, 2024, n), np.nan).astype(np.float32)
    direction = np.where(random.random(ties) < 0.1, 1, 0).astype(np.int8)
    return replace(made, along=place, since=year, direction=direction)


@pytest.mark.parametrize("order", ARRANGEMENTS)
def test_nobody_stands_upon_another(scene: Scene, order: str) -> None:
    xy = arranged(scene, order).xy
    assert xy.shape == scene.xy.shape
    assert np.isfinite(xy).all()
    far = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) + np.eye(len(xy)) * 1e9
    assert far.min() > 0.4 * GAP


def test_along_the_corridor_recruiters_stand_left_of_exploiters(scene: Scene) -> None:
    made = arranged(scene, "corridor")
    assert scene.along is not None
    known = np.flatnonzero(np.isfinite(scene.along))
    order = known[np.argsort(scene.along[known])]
    x = made.xy[order, 0]
    assert np.corrcoef(np.arange(len(x)), x)[0, 1] > 0.9
    assert [words for _x, words in made.columns] == ["Recruitment", "Transport and harbouring", "Exploitation"]


def test_by_time_the_earlier_stand_left_and_the_undated_apart(scene: Scene) -> None:
    made = arranged(scene, "time")
    assert scene.since is not None
    dated = np.isfinite(scene.since)
    order = np.argsort(scene.since[dated])
    x = made.xy[dated, 0][order]
    assert np.corrcoef(np.arange(len(x)), x)[0, 1] > 0.9
    assert made.xy[~dated, 0].max() < x.min()
    lines = [at for at, words in made.columns if words.isdigit()]
    assert lines == sorted(lines)


def test_who_directs_stands_left_of_whom_they_direct(scene: Scene) -> None:
    assert scene.direction is not None
    tie = int(np.flatnonzero(scene.direction)[0])
    alone = replace(scene, direction=np.where(np.arange(len(scene.a)) == tie, 1, 0).astype(np.int8))
    xy = arranged(alone, "directs").xy
    assert xy[scene.a[tie], 0] < xy[scene.b[tie], 0]
    back = replace(alone, direction=-alone.direction)  # type: ignore[operator]
    xy = arranged(back, "directs").xy
    assert xy[scene.a[tie], 0] > xy[scene.b[tie], 0]


def test_a_circle_of_command_ends(scene: Scene) -> None:
    loop = replace(
        scene, a=np.array([0, 1, 2], np.int32), b=np.array([1, 2, 0], np.int32), weight=scene.weight[:3],
        count=scene.count[:3], direction=np.ones(3, np.int8), grade=None,
    )  # fmt: skip
    assert np.isfinite(arranged(loop, "directs").xy).all()


def test_only_orders_that_say_something_are_offered(scene: Scene) -> None:
    assert set(possible(scene)) == set(ARRANGEMENTS)
    bare = replace(scene, along=None, since=None, direction=None)
    assert possible(bare) == ("rings", "circle", "grid")
    assert np.array_equal(arranged(bare, "time").xy, bare.xy)
    assert possible(EMPTY) == ("rings",)
    large = replace(scene, ids=np.arange(MOST + 1))
    assert possible(large) == ("rings",)
    cut = replace(scene, since=scene.since[:-1], along=None)  # type: ignore[index]
    assert "time" not in possible(cut)


def test_first_dates_and_places_come_from_the_facts() -> None:
    none = np.zeros(0, dtype=np.int64)
    dates = np.array(["2021-07", "", "2019-03-02T10:00"], dtype=object)
    calls = Pairs(np.array([0, 0, 1]), np.array([1, 2, 2]), np.ones(3), np.ones(3), none, none, date=dates)
    cases = Incidence(
        np.array([0]), np.array([0]), np.ones(1), none, none, np.array([9]), date=np.array(["2018"], dtype=object)
    )  # fmt: skip
    evidence = Evidence(
        np.arange(1, 5), ("", "", "", ""), {"case": cases}, {"call": calls}, none, none, np.zeros(0), none, (), {}
    )  # fmt: skip
    found = since(evidence)
    assert found is not None
    assert found[:3] == pytest.approx([2018, 2019 + 2 / 12 + 1 / 365, 2019 + 2 / 12 + 1 / 365], abs=1e-3)
    assert np.isnan(found[3])
    assert along(()) == {}
