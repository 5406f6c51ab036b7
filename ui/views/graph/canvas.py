"""The canvas: a plain widget that paints a Picture, moves a camera over it and makes it exact when the hand rests."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from netlens.i18n import _
from ui.theme import LIGHT, Theme, font
from ui.views.graph import words
from ui.views.graph.board import Board
from ui.views.graph.camera import Bounds, Camera, bounds_of
from ui.views.graph.hypotheses import Pair, paint_hypotheses
from ui.views.graph.legend import Legend
from ui.views.graph.motion import Motion, starts
from ui.views.graph.overlays import Buttons, Minimap
from ui.views.graph.paint.layer import PIECE
from ui.views.graph.picture import Picture

REST = 50  # milliseconds without input before the picture is made exact
LIVELY = 1500  # up to so many ties a change of scene is animated
QUICK = 0.006  # seconds: a layer that was painted so fast is painted anew with every frame


class Canvas(QWidget):
    """Scene, camera, theme and text scale in; pixels out. What the hand does is GraphView's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.text_scale = LIGHT, 100
        self.camera = Camera()
        self.picture = Picture(self.theme, self.text_scale)
        self.motion = Motion(self)
        self.hypotheses: tuple[Pair, ...] = ()  # suggested ties to draw, and only while somebody asks for them
        self.trail: QPolygonF = QPolygonF()  # a rubber band or lasso being drawn, in pixels
        self._said: tuple[tuple[str, str, int], QPixmap] | None = None  # the note in the corner, painted
        self._fitted: Bounds | None = None  # what to keep in view when the widget changes its size
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._refine)
        self._work = QTimer(self)
        self._work.setInterval(0)
        self._work.timeout.connect(self._step)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self.order = "rings"  # one of netlens.network.drawing.arranging.ARRANGEMENTS
        self.minimap, self.buttons, self.legend = Minimap(self), Buttons(self, self.arrange_by), Legend(self)
        self.minimap_wanted = True

    @property
    def board(self) -> Board:
        return self.picture.board

    def show_board(self, board: Board, *, keep: bool) -> None:
        """Another board; the camera stays if asked, else all comes into view. Animated when small enough."""
        old = self.board
        self.motion.finish()
        goal = board.xy.copy()
        lively = self.motion.on and self.isVisible() and len(old) and len(board.scene.a) <= LIVELY
        if lively:
            board.xy = starts(old, board)
        self.picture.show(board)
        self.legend.dress()
        self.minimap.refresh()
        before = self.camera
        self._fitted = None if keep else bounds_of(goal, 60)
        after = before if self._fitted is None else before.fitted(self._fitted)
        everyone, start = np.arange(len(board)), board.xy.copy()

        def step(share: float) -> None:
            if lively:
                board.move(everyone, start + (goal - start) * np.float32(share))
                self.picture.moved(everyone)
            self.look(before.towards(after, share), fitted=self._fitted)
            if share == 1.0:
                self.minimap.refresh()

        self.motion.run(step) if lively else step(1.0)

    def arrange_by(self, order: str) -> None:
        """Another order of the same scene, one of ARRANGEMENTS."""
        if order != self.order:
            self.order = order
            self.show_board(Board(self.board.scene, order), keep=False)

    def look(self, camera: Camera, *, fitted: Bounds | None = None) -> None:
        """Look from here: at once, with what is painted; exactly, as soon as the hand rests."""
        self.camera, self._fitted = camera, fitted
        self.picture.turn(camera)
        if not self.picture.layer.covers(camera) and not self.picture.layer.busy:
            self._refine()
        self.touch()

    def touch(self) -> None:
        """Something has changed: paint a frame now, make all exact at rest."""
        self._rest.start()
        self.arrange()
        self.update()

    def fit(self) -> None:
        """Everything in view."""
        bounds = self.board.bounds(pad=60)
        self.travel(self.camera.fitted(bounds), bounds)

    def travel(self, goal: Camera, fitted: Bounds | None = None) -> None:
        start = self.camera
        self.motion.run(lambda share: self.look(start.towards(goal, share), fitted=fitted))

    def zoom(self, factor: float) -> None:
        self.look(self.camera.zoomed(factor, self.width() / 2, self.height() / 2))

    def centre(self, x: float, y: float) -> None:
        """Look at a world point."""
        self.look(replace(self.camera, x=x, y=y))

    def dress(self, theme: Theme, text_scale: int) -> None:
        """Another theme or text scale (80 … 200 per cent), or another language."""
        self.theme, self.text_scale = theme, text_scale
        self.picture.dress(theme, text_scale)
        self.legend.dress()
        self.buttons.dress()
        self.minimap.refresh()
        self.touch()

    def settle(self) -> None:
        """Make the picture exact here and now (pictures to hand on, tests)."""
        self.motion.finish()
        self._refine()
        self._work.stop()
        while self.picture.step(1.0):
            pass
        self.update()

    def arrange(self) -> None:
        """Put what lies over the canvas into its corners."""
        if not hasattr(self, "legend"):
            return
        gap, wide, high = 10, self.width(), self.height()
        roomy = wide > 420 and high > 300
        needed = roomy and self.minimap_wanted and len(self.board) > 0 and not self.camera.shows(self.board.bounds())
        if needed != self.minimap.isVisibleTo(self):
            self.minimap.setVisible(needed)
        elif needed:
            self.minimap.update()
        self.minimap.move(wide - self.minimap.width() - gap, high - self.minimap.height() - gap)
        self.buttons.move(wide - self.buttons.width() - gap, gap)
        self.legend.setVisible(roomy and len(self.board) > 0)
        self.legend.move(gap, max(gap, high - self.legend.height() - gap))

    def paintEvent(self, event: QPaintEvent) -> None:
        if 0 < self.picture.layer.seconds < QUICK and not self.picture.exact(self.camera):
            self.picture.refine(self.camera, self.devicePixelRatioF())
            self.picture.step(2 * QUICK)
        painter = QPainter(self)
        self.picture.paint(painter, self.camera)
        if self.hypotheses:
            paint_hypotheses(painter, self.board, self.camera, self.hypotheses, self.theme, self.text_scale)
        if self.board.columns:
            self._columns(painter)
        if not self.trail.isEmpty():
            accent = QColor(self.theme.accent)
            painter.setPen(QPen(accent, 1.4, Qt.PenStyle.DashLine))
            accent.setAlpha(28)
            painter.setBrush(accent)
            painter.drawPolygon(self.trail)
        said = (
            words.note(self.board.scene, self.picture.layer.limited) if len(self.board) else _("Nothing to show here.")
        )
        if said:
            self._note(painter, said)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        camera = self.camera.resized(self.width(), self.height())
        self.look(camera if self._fitted is None else camera.fitted(self._fitted), fitted=self._fitted)

    def _columns(self, painter: QPainter) -> None:
        """What stands where, in an order that runs from left to right."""
        painter.setFont(font(self.text_scale, step=0.92, bold=True))
        high, free = painter.fontMetrics().height(), -1.0
        for x, words_ in self.board.columns:
            at = (x - self.camera.x) * self.camera.scale + self.width() / 2
            wide = painter.fontMetrics().horizontalAdvance(words_)
            line = QColor(self.theme.border)
            line.setAlpha(150)
            painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(at, high + 18), QPointF(at, self.height()))
            if at - wide / 2 > free:
                free = at + wide / 2 + 10
                painter.setPen(QColor(self.theme.muted))
                painter.drawText(QPointF(at - wide / 2, high + 10), words_)

    def _note(self, painter: QPainter, said: str) -> None:
        if self._said is None or self._said[0] != (said, self.theme.name, self.text_scale):
            self._said = ((said, self.theme.name, self.text_scale), self._written(said))
        box = QRectF(QPointF(10, 10), self._said[1].deviceIndependentSize())
        if not len(self.board):
            box.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(box.topLeft().toPoint(), self._said[1])

    def _written(self, said: str) -> QPixmap:
        """A few words on a plate of their own."""
        face = font(self.text_scale, step=0.88)
        metrics, ratio = QFontMetricsF(face), self.devicePixelRatioF()
        box = QRectF(0, 0, round(metrics.horizontalAdvance(said) + 16), round(metrics.height() + 8))
        picture = QPixmap((box.size() * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(face)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.window))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
        painter.end()
        return picture

    def _refine(self) -> None:
        if not self.picture.exact(self.camera):
            self.picture.refine(self.camera, self.devicePixelRatioF())
            self._work.start()

    def _step(self) -> None:
        if not self.picture.step(PIECE):
            self._work.stop()
            self.update()
