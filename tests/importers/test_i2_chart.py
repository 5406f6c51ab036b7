"""Charts of i2 Analyst's Notebook: what each item becomes, in whatever way the chart refers to its parts."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.i2_chart import IMPORTER
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import ReadOptions, import_files
from netlens.case.intake.own import own
from netlens.case.records import CaseRecord, FileLedger, Issue
from netlens.errors import NetLensError
from netlens.progress import finish
from tests.importers.anx_written import Chart, Shown, Tied

KEY = "bốn năm sáu"
Rows = dict[int, list[CaseRecord | Issue]]


def read(path: Path) -> Rows:
    found: Rows = {}
    for one in IMPORTER.read(path, ReadOptions()):
        found.setdefault(one.row, []).append(one)
    return found


def rows(tmp_path: Path, *items: Shown | Tied, grades: tuple[tuple[str, ...], ...] = ((), (), ())) -> Rows:
    return read(Chart(list(items), grades=grades).write(tmp_path / "chart.anx"))


def only(found: list[CaseRecord | Issue]) -> CaseRecord:
    (record,) = found
    assert isinstance(record, CaseRecord)
    return record


def imported(tmp_path: Path, *paths: Path, register: str = "") -> tuple[Case, list[FileLedger]]:
    path = tmp_path / "case.netlens"
    if not path.exists():
        Case.create(path, KEY).close()
    ledger = finish(import_files(path, KEY, paths, [IMPORTER], register=register, extra={"text": "keep"}))
    case = Case.open(path, KEY)
    case.apply(CountImport(ledger.import_id))
    return case, list(ledger.files)


ALAN, BINH = Shown("1", "Person", "Alan Mẫu"), Shown("2", "Đối tượng", "Bình Thử")
PHONE, OTHER = Shown("3", "Phone", "0912 000 001"), Shown("4", "Điện thoại", "0912 000 002")


@pytest.mark.parametrize("references", [False, True])
@pytest.mark.parametrize("definitions", ["first", "last"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("turned", [False, True])
def test_it_reads_the_same_however_it_is_written(
    references: bool, definitions: str, encoding: str, turned: bool, tmp_path: Path
) -> None:
    items: list[Shown | Tied] = [
        ALAN,
        BINH,
        PHONE,
        OTHER,
        Tied("1", "3", "Uses"),
        Tied("3", "4", "Gọi điện", item={"DateTime": "2024-02-10T08:15:30.000", "DateSet": "true", "TimeSet": "true"}),
        Tied("2", "1", "Vợ chồng", arrow="ArrowNone", strength="Tentative"),
    ]
    chart = Chart(items[::-1] if turned else items, references=references, definitions=definitions, collections=3)
    path = chart.write(tmp_path / "chart.anx", "utf-8" if encoding == "utf-8-sig" else encoding)
    if encoding == "utf-8-sig":
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    found = read(path)
    order = range(7, 0, -1) if turned else range(1, 8)
    alan, binh, phone, other, uses, call, family = (only(found[row]) for row in order)
    assert (alan.table, alan.values["full_name"]) == ("persons", "Alan Mẫu")
    assert (binh.table, phone.values["kind"], other.values["value"]) == ("persons", "phone", "0912 000 002")
    assert (uses.table, uses.values["value"], uses.values["basis"]) == ("identifiers", "0912 000 001", "user")
    assert (call.table, call.values["start"]) == ("calls", "2024-02-10T08:15:30")
    assert (family.values["kind"], family.values["directed"], family.extra["Strength"]) == ("family", "0", "Tentative")
    assert (family.values["a"], family.values["b"]) == (own("2"), own("1"))


def test_every_item_ends_somewhere_and_the_sum_holds(tmp_path: Path) -> None:
    sample = Path(__file__).parent.parent / "samples" / "chart.anx"
    case, (file,) = imported(tmp_path, sample)
    with case:
        assert file.rows_read == file.rows_used + file.rows_merged + file.rows_rejected
        assert file.rows_read + file.other_lines == sample.read_text(encoding="utf-8").count("<ChartItem ")
        assert [(issue.row, issue.code) for issue in file.rejected] == [(44, "absent_end")]
        entities, links = case.counts()
        assert entities["person"] == 6
        assert entities["event"] == 1
        assert links["involvement"] == 4
        assert links["paid"] == 1


def test_whom_a_chart_shows_as_a_victim_is_protected(tmp_path: Path) -> None:
    case, _files = imported(tmp_path, Path(__file__).parent.parent / "samples" / "chart.anx")
    with case:
        persons = case.table("persons")
        hidden = persons[persons.protected]
        assert hidden.name.tolist() == ["Người bị hại số 1"]
        assert set(case.table("involvements").role) == {"suspect", "victim"}


@pytest.mark.parametrize(
    ("type_", "attributes", "role"),
    [
        ("Victim", {}, "victim"),
        ("Nạn nhân nữ", {}, "victim"),
        ("Person", {"Role": "Possible victim"}, "possible_victim"),
        ("Người", {"Vai trò": "Nhân chứng"}, "witness"),
        ("Informant", {}, "reporter"),
        ("Suspect", {"Role": "Driver"}, ""),
    ],
)
def test_who_is_protected_is_so_without_a_case_of_their_own(
    type_: str, attributes: dict[str, str], role: str, tmp_path: Path
) -> None:
    person = Shown("1", type_, "Mẫu", attributes=attributes)
    case, file = imported(tmp_path, Chart([person, BINH, Tied("2", "1", "Recruited")]).write(tmp_path / "chart.anx"))
    with case:
        assert case.table("involvements").role.tolist() == ([role] if role else [])
        assert case.table("persons").protected.tolist() == [bool(role), False]
        assert file[0].flags.get("shown_protected", 0) == (1 if role else 0)


@pytest.mark.parametrize(
    ("type_", "attributes", "table", "kind"),
    [
        ("Người", {}, "persons", None),
        ("Suspect (Female)", {}, "persons", None),
        ("Telephone", {}, "entities", "phone"),
        ("Bank Account", {}, "entities", "account"),
        ("Xe ô tô tải", {}, "entities", "vehicle"),
        ("Passport", {}, "entities", "document"),
        ("Nhà nghỉ", {}, "entities", "place"),
        ("Công ty TNHH", {}, "entities", "organisation"),
        ("Meeting", {}, "entities", "event"),
        ("Chuyên án", {}, "cases", None),
        ("Bán hàng", {}, "entities", "organisation"),
    ],
)
def test_types_are_told_by_their_words(
    type_: str, attributes: dict[str, str], table: str, kind: str | None, tmp_path: Path
) -> None:
    record = only(rows(tmp_path, Shown("1", type_, "Mẫu", attributes=attributes))[1])
    assert (record.table, record.values.get("kind")) == (table, kind)
    assert (("type", type_, "unknown_type") in record.flags) == (type_ == "Bán hàng")


def test_an_unknown_type_follows_its_library_type(tmp_path: Path) -> None:
    chart = Chart([Shown("1", "Pessoa", "Mẫu")]).write(tmp_path / "chart.anx")
    text = chart.read_text(encoding="utf-8")
    library = (
        "<lcx:LibraryCatalogue xmlns:lcx='urn:x'><lcx:Type tGUID='g1'><TypeName>Person</TypeName></lcx:Type>"
        "<lcx:Type tGUID='g2' kindOf='g1'><TypeName>Suspeito</TypeName></lcx:Type></lcx:LibraryCatalogue>"
    )
    text = text.replace("<EntityTypeCollection>", f"{library}<EntityTypeCollection>")
    text = text.replace('Name="Pessoa"', 'Name="Pessoa" SemanticTypeGuid="g2"')
    chart.write_text(text, encoding="utf-8")
    assert only(read(chart)[1]).table == "persons"


@pytest.mark.parametrize("rigorous", [False, True])
def test_equal_identities_are_one_unless_the_chart_is_rigorous(rigorous: bool, tmp_path: Path) -> None:
    items = [
        Shown("a", "Person", "Trần Mẫu", "P1", attributes={"Date of Birth": "1980-01-02"}),
        Shown("b", "Person", "Trần M.", "P1", attributes={"Date of Birth": "1981-01-02"}),
        Shown("c", "Phone", "P1", "P1"),
        Tied("b", "c", "Uses"),
    ]
    path = Chart(items, rigorous=rigorous).write(tmp_path / "chart.anx")
    case, (file,) = imported(tmp_path, path)
    with case:
        persons = case.table("persons")
        assert len(persons) == (2 if rigorous else 1)
        assert file.flags.get("differs", 0) == (0 if rigorous else 1)
        if not rigorous:
            assert (persons.name[0], persons.aliases[0], persons.birth_date[0]) == (
                "Trần Mẫu",
                ["Trần M."],
                "1980-01-02",
            )
        assert len(case.table("holdings")) == 1


def test_one_entity_shown_twice_is_one_in_any_chart(tmp_path: Path) -> None:
    case, _files = imported(tmp_path, Chart([ALAN, ALAN, BINH, Tied("1", "2", "")]).write(tmp_path / "chart.anx"))
    with case:
        assert len(case.table("persons")) == 2


def test_a_link_to_nothing_is_rejected_by_its_end(tmp_path: Path) -> None:
    note = Shown("9", "", "Chú thích", drawn="TextBlock")
    found = rows(tmp_path, ALAN, note, Tied("1", "77", "Knows"), Tied("9", "1", ""), Tied("1", "", "Knows"))
    issues = [issue for row in (2, 3, 4, 5) for issue in found[row] if isinstance(issue, Issue)]
    assert [issue.code for issue in issues] == ["other_line", "absent_end", "text_end", "absent_end"]
    assert issues[1].value == "77"


def test_arrows_say_who_did_it(tmp_path: Path) -> None:
    pay = {"DateTime": "2024-02-13T00:00:00", "DateSet": "true", "TimeSet": "false"}
    one, two = Shown("a", "Bank Account", "0011009990001"), Shown("b", "Bank Account", "0011009990002")
    found = rows(
        tmp_path,
        one,
        two,
        ALAN,
        BINH,
        Tied("a", "b", "Payment", "5.000.000 đ", arrow="ArrowOnTail", item=pay),
        Tied("1", "2", "Recruited", arrow="ArrowNone"),
        Tied("1", "2", "Recruited by"),
        Tied("1", "2", "Called", "3 calls", arrow="ArrowOnBoth"),
    )
    payment, recruited, by, called = (only(found[row]) for row in (5, 6, 7, 8))
    assert (payment.values["payer"], payment.values["payee"]) == (own("b"), own("a"))
    assert (payment.values["amount"], payment.values["when"]) == ("5.000.000 đ", "2024-02-13")
    assert recruited.flags == (("kind", "Recruited", "no_direction"),)
    assert (by.values["a"], by.values["b"], by.values["directed"]) == (own("2"), own("1"), "1")
    assert (called.values["directed"], called.values["count"]) == ("0", "3")


def test_grades_cards_and_sources_are_kept(tmp_path: Path) -> None:
    card = {"Summary": "Trinh sát", "Text": "Gặp H.", "SourceReference": "TS-03", "GradeTwoIndex": "1"}
    dated = {"DateTime": "2024-02-11T19:30:00", "DateSet": "true", "TimeSet": "true"}
    grades = (("Always reliable", "B - Thường tin cậy"), ("Confirmed", "Probably true"), ("P - free", "C - limits"))
    shown = Shown("1", "Person", "Mẫu", cards=[{**card, **dated}], item={"GradeOneIndex": "1", "GradeThreeIndex": "1"})
    record = only(rows(tmp_path, shown, grades=grades)[1])
    stated = {name: record.values[name] for name in ("grade_source", "grade_info", "handling", "source_ref")}
    assert stated == {"grade_source": "B", "grade_info": "2", "handling": "C", "source_ref": "TS-03"}
    assert record.extra["Card"] == "2024-02-11T19:30:00 | Trinh sát | Gặp H. | TS-03, Probably true"
    assert record.extra["GradeOne"] == "B - Thường tin cậy"


def test_attributes_feed_native_columns_and_the_rest_stays(tmp_path: Path) -> None:
    attributes = {
        "Date of Birth": "1990-07-02T00:00:00",
        "Hộ chiếu": "C1234567",
        "Số điện thoại": "0912000001",
        "Height": "165",
    }
    record = only(rows(tmp_path, Shown("1", "Person", "Mẫu", attributes=attributes))[1])
    assert record.values["birth_date"] == "1990-07-02"
    assert record.values["passport"] == "C1234567"
    assert record.values["phones"] == "0912000001"
    assert record.extra["Height"] == "165"


@pytest.mark.parametrize(
    ("type_", "label", "attributes", "value"),
    [
        ("Phone", "Nam (0912 000 001)", {}, "0912 000 001"),
        ("Phone", "SIM rác", {}, ""),
        ("Phone", "SIM rác", {"Phone Number": "+855 12 000 003"}, "+855 12 000 003"),
        ("Car", "Black SUV", {}, ""),
        ("Car", "Toyota 2019", {}, ""),
        ("Car", "23A-001.23", {}, "23A-001.23"),
        ("Car", "Innova", {"Biển số": "23A-001.23"}, "23A-001.23"),
        ("Bank Account", "Savings", {"Account ID": "XXXX-XXXX-1234"}, ""),
        ("Bank Account", "Savings", {"Số tài khoản": "0011009990001", "Bank": "VCB"}, "bank:VCB 0011009990001"),
        ("Zalo", "0912000002", {}, "zalo:0912000002"),
        ("Passport", "C1234567", {}, "C1234567"),
    ],
)
def test_a_name_is_nobodys_number(
    type_: str, label: str, attributes: dict[str, str], value: str, tmp_path: Path
) -> None:
    record = only(rows(tmp_path, Shown("x", type_, label, attributes=attributes))[1])
    assert record.values.get("value", "") == value


def test_what_only_has_a_name_is_held_and_stays_in_its_chart(tmp_path: Path) -> None:
    items = [ALAN, Shown("5", "Phone", "SIM rác"), Tied("1", "5", "Uses")]
    first = Chart(items).write(tmp_path / "one.anx")
    second = Chart([*items, BINH]).write(tmp_path / "two.anx")
    case, _files = imported(tmp_path, first, second)
    with case:
        assert len(case.table("holdings")) == 2
        assert len(case.table("persons")) == 3
        assert case.counts()[0]["phone"] == 2


def test_a_register_makes_charts_of_one_system_speak_of_the_same_people(tmp_path: Path) -> None:
    first = Chart([ALAN, BINH, Tied("1", "2", "Knows")]).write(tmp_path / "one.anx")
    second = Chart([ALAN, Shown("6", "Person", "Chi Ví Dụ"), Tied("1", "6", "Knows")]).write(tmp_path / "two.anx")
    case, _files = imported(tmp_path, first, second, register="iBase")
    with case:
        assert sorted(case.table("persons").key) == ["1", "2", "6"]
        assert len(case.table("links")) == 2


def test_a_persons_name_is_no_id(tmp_path: Path) -> None:
    named = [Shown(n, "Người", "Trần Thị Mẫu", "Trần Thị Mẫu") for n in ("11", "12")]
    first = Chart([*named, Shown("13", "Person", "An Thử", "an_thu"), Shown("14", "Person", "Mẫu", "11")])
    case, _files = imported(tmp_path, first.write(tmp_path / "one.anx"), register="iBase")
    with case:
        persons = case.table("persons")
        assert len(persons) == 4
        assert not [key for key in persons.key if "Mẫu" in key or "thu" in key]
    second = Chart([Shown("11", "Person", "Lê Ví Dụ", "Lê Ví Dụ"), Shown("99", "Person", "Mẫu", "11")])
    case, _files = imported(tmp_path, second.write(tmp_path / "two.anx"), register="iBase")
    with case:
        assert len(case.table("persons")) == 5  # the numbers of one chart mean nothing in another


def test_an_event_with_suspects_is_a_case(tmp_path: Path) -> None:
    event = Shown(
        "e", "Incident", "Vụ ở cửa khẩu", drawn="Event", item={"DateTime": "2024-04-01T00:00:00", "DateSet": "true"}
    )
    meeting = Shown("m", "Meeting", "Gặp", drawn="Event")
    found = rows(
        tmp_path,
        ALAN,
        BINH,
        event,
        meeting,
        Tied("1", "e", "Suspect"),
        Tied("2", "e", "Người bị hại"),
        Tied("1", "m", "Attended"),
    )
    assert (only(found[3]).table, only(found[3]).values["opened"]) == ("cases", "2024-04-01")
    assert only(found[4]).table == "entities"
    assert [only(found[row]).values.get("role") for row in (5, 6)] == ["suspect", "victim"]
    assert only(found[7]).values["kind"] == "met"


def test_what_is_no_chart_or_no_xml_is_said(tmp_path: Path) -> None:
    path = tmp_path / "chart.anx"
    path.write_text("<html><body>not found</body></html>", encoding="utf-8")
    assert not IMPORTER.recognises(path)
    path.write_text("<!DOCTYPE Chart [<!ENTITY a 'b'>]><Chart><ChartItem Label='&a;'/></Chart>", encoding="utf-8")
    with pytest.raises(NetLensError, match="document type"):
        read(path)
    path.write_text("<Chart><ChartItemCollection><ChartItem Id='1' Label='x'/>", encoding="utf-8")
    with pytest.raises(NetLensError, match="damaged"):
        read(path)
    path.write_text(
        "<Chart><ChartItemCollection><ChartItem Label='x'/></ChartItemCollection></Chart>", encoding="utf-8"
    )
    assert [one.code for one in read(path)[1] if isinstance(one, Issue)] == ["no_item"]


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=12)
types = st.sampled_from(
    ["Person", "Điện thoại", "Bank Account", "Xe", "Company", "Meeting", "Vụ án", "Nạn nhân", "Widget", ""]
)
ties = st.sampled_from(
    ["Uses", "Call", "Payment", "Suspect", "Vợ chồng", "Recruited by", "Nhấc", "", "Attended", "Owner"]
)
arrows = st.sampled_from(["ArrowOnHead", "ArrowOnTail", "ArrowOnBoth", "ArrowNone"])
dates = st.sampled_from(
    [{}, {"DateTime": "2024-02-10T08:15:30", "DateSet": "true"}, {"DateTime": "nonsense", "TimeSet": "true"}]
)
shown = st.builds(
    Shown,
    st.sampled_from("abcdefg"),
    types,
    names,
    names,
    st.sampled_from(["Icon", "Event", "Theme", "TextBlock"]),
    st.dictionaries(st.sampled_from(["Role", "Date of Birth", "Phone Number", "Amount"]), names, max_size=2),
    item=dates,
)
tied = st.builds(
    Tied,
    st.sampled_from("abcdefgz"),
    st.sampled_from("abcdefgz"),
    ties,
    names,
    arrows,
    attributes=st.dictionaries(st.sampled_from(["Amount", "Count", "Until"]), names, max_size=2),
    item=dates,
)


charts = st.builds(
    Chart,
    st.lists(shown | tied, min_size=1, max_size=14),
    st.booleans(),
    st.booleans(),
    st.integers(1, 3),
    st.sampled_from(["first", "last"]),
)
fixture = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=40, deadline=None, suppress_health_check=fixture)
@given(charts)
def test_any_chart_gives_every_item_what_it_may_become(tmp_path: Path, chart: Chart) -> None:
    found = read(chart.write(tmp_path / "any.anx"))
    assert sorted(found) == list(range(1, len(chart.items) + 1))
    for row, item in enumerate(chart.items, 1):
        tables = {one.table if isinstance(one, CaseRecord) else one.code for one in found[row]}
        if isinstance(item, Tied):
            assert tables <= {"calls", "payments", "identifiers", "involvements", "links", "absent_end", "text_end"}
        else:
            assert tables <= {"persons", "cases", "entities", "involvements", "other_line"}


@settings(max_examples=6, deadline=None, suppress_health_check=fixture)
@given(charts)
def test_any_chart_is_accounted_for(tmp_path: Path, chart: Chart) -> None:
    path, case = chart.write(tmp_path / "any.anx"), tmp_path / "any.netlens"
    case.unlink(missing_ok=True)
    Case.create(case, KEY).close()
    if all(getattr(one, "code", "") == "other_line" for row in read(path).values() for one in row):
        return  # texts alone are nothing to import
    (file,) = finish(import_files(case, KEY, [path], [IMPORTER], dates="dmy", extra={"text": "keep"})).files
    assert file.rows_read + file.other_lines == len(chart.items)
    assert file.rows_read == file.rows_used + file.rows_merged + file.rows_rejected
