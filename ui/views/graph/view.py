"""GraphView: the canvas under the hand. It shows a Scene and tells what was done with it; it changes no case."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from netlens.i18n import _
from netlens.network.scene import Scene
from ui.theme import Theme
from ui.views.graph import picking, words
from ui.views.graph.board import RING, Board
from ui.views.graph.canvas import Canvas
from ui.views.graph.hand import Hand


class GraphView(Canvas):
    """Signals carry entity ids; a folded ring is named by its id (a str) where an entity is expected."""

    selected = Signal(object)  # list of entity ids
    ring_picked = Signal(str)  # a folded ring, or the ground of one, was clicked
    tie_picked = Signal(object, object)  # the two ends of a tie that was clicked
    opened = Signal(object)  # double click or E: an entity id to expand, or a ring id to unfold
    moved = Signal(object)  # {entity id: (x, y)}: dragged to there, to be pinned
    ring_moved = Signal(str, float, float)  # a folded ring was dragged by so many world units
    hovered = Signal(object)  # entity id or ring id; -1 for none
    asked = Signal(object, QPoint)  # right click: on an entity, a ring, or nothing (-1); the point on the screen
    back = Signal()  # Esc with nothing left to put down

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: list[int] = []  # nodes
        self.focus = -1  # the node that has the keyboard
        self._hovered = -1
        self._lit: frozenset[int] | None = None
        self._shown: np.ndarray | None = None  # the same per node
        self._held: np.ndarray = np.empty(0, dtype=np.int64)
        self._from: np.ndarray = np.empty((0, 2), dtype=np.float32)
        self._hand = Hand(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Graph of rings and people"))
        self._say("")

    # What the window asks for

    def set_scene(self, scene: Scene, *, keep: bool = False) -> None:
        """Show a scene; `keep` leaves the camera where it is. What was selected stays so where it is still there."""
        entities = [self.entity(node) for node in self.chosen]
        focus = self.entity(self.focus)
        board = Board(scene, self.order)
        self.show_board(board, keep=keep)
        places = [board.place(entity) for entity in entities]
        self.chosen = [node for node in places if node >= 0]
        self.focus, self._hovered = board.place(focus), -1
        self.light(self._lit)
        self._say(words.summary(scene))

    def arrange_by(self, order: str) -> None:
        """Another order of the same scene, one of ARRANGEMENTS; what is dragged is kept only in that of rings."""
        super().arrange_by(order)
        self._mark()

    def select(self, entities: Iterable[int]) -> None:
        """Select from outside; emits nothing."""
        self.chosen = [self.board.index[entity] for entity in entities if entity in self.board.index]
        self._mark()

    def light(self, entities: Collection[int] | None) -> None:
        """Fade all but these (a search, a stretch of time) and folded rings; None lights everyone."""
        self._lit, self._shown = None if entities is None else frozenset(entities), None
        if self._lit is not None:
            known = np.fromiter(self._lit, dtype=np.int64, count=len(self._lit))
            self._shown = np.isin(self.board.scene.ids, known) | (self.board.scene.kind == RING)
        self._mark()

    def frame(self, entities: Iterable[int] | None = None) -> None:
        """Bring these, else what is selected, else everything into view."""
        nodes = self.chosen if entities is None else [self.board.index[e] for e in entities if e in self.board.index]
        if not nodes:
            self.fit()
            return
        near = nodes + [int(n) for node in nodes[:1] if len(nodes) == 1 for n in self.board.neighbours(node)]
        self.travel(self.camera.fitted(self.board.bounds(np.array(near), pad=80)))

    def set_theme(self, theme: Theme) -> None:
        self.dress(theme, self.text_scale)

    def set_text_scale(self, scale: int) -> None:
        self.dress(self.theme, scale)

    def set_animated(self, on: bool) -> None:
        self.motion.finish()
        self.motion.on = on

    def set_minimap(self, on: bool) -> None:
        self.minimap_wanted = on
        self.arrange()

    # What the hand asks for

    def entity(self, node: int) -> int | str:
        """The entity id of a node, the ring id of a folded ring, -1 for none."""
        scene = self.board.scene
        if not 0 <= node < len(scene.ids):
            return -1
        return scene.rings[scene.ring[node]].id if scene.kind[node] == RING else int(scene.ids[node])

    def node_at(self, pixel: QPointF) -> int:
        scale, nodes = self.camera.scale, self.picture.nodes
        radii = partial(nodes.radii, scale)
        return picking.node_at(self.board, self.camera, radii, pixel.x(), pixel.y(), nodes.widest(scale))

    def pixel(self, node: int) -> QPoint:
        x, y = self.camera.screen(self.board.xy[[node]])[0].tolist()
        return QPoint(round(x), round(y))

    def nearest_to_middle(self) -> int:
        if not len(self.board):
            return -1
        far = ((self.board.xy - (self.camera.x, self.camera.y)) ** 2).sum(axis=1)
        return int(np.argmin(far))

    def choose(self, nodes: Iterable[int], *, add: bool = False) -> None:
        """Select nodes and say so; added ones that are selected already are put down again."""
        wanted = list(dict.fromkeys(nodes))
        if add:
            wanted = [n for n in self.chosen if n not in wanted] + [n for n in wanted if n not in self.chosen]
        self.chosen = wanted
        self._mark()
        rings = [self.entity(node) for node in wanted if self.board.scene.kind[node] == RING]
        self.selected.emit([int(self.board.scene.ids[n]) for n in wanted if self.board.scene.kind[n] != RING])
        if len(wanted) == 1 and rings:
            self.ring_picked.emit(str(rings[0]))
        if self.focus >= 0:
            self._say(words.position_words(self.board, self.focus))

    def pick_ground(self, pixel: QPointF) -> bool:
        """Click on the ground of a ring; False when there is none."""
        x, y = self.camera.world(pixel.x(), pixel.y())
        for ring in reversed(self.picture.hulls.visible(self.camera)):
            outline = self.picture.hulls.outline(ring)
            if QPolygonF([QPointF(*corner) for corner in outline.tolist()]).containsPoint(
                QPointF(x, y), Qt.FillRule.OddEvenFill
            ):
                self.ring_picked.emit(self.board.scene.rings[ring].id)
                return True
        return False

    def open(self, node: int) -> None:
        self.opened.emit(self.entity(node))

    def reveal(self, node: int) -> None:
        """Pan just so far that a node is well in view."""
        at, margin = self.pixel(node), 80
        dx = max(margin - at.x(), 0) - max(at.x() - self.width() + margin, 0)
        dy = max(margin - at.y(), 0) - max(at.y() - self.height() + margin, 0)
        if dx or dy:
            self.travel(self.camera.panned(dx, dy))

    def hover(self, pixel: QPointF) -> None:
        node = self.node_at(pixel)
        if node == self._hovered:
            return
        self._hovered = node
        self._mark()
        self.hovered.emit(self.entity(node))
        self.setCursor(Qt.CursorShape.PointingHandCursor if node >= 0 else Qt.CursorShape.ArrowCursor)

    def take(self, node: int) -> None:
        """Begin to drag a node, and what is selected with it."""
        self.motion.finish()
        self._held = np.array(self.chosen if node in self.chosen else [node], dtype=np.int64)
        self._from = self.board.xy[self._held].copy()
        self.picture.drag(self._held)
        self._refine()
        self.touch()

    def shift(self, dx: float, dy: float) -> None:
        """Drag by so many world units."""
        self.board.move(self._held, self.board.xy[self._held] + np.array((dx, dy), dtype=np.float32))
        self.picture.moved(self._held)
        self.touch()

    def drop(self) -> None:
        """Let go: tell where everything lies now."""
        scene, xy = self.board.scene, self.board.xy
        plain = [node for node in self._held.tolist() if scene.kind[node] != RING]
        if plain and self.order == "rings":
            self.moved.emit({int(scene.ids[node]): (float(xy[node, 0]), float(xy[node, 1])) for node in plain})
        for node, start in zip(self._held.tolist(), self._from, strict=True):
            if scene.kind[node] == RING and self.order == "rings":
                step = xy[node] - start
                self.ring_moved.emit(str(self.entity(node)), float(step[0]), float(step[1]))
        self._put_down()

    def undrag(self) -> None:
        """Put everything back where it was taken."""
        self.board.move(self._held, self._from)
        self.picture.moved(self._held)
        self._put_down()

    def _put_down(self) -> None:
        self._held = np.empty(0, dtype=np.int64)
        self.picture.drag(self._held)
        self.minimap.refresh()
        self.touch()

    def _mark(self) -> None:
        chosen = np.array(self.chosen, dtype=np.int64)
        self.picture.mark(
            replace(self.picture.marks, hovered=self._hovered, focus=self.focus, selected=chosen, lit=self._shown)
        )
        self.touch()

    def _say(self, text: str) -> None:
        self.setAccessibleDescription(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # Events

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._tip(event)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.motion.finish()
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        node = self.node_at(event.position())
        if node >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.open(node)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.motion.finish()
        self._hand.wheel(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hand.key(event):
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._hovered >= 0:
            self._hovered = -1
            self._mark()
            self.hovered.emit(-1)

    def _tip(self, event: QEvent) -> None:
        if not isinstance(event, QHelpEvent):
            return
        node = self.node_at(QPointF(event.pos()))
        tie = -1 if node >= 0 else picking.tie_at(self.board, self.camera, event.pos().x(), event.pos().y())
        if node >= 0:
            QToolTip.showText(event.globalPos(), words.tooltip(*words.node_words(self.board, node)), self)
        elif tie >= 0:
            QToolTip.showText(event.globalPos(), words.tooltip(*words.tie_words(self.board, tie)), self)
        else:
            QToolTip.hideText()
