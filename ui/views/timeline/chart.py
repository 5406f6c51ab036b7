"""The timeline widget: what a hand or the keyboard points at is told, and shown."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from ui.answers.plain.page import Target
from ui.views.timeline.canvas import LaneCanvas
from ui.views.timeline.grid import HISTOGRAM

SLIP = 4  # px a hand may move and still click


class TimelineChart(LaneCanvas):
    """`picked(lane)`, `asked(target)`: a name or a cell was clicked; `opened(lane)`: twice; `menued`: right click."""

    picked = Signal(object)  # Lane
    opened = Signal(object)  # Lane: double click on its name
    menued = Signal(object, QPoint)  # Lane: right click, or the menu key; the point on the screen
    asked = Signal(object)  # Target

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: tuple[QPoint, int] | None = None  # where, and the column the brush starts at
        self._dragging = False

    def open_cell(self, lane: int, column: int) -> None:
        """Ask for the facts of a cell."""
        target = self._target(lane, column, column)
        if target is not None:
            self.asked.emit(target)

    def _target(self, lane: int, first: int, last: int) -> Target | None:
        bins = self.lanes.bins
        if not 0 <= first <= last < len(bins):
            return None
        ring, entity = self.lanes.ring, -1
        if lane >= 0:
            shown = self.lanes.lanes[lane]
            if not shown.ring:
                return None
            ring, entity = shown.ring, shown.entity
        return Target("beyond.stretch:facts", (ring, entity, bins[first].since, bins[last].until, self.only()))

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.lanes.bins:
            self._pressed = event.position().toPoint(), self.grid().column_at(event.position().x())
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        grid, at = self.grid(), event.position()
        over_time = at.x() > grid.names
        self.viewport().setCursor(
            Qt.CursorShape.CrossCursor if over_time and at.y() < grid.head else Qt.CursorShape.PointingHandCursor
        )
        if self._pressed is None:
            return
        start, column = self._pressed
        if not self._dragging and abs(at.x() - start.x()) > SLIP and start.x() > grid.names:
            self._dragging = True
        if self._dragging:
            here = grid.column_at(at.x())
            self.choose((min(column, here), max(column, here)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._dragging:
            self._dragging = False
            return
        grid, at = self.grid(), event.position()
        lane = grid.lane_at(at.y())
        if lane is None:
            self.choose(None)
            return
        column = grid.column_at(at.x())
        self.focus = (lane, column if at.x() > grid.names else self.focus[1])
        self._say()
        self.viewport().update()
        if at.x() <= grid.names:
            if lane >= 0:
                self._pick(lane)
        elif lane == HISTOGRAM or self.lanes.lanes[lane].ring:
            self.open_cell(lane, column)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        lane = self.grid().lane_at(event.position().y())
        if lane is not None and lane >= 0 and event.position().x() <= self.grid().names:
            self.opened.emit(self.lanes.lanes[lane])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        lane = self.focus[0] if by_key else self.grid().lane_at(event.pos().y())
        if lane is None or lane < 0:
            return
        place = QPoint(self.grid().names, round(self.grid().top(lane)) + self.grid().lane)
        self.menued.emit(self.lanes.lanes[lane], self.viewport().mapToGlobal(place) if by_key else event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.25 ** (event.angleDelta().y() / 120), event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (event.angleDelta().y() or event.angleDelta().x()))
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            grid, at = self.grid(), event.pos()
            lane = grid.lane_at(at.y())
            if lane is not None and self.lanes.bins:
                column = grid.column_at(at.x()) if at.x() > grid.names else -1
                QToolTip.showText(event.globalPos(), self._words(lane, column), self.viewport())
            return True
        return super().viewportEvent(event)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        lane, column = self.focus
        last = len(self.lanes.bins) - 1
        if last < 0:
            return False
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            way = 1 if key == Qt.Key.Key_Right else -1
            jump = bool(held & Qt.KeyboardModifier.ControlModifier)
            goal = self._with_evidence(lane, column, way) if jump else min(max(column + way, 0), last)
            if held & Qt.KeyboardModifier.ShiftModifier:
                self._stretch_to(column, goal)
            self._go(lane, goal)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(lane + (1 if key == Qt.Key.Key_Down else -1), column)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = max(self.verticalScrollBar().pageStep() // self.grid().lane, 1)
            self._go(lane + (page if key == Qt.Key.Key_PageDown else -page), column)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(lane, 0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_cell(lane, column)
        elif key == Qt.Key.Key_Space and lane >= 0:
            self._pick(lane)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(0.8 if key == Qt.Key.Key_Minus else 1.25)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.written())
        elif key == Qt.Key.Key_Escape and self.brush is not None:
            self.choose(None)
        else:
            return False
        return True

    def _stretch_to(self, start: int, goal: int) -> None:
        """Widen or narrow what is chosen by the end that the keyboard holds."""
        if self.brush is None or start not in self.brush:
            self.choose((min(start, goal), max(start, goal)))
        else:
            other = self.brush[0] if start == self.brush[1] else self.brush[1]
            self.choose((min(other, goal), max(other, goal)))

    def _with_evidence(self, lane: int, column: int, way: int) -> int:
        row = self.lanes.lanes[lane].row if lane >= 0 else -1
        counts = self._totals[row] if row >= 0 else self._stacked.sum(axis=1)
        there = np.flatnonzero(counts)
        there = there[there > column] if way > 0 else there[there < column]
        return int(there[0] if way > 0 else there[-1]) if len(there) else column

    def _go(self, lane: int, column: int) -> None:
        self.focus = (min(max(lane, HISTOGRAM), len(self.lanes.lanes) - 1), column)
        self._reveal()
        self._say()
        self.viewport().update()

    def _pick(self, lane: int) -> None:
        self.picked.emit(self.lanes.lanes[lane])
