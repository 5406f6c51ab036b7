"""One line of a list on a page: icon, text, what is said under it, a word at the right."""

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.answers.plain.page import Item
from ui.dress import look


class ItemRow(QWidget):
    """A click or Enter sends the item's target, when it has one."""

    def __init__(self, item: Item, went: SignalInstance) -> None:
        super().__init__()
        self._item, self._went = item, went
        self.setObjectName("item")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(", ".join(part for part in (item.text, item.under, item.right) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(6), look.px(4), look.px(6), look.px(4))
        row.setSpacing(look.px(8))
        if item.icon:
            sign = QLabel()
            sign.setPixmap(look.picture(item.icon, "muted" if item.tone == "plain" else item.tone, 16))
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(look.label(item.text, wrap=True))
        if item.under:
            words.addWidget(look.label(item.under, "small", wrap=True))
        row.addLayout(words, 1)
        if item.right:
            row.addWidget(self._right(item), 0, Qt.AlignmentFlag.AlignTop)
        if item.target is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setProperty("leads", True)

    def _right(self, item: Item) -> QWidget:
        if item.rows is None:
            return look.label(item.right, "small")
        rows = QToolButton()
        rows.setText(item.right)
        rows.setProperty("link", True)
        rows.setAccessibleName(f"{item.text}: {item.right}")
        rows.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        rows.setCursor(Qt.CursorShape.PointingHandCursor)
        rows.clicked.connect(lambda _checked: self._went.emit(item.rows))
        return rows

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        if self._item.target is not None:
            self._went.emit(self._item.target)
