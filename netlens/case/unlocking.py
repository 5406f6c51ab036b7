"""What takes long of opening a case, done in a worker: its key is derived slowly, on purpose.

Opening the file with a key that is known takes milliseconds: that is left to the window.
"""

from pathlib import Path

from netlens.case.case import Case
from netlens.case.store import key


def unlock(path: Path, passphrase: str) -> tuple[bytes, bytes]:
    """Open a case file and close it again; gives its salt and key. CaseFileError as for Case.open."""
    Case.open(path, passphrase).close()
    return _known(path, passphrase)


def make(path: Path, passphrase: str) -> tuple[bytes, bytes]:
    """Make a new case file; gives its salt and key. NetLensError as for Case.create."""
    Case.create(path, passphrase).close()
    return _known(path, passphrase)


def _known(path: Path, passphrase: str) -> tuple[bytes, bytes]:
    salt = key.salt_of(path)
    return salt, key.derive(passphrase, salt)
