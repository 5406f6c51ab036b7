"""Keys that only their file knows, and files that change while they are read: what no importer's test can tell."""

import hashlib
import os
from pathlib import Path

import pytest

from netlens.case.intake.own import File, as_written, here, local, own, plain, row_id
from netlens.case.intake.safe import paths
from netlens.case.records import LOCAL, Ref
from netlens.errors import NetLensError

SHA256 = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("key", "register", "ref"),
    [
        (own("7"), "", Ref("person", LOCAL + SHA256[:12], "a.csv:7")),
        (own("7"), "LC", Ref("person", "LC", "7")),  # a person said whose the file's ids are
        (row_id(7), "LC", Ref("person", LOCAL + SHA256[:12], "a.csv:7")),  # the number of a row is nobody's id
        (row_id(7, "b"), "LC", Ref("person", LOCAL + SHA256[:12], "a.csv:7.b")),
        (here("7"), "LC", Ref("person", LOCAL + SHA256[:12], "a.csv:7")),
    ],
)
def test_whose_a_marked_key_is(key: str, register: str, ref: Ref) -> None:
    assert local("person", key, File("a.csv", SHA256, register)) == ref


def test_marks_are_never_shown() -> None:
    assert plain(own("a;b\nc")) == "a;b\nc"
    assert as_written({"a": own("n0"), "b": row_id(3), "c": "Hà"}) == {"a": "n0", "c": "Hà"}


@pytest.mark.parametrize("small", [1 << 26, 0])
def test_a_file_that_changed_is_told_by_its_bytes_and_a_large_one_by_its_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(paths, "SMALL", small)
    file = tmp_path / "a.csv"
    file.write_text("a", encoding="utf-8")
    mark, sha256 = paths.mark_of(file), hashlib.sha256(b"a").hexdigest()
    paths.must_be_unchanged(file, mark, sha256)
    file.write_text("b", encoding="utf-8")
    os.utime(file, ns=(mark.changed, mark.changed + (0 if small else 1)))
    with pytest.raises(NetLensError, match="changed"):
        paths.must_be_unchanged(file, mark, sha256)


def test_a_link_out_of_the_chosen_folder_is_known(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out.csv"
    folder.mkdir()
    outside.write_text("a", encoding="utf-8")
    (folder / "plain.csv").write_text("a", encoding="utf-8")
    try:
        (folder / "within").symlink_to(folder / "plain.csv")
        (folder / "away").symlink_to(outside)
        (folder / "nowhere").symlink_to(folder / "nothing")
    except OSError:
        return  # a system on which not everyone may make links
    out = {path.name for path in folder.iterdir() if paths.leads_out(path, folder)}
    assert out == {"away", "nowhere"}
