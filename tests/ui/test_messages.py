"""The doors to message boxes, and the last door for what nobody foresaw."""

import logging
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ui.messages import Unforeseen, ask, in_window, show_error, show_notice


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_an_error_says_what_failed_and_what_to_do_as_plain_text(window: QWidget, qtbot: QtBot) -> None:
    box = show_error(window, "The file <b>x</b>.csv cannot be read.", "Save it as UTF-8.")
    assert box.isVisible()
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.informativeText() == "Save it as UTF-8."
    box.buttons()[0].click()
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))


@pytest.mark.parametrize(("button", "done"), [(0, [True]), (1, [])])
def test_a_question_is_done_only_when_said_yes(window: QWidget, qtbot: QtBot, button: int, done: list[bool]) -> None:
    told: list[bool] = []
    box = ask(window, "Withdraw this import?", "It can be undone.", "Withdraw", lambda: told.append(True))
    assert [one.text() for one in box.buttons()] == ["Withdraw", "&Cancel"]
    box.buttons()[button].click()
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    assert told == done


def test_a_notice_goes_at_a_click_and_gives_way_to_the_next(window: QWidget, qtbot: QtBot) -> None:
    show_notice(window, "3 files written.")
    second = show_notice(window, "4 files written.")
    qtbot.waitUntil(lambda: window.findChildren(type(second), "notice") == [second])
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(type(second), "notice"))


def test_what_nobody_foresaw_is_one_message_and_a_log_without_case_data(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    unforeseen = Unforeseen()
    try:
        for _ in range(3):
            try:
                raise ValueError("Nguyễn Thị Lan, born 2009")
            except ValueError as error:
                with caplog.at_level(logging.ERROR, "netlens.window"):
                    sys.excepthook(type(error), error, error.__traceback__)
        boxes = [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]
        assert len(boxes) == 1
        assert "Lan" not in boxes[0].text() + boxes[0].informativeText() + caplog.text
        assert "ValueError" in caplog.text
        boxes[0].close()
    finally:
        unforeseen.restore()


@pytest.mark.parametrize(
    ("core", "shown"),
    [
        (
            "Name the columns as in the template (`netlens template`), or use a saved column mapping (--mapping FILE).",
            "Name the columns as in the template, or use a saved column mapping.",
        ),
        ("Give them one with --handling CODE (P, C, H0).", ""),
        ("Close it first. Run `netlens rings` on it.", "Close it first."),
        (
            "an earlier row says otherwise and stands; --update takes the new value",
            "an earlier row says otherwise and stands",
        ),
        ("Type the passphrase again; mind the keyboard.", "Type the passphrase again; mind the keyboard."),
    ],
)
def test_words_of_the_command_line_are_not_shown(core: str, shown: str) -> None:
    assert in_window(core) == shown
