"""The checksums of files are those of what is read, whatever became of the file meanwhile."""

import hashlib
import os
from pathlib import Path

from netlens.case.intake.safe import sums


def test_a_checksum_is_that_of_the_file(tmp_path: Path) -> None:
    file, other = tmp_path / "a.csv", tmp_path / "b.csv"
    file.write_bytes(b"x" * 5_000_000)
    other.write_bytes(b"y")
    with sums.begun([file, tmp_path / "not there", tmp_path, other]) as begun:
        known = sums.made(begun)
    assert set(known) == {file, other}
    for path in (file, other):
        assert known[path].sha256 == sums.of(path, known) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_changed_since_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"first")
    with sums.begun([file]) as begun:
        known = sums.made(begun)
    file.write_bytes(b"later")
    os.utime(file, ns=(1, 1))
    assert sums.of(file, known) == hashlib.sha256(b"later").hexdigest()
    assert sums.of(file, {}) == hashlib.sha256(b"later").hexdigest()
