"""Workbooks: cells as text, sheets as tables, and files that are none or not whole."""

from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook

from importers.excel import IMPORTER, LIMIT
from netlens.case.importing import ReadOptions
from netlens.case.records import CaseRecord, Issue
from netlens.errors import NetLensError


def read(path: Path) -> list[CaseRecord | Issue]:
    return list(IMPORTER.read(path, ReadOptions()))


def book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with Workbook(str(path)) as made:
        days = {
            "date": made.add_format({"num_format": "dd/mm/yyyy"}),
            "time": made.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
        }
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, datetime):
                        whole = value == value.replace(hour=0, minute=0, second=0)
                        sheet.write_datetime(r, c, value, days["date" if whole else "time"])
                    elif value != "":
                        sheet.write(r, c, value)
    return path


def test_cells_become_the_text_a_person_would_have_typed(tmp_path: Path) -> None:
    row = [
        "P1",
        912345678,
        datetime.fromisoformat("1980-02-03"),
        1080000001,
        True,
        1.5,
        datetime.fromisoformat("2022-03-07T21:04:10"),
    ]
    header = ["person_id", "phones", "birth_date", "id_number", "note", "height", "seen"]
    (record,) = read(book(tmp_path / "x.xlsx", {"persons": [header, row]}))
    assert isinstance(record, CaseRecord)
    assert record.values == {
        "person_id": "P1",
        "phones": "912345678",
        "birth_date": "1980-02-03",
        "id_number": "1080000001",
        "note": "TRUE",
    }
    assert record.extra == {"height": "1.5", "seen": "2022-03-07T21:04:10"}


def test_rows_keep_the_numbers_excel_shows(tmp_path: Path) -> None:
    rows = [["Danh sách"], [], ["", "person_id", "full_name", "note"], [], ["", "P1", "A"], [], ["", "Tổng số: 1"]]
    found = read(book(tmp_path / "x.xlsx", {"Người": rows}))
    assert [(one.row, getattr(one, "code", "")) for one in found] == [(1, "other_line"), (5, ""), (7, "other_line")]


def test_a_lone_key_below_a_gap_is_a_person_and_no_footer(tmp_path: Path) -> None:
    found = read(book(tmp_path / "x.xlsx", {"persons": [["person_id", "full_name", "note"], [], ["P7"]]}))
    assert [one.values for one in found if isinstance(one, CaseRecord)] == [{"person_id": "P7"}]


def test_cells_right_of_the_table_are_kept(tmp_path: Path) -> None:
    (record,) = read(book(tmp_path / "x.xlsx", {"persons": [["person_id", "full_name"], ["P1", "A", "", "xem lại"]]}))
    assert isinstance(record, CaseRecord)
    assert record.extra == {"column 4": "xem lại"}


def test_hidden_sheets_are_read_and_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with Workbook(str(path)) as made:
        for name in ("persons", "notes"):
            made.add_worksheet(name)
        made.get_worksheet_by_name("persons").write_row(0, 0, ["person_id", "full_name"])
        made.get_worksheet_by_name("notes").write(0, 0, "ghi chú")
        hidden = made.add_worksheet("cases")
        hidden.write_row(0, 0, ["case_id", "title"])
        hidden.write_row(1, 0, ["C1", "Vụ"])
        hidden.hide()
    found = read(path)
    assert [one.table for one in found if isinstance(one, CaseRecord)] == ["cases"]
    assert [(one.sheet, one.code) for one in found if isinstance(one, Issue)] == [("notes", "other_sheet")]


def test_broken_and_locked_workbooks_are_said_so(tmp_path: Path) -> None:
    whole = book(tmp_path / "x.xlsx", {"persons": [["person_id"], ["P1"]]}).read_bytes()
    for name, content, says in (
        ("cut.xlsx", whole[: len(whole) // 2], "damaged"),
        ("text.xlsx", b"person_id\nP1\n", "not a workbook"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(NetLensError, match=says) as stop:
            read(path)
        assert name in str(stop.value)


def test_a_sheet_that_is_not_whole_is_damage(tmp_path: Path) -> None:
    book(tmp_path / "x.xlsx", {"persons": [["person_id"], ["P1"]]})
    with ZipFile(tmp_path / "x.xlsx") as old, ZipFile(tmp_path / "y.xlsx", "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content[: len(content) // 2] if "sheet1" in entry.filename else content)
    with pytest.raises(NetLensError, match="damaged"):
        read(tmp_path / "y.xlsx")


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 << 20))
    assert path.stat().st_size < LIMIT // 1000
    with pytest.raises(NetLensError, match="unfold to 80 megabytes"):
        read(path)
