"""The layer behind the nodes: hulls and ties, painted once into an image larger than the view.

While the hand moves, the image moves with it. When it rests, the layer is painted anew, in pieces of a few
milliseconds, most important ties first, within a budget of pixels: all ties of a large case at once are a grey disc.
"""

from collections.abc import Generator
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ui.theme import Theme
from ui.views.graph.board import Board
from ui.views.graph.camera import Camera
from ui.views.graph.paint.choosing import Look, choose
from ui.views.graph.paint.hulls import Hulls
from ui.views.graph.paint.strokes import strokes

OVERSIZE = 1.5  # of the view, so that a short pan needs nothing new
PIECE = 0.003  # seconds of one piece of work


class Layer:
    """`at`: the camera of the finished image; `limited`: not all ties in view were drawn."""

    def __init__(self) -> None:
        self.at: Camera | None = None
        self.limited = False
        self.seconds = 0.0  # what the last whole painting took
        self.longest = 0.0  # and its longest piece
        self._image: QImage | None = None
        self._work: Generator[None, None, None] | None = None
        self._next: tuple[QImage, Camera] | None = None
        self._spent = self._piece = 0.0

    @property
    def busy(self) -> bool:
        return self._work is not None

    def clear(self) -> None:
        self.stop()
        self.at = self._image = None

    def stop(self) -> None:
        """Drop a painting that is under way."""
        if self._work is not None:
            self._work.close()
        self._work = self._next = None

    def begin(self, board: Board, hulls: Hulls, camera: Camera, look: Look) -> None:
        """Start to paint for a camera; `step` goes on with it."""
        self.stop()
        wide = replace(camera, width=int(camera.width * OVERSIZE), height=int(camera.height * OVERSIZE))
        fine = wide.finer(look.ratio)
        image = QImage(fine.width, fine.height, QImage.Format.Format_RGB32)
        image.fill(QColor(look.theme.canvas))
        self._next, self._spent, self._piece = (image, wide), 0.0, 0.0
        self._work = self._paint(image, board, hulls, fine, look)

    def step(self, seconds: float = PIECE) -> bool:
        """Paint on for about so long; True when there is more to do."""
        if self._work is None:
            return False
        start = now = perf_counter()
        done = False
        while now - start < seconds and not done:
            try:
                next(self._work)
            except StopIteration:
                done = True
            now = perf_counter()
        self._spent += now - start
        self._piece = max(self._piece, now - start)
        if done and self._next is not None:
            self._image, self.at = self._next
            self._image.setDevicePixelRatio(self._image.width() / self.at.width)
            self.seconds, self.longest = self._spent, self._piece
            self._work = self._next = None
        return self.busy

    def covers(self, camera: Camera) -> bool:
        """Whether the image reaches over all of the view."""
        if self.at is None:
            return False
        return self.at.shows(camera.view(-1))

    def will_cover(self, camera: Camera) -> bool:
        """The same of the image being painted."""
        return self._next is not None and self._next[1].shows(camera.view(-1))

    def blit(self, painter: QPainter, camera: Camera, theme: Theme) -> None:
        """Put the image where it belongs for this camera."""
        if self._image is None or self.at is None:
            painter.fillRect(0, 0, camera.width, camera.height, QColor(theme.canvas))
            return
        grown = camera.scale / self.at.scale
        left = (self.at.x - camera.x) * camera.scale + camera.width / 2 - self.at.width * grown / 2
        top = (self.at.y - camera.y) * camera.scale + camera.height / 2 - self.at.height * grown / 2
        if not self.covers(camera):
            painter.fillRect(0, 0, camera.width, camera.height, QColor(theme.canvas))
        if abs(grown - 1) < 1e-6:
            painter.drawImage(QPoint(round(left), round(top)), self._image)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(left, top, self.at.width * grown, self.at.height * grown), self._image)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)  # the sprites would be slower

    def _paint(
        self, image: QImage, board: Board, hulls: Hulls, camera: Camera, look: Look
    ) -> Generator[None, None, None]:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            yield from hulls.paint(painter, camera, look.theme, look.live, look.ratio)
            chosen = yield from choose(board, camera, look)
            self.limited = chosen.limited
            yield from strokes(painter, board, camera, look, chosen)
        finally:
            painter.end()  # also when a new input drops this painting half-way
