"""Pictures of nodes, each painted once into an atlas: form and sign by kind, colour by ring, outline by band, marks.

Colour never stands alone: the form says the kind, the outline how sure the membership is (solid, long dashes, short
dashes, dots), a badge what else must be known.
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from netlens.network.scene import BANDS, BY_HAND, CAME, DUAL, FLAGGED, HUB, KINDS, LEFT, PROTECTED
from ui.theme import Theme, ink_on, mix
from ui.views.graph.paint.signs import sign

FLAGS = 128  # combinations of a node's marks
COLOURS = 33  # no ring, and four times the palette: plain and three hatchings
LARGEST = 512  # pixels of diameter, and one more
SIDE = 1024  # pixels of one atlas row; it grows downwards
HATCHES = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
)
DASHES = {"firm": None, "likely": (5.0, 2.2), "possible": (1.9, 1.9), "loose": (0.1, 2.3), "": None}
Keys = NDArray[np.int64]


def keys(kind: NDArray[np.uint8], colour: NDArray[np.int64], band: NDArray[np.uint8], flags: NDArray[np.uint8]) -> Keys:
    """All that a node's picture depends on but its size, as one number each; `colour` 0…31, -1 for no ring."""
    return (((kind.astype(np.int64) * COLOURS + colour + 1) * 8 + band) * FLAGS + flags).astype(np.int64)


class Atlas:
    """Sprites by key and diameter (device pixels), painted when first asked for."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.pixmap = QPixmap(SIDE, 256)
        self.pixmap.fill(Qt.GlobalColor.transparent)
        self._slots: dict[int, tuple[int, int, int]] = {}  # (key, diameter) → left, top, side
        self._left = self._top = self._high = 0

    def slots(self, wanted: Keys, diameters: NDArray[np.int64]) -> NDArray[np.float64]:
        """(n, 3): left, top and side of the sprite for each key at each diameter."""
        both, at = np.unique(wanted * LARGEST + diameters, return_inverse=True)
        missing = [one for one in both.tolist() if one not in self._slots]
        if missing:
            self._paint(missing)
        found = np.array([self._slots[one] for one in both.tolist()], dtype=np.float64).reshape(-1, 3)
        return found[at]

    def _paint(self, missing: list[int]) -> None:
        places = [(one, *self._place(one % LARGEST + 2 * margin(one % LARGEST))) for one in missing]
        need = self._top + self._high
        if need > self.pixmap.height():
            larger = QPixmap(SIDE, max(need, 2 * self.pixmap.height()))
            larger.fill(Qt.GlobalColor.transparent)
            with_old = QPainter(larger)
            with_old.drawPixmap(0, 0, self.pixmap)
            with_old.end()
            self.pixmap = larger
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one, left, top, side in places:
            painter.save()
            painter.translate(left + side / 2, top + side / 2)
            paint_node(painter, self.theme, one // LARGEST, one % LARGEST)
            painter.restore()
            self._slots[one] = (left, top, side)
        painter.end()

    def _place(self, side: int) -> tuple[int, int, int]:
        if self._left + side > SIDE:
            self._left, self._top, self._high = 0, self._top + self._high, 0
        place = self._left, self._top, side
        self._left += side
        self._high = max(self._high, side)
        return place


def margin(diameter: int) -> int:
    """Room around a node for its outline and badges, in pixels."""
    return 4 + diameter // 5


def paint_node(painter: QPainter, theme: Theme, key: int, diameter: int) -> None:
    """One node around the origin; `diameter` of its body in pixels."""
    flags, band = key % FLAGS, BANDS[key // FLAGS % 8]
    colour, kind = key // FLAGS // 8 % COLOURS - 1, KINDS[key // FLAGS // 8 // COLOURS]
    fill = QColor(theme.node if colour < 0 else theme.rings[colour % len(theme.rings)])
    if kind == "ring":
        _folded(painter, theme, fill, HATCHES[colour // len(theme.rings)], band == "firm", diameter)
        _changed(painter, theme, flags, diameter)
        return
    body = shape(kind, diameter / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    neutral = QColor(theme.protected)
    if flags & PROTECTED:
        painter.setBrush(neutral)
        painter.drawPath(body)
        if flags & DUAL:  # offender and victim: both are shown, neither hides the other
            painter.save()
            painter.setClipRect(QRectF(-diameter, -diameter, diameter, 2 * diameter))
            painter.setBrush(fill)
            painter.drawPath(body)
            painter.restore()
        pen = QPen(mix(theme.text, theme.protected, 0.25), max(1.0, diameter / 18))
        painter.strokePath(body, pen)
    else:
        painter.setBrush(fill)
        painter.drawPath(body)
    if diameter >= 12:
        ink = QColor(ink_on(theme.protected if flags & PROTECTED else fill.name()))
        what = "dual" if flags & DUAL else "protected" if flags & PROTECTED else kind
        sign(painter, what, diameter * 0.62, ink)
    if band:
        _outline(painter, shape(kind, diameter / 2 + max(2.0, diameter * 0.11)), fill, band, diameter)
    if flags & HUB:
        painter.strokePath(shape(kind, diameter / 2 + 3), QPen(QColor(theme.warning), 1.5))
    if flags & FLAGGED:
        _badge(painter, theme, diameter, (1, -1), "!", theme.warning)
    if flags & BY_HAND:
        _badge(painter, theme, diameter, (1, 1), "✎", theme.accent)
    _changed(painter, theme, flags, diameter)


def shape(kind: str, radius: float) -> QPainterPath:
    """The form of a kind: people are round, things are squares, places stand on a corner, cases are folders."""
    path = QPainterPath()
    if kind in ("person", "ring"):
        path.addEllipse(QPointF(0, 0), radius, radius)
    elif kind == "place":
        path.moveTo(0, -radius * 1.12)
        for x, y in ((1.12, 0), (0, 1.12), (-1.12, 0)):
            path.lineTo(radius * x, radius * y)
        path.closeSubpath()
    elif kind in ("organisation", "route"):
        for step in range(6):
            turn = np.pi / 3 * step + (np.pi / 6 if kind == "organisation" else 0)
            to = QPointF(radius * 1.05 * np.cos(turn), radius * 1.05 * np.sin(turn))
            path.lineTo(to) if step else path.moveTo(to)
        path.closeSubpath()
    elif kind in ("case", "report", "document", "event"):
        path.addRoundedRect(QRectF(-radius * 0.82, -radius, radius * 1.64, radius * 2), radius * 0.18, radius * 0.18)
    else:
        path.addRoundedRect(
            QRectF(-radius * 0.92, -radius * 0.92, radius * 1.84, radius * 1.84), radius * 0.4, radius * 0.4
        )
    return path


def _outline(painter: QPainter, path: QPainterPath, colour: QColor, band: str, diameter: float) -> None:
    pen = QPen(colour, max(1.3, diameter * 0.085))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if band == "loose" else Qt.PenCapStyle.FlatCap)
    dashes = DASHES[band]
    if dashes is not None:
        pen.setDashPattern(list(dashes))
    painter.strokePath(path, pen)


def _folded(
    painter: QPainter, theme: Theme, colour: QColor, hatch: Qt.BrushStyle, crisp: bool, diameter: float
) -> None:
    """A whole ring as one disc: solid when supported, dashed and paler otherwise."""
    body = QColor(colour)
    body.setAlphaF(0.92 if crisp else 0.28)
    painter.setBrush(QColor(theme.canvas))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(0, 0), diameter / 2, diameter / 2)
    painter.setBrush(body)
    pen = QPen(colour, max(1.6, diameter * 0.035))
    if not crisp:
        pen.setDashPattern([3.2, 2.4])
    painter.setPen(pen)
    painter.drawEllipse(QPointF(0, 0), diameter / 2 - 1, diameter / 2 - 1)
    if hatch is not Qt.BrushStyle.SolidPattern:
        line = QColor(theme.canvas if crisp else colour)
        line.setAlphaF(0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(line, hatch))
        painter.drawEllipse(QPointF(0, 0), diameter / 2 - 1, diameter / 2 - 1)
    if crisp:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.2))
        painter.drawEllipse(QPointF(0, 0), diameter / 2 + 3, diameter / 2 + 3)


def _changed(painter: QPainter, theme: Theme, flags: int, diameter: float) -> None:
    """Beside an earlier detection: who came has a + and a solid outline, who left a − and a broken one."""
    for bit, text, colour, side in ((CAME, "+", theme.accent, -1), (LEFT, "−", theme.warning, 1)):
        if flags & bit:
            pen = QPen(QColor(colour), 2.0)
            if bit == LEFT:
                pen.setDashPattern([1.6, 1.6])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = diameter / 2 + 2.5
            painter.drawEllipse(QPointF(0, 0), radius, radius)
            _badge(painter, theme, diameter, (-1, side), text, colour)


def _badge(painter: QPainter, theme: Theme, diameter: float, corner: tuple[int, int], text: str, colour: str) -> None:
    if diameter < 12:
        return
    radius = max(4.0, min(diameter, 60.0) * 0.2)
    middle = QPointF(corner[0] * diameter * 0.36, corner[1] * diameter * 0.36)
    painter.setPen(QPen(QColor(theme.canvas), 1))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(middle, radius, radius)
    font = painter.font()
    font.setPixelSize(max(6, round(radius * 1.5)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(theme.canvas))
    box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
