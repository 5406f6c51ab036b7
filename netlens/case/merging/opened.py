"""The other case, open to be read: nothing is written to its file, and nothing beside it."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netlens.case.case import Case
from netlens.case.importing import ReadOptions
from netlens.case.store import connection as door
from netlens.case.store import key, recognise
from netlens.errors import CaseFileError, NetLensError
from netlens.i18n import _

PASSPHRASE = "source_passphrase"  # the name under which ReadOptions.extra has it
OF_SAMPLES = "netlens-sample"  # no secret: it protects the bundled sample only
SUFFIX = ".netlens"
# What comes of a file whose pages are whole and whose tables do not fit together: nobody but a person made it so.
UNFITTING = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, zlib.error, struct.error)


@contextmanager
def opened(path: Path, options: ReadOptions) -> Iterator[Case]:
    """The case at `path`, not to be changed. CaseFileError says what is wrong with it, or that its passphrase is."""
    recognise.check_file(path)
    before = _state(path)
    passphrase = options.extra.get(PASSPHRASE, "")
    if not passphrase and not key.fits(path, OF_SAMPLES):
        raise CaseFileError(
            _("The passphrase of the case {file} is needed.").format(file=path.name),
            _("Type it in the import dialog, or set NETLENS_SOURCE_PASSPHRASE or --source-passphrase-file FILE."),
        )
    passphrase = passphrase or OF_SAMPLES
    try:
        connection = door.open_to_read(path, passphrase)
        try:
            yield Case(connection, path, passphrase)
        finally:
            connection.close()
    except CaseFileError as error:
        if path.name in error.message:
            raise
        raise CaseFileError(f"{path.name}: {error.message}", error.hint) from error  # of the two cases, which it is
    except UNFITTING as error:
        told = door.damaged()
        raise CaseFileError(f"{path.name}: {told.message}", told.hint) from error
    if _state(path) != before:
        raise NetLensError(
            _("{file} was changed while it was read.").format(file=path.name), _("Close it elsewhere, then try again.")
        )


def _state(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns
