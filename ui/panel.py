"""What a panel is. Each file of ui/panels ends in PANEL = Panel(…); the window docks what the folder scan finds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QToolButton, QWidget

from netlens.i18n import _
from ui.dress import look

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
        self.setFeatures(self.DockWidgetFeature.DockWidgetClosable | self.DockWidgetFeature.DockWidgetMovable)
        self.setTitleBarWidget(self._title())

    def _title(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("dock-title")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(look.px(12), look.px(6), look.px(6), look.px(6))
        row.addWidget(look.label(_(self.panel.title), "panel"), 1)
        close = QToolButton()
        close.setIcon(look.icon("close", "muted"))
        close.setAccessibleName(_("Close {panel}").format(panel=_(self.panel.title)))
        close.setToolTip(_("Close; the View menu brings it back"))
        close.clicked.connect(self.close)
        row.addWidget(close)
        return bar

    def showEvent(self, event: QShowEvent) -> None:
        if self.widget() is None:
            self.setWidget(self.panel.build(self._session))
        super().showEvent(event)
