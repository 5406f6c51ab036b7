"""What a row of an unknown sheet gives: people, their part, what they hold; calls, payments, crossings."""

import pytest

from netlens.case.intake.guessing.sheet import Proposal, account_kind, propose
from netlens.case.mapping import RecordMap


def tables(found: Proposal) -> list[str]:
    return [record.table for record in found.sheet.records]


def of(found: Proposal, table: str) -> list[RecordMap]:
    return [record for record in found.sheet.records if record.table == table]


def test_a_suspect_and_a_victim_of_one_row() -> None:
    found = propose(
        [
            "TT",
            "Họ tên đối tượng",
            "Năm sinh",
            "SĐT",
            "Biển số xe",
            "Số vụ án",
            "Tội danh",
            "Họ tên bị hại",
            "Năm sinh (2)",
        ]
    )
    assert found.certain
    assert tables(found) == ["cases", "persons", "involvements", "identifiers", "persons", "involvements"]
    suspect, victim = of(found, "persons")
    assert (suspect.label, suspect.fields["birth_date"]) == ("suspect", ("Năm sinh",))
    assert (victim.label, victim.fields["birth_date"]) == ("victim", ("Năm sinh (2)",))
    assert [part.constants["role"] for part in of(found, "involvements")] == ["suspect", "victim"]
    assert of(found, "identifiers")[0].constants == {"kind": "vehicle"}


def test_numbered_people_each_have_their_columns() -> None:
    found = propose(["Mã vụ án", "Nạn nhân 1", "Năm sinh 1", "Nạn nhân 2", "Năm sinh 2"])
    assert [(one.label, one.fields["birth_date"]) for one in of(found, "persons")] == [
        ("victim1", ("Năm sinh 1",)),
        ("victim2", ("Năm sinh 2",)),
    ]


def test_with_ids_people_go_by_them() -> None:
    found = propose(["Mã ĐT", "Họ và tên", "Vai trò", "Số vụ án", "Ngày bắt"])
    assert found.certain
    assert of(found, "persons")[0].label == ""
    assert of(found, "involvements")[0].fields == {
        "case_id": ("Số vụ án",),
        "person_id": ("Mã ĐT",),
        "role": ("Vai trò",),
        "stage_date": ("Ngày bắt",),
    }


def test_parts_of_a_name_are_put_in_their_order() -> None:
    found = propose(["First name", "Last name", "Case no", "Role"])
    assert of(found, "persons")[0].fields["full_name"] == ("Last name", "First name")


def test_a_second_address_is_one_more_that_somebody_holds() -> None:
    found = propose(["Họ tên bị can", "Nơi thường trú", "Nơi ở hiện tại", "Số vụ án"])
    assert of(found, "persons")[0].fields["address"] == ("Nơi thường trú",)
    assert of(found, "identifiers")[0].fields == {"value": ("Nơi ở hiện tại",)}


def test_a_tie_in_words_that_are_known_joins_the_two_people() -> None:
    headers = ["Đối tượng", "Bị hại", "Quan hệ", "Số vụ án"]
    known = propose(headers, [["An", "Bé", "Gia đình", "V1"]])
    assert of(known, "links")[0].refers == {"a": "suspect", "b": "victim"}
    assert not of(propose(headers, [["An", "Bé", "hàng xóm cũ", "V1"]]), "links")


def test_the_title_may_say_the_part_people_played_and_a_person_is_asked() -> None:
    headers = ["Họ tên", "Năm sinh", "Số vụ án"]
    found = propose(headers, title="Danh sách nạn nhân quý 2")
    assert of(found, "involvements")[0].constants == {"role": "victim"}
    assert not found.certain
    assert not of(propose(headers), "involvements")
    # A title that names both says of nobody what they are: a victim must not become a suspect by it.
    assert not of(propose(headers, title="Danh sách đối tượng và nạn nhân"), "involvements")


def test_people_under_group_headings_are_told_apart_also_without_a_role() -> None:
    group, other = "Người thứ nhất", "Người thứ hai"
    found = propose([*(f"{one} › {name}" for one in (group, other) for name in ("Họ tên", "NS", "SĐT")), "Ghi chú"])
    assert [(one.fields["full_name"], one.fields["birth_date"]) for one in of(found, "persons")] == [
        ((f"{one} › Họ tên",), (f"{one} › NS",)) for one in (group, other)
    ]
    assert not any("note" in one.fields for one in of(found, "persons"))  # whose note is it


def test_groups_of_one_person_are_one_person() -> None:
    found = propose(["Nhân thân › Họ và tên", "Nhân thân › Năm sinh", "Liên hệ › SĐT", "Địa chỉ"])
    (person,) = of(found, "persons")
    assert {"full_name", "birth_date", "phones", "address"} <= set(person.fields)


@pytest.mark.parametrize(
    ("headers", "subject", "missing"),
    [
        (["Số gọi", "Số bị gọi", "Thời gian", "Thời lượng"], "calls", ()),
        (["Ngày giao dịch", "Số tiền ghi nợ", "Số tiền ghi có", "Diễn giải"], "payments", ("payer", "payee")),
        (["Họ tên", "Số hộ chiếu", "Ngày xuất cảnh", "Cửa khẩu"], "crossings", ()),
    ],
)
def test_sheets_of_events(headers: list[str], subject: str, missing: tuple[str, ...]) -> None:
    found = propose(headers)
    assert found.subject == subject
    assert tuple(name.partition(".")[2] for name in found.missing) == missing
    assert found.certain == (not missing)


def test_accounts_say_their_kind() -> None:
    assert [account_kind(one) for one in ("Zalo", "Nick Facebook", "Số tài khoản ngân hàng", "STK", "Ghi chú")] == [
        "zalo",
        "facebook",
        "bank",
        "bank",
        "",
    ]


def test_a_number_counts_phones_where_it_counts_no_names() -> None:
    headers = ["Số hồ sơ", "Họ tên bị can", "SĐT 1 bị can", "SĐT 2 bị can", "Họ tên bị hại 1", "Họ tên bị hại 2"]
    records = propose(headers).sheet.records
    people = {record.label: record.fields for record in records if record.table == "persons"}
    assert people["suspect"]["phones"] == ("SĐT 1 bị can", "SĐT 2 bị can")
    assert {"victim1", "victim2"} < set(people)
    assert len(people) == 3
