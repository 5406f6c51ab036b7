"""netlens import, template and formats: exit codes, what is printed, what is written, and what is left behind."""

import hashlib
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

import main
from netlens.case import schema
from netlens.case.case import Case

KEY = "một hai ba"
PERSONS = "person_id,full_name,phones\nP1,Nguyễn Thị Bí Mật,0912345678\nP2,Trần Văn Bé,\n"
ROLES = "case_id,person_id,role\nC1,P1,victim\nC1,P2,suspect\n"
KEYS = {"name", "sha256", "importer", "register", "rows_read", "rows_used", "rows_merged", "rows_rejected", "seconds"}


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLENS_PASSPHRASE", KEY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "records"
    made.mkdir()
    (made / "persons.csv").write_text(PERSONS, encoding="utf-8")
    (made / "cases.csv").write_text("case_id\nC1\n", encoding="utf-8")
    (made / "involvements.csv").write_text(ROLES, encoding="utf-8")
    return made


def run(*argv: object) -> int:
    return main.main([*map(str, argv), "--quiet"])


def test_a_folder_makes_a_case_and_its_ledger(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, ledger = tmp_path / "a.netlens", tmp_path / "ledger.json"
    (folder / "truth.txt").write_text("no table", encoding="utf-8")
    assert run("import", case, folder, "--json", ledger) == 0
    said = json.loads(ledger.read_text(encoding="utf-8"))
    assert set(said) == {"files", "entities", "links", "changes", "digest"}
    for file in said["files"]:
        assert set(file) == KEYS | {"flags", "rejected"}
        content = (folder / file["name"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
    assert said["entities"] == {"case": 1, "person": 2, "phone": 1}
    assert said["links"] == {"holds": 1, "involvement": 2}
    shown = capsys.readouterr().out
    assert "persons.csv (register main): rows read 2 = used 2 + merged 0 + rejected 0" in shown
    assert "truth.txt" in shown
    with Case.open(case, KEY) as opened:
        kinds = [entry.kind for entry in opened.history()]
        assert kinds == ["created", "import", "extract"]
        assert opened.history()[-1].detail["sha256"] == hashlib.sha256(ledger.read_bytes()).hexdigest()


def test_the_same_folder_again_says_that_it_is_nothing_new(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "a.netlens"
    run("import", case, folder)
    assert run("import", case, folder) == 0
    assert "Nothing new" in capsys.readouterr().out


def test_rejected_rows_are_exit_3_and_name_nobody(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "involvements.csv").open("a", encoding="utf-8") as stream:
        stream.write(
            "C1,P9,victim\nC1,P1,thuyền trưởng\nC1,P1,Nguyễn Thị Bí Mật\nC1,Lê Văn Lọt,suspect\nC1;hỏng Bí Mật\n"
        )
    ledger = tmp_path / "ledger.json"
    assert run("import", tmp_path / "a.netlens", folder, "--json", ledger) == 3
    rejected = [row for file in json.loads(ledger.read_text(encoding="utf-8"))["files"] for row in file["rejected"]]
    assert [(row["row"], row["field"], row["value"]) for row in rejected] == [
        (4, "person_id", "P9"),
        (5, "role", "thuyền trưởng"),
        (6, "role", "[hidden]"),
        (7, "person_id", "[hidden]"),
        (8, "", "[hidden]"),
    ]
    assert all(row["reason"] for row in rejected)
    for text in (ledger.read_text(encoding="utf-8"), capsys.readouterr().out):
        assert "Bí Mật" not in text
        assert "Lọt" not in text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG picture"),
        ("page.csv", b"<!DOCTYPE html><table>", "web page"),
        ("empty.csv", b"", "empty"),
        ("empty.xlsx", b"", "empty"),
        ("cut.xlsx", b"PK\x03\x04" + bytes(99), "damaged"),
        ("prose.txt", "Báo cáo\nNgày mai\n".encode(), "no header row"),
        ("what.bin", b"\x00\x01\x02", "no format"),
        ("persons.csv", b"person_id,birth_date\nP1,03/04/1980\n", "--dates"),
    ],
)
def test_a_file_that_cannot_be_taken_is_one_sentence_and_leaves_no_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    case = tmp_path / "a.netlens"
    assert run("import", case, tmp_path / name) == 1
    shown = capsys.readouterr()
    assert says in shown.err
    assert name in shown.err
    assert len(shown.err.strip().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_a_missing_path_and_an_empty_folder_leave_no_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "nothing").mkdir()
    for path, says in ((tmp_path / "none.csv", "is not there"), (tmp_path / "nothing", "holds no file")):
        assert run("import", tmp_path / "a.netlens", path) == 1
        assert says in capsys.readouterr().err
    assert not (tmp_path / "a.netlens").exists()


def test_a_wrong_passphrase_is_exit_4_and_changes_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "a.netlens"
    run("import", case, folder)
    before = case.read_bytes()
    monkeypatch.setenv("NETLENS_PASSPHRASE", "khác")
    assert run("import", case, folder) == 4
    assert "passphrase" in capsys.readouterr().err
    monkeypatch.setenv("NETLENS_PASSPHRASE", KEY)
    assert run("import", folder / "persons.csv", folder) == 4
    assert case.read_bytes() == before


def test_a_conflicting_register_is_exit_1_until_it_is_named(folder: Path, tmp_path: Path) -> None:
    case, other = tmp_path / "a.netlens", tmp_path / "other.csv"
    run("import", case, folder)
    other.write_text("person_id,full_name\nP1,Lê Văn Khác\n", encoding="utf-8")
    with Case.open(case, KEY) as opened:
        before = opened.counts(), opened.revision
    assert run("import", case, other) == 1
    with Case.open(case, KEY) as opened:
        assert (opened.counts(), opened.revision) == before
    assert run("import", case, other, "--register", "LC") == 0
    with Case.open(case, KEY) as opened:
        assert opened.by_record_id("persons:LC/P1") is not None


def test_wrong_usage_is_exit_2(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "a.netlens"
    assert run("import", case, folder, "--as", "nothing") == 2
    assert run("import", case, folder, "--json", tmp_path / "none" / "x.json") == 2
    assert not case.exists()


def filled(template: Path, path: Path, rows: dict[str, list[str]]) -> Path:
    """The template with a few rows, as a person would fill it in."""
    source = CalamineWorkbook.from_path(str(template))
    with Workbook(str(path)) as book:
        for name in source.sheet_names:
            sheet = book.add_worksheet(name)
            content = source.get_sheet_by_name(name).to_python()
            for number, row in enumerate([*content, *([rows[t]] if (t := schema.table_named(name)) in rows else [])]):
                sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_template_explains_itself_and_imports_when_filled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    assert run("template", tmp_path / "new", "--lang", lang) == 0
    template = Path(capsys.readouterr().out.strip())
    book = CalamineWorkbook.from_path(str(template))
    assert [schema.table_named(name) for name in book.sheet_names[:-2]] == list(schema.TABLES)
    headers = book.get_sheet_by_index(1).to_python()[0]
    assert headers == [column.labels[lang] for column in schema.TABLES["persons"].columns]
    explained = book.get_sheet_by_name(book.sheet_names[-2]).to_python()
    assert len(explained) == 1 + sum(len(table.columns) for table in schema.TABLES.values())
    case = tmp_path / "a.netlens"
    assert run("import", case, template) == 1
    assert "nothing to import" in capsys.readouterr().err
    assert not case.exists()
    rows = {"persons": ["P1", "Nguyễn Văn An"], "cases": ["C1", "Vụ"], "involvements": ["C1", "P1", "Nghi phạm"]}
    assert run("import", case, filled(template, tmp_path / "filled.xlsx", rows)) == 0
    with Case.open(case, KEY) as opened:
        assert opened.table("involvements").role.tolist() == ["suspect"]
    assert run("template", tmp_path / "new") == 1, "it overwrites nothing"


def test_formats_lists_every_importer_and_export(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("formats") == 0
    shown = capsys.readouterr().out
    for name in ("tables", "excel", ".csv", ".xlsx", "pdf", ".pdf"):
        assert name in shown
