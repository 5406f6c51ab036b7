"""Headers over several rows, numbers of columns, sums and signatures: read right, and every row accounted for."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from intake_batch import Intake
from xlsxwriter import Workbook

from importers import excel, tables
from netlens.case.importing import Importer, ReadOptions
from netlens.case.intake.around.head_rows import Joined, find, with_one_header
from netlens.case.intake.around.lines import is_numbering, is_signing, is_total
from netlens.case.intake.guessing.sheet import propose
from netlens.case.intake.preview import Look, look_at
from netlens.case.intake.sheet import Row
from netlens.case.records import CaseRecord, Issue
from netlens.progress import finish

# A form as ministries send them. (first cell, columns, rows) of what is merged stands in MERGED.
FORM = [
    ["CÔNG AN TỈNH LÀO CAI"],
    ["DANH SÁCH ĐỐI TƯỢNG VÀ NẠN NHÂN MUA BÁN NGƯỜI, QUÝ II NĂM 2024"],
    [],
    ["TT", "Mã vụ án", "Đối tượng", "", "", "", "Nạn nhân", "", "", "Tội danh", "Ghi chú"],
    ["", "", "Họ và tên", "Năm sinh", "HKTT", "SĐT", "Họ và tên", "Năm sinh", "HKTT", "", ""],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"],
    ["1", "VA01", "Nguyễn Văn An", "1985", "Lào Cai", "0912345678", "Giàng Thị Mỷ", "2004", "Hà Giang", "150", ""],
    ["2", "VA02", "Lê Thị Cúc", "1979", "Hà Nội", "0912345670", "", "", "", "150", "bắt quả tang"],
    ["", "Tổng cộng", "2", "", "", "", "1", "", "", "", ""],
    ["", "", "", "", "", "", "", "Lào Cai, ngày 30 tháng 6 năm 2024", "", "", ""],
    ["", "Người lập biểu", "", "", "", "", "", "Thủ trưởng đơn vị", "", "", ""],
    ["", "Nguyễn Thị Lan", "", "", "", "", "", "Trần Văn Hùng", "", "", ""],
]
MERGED = [(3, 2, 3, 5), (3, 6, 3, 8), (3, 0, 4, 0), (3, 1, 4, 1), (3, 9, 4, 9), (3, 10, 4, 10), (1, 0, 1, 10)]
HEADINGS = (
    *("TT", "Mã vụ án", "Đối tượng › Họ và tên", "Đối tượng › Năm sinh", "Đối tượng › HKTT", "Đối tượng › SĐT"),
    *("Nạn nhân › Họ và tên", "Nạn nhân › Năm sinh", "Nạn nhân › HKTT", "Tội danh", "Ghi chú"),
)


def text(rows: list[list[str]], width: int = 11) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue()


def as_csv(folder: Path, rows: list[list[str]]) -> Path:
    path = folder / "bieu.csv"
    path.write_text(text(rows), encoding="utf-8-sig")
    return path


def as_xlsx(folder: Path, rows: list[list[str]]) -> Path:
    path = folder / "bieu.xlsx"
    with Workbook(str(path)) as made:
        sheet = made.add_worksheet("Biểu 1")
        for top, left, bottom, right in MERGED:
            sheet.merge_range(top, left, bottom, right, "")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell:
                    sheet.write(r, c, int(cell) if cell.isdigit() and cell[0] != "0" else cell)
    return path


def look(path: Path, importer: Importer) -> Look:
    (found,) = finish(look_at([path], [importer], ReadOptions(), 100, ""))
    return found


@pytest.mark.parametrize(("write", "importer"), [(as_csv, tables.IMPORTER), (as_xlsx, excel.IMPORTER)])
def test_a_form_of_a_ministry_is_read_right(write: Any, importer: Importer, tmp_path: Path) -> None:
    path = write(tmp_path, FORM)
    found = list(importer.read(path, ReadOptions()))
    records = [one for one in found if isinstance(one, CaseRecord)]
    assert {one.row for one in records} == {7, 8}
    named = [one for one in records if one.table == "persons"]
    people = [(one.row, one.values["full_name"], one.values["birth_date"]) for one in named]
    assert people == [(7, "Nguyễn Văn An", "1985"), (7, "Giàng Thị Mỷ", "2004"), (8, "Lê Thị Cúc", "1979")]
    roles = [(one.row, one.values["role"]) for one in records if one.table == "involvements"]
    assert roles == [(7, "suspect"), (7, "victim"), (8, "suspect")]
    others = [one.row for one in found if isinstance(one, Issue)]
    assert others == [1, 2, 4, 6, 9, 10, 11, 12]
    assert {one.code for one in found if isinstance(one, Issue)} == {"other_line"}


@pytest.mark.parametrize(("write", "importer"), [(as_csv, tables.IMPORTER), (as_xlsx, excel.IMPORTER)])
def test_the_preview_shows_the_joined_headings_and_the_records_alone(
    write: Any, importer: Importer, tmp_path: Path
) -> None:
    seen = look(write(tmp_path, FORM), importer)
    assert seen.headers == HEADINGS
    assert (seen.header_row, seen.count, seen.problem) == (5, 2, "")
    assert [number for number, _cells in seen.rows] == [7, 8]


def test_its_ledger_counts_what_it_holds(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    (file,) = intake.take(bieu=text(FORM)).files
    assert (file.rows_read, file.rows_used, file.rows_rejected, file.other_lines) == (2, 2, 0, 8)


def test_a_header_of_three_rows() -> None:
    rows = [
        ["TT", "Người lao động", "", "", "", "Ghi chú"],
        ["", "Nhân thân", "", "Giấy tờ", "", ""],
        ["", "Họ và tên", "Ngày sinh", "Số hộ chiếu", "Ngày cấp", ""],
    ]
    block = find([Row(number, cells) for number, cells in enumerate(rows, 1)])
    assert block is not None
    assert block.headings[1] == "Người lao động › Nhân thân › Họ và tên"
    assert block.headings[3] == "Người lao động › Giấy tờ › Số hộ chiếu"


def test_a_group_of_parts_we_do_not_know_still_joins() -> None:
    rows = [["TT", "Họ và tên", "Năm sinh", "", "Địa chỉ", "SĐT"], ["", "", "Nam", "Nữ", "", ""], list("123456")]
    block = find([Row(number, cells) for number, cells in enumerate(rows, 1)])
    assert block is not None
    assert block.headings == ("TT", "Họ và tên", "Năm sinh › Nam", "Năm sinh › Nữ", "Địa chỉ", "SĐT")


def test_a_line_of_labels_above_is_no_part_of_the_header() -> None:
    rows = [
        ["Period: Q2", "", "Unit: Lao Cai", "", "", ""],
        ["No", "Case no", "Suspect", "", "Victim", ""],
        ["", "", "Full name", "Date of birth", "Full name", "Date of birth"],
    ]
    for first in (rows[0], ["Quý II", "", "Lào Cai", "", "", ""]):
        block = find([Row(number, cells) for number, cells in enumerate([first, *rows[1:]], 1)])
        assert block is not None
        assert block.headings[2:5] == ("Suspect › Full name", "Suspect › Date of birth", "Victim › Full name")


def test_years_of_birth_in_a_column_for_each_sex_are_one_field() -> None:
    found = propose(["Họ và tên", "Năm sinh › Nam", "Năm sinh › Nữ", "Số vụ án", "Tư cách"])
    (person,) = (one for one in found.sheet.records if one.table == "persons")
    assert person.fields["birth_date"] == ("Năm sinh › Nam", "Năm sinh › Nữ")


@pytest.mark.parametrize(
    "rows",
    [
        [["Họ và tên", "", "Năm sinh", "SĐT"], ["Nguyễn", "An", "1990", "0912345678"]],  # a name over two columns
        [["Họ và tên", "", "Vai trò", "Giới tính"], ["Nguyễn", "An", "Nạn nhân", "Nam"]],
        [["person_id", "full_name", "", "sex"], ["P1", "Nạn nhân", "Nữ", ""]],
        [["a", "b", "", "kind"], ["1", "2", "3", "met"]],
        [["Họ và tên", "Năm sinh", "SĐT"], ["Họ và tên", "Năm sinh", "SĐT"]],
    ],
)
def test_a_first_record_is_never_taken_for_headings(rows: list[list[str]]) -> None:
    numbered = [Row(number, cells) for number, cells in enumerate(rows, 1)]
    assert find(numbered) is None
    assert list(with_one_header(iter(numbered))) == numbered


def test_a_header_that_every_printed_page_repeats_is_read_once(tmp_path: Path) -> None:
    found = list(tables.read(as_csv(tmp_path, [*FORM[:8], *FORM[3:6], *FORM[7:8]]), ReadOptions()))
    assert {one.row for one in found if isinstance(one, CaseRecord)} == {7, 8, 12}
    assert [one.row for one in found if isinstance(one, Issue)][-3:] == [9, 10, 11]


@pytest.mark.parametrize(
    ("cells", "fields", "expected"),
    [
        (["(1)", "(2)", "(3)"], (), True),
        (["-1", "-2", "-3", "-4"], (), True),  # as Excel takes them
        (["A", "B", "1", "2", "3=1+2"], ("", "persons.full_name", "", "", ""), True),
        (["1", "2", "3", "4", "5"], ("", "full_name", "birth_date", "", ""), True),
        (["1", "2", "3"], ("a", "b", "count"), False),
        (["1", "2", "3", "4"], ("a", "b", "count", "amount"), False),  # a tie of 1 and 2 is a record
        (["1", "Nguyễn Văn An", "1990", ""], ("", "full_name", "birth_date", ""), False),
    ],
)
def test_numbers_of_columns(cells: list[str], fields: tuple[str, ...], expected: bool) -> None:
    assert is_numbering(cells, fields) is expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["", "Tổng cộng", "12", ""], True),
        (["Tổng số: 25 đối tượng", "", ""], True),
        (["Cộng", "", "1.200.000"], True),
        (["Tống Văn Cộng", "1990", "0912345678"], False),
        (["Tong Van A", "1990", ""], False),
        (["Total", "An", "3"], False),
        (["1", "2", "3"], False),
    ],
)
def test_sums(cells: list[str], expected: bool) -> None:
    assert is_total(cells) is expected


def test_who_signs_is_no_record_but_a_sparse_one_is() -> None:
    assert is_signing(["", "NGƯỜI LẬP BIỂU", "", "", "", "", "THỦ TRƯỞNG ĐƠN VỊ", ""], 8)
    assert not is_signing(["7", "Nguyễn Văn An", "", "", "", "", "", ""], 8)


def test_a_record_that_says_little_stays_one_at_the_end_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "persons.csv"
    path.write_text("person_id,full_name,sex,phones,note\nP1,An,,,\nP2,,,,chỉ huy nhóm\n", encoding="utf-8")
    assert [one.row for one in tables.read(path, ReadOptions()) if isinstance(one, CaseRecord)] == [2, 3]
    rows = [*FORM[:7], ["2", "", "", "", "", "", "", "", "", "", "thủ trưởng đơn vị bắt"]]
    found = list(tables.read(as_csv(tmp_path, rows), ReadOptions()))
    assert {one.row for one in found if isinstance(one, CaseRecord)} == {7, 8}


NAMES = ["Nguyễn Văn An", "Giàng Thị Mỷ", "Lò Văn Sơn", ""]
LINES = [["", "Tổng cộng", "3"], ["(1)", "(2)", "(3)"], [], ["", "", "Người lập biểu"], FORM[3], FORM[4], ["ghi chú"]]
people = st.tuples(st.sampled_from(["VA01", "VA02", ""]), *[st.sampled_from(NAMES)] * 2, st.sampled_from(["1980", ""]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    above=st.lists(st.sampled_from(FORM[:3]), max_size=3),
    body=st.lists(people | st.sampled_from(LINES), max_size=8),
    below=st.sampled_from([[], FORM[8:], FORM[9:], [[], ["Nơi nhận: như trên"]]]),
)
def test_every_row_of_a_form_is_accounted_for(
    above: list[list[str]], body: list[Any], below: list[list[str]], tmp_path: Path
) -> None:
    made = [
        [str(n), one[0], one[1], one[3], "", "", one[2], "", "", "150", ""] if isinstance(one, tuple) else one
        for n, one in enumerate(body, 1)
    ]
    rows = [*above, *FORM[3:6], *made, *below]
    found = list(tables.read(as_csv(tmp_path, rows), ReadOptions()))
    records = {one.row for one in found if isinstance(one, CaseRecord)}
    issues = [one.row for one in found if isinstance(one, Issue)]
    event(f"records {min(3, len(records))}, issues {min(9, len(issues))}")
    assert len(issues) == len(set(issues))
    assert not records & set(issues)
    header = len(above) + 2  # what the joined headings stand for, and the only row that is none of these
    assert records | set(issues) == {number for number, row in enumerate(rows, 1) if any(row)} - {header}


HEADS = ["TT", "Họ và tên", "Năm sinh", "Nạn nhân", "Đối tượng", "SĐT", "Ghi chú", "", "", "Nam", "1980", "(1)", "x"]


@given(st.lists(st.lists(st.sampled_from(HEADS) | st.text(max_size=6), max_size=7), max_size=9))
def test_whatever_stands_there_no_row_is_lost_or_renumbered(rows: list[list[str]]) -> None:
    numbered = [Row(number, cells) for number, cells in enumerate(rows, 1)]
    found = list(with_one_header(iter(numbered)))
    assert [row.number for row in found] == [row.number for row in numbered]
    for before, after in zip(numbered, found, strict=True):
        assert (after.written if isinstance(after, Joined) else after.cells) == before.cells


def test_a_header_typed_for_an_old_font_is_joined_as_it_is_meant() -> None:
    rows = [
        ["TT", "§èi t\xadîng", "", "N¹n nh©n", "", "Sè vô ¸n"],  # as TCVN3 lies in a file read as Latin letters
        ["", "Hä vµ tªn", "N¨m sinh", "Hä vµ tªn", "N¨m sinh", ""],
    ]
    block = find([Row(number, cells) for number, cells in enumerate(rows, 1)])
    assert block is not None
    assert block.headings[1:4] == ("Đối tượng › Họ và tên", "Đối tượng › Năm sinh", "Nạn nhân › Họ và tên")
