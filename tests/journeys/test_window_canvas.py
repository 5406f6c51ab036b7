"""The first five minutes of someone who knows another chart program: what they try, by mouse and keys."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import main
from netlens.commands.demo import PASSPHRASE
from tests.journeys.window_hands import Hands
from ui.app import Desk
from ui.views.graph.view import GraphView


@pytest.fixture(scope="module")
def hands(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, made_sample: Path, ready_workers: None
) -> Iterator[Hands]:
    """One window on the sample, a ring unfolded, without movement."""
    folder = tmp_path_factory.mktemp("canvas")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    path = Path(shutil.copy(made_sample, folder / "sample.netlens"))
    desk = Desk(qapp, main.load_importers())
    desk.session.open(path, PASSPHRASE)
    desk.window.workspace.graph.view.set_animated(False)
    yield Hands(desk, QtBot.__new__(QtBot))
    desk.close()
    qapp.setStyleSheet("")


@pytest.fixture
def view(hands: Hands, qtbot: QtBot) -> GraphView:
    hands.qtbot = qtbot
    session, graph = hands.desk.session, hands.desk.window.workspace.graph
    session.select()
    session.select("R1")
    hands.until(lambda: any(shape.id == "R1" and shape.whole for shape in graph.view.board.scene.rings))
    hands.until(lambda: len(hands.details.trail) == 1 and hands.page().crumb == "Ring R1")
    qtbot.wait(600)  # it has come nearer to the ring
    graph.view.setFocus()
    return graph.view


def member(view: GraphView, number: int = 0) -> int:
    """The node of a member of the open ring that lies free enough to be hit."""
    ring = next(at for at, shape in enumerate(view.board.scene.rings) if shape.id == "R1")
    found = []
    for node in view.board.scene.rings[ring].members.tolist():
        at = view.pixel(node)
        if view.rect().adjusted(30, 30, -30, -30).contains(at) and view.node_at(QPointF(at)) == node:
            found.append(node)
    return found[number]


def entity(view: GraphView, node: int) -> int:
    return int(view.board.scene.ids[node])


def test_a_click_picks_in_every_view_and_says_who_it_is(hands: Hands, view: GraphView) -> None:
    node = member(view)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.pixel(node))
    assert hands.desk.session.selection.ids == (entity(view, node),)
    hands.until(lambda: hands.page().about == (entity(view, node),))
    assert hands.page().crumb == view.board.scene.labels[node]


def test_two_clicks_ask_why_they_are_linked_and_p_picks_the_path(hands: Hands, view: GraphView) -> None:
    one, other = member(view, 0), member(view, 1)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.pixel(one))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, view.pixel(other))
    picked = {entity(view, one), entity(view, other)}
    assert set(hands.desk.session.selection.ids) == picked
    hands.until(lambda: set(hands.page().about) == picked)
    hands.action("way").trigger()
    asked = [job for job in hands.desk.session.jobs.children() if getattr(job, "topic", "") == "way"]
    hands.until(lambda: all(job.state == "done" for job in asked))  # type: ignore[attr-defined]
    assert picked <= set(hands.desk.session.selection.ids)


def test_a_dragged_person_stays_there_and_undo_puts_them_back(hands: Hands, view: GraphView) -> None:
    node = member(view)
    start, who, before = view.pixel(node), entity(view, node), tuple(view.board.xy[node].tolist())
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 8):
        QTest.mouseMove(view, start + QPoint(6 * step, 4 * step))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(42, 28))
    case = hands.desk.session.case
    assert case is not None
    assert who in case.positions()
    assert hands.desk.session.undo.undoText() == "Move on the canvas"
    moved = tuple(view.board.xy[view.board.index[who]].tolist())
    assert moved != before
    hands.action("undo").trigger()
    assert who not in case.positions()
    hands.until(lambda: tuple(view.board.xy[view.board.index[who]].tolist()) == pytest.approx(before, abs=0.1))


def test_the_wheel_zooms_where_the_hand_is(view: GraphView) -> None:
    before = view.camera.scale
    at = QPointF(view.rect().center())
    nothing, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(0, 120), nothing, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view, turned)
    assert view.camera.scale > before


def test_neighbours_are_picked_hidden_and_shown_again(hands: Hands, view: GraphView) -> None:
    session = hands.desk.session
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.pixel(member(view)))
    hands.action("neighbours").trigger()
    picked = set(session.selection.ids)
    assert len(picked) > 2
    hands.action("hide").trigger()
    hands.until(lambda: not picked & set(view.board.scene.ids.tolist()))
    assert hands.desk.window.workspace.graph._shown.isVisible()
    hands.action("show_hidden").trigger()
    hands.until(lambda: picked <= set(view.board.scene.ids.tolist()))


def test_a_phone_is_found_by_its_last_digits_and_opens_its_rows(hands: Hands, view: GraphView) -> None:
    window = hands.desk.window
    labels = [label for label in view.board.scene.labels if label.startswith("+84")]
    holdings = window.session.case.table("holdings")  # type: ignore[union-attr]
    known = labels or [window.session.case.ref(int(holdings["thing"].iloc[0])).key]  # type: ignore[union-attr]
    hands.action("search").trigger()
    QTest.keyClicks(window.search, known[0][-6:])
    hands.until(lambda: any(hit.text.endswith(known[0][-6:]) for hit in window.search.hits()))
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    hands.until(lambda: hands.page().crumb.endswith(known[0][-6:]))
    rows = next(block for block in hands.page().blocks if getattr(block, "items", ()))
    target = next(item.rows or item.target for item in rows.items)
    window.session.go(target)  # type: ignore[arg-type]
    hands.until(lambda: len(hands.details.trail) > 1 or ".csv" in hands.page().crumb)


def test_the_picture_is_saved_as_it_stands(hands: Hands, view: GraphView, tmp_path: Path) -> None:
    from ui.dialogs.picture import Picture

    hands.action("picture").trigger()
    dialog = hands.desk.window.findChild(Picture)
    assert isinstance(dialog, Picture)
    dialog.where.setText(str(tmp_path / "chart.png"))
    hands.press(dialog.primary)
    hands.until((tmp_path / "chart.png").exists)
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    hands.until(lambda: not hands.desk.window.findChildren(Picture))


def test_confirm_dismiss_name_and_add_by_hand_can_each_be_undone(hands: Hands, view: GraphView) -> None:
    session = hands.desk.session
    case = session.case
    assert case is not None
    hands.action("confirm").trigger()
    assert case.decisions()["R1"].verdict == "confirmed"
    hands.action("dismiss").trigger()
    from ui.dialogs.reason import Reason

    dialog = hands.desk.window.findChild(Reason)
    assert isinstance(dialog, Reason)
    hands.press(dialog.primary)
    assert dialog.isVisible()  # no reason, no dismissal
    hands.type_in(dialog.reason, "two families, no ring")
    hands.press(dialog.primary)
    assert case.decisions()["R1"].reason == "two families, no ring"
    for _time in range(2):
        hands.action("undo").trigger()
    assert "R1" not in case.decisions()
    someone = entity(view, member(view))
    session.select("R1", (someone,))
    hands.action("remove_member").trigger()
    assert case.decisions()["R1"].removed == (someone,)
    hands.until(lambda: someone not in members(hands))
    hands.action("undo").trigger()
    assert "R1" not in case.decisions()


def members(hands: Hands) -> list[int]:
    found = hands.desk.session.case.detection()  # type: ignore[union-attr]
    assert found is not None
    return [one.vertex for ring in found.rings if ring.id == "R1" for one in ring.members]
