"""The canvas against an empty widget and against Qt's own item scene, in one run on one core. CPU time, medians.

A moving frame is a new camera and a whole repaint with hulls, pictures of nodes and names. Views: full (everything
in view), mid (four times nearer), near (1.3 pixels per world unit). Not measured: pyvis's page, which needs a browser.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.crowd import scene_of
from benchmarks.target import Target

SIZE = (1280, 800)
SMALL, MIDDLE, LARGE = (1000, 5000), (10_000, 50_000), (100_000, 500_000)
FRAMES = 60


def measure(data: Path | None) -> Iterator[Target]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui import theme

    application = QApplication.instance() or QApplication([])
    theme.load_fonts()
    blank = _blank()
    views = {size: _view(*size) for size in (SMALL, MIDDLE, LARGE)}
    frames = {size: {name: _moving(view, name) for name in ("full", "mid", "near")} for size, view in views.items()}
    small, middle, large = frames[SMALL], frames[MIDDLE], frames[LARGE]
    said = f"{_ms(large['full'])}, beside {_ms(small['full'])}"
    yield Target(
        "moving frame, 100,000 nodes, full, over 1,000 nodes", large["full"] / small["full"], 5, "x", True, said
    )
    said = f"blank widget {_ms(blank)}"
    yield Target("moving frame, 100,000 nodes, full, over a blank widget", large["full"] / blank, 60, "x", True, said)
    yield Target("moving frame, 1,000 nodes, over a blank widget", small["full"] / blank, 25, "x", True, said)
    for name in ("mid", "near"):
        said = f"{_ms(large[name])}, beside {_ms(small[name])}"
        yield Target(
            f"moving frame, 100,000 nodes, {name}, over 1,000 nodes", large[name] / small[name], 4, "x", True, said
        )
    yield from _against_items(small["full"], middle["full"])
    view = views[LARGE]
    yield from _hand(view, large["full"])
    yield from _refinement(view, large["full"])
    yield clip_canary()
    for view in views.values():
        view.close()
    del application


def clip_canary() -> Target:
    """How much faster 10,000 hairlines are with a clip set: the reason why draw_lines always sets one."""
    import shiboken6
    from PySide6.QtCore import QLineF, QRectF
    from PySide6.QtGui import QColor, QImage, QPainter, QPen

    random = np.random.default_rng(1)
    start = random.uniform((0, 0), SIZE, (10_000, 2))
    lines = np.column_stack((start, start + random.normal(0, 200, (10_000, 2))))
    first: Any = shiboken6.wrapInstance(lines.ctypes.data, QLineF)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)

    def draw(clipped: bool) -> None:
        painter = QPainter(image)
        painter.setPen(QPen(QColor(60, 70, 80, 90), 0))
        if clipped:
            painter.setClipRect(QRectF(0, 0, *SIZE))
        painter.drawLines(first, len(lines))
        painter.end()

    ratio = _seconds(lambda turn: draw(False), 7) / _seconds(lambda turn: draw(True), 7)
    return Target("10,000 hairlines without a clip over with one", ratio, 3, "x")


def _view(people: int, ties: int) -> Any:
    from ui.views.graph.view import GraphView

    view = GraphView()
    view.set_animated(False)
    view.resize(*SIZE)
    _expose(view)
    view.set_scene(scene_of(people, ties))
    view.settle()
    return view


def _moving(view: Any, name: str) -> float:
    """Seconds of one frame while the picture is panned; the layer is as it was settled."""
    view.fit()
    nearer = {"full": 1.0, "mid": 4.0 if len(view.board) > 2000 else 2.0, "near": 1.3 / view.camera.scale}[name]
    view.look(view.camera.zoomed(nearer, SIZE[0] / 2, SIZE[1] / 2))
    view.settle()
    view.repaint()
    camera = view.camera

    def frame(turn: int) -> None:
        view.look(camera.panned(7 * (turn % 20), 3 * (turn % 20)))
        view.repaint()

    return _seconds(frame, FRAMES)


def _hand(view: Any, frame: float) -> Iterator[Target]:
    """Hover, click and rubber band at 100,000 nodes, each without the frame it causes."""
    from PySide6.QtCore import QPointF

    from ui.views.graph import picking

    view.fit()
    view.settle()
    view.node_at(QPointF(1, 1))
    random = np.random.default_rng(2)
    points = [QPointF(x, y) for x, y in random.uniform((0, 0), SIZE, (FRAMES, 2)).tolist()]
    picked = _seconds(lambda turn: view.node_at(points[turn]), FRAMES)
    yield Target("finding the node under the mouse, over a moving frame", picked / frame, 0.05, "x", True, _ms(picked))
    box = view.board.bounds()
    third = (box[0], box[1], (2 * box[0] + box[2]) / 3, (2 * box[1] + box[3]) / 3)
    banded = _seconds(lambda turn: picking.in_box(view.board, third), FRAMES)
    yield Target("finding all in a rubber band, over a moving frame", banded / frame, 0.05, "x", True, _ms(banded))


def _refinement(view: Any, frame: float) -> Iterator[Target]:
    """Making a settled picture, in the pieces the window works in: full, mid and near."""
    from ui.views.graph.paint.layer import PIECE

    longest, whole = 0.0, 0.0
    view.fit()
    for nearer in (1.0, 4.0, 54.0):
        camera = view.camera.zoomed(nearer, SIZE[0] / 2, SIZE[1] / 2)
        pieces = []
        begun = time.process_time()
        view.picture.refine(camera, 1.0)
        pieces.append(time.process_time() - begun)
        more = True
        while more:
            begun = time.process_time()
            more = view.picture.step(PIECE)
            pieces.append(time.process_time() - begun)
        longest, whole = max(longest, *pieces), max(whole, sum(pieces))
    said = f"longest {_ms(longest)}"
    yield Target("longest piece of refinement over a moving frame", longest / frame, 1, "x", True, said)
    yield Target("settled and exact after rest, 100,000 nodes", whole, 1, "s", True, "the slowest of three views")


def _against_items(small: float, middle: float) -> Iterator[Target]:
    """The same nodes and ties as one QGraphicsItem each."""
    for size, ours, goal in ((SMALL, small, 3.0), (MIDDLE, middle, 20.0)):
        view = _items(*size)

        def frame(turn: int, view: Any = view) -> None:
            bar = view.horizontalScrollBar()
            bar.setValue(bar.value() + (7 if turn % 2 else -7))
            view.viewport().repaint()

        theirs = _seconds(frame, 5)
        said = f"{_ms(ours)}, beside {_ms(theirs)}"
        yield Target(f"QGraphicsView items, {size[0]:,} nodes, over our frame", theirs / ours, goal, "x", False, said)
        view.close()


def _items(people: int, ties: int) -> Any:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QPainter, QPen
    from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

    scene = scene_of(people, ties)
    stage = QGraphicsScene()
    for a, b in zip(scene.a.tolist(), scene.b.tolist(), strict=True):
        (x, y), (u, v) = scene.xy[a].tolist(), scene.xy[b].tolist()
        stage.addLine(x, y, u, v, QPen(QColor(120, 130, 150, 90), 0))
    for x, y in scene.xy.tolist():
        stage.addEllipse(x - 9, y - 9, 18, 18, QPen(Qt.PenStyle.NoPen), QColor("#0072b2"))
    view = QGraphicsView(stage)
    stage.setParent(view)  # which does not own it otherwise
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.resize(*SIZE)
    _expose(view)
    whole = stage.itemsBoundingRect()
    stage.setSceneRect(whole.adjusted(-1e5, -1e5, 1e5, 1e5))  # so that it can be panned
    view.fitInView(whole, Qt.AspectRatioMode.KeepAspectRatio)
    view.viewport().repaint()
    return view


def _expose(widget: Any) -> None:
    """Show a widget and wait until it is there: before, a repaint does nothing and takes no time."""
    from PySide6.QtWidgets import QApplication

    widget.show()
    until = time.monotonic() + 5
    while not widget.windowHandle().isExposed() and time.monotonic() < until:
        QApplication.processEvents()
    QApplication.processEvents()


def _blank() -> float:
    from PySide6.QtGui import QColor, QPainter, QPaintEvent
    from PySide6.QtWidgets import QWidget

    class Blank(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), QColor("white"))
            painter.end()

    widget = Blank()
    widget.resize(*SIZE)
    _expose(widget)
    return _seconds(lambda turn: widget.repaint(), 200)


def _seconds(work: Callable[[int], object], times: int) -> float:
    """CPU seconds of one call, the median after two to warm up."""
    taken = []
    for turn in range(-2, times):
        begun = time.process_time()
        work(turn)
        taken.append(time.process_time() - begun)
    return median(taken[2:])


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms"
