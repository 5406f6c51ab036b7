"""Texts as small pictures with a halo, kept while they are in use; and the grid that says which pixels are taken."""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter, QPixmap

from ui.theme import Theme, font
from ui.views.graph.camera import Camera

KEPT = 3000  # pictures of texts kept
CELL = 4  # pixels of one cell of the grid
HALO = ((-1, -1), (1, -1), (-1, 1), (1, 1), (-2, 0), (2, 0), (0, -2), (0, 2))
LONGEST = 34  # letters; a longer name ends in …


@dataclass(frozen=True, slots=True)
class Text:
    """What is written: `style` is "name", "asked", "ring", "count" or "inside"; a second, quieter line below it."""

    text: str
    style: str
    colour: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text at world (x, y), with (dx, dy) pixels to its top left corner; `node` -1 for titles and counts.

    `over`: it may lie over others (the number inside a folded ring).
    """

    text: Text
    x: float
    y: float
    dx: float
    dy: float
    width: float
    height: float
    node: int = -1
    over: bool = False

    def corner(self, camera: Camera) -> tuple[float, float]:
        """The top left corner in pixels."""
        left = (self.x - camera.x) * camera.scale + camera.width / 2 + self.dx
        return left, (self.y - camera.y) * camera.scale + camera.height / 2 + self.dy


class Taken:
    """Which cells of the view are taken."""

    def __init__(self, width: int, height: int) -> None:
        self._cells = np.zeros((height // CELL + 2, width // CELL + 2), dtype=np.uint8)  # 1 a node, 2 a text

    def free(self, one: Placed, camera: Camera, least: int = 1) -> bool:
        """Whether nothing lies under it (no text, for `least` 2); what leaves the view is not free."""
        left, top = one.corner(camera)
        if left < 0 or top < 0 or left + one.width > camera.width or top + one.height > camera.height:
            return False
        return self.free_box(left, top, one.width, one.height, least)

    def free_box(self, left: float, top: float, width: float, height: float, least: int = 1) -> bool:
        return not (self._cells[self._box(left, top, width, height)] >= least).any()

    def take(self, one: Placed, camera: Camera) -> None:
        self.take_box(*one.corner(camera), one.width, one.height)

    def take_box(self, left: float, top: float, width: float, height: float) -> None:
        self._cells[self._box(left, top, width, height)] = 2

    def take_disc(self, x: float, y: float, radius: float) -> None:
        self._cells[self._box(x - radius, y - radius, 2 * radius, 2 * radius)] = 1

    def _box(self, left: float, top: float, width: float, height: float) -> tuple[slice, slice]:
        x, y = max(int(left // CELL), 0), max(int(top // CELL), 0)
        return slice(y, max(int((top + height) // CELL) + 1, 0)), slice(x, max(int((left + width) // CELL) + 1, 0))


class Texts:
    """Pictures of texts in one theme and text scale (per cent)."""

    def __init__(self, theme: Theme, scale: int) -> None:
        self.theme = theme
        self._faces = {
            "name": font(scale, step=0.9),
            "asked": font(scale, step=0.95, bold=True),
            "ring": font(scale, step=1.0, bold=True),
            "inside": font(scale, step=1.25, bold=True),
            "count": font(scale, step=0.8),
            "second": font(scale, step=0.85),
        }
        self._metrics = {style: QFontMetricsF(face) for style, face in self._faces.items()}
        self._pictures: OrderedDict[Text, QPixmap] = OrderedDict()
        self._sizes: dict[Text, tuple[float, float]] = {}

    def size(self, text: Text) -> tuple[float, float]:
        """Width and height in pixels, with the halo."""
        if text not in self._sizes:
            if len(self._sizes) > 4 * KEPT:
                self._sizes.clear()
            first, second = self._metrics[text.style], self._metrics["second"]
            wide = first.horizontalAdvance(_short(text.text))
            high = first.height()
            if text.second:
                wide, high = max(wide, second.horizontalAdvance(text.second)), high + second.height() - 2
            self._sizes[text] = (float(np.ceil(wide)) + 4, float(np.ceil(high)) + 1)
        return self._sizes[text]

    def picture(self, text: Text) -> QPixmap:
        if text in self._pictures:
            self._pictures.move_to_end(text)
            return self._pictures[text]
        if len(self._pictures) >= KEPT:
            self._pictures.popitem(last=False)
        self._pictures[text] = picture = self._painted(text)
        return picture

    def _painted(self, text: Text) -> QPixmap:
        wide, high = self.size(text)
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        picture = QPixmap(round(wide * ratio), round(high * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._line(painter, text.text, text.style, text.colour, wide, 0.0)
        if text.second:
            self._line(painter, text.second, "second", self.theme.muted, wide, self._metrics[text.style].height() - 2)
        painter.end()
        return picture

    def _line(self, painter: QPainter, text: str, style: str, colour: str, wide: float, top: float) -> None:
        metrics = self._metrics[style]
        text = _short(text) if style != "second" else text
        base = QPointF(round((wide - metrics.horizontalAdvance(text)) / 2), round(top + metrics.ascent()))
        painter.setFont(self._faces[style])
        if style != "inside":
            halo = QColor(self.theme.canvas)
            halo.setAlpha(210)
            painter.setPen(halo)
            for dx, dy in HALO:
                painter.drawText(base + QPointF(dx, dy), text)
        painter.setPen(QColor(colour))
        painter.drawText(base, text)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
