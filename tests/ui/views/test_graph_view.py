"""The canvas under the hand: clicks, drags, keys, and what it tells."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.crowd import scene_of
from netlens.network.scene import PROTECTED
from ui.theme import CONTRAST, DARK
from ui.views.graph.board import EMPTY, RING, Board
from ui.views.graph.view import GraphView
from ui.views.graph.words import node_words, summary, tooltip

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., GraphView]:
    def made(plan: str = "all", ring: str = "R2", people: int = 400) -> GraphView:
        view = GraphView()
        qtbot.addWidget(view)
        view.set_animated(False)
        view.resize(900, 600)
        view.show()
        view.set_scene(scene_of(people, 3 * people, plan, ring))
        view.settle()
        return view

    return made


def centred(view: GraphView, node: int, scale: float = 1.2) -> QPoint:
    """Look at a node so near that it is hit alone; gives its pixel."""
    x, y = view.board.xy[node].tolist()
    view.look(replace(view.camera, x=x, y=y, scale=scale))
    return view.pixel(node)


def drag(view: GraphView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    def send(kind: QEvent.Type, at: QPoint, buttons: Qt.MouseButton) -> None:
        where = QPointF(at)
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        QApplication.sendEvent(view, QMouseEvent(kind, where, view.mapToGlobal(where), button, buttons, keys))

    send(QEvent.Type.MouseButtonPress, start, LEFT)
    for share in (0.3, 0.7, 1.0):
        send(QEvent.Type.MouseMove, start + (end - start) * share, LEFT)
    send(QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton)


def test_a_click_selects_and_says_so(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make()
    node = int(view.board.order[0])
    at = centred(view, node)
    with qtbot.waitSignal(view.selected) as told:
        qtbot.mouseClick(view, LEFT, NONE, at)
    assert told.args == [[int(view.board.scene.ids[node])]]
    assert view.chosen == [node]
    other = int(view.board.order[5])
    qtbot.mouseClick(view, LEFT, SHIFT, centred(view, other))
    assert view.chosen == [node, other]
    qtbot.mouseClick(view, LEFT, SHIFT, centred(view, other))
    assert view.chosen == [node]


def test_a_click_beside_everything_puts_the_selection_down(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make()
    view.choose([0])
    left, top, _right, _bottom = view.board.bounds()
    view.centre(left - 5000, top - 5000)
    with qtbot.waitSignal(view.selected) as told:
        qtbot.mouseClick(view, LEFT, NONE, QPoint(450, 300))
    assert told.args == [[]]


def test_a_dragged_node_is_told_with_its_new_place(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make()
    node = int(view.board.order[0])
    at, before = centred(view, node, 1.0), view.board.xy[node].copy()
    with qtbot.waitSignal(view.moved) as told:
        drag(view, at, at + QPoint(60, -40))
    place = told.args[0][int(view.board.scene.ids[node])]
    assert place == pytest.approx(view.board.xy[node].tolist())
    assert view.board.xy[node] - before == pytest.approx((60, -40), abs=1.5)
    assert list(told.args[0]) == [int(view.board.scene.ids[node])]


def test_what_is_selected_is_dragged_together(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make()
    nodes = [int(node) for node in view.board.order[:3]]
    view.choose(nodes)
    at = centred(view, nodes[0], 1.0)
    with qtbot.waitSignal(view.moved) as told:
        drag(view, at, at + QPoint(30, 30))
    assert set(told.args[0]) == {int(view.board.scene.ids[node]) for node in nodes}


def test_escape_puts_a_dragged_node_back(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make()
    node = int(view.board.order[0])
    centred(view, node)
    before = view.board.xy[node].copy()
    view.take(node)
    view._hand.doing = "drag"
    view.shift(100, 100)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert np.array_equal(view.board.xy[node], before)


def test_a_folded_ring_is_dragged_unfolded_and_picked(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make("overview")
    node = int(view.board.folded[0])
    ring = str(view.entity(node))
    at = centred(view, node)
    with qtbot.waitSignal(view.ring_picked) as picked:
        qtbot.mouseClick(view, LEFT, NONE, at)
    assert picked.args == [ring]
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseDClick(view, LEFT, NONE, at)
    assert opened.args == [ring]
    with qtbot.waitSignal(view.ring_moved) as moved:
        drag(view, at, at + QPoint(24, 12))
    assert moved.args[0] == ring
    assert moved.args[1:] == pytest.approx([20, 10], abs=1.5)


def test_the_ground_of_a_ring_picks_the_ring(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make()
    ring = next(k for k, shape in enumerate(view.board.scene.rings) if shape.whole and shape.people > 4)
    view.frame([int(view.board.scene.ids[at]) for at in view.board.scene.rings[ring].members])
    outline = view.camera.screen(view.picture.hulls.outline(ring))
    edge, middle = outline[0], outline.mean(axis=0)
    spot = QPoint(*np.round(edge + (middle - edge) * 0.08).astype(int).tolist())
    with qtbot.waitSignal(view.ring_picked) as told:
        qtbot.mouseClick(view, LEFT, NONE, spot)
    assert told.args == [view.board.scene.rings[ring].id]


def test_a_rubber_band_and_a_lasso_gather(make: Callable[..., GraphView]) -> None:
    view = make()
    view.fit()
    drag(view, QPoint(5, 5), QPoint(880, 590), SHIFT)
    everyone = len(view.chosen)
    assert everyone > 0.9 * len(view.board)
    drag(view, QPoint(5, 5), QPoint(450, 590), SHIFT)
    assert 0 < len(view.chosen) < everyone
    drag(view, QPoint(5, 5), QPoint(30, 30), SHIFT | CONTROL)
    assert len(view.chosen) < everyone
    assert view.trail.isEmpty()


def test_dragging_the_ground_pans_and_the_wheel_zooms_at_the_cursor(make: Callable[..., GraphView]) -> None:
    view = make()
    view.centre(view.board.bounds()[0] - 9000, 0)
    before = view.camera
    drag(view, QPoint(400, 300), QPoint(450, 320))
    assert before.x - view.camera.x == pytest.approx(50 / before.scale)
    at = QPointF(200, 100)
    under = view.camera.world(200, 100)
    wheel = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, wheel)
    assert view.camera.scale > before.scale
    assert view.camera.world(200, 100) == pytest.approx(under)


def test_hovering_tells_and_lights_the_neighbours(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make()
    node = int(view.board.order[0])
    at = centred(view, node)
    with qtbot.waitSignal(view.hovered) as told:
        view.hover(QPointF(at))
    assert told.args == [int(view.board.scene.ids[node])]
    lit = view.grab().toImage()
    view.hover(QPointF(-500, -500))
    view.settle()
    assert view.grab().toImage() != lit


def test_right_click_asks_about_what_lies_there(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make()
    node = int(view.board.order[3])
    at = centred(view, node)
    with qtbot.waitSignal(view.asked) as told:
        qtbot.mouseClick(view, RIGHT, NONE, at)
    assert told.args[0] == int(view.board.scene.ids[node])
    assert view.chosen == [node]


def test_keys_walk_along_ties_expand_frame_and_go_back(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make("unfold")
    assert view.focusPolicy() == Qt.FocusPolicy.StrongFocus
    qtbot.keyClick(view, Qt.Key.Key_Right)
    first = view.focus
    assert first >= 0
    walked = set()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
        before = view.focus
        qtbot.keyClick(view, key)
        if view.focus != before:
            walked.add(view.focus)
            assert view.focus in view.board.neighbours(before)
    assert walked
    assert view.accessibleDescription().startswith(node_words(view.board, view.focus)[0])
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(view, Qt.Key.Key_E)
    scale = view.camera.scale
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.scale > scale
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_F)
    at = view.pixel(view.focus)
    assert view.rect().contains(at)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.camera.shows(view.board.bounds())
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.chosen == []
    with qtbot.waitSignal(view.back):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_a_tie_can_be_picked(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make("overview")
    long = np.hypot(*(view.board.xy[view.board.scene.a] - view.board.xy[view.board.scene.b]).T)
    for tie in np.argsort(-long).tolist():
        a, b = view.board.scene.a[tie], view.board.scene.b[tie]
        x, y = ((view.board.xy[a] + view.board.xy[b]) / 2).tolist()
        view.look(replace(view.camera, x=x, y=y, scale=0.8))
        if view.node_at(QPointF(450, 300)) < 0:
            break
    with qtbot.waitSignal(view.tie_picked) as told:
        qtbot.mouseClick(view, LEFT, NONE, QPoint(450, 300))
    assert len(told.args) == 2


def test_another_scene_keeps_camera_and_selection_if_asked(make: Callable[..., GraphView]) -> None:
    view = make()
    view.choose([int(view.board.order[0])])
    chosen = [view.entity(node) for node in view.chosen]
    view.zoom(2.0)
    camera = view.camera
    view.set_scene(replace(scene_of(400, 1200), revision=99), keep=True)
    assert view.camera == camera
    assert [view.entity(node) for node in view.chosen] == chosen
    view.set_scene(scene_of(400, 1200, "overview"))
    assert view.camera.shows(view.board.bounds())
    assert view.chosen == []


def test_unfolding_is_animated_from_where_the_ring_was_folded(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make("fold")
    view.set_animated(True)
    folded = next(node for node in view.board.folded.tolist() if view.entity(node) == "R2")
    where = view.board.xy[folded].copy()
    goal = scene_of(400, 1200, "unfold", "R2")
    view.set_scene(goal)
    members = next(shape for shape in goal.rings if shape.id == "R2").members
    assert np.hypot(*(view.board.xy[members] - where).T).max() < 100
    qtbot.waitUntil(lambda: not view.motion.running, timeout=3000)
    assert view.board.xy == pytest.approx(goal.xy, abs=0.01)


def test_selecting_from_outside_tells_nothing(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make()
    entity = int(view.board.scene.ids[7])
    with qtbot.assertNotEmitted(view.selected):
        view.select([entity, 10**9])
    assert view.chosen == [7]


def test_light_fades_the_others(make: Callable[..., GraphView]) -> None:
    view = make()
    view.fit()
    view.settle()
    plain = view.grab().toImage()
    view.light([int(view.board.scene.ids[0])])
    view.settle()
    assert view.grab().toImage() != plain
    view.light(None)
    view.settle()
    assert view.grab().toImage() == plain


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_node_do_no_harm(make: Callable[..., GraphView], qtbot: QtBot, count: int) -> None:
    view = make()
    whole = view.board.scene
    first = {name: getattr(whole, name)[:1] for name in ("ids", "xy", "kind", "band", "flags", "size", "labels")}
    one = replace(EMPTY, ring=whole.ring[:1] * 0 - 1, **first)
    view.set_scene(one if count else EMPTY)
    view.settle()
    view.legend.button.setChecked(True)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_E, Qt.Key.Key_F, Qt.Key.Key_Home, Qt.Key.Key_Plus, Qt.Key.Key_Menu):
        qtbot.keyClick(view, key)
    drag(view, QPoint(10, 10), QPoint(400, 400), SHIFT)
    qtbot.mouseClick(view, LEFT, NONE, QPoint(450, 300))
    view.grab()
    assert len(view.board) == count


def test_themes_and_text_scale_change_at_once(make: Callable[..., GraphView]) -> None:
    view = make("unfold")
    pictures = []
    for change in (
        lambda: None, lambda: view.set_theme(DARK), lambda: view.set_theme(CONTRAST), lambda: view.set_text_scale(200),
    ):  # fmt: skip
        change()
        view.settle()
        pictures.append(view.grab().toImage())
    assert len({bytes(p.constBits()) for p in pictures}) == 4
    assert pictures[1].pixelColor(400, 5) == pictures[1].pixelColor(420, 5)


def test_the_minimap_shows_when_not_all_is_in_view_and_moves_the_camera(
    make: Callable[..., GraphView], qtbot: QtBot
) -> None:
    view = make()
    view.fit()
    assert not view.minimap.isVisible()
    view.zoom(6.0)
    assert view.minimap.isVisible()
    view.grab()
    before = view.camera
    qtbot.mouseClick(view.minimap, LEFT, NONE, QPoint(30, 30))
    assert (view.camera.x, view.camera.y) != (before.x, before.y)
    view.set_minimap(False)
    assert not view.minimap.isVisible()


def test_the_legend_says_in_words_what_is_drawn(make: Callable[..., GraphView]) -> None:
    view = make()
    view.legend.button.setChecked(True)
    said = view.legend.words()
    assert "Protected person: shown by code, never by size" in said
    assert "Supported ring: solid edge" in said
    assert "A whole ring; the number counts its people" not in said
    view.set_scene(scene_of(400, 1200, "overview"))
    assert "A whole ring; the number counts its people" in view.legend.words()


def test_words_for_screen_readers_and_tooltips_are_masked_and_escaped(make: Callable[..., GraphView]) -> None:
    view = make()
    scene = view.board.scene
    protected = int(np.flatnonzero(scene.flags & PROTECTED)[0])
    title, lines = node_words(view.board, protected)
    assert title.startswith("V-")
    assert any("protected" in line for line in lines)
    assert tooltip("<script>", ["a & b"]) == "<b>&lt;script&gt;</b><br>a &amp; b"
    assert "rings" in summary(scene)
    assert view.accessibleName()
    folded = make("overview")
    _title, lines = node_words(folded.board, int(folded.board.folded[0]))
    assert any("ring" in line for line in lines)
    assert folded.board.scene.kind[folded.board.folded[0]] == RING


def test_resizing_keeps_everything_in_view_until_the_hand_moved(make: Callable[..., GraphView]) -> None:
    view = make()
    view.fit()
    view.resize(600, 420)
    assert view.camera.shows(view.board.bounds())
    view.zoom(3.0)
    view.resize(700, 500)
    assert not view.camera.shows(view.board.bounds())


def test_the_picture_becomes_exact_by_itself_at_rest(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make(people=1500)
    view.look(view.camera.zoomed(2.0, 100, 100))
    qtbot.waitUntil(lambda: view.picture.exact(view.camera), timeout=5000)


def test_another_order_moves_everyone_and_pins_nobody(make: Callable[..., GraphView], qtbot: QtBot) -> None:
    view = make("unfold")
    laid = view.board.xy.copy()
    view.choose([0])
    view.arrange_by("grid")
    assert not np.array_equal(view.board.xy, laid)
    assert view.chosen == [0]
    node = int(view.board.order[-1])
    at = centred(view, node)
    with qtbot.assertNotEmitted(view.moved):
        drag(view, at, at + QPoint(40, 10))
    view.set_scene(scene_of(400, 1200, "overview"))
    view.settle()
    view.grab()
    view.arrange_by("rings")
    assert np.array_equal(view.board.xy, view.board.scene.xy)


def test_no_mark_of_an_old_scene_is_left_for_the_new_one(make: Callable[..., GraphView]) -> None:
    view = make("all")
    last = len(view.board) - 1
    kept, gone = int(view.board.scene.ids[3]), int(view.board.scene.ids[last])
    view.select([kept, gone])
    view.focus = last
    small = view.board.scene
    first = np.arange(len(small.ids)) < 20
    inside = first[small.a] & first[small.b]
    small = replace(
        small, ids=small.ids[first], xy=small.xy[first], kind=small.kind[first], ring=small.ring[first] * 0 - 1,
        band=small.band[first], flags=small.flags[first], size=small.size[first], labels=small.labels[:20],
        a=small.a[inside], b=small.b[inside], weight=small.weight[inside], count=small.count[inside], rings=(),
        direction=None, grade=None, along=None, since=None,
    )  # fmt: skip
    view.picture.show(Board(small))
    view.repaint()  # before anything is marked anew
    view.set_scene(small)
    view.repaint()
    assert [view.entity(node) for node in view.chosen] == [kept]
    assert view.focus == -1
    assert view.picture.marks.selected is not None
    assert view.picture.marks.selected.tolist() == [3]


def test_a_folded_ring_stays_selected_in_another_scene(make: Callable[..., GraphView]) -> None:
    view = make("overview")
    node = int(view.board.folded[1])
    ring = view.entity(node)
    view.choose([node])
    view.set_scene(view.board.scene)
    assert [view.entity(one) for one in view.chosen] == [ring]
    assert view.board.place("no such ring") == view.board.place(-1) == -1
