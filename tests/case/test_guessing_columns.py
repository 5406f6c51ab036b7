"""Columns of unknown sheets: by their headings, by what stands in them, by what the sheet is about."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.headers import SETS, tally, templates
from netlens.case.intake.guessing.columns import guess
from netlens.case.intake.guessing.shapes import shape_of
from netlens.case.intake.guessing.words import read

FLOOR, FED = 0.9, 0.85  # of all, and of those that feed a field; what is reached stands in the benchmark


@pytest.mark.parametrize("folder", [one for one in SETS if one.is_dir()], ids=lambda one: one.name)
def test_headings_held_aside_are_guessed_right(folder: Path) -> None:
    found = list(templates(folder))
    whole = tally(found)
    assert len(found) >= 8
    assert whole.right >= FLOOR * whole.all
    assert whole.fed_right >= FED * whole.fed
    assert whole.certain <= 0.01 * whole.all  # wrong, and nobody would be asked
    assert whole.accused == 0  # a victim read as an offender


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Mã hộ", ""),  # no `Họ`
        ("Tổ", ""),
        ("G.Tính", "persons.sex"),
        ("Đ/chỉ", "persons.address"),
        ("T/G gọi", ""),  # in a list of people
        ("ĐC hiện nay", "persons.address"),
        ("Số ĐDCN", "persons.id_number"),
        ("Ngày sinh của mẹ", ""),
        ("SĐT người giám hộ", ""),
        ("Father's phone", ""),
        ("Investigator name", ""),
        ("Loại điện thoại", ""),
        ("Phone model", ""),
        ("Số lần vi phạm", ""),
        ("Number of victims", ""),
        ("Tên khách hàng", "persons.full_name"),
        ("Passenger name", "persons.full_name"),
        ("Mã số nạn nhân", "persons.person_id"),
        ("Bank name", ""),
        ("Nạn nhân › SĐT", "persons.phones"),
        ("Giấy tờ tùy thân › Số", "persons.id_number"),
        ("Giấy tờ tùy thân › Ngày cấp", ""),
        ("Năm sinh › Nam", "persons.birth_date"),
        ("Thân nhân › Cha › Họ tên", ""),
    ],
)
def test_words_together_say_what_a_column_is_and_whose(heading: str, field: str) -> None:
    assert guess(["Họ và tên đối tượng", heading]).columns[1].field == field


def test_a_group_heading_says_whose_columns_stand_under_it() -> None:
    assert read("Nạn nhân › Họ tên").who == "victim"
    assert read("Thông tin bị can › Năm sinh").who == "suspect"
    assert read("Nạn nhân › Họ tên mẹ").of_others


def test_two_meanings_of_an_abbreviation_are_told_apart_by_the_values() -> None:
    headers = ["Họ tên", "DT"]
    phones = [["Nguyễn Văn An", "0912345678"], ["Lò Thị Mai", "0987654321"], ["Vàng A Sú", "0901112223"]]
    peoples = [["Nguyễn Văn An", "Kinh"], ["Lò Thị Mai", "Thái"], ["Vàng A Sú", "Mông"]]
    assert guess(headers, phones).columns[1].field == "persons.phones"
    assert guess(headers, peoples).columns[1].field == "persons.ethnicity"
    assert not guess(headers, peoples).columns[1].sure


def test_the_title_of_a_sheet_helps_to_say_what_it_is_about() -> None:
    headers = ["Số tài khoản", "Ngày", "Số tiền", "Ghi chú"]
    assert guess(headers, title="Sao kê tháng 4").subject == "payments"


@pytest.mark.parametrize(
    ("headers", "subject", "fields"),
    [
        (
            ["TT", "Họ tên đối tượng", "NS", "HKTT", "Số vụ án", "Ngày bắt", "Zalo", "BKS", "Nghề nghiệp"],
            "people",
            [
                *("", "persons.full_name", "persons.birth_date", "persons.address", "cases.case_id"),
                *("involvements.stage_date", "persons.accounts", "identifiers.vehicle", ""),
            ],
        ),
        (
            ["Thuê bao gọi", "Thuê bao nhận", "Ngày", "Giờ", "Thời lượng (giây)", "Cell đầu", "IMEI"],
            "calls",
            ["calls.caller", "calls.callee", "calls.start", "calls.start", "calls.seconds", "calls.cell", ""],
        ),
        (
            ["Source", "Target", "Type", "Weight", "Date"],
            "links",
            ["links.a", "links.b", "links.kind", "links.count", "links.since"],
        ),
        (
            ["Ngày GD", "TK chuyển", "TK thụ hưởng", "Số tiền", "Nội dung CK", "Số dư"],
            "payments",
            ["payments.when", "payments.payer", "payments.payee", "payments.amount", "payments.reference", ""],
        ),
        (
            ["Họ và tên", "Số hộ chiếu", "Ngày xuất cảnh", "Cửa khẩu xuất", "Chuyến bay"],
            "crossings",
            ["persons.full_name", "crossings.document", "crossings.when", "crossings.gate", "crossings.vehicle"],
        ),
    ],
)
def test_what_a_sheet_is_about_decides_what_a_heading_means(
    headers: list[str], subject: str, fields: list[str]
) -> None:
    found = guess(headers)
    assert found.subject == subject
    assert [column.field for column in found.columns] == fields


def test_a_heading_says_whose_column_it_is_and_which_number_it_bears() -> None:
    assert (read("Họ tên nạn nhân 2").who, read("Họ tên nạn nhân 2").number) == ("victim", "2")
    assert (read("SĐT bị can").who, read("SĐT bị can").number) == ("suspect", "")
    assert read("Nạn nhân").matches[0].target == ("persons", "full_name")
    assert read("Số CMND/CCCD").matches[0].target == ("persons", "id_number")
    assert read("Date of brith").matches[0].target == ("persons", "birth_date")  # a slip of one letter


def test_values_say_what_a_heading_does_not_and_overrule_one_that_lies() -> None:
    headers = ["Cột A", "Cột B", "Cột C", "Ngày sinh"]
    rows = [
        ["Nguyễn Văn An", "0912345678", "Nghi phạm", "Lào Cai"],
        ["Trần Thị Bé", "0987654321", "Nạn nhân", "Hà Giang"],
        ["Lê Hoàng Cường", "0901112223", "Nghi phạm", "Sơn La"],
    ]
    found = guess(headers, rows)
    assert [column.field for column in found.columns] == [
        "persons.full_name",
        "persons.phones",
        "involvements.role",
        "",  # no birth date has no digit
    ]
    assert all(column.by_values for column in found.columns[:3])


@pytest.mark.parametrize(
    ("values", "shape"),
    [
        (["012345678901", "001199000123", "036088001234"], "id_number"),
        (["29A-12345", "30F 678.90", "14C-01234"], "plate"),
        (["03/04/2020", "2021-05-06", "7-8-2019"], "date"),
        (["1.200.000", "350.000 đ", "75.000"], "amount"),
        (["zalo:0912345678", "facebook:abc", "zalo:0987654321"], "account"),
        (["Nam", "Nữ", "Nam"], "code:sex"),
        (["x", "0912345678"], ""),
    ],
)
def test_shapes(values: list[str], shape: str) -> None:
    assert shape_of(values) == shape


@given(st.lists(st.text(max_size=30), max_size=8), st.lists(st.lists(st.text(max_size=20), max_size=8), max_size=5))
def test_any_sheet_is_guessed_without_a_stumble(headers: list[str], rows: list[list[str]]) -> None:
    assert len(guess(headers, rows).columns) == len(headers)
