"""What the hand does: mouse, wheel and keys become changes of the view. Knows no painting."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPolygonF, QWheelEvent

from ui.views.graph import picking

if TYPE_CHECKING:
    from ui.views.graph.view import GraphView

STEP = 1.25  # zoom of one key press; a notch of the wheel is a little less
ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Hand:
    """`doing` is "" or "pan", "drag" (nodes), "box", "lasso"; `trail` the pixels a box or lasso went through."""

    def __init__(self, view: "GraphView") -> None:
        self.view = view
        self.doing = ""
        self.trail: list[QPointF] = []
        self._last = QPointF()
        self._pressed = QPointF()
        self._node = -1

    def press(self, event: QMouseEvent) -> None:
        self._last = self._pressed = event.position()
        self._node = self.view.node_at(event.position())
        self.doing = ""
        if event.button() == Qt.MouseButton.RightButton:
            entity = self.view.entity(self._node)
            if self._node >= 0 and self._node not in self.view.chosen:
                self.view.choose([self._node])
            self.view.asked.emit(entity, event.globalPosition().toPoint())
        elif event.button() == Qt.MouseButton.MiddleButton:
            self.doing = "pan"
        elif event.button() == Qt.MouseButton.LeftButton:
            self.doing = "ready"

    def move(self, event: QMouseEvent) -> None:
        here = event.position()
        if self.doing == "ready" and (here - self._pressed).manhattanLength() > 4:
            self._begin(event.modifiers())
        if self.doing == "pan":
            step = here - self._last
            self.view.look(self.view.camera.panned(step.x(), step.y()))
        elif self.doing == "drag":
            step = (here - self._last) / self.view.camera.scale
            self.view.shift(step.x(), step.y())
        elif self.doing in ("box", "lasso"):
            self.trail.append(here)
            self._show_trail()
        elif not self.doing:
            self.view.hover(here)
        self._last = here

    def release(self, event: QMouseEvent) -> None:
        doing, self.doing = self.doing, ""
        if doing == "drag":
            self.view.drop()
        elif doing in ("box", "lasso"):
            self._gather(doing, event.modifiers())
        elif doing == "ready":
            self._click(event.modifiers())
        self.trail = []
        self._show_trail()
        self.view.unsetCursor()

    def wheel(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120 or event.pixelDelta().y() / 40
        at = event.position()
        self.view.look(self.view.camera.zoomed(1.2**notches, at.x(), at.y()))

    def key(self, event: QKeyEvent) -> bool:
        """True when the key meant something."""
        view, key = self.view, Qt.Key(event.key())
        middle = view.camera.width / 2, view.camera.height / 2
        if key in ARROWS:
            self._walk(*ARROWS[key], event.modifiers())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            view.look(view.camera.zoomed(STEP, *middle))
        elif key == Qt.Key.Key_Minus:
            view.look(view.camera.zoomed(1 / STEP, *middle))
        elif key == Qt.Key.Key_Home:
            view.fit()
        elif key == Qt.Key.Key_F:
            view.frame()
        elif key == Qt.Key.Key_Escape:
            self.escape()
        elif key in (Qt.Key.Key_E, Qt.Key.Key_Return, Qt.Key.Key_Enter) and view.focus >= 0:
            view.open(view.focus)
        elif key == Qt.Key.Key_Space and view.focus >= 0:
            view.choose([view.focus], add=bool(event.modifiers() & SHIFT))
        elif key in (Qt.Key.Key_Menu,) and view.focus >= 0:
            view.asked.emit(view.entity(view.focus), view.mapToGlobal(view.pixel(view.focus)))
        else:
            return False
        return True

    def escape(self) -> None:
        """One step back: what is under way, then what is picked, then the view itself asks to go back."""
        if self.doing:
            if self.doing == "drag":
                self.view.undrag()
            self.doing, self.trail = "", []
            self._show_trail()
        elif self.view.chosen or self.view.focus >= 0:
            self.view.focus = -1
            self.view.choose([])
        else:
            self.view.back.emit()

    def _begin(self, keys: Qt.KeyboardModifier) -> None:
        if keys & SHIFT:
            self.doing, self.trail = "lasso" if keys & CONTROL else "box", [self._pressed]
        elif self._node >= 0:
            self.doing = "drag"
            self.view.take(self._node)
        else:
            self.doing = "pan"
        self.view.setCursor(Qt.CursorShape.CrossCursor if self.trail else Qt.CursorShape.ClosedHandCursor)

    def _show_trail(self) -> None:
        if self.doing == "box":
            self.view.trail = QPolygonF(QRectF(self.trail[0], self.trail[-1]).normalized())
        else:
            self.view.trail = QPolygonF(self.trail)
        self.view.update()

    def _click(self, keys: Qt.KeyboardModifier) -> None:
        self.view.focus = self._node
        if self._node >= 0:
            self.view.choose([self._node], add=bool(keys & (SHIFT | CONTROL)))
            return
        tie = picking.tie_at(self.view.board, self.view.camera, self._pressed.x(), self._pressed.y())
        if tie >= 0:
            a, b = self.view.board.scene.a[tie], self.view.board.scene.b[tie]
            self.view.tie_picked.emit(self.view.entity(int(a)), self.view.entity(int(b)))
        elif not keys & SHIFT:
            self.view.choose([])
            self.view.pick_ground(self._pressed)

    def _gather(self, doing: str, keys: Qt.KeyboardModifier) -> None:
        world = np.array([self.view.camera.world(p.x(), p.y()) for p in self.trail])
        if doing == "lasso":
            found = picking.in_lasso(self.view.board, world)
        else:
            ends = world[[0, -1]]
            found = picking.in_box(self.view.board, (*ends.min(axis=0).tolist(), *ends.max(axis=0).tolist()))
        self.view.choose(found.tolist(), add=bool(keys & CONTROL) and doing == "box")

    def _walk(self, dx: int, dy: int, keys: Qt.KeyboardModifier) -> None:
        view = self.view
        if keys & CONTROL or not len(view.board):
            view.look(view.camera.panned(-60 * dx, -60 * dy))
            return
        if view.focus < 0:
            step = view.chosen[0] if view.chosen else view.nearest_to_middle()
        else:
            step = picking.along(view.board, view.focus, dx, dy)
        if step >= 0:
            view.focus = step
            view.choose([step], add=bool(keys & SHIFT))
            view.reveal(step)
