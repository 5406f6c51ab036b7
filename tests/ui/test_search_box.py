"""The search box has the keyboard when a case opens: Ctrl+Z is the case's all the same, while nothing was typed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.frame.search import SearchBox
from ui.session import Session

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def wants(box: SearchBox, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether the box takes the keys for itself before a shortcut of the window gets them."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, modifiers)
    QApplication.sendEvent(box, event)
    return event.isAccepted()


@pytest.mark.parametrize("modifiers", [CTRL, CTRL | SHIFT])
def test_undo_is_left_to_the_case(modifiers: Qt.KeyboardModifier, session: Session, qtbot: QtBot) -> None:
    box = SearchBox(session, {})
    qtbot.addWidget(box)
    box.show()
    assert not wants(box, modifiers)
    QTest.keyClicks(box, "an")
    assert wants(box, CTRL), "what was typed is taken back first"
