"""How long a window ever stands still: a timer of 5 ms in its event loop, and what lies between two of its ticks.

Two figures. The gap as a person feels it, in real time: it grows with whatever else the machine does, so it is told
beside the longest gap of the same window just before, when nobody asked anything of it. And the window's own share: the
processor time its thread took in a stretch, which is the program's alone.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, Qt, QTimer

TICK = 5  # ms
LOOK = 20  # ms between two looks whether what is awaited is there
IDLE = 1_500  # ms in which nothing is asked of the window, before each stretch
FOLLOWING = 1_000  # ms in which the views may follow
PATIENCE = 1_800  # s


class Stretch(NamedTuple):
    """Seconds until what was awaited was there; longest gap, own share and the idle window's gap before, in ms."""

    seconds: float
    gap: float
    own: float
    idle: float


class Ticker:
    def __init__(self) -> None:
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK)
        self._timer.timeout.connect(self._tick)
        self._gap = self._own = self._idle = 0.0
        self._at = self._spent = 0.0

    def during(self, begin: Callable[[], object], there: Callable[[], bool], *, rest: bool = True) -> Stretch:
        """Begin something as a click would, wait until it is there, and let the views follow.

        Without `rest` what was under way goes on; the idle gap is then that of the last rest.
        """
        if rest:
            self._idle = self._rest(IDLE)
        self._start()
        begun = time.perf_counter()
        QTimer.singleShot(0, begin)
        loop, watch = QEventLoop(), QTimer(interval=LOOK)
        QTimer.singleShot(0, watch.start)  # after what was begun
        watch.timeout.connect(lambda: loop.quit() if there() or time.perf_counter() - begun > PATIENCE else None)
        loop.exec()
        watch.stop()
        seconds = time.perf_counter() - begun
        if not there():
            raise TimeoutError("what was awaited did not come")
        self._wait(FOLLOWING if rest else LOOK)
        return Stretch(seconds, *self._stop(), self._idle)

    def _rest(self, ms: int) -> float:
        self._start()
        self._wait(ms)
        return self._stop()[0]

    def _wait(self, ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def _start(self) -> None:
        self._gap = self._own = 0.0
        self._at, self._spent = time.perf_counter(), time.thread_time()
        self._timer.start()

    def _stop(self) -> tuple[float, float]:
        self._tick()
        self._timer.stop()
        return self._gap, self._own

    def _tick(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        self._gap = max(self._gap, (now - self._at) * 1e3)
        self._own = max(self._own, (spent - self._spent) * 1e3)
        self._at, self._spent = now, spent
