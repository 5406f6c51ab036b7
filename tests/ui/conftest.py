"""What the window's tests stand on: settings and data in the test's own folder, one small case with rings in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ui.session import Session


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_a_person(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing of the person who runs the tests is read or written, also by what outlives one test."""
    _settings_in(tmp_path_factory.mktemp("settings"))


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins with the defaults."""
    _settings_in(tmp_path / "settings")
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))


def _settings_in(folder: Path) -> None:
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(folder))


@pytest.fixture(scope="module", autouse=True)
def workers(ready_workers: None) -> None:
    """They are there at once, but where a module of tests has a `ready_workers` of its own."""


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session(())
    yield made
    made.jobs.close()
    if made.case is not None:
        made.case.close()


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_sample, tmp_path / "sample.netlens"))


@pytest.fixture
def opened(session: Session, sample: Path) -> Session:
    """A session with the sample case open."""
    from netlens.commands.demo import PASSPHRASE

    session.open(sample, PASSPHRASE)
    return session
