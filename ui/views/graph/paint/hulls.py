"""The ground a ring stands on: crisp only when supported; dashed, paler when tentative, so that it claims no more."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from ui.theme import Theme
from ui.views.graph.board import Board
from ui.views.graph.camera import Camera
from ui.views.graph.paint.sprites import HATCHES

PAD = 40.0  # world units around the members
SMALLEST = 5.0  # pixels of radius below which a hull is a dot, and not drawn
_DIRECTIONS = np.column_stack((np.cos(np.arange(24) * np.pi / 12), np.sin(np.arange(24) * np.pi / 12)))


class Hulls:
    """The outlines of a board's rings in world units, made when first seen and kept until a member moves."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._outlines: dict[int, NDArray[np.float64]] = {}

    def outline(self, ring: int) -> NDArray[np.float64]:
        """(n, 2) corners around the members of a ring; empty when it is folded or not all there."""
        if ring not in self._outlines:
            shape = self.board.scene.rings[ring]
            points = self.board.xy[shape.members] if shape.whole else np.empty((0, 2))
            self._outlines[ring] = around(np.asarray(points, dtype=np.float64), PAD)
        return self._outlines[ring]

    def forget(self, rings: NDArray[np.integer]) -> None:
        """Members of these rings have moved."""
        for ring in set(rings.tolist()):
            self._outlines.pop(ring, None)

    def visible(self, camera: Camera) -> list[int]:
        """The rings whose hull shows, the largest first."""
        middle, radius = self.board.ring_places()
        at, wide = camera.screen(middle), (radius + PAD) * camera.scale
        seen = (wide > SMALLEST) & (radius > 0) & self.board.whole
        seen &= (at[:, 0] > -wide) & (at[:, 0] < camera.width + wide)
        seen &= (at[:, 1] > -wide) & (at[:, 1] < camera.height + wide)
        found = np.flatnonzero(seen)
        return [int(k) for k in found[np.argsort(-wide[found], kind="stable")]]

    def paint(
        self, painter: QPainter, camera: Camera, theme: Theme, without: frozenset[int] = frozenset(), ratio: float = 1.0
    ) -> Iterator[None]:
        """Paint the hulls in view, yielding after each; `without` are painted elsewhere, live."""
        for ring in self.visible(camera):
            if ring not in without:
                self.paint_one(painter, camera, theme, ring, ratio)
                yield

    def paint_one(self, painter: QPainter, camera: Camera, theme: Theme, ring: int, ratio: float = 1.0) -> None:
        shape = self.board.scene.rings[ring]
        corners = camera.screen(self.outline(ring))
        if len(corners) < 3:
            return
        polygon = QPolygonF([QPointF(x, y) for x, y in corners.tolist()])
        colour = QColor(theme.rings[shape.colour % len(theme.rings)])
        crisp = shape.status == "supported"
        ground = QColor(colour)
        ground.setAlphaF((0.17 if theme.dark else 0.11) if crisp else (0.09 if theme.dark else 0.06))
        edge = QColor(colour)
        edge.setAlphaF(0.85 if crisp else 0.75)
        pen = QPen(edge, ratio * (1.6 if crisp else 1.2))
        if not crisp:
            pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(ground)
        painter.drawPolygon(polygon)
        hatch = HATCHES[shape.colour // len(theme.rings) % len(HATCHES)]
        if hatch is not Qt.BrushStyle.SolidPattern:  # a colour met before: the hatching tells the two apart
            line = QColor(colour)
            line.setAlphaF(0.28)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(line, hatch))
            painter.drawPolygon(polygon)


def around(points: NDArray[np.float64], pad: float) -> NDArray[np.float64]:
    """The convex outline of discs of radius `pad` around points (n, 2): soft corners, nobody on the edge.

    In each of many directions the farthest point, moved out by `pad`; no hull library has to be loaded for that.
    """
    if not len(points):
        return np.empty((0, 2))
    corners = points[np.argmax(points @ _DIRECTIONS.T, axis=0)] + pad * _DIRECTIONS
    for _ in range(2):  # cut the corners off (Chaikin 1974): soft ground, no polygon that looks surveyed
        after = np.roll(corners, -1, axis=0)
        corners = np.stack((0.8 * corners + 0.2 * after, 0.2 * corners + 0.8 * after), axis=1).reshape(-1, 2)
    return np.asarray(corners, dtype=np.float64)
