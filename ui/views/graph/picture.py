"""All layers of the canvas in their order, and the work that makes them exact when the hand rests. No widget."""

from collections.abc import Generator
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPainter

from ui.theme import Theme
from ui.views.graph.board import Board
from ui.views.graph.camera import Camera
from ui.views.graph.paint.choosing import Look
from ui.views.graph.paint.hulls import Hulls
from ui.views.graph.paint.labels import Labels
from ui.views.graph.paint.layer import PIECE, Layer
from ui.views.graph.paint.nodes import Marks, Nodes
from ui.views.graph.paint.sprites import Atlas
from ui.views.graph.paint.strokes import live
from ui.views.graph.paint.texts import Texts

SHOWN_TIES = 2000  # of the node under the mouse, or of those selected


class Picture:
    """What is painted of a board. `marks` is what the person points at; `dragged` the nodes in their hand."""

    def __init__(self, theme: Theme, scale: int) -> None:
        self.board = Board()
        self.theme, self.scale = theme, scale
        self.marks = Marks()
        self.dragged: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.layer = Layer()
        self._naming: Generator[None, None, None] | None = None
        self._exact: tuple[Camera, int] | None = None
        self._named = False  # the names are those of what is picked now
        self.dress(theme, scale)

    def dress(self, theme: Theme, scale: int) -> None:
        """Another theme or text scale (per cent)."""
        self.theme, self.scale = theme, scale
        self._atlas, self._texts = Atlas(theme), Texts(theme, scale)
        self.layer.clear()
        self.show(self.board)

    def show(self, board: Board) -> None:
        """Another board; the pictures of nodes and names painted before are kept, what was pointed at is not.

        Marks are numbers of the nodes of a board: those of the old one mean nothing on the new.
        """
        self.board, self._exact, self.marks = board, None, Marks()
        self.layer.seconds = 0.0  # how long this board takes is not known yet
        self.hulls = Hulls(board)
        self.nodes = Nodes(board, self._atlas)
        self.labels = Labels(board, self.hulls, self._texts)
        self.dragged = np.empty(0, dtype=np.int64)
        self.interrupt()

    def mark(self, marks: Marks) -> None:
        old, self.marks = self.marks, marks
        if marks.lit is not old.lit:
            self._exact = None
        if marks.focus != old.focus or not np.array_equal(_nodes(marks), _nodes(old)):
            self._named = False

    def moved(self, nodes: NDArray[np.int64]) -> None:
        """Nodes have changed their place."""
        rings = self.board.member_of[nodes]
        self.hulls.forget(rings[rings >= 0])
        self._exact = None

    def drag(self, nodes: NDArray[np.int64]) -> None:
        """From now on these nodes, their ties and the hulls of their rings are painted live; none to end."""
        self.dragged, self._exact = nodes, None

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """One frame. The layer and the choice of names may be of an older camera; all else is exact."""
        self.layer.blit(painter, camera, self.theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._live(painter, camera)
        self.nodes.paint(painter, camera, self.marks)
        self.labels.paint(painter, camera, self.marks)
        if self.marks.hovered >= 0:
            self.labels.paint_one(painter, camera, self.marks.hovered, self._radius(camera, self.marks.hovered))

    def exact(self, camera: Camera) -> bool:
        """Whether layer and names are those of this camera, and of what is picked."""
        return self._drawn(camera) and self._named and not self.busy

    def _drawn(self, camera: Camera) -> bool:
        return self._exact == (camera, self.board.moves) and not self.layer.busy

    @property
    def busy(self) -> bool:
        return self.layer.busy or self._naming is not None

    def interrupt(self) -> None:
        """New input: drop what was being made exact."""
        self.layer.stop()
        self._drop_naming()
        self._exact = None

    def turn(self, camera: Camera) -> None:
        """The camera has moved: go on only with a layer that will still reach over the view."""
        self._drop_naming()
        if self.layer.busy and not self.layer.will_cover(camera):
            self.layer.stop()

    def refine(self, camera: Camera, ratio: float) -> None:
        """Begin to make all exact for a camera; `step` goes on with it. A layer that is exact already stays."""
        self._drop_naming()
        radii = self.nodes.radii(camera.scale)
        self._naming = self.labels.settle(camera, radii, self.nodes.as_dots(camera), self.marks)
        self._named = True
        if self._drawn(camera):
            return
        self.layer.stop()
        incident = [self.board.ties(int(node)) for node in self.dragged]
        look = Look(
            self.theme, ratio,
            np.unique(np.concatenate(incident)) if incident else None,
            frozenset(self._dragged_rings()), self.marks.lit,
        )  # fmt: skip
        self.layer.begin(self.board, self.hulls, camera, look)
        self._exact = (camera, self.board.moves)

    def step(self, seconds: float = PIECE) -> bool:
        """Work on for about so long, names first; True when there is more to do."""
        start = perf_counter()
        while self._naming is not None and perf_counter() - start < seconds:
            if next(self._naming, self) is self:
                self._naming = None
        rest = seconds - (perf_counter() - start)
        if rest > 0 and self.layer.busy:
            self.layer.step(rest)
        return self.busy

    def _drop_naming(self) -> None:
        if self._naming is not None:
            self._naming.close()
        self._naming = None

    def _radius(self, camera: Camera, node: int) -> float:
        return float(self.nodes.radii(camera.scale, np.array([node], dtype=np.int64))[0])

    def _dragged_rings(self) -> list[int]:
        rings = self.board.member_of[self.dragged]
        return [ring for ring in np.unique(rings).tolist() if ring >= 0]

    def _live(self, painter: QPainter, camera: Camera) -> None:
        for ring in self._dragged_rings():
            self.hulls.paint_one(painter, camera, self.theme, ring)
        if len(self.dragged):
            shown = np.unique(np.concatenate([self.board.ties(int(node)) for node in self.dragged]))[:SHOWN_TIES]
            live(painter, self.board, camera, shown, QColor(self.theme.muted))
        accent = QColor(self.theme.accent)
        chosen = self.marks.selected
        if chosen is not None and 0 < len(chosen) <= 12:
            shown = np.unique(np.concatenate([self.board.ties(int(node)) for node in chosen]))[:SHOWN_TIES]
            accent.setAlphaF(0.55)
            live(painter, self.board, camera, shown, accent)
        if self.marks.hovered >= 0:
            accent.setAlphaF(0.9)
            live(painter, self.board, camera, self.board.ties(self.marks.hovered)[:SHOWN_TIES], accent)


def _nodes(marks: Marks) -> NDArray[np.int64]:
    return np.empty(0, dtype=np.int64) if marks.selected is None else marks.selected
