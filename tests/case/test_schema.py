"""The native tables and code lists: complete, in both languages, and without a word that means two things."""

import pytest

from netlens.case import schema
from netlens.resource import folder, toml

LISTS = sorted(path.stem for path in folder("codes").glob("*.toml"))
CONTRACT = {
    "cases": ["case_id"],
    "persons": ["person_id"],
    "identifiers": ["person_id", "kind", "value"],
    "involvements": ["case_id", "person_id", "role"],
    "routes": ["route_id", "stop", "place"],
    "links": ["a", "b", "kind"],
    "calls": ["caller", "callee", "start"],
    "payments": ["payer", "payee", "amount", "when"],
    "crossings": ["gate", "when"],
    "reports": ["report_id", "received"],
}


def test_the_ten_tables_require_what_the_contract_says() -> None:
    assert {name: list(table.required) for name, table in schema.TABLES.items()} == CONTRACT
    assert schema.TABLES["crossings"].one_of == ("person_id", "document")


@pytest.mark.parametrize("table", schema.TABLES.values(), ids=lambda table: table.name)
def test_every_table_takes_source_grades_and_handling(table: schema.Table) -> None:
    names = [column.name for column in table.columns]
    assert names[-4:] == ["source_ref", "grade_source", "grade_info", "handling"]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("table", schema.TABLES.values(), ids=lambda table: table.name)
def test_no_header_means_two_columns(table: schema.Table) -> None:
    meant: dict[str, str] = {}
    for column in table.columns:
        for word in (column.name, *column.labels.values(), *column.aliases):
            assert meant.setdefault(schema.word_key(word), column.name) == column.name, word
            assert schema.field(table.name, word) == column.name


@pytest.mark.parametrize("table", schema.TABLES.values(), ids=lambda table: table.name)
def test_columns_are_explained_in_both_languages_and_refer_to_what_exists(table: schema.Table) -> None:
    for column in table.columns:
        assert all(column.labels[lang] and column.explained[lang] for lang in ("en", "vi"))
        kind, _, of = column.kind.partition(":")
        assert kind != "code" or of in LISTS
        assert kind != "key" or f"{of[:-1]}_id" in schema.TABLES[of].required


@pytest.mark.parametrize(
    ("table", "header", "name"),
    [
        ("persons", "Họ và tên", "full_name"),
        ("persons", "ho_ten", "full_name"),
        ("persons", "FULL NAME", "full_name"),
        ("persons", "Số CCCD", "id_number"),
        ("persons", "Ngày sinh", "birth_date"),
        ("persons", "Năm sinh", "birth_date"),
        ("persons", "  số_điện thoại ", "phones"),
        ("involvements", "Vai trò", "role"),
        ("involvements", "Mã vụ án", "case_id"),
        ("routes", "Cửa khẩu", "gate"),
        ("calls", "Thời gian", "start"),
        ("payments", "Người thụ hưởng", "payee"),
        ("persons", "no such header", None),
    ],
)
def test_headers_match_in_either_language(table: str, header: str, name: str | None) -> None:
    assert schema.field(table, header) == name


def test_of_two_headers_for_one_column_the_first_has_it() -> None:
    assert schema.fields("persons", ["Mã người", "Họ tên", "Tên", "Khác"]) == {
        "Mã người": "person_id",
        "Họ tên": "full_name",
    }


@pytest.mark.parametrize(
    ("name", "table"),
    [("cases", "cases"), ("Vụ án", "cases"), ("01_doi_tuong", "persons"), ("CDR", "calls"), ("notes", None)],
)
def test_file_and_sheet_names_tell_the_table(name: str, table: str | None) -> None:
    assert schema.table_named(name) == table


def test_no_name_means_two_tables() -> None:
    meant: dict[str, str] = {}
    for table in schema.TABLES.values():
        for word in (table.name, *table.labels.values(), *table.aliases):
            assert meant.setdefault(schema.word_key(word), table.name) == table.name, word


def test_a_header_row_tells_the_table() -> None:
    assert schema.table_of(["Mã vụ án", "Mã người", "Vai trò", "Ghi chú"]) == "involvements"
    assert schema.table_of(["caller", "callee", "start", "seconds"]) == "calls"
    assert schema.table_of(["gate", "when"]) is None
    assert schema.table_of(["gate", "when", "document"]) == "crossings"
    assert schema.table_of(["colour"]) is None


@pytest.mark.parametrize("name", LISTS)
def test_no_word_of_a_list_means_two_codes(name: str) -> None:
    meant: dict[str, str] = {}
    for code in schema.codes(name):
        said = schema.entry(name, code)
        for word in (code, said["en"], said["vi"], *said.get("aliases", ())):
            assert meant.setdefault(schema.word_key(word), code) == code, (
                f"{word}: {meant[schema.word_key(word)]}, {code}"
            )
            assert schema.code(name, word) == code


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("role", "nghi phạm", "suspect"),
        ("role", "BI CAN", "suspect"),
        ("role", "Người có thể là nạn nhân (đang xác minh)", "possible_victim"),
        ("role", "villain", None),
        ("functions", "recruiter", "RecruiterOrIntermediary"),
        ("functions", "Recruiter Or Intermediary", "RecruiterOrIntermediary"),
        ("functions", "Người canh giữ", "Guard"),
        ("exploitation", "Forced labour", "ForcedLabour"),
        ("exploitation", "cưỡng bức lao động", "ForcedLabour"),
        ("recruited_via", "zalo", "Zalo"),
        ("offence", "Điều 150", "150"),
        ("offence", "348", "348"),
        ("stage", "Truy nã", "wanted"),
        ("sex", "Nữ", "female"),
        ("sex", "F", "female"),
        ("handling", "tlp:amber+strict", "TLP:AMBER+STRICT"),
        ("channel", "walk-in", "walk_in"),
    ],
)
def test_codes_are_told_from_codes_labels_and_aliases(name: str, text: str, code: str | None) -> None:
    assert schema.code(name, text) == code


def test_lists_hold_the_codes_of_the_contract() -> None:
    assert schema.codes("role") == (
        "offender", "suspect", "victim", "possible_victim", "witness", "official", "reporter", "other",
    )  # fmt: skip
    assert schema.codes("stage") == (
        "identified", "wanted", "arrested", "charged", "tried", "convicted", "acquitted", "dropped",
    )  # fmt: skip
    assert {code for code in schema.codes("stage") if schema.entry("stage", code).get("flagged")} == {
        "acquitted",
        "dropped",
    }
    assert schema.codes("case_status") == ("reported", "investigating", "charged", "tried", "closed", "dropped")
    assert schema.codes("found") == ("rescued", "returned_alone", "repatriated", "died", "unknown")
    assert schema.codes("offence") == ("150", "151", "152", "153", "154", "347", "348", "349", "350", "other")
    assert {"CorruptOfficial", "Organiser", "Harbourer", "MoneyCourier"} < set(schema.codes("functions"))
    assert {"P", "C", "H0", "H3", "TLP:RED"} < set(schema.codes("handling"))


def test_labels_speak_both_languages() -> None:
    assert schema.label("role", "suspect", "vi") == "Nghi phạm"
    assert schema.label("role", "suspect") == "Suspect"
    assert schema.label("role", "no_such_code", "vi") == "no_such_code"
    assert schema.kind_label("called", "vi") == "Gọi điện"
    assert schema.kind_label("involvement") == "Involved in the case"


def test_vietnamese_text_is_composed() -> None:
    import unicodedata

    for path in folder().rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text), path.name


def test_a_link_or_entity_kind_has_one_meaning() -> None:
    assert not set(toml("codes/link_kind.toml")) & set(toml("codes/record_link.toml"))
    assert {"person", "place", "route", "phone", "account", "vehicle", "document", "organisation", "case"} < set(
        schema.ENTITY_KINDS
    )
    assert len(set(schema.LINK_KINDS)) == len(schema.LINK_KINDS)
