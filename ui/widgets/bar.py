"""One labelled bar of a share, which can lead on."""

from PySide6.QtCore import QRectF, Qt, SignalInstance
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.answers.plain.page import Bar
from ui.dress import look


class BarRow(QWidget):
    """Label, bar, text. A click or Enter sends the bar's target, when it has one."""

    def __init__(self, bar: Bar, went: SignalInstance) -> None:
        super().__init__()
        self._bar, self._went = bar, went
        self.setAccessibleName(f"{bar.label}: {bar.text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.px(1), 0, look.px(1))
        row.setSpacing(look.px(10))
        name = look.label(bar.label)
        name.setFixedWidth(look.px(112))
        row.addWidget(name)
        row.addWidget(_Share(bar.share), 1)
        row.addWidget(look.label(bar.text, "muted"))
        if bar.target is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        if self._bar.target is not None:
            self._went.emit(self._bar.target)


class _Share(QWidget):
    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = min(max(share, 0.0), 1.0)
        self.setMinimumSize(look.px(40), look.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tall = look.px(6)
        whole = QRectF(0, (self.height() - tall) / 2, self.width(), tall)
        painter.setBrush(QColor(look.theme().border))
        painter.drawRoundedRect(whole, tall / 2, tall / 2)
        painter.setBrush(QColor(look.theme().accent))
        part = QRectF(whole.x(), whole.y(), max(tall, whole.width() * self._share), tall)
        if self._share > 0:
            painter.drawRoundedRect(part, tall / 2, tall / 2)
        painter.end()
