"""What stands where nothing is yet: why, and what to do about it. Also while it is being fetched."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.dress import look
from ui.messages import in_window


class Empty(QWidget):
    """An icon, one sentence, a hint, and at most one thing to press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(20), look.px(20), look.px(20))
        column.setSpacing(look.px(8))
        column.addStretch(2)
        self._sign = QLabel()
        self._text = look.label("", "section", wrap=True)
        self._hint = look.label("", "muted", wrap=True)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setMaximumWidth(look.px(160))
        self._button = QPushButton()
        for widget in (self._sign, self._text, self._hint, self._busy, self._button):
            if widget in (self._text, self._hint):
                column.addWidget(widget)  # as wide as there is room: only so is its height right
                widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            else:
                column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._action: QAction | None = None
        self._button.clicked.connect(self._press)

    def say(self, text: str, hint: str = "", *, icon: str = "", action: QAction | None = None) -> None:
        """Nothing here, and why; or nothing was found; or it failed."""
        self._fill(in_window(text), in_window(hint), icon, busy=False)
        self._action = action
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.setText(action.iconText())
            self._button.setIcon(action.icon())

    def wait(self, text: str) -> None:
        """It is being fetched."""
        self._fill(text, "", "", busy=True)
        self._button.hide()

    def _fill(self, text: str, hint: str, icon: str, *, busy: bool) -> None:
        self._sign.setVisible(bool(icon))
        if icon:
            self._sign.setPixmap(look.picture(icon, "muted", 32))
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._busy.setVisible(busy)
        self.setAccessibleName(f"{text} {hint}".strip())

    def _press(self) -> None:
        if self._action is not None:
            self._action.trigger()
