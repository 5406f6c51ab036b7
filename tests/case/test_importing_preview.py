"""The look before the import: the same reader, nothing written."""

from pathlib import Path

import pytest
from intake_batch import IMPORTERS

from netlens.case.importing import ReadOptions, preview
from netlens.case.intake.preview import LOOKED_AT, Look
from netlens.errors import NetLensError
from netlens.progress import finish


def look(folder: Path, text: str, name: str = "persons.csv", limit: int = 100, **options: str) -> Look:
    (folder / name).write_text(text, encoding="utf-8")
    (one,) = finish(preview([folder / name], IMPORTERS, ReadOptions(**options), limit))
    return one


def test_it_says_how_a_file_would_be_read(tmp_path: Path) -> None:
    text = "Danh sách\n\nMã người;Họ và tên;Ngày sinh;Cân nặng\nP1;An;13/04/1980;62\n;Bé;?;\nP3;x\n"
    seen = look(tmp_path, text)
    assert (seen.table, seen.encoding, seen.delimiter, seen.importer) == ("persons", "utf-8", ";", "tables")
    assert seen.columns == (
        ("Mã người", "person_id"),
        ("Họ và tên", "full_name"),
        ("Ngày sinh", "birth_date"),
        ("Cân nặng", ""),
    )
    assert "phones" in seen.missing
    assert seen.rows[0] == (4, ("P1", "An", "13/04/1980", "62"))
    assert (seen.count, seen.complete, seen.dates, seen.problem) == (3, True, "dmy", "")
    assert [(issue.row, issue.code) for issue in seen.issues] == [(5, "missing_field"), (6, "broken_row")]


def test_it_says_when_day_and_month_cannot_be_told_apart(tmp_path: Path) -> None:
    text = "person_id,birth_date\nP1,03/04/1980\n"
    assert look(tmp_path, text).dates == "ambiguous"
    assert look(tmp_path, text, dates="mdy").dates == "mdy"
    assert look(tmp_path, "person_id,birth_date\nP1,1980\n").dates == "either"


def test_rejected_rows_come_before_flagged_values(tmp_path: Path) -> None:
    seen = look(tmp_path, "person_id,phones\nP1,không nhớ\n,0912345678\n")
    assert [issue.code for issue in seen.issues] == ["missing_field", "bad_phone"]


def test_a_file_without_a_table_says_why_and_shows_its_rows(tmp_path: Path) -> None:
    seen = look(tmp_path, "person_id,case_id,note\n1,2,3\n", "x.csv")
    assert "no column role" in seen.problem
    assert seen.rows[0] == (1, ("person_id", "case_id", "note"))


def test_a_large_file_is_looked_at_in_part(tmp_path: Path) -> None:
    text = "person_id\n" + "".join(f"P{n}\n" for n in range(LOOKED_AT + 5))
    seen = look(tmp_path, text, limit=7)
    assert (seen.count, seen.complete, len(seen.rows)) == (LOOKED_AT, False, 7)


def test_sheets_are_looked_at_one_by_one(tmp_path: Path) -> None:
    sample = Path(__file__).parent.parent / "samples" / "records.xlsx"
    seen = {one.sheet: one for one in finish(preview([sample], IMPORTERS))}
    assert {name: one.table for name, one in seen.items()} == {
        "Involvements": "involvements",
        "Người": "persons",
        "cases": "cases",
        "Cuộc gọi": "calls",
        "Ghi chú": "",
    }
    assert seen["Ghi chú"].problem


def test_one_file_that_cannot_be_read_costs_itself_only(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text("person_id\nP1\n", encoding="utf-8")
    (tmp_path / "calls.csv").write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    paths = [tmp_path / "calls.csv", tmp_path / "persons.csv", tmp_path / "gone.csv", tmp_path]
    seen = finish(preview(paths, IMPORTERS, ReadOptions(), 100))
    assert {one.path.name: (one.table, one.count) for one in seen} == {
        "calls.csv": ("", 0),
        "gone.csv": ("", 0),
        "persons.csv": ("persons", 1),
    }
    assert {one.path.name: one.problem.split(".csv ")[1][:4] for one in seen if one.problem} == {
        "calls.csv": "is a",
        "gone.csv": "is n",
    }
    with pytest.raises(NetLensError, match=r"calls\.csv is a web page"):
        finish(preview(paths[:1], IMPORTERS, ReadOptions(), 100))
