"""Nodes: pictures from the atlas where they can be told apart, dots of their ring's colour where they cannot."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from netlens.network.scene import KINDS, PROTECTED
from ui.views.graph.board import RING, Board
from ui.views.graph.camera import Camera
from ui.views.graph.paint.batches import FRAGMENT, draw_sprites, image_of
from ui.views.graph.paint.sprites import LARGEST, Atlas, keys

APART = 54.0  # world units between two neighbours, as the layout places them
SMALLEST = 6.5  # pixels below which a node is a dot
MOST = 6000  # pictures in one frame; more nodes than that in view are dots
FADED = 0.18  # opacity of what is not lit
SMALL, GROWTH = 13.0, 17.0  # pixels of diameter at size 0, and more at size 1, at 1 pixel per world unit
EVERYONE = slice(None)
NEAR = 200  # neighbours at most that light up
ELSEWHERE = 56.0  # world units of a folded ring in an order other than that of rings, where room is scarce
REACH = 70.0  # pixels beyond the view where a node may still show
FOLDED = (26.0, 180.0)  # least and most pixels of a folded ring


@dataclass(frozen=True, slots=True)
class Marks:
    """What the person points at: nodes by index; `lit` (per node) dims the others."""

    hovered: int = -1
    focus: int = -1
    selected: NDArray[np.int64] | None = None
    lit: NDArray[np.bool_] | None = None


class Nodes:
    """The nodes of one board; `atlas` brings the theme, and the pictures painted before."""

    def __init__(self, board: Board, atlas: Atlas) -> None:
        scene, theme = board.scene, atlas.theme
        self.board, self.theme, self.atlas = board, theme, atlas
        wheel = len(theme.rings)
        colour = np.array([shape.colour % (4 * wheel) for shape in scene.rings] + [-1], dtype=np.int64)[scene.ring]
        crisp = np.array([shape.status == "supported" for shape in scene.rings] + [True])[scene.ring]
        band = np.where(scene.kind == RING, np.where(crisp, 0, 3), scene.band).astype(np.uint8)
        self._keys = keys(
            scene.kind, np.where((scene.kind == RING) | (colour < 0), colour, colour % wheel), band, scene.flags
        )
        paint = np.array([_argb(c) for c in (*theme.rings, theme.protected, theme.node)], dtype=np.uint32)
        self._dots = paint[np.where(scene.flags & PROTECTED, wheel, np.where(colour < 0, wheel + 1, colour % wheel))]
        self._body = SMALL + GROWTH * scene.size.astype(np.float64)
        self._body[scene.kind != KINDS.index("person")] *= 0.9
        people = np.array([shape.people for shape in scene.rings] + [1], dtype=np.float64)[scene.ring]
        footprint = 66.0 * np.sqrt(people) if board.by_rings else np.full(len(people), ELSEWHERE)
        self._ground = np.where(scene.kind == RING, footprint, 0.0)
        self._common = float(np.median(self._ground[board.folded])) if len(board.folded) else 0.0
        self._pixels = np.zeros((1, 1), dtype=np.uint32)
        self._rows: NDArray[np.int64] | None = None
        self._sorted: tuple[int, NDArray[np.float32]] | None = None

    def diameters(self, scale: float, nodes: NDArray[np.int64] | slice = EVERYONE) -> NDArray[np.int64]:
        """Pixels of diameter of nodes at a zoom; they grow slower than the picture, so that names find room."""
        body, ground = self._body[nodes], self._ground[nodes]
        most = max(0.72 * APART * scale, SMALLEST)
        plain = np.minimum(body * float(np.clip(scale**0.5, 0.4, 1.55)), most)
        least = float(np.clip(1.25 * self._common * scale, 4.0, FOLDED[0]))  # of thousands none covers the next
        folded = np.clip(ground * scale, least, FOLDED[1])
        return (2 * np.round(np.where(ground > 0, folded, plain) / 2)).astype(np.int64)

    def widest(self, scale: float) -> float:
        """Pixels of radius that no node surpasses but folded rings."""
        return min(max(0.72 * APART * scale, SMALLEST), (SMALL + GROWTH) * 1.55) / 2

    def radii(self, scale: float, nodes: NDArray[np.int64] | slice = EVERYONE) -> NDArray[np.float32]:
        return (self.diameters(scale, nodes) / 2).astype(np.float32)

    def as_dots(self, camera: Camera) -> bool:
        """Whether nodes are too small or too many to be told apart."""
        if len(self.board.folded):
            return False
        return self._tiny(camera) or int(camera.sees(camera.screen(self.board.xy), REACH).sum()) > MOST

    def _tiny(self, camera: Camera) -> bool:
        return not len(self.board.folded) and 0.72 * APART * camera.scale < SMALLEST

    def paint(self, painter: QPainter, camera: Camera, marks: Marks) -> None:
        """Paint all nodes in view where they now stand."""
        ratio = painter.device().devicePixelRatioF()
        if self._tiny(camera):
            self._paint_dots(painter, camera, ratio, marks)
        else:
            at = camera.screen(self.board.xy)
            seen = np.flatnonzero(camera.sees(at, REACH))
            if len(seen) > MOST and not len(self.board.folded):
                self._paint_dots(painter, camera, ratio, marks)
            elif len(seen):
                self._paint_pictures(painter, camera, at, seen, ratio, marks)
        self._paint_marks(painter, camera, marks)

    def _paint_pictures(
        self, painter: QPainter, camera: Camera, at: NDArray[np.float32], seen: NDArray[np.int64],
        ratio: float, marks: Marks,
    ) -> None:  # fmt: skip
        seen = seen[np.argsort(self.board.scene.kind[seen] != RING, kind="stable")]  # folded rings lie lowest
        size = np.minimum(np.round(self.diameters(camera.scale, seen) * ratio), LARGEST - 1).astype(np.int64)
        slots = self.atlas.slots(self._keys[seen], size)
        fragments = np.empty((len(seen), FRAGMENT))
        fragments[:, 0:2] = np.round(at[seen] * ratio) / ratio
        fragments[:, 2:4] = slots[:, 0:2]
        fragments[:, 4] = fragments[:, 5] = slots[:, 2]
        fragments[:, 6] = fragments[:, 7] = 1 / ratio
        fragments[:, 8] = 0
        fragments[:, 9] = 1.0 if marks.lit is None else np.where(marks.lit[seen], 1.0, FADED)
        draw_sprites(painter, fragments, self.atlas.pixmap)

    def _by_rows(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """All nodes from the top of the picture down, and their places: so memory is written in its own order."""
        if self._rows is None:
            self._rows = np.argsort(self.board.xy[:, 1], kind="stable")
        if self._sorted is None or self._sorted[0] != self.board.moves:
            self._sorted = self.board.moves, self.board.xy[self._rows]
        return self._rows, self._sorted[1]

    def _paint_dots(self, painter: QPainter, camera: Camera, ratio: float, marks: Marks) -> None:
        fine = camera.finer(ratio)
        if self._pixels.shape != (fine.height, fine.width):
            self._pixels = np.zeros((fine.height, fine.width), dtype=np.uint32)
        self._pixels.fill(0)
        side = int(np.clip(round(0.72 * APART * fine.scale), 1, 6))
        rows, places = self._by_rows()
        near, colour = fine.screen(places), self._dots[rows]
        seen = fine.sees(near, -6)
        if marks.lit is not None:
            seen &= marks.lit[rows]
        if not seen.all():
            near, colour = near[seen], colour[seen]
        near -= np.float32(side / 2 - 0.5)
        x, y = near[:, 0].astype(np.int32), near[:, 1].astype(np.int32)
        first = y * np.int32(fine.width) + x
        flat = self._pixels.reshape(-1)
        for row in range(side):
            for column in range(side):
                if side < 4 or (row + 0.5 - side / 2) ** 2 + (column + 0.5 - side / 2) ** 2 <= side**2 / 4:
                    flat[first + np.int32(row * fine.width + column)] = colour
        image = image_of(self._pixels)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(0, 0), image)

    def _paint_marks(self, painter: QPainter, camera: Camera, marks: Marks) -> None:
        """Rings around what is selected, under the mouse, or has the keyboard."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        accent = QColor(self.theme.accent)
        chosen = [] if marks.selected is None else marks.selected[:2000].tolist()
        faint = QColor(accent)
        faint.setAlpha(90)
        focus = QPen(QColor(self.theme.text), 1.6)
        focus.setDashPattern([2, 2])
        near = self.board.neighbours(marks.hovered)[:NEAR].tolist() if marks.hovered >= 0 else []
        for nodes, pen, gap in (
            (chosen, QPen(accent, 2.4), 5.5), (near, QPen(faint, 3), 4.5), ([marks.hovered], QPen(faint, 5), 5.0),
            ([marks.focus], focus, 9.0),
        ):  # fmt: skip
            painter.setPen(pen)
            marked = np.array([node for node in nodes if node >= 0], dtype=np.int64)
            at, wide = camera.screen(self.board.xy[marked]), self.radii(camera.scale, marked) + gap
            for (x, y), radius in zip(at.tolist(), wide.tolist(), strict=True):
                painter.drawEllipse(QPointF(x, y), radius, radius)


def _argb(colour: str) -> int:
    return QColor(colour).rgba() & 0xFFFFFFFF
