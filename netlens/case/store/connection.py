"""The one door to an encrypted case file: create, open, close, transactions, and what can be wrong, in words."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from netlens.case.store import schema
from netlens.errors import CaseFileError, NetLensError
from netlens.i18n import _

Connection = Any  # sqlcipher3 carries no types
DatabaseError: type[Exception] = sqlcipher.DatabaseError
OperationalError: type[Exception] = sqlcipher.OperationalError
WAIT_MS = 4000  # how long to wait for another writer (an import that commits) before saying so
PAGE = 4096
_RAW_KEY = re.compile(r"x'[0-9a-fA-F]*'")
_KNOWN = (
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP / XLSX / DOCX"),
    (b"\xd0\xcf\x11\xe0", "XLS / DOC"),
)


def create(path: Path, passphrase: str, meta: dict[str, str]) -> Connection:
    """Make a new case file and open it. NetLensError when `path` exists, cannot be written, or without a passphrase.

    It is made beside its place and moved there when whole: a failure leaves nothing behind.
    """
    if path.exists():
        raise NetLensError(
            _("There is already a file {path}.").format(path=path), _("Choose another name for the case.")
        )
    _check_passphrase(passphrase)
    new = path.with_name(f".{path.name}.new")
    _remove(new)
    try:
        connection = _connect(new, passphrase)
        try:
            schema.upgrade(connection)
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            with transaction(connection):
                connection.executemany("INSERT INTO meta VALUES (?, ?)", list(meta.items()))
        finally:
            close(connection)
        new.rename(path)
    except (sqlcipher.Error, OSError) as error:
        raise NetLensError(
            _("The case file {path} cannot be made.").format(path=path),
            _("Choose a folder that exists and in which you may write, on a disk with free space."),
        ) from error
    finally:
        _remove(new)
    return open_file(path, passphrase)


def open_file(path: Path, passphrase: str) -> Connection:
    """Open a case file for reading and writing, upgraded to this version. CaseFileError says what is wrong with it."""
    _check_file(path)
    try:
        connection = _connect(path, passphrase)
    except sqlcipher.OperationalError as error:
        raise NetLensError(
            _("The case file {path} cannot be opened.").format(path=path),
            _("Check that you may write to the file and its folder, and that it is on a disk of this computer."),
        ) from error
    except sqlcipher.DatabaseError as error:
        raise _unreadable(path, passphrase) from error
    try:
        _check_version(connection, path)
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise damaged(path) from error
    except NetLensError:
        connection.close()
        raise
    return connection


def close(connection: Connection) -> None:
    """Close; when nobody else has the case open, one file is left."""
    checkpoint(connection)
    connection.close()


def checkpoint(connection: Connection) -> None:
    """Bring what was committed into the one file, unless someone else is writing: then they will."""
    with suppress(sqlcipher.Error):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All or nothing. NetLensError when another process holds the case, or when the disk does not take it."""
    begin(connection)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        with suppress(sqlcipher.Error):
            connection.execute("ROLLBACK")
        if isinstance(error, sqlcipher.OperationalError):
            raise not_written() from error
        raise


def begin(connection: Connection) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlcipher.OperationalError as error:
        raise NetLensError(
            _("The case cannot be changed now: something else is writing to it."),
            _("Wait until the running import has finished, or close the other program, then try again."),
        ) from error


def not_written() -> NetLensError:
    return NetLensError(
        _("The case file could not be written; it is as it was before."),
        _("Check that the disk has free space and that you may write to the file, then try again."),
    )


def damaged(path: Path) -> CaseFileError:
    return CaseFileError(_("The case file {path} is damaged.").format(path=path), _("Use the last good copy of it."))


def _connect(path: Path, passphrase: str) -> Connection:
    connection = sqlcipher.connect(str(path), timeout=WAIT_MS / 1000, isolation_level=None)
    try:
        key = unicodedata.normalize("NFC", passphrase).replace("'", "''")
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = '{key}'")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "temp_store = MEMORY",
            "foreign_keys = ON",
            "cache_size = -64000",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _check_passphrase(passphrase: str) -> None:
    if not passphrase.strip():
        raise NetLensError(_("A case needs a passphrase."), _("Choose one of several words, and keep it safe."))
    if "\x00" in passphrase or _RAW_KEY.fullmatch(passphrase):
        raise NetLensError(_("This passphrase cannot be used."), _("Choose one of several words."))


def _check_file(path: Path) -> None:
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
            head = stream.read(64)
    except OSError as error:
        raise NetLensError(
            _("The case file {path} cannot be read.").format(path=path), _("Check that you may read it.")
        ) from error
    for magic, kind in _KNOWN:
        if head.startswith(magic):
            raise CaseFileError(
                _("{path} is not a case file but a {kind} file.").format(path=path, kind=kind),
                _("Choose a file that NetLens has made."),
            )
    if size < PAGE:
        raise CaseFileError(
            _("{path} is not a case file: it is empty or too short.").format(path=path),
            _("Choose a file that NetLens has made, or the last good copy of it."),
        )


def _unreadable(path: Path, passphrase: str) -> CaseFileError:
    return CaseFileError(
        _("{path} cannot be opened: the passphrase is wrong, or it is not a case file.").format(path=path),
        _("Type the passphrase again; mind the keyboard layout and capital letters."),
    )


def _check_version(connection: Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise CaseFileError(
            _("{path} is an encrypted file, but not a case file.").format(path=path),
            _("Choose a file that NetLens has made."),
        )
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.VERSION:
        raise CaseFileError(
            _("{path} was made by a newer NetLens.").format(path=path), _("Open it with the newest version.")
        )
    if version < schema.VERSION:
        schema.upgrade(connection)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
