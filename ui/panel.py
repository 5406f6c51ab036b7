"""What a panel is. Each file of ui/panels ends in PANEL = Panel(…); the window docks what the folder scan finds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from netlens.i18n import _

if TYPE_CHECKING:
    from ui.session import Session


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: `title` for people, where it stands at first, and what builds its widget when it is first shown."""

    name: str
    title: str
    area: Literal["left", "right", "bottom"]
    build: Callable[["Session"], QWidget]
    open: bool = False  # shown from the start


AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
}


class PanelDock(QDockWidget):
    """A dock that builds its panel when it is first shown."""

    def __init__(self, panel: Panel, session: "Session", parent: QWidget) -> None:
        super().__init__(_(panel.title), parent)
        self.panel, self._session = panel, session
        self.setObjectName(f"panel-{panel.name}")  # by which the saved layout finds it
        self.setAccessibleName(_(panel.title))
        self.toggleViewAction().setText(_(panel.title))

    def showEvent(self, event: QShowEvent) -> None:
        if self.widget() is None:
            self.setWidget(self.panel.build(self._session))
        super().showEvent(event)
