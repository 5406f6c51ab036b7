"""The one door to an encrypted case file: create, open, close, transactions, and what went wrong, in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as sqlcipher

from netlens.case.store import key, recognise, schema
from netlens.errors import CaseFileError, NetLensError
from netlens.i18n import _

WAIT_MS = 1500  # how long to wait for another writer before saying so: edits take milliseconds, imports minutes
_HALVES = re.compile("[\ud800-\udfff]")
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
# In memory, since a temporary file would hold case data in the clear.
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "temp_store = MEMORY",
    "foreign_keys = ON",
    "cache_size = -64000",
)


class Answer(list[tuple[Any, ...]]):
    """All rows of a statement. None is left unread, so that no look at the case holds up a writer."""

    def __init__(self, rows: Iterable[tuple[Any, ...]], lastrowid: int, rowcount: int) -> None:
        super().__init__(rows)
        self.lastrowid = lastrowid
        self.rowcount = rowcount

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self

    def fetchone(self) -> Any:
        """The first row; None when there is none."""
        return self[0] if self else None


class Connection:
    """An open file. Whatever may befall it is a NetLensError; CaseFileError when it is damaged."""

    def __init__(self, path: Path | str) -> None:
        """`path`: a file, or a URI as text."""
        self.is_open = True
        with _in_words():
            self._raw: Any = sqlcipher.connect(
                str(path), timeout=WAIT_MS / 1000, isolation_level=None, uri=isinstance(path, str)
            )

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Answer:
        with _in_words():
            try:
                cursor = self._raw.execute(sql, parameters)
            except UnicodeEncodeError:  # a lone surrogate from a broken file
                cursor = self._raw.execute(sql, _storable(parameters))
            return Answer(cursor.fetchall(), cursor.lastrowid, cursor.rowcount)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        rows = list(rows)
        with _in_words():
            self._raw.execute("SAVEPOINT many")
            try:
                self._raw.executemany(sql, rows)
            except UnicodeEncodeError:
                self._raw.execute("ROLLBACK TO many")
                self._raw.executemany(sql, list(map(_storable, rows)))
            finally:
                with suppress(sqlcipher.DatabaseError):  # what went wrong with the rows is told first
                    self._raw.execute("RELEASE many")

    def executescript(self, sql: str) -> None:
        with _in_words():
            self._raw.executescript(sql)

    @property
    def in_transaction(self) -> bool:
        return bool(self._raw.in_transaction)

    def close(self) -> None:
        self.is_open = False
        self._raw.close()


def create(path: Path, passphrase: str, meta: dict[str, str]) -> Connection:
    """Make a new case file and open it. NetLensError when `path` exists, cannot be written, or without a passphrase.

    It is made beside its place and moved there when whole: a failure leaves nothing behind.
    """
    if path.exists():
        raise NetLensError(
            _("There is already a file {path}.").format(path=path), _("Choose another name for the case.")
        )
    if not passphrase.strip():
        raise NetLensError(_("A case needs a passphrase."), _("Choose one of several words, and keep it safe."))
    new = path.with_name(f".{path.name}.new")
    try:
        _remove(new)
        connection = _connect(new, passphrase, key.new_salt())
        try:
            schema.upgrade(connection)
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            with transaction(connection):
                connection.executemany("INSERT INTO meta VALUES (?, ?)", list(meta.items()))
        finally:
            close(connection)
        new.rename(path)
    except (NetLensError, OSError) as error:
        raise NetLensError(
            _("The case file {path} cannot be made.").format(path=path),
            _("Choose a folder that exists and in which you may write, on a disk with free space."),
        ) from error
    finally:
        with suppress(OSError):
            _remove(new)
    return open_file(path, passphrase)


def open_file(path: Path, passphrase: str) -> Connection:
    """Open a case file for reading and writing, upgraded to this version. CaseFileError says what is wrong with it."""
    recognise.check_file(path)
    try:
        connection = _connect(path, passphrase, key.salt_of(path))
    except CaseFileError as error:
        raise recognise.unreadable(path, passphrase) from error
    try:
        recognise.check_version(connection, path)
        schema.upgrade(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_to_read(path: Path, passphrase: str) -> Connection:
    """Open a case file without leaving a trace, also on a disk where nothing can be written. CaseFileError as above.

    NetLensError while it is open elsewhere: what was changed last may not be in the file yet. One that an older NetLens
    made is brought up to date in memory.
    """
    recognise.check_file(path)
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise NetLensError(
            _("{path} is open in another window, or was not closed properly.").format(path=path),
            _("Close it there (or open and close it once), then try again."),
        )
    raw = path.absolute().as_posix()
    uri = f"file:{'' if raw.startswith('/') else '/'}{quote(raw)}?mode=ro&immutable=1"
    locked = key.pragma(passphrase, key.salt_of(path))
    connection = Connection(uri)
    try:
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(locked)
            connection.execute("SELECT count(*) FROM sqlite_master")
        except CaseFileError as error:
            raise recognise.unreadable(path, passphrase) from error
        for pragma in ("temp_store = MEMORY", "cache_size = -64000"):
            connection.execute(f"PRAGMA {pragma}")
        recognise.check_version(connection, path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == schema.VERSION:
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    return _in_memory(uri, locked.partition("=")[2].strip(), version)


def _in_memory(uri: str, unlocked: str, version: int) -> Connection:
    """A copy of an older case file in memory, upgraded."""
    connection = Connection(":memory:")
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"ATTACH ? AS older KEY {unlocked}", (uri,))
        connection.execute("SELECT sqlcipher_export('main', 'older')")
        connection.execute("DETACH older")
        connection.execute(f"PRAGMA user_version = {version}")
        schema.upgrade(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def close(connection: Connection) -> None:
    """Close; when nobody else has the case open, one file is left. To close again does nothing."""
    if connection.is_open:
        checkpoint(connection)
        connection.close()


def checkpoint(connection: Connection) -> None:
    """Bring what was committed into the one file, unless someone else is writing: then they will."""
    with suppress(NetLensError):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All or nothing. NetLensError when another process is writing to the case, or the disk does not take it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        rollback(connection)
        raise


def rollback(connection: Connection) -> None:
    if connection.in_transaction:
        with suppress(NetLensError):
            connection.execute("ROLLBACK")


def damaged() -> CaseFileError:
    return CaseFileError(
        _("The case file is damaged: a part of it cannot be read."), _("Use the last good copy of it.")
    )


def storable(text: str) -> str:
    """A text without halves of characters (lone surrogates), which no file can hold: they become U+FFFD."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def _storable(values: Sequence[Any]) -> list[Any]:
    return [storable(value) if isinstance(value, str) else value for value in values]


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except sqlcipher.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (_CORRUPT, _NOTADB) or type(error) is sqlcipher.DatabaseError or "malformed" in str(error):
            raise damaged() from error
        if code in (_BUSY, _LOCKED):
            raise NetLensError(
                _("The case cannot be changed now: something else is writing to it."),
                _("Wait until the running import has finished, or close the other program, then try again."),
            ) from error
        if code in (_READONLY, _IOERR, _FULL, _CANTOPEN):
            raise NetLensError(
                _("The case file cannot be read or written; it is as it was before."),
                _("Check that the disk has free space and that you may write to the file and its folder."),
            ) from error
        raise


def _connect(path: Path, passphrase: str, salt: bytes) -> Connection:
    connection = Connection(path)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(key.pragma(passphrase, salt))
        connection.execute("SELECT count(*) FROM sqlite_master")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
