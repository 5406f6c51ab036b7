"""The only doors to message boxes: show_error, show_notice, ask. And the last door for what nobody foresaw."""

import logging
import re
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from netlens.i18n import _

NOTICE_FOR = 6_000  # ms a notice stays: time to read two lines twice

_OPTIONS = re.compile(r"\s*\([^()]*(?:--[a-z]|`netlens)[^()]*\)")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_COMMAND = re.compile(r"(?:^|\s)--[a-z]|`netlens")

log = logging.getLogger("netlens.window")


def in_window(text: str) -> str:
    """A message of the core without what helps on the command line only: bracketed options, sentences on commands."""
    text = _OPTIONS.sub("", text)
    return " ".join(one for one in _SENTENCES.split(text) if not _COMMAND.search(one)).strip().removesuffix(";")


def show_error(parent: QWidget | None, message: str, hint: str = "") -> QMessageBox:
    """Say what failed, then what to do. Does not wait for the answer."""
    return _box(parent, QMessageBox.Icon.Warning, _("This did not work"), message, hint, [_("&Close")])


def ask(parent: QWidget | None, question: str, hint: str, yes: str, then: Callable[[], None]) -> QMessageBox:
    """Put a question; `then` is called when the person chooses `yes` (a verb, e.g. "Withdraw")."""
    box = _box(parent, QMessageBox.Icon.Question, _("Please decide"), question, hint, [yes, _("&Cancel")])
    first = box.buttons()[0]
    box.buttonClicked.connect(lambda button: then() if button is first else None)
    return box


def show_notice(window: QWidget, text: str) -> QLabel:
    """Say something that needs no answer: a line above the status bar, gone by itself or at a click."""
    for old in window.findChildren(QLabel, "notice"):
        old.deleteLater()
    notice = _Notice(text, window)
    notice.show()
    notice.raise_()
    return notice


def _box(
    parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str, hint: str, buttons: list[str]
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a file name or a field's value is never read as HTML
    box.setText(in_window(text))
    box.setInformativeText(in_window(hint))
    roles = [QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.RejectRole]
    made = [box.addButton(words, role) for words, role in zip(buttons, roles, strict=False)]
    box.setDefaultButton(made[0])
    box.setEscapeButton(made[-1])
    box.open()
    return box


class _Notice(QLabel):
    def __init__(self, text: str, window: QWidget) -> None:
        super().__init__(text, window)
        self.setObjectName("notice")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAccessibleName(_("Notice"))
        self.setFixedWidth(min(560, max(240, window.width() - 80)))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - 56)
        QTimer.singleShot(NOTICE_FOR, self, self.deleteLater)

    def mousePressEvent(self, event: object) -> None:
        self.deleteLater()


class Unforeseen(QObject):
    """Whatever nobody caught becomes one message and one line in the log, both without case data."""

    happened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._box: QMessageBox | None = None  # kept: without a window to belong to, it would go at once
        self._before = sys.excepthook
        sys.excepthook = self._caught

    def restore(self) -> None:
        sys.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from netlens.terminal import trace_without_values

        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("unforeseen error\n%s", trace_without_values(error))
        self.happened.emit()
        if self._box is not None:
            return  # one message for a burst of errors
        self._box = show_error(
            QApplication.activeWindow(),
            _("Something went wrong inside NetLens."),
            _("Your case file is safe: every change is written at once. If it happens again, start NetLens anew."),
        )
        self._box.finished.connect(self._seen)

    def _seen(self) -> None:
        self._box = None
