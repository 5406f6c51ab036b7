"""The checksums of files, made on the second core while it is found out what they are."""

import hashlib
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from netlens.ahead import Ahead
from netlens.case.intake.safe.paths import Mark, is_ordinary, mark_of

_CHUNK = 1 << 22
_ALL = 1 << 30


class Sum(NamedTuple):
    """A file, what it was, and its checksum then."""

    path: Path
    mark: Mark
    sha256: str


def begun(paths: Sequence[Path]) -> Ahead[Sum | None]:
    """Begin with the checksums of those paths that are files."""
    return Ahead(_parts(paths), _ALL)


def made(work: Ahead[Sum | None]) -> dict[Path, Sum]:
    """Wait for them. One that could not be read is left out: who reads the file tells why."""
    return {one.path: one for one in work if one is not None}


def of(path: Path, known: dict[Path, Sum]) -> str:
    """The checksum of a file as it is now."""
    if path in known and known[path].mark == mark_of(path):
        return known[path].sha256
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _parts(paths: Sequence[Path]) -> Generator[Sum | None, None, None]:
    for path in paths:
        with suppress(OSError):
            if not is_ordinary(path):
                continue
            mark, whole = mark_of(path), hashlib.sha256()
            with path.open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    whole.update(chunk)
                    yield None
            yield Sum(path, mark, whole.hexdigest())
