"""The case file as a file: made whole or not at all, known from other files, one when closed, never in the clear."""

import os
import sqlite3
import subprocess
import sys
import unicodedata
from argparse import Namespace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher
from staged import KEY, call, made, person, stage

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.edits.picture import SetWeights
from netlens.case.edits.presets import SavePreset
from netlens.case.records import Preset
from netlens.case.store import connection as door
from netlens.case.store import schema
from netlens.case.store.connection import Connection
from netlens.case.store.key import SALT, new_salt, salt_of
from netlens.case.store.staging import Staging
from netlens.commands import Context
from netlens.commands.open import COMMAND
from netlens.errors import CaseFileError, NetLensError

PEOPLE = [("persons", {"person_id": "P1"}, [person("P1", "Hoàng Thị Chim Yến")], [])]


def test_a_case_is_one_file_when_closed(tmp_path: Path) -> None:
    with made(tmp_path / "a.netlens", PEOPLE) as case:
        assert len(list(tmp_path.iterdir())) > 1  # the write-ahead log
        assert case.table("persons").name.tolist() == ["Hoàng Thị Chim Yến"]
    assert [file.name for file in tmp_path.iterdir()] == ["a.netlens"]


def test_settings_of_the_database(tmp_path: Path) -> None:
    with Case.create(tmp_path / "a.netlens", KEY, sample=True) as case:
        wanted = {"journal_mode": "wal", "synchronous": 2, "temp_store": 2, "foreign_keys": 1}
        assert {name: case.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
        assert case.connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION == len(schema.STEPS)
        assert case.sample


def test_every_case_file_has_a_salt_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netlens.case.store.key.new_salt", new_salt)  # as it is outside the tests
    paths = [tmp_path / f"{name}.netlens" for name in "ab"]
    for path in paths:
        Case.create(path, KEY).close()
    first, second = map(salt_of, paths)
    assert first != second
    assert len(first) == SALT


def test_nothing_is_written_in_the_clear(tmp_path: Path) -> None:
    canary = "Hoàng Thị Chim Yến"
    with made(tmp_path / "a.netlens", PEOPLE) as case:
        stage(case.path, [("persons", {"full_name": canary}, [person("P2", canary)], [])])
        for file in tmp_path.iterdir():
            content = file.read_bytes()
            assert canary.encode() not in content
            assert b"CREATE TABLE" not in content


def test_a_passphrase_is_the_same_however_it_is_composed(tmp_path: Path) -> None:
    Case.create(tmp_path / "a.netlens", unicodedata.normalize("NFD", KEY)).close()
    Case.open(tmp_path / "a.netlens", unicodedata.normalize("NFC", KEY)).close()


@pytest.mark.parametrize("passphrase", ["", "  "])
def test_passphrases_that_protect_nothing_are_refused(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(NetLensError):
        Case.create(tmp_path / "a.netlens", passphrase)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("passphrase", ["it's a 'quoted' \"one\"", "tiếng Việt 🔑", "a\x00b", "x'00'"])
def test_any_passphrase_opens_what_it_made(tmp_path: Path, passphrase: str) -> None:
    Case.create(tmp_path / "a.netlens", passphrase).close()
    with Case.open(tmp_path / "a.netlens", passphrase) as case:
        assert case.key == passphrase
    with pytest.raises(CaseFileError):
        Case.open(tmp_path / "a.netlens", passphrase + " ")


def test_create_takes_no_file_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.netlens"
    path.write_bytes(b"mine")
    with pytest.raises(NetLensError, match="already a file"):
        Case.create(path, KEY)
    assert path.read_bytes() == b"mine"


def test_create_leaves_nothing_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NetLensError, match="cannot be made"):
        Case.create(tmp_path / "no folder" / "a.netlens", KEY)

    def full(connection: Connection) -> None:
        connection.execute("CREATE TABLE half (n)")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(schema, "upgrade", full)
    with pytest.raises(NetLensError, match="cannot be made"):
        Case.create(tmp_path / "a.netlens", KEY)
    assert list(tmp_path.iterdir()) == []


def _plain(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()


def _other(path: Path) -> None:
    connection = sqlcipher.connect(str(path))
    connection.execute(f"PRAGMA key = '{KEY}'")
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()


def _newer(path: Path) -> None:
    with Case.create(path, KEY) as case:
        case.connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")


def _beginning(path: Path) -> None:
    Case.create(path, KEY).close()
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "There is no case file"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), "empty or too short"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9000)), "but a PNG file"),
        (lambda path: path.write_text("person_id,full_name\n" * 500, encoding="utf-8"), "but a text file"),
        (lambda path: path.write_bytes(os.urandom(16384)), "the passphrase is wrong, or it is not a case file"),
        (lambda path: Case.create(path, "another").close(), "the passphrase is wrong, or it is not a case file"),
        (_plain, "but a SQLite file"),
        (_other, "an encrypted file, but not a case file"),
        (_newer, "newer NetLens"),
        (_beginning, "damaged at its beginning"),
    ],
)
def test_what_is_no_case_file_is_told_apart(tmp_path: Path, make: object, said: str) -> None:
    path = tmp_path / "a.netlens"
    make(path)  # type: ignore[operator]
    with pytest.raises(CaseFileError) as caught:
        Case.open(path, KEY)
    assert said in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 4


def test_a_running_import_is_neither_seen_nor_disturbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "WAIT_MS", 50)
    with made(tmp_path / "a.netlens", PEOPLE) as case:
        before = case.table("persons")
        staging = Staging(case.path, KEY)
        file = staging.file("b.csv", "b" * 64, "tables", "", "persons", 1)
        staging.add(file, 2, "persons", {"person_id": "P2"}, {}, b"2", "used", [person("P2", "Ai")], [])
        with pytest.raises(NetLensError, match="something else is writing"):
            case.apply(SetWeights({"calls": 2.0}))
        with pytest.raises(NetLensError, match="something else is writing"):
            Staging(case.path, KEY)
        assert case.table("persons").equals(before)
        number = staging.finish({})
        assert len(case.table("persons")) == 1
        case.apply(CountImport(number))
        assert case.table("persons").name.tolist() == ["Hoàng Thị Chim Yến", "Ai"]


def test_an_abandoned_import_leaves_no_trace(tmp_path: Path) -> None:
    with made(tmp_path / "a.netlens", PEOPLE) as case:
        staging = Staging(case.path, KEY)
        file = staging.file("b.csv", "b" * 64, "tables", "", "persons", 1)
        staging.add(file, 2, "persons", {}, {}, b"2", "used", [person("P2", "Ai")], [])
        staging.abandon()
        staging.abandon()
        assert case.connection.execute("SELECT count(*) FROM import").fetchone() == (1,)
        assert case.connection.execute("SELECT count(*) FROM entity").fetchone() == (1,)


def test_another_open_case_sees_an_edit(tmp_path: Path) -> None:
    with made(tmp_path / "a.netlens", PEOPLE) as case, Case.open(case.path, KEY) as other:
        assert len(other.table("persons")) == 1
        revision = other.revision
        case.apply(CountImport(stage(case.path, [("persons", {"person_id": "P2"}, [person("P2", "Ai")], [])])))
        assert other.revision > revision
        assert len(other.table("persons")) == 2


_CHILD = """
import secrets
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from staged import KEY, call, mark
from netlens.case.store.staging import Staging
staging = Staging(Path(sys.argv[1]), KEY)
staging._db.execute("PRAGMA cache_size = 100")  # so that much reaches the disk before the end
file = staging.file("calls.csv", "c" * 64, "tables", "", "calls", 1)
for n in range(20_000):
    link = call(f"+8490{n:07d}", f"+8491{n:07d}", "2022-03-07T21:04:10", seconds=n)
    staging.add(file, n, "calls", {"caller": secrets.token_hex(200)}, {}, mark(n), "used", [], [link])
print("half", flush=True)
sys.stdin.read()
"""


def test_a_killed_import_leaves_the_case_as_before(tmp_path: Path) -> None:
    path = tmp_path / "a.netlens"
    made(path, PEOPLE, [("calls", {"a": "1"}, [], [call("+84901", "+84902", "2022")])]).close()
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path), str(Path(__file__).parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline().strip() == b"half"
    assert path.with_name("a.netlens-wal").stat().st_size > 100_000  # much of it had reached the disk
    child.kill()
    child.wait()
    child.stdout.close()
    child.stdin.close()
    with Case.open(path, KEY) as case:
        assert len(case.table("calls")) == len(case.table("persons")) == 1
        assert case.connection.execute("SELECT count(*) FROM import").fetchone() == (2,)
        case.apply(CountImport(stage(path, [("calls", {"a": "2"}, [], [call("+84901", "+84903", "2022")])])))
        assert len(case.table("calls")) == 2
    assert [file.name for file in tmp_path.iterdir()] == ["a.netlens"]


def test_a_full_disk_leaves_the_case_as_it_was(tmp_path: Path) -> None:
    with made(tmp_path / "a.netlens", PEOPLE) as case:
        staging = Staging(case.path, KEY)
        pages = case.connection.execute("PRAGMA page_count").fetchone()[0]
        staging._db.execute(f"PRAGMA max_page_count = {pages + 8}")
        file = staging.file("b.csv", "b" * 64, "tables", "", "persons", 1)
        for n in range(2000):
            written = {"note": os.urandom(60).hex()}
            staging.add(file, n, "persons", written, {}, b"%d" % n, "used", [person(f"Q{n}", "Ai")], [])
        with pytest.raises(NetLensError, match="cannot be read or written"):
            staging.finish({})
        assert case.table("persons").name.tolist() == ["Hoàng Thị Chim Yến"]
        assert stage(case.path, PEOPLE) == 2  # the next import finds nothing in its way


def test_an_older_case_file_is_brought_up_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "a.netlens", PEOPLE).close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "ALTER TABLE import ADD COLUMN more TEXT;"))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with Case.open(tmp_path / "a.netlens", KEY) as case:
        assert case.connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert case.connection.execute("SELECT more FROM import").fetchall() == [(None,)]
        assert len(case.table("persons")) == 1
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "ALTER TABLE import ADD COLUMN yet TEXT; SELECT nothing;"))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(Exception, match="nothing"):
        Case.open(tmp_path / "a.netlens", KEY)
    monkeypatch.setattr(schema, "STEPS", schema.STEPS[:-1])
    monkeypatch.setattr(schema, "VERSION", schema.VERSION - 1)
    with Case.open(tmp_path / "a.netlens", KEY) as case:  # a step that fails leaves the file as it was
        assert "yet" not in [row[1] for row in case.connection.execute("PRAGMA table_info(import)")]


def test_a_case_of_the_first_version_learns_of_presets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(schema, "STEPS", schema.STEPS[:1])
        older.setattr(schema, "VERSION", 1)
        Case.create(tmp_path / "a.netlens", KEY).close()
    with Case.open(tmp_path / "a.netlens", KEY) as case:
        assert case.presets() == {}
        case.apply(CountImport(stage(case.path, PEOPLE)))
        case.apply(SavePreset(Preset("mine", "louvain")))
        assert len(case.table("persons")) == 1
    with Case.open(tmp_path / "a.netlens", KEY) as case:
        assert set(case.presets()) == {"mine"}


def test_the_open_command_says_what_is_wrong_before_a_window_opens(tmp_path: Path) -> None:
    made(tmp_path / "a.netlens", PEOPLE).close()
    opened: list[tuple[Path | None, str]] = []

    def window(path: Path | None, passphrase: str) -> int:
        opened.append((path, passphrase))
        return 0

    for key in ("another", KEY):
        context = Context((), lambda new, key=key: key, list, print, print, window)
        arguments = Namespace(case=tmp_path / "a.netlens")
        if key == KEY:
            assert COMMAND.run(arguments, context) == 0
        else:
            with pytest.raises(CaseFileError):
                COMMAND.run(arguments, context)
    assert opened == [(tmp_path / "a.netlens", KEY)]


def test_to_close_again_does_nothing(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "a.netlens", KEY)
    case.close()
    case.close()
