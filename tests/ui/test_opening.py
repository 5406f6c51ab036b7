"""A case is opened and made in a worker: the window goes on meanwhile, and derives no key itself."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from netlens.case.case import Case
from netlens.case.store import key
from netlens.case.unlocking import make, unlock
from netlens.errors import CaseFileError
from ui.dialogs.new_case import NewCase
from ui.errands.opening import open_case
from ui.session import Session

WORDS = "boat lantern seven quiet"


@pytest.fixture(scope="module")
def ready_workers() -> None:
    """None: here workers are spawned, as the window does it."""


@pytest.fixture
def no_key_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process knows no key, and must not derive one."""

    def refuse(*arguments: object) -> bytes:
        raise AssertionError("a key was derived in the window")

    monkeypatch.setattr(key, "_known", {})
    monkeypatch.setattr("hashlib.pbkdf2_hmac", refuse)


def test_what_a_worker_derived_opens_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.netlens"
    salt, raw = make(path, WORDS)
    assert unlock(path, WORDS) == (salt, raw)
    assert (len(salt), len(raw)) == (key.SALT, key.LENGTH)
    with pytest.raises(CaseFileError):
        unlock(path, "not this")


def test_keys_of_old_files_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key, "_known", {})
    for number in range(key.MOST + 3):
        key.remember(str(number), b"salt", b"raw")
    assert len(key._known) == key.MOST
    assert ("0", b"salt") not in key._known


@pytest.mark.usefixtures("no_key_here")
def test_the_window_derives_no_key(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.netlens"
    for new in (True, False):
        assert session.case is None
        done: list[Path] = []
        open_case(session, path, WORDS, new=new, then=partial(done.append, path))
        qtbot.waitUntil(partial(bool, done), timeout=20_000)
        assert [getattr(session.case, "path", None)] == done
        session.close()


def test_what_is_wrong_is_told_and_nothing_is_open(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.netlens"
    Case.create(path, WORDS).close()
    with qtbot.waitSignal(session.trouble, timeout=20_000) as told:
        open_case(session, path, "not this")
    assert "passphrase is wrong" in told.args[0].message
    wrong: list[object] = []
    open_case(session, path, WORDS, new=True, failed=wrong.append)
    qtbot.waitUntil(lambda: bool(wrong), timeout=20_000)
    assert session.case is None


def test_a_dialog_rests_while_the_case_is_made(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    done: list[bool] = []
    dialog = NewCase(session, None, lambda: done.append(True))
    dialog.where.setText(str(tmp_path / "a.netlens"))
    for field in (dialog.first, dialog.second):
        field.setText(WORDS)
    dialog.proceed()
    assert not dialog.primary.isEnabled()
    dialog.show()
    dialog.reject()
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        pass
    assert (done, session.case is not None) == ([True], True)
