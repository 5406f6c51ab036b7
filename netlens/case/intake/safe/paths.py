"""Paths that lead to no ordinary file: devices, pipes, links in a circle or out of the chosen folder. And files that
are written to while they are read.
"""

import hashlib
import stat
from pathlib import Path
from typing import NamedTuple

from netlens.errors import NetLensError
from netlens.i18n import _

SMALL = 1 << 26  # bytes up to which a file is read once more to see that it did not change


class Mark(NamedTuple):
    """What a file was when its reading began."""

    size: int
    changed: int  # nanoseconds
    inode: int


def is_ordinary(path: Path) -> bool:
    """Whether a path leads to an ordinary file that is there: reading a pipe or a device might never end."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def must_be_ordinary(path: Path) -> None:
    """NetLensError unless the path leads to an ordinary file."""
    if not is_ordinary(path):
        raise NetLensError(
            _("{file} is no file but a device, a pipe or a link that leads nowhere.").format(file=path.name),
            _("Copy the records into an ordinary file, and import that."),
        )


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a link in a folder leads out of it: whoever chose the folder did not choose what lies elsewhere."""
    if not path.is_symlink():
        return False
    try:
        return not path.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def mark_of(path: Path) -> Mark:
    found = path.stat()
    return Mark(found.st_size, found.st_mtime_ns, found.st_ino)


def must_be_unchanged(path: Path, mark: Mark, sha256: str) -> None:
    """NetLensError when a file is no longer what it was when its reading began: its rows may be of two versions.

    A file of up to SMALL bytes is compared by its checksum, a larger one by size, time and place.
    """
    same = mark_of(path) == mark
    if same and mark.size <= SMALL:
        with path.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    if not same:
        raise NetLensError(
            _("{file} was changed while it was read.").format(file=path.name), _("Close it elsewhere, then try again.")
        )
