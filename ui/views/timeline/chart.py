"""The timeline widget: paints lanes over time, and tells what a hand or the keyboard points at."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from netlens.i18n import _
from ui.answers.plain.page import Target
from ui.answers.plain.time import Lane, Lanes
from ui.dress import look
from ui.views.timeline.grid import HISTOGRAM, Grid
from ui.views.timeline.painting import Counts, Sight, chosen, paint
from ui.views.timeline.words import cell_words

NOTHING = Lanes("", "", "year", (), (), (), np.zeros((0, 0, 6), dtype=np.uint32))
WIDEST = 64.0  # px of a column when zoomed in
SLIP = 4  # px a hand may move and still click


class TimelineChart(QAbstractScrollArea):
    """`picked(lane)`, `asked(target)`: a name or a cell was clicked; `brushed()`: another stretch of time is chosen."""

    picked = Signal(object)  # Lane
    asked = Signal(object)  # Target
    brushed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lanes = NOTHING
        self.brush: tuple[int, int] | None = None  # first and last column chosen
        self.focus = (HISTOGRAM, 0)
        self._families: tuple[int, ...] = tuple(range(6))
        self._picked: frozenset[int] = frozenset()
        self._totals: Counts = np.zeros((0, 0))
        self._stacked: Counts = np.zeros((0, 6))
        self._zoom = 1.0
        self._pressed: tuple[QPoint, int] | None = None  # where, and the column the brush starts at
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(look.px(82))  # axis and histogram
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(look.px(600), look.px(240))

    def show_lanes(self, lanes: Lanes) -> None:
        """Other lanes; the stretch chosen stays where its days still are."""
        kept = self.stretch()
        self.lanes = lanes
        self.brush = None
        if kept and lanes.bins:
            inside = [n for n, one in enumerate(lanes.bins) if one.until >= kept[0] and one.since <= kept[1]]
            self.brush = (inside[0], inside[-1]) if inside else None
        lane, column = self.focus
        self.focus = (min(lane, len(lanes.lanes) - 1), min(column, max(len(lanes.bins) - 1, 0)))
        self.show_families(self._families)
        self._scroll()
        self.brushed.emit()

    def show_families(self, families: Collection[int]) -> None:
        """Count and paint only these families of evidence."""
        self._families = tuple(families)
        counts = chosen(self.lanes.counts, self._families)
        self._totals, self._stacked = counts.sum(axis=2), counts.sum(axis=0)
        self.viewport().update()

    def mark(self, ring: str, ids: Collection[int]) -> None:
        """Light up what is picked elsewhere, and bring it into view."""
        lanes = self.lanes.lanes
        if self.lanes.ring:
            found = frozenset(n for n, lane in enumerate(lanes) if lane.entity in ids)
        else:
            found = frozenset(n for n, lane in enumerate(lanes) if ring and lane.ring == ring)
        if found != self._picked:
            self._picked = found
            if found:
                self.focus = (min(found), self.focus[1])
                self._reveal()
            self.viewport().update()

    def stretch(self) -> tuple[str, str] | None:
        """The days chosen with the brush (ISO, both included)."""
        if self.brush is None or not self.lanes.bins:
            return None
        return self.lanes.bins[self.brush[0]].since, self.lanes.bins[self.brush[1]].until

    def only(self) -> str:
        """The families shown, as a question takes them; "" for all."""
        names = [self.lanes.families[number][0] for number in self._families] if self.lanes.families else []
        return "" if len(names) == len(self.lanes.families) else ",".join(names) or "none"

    def choose(self, brush: tuple[int, int] | None) -> None:
        """Choose a stretch of columns, or none."""
        if brush != self.brush:
            self.brush = brush
            self.viewport().update()
            self.brushed.emit()
            self._say()

    def grid(self) -> Grid:
        names = min(look.px(250), self.viewport().width() // 3)
        grid = Grid(
            columns=len(self.lanes.bins), lanes=len(self.lanes.lanes), names=names, axis=look.px(20),
            histogram=look.px(58), lane=look.px(26), column=1.0,
            x=self.horizontalScrollBar().value(), y=self.verticalScrollBar().value(),
        )  # fmt: skip
        room = max(self.viewport().width() - names, 1)
        fitting = max(room / max(grid.columns, 1), 2.0)
        return replace(grid, column=min(fitting * self._zoom, max(WIDEST, fitting)))

    def open_cell(self, lane: int, column: int) -> None:
        """Ask for the facts of a cell."""
        target = self._target(lane, column, column)
        if target is not None:
            self.asked.emit(target)

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Wider or narrower columns; what is at `x` stays there."""
        before = self.grid()
        at = x if x is not None else (before.names + self.viewport().width()) / 2
        place = (at - before.names + before.x) / before.column
        self._zoom = min(max(self._zoom * factor, 1.0), 200.0)
        if self.grid().column >= WIDEST and factor > 1:
            self._zoom = max(self._zoom / factor, 1.0)
        self._scroll()
        after = self.grid()
        self.horizontalScrollBar().setValue(round(place * after.column - (at - after.names)))
        self.viewport().update()

    def _scroll(self) -> None:
        grid = self.grid()
        wide, high = self.viewport().width() - grid.names, self.viewport().height() - grid.head
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(max(wide, 1))
        across.setRange(0, max(grid.wide - wide, 0))
        across.setSingleStep(max(round(grid.column), 1))
        down.setPageStep(max(high, 1))
        down.setRange(0, max(grid.high - high, 0))
        down.setSingleStep(grid.lane)

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

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        sight = Sight(
            self.lanes, self._totals, self._stacked, self._picked, self.focus, self.hasFocus(), self.brush
        )  # fmt: skip
        paint(painter, self.grid(), sight, self.viewport().width(), self.viewport().height())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scroll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

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

    def _reveal(self) -> None:
        """Scroll to where the keyboard stands."""
        grid = self.grid()
        lane, column = self.focus
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        left = column * grid.column
        if not across.value() <= left <= across.value() + across.pageStep() - grid.column:
            across.setValue(round(left - across.pageStep() / 2))
        if lane >= 0:
            top = lane * grid.lane
            lowest = -(-(top + grid.lane - down.pageStep()) // grid.lane) * grid.lane  # so that no lane is cut on top
            down.setValue(min(max(down.value(), lowest), top))

    def _pick(self, lane: int) -> None:
        self.picked.emit(self.lanes.lanes[lane])

    def _words(self, lane: int, column: int) -> str:
        shown: Lane | None = self.lanes.lanes[lane] if lane >= 0 else None
        counts = None
        if column >= 0:
            row = self.lanes.counts[shown.row] if shown is not None and shown.row >= 0 else None
            counts = self._stacked[column] if shown is None else None if row is None else row[column]
        return cell_words(self.lanes, shown, column, counts)

    def _say(self) -> None:
        """What a screen reader says of where the keyboard stands."""
        if not self.lanes.bins:
            return
        said = self._words(*self.focus)
        self.setAccessibleDescription(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
