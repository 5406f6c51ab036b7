"""The first page: three ways in, and the last case files. No empty grey window."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from netlens.i18n import _
from ui.dress import look
from ui.session import Session
from ui.settings import still_there


class StartPage(QWidget):
    recent = Signal(str)  # a case file of the list

    def __init__(self, session: Session, ways: list[tuple[QAction, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(look.px(14))
        column.addStretch(2)
        column.addWidget(look.label("NetLens", "huge"))
        column.addWidget(look.label(_("Finds trafficking rings in case records, and shows why."), "muted"))
        column.addSpacing(look.px(14))
        cards = QHBoxLayout()
        cards.setSpacing(look.px(16))
        self.cards = [_Card(action, icon, under) for action, icon, under in ways]
        for card in self.cards:
            cards.addWidget(card)
        column.addLayout(cards)
        column.addWidget(
            look.label(_("Or drop record files (CSV, Excel, a folder of them) on this window."), "small"),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(look.px(2))
        column.addSpacing(look.px(14))
        column.addLayout(self._list)
        column.addStretch(3)
        outer.addLayout(column)
        outer.addStretch(1)
        self._recent(session.settings.recent)

    def _recent(self, paths: tuple[str, ...]) -> None:
        if not paths:
            return
        self._list.addWidget(look.label(_("Last case files"), "section"))
        for path in paths:
            button = QPushButton(look.icon("case", "muted"), f"{Path(path).stem}   {_short(Path(path).parent)}")
            button.setFlat(True)
            button.setStyleSheet("text-align: left; border: none;")
            button.setAccessibleName(_("Open the case {name}").format(name=Path(path).stem))
            button.setEnabled(still_there(path))
            button.clicked.connect(lambda _checked, path=path: self.recent.emit(path))
            self._list.addWidget(button)


class _Card(QPushButton):
    """A big button: icon, name, one sentence."""

    def __init__(self, action: QAction, icon: str, under: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setAccessibleName(action.iconText())
        self.setAccessibleDescription(under)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(look.px(250), look.px(150))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(18), look.px(16), look.px(18), look.px(14))
        sign = QLabel()
        sign.setPixmap(look.picture(icon, "accent", 28))
        name = look.label(action.iconText(), "section", wrap=True)
        words = look.label(under, "small", wrap=True)
        for widget in (sign, name, words):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(widget)
        column.addStretch(1)
        self.clicked.connect(action.trigger)


def _short(folder: Path) -> str:
    """A folder as a person knows it: its last two names."""
    return "… / " + " / ".join(folder.parts[-2:]) if len(folder.parts) > 3 else str(folder)
