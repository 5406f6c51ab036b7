"""Short movement from one picture to the next, so that the eye keeps hold of who is who. Can be off."""

from collections.abc import Callable
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer

from ui.views.graph.board import Board

SECONDS = 0.26
FRAME = 15  # milliseconds


class Motion(QObject):
    """Calls `step(share)` with 0 … 1, slowing down to the end; a new movement ends the one under way at its goal."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.on = True
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._tick)
        self._step: Callable[[float], None] | None = None
        self._begun = 0.0

    @property
    def running(self) -> bool:
        return self._step is not None

    def run(self, step: Callable[[float], None]) -> None:
        self.finish()
        if not self.on:
            step(1.0)
            return
        self._step, self._begun = step, perf_counter()
        self._timer.start()

    def finish(self) -> None:
        """Go to the end at once."""
        step, self._step = self._step, None
        self._timer.stop()
        if step is not None:
            step(1.0)

    def _tick(self) -> None:
        share = min(1.0, (perf_counter() - self._begun) / SECONDS)
        if share >= 1.0:
            self.finish()
        elif self._step is not None:
            self._step(1 - (1 - share) ** 3)


def starts(old: Board, new: Board) -> NDArray[np.float32]:
    """Where each node of a new board comes from: its old place, else where its ring was folded, else its own."""
    places = new.xy.copy()
    if not len(old):
        return places
    folded = {old.scene.rings[old.scene.ring[node]].id: node for node in old.folded.tolist()}
    ids = [shape.id for shape in new.scene.rings]
    for node, (entity, ring) in enumerate(zip(new.scene.ids.tolist(), new.scene.ring.tolist(), strict=True)):
        former = old.index.get(entity) if entity >= 0 else folded.get(ids[ring])
        if former is None and ring >= 0:
            former = folded.get(ids[ring])
        if former is not None:
            places[node] = old.xy[former]
    return places
