"""What a file is that was given as a case file: told apart as far as it can be before and without its passphrase."""

from pathlib import Path
from typing import TYPE_CHECKING

from netlens.case.store import key, schema
from netlens.errors import CaseFileError, NetLensError
from netlens.i18n import _

if TYPE_CHECKING:
    from netlens.case.store.connection import Connection

_KNOWN = (
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP / XLSX / DOCX"),
    (b"\xd0\xcf\x11\xe0", "XLS / DOC"),
)


def check_file(path: Path) -> None:
    """CaseFileError when `path` is no file, empty, too short, or a file of another kind."""
    if path.is_dir():
        raise CaseFileError(
            _("{path} is a folder, not a case file.").format(path=path), _("Name the case file inside it.")
        )
    if not path.exists():
        raise CaseFileError(
            _("There is no case file {path}.").format(path=path), _("Check the name, or make a new case by an import.")
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(key.PAGE)
    except OSError as error:
        raise NetLensError(
            _("The case file {path} cannot be read.").format(path=path), _("Check that you may read it.")
        ) from error
    kind = next((kind for magic, kind in _KNOWN if head.startswith(magic)), "")
    if not kind and head and b"\x00" not in head and _is_text(head):
        kind = "text"
    if kind:
        raise CaseFileError(
            _("{path} is not a case file but a {kind} file.").format(path=path, kind=kind),
            _("Choose a file that NetLens has made."),
        )
    if size < key.PAGE:
        raise CaseFileError(
            _("{path} is not a case file: it is empty or too short.").format(path=path),
            _("Choose a file that NetLens has made, or the last good copy of it."),
        )


def unreadable(path: Path, passphrase: str) -> CaseFileError:
    """Why a file of the right form did not open: the passphrase fits a later page, or none."""
    if key.fits(path, passphrase):
        return CaseFileError(
            _("The case file {path} is damaged at its beginning.").format(path=path),
            _("Use the last good copy of it."),
        )
    return CaseFileError(
        _("{path} cannot be opened: the passphrase is wrong, or it is not a case file.").format(path=path),
        _("Type the passphrase again; mind the keyboard layout and capital letters."),
    )


def check_version(connection: "Connection", path: Path) -> None:
    """CaseFileError for an encrypted file that is no case, or one made by a newer NetLens."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise CaseFileError(
            _("{path} is an encrypted file, but not a case file.").format(path=path),
            _("Choose a file that NetLens has made."),
        )
    if connection.execute("PRAGMA user_version").fetchone()[0] > schema.VERSION:
        raise CaseFileError(
            _("{path} was made by a newer NetLens.").format(path=path), _("Open it with the newest version.")
        )


def _is_text(head: bytes) -> bool:
    try:
        head[:-4].decode()
    except UnicodeDecodeError:
        return False
    return True
