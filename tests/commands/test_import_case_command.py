"""netlens import CASE OTHER.netlens: what differs first, then all it counts; and --dry-run, which changes nothing."""

import json
from pathlib import Path

import pytest

import main
from netlens.case.case import Case

KEY, OTHER = "một hai ba", "bốn năm sáu"


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLENS_PASSPHRASE", KEY)


def run(*argv: object) -> int:
    return main.main([*map(str, argv), "--quiet"])


def tables(folder: Path, **texts: str) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """This case, and the other one, which has a passphrase of its own."""
    case, other = tmp_path / "here.netlens", tmp_path / "there.netlens"
    roles = "case_id,person_id,role\nC1,P2,victim\n"
    mine = tables(tmp_path / "mine", persons="person_id,full_name,ethnicity\nP1,Nguyễn Văn An,Tày\nP2,Lê Thị Hoa,\n",
                  cases="case_id,status\nC1,investigating\n", involvements=roles)  # fmt: skip
    theirs = tables(tmp_path / "theirs", persons="person_id,full_name,ethnicity\nP1,NGUYEN VAN AN,Nùng\nP2,Lê Thị Hoa,"
                    "Mông\nP3,Vàng A Sử,\n", cases="case_id,status\nC1,tried\n", involvements=roles)  # fmt: skip
    assert run("import", case, mine) == 0
    monkeypatch.setenv("NETLENS_PASSPHRASE", OTHER)
    assert run("import", other, theirs) == 0
    monkeypatch.setenv("NETLENS_PASSPHRASE", KEY)
    return case, other


def test_the_difference_comes_first_then_the_rows(
    cases: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, other = cases
    before = other.read_bytes()
    assert run("import", case, other) == 4
    assert "passphrase of the case there.netlens is needed" in capsys.readouterr().err
    word = tmp_path / "word.txt"
    word.write_text(OTHER, encoding="utf-8")
    ledger = tmp_path / "ledger.json"
    assert run("import", case, other, "--source-passphrase-file", word, "--json", ledger) == 0
    said = capsys.readouterr().out
    assert "there.netlens beside this case (registers there: main):" in said
    assert "Person: only here 0, only there 1, in both 2, with other values 1" in said
    assert "persons:P1, Ethnicity: Tày here, Nùng there" in said
    assert said.index("only there") < said.index("rows read")
    assert "Hoa" not in said
    data = json.loads(ledger.read_text(encoding="utf-8"))
    assert {file["through"] for file in data["files"]} == {"there.netlens"}
    assert {(one["who"], one["field"], one["taken"]) for one in data["changes"]} == {
        ("persons:P1", "Ethnicity", False), ("cases:C1", "Case status", True)}  # fmt: skip
    with Case.open(case, KEY) as opened:
        assert len(opened.table("persons")) == 3
    assert other.read_bytes() == before
    monkeypatch.setenv("NETLENS_SOURCE_PASSPHRASE", OTHER)
    assert run("import", case, other) == 0
    assert "Nothing new" in capsys.readouterr().out


def test_a_trial_changes_nothing_and_names_nobody_protected(
    cases: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, _other = cases
    with Case.open(case, KEY) as opened:
        before = (opened.revision, opened.counts(), len(opened.history()))
    rows = tables(tmp_path / "again", persons="person_id,full_name,ethnicity\nP1,Đỗ Văn Khác,Tày\nP2,Lê Thị Hương,\n")
    assert run("import", case, rows) == 1
    assert run("import", case, rows, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "A trial: nothing is imported" in said
    assert "2 people change; 2 contradict what stands by name or date of birth." in said
    assert "persons:P1, Full name: Nguyễn Văn An → Đỗ Văn Khác (persons.csv, row 2)" in said
    assert "V-0001, Full name: [hidden] → [hidden]" in said
    assert "Hương" not in said
    with Case.open(case, KEY) as opened:
        assert (opened.revision, opened.counts(), len(opened.history())) == before
    assert run("import", case, rows, "--update") == 0
    said = capsys.readouterr().out
    assert "2 people changed; 2 contradict" in said
    assert run("import", tmp_path / "none.netlens", rows, "--dry-run") == 2
    assert not (tmp_path / "none.netlens").exists()
