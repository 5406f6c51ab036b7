"""What lies over the canvas: a small map of the whole, and buttons for those who have no wheel."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from netlens.i18n import _
from netlens.network.drawing.arranging import ARRANGEMENTS, possible
from ui.theme import mix
from ui.views.graph.paint.batches import image_of
from ui.views.graph.paint.signs import sign

if TYPE_CHECKING:
    from ui.views.graph.canvas import Canvas


class Minimap(QWidget):
    """The whole picture in a corner; the frame is what the canvas shows, and can be dragged."""

    def __init__(self, view: "Canvas") -> None:
        super().__init__(view)
        self._view = view
        self._picture: QPixmap | None = None
        self._scale, self._left, self._top = 1.0, 0.0, 0.0
        self.setFixedSize(168, 112)
        self.setAccessibleName(_("Small map of the whole graph"))
        self.setToolTip(_("Drag to look elsewhere"))

    def refresh(self) -> None:
        """The board has changed."""
        self._picture = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._painted()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        left, top, right, bottom = self._view.camera.view()
        frame = QRectF(
            (left - self._left) * self._scale, (top - self._top) * self._scale,
            (right - left) * self._scale, (bottom - top) * self._scale,
        ).intersected(QRectF(1, 1, self.width() - 2, self.height() - 2))  # fmt: skip
        accent = QColor(self._view.theme.accent)
        painter.setPen(QPen(accent, 1.5))
        accent.setAlpha(30)
        painter.setBrush(accent)
        painter.drawRect(frame)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, y = event.position().x() / self._scale + self._left, event.position().y() / self._scale + self._top
        self._view.centre(x, y)

    def _painted(self) -> QPixmap:
        board, theme = self._view.board, self._view.theme
        wide, high = self.width(), self.height()
        left, top, right, bottom = board.bounds(pad=60)
        self._scale = min(wide / (right - left), high / (bottom - top))
        self._left = (left + right) / 2 - wide / 2 / self._scale
        self._top = (top + bottom) / 2 - high / 2 / self._scale
        picture = QPixmap(wide, high)
        picture.fill(QColor(theme.window))
        pixels = np.zeros((high, wide), dtype=np.uint32)
        at = np.round((board.xy - (self._left, self._top)) * self._scale).astype(np.int64)
        inside = ((at >= 0) & (at < (wide, high))).all(axis=1)
        wheel = np.array([QColor(c).rgba() for c in (*theme.rings, theme.node)], dtype=np.uint32)
        colour = np.array([s.colour % len(theme.rings) for s in board.scene.rings] + [-1], dtype=np.int64)
        pixels[at[inside, 1], at[inside, 0]] = wheel[colour[board.scene.ring[inside]]]
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, radius = board.ring_places()
        for shape, (x, y), far in zip(board.scene.rings, middle.tolist(), radius.tolist(), strict=True):
            if len(shape.members) and (far or 90) * self._scale > 1.2:
                body = QColor(theme.rings[shape.colour % len(theme.rings)])
                body.setAlpha(120 if shape.status == "supported" else 60)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(body)
                wide_ = (far or 90) * self._scale
                painter.drawEllipse(
                    QPointF((x - self._left) * self._scale, (y - self._top) * self._scale), wide_, wide_
                )
        painter.drawImage(0, 0, image_of(pixels))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.border))
        painter.drawRect(0, 0, wide - 1, high - 1)
        painter.end()
        return picture


class Buttons(QWidget):
    """Nearer, farther, everything, for those who have no wheel; and the order of the picture."""

    def __init__(self, view: "Canvas", arrange: Callable[[str], None]) -> None:
        super().__init__(view)
        self._view, self._arrange = view, arrange
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._buttons: list[tuple[QToolButton, str]] = []
        for what, name, act in (
            ("plus", _("Nearer (+)"), lambda: view.zoom(1.25)),
            ("minus", _("Farther (−)"), lambda: view.zoom(0.8)),
            ("all", _("Show everything (Home)"), view.fit),
            ("order", _("Order of the picture"), self._orders),
        ):
            button = QToolButton(self)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setFixedSize(28, 28)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
            column.addWidget(button)
            self._buttons.append((button, what))
        self.adjustSize()
        self.dress()

    def _orders(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in possible(self._view.board.scene):
            action = menu.addAction(_(ARRANGEMENTS[name]))
            action.setCheckable(True)
            action.setChecked(name == self._view.order)
            action.triggered.connect(partial(self._arrange, name))
        button = self._buttons[-1][0]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def dress(self) -> None:
        for button, what in self._buttons:
            picture = QPixmap(20, 20)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(10, 10)
            sign(painter, what, 16, mix(self._view.theme.text, self._view.theme.window, 0.15))
            painter.end()
            button.setIcon(QIcon(picture))
            button.setIconSize(QSize(20, 20))
            colours = button.palette()
            colours.setColor(QPalette.ColorRole.Button, QColor(self._view.theme.window))
            button.setPalette(colours)
