"""What holds for every panel, dialog and action, found by the folder scan: names, keys, focus, nothing left behind."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDialog, QScrollArea, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

import ui.actions
import ui.dialogs
import ui.panels
from netlens.commands.demo import PASSPHRASE
from netlens.plugins import collect
from ui.action import Subject
from ui.dialog import Dialog
from ui.main_window import MainWindow
from ui.panel import Panel
from ui.session import Session

DIALOGS = {one.name: one for one in collect(ui.dialogs, "DIALOG", Dialog)}
PANELS = {one.name: one for one in collect(ui.panels, "PANEL", Panel)}
SUBJECTS = collect(ui.actions, "ACTIONS", Subject)
ACTIONS = [action for subject in SUBJECTS for action in subject.actions if action is not None]


@pytest.fixture(scope="module")
def window(qapp: QApplication, made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window on the sample for all that does not change it."""
    session = Session(())
    session.open(Path(shutil.copy(made_sample, tmp_path_factory.mktemp("parts"))), PASSPHRASE)
    made = MainWindow(session)
    made.show()
    yield made
    delete(made)
    session.jobs.close()
    if session.case is not None:
        session.case.close()


def settle(qtbot: QtBot, session: Session) -> None:
    """Wait until every question put so far is answered."""
    qtbot.waitUntil(lambda: not any(session.jobs._queues.values()), timeout=30_000)
    qtbot.waitUntil(lambda: not any(w and w.job for w in session.jobs._lanes.values()), timeout=30_000)


def unnamed(root: QWidget) -> list[str]:
    """The widgets a person can reach by Tab that a screen reader could not name."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if isinstance(widget, QScrollArea) or isinstance(widget.parent(), QAbstractSpinBox):
            continue  # the one only scrolls; the other's owner speaks for it
        face = QAccessible.queryAccessibleInterface(widget)
        if face is not None and not face.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def unreachable(root: QWidget) -> list[str]:
    """The widgets that want the focus and that Tab never comes to."""
    wanted = {
        id(widget): widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    seen, at = set(), root.nextInFocusChain()
    while id(at) not in seen and at is not None:
        seen.add(id(at))
        at = at.nextInFocusChain()
    return [type(widget).__name__ for key, widget in wanted.items() if key not in seen]


def test_a_panel_that_was_never_shown_was_never_built(window: MainWindow) -> None:
    for panel in PANELS.values():
        assert (window._docks[panel.name].widget() is not None) == panel.open


def beside(window: MainWindow) -> int:
    """The widgets that are not of the main window, which makes some of its own late."""
    return sum(widget.window() is not window for widget in QApplication.allWidgets())


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_opens_is_named_and_leaves_nothing_behind(name: str, window: MainWindow, qtbot: QtBot) -> None:
    settle(qtbot, window.session)
    before = 0
    for time in range(3):
        if time == 1:  # by now the window has made whatever it makes late
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            before = beside(window)
        dialog = window.dialog(name)
        qtbot.waitExposed(dialog)
        settle(qtbot, window.session)
        assert dialog.windowTitle()
        assert unnamed(dialog) == []
        assert unreachable(dialog) == []
        QDialog.reject(dialog)
        qtbot.waitUntil(lambda dialog=dialog: not isValid(dialog))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert beside(window) <= before


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_shows_is_named_and_goes_with_its_window(name: str, window: MainWindow, qtbot: QtBot) -> None:
    widget = window.panel(name)
    assert widget is not None
    settle(qtbot, window.session)
    qtbot.waitUntil(widget.isVisible)
    assert unnamed(widget) == []
    window._docks[name].close()
    assert not widget.isVisible()
    window.panel(name)
    assert widget.isVisible()


def test_the_whole_window_is_named_and_reached_by_tab(window: MainWindow, qtbot: QtBot) -> None:
    settle(qtbot, window.session)
    assert unnamed(window) == []
    assert unreachable(window) == []


def test_every_action_has_a_name_a_mnemonic_and_keys_of_its_own() -> None:
    assert [name for name, count in Counter(action.name for action in ACTIONS).items() if count > 1] == []
    assert {action.name.partition("_")[0] for action in ACTIONS if "&" not in action.text} == {"reveal", "order"}
    keys = [QKeySequence(action.shortcut).toString() for action in ACTIONS if action.shortcut]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert "" not in keys
    for subject in SUBJECTS:
        letters = [
            action.text.partition("&")[2][:1].lower() for action in subject.actions if action and "&" in action.text
        ]
        assert [letter for letter, count in Counter(letters).items() if count > 1] == [], subject.text


def test_every_icon_is_there() -> None:
    from netlens.resource import folder

    assert [
        action.icon for action in ACTIONS if action.icon and not (folder("icons") / f"{action.icon}.svg").exists()
    ] == []


def test_every_action_is_in_the_search_box(window: MainWindow, qtbot: QtBot) -> None:
    settle(qtbot, window.session)
    box = window.search
    for name, action in window.actions_by_name.items():
        if action.isEnabled():
            box.setText(action.iconText())
            assert name in {hit.action for hit in box._commands()}, name


def test_actions_know_when_they_can_be_used(window: MainWindow, qtbot: QtBot) -> None:
    session, by_name = window.session, window.actions_by_name
    assert not by_name["undo"].isEnabled()
    assert not by_name["confirm"].isEnabled()
    session.select("R1")
    assert by_name["confirm"].isEnabled()
    assert not by_name["hide"].isEnabled()
    by_name["confirm"].trigger()
    assert by_name["undo"].isEnabled()
    assert "Confirm" in by_name["undo"].text()
    session.close()
    assert not by_name["export"].isEnabled()
    assert by_name["open"].isEnabled()
    assert window.start.isVisible()


def test_the_tabs_of_the_panels_below_are_named_and_no_stop_for_tab_when_all_are_closed(
    window: MainWindow, qtbot: QtBot
) -> None:
    settle(qtbot, window.session)
    below = [window._docks[panel.name] for panel in PANELS.values() if panel.area == "bottom"]
    for dock in below:
        dock.show()

    def bars() -> list[QTabBar]:
        return [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.isVisible()]

    qtbot.waitUntil(lambda: [bar.count() for bar in bars()] == [len(below)])
    assert bars()[0].focusPolicy() & Qt.FocusPolicy.TabFocus
    assert unnamed(window) == []
    open_before = window.saveState()
    for dock in below:
        dock.close()
    window.restoreState(window.saveState())
    qtbot.waitUntil(lambda: [bar.count() for bar in bars()] == [0])  # Qt's own
    assert unnamed(window) == []
    window.restoreState(open_before)
    qtbot.waitUntil(lambda: [bar.count() for bar in bars()] == [len(below)])
    assert bars()[0].focusPolicy() & Qt.FocusPolicy.TabFocus
