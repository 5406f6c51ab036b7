"""What every test stands on: no screen, no network, English, nothing written outside the test's own folder."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    from netlens.i18n import use_language

    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True, scope="session")
def one_salt() -> Iterator[None]:
    """Case files made by the tests of one process share a salt: the key of each passphrase is derived once, as ever.

    To derive it takes a fifth of a second on purpose, and a thousand tests make a case.
    """
    from netlens.case.store import key

    salt = key.new_salt()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key, "new_salt", lambda: salt)
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program makes no network request, ever: a test that tries fails."""

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"a network request to {address!r}")
        original(self, address)  # type: ignore[arg-type]

    original = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="module")
def ready_workers() -> Iterator[None]:
    """Worker processes of the window start at once."""
    import ready

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.jobs.get_context", ready.get_context)
        yield


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, imported, its rings found and kept; made once, copied by whoever changes it."""
    import main
    from netlens.commands.demo import PASSPHRASE, make_sample
    from netlens.progress import finish

    path = tmp_path_factory.mktemp("sample") / "sample.netlens"
    finish(make_sample(path, PASSPHRASE, main.load_importers()))
    return path
