"""How the timeline is painted: axis, histogram, lanes, signs, the brush. Only what can be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from ui.answers.plain.time import Lane, Lanes
from ui.dress import look
from ui.theme import Theme, font, mix
from ui.views.timeline.grid import HISTOGRAM, Grid
from ui.views.timeline.signs import paint_sign

Counts = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be seen: the lanes, how many facts each column holds, what is picked, focused and chosen.

    `totals[row, column]`: facts of the families shown; `stacked[column, family]`: of all lanes together.
    """

    lanes: Lanes
    totals: Counts
    stacked: Counts
    picked: frozenset[int]  # numbers of lanes
    focus: tuple[int, int]  # lane (HISTOGRAM on top), column
    focused: bool
    brush: tuple[int, int] | None


def paint(painter: QPainter, grid: Grid, sight: Sight, width: int, height: int) -> None:
    theme = look.theme()
    painter.fillRect(0, 0, width, height, QColor(theme.canvas))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _lanes(painter, grid, sight, width, height, theme)
    painter.fillRect(0, 0, width, grid.head, QColor(theme.window))
    _years(painter, grid, sight, width, height, theme)
    _histogram(painter, grid, sight, width, theme)
    _title(painter, grid, sight, theme)
    _brush(painter, grid, sight, width, height, theme)
    _names(painter, grid, sight, height, theme)
    _focus(painter, grid, sight, theme)


def family_colour(theme: Theme, number: int) -> QColor:
    """The colour of a family of evidence; the last is grey."""
    return QColor(theme.rings[number]) if number < 5 else QColor(theme.node)


def lane_colour(theme: Theme, lane: Lane) -> QColor:
    return QColor(theme.rings[lane.colour % len(theme.rings)]) if lane.colour >= 0 else QColor(theme.node)


def _face(step: float = 1.0, *, bold: bool = False) -> QFont:
    return font(look.scale(), step=step, bold=bold)


def _years(painter: QPainter, grid: Grid, sight: Sight, width: int, height: int, theme: Theme) -> None:
    """The axis: years with a line down through the lanes; months or quarters where there is room."""
    painter.setFont(_face(0.88))
    letters = painter.fontMetrics()
    free = float(grid.names)
    bins = sight.lanes.bins
    for column in grid.seen_columns(width):
        begins = bins[column].since.endswith("-01-01") or not column
        left = grid.left(column)
        if begins:
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(left, grid.axis * 0.3), QPointF(left, height))
        words = bins[column].short
        wide = letters.horizontalAdvance(words)
        room = wide + look.px(6) < grid.column or begins or column == grid.seen_columns(width).start
        if room and left >= free:
            painter.setPen(QColor(theme.text if begins else theme.muted))
            painter.drawText(QPointF(left + look.px(3), grid.axis - look.px(6)), words)
            free = left + wide + look.px(8)


def _histogram(painter: QPainter, grid: Grid, sight: Sight, width: int, theme: Theme) -> None:
    """Facts of all lanes by column, the families one upon the other."""
    highest = float(sight.stacked.sum(axis=1).max(initial=0))
    floor, room = grid.head - 1.0, grid.histogram - look.px(10)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLine(QPointF(grid.names, floor + 0.5), QPointF(width, floor + 0.5))
    if not highest:
        return
    gap = 1.0 if grid.column > 4 else 0.0
    painter.setPen(Qt.PenStyle.NoPen)
    for column in grid.seen_columns(width):
        bottom = floor
        for family, count in enumerate(sight.stacked[column].tolist()):
            if count:
                tall = room * count / highest
                painter.setBrush(family_colour(theme, family))
                painter.drawRect(QRectF(grid.left(column) + gap / 2, bottom - tall, grid.column - gap, tall))
                bottom -= tall
    painter.setPen(QColor(theme.muted))
    painter.setFont(_face(0.82))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(0, grid.axis, grid.names - look.px(6), look.px(18)), right, f"{round(highest):,}")


def _title(painter: QPainter, grid: Grid, sight: Sight, theme: Theme) -> None:
    """What the lanes are, beside the histogram of all of them."""
    painter.setFont(_face(bold=True))
    painter.setPen(QColor(theme.text))
    room = QRectF(look.px(12), grid.axis, grid.names - look.px(60), grid.histogram)
    words = painter.fontMetrics().elidedText(sight.lanes.title, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _lanes(painter: QPainter, grid: Grid, sight: Sight, width: int, height: int, theme: Theme) -> None:
    gap = 1.0 if grid.column > 4 else 0.0
    room = grid.lane - look.px(8)
    for number in grid.seen_lanes(height):
        lane, top = sight.lanes.lanes[number], grid.top(number)
        if number in sight.picked:
            painter.fillRect(QRectF(0, top, width, grid.lane), mix(theme.canvas, theme.accent, 0.18))
        painter.setPen(QPen(QColor(theme.border), 1 if theme.name == "contrast" else 0.5))
        painter.drawLine(QPointF(0, top + grid.lane), QPointF(width, top + grid.lane))
        colour = lane_colour(theme, lane)
        if lane.first >= 0:  # from its first to its last evidence
            line = QPen(colour, 2 if lane.status == "supported" else 1.4)
            line.setStyle(Qt.PenStyle.SolidLine if lane.status == "supported" else Qt.PenStyle.DashLine)
            painter.setPen(line)
            base = top + grid.lane - look.px(4)
            painter.drawLine(QPointF(grid.left(lane.first), base), QPointF(grid.left(lane.last + 1), base))
        if lane.row >= 0:
            counts = sight.totals[lane.row]
            highest = float(np.sqrt(counts.max(initial=0))) or 1.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for column in grid.seen_columns(width):
                if counts[column]:
                    tall = max(room * float(np.sqrt(counts[column])) / highest, look.px(3))
                    floor = top + grid.lane - look.px(4)
                    painter.drawRect(QRectF(grid.left(column) + gap / 2, floor - tall, grid.column - gap, tall))
        _signs(painter, grid, lane, top, theme)


def _signs(painter: QPainter, grid: Grid, lane: Lane, top: float, theme: Theme) -> None:
    """What became of it; each sign a little left of its column, on a ground of its own, never one over another."""
    size, free = look.px(11), -np.inf
    ink, ground = QColor(theme.text), QColor(theme.canvas)
    for sign in sorted(lane.signs, key=lambda one: one.column):
        x = max(grid.left(sign.column) - size * 0.2, free, grid.names + size * 0.8 if grid.x <= 0 else -np.inf)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground.red(), ground.green(), ground.blue(), 215))
        painter.drawEllipse(QPointF(x, top + look.px(9)), size * 0.75, size * 0.75)
        paint_sign(painter, sign.what, x, top + look.px(9), size, ink, ground)
        free = x + size * 1.35


def _names(painter: QPainter, grid: Grid, sight: Sight, height: int, theme: Theme) -> None:
    """The names at the left, on a ground that hides what is scrolled below them."""
    painter.save()
    painter.setClipRect(0, grid.head, grid.names, height - grid.head)
    painter.fillRect(0, grid.head, grid.names, height - grid.head, QColor(theme.window))
    letters = painter.fontMetrics()
    for number in grid.seen_lanes(height):
        lane, top = sight.lanes.lanes[number], grid.top(number)
        if number in sight.picked:
            painter.fillRect(QRectF(0, top, grid.names, grid.lane), mix(theme.window, theme.accent, 0.22))
            painter.fillRect(QRectF(0, top, look.px(3), grid.lane), QColor(theme.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(lane_colour(theme, lane))
        middle = top + grid.lane / 2
        painter.drawEllipse(QPointF(look.px(12), middle), look.px(4), look.px(4))
        left = look.px(22)
        painter.setFont(_face(bold=number in sight.picked))
        painter.setPen(QColor(theme.text))
        letters = painter.fontMetrics()
        room = grid.names - left - look.px(6)
        name = letters.elidedText(lane.label, Qt.TextElideMode.ElideRight, room)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, top, room, grid.lane), flags, name)
        rest = room - letters.horizontalAdvance(name) - look.px(8)
        if rest > look.px(40):
            painter.setFont(_face(0.82))
            painter.setPen(QColor(theme.muted))
            under = painter.fontMetrics().elidedText(lane.under, Qt.TextElideMode.ElideRight, rest)
            painter.drawText(
                QRectF(grid.names - look.px(6) - rest, top, rest, grid.lane), flags & ~Qt.AlignmentFlag.AlignLeft
                | Qt.AlignmentFlag.AlignRight, under,
            )  # fmt: skip
    painter.restore()
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLine(QPointF(grid.names + 0.5, 0), QPointF(grid.names + 0.5, height))


def _brush(painter: QPainter, grid: Grid, sight: Sight, width: int, height: int, theme: Theme) -> None:
    if sight.brush is None:
        return
    first, last = sight.brush
    left, right = max(grid.left(first), grid.names), max(grid.left(last + 1), grid.names)
    band = QColor(theme.accent)
    band.setAlpha(46)
    painter.fillRect(QRectF(left, 0, right - left, height), band)
    painter.setPen(QPen(QColor(theme.accent), 1.6))
    for x in (left, right):
        if grid.names < x < width:
            painter.drawLine(QPointF(x, 0), QPointF(x, height))


def _focus(painter: QPainter, grid: Grid, sight: Sight, theme: Theme) -> None:
    """Where the keyboard stands."""
    lane, column = sight.focus
    if not sight.focused or not 0 <= column < grid.columns or not -1 <= lane < grid.lanes:
        return
    tall = grid.histogram if lane == HISTOGRAM else grid.lane
    painter.save()
    painter.setClipRect(grid.names, 0 if lane == HISTOGRAM else grid.head, 1 << 20, 1 << 20)
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(grid.left(column) - 1, grid.top(lane), grid.column + 2, tall))
    painter.restore()


def chosen(counts: Counts, families: Sequence[int]) -> Counts:
    """(…, family) → with the families that are not shown at nothing."""
    shown = np.zeros(counts.shape[-1], dtype=counts.dtype)
    shown[list(families)] = 1
    made: Counts = counts * shown
    return made
