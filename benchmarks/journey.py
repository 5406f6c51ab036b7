"""The whole way with 50,000 people, in the window: a case made, records imported, rings found, pictured, handed on.

Everything goes through the window's own dialogs and errands; the work is done in its worker processes. Told of each
step: what a person waits, the processor time of the worker's stages, its peak memory, and the longest gap in the
window's event loop (ticking.py), beside that of the same window when nobody asked anything of it. At the end: what was
found of the planted rings. On the offscreen platform unless QT_QPA_PLATFORM names another.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from benchmarks.generate import generate, save
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE
from benchmarks.memory import peak_mb
from benchmarks.quality import score
from benchmarks.target import Target

if TYPE_CHECKING:
    from benchmarks.ticking import Stretch
    from ui.main_window import MainWindow
    from ui.session import Session

PEOPLE = 50_000
SEED = 1
LONGEST_GAP, CANCELLED = 50, 200  # ms


def measure(data: Path | None) -> Iterator[Target]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
            os.environ[name] = folder
        yield from walk(Path(folder), PEOPLE)


def walk(folder: Path, people: int) -> Iterator[Target]:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    import main
    from ui.app import Desk

    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setApplicationName("NetLens benchmark")
    # In a process of its own: what the making leaves behind is nothing that a person's window has to carry.
    making = get_context("spawn").Process(target=records, args=(folder, people))
    making.start()
    making.join()
    registers = sorted((one.name for one in (folder / "records").iterdir()), key=lambda name: name != "main")
    taking_in, finding = "benchmarks.stages:taking_in", "benchmarks.stages:finding"
    with (  # the workers do what they always do, and tell what each stage took
        patch("ui.session.IMPORT", taking_in),
        patch("ui.dialogs.import_records.sheet.IMPORT", taking_in),
        patch("ui.errands.detection.FIND", finding),
    ):
        desk = Desk(application, main.load_importers())
        try:
            yield from _Walk(desk.window, desk.session).all(folder, registers)
            yield Target("peak memory of the window's own process", peak_mb(), None, "MB")
            yield from _quality(desk.session, json.loads((folder / "truth.json").read_text(encoding="utf-8")))
        finally:
            desk.close()


def records(folder: Path, people: int) -> None:
    """Write the records, and apart from them what was planted."""
    planted, _expected = generate(Plan(people, SEED), folder / "records")
    save(folder, "truth.json", planted)


class _Walk:
    """A person's way through one window."""

    def __init__(self, window: "MainWindow", session: "Session") -> None:
        from benchmarks.ticking import Ticker

        self.window, self.session = window, session
        self.ticker = Ticker()

    def all(self, folder: Path, registers: list[str]) -> Iterator[Target]:
        self.session.jobs.prepare()
        self.ticker.during(lambda: self.window.workspace, self.quiet)
        yield from self.make(folder / "case.netlens")
        for name in registers:
            yield from self.take_in(folder / "records" / name, "" if name == "main" else name)
        yield from self.cancel()
        yield from self.find()
        yield from self.look()
        yield from self.hand_on(folder / "out")
        yield from self.open_again(folder / "case.netlens")

    def make(self, path: Path) -> Iterator[Target]:
        dialog: Any = self.window.dialog("new_case")
        dialog.where.setText(str(path))
        for field in (dialog.first, dialog.second):
            field.setText(PASSPHRASE)
        yield from _gap("make a case", self.ticker.during(dialog.proceed, lambda: self.open and self.quiet()))

    def take_in(self, records: Path, register: str) -> Iterator[Target]:
        made: list[Any] = []
        name = f"import {register or 'main'}"
        yield from _gap(
            f"{name}: dialog", self.ticker.during(lambda: made.append(self.window.dialog("import_records")), self.quiet)
        )
        dialog = made[0]
        dialog.rings_after.setChecked(False)
        dialog.register.setText(register)
        looked = self.ticker.during(lambda: dialog.take((records,)), dialog.primary.isEnabled)
        yield from _gap(f"{name}: preview", looked)
        before = self.spent("work")[0]
        walked = self.ticker.during(dialog.proceed, lambda: dialog.primary.isEnabled() and self.quiet())
        yield from _gap(name, walked)
        cpu, peak, stages = self.spent("work")
        yield Target(f"{name}: worker", cpu - before, None, "CPU s", beside=_said(stages))
        yield Target(f"{name}: peak memory of the worker", peak, None, "MB")
        dialog.proceed()

    def cancel(self) -> Iterator[Target]:
        """Cancelled while it searches: nothing is kept, and the window is free at once."""
        entries = self.entries()
        self.ticker.during(lambda: self.trigger("find_rings"), lambda: bool(self.session.jobs.running()[0].last.total))
        job = self.session.jobs.running()[0]
        walked = self.ticker.during(job.cancel, lambda: job not in self.session.jobs.running(), rest=False)
        beside = f"looked every 20 ms; case unchanged: {self.entries() == entries}"
        yield Target("cancel finding rings", walked.seconds * 1e3, CANCELLED, "ms", at_most=True, beside=beside)
        yield from _gap("cancel finding rings", walked)
        self.ticker.during(lambda: None, self.quiet)

    def find(self) -> Iterator[Target]:
        looks: list[Any] = []
        self.session.glimpsed.connect(looks.append)
        before = self.spent("work")[0]
        first = self.ticker.during(lambda: self.trigger("find_rings"), lambda: bool(looks))
        yield Target("find rings: until the first look", first.seconds, None, "s", beside=f"{looks[0].groups} groups")
        yield from _gap("find rings, until the first look", first)
        found = self.ticker.during(lambda: None, lambda: not self.session.jobs.running(), rest=False)
        yield Target("find rings: until they are kept", first.seconds + found.seconds, None, "s")
        yield from _gap("find rings, from there", found)
        board = self.window.workspace.graph.view
        drawn = self.ticker.during(lambda: None, lambda: not board.board.scene.first and self.quiet(), rest=False)
        cpu, peak, stages = self.spent("work")
        yield Target("find rings: worker", cpu - before, None, "CPU s", beside=_said(stages))
        yield Target("find rings: peak memory of the worker", peak, None, "MB")
        yield Target("first picture of tested rings, after that", drawn.seconds, None, "s")
        yield from _gap("first picture", drawn)
        yield Target("first picture: peak memory of the worker", self.spent("ask")[1], None, "MB")
        for stage, seconds in self.answer("benchmarks.stages:picture", "work"):
            yield Target(f"first picture, by itself: {stage}", seconds, None, "CPU s")

    def look(self) -> Iterator[Target]:
        names = [shape.id for shape in self.window.workspace.graph.view.board.scene.rings[:2]]
        for name in names:
            walked = self.ticker.during(partial(self.session.select, name), self.quiet)
        yield Target("pick a ring: until page and picture are there", walked.seconds, None, "s")
        yield from _gap("pick a ring", walked)
        for action in ("confirm", "undo"):
            yield from _gap(action, self.ticker.during(partial(self.trigger, action), self.quiet))

    def hand_on(self, to: Path) -> Iterator[Target]:
        made: list[Any] = []
        walked = self.ticker.during(lambda: made.append(self.window.dialog("export_rings")), self.quiet)
        yield from _gap("export: dialog", walked)
        dialog = made[0]
        dialog.where.setText(str(to))
        dialog.format.setCurrentIndex(dialog.format.findData("json"))
        dialog.recipient.setText("working group")
        dialog.purpose.setText("benchmark")
        dialog.handling.setCurrentIndex(0)
        walked = self.ticker.during(dialog.proceed, lambda: not self.session.jobs.running() and self.quiet())
        yield Target(f"export of {len(dialog.rings.ticked())} ring", walked.seconds, None, "s")
        yield from _gap("export", walked)
        dialog.reject()

    def open_again(self, path: Path) -> Iterator[Target]:
        yield from _gap("close the case", self.ticker.during(self.session.close, self.quiet))
        dialog: Any = self.window.dialog("open_case", path=path)
        dialog.passphrase.setText(PASSPHRASE)
        walked = self.ticker.during(dialog.proceed, lambda: self.open and self.quiet())
        yield Target("open the case: until list, page and picture are there", walked.seconds, None, "s")
        yield from _gap("open the case", walked)

    @property
    def open(self) -> bool:
        return self.session.case is not None

    def quiet(self) -> bool:
        """Whether no worker has anything to do."""
        jobs = self.session.jobs
        return not any(worker and worker.job for worker in jobs._lanes.values()) and not any(jobs._queues.values())

    def trigger(self, action: str) -> None:
        self.window.actions_by_name[action].trigger()

    def entries(self) -> int:
        return len(self.session.case.history()) if self.session.case is not None else -1

    def spent(self, lane: Any) -> tuple[float, float, dict[str, float]]:
        told: tuple[float, float, dict[str, float]] = self.answer("benchmarks.stages:spent", lane)
        return told

    def answer(self, function: str, lane: Any) -> Any:
        """What a worker says, waited for."""
        case, got = self.session.case, list[Any]()
        assert case is not None
        self.session.jobs.run(function, case.path, case.key, lane=lane).done.connect(got.append)
        self.ticker.during(lambda: None, lambda: bool(got))
        return got[0]


def _gap(name: str, walked: "Stretch") -> Iterator[Target]:
    beside = f"of it the window's own work {walked.own:.0f} ms; an idle window just before {walked.idle:.0f} ms"
    yield Target(f"{name}: longest event-loop gap", walked.gap, LONGEST_GAP, "ms", at_most=True, beside=beside)


def _said(stages: dict[str, float]) -> str:
    return "; ".join(f"{said} {seconds:.1f}" for said, seconds in stages.items() if seconds >= 0.05)


def _quality(session: "Session", planted: Any) -> Iterator[Target]:
    """What the window's detection found of what was planted."""
    from netlens.network.corridors import case_corridors

    case = session.case
    assert case is not None
    rings = case.detection()
    assert rings is not None
    told = {case.record_id(number): codes for number, codes in case_corridors(case).items()}
    members = {ring.id: {case.record_id(member.vertex) for member in ring.members} for ring in rings.rings}
    got = score(planted, rings, members, told)
    yield Target(f"{PEOPLE:,} people: planted rings found", got.found / got.planted, 1.0, beside=f"of {got.planted}")
    matched = f"of {got.supported} supported; {got.tentative} tentative"
    yield Target(f"{PEOPLE:,} people: precision among supported", got.matched / got.supported, 0.98, beside=matched)
    yield Target(f"{PEOPLE:,} people: corridors of the rings found", got.corridors, 0.95)
    yield Target(f"{PEOPLE:,} people: corridors of the cases with a route", got.cases, 0.95)
