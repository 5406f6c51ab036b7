"""The whole way with 100,000 people, in the window: import, rings, first picture; and how long the window ever hung.

The window runs on the offscreen platform; the work is done in its worker processes, through its own session. A gap is
the time between two ticks of a timer of 5 ms in the window's event loop.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.generate import generate
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE
from benchmarks.memory import peak_mb
from benchmarks.target import Target
from netlens.case.importing import Importer
from netlens.case.records import Rings
from netlens.progress import Job, Progress

if TYPE_CHECKING:
    from ui.session import Session

PEOPLE = 100_000
LONGEST_GAP = 50  # ms
TICK = 5  # ms
FOLLOWING = 3_000  # ms in which the views may follow what changed


def measure(data: Path | None) -> Iterator[Target]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        yield from walk(Path(folder), PEOPLE)


def importing(path: Path, passphrase: str, records: Path, importers: tuple[Importer, ...], register: str) -> Job[Any]:
    """A worker's import: the id to count, and the worker's peak memory."""
    from netlens.case.importing import import_files

    ledger = yield from import_files(path, passphrase, [records], importers, register=register)
    return ledger.import_id, peak_mb()


def finding(path: Path, passphrase: str) -> Job[tuple[Rings, float]]:
    from netlens.network.rings import find_rings

    rings = yield from find_rings(path, passphrase, seed=1)
    return rings, peak_mb()


def picturing(path: Path, passphrase: str) -> Job[tuple[int, float]]:
    """Places and scene of the kept rings: what the canvas needs to paint its first picture."""
    from netlens.case.case import Case
    from netlens.network import layout, scene
    from netlens.report.evidence import as_detected

    with Case.open(path, passphrase) as case:
        rings = case.detection()
        assert rings is not None
        evidence = as_detected(case)
        yield Progress("placing")
        places = layout.place(evidence, rings, case.positions())
        drawn = scene.overview(case, evidence, rings, places)
    return len(drawn.labels), peak_mb()


class Stretch:
    """One stretch of the way, timed in a running event loop."""

    def __init__(self) -> None:
        from PySide6.QtCore import QElapsedTimer, Qt, QTimer

        self.longest = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        self.longest = max(self.longest, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()

    def run(self, session: "Session", function: str, *args: Any, then: Any = None) -> "Walked":
        """Do one job, take its result in, and let the views follow; with the longest gap of each of the three."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        got: list[Any] = []
        taking = [0.0, 0.0]

        def take(result: Any) -> None:
            got.append(result)
            taking[0], before = self._since(), time.perf_counter()
            if then is not None:
                then(result)
            taking[1] = (time.perf_counter() - before) * 1e3
            self._clock.restart()

        self._since()
        begun = time.perf_counter()
        self._clock.start()
        self._timer.start()
        job = session.work(function, *args, title="benchmark", then=take)
        job.ended.connect(lambda: QTimer.singleShot(FOLLOWING, loop.quit))
        loop.exec()
        self._timer.stop()
        if not got:
            raise RuntimeError(f"{function} gave no result")
        return Walked(got[0], time.perf_counter() - begun - FOLLOWING / 1e3, taking[0], taking[1], self._since())

    def idle(self) -> float:
        """The longest gap in ms while nothing is done: what this machine does to any program."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        self._clock.start()
        self._timer.start()
        QTimer.singleShot(FOLLOWING, loop.quit)
        loop.exec()
        self._timer.stop()
        return self._since()

    def _since(self) -> float:
        """The longest gap since it was last asked for."""
        longest, self.longest = self.longest, 0.0
        return longest


class Walked(NamedTuple):
    """A job's result, its seconds, and the longest gaps in ms: while it ran, taking it in, in the views after."""

    result: Any
    seconds: float
    during: float
    taking: float
    after: float


def walk(folder: Path, people: int) -> Iterator[Target]:
    from PySide6.QtWidgets import QApplication

    import main
    from netlens.case.edits.imports import CountImport
    from netlens.case.edits.rings import KeepRings
    from ui.main_window import MainWindow
    from ui.session import Session

    application = QApplication.instance() or QApplication([])
    application.setApplicationName("NetLens benchmark")
    _planted, expected = generate(Plan(people, 1), folder / "records")
    session = Session(main.load_importers())
    window = MainWindow(session)
    window.show()
    try:
        session.create(folder / "case.netlens", PASSPHRASE)
        stretch = Stretch()
        yield Target("nothing done: longest event-loop gap", stretch.idle(), None, "ms")
        for name in expected:
            walked = stretch.run(
                session,
                "benchmarks.journey:importing",
                folder / "records" / name,
                session.importers,
                "" if name == "main" else name,
                then=lambda result: session.apply(CountImport(result[0])),
            )
            yield from _figures(f"import {name}", walked)
        walked = stretch.run(
            session, "benchmarks.journey:finding", then=lambda result: session.apply(KeepRings(result[0]))
        )
        yield from _figures("find rings", walked)
        found: Rings = walked.result[0]
        yield Target("rings supported", sum(ring.status == "supported" for ring in found.rings))
        walked = stretch.run(session, "benchmarks.journey:picturing")
        yield from _figures(f"first picture of {walked.result[0]} marks", walked)
    finally:
        session.close()
        session.jobs.close()
        window.close()


def _figures(name: str, walked: Walked) -> Iterator[Target]:
    yield Target(name, walked.seconds, None, "s")
    yield Target(f"{name}: peak memory of the worker", walked.result[1], None, "MB")
    gap = max(walked.during, walked.taking, walked.after)
    beside = f"while it ran {walked.during:.0f}, taken in {walked.taking:.0f}, views after {walked.after:.0f} ms"
    yield Target(f"{name}: longest event-loop gap", gap, LONGEST_GAP, "ms", at_most=True, beside=beside)
