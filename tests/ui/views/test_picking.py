"""What lies under the hand, against the slow and sure way of looking at everyone."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.crowd import scene_of
from ui.views.graph import picking
from ui.views.graph.board import EMPTY, RING, Board
from ui.views.graph.camera import Camera


@pytest.fixture
def board() -> Board:
    return Board(scene_of(400, 1200))


def radius(nodes: np.ndarray) -> np.ndarray:
    return np.full(len(nodes), 10.0, dtype=np.float32)


@pytest.mark.parametrize("scale", [0.02, 0.3, 2.0])
def test_the_node_under_a_pixel_is_the_nearest_one(board: Board, scale: float) -> None:
    camera = Camera(scale=scale, width=900, height=600)
    random = np.random.default_rng(3)
    at = camera.screen(board.xy)
    for px, py in random.uniform((0, 0), (900, 600), (60, 2)):
        far = np.hypot(*(at - (px, py)).T)
        found = picking.node_at(board, camera, radius, px, py)
        if far.min() > 14.5:
            assert found == -1
        if far.min() < 13.5:
            assert far[found] == pytest.approx(far.min(), abs=0.6)


def test_a_node_is_found_where_it_was_moved_to(board: Board) -> None:
    camera = Camera(width=900, height=600)
    board.move(np.array([5]), np.array([[12_345.0, -6789.0]]))
    there = replace(camera, x=12_345.0, y=-6789.0)
    assert picking.node_at(board, there, radius, 450, 300) == 5


def test_a_folded_ring_is_hit_all_over_its_disc() -> None:
    board = Board(scene_of(400, 1200, "overview"))
    node = int(board.folded[0])
    camera = Camera(*board.xy[node].tolist(), 1.0, 900, 600)
    wide = np.where(board.scene.kind == RING, 80.0, 5.0).astype(np.float32)
    assert picking.node_at(board, camera, lambda nodes: wide[nodes], 450 + 70, 300) == node
    assert picking.node_at(board, camera, lambda nodes: wide[nodes], 450 + 70, 300 + 70) != node


def test_a_tie_is_hit_in_its_middle_and_missed_beside_it(board: Board) -> None:
    tie = int(np.argmax(np.hypot(*(board.xy[board.scene.a] - board.xy[board.scene.b]).T)))
    middle = (board.xy[board.scene.a[tie]] + board.xy[board.scene.b[tie]]) / 2
    camera = Camera(*middle.tolist(), 4.0, 900, 600)
    assert picking.tie_at(board, camera, 450, 300) >= 0
    lonely = Board(replace(board.scene, a=board.scene.a[[tie]], b=board.scene.b[[tie]]))
    assert picking.tie_at(lonely, camera, 450, 300) == 0
    way = board.xy[board.scene.b[tie]] - board.xy[board.scene.a[tie]]
    aside = np.array((-way[1], way[0])) / np.hypot(*way) * 12
    assert picking.tie_at(lonely, camera, 450 + aside[0], 300 + aside[1]) == -1


def test_a_box_and_a_lasso_of_the_same_form_hold_the_same(board: Board) -> None:
    box = (-300.0, -200.0, 250.0, 400.0)
    outline = np.array([(-300, -200), (250, -200), (250, 400), (-300, 400)], dtype=float)
    inside = picking.in_box(board, box)
    assert len(inside) > 5
    assert set(picking.in_lasso(board, outline).tolist()) == set(inside.tolist())
    assert not len(picking.in_lasso(board, outline[:2]))


def test_arrows_step_along_ties_only(board: Board) -> None:
    node = int(np.argmax(np.bincount(np.concatenate((board.scene.a, board.scene.b)), minlength=len(board))))
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        step = picking.along(board, node, dx, dy)
        if step >= 0:
            way = board.xy[step] - board.xy[node]
            assert step in board.neighbours(node)
            assert way[0] * dx + way[1] * dy > 0
    lonely = Board(replace(board.scene, a=board.scene.a[:0], b=board.scene.b[:0]))
    assert picking.along(lonely, 0, 1, 0) == -1


def test_an_empty_board_holds_nothing() -> None:
    board, camera = Board(EMPTY), Camera(width=10, height=10)
    assert picking.node_at(board, camera, radius, 5, 5) == -1
    assert picking.tie_at(board, camera, 5, 5) == -1
    assert not len(picking.in_box(board, (-1, -1, 1, 1)))
    assert board.bounds() == (-31, -31, 31, 31)


def test_neighbours_and_ring_ties_agree_with_the_scene(board: Board) -> None:
    scene = board.scene
    for node in range(0, len(board), 37):
        near = set(scene.b[scene.a == node].tolist()) | set(scene.a[scene.b == node].tolist())
        assert set(board.neighbours(node).tolist()) == near
    one, other, facts = board.ring_ties
    ring = scene.ring
    cross = (ring[scene.a] >= 0) & (ring[scene.b] >= 0) & (ring[scene.a] != ring[scene.b])
    assert facts.sum() == scene.count[cross].sum()
    assert (one != other).all()
