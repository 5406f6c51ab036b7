"""Odd cases in the window: it opens, every panel and view shows, every click leads somewhere, nobody is told of."""

from collections import deque
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import main
import ui.panels
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.edits.rings import KeepRings
from netlens.case.importing import import_files
from netlens.network.rings import find_rings
from netlens.plugins import collect
from netlens.progress import finish
from tests.journeys.odd_worlds import NONSENSE, WORLDS, written
from ui.answers.ground import reading
from ui.answers.plain.page import Page, Target
from ui.main_window import MainWindow
from ui.panel import Panel
from ui.session import Session

KEY = "one two three four"
SHOWN = ("no_people", "no_offenders", "giant", "everyone_protected", "only_numbers", "strange_words")
ENOUGH = 60  # pages walked through in each


@lru_cache(maxsize=len(WORLDS))
def _bytes(name: str) -> bytes:
    """The case file of a world with its rings kept, made once; closed, it is one file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.netlens"
        Case.create(path, KEY).close()
        records = written(name, Path(folder) / "records")
        ledger = finish(import_files(path, KEY, [records], main.load_importers()))
        with Case.open(path, KEY) as case:
            case.apply(CountImport(ledger.import_id))
        rings = finish(find_rings(path, KEY))
        with Case.open(path, KEY) as case:
            case.apply(KeepRings(rings))
        return path.read_bytes()


@pytest.fixture(params=SHOWN)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "case.netlens"
    path.write_bytes(_bytes(request.param))
    return path


def targets(value: Any) -> Iterator[Target]:
    if isinstance(value, Target):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from targets(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from targets(getattr(value, one.name))


def texts(value: Any) -> Iterator[str]:
    """Every text of a page; what a click carries is none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value) and not isinstance(value, type | Target):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


def page_of(target: Target) -> Target:
    from ui.panels.details import _page_of
    from ui.session import Selection

    return _page_of(Selection(*target.args)) if target.question == "select" else target


def test_every_click_leads_somewhere(case: Path) -> None:
    where = (str(case), KEY, 0)
    try:
        overview = reading.answer(where, "rings:overview", ())
        rings = [Target("rings:ring", (line.id,)) for section in overview.sections for line in section.rings]
        left = deque([Target("rings:case"), *rings[:2], *(Target("what_if:ring", one.args) for one in rings[:1])])
        seen = set(left)
        for _step in range(ENOUGH):
            if not left:
                break
            target = left.popleft()
            made = reading.answer(where, target.question, target.args)
            assert isinstance(made, Page), target
            assert made.blocks, target
            for text in texts(made):
                assert NONSENSE.search(text.replace("{n} {people}", "")) is None, (target, text)
            for following in dict.fromkeys(page_of(one) for one in targets(made.blocks)):
                if following not in seen:
                    seen.add(following)
                    left.append(following)
    finally:
        for book in reading._kept.values():
            book.case.close()
        reading._kept.clear()


def settle(qtbot: QtBot, session: Session) -> None:
    """Wait until every question put so far is answered."""
    qtbot.waitUntil(lambda: not any(session.jobs._queues.values()), timeout=60_000)
    qtbot.waitUntil(lambda: not any(w and w.job for w in session.jobs._lanes.values()), timeout=60_000)


def test_the_window_shows_it(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One window, one odd case after the other: each panel and view is shown; a Qt warning or a message box fails."""
    said: list[str] = []
    monkeypatch.setattr("ui.messages.show_error", lambda *words, **more: said.append(str(words)))
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    session = Session(())
    window = MainWindow(session)
    try:
        window.show()
        for name in SHOWN:
            path = tmp_path / f"{name}.netlens"
            path.write_bytes(_bytes(name))
            session.open(path, KEY)
            settle(qtbot, session)
            for panel in collect(ui.panels, "PANEL", Panel):
                assert window.panel(panel.name) is not None
                settle(qtbot, session)
            for tab in ("table", "graph"):
                window.workspace.show_tab(tab)
                settle(qtbot, session)
        assert said == []
    finally:
        delete(window)
        session.jobs.close()
        if session.case is not None:
            session.case.close()
