"""The timeline as pixels: lanes over time, what is picked and chosen in them, how far it is scrolled and zoomed."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from netlens.i18n import _
from ui.answers.plain.time import Lane, Lanes
from ui.dress import look
from ui.views.timeline.grid import HISTOGRAM, Grid
from ui.views.timeline.painting import Counts, Sight, chosen, paint
from ui.views.timeline.words import cell_words

NOTHING = Lanes("", "", "year", (), (), (), np.zeros((0, 0, 6), dtype=np.uint32))
WIDEST = 64.0  # px of a column when zoomed in
SLIP = 4  # px a hand may move and still click


class LaneCanvas(QAbstractScrollArea):
    """Lanes in, pixels out; the hand and the keys are TimelineChart's. `brushed()`: another stretch is chosen."""

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

    def written(self) -> str:
        """The lanes with their facts by column, for a spreadsheet."""
        heads = [self.lanes.title, *(one.since for one in self.lanes.bins)]
        lines = ["\t".join(heads)]
        for lane in self.lanes.lanes:
            counts = self._totals[lane.row].tolist() if lane.row >= 0 else [""] * len(self.lanes.bins)
            lines.append("\t".join([" ".join(lane.label.split()), *(str(count) for count in counts)]))
        return "\n".join(lines)

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
