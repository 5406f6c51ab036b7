"""Delimited text: encodings, delimiters, quotes, and rows numbered as a person counts them."""

from pathlib import Path
from unicodedata import normalize

import pytest

from importers.tables import IMPORTER
from netlens.case.importing import ReadOptions
from netlens.case.intake.sheet import MAX_CELL
from netlens.case.intake.text import delimiter_of, encoding_of, rows_of
from netlens.case.records import CaseRecord, Issue
from netlens.errors import NetLensError

HEAD = "person_id,full_name,note\n"
TEXT = HEAD + "P1,Nguyễn Thị Ngọc Ánh,Hà Giang\nP2,Trần Văn Tèo,Lạng Sơn\nP3,Lê Hoàng Đức,Đắk Lắk\n"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def write(folder: Path, content: str | bytes, name: str = "persons.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, **extra: str) -> list[CaseRecord | Issue]:
    return list(IMPORTER.read(path, ReadOptions(extra=extra)))


def cp1258(text: str) -> bytes:
    """As Windows writes it: the letter, then its tone."""
    made = b""
    for letter in normalize("NFC", text):
        parts = normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in TONES)
        bare = normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
        made += bare.encode("cp1258") + tone.encode("cp1258")
    return made


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        normalize("NFD", TEXT).encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        cp1258(TEXT),
    ],
    ids=["utf8", "bom", "decomposed", "utf16", "utf16le", "utf16be", "cp1258"],
)
def test_every_encoding_in_use_gives_the_same_text(tmp_path: Path, content: bytes) -> None:
    records = read(write(tmp_path, content))
    assert [record.values["full_name"] for record in records if isinstance(record, CaseRecord)] == [
        "Nguyễn Thị Ngọc Ánh",
        "Trần Văn Tèo",
        "Lê Hoàng Đức",
    ]


def test_a_few_broken_bytes_cost_their_rows_and_not_the_accents_of_the_others(tmp_path: Path) -> None:
    broken = TEXT.encode().replace("Tèo".encode(), b"T\xe8o")
    path = write(tmp_path, broken)
    assert encoding_of(path) == "utf-8"
    first, second, third = read(path)
    assert isinstance(first, CaseRecord)
    assert first.values["note"] == "Hà Giang"
    assert isinstance(second, Issue)
    assert (second.row, second.code) == (3, "broken_row")
    assert isinstance(third, CaseRecord)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    text = TEXT.replace(",", delimiter).replace("Hà Giang", '"a, b; c"')
    (first, *_others) = read(write(tmp_path, text))
    assert isinstance(first, CaseRecord)
    assert first.values["note"] == "a, b; c"
    assert delimiter_of(text.splitlines(keepends=True), lambda _row: 0) == delimiter


def test_delimiter_and_encoding_can_be_said(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT.encode("cp1252", errors="replace"))
    (first, *_others) = read(path, encoding="cp1252", delimiter=",")
    assert isinstance(first, CaseRecord)
    assert first.values["person_id"] == "P1"


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = HEAD + 'P1,A,"two\nlines"\n\n\nP2,B,\n"","",\nP3,C,\n'
    assert [record.row for record in read(write(tmp_path, text))] == [2, 5, 7]


def test_lines_above_and_below_the_table_are_told_apart(tmp_path: Path) -> None:
    text = "CÔNG TY VIỄN THÔNG\nDanh sách\n\nperson_id;full_name;note\nP1;A;x\n\nTổng cộng: 1\nNgười lập\n"
    found = read(write(tmp_path, text))
    assert [(one.row, one.code) for one in found if isinstance(one, Issue)] == [
        (1, "other_line"),
        (2, "other_line"),
        (7, "other_line"),
        (8, "other_line"),
    ]
    assert [one.row for one in found if isinstance(one, CaseRecord)] == [5]


def test_a_row_cut_short_at_the_end_is_broken_and_no_footer(tmp_path: Path) -> None:
    *_rows, last = read(write(tmp_path, TEXT + "P4"))
    assert isinstance(last, Issue)
    assert (last.row, last.code) == (5, "broken_row")


def test_headers_of_files_put_together_are_no_rows(tmp_path: Path) -> None:
    found = read(write(tmp_path, TEXT + HEAD + "P4,D,\n"))
    assert [one.row for one in found if isinstance(one, CaseRecord)] == [2, 3, 4, 6]


def test_an_open_quotation_mark_costs_one_row() -> None:
    lines = ["a,b\n", '1,"open\n', '2,"p"\n', '3,"x\n', 'y"\n', '4,"never closed\n', "5,q\n"]
    rows = list(rows_of(lines, ","))
    assert [row.number for row in rows if row.problem] == [2, 5]
    assert [row.cells for row in rows if not row.problem] == [["a", "b"], ["2", "p"], ["3", "x\ny"], ["5", "q"]]


@pytest.mark.parametrize("cells", ["P1,A", "P1,A,x,y"])
def test_unequal_columns_are_rejected_with_the_row(tmp_path: Path, cells: str) -> None:
    (issue,) = read(write(tmp_path, HEAD + cells + "\n"))
    assert isinstance(issue, Issue)
    assert (issue.row, issue.code) == (2, "broken_row")
    assert "header 3" in issue.reason


def test_empty_cells_beyond_the_header_are_nothing(tmp_path: Path) -> None:
    (record,) = read(write(tmp_path, "person_id,full_name,note,,\nP1,A,x,,\n"))
    assert isinstance(record, CaseRecord)
    assert record.extra == {}


def test_nul_bytes_and_endless_cells_cost_their_row(tmp_path: Path) -> None:
    long = "y" * 50_000
    text = HEAD + f"P1,A\x00,\nP2,B,{long}\nP3,C,{'z' * (MAX_CELL + 1)}\nP4,D,\n"
    first, second, third, fourth = read(write(tmp_path, text))
    assert isinstance(first, Issue)
    assert "NUL" in first.reason
    assert isinstance(second, CaseRecord)
    assert second.values["note"] == long
    assert isinstance(third, Issue)
    assert "characters" in third.reason
    assert isinstance(fourth, CaseRecord)


@pytest.mark.parametrize(
    "header", ["Mã người;Họ và tên;Ghi chú", "PERSON ID;Full_Name;NOTE", "ma_nguoi;ho ten;ghi chu"]
)
def test_headers_match_in_both_languages(tmp_path: Path, header: str) -> None:
    (record,) = read(write(tmp_path, f"{header}\nP1;A;x\n", "bảng 1.csv"))
    assert isinstance(record, CaseRecord)
    assert record.table == "persons"
    assert record.values == {"person_id": "P1", "full_name": "A", "note": "x"}


def test_a_note_behind_a_header_does_not_hide_it(tmp_path: Path) -> None:
    (record,) = read(write(tmp_path, "person_id *;Ngày sinh (dd/mm/yyyy):;note\nP1;13/02/1980;x\n"))
    assert isinstance(record, CaseRecord)
    assert record.values["birth_date"] == "13/02/1980"


def test_unknown_and_doubled_columns_are_kept_as_extra(tmp_path: Path) -> None:
    (record,) = read(write(tmp_path, "person_id,weight,name,full name,,weight\nP1,62,A,B,x,70\n"))
    assert isinstance(record, CaseRecord)
    assert record.values == {"person_id": "P1", "full_name": "A"}
    assert record.extra == {"weight": "62", "full name": "B", "column 5": "x", "weight (6)": "70"}


@pytest.mark.parametrize(
    ("name", "header", "table"),
    [
        ("calls.csv", "caller,callee,start", "calls"),
        ("x.csv", "caller,callee,start", "calls"),
        ("Vụ án.csv", "Mã vụ án,Tên vụ án", "cases"),
        ("x.csv", "case_id,person_id,role", "involvements"),
        ("x.csv", "Mã vụ án,Mã đối tượng,Vai trò", "involvements"),
        ("persons.csv", "caller,callee,start", "calls"),
        ("01_routes.csv", "route_id,stop,place", "routes"),
        ("x.csv", "a,b,kind", "links"),
        ("x.csv", "person_id", "persons"),
    ],
)
def test_a_table_is_known_by_its_name_and_else_by_its_header(
    tmp_path: Path, name: str, header: str, table: str
) -> None:
    cells = ",".join("1" for _ in header.split(","))
    (record,) = read(write(tmp_path, f"{header}\n{cells}\n", name))
    assert isinstance(record, CaseRecord)
    assert record.table == table


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("calls.csv", "caller,callee\n1,2\n", "calls, but has no column start"),
        ("x.csv", "case_id,person_id,note\n1,2,3\n", "no column role"),
        ("x.csv", "one,two\n1,2\n", "no header row"),
        ("x.csv", "\n\n", "no header row"),
        ("x.csv", "A,List\nPerson,\n,What is known\n", "no header row"),
    ],
)
def test_a_file_without_its_table_says_what_is_missing(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(NetLensError, match=says) as stop:
        read(write(tmp_path, text, name))
    assert name in str(stop.value)
    assert stop.value.hint
