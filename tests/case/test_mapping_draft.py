"""A mapping made step by step, and what the first rows would give through it."""

from netlens.case.intake.mapped.trial import tried
from netlens.case.mapping import RecordMap, SheetMap, draft
from netlens.progress import finish

HEADERS = ("Tên", "Số", "Vụ", "Ngày", "Người bị hại")
ROWS = ((2, ("Nguyễn Văn An", "0912345678", "V1", "03/04/2024", "Trần Thị Bé")), (3, ("Lê Dũng", "", "V1", "", "")))


def flat() -> SheetMap:
    sheet = draft.add(SheetMap(()), "case")
    sheet = draft.put(sheet, 0, "case_id", "Vụ")
    sheet = draft.put(draft.add(sheet, "person"), 1, "full_name", "Tên")
    sheet = draft.add(sheet, "part")
    sheet = draft.say(sheet, 2, "role", "suspect")
    sheet = draft.put(draft.add(sheet, "person"), 3, "full_name", "Người bị hại")
    sheet = draft.add(sheet, "part", "person2")
    sheet = draft.say(sheet, 4, "role", "victim")
    return draft.put(draft.add(sheet, "phone", "person"), 5, "value", "Số")


def test_what_is_added_knows_whose_it_is_and_in_which_case() -> None:
    sheet = flat()
    assert sheet.records[2].refers == {"person_id": "person"}
    assert sheet.records[2].fields == {"case_id": ("Vụ",)}
    assert sheet.records[4].refers == {"person_id": "person2"}
    assert sheet.records[5] == RecordMap(
        "identifiers", {"value": ("Số",)}, {"kind": "phone"}, refers={"person_id": "person"}, optional=True
    )
    tied = draft.add(sheet, "link").records[6]
    assert tied.refers == {"a": "person", "b": "person2"}


def test_all_that_speaks_of_the_case_follows_its_column() -> None:
    sheet = draft.add(draft.add(draft.add(SheetMap(()), "case"), "person"), "part")
    assert draft.put(sheet, 0, "case_id", "Vụ").records[2].fields == {"case_id": ("Vụ",)}
    assert draft.put(flat(), 0, "case_id", "Số").records[4].fields["case_id"] == ("Số",)


def test_the_first_rows_are_tried() -> None:
    found = finish(tried(HEADERS, ROWS, flat()))
    assert found.lacks == ()
    first = [(one.table, dict(one.values)) for one in found.given if one.row == 2]
    assert first[1] == ("persons", {"full_name": "Nguyễn Văn An", "person_id": "2.person"})
    assert [table for table, _values in first] == [
        "cases",
        "persons",
        "involvements",
        "persons",
        "involvements",
        "identifiers",
    ]
    assert [one.table for one in found.given if one.row == 3] == ["cases", "persons", "involvements"]


def test_what_is_missing_is_said() -> None:
    sheet = draft.clear(flat(), 2, "role")
    assert finish(tried(HEADERS, ROWS, sheet)).lacks == ("involvements.role",)
    assert finish(tried(HEADERS, ROWS, SheetMap(()))).given == ()


def test_a_field_that_takes_several_columns_keeps_those_it_has() -> None:
    sheet = draft.put(flat(), 1, "full_name", "Số")
    assert sheet.records[1].fields["full_name"] == ("Tên", "Số")
    assert draft.put(sheet, 0, "case_id", "Số").records[0].fields["case_id"] == ("Số",)
    assert draft.take_out(sheet, "Số").records[1].fields["full_name"] == ("Tên",)


def test_what_refers_to_a_record_goes_with_it() -> None:
    sheet = draft.remove(flat(), 3)
    assert [record.table for record in sheet.records] == [
        "cases",
        "persons",
        "involvements",
        "involvements",
        "identifiers",
    ]
    assert "person_id" not in sheet.records[3].refers


def test_the_order_of_a_column_is_its_own() -> None:
    def since(sheet: SheetMap) -> str:
        given = finish(tried(HEADERS, ROWS, sheet)).given
        return next(dict(one.values)["since"] for one in given if one.table == "involvements")

    sheet = draft.put(flat(), 2, "since", "Ngày")
    assert since(sheet) == "2024-04-03"
    assert since(draft.order(sheet, "Ngày", "mdy")) == "2024-03-04"
