"""The hands of a person at the window: click, type, wait until what was asked for is there."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.answers.plain.page import Page
from ui.app import Desk
from ui.panels.details import Details
from ui.panels.rings import RingsPanel
from ui.widgets.item_row import ItemRow

T = TypeVar("T", bound=QWidget)
LONG = 60_000  # ms: a loaded machine finds the sample's rings in that


class Hands:
    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot

    @property
    def details(self) -> Details:
        found = self.desk.window.findChild(Details)
        assert isinstance(found, Details)
        return found

    @property
    def rings(self) -> RingsPanel:
        found = self.desk.window.findChild(RingsPanel)
        assert isinstance(found, RingsPanel)
        return found

    def page(self) -> Page:
        return self.details.trail[-1][1]

    def until(self, there: Callable[[], bool], timeout: int = LONG) -> None:
        self.qtbot.waitUntil(there, timeout=timeout)

    def press(self, widget: QWidget) -> None:
        """A real click in the middle of a widget that can be seen and used."""
        self.until(lambda: widget.isVisible() and widget.isEnabled())
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def button(self, inside: QWidget, text: str) -> QPushButton:
        return next(one for one in inside.findChildren(QPushButton) if one.text().strip().startswith(text))

    def press_button(self, inside: QWidget, text: str) -> None:
        self.press(self.button(inside, text))

    def type_in(self, field: QWidget, text: str) -> None:
        self.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        QTest.keyClicks(field, text)

    def pick(self, view: QAbstractItemView, index: QModelIndex) -> None:
        view.scrollTo(index)
        at = view.visualRect(index)
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x() + 40, at.center().y()))

    def follow(self, beginning: str) -> None:
        """Follow the first link of the sentence on the page that begins so."""

        def links() -> list[QLabel]:
            labels = self.details.view.findChildren(QLabel)
            return [one for one in labels if one.accessibleName().startswith(beginning) and "<a href" in one.text()]

        self.until(lambda: bool(links()))  # a page is laid out a moment after it is known
        links()[0].linkActivated.emit("0")

    def press_item(self, number: int = 0) -> None:
        self.until(lambda: len(self.details.view.findChildren(ItemRow)) > number)
        self.press(self.details.view.findChildren(ItemRow)[number])

    def action(self, name: str) -> QAction:
        return self.desk.window.actions_by_name[name]
