"""Near and far: world units to pixels and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.views.graph.camera import FARTHEST, NEAREST, Camera, bounds_of

PLACE = st.floats(-1e5, 1e5)
PIXEL = st.floats(0, 1000)
SCALE = st.floats(0.01, 5)


@given(PLACE, PLACE, SCALE, PIXEL, PIXEL)
def test_a_pixel_is_where_its_world_point_is(x: float, y: float, scale: float, px: float, py: float) -> None:
    camera = Camera(x, y, scale, 1000, 700)
    world = np.array([camera.world(px, py)])
    assert camera.screen(world)[0] == pytest.approx((px, py), abs=1.0)


@given(PLACE, PLACE, SCALE, PIXEL, PIXEL, st.floats(0.2, 4))
def test_what_is_under_the_cursor_stays_there(x: float, y: float, scale: float, px: float, py: float, f: float) -> None:
    camera = Camera(x, y, scale, 1000, 700)
    nearer = camera.zoomed(f, px, py)
    assert nearer.world(px, py) == pytest.approx(camera.world(px, py), abs=1e-6 + 1e-9 * abs(x) + 1e-9 * abs(y))
    assert FARTHEST <= nearer.scale <= NEAREST


def test_panning_moves_the_picture_with_the_hand() -> None:
    camera = Camera(10, 20, 2.0, 800, 600)
    before = camera.screen(np.array([[3.0, 4.0]]))[0]
    after = camera.panned(15, -7).screen(np.array([[3.0, 4.0]]))[0]
    assert after - before == pytest.approx((15, -7))


@given(PLACE, PLACE, st.floats(1, 1e4), st.floats(1, 1e4))
def test_fitted_all_is_in_view(x: float, y: float, wide: float, high: float) -> None:
    bounds = (x, y, x + wide, y + high)
    camera = Camera(width=900, height=600).fitted(bounds)
    assert camera.shows(bounds) or camera.scale == FARTHEST
    assert camera.scale <= 1.6


def test_the_way_to_another_camera_ends_there() -> None:
    one, other = Camera(0, 0, 0.1, 500, 400), Camera(100, -50, 2.0, 500, 400)
    assert one.towards(other, 1.0).scale == pytest.approx(2.0)
    assert (one.towards(other, 1.0).x, one.towards(other, 0.0).x) == (100, 0)
    middle = one.towards(other, 0.5).scale
    assert middle / one.scale == pytest.approx(other.scale / middle)


def test_what_is_seen() -> None:
    camera = Camera(width=100, height=50)
    at = np.array([[0, 0], [50, 25], [101, 10], [10, 51], [-1, 10]], dtype=np.float32)
    assert camera.sees(at).tolist() == [True, True, False, False, False]
    assert camera.sees(at, 2).all()


def test_bounds_of_nothing_are_a_small_box() -> None:
    assert bounds_of(np.empty((0, 2))) == (-1, -1, 1, 1)
    assert bounds_of(np.array([[1.0, 2.0]]), pad=3) == (-2, -1, 4, 5)
