"""Day or month first is decided for a whole column, or asked."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_batch import Intake

from netlens.case.intake.dates import Orders, read
from netlens.case.values import date
from netlens.errors import NetLensError


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path)


def born(*days: str) -> str:
    return "person_id,birth_date\n" + "".join(f"P{n},{day}\n" for n, day in enumerate(days))


@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        (("03/04/1980", "13/04/1980", "05/06/1980"), ["1980-04-03", "1980-04-13", "1980-06-05"]),
        (("03/04/1980", "04/13/1980", "05/06/1980"), ["1980-03-04", "1980-04-13", "1980-05-06"]),
        (("03/03/1980", "1980", "1980-05-06"), ["1980-03-03", "1980", "1980-05-06"]),
    ],
)
def test_one_telling_date_decides_the_column(intake: Intake, days: tuple[str, ...], read_as: list[str]) -> None:
    intake.take(persons=born(*days))
    assert [row[1] for row in intake.rows("persons", "key", "birth_date")] == read_as


@pytest.mark.parametrize("days", [("03/04/1980", "05/06/1980"), ("13/04/1980", "04/13/1980", "05/06/1980")])
def test_a_column_that_does_not_tell_stops_the_import_and_names_the_option(
    intake: Intake, days: tuple[str, ...]
) -> None:
    with pytest.raises(NetLensError) as stop:
        intake.take(persons=born(*days))
    for part in ("persons.csv", "birth_date", "--dates dmy", "--dates mdy"):
        assert part in str(stop.value)
    assert intake.rows("imports", "id") == []


@pytest.mark.parametrize(("order", "first"), [("dmy", "1980-04-03"), ("mdy", "1980-03-04")])
def test_the_option_decides(intake: Intake, order: str, first: str) -> None:
    intake.take({"dates": order}, persons=born("03/04/1980", "05/06/1980"))
    assert intake.rows("persons", "key", "birth_date")[0] == ("P0", first)


def test_columns_and_files_decide_each_for_itself(intake: Intake) -> None:
    cases = "case_id,opened\nC1,04/13/2020\nC2,03/04/2020\n"
    intake.take(persons=born("13/04/1980", "03/04/1980"), cases=cases)
    assert intake.rows("persons", "birth_date") == [("1980-04-03",), ("1980-04-13",)]
    assert intake.rows("cases", "opened") == [("2020-03-04",), ("2020-04-13",)]


def test_one_slip_in_fifty_is_flagged_in_its_row(intake: Intake) -> None:
    ledger = intake.take(persons=born(*["13/04/1980"] * 60, "04/13/1980"))
    assert dict(ledger.files[0].flags) == {"date_order": 1}


def test_a_column_that_changes_its_mind_late_stops_the_import(intake: Intake) -> None:
    with pytest.raises(NetLensError, match="both orders occur"):
        intake.take(persons=born(*["13/04/1980"] * 5, *["04/13/1980"] * 5))


days = st.dates(min_value=date.date(1890, 1, 1), max_value=date.date(2110, 12, 31))
signs = st.sampled_from("/.- ")
clocks = st.sampled_from(
    ["", " 21:04:10", " 00:00:00", "T21:04:10", " 21:04", " 9:04", " 24:00:00", "T00:00:00", " 21h04"]
)
forms = st.sampled_from(["{d:02}{s}{m:02}{s}{y}", "{y}{s}{m:02}{s}{d:02}", "{m:02}{s}{d:02}{s}{y}", "{d}{s}{m}{s}{y}"])


@given(days, signs, clocks, forms, st.sampled_from(["dmy", "mdy"]))
def test_the_short_way_reads_what_the_long_way_reads(
    day: date.date, sign: str, clock: str, form: str, order: str
) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year, s=sign) + clock
    assert read(text, order) == date.clean(text, order)


@given(st.lists(st.sampled_from(["03/04/1980", "13/04/1980", "04/13/1980", "1980", "03/03/1980"]), max_size=130))
def test_the_order_told_row_by_row_is_that_of_the_whole_column(written: list[str]) -> None:
    orders = Orders("x.csv")
    for text in written:
        orders.note(("", "persons", "birth_date"), text)
    whole = date.order(written)
    try:
        orders.settle()
    except NetLensError:
        first = next(text for text in written if text in ("13/04/1980", "04/13/1980")) if whole != "undecidable" else ""
        assert not first or date.order([first]) != whole, "only a column that began with its slips is asked about"
    else:
        assert orders.order(("", "persons", "birth_date")) == whole


BY_COLUMN = """name = "A partner's calls"
dates = "dmy"

[[sheet]]
dates = { "Started" = "mdy" }
zones = { "Started" = "+08:00" }

[[sheet.record]]
table = "calls"
fields = { caller = "From", callee = "To", start = "Started" }

[[sheet]]
[[sheet.record]]
table = "persons"
fields = { person_id = "Id", birth_date = "Born" }
"""


def test_a_mapping_states_order_and_clock_of_a_column(intake: Intake, tmp_path: Path) -> None:
    mapping = tmp_path / "partner.toml"
    mapping.write_text(BY_COLUMN, encoding="utf-8")
    calls = "From,To,Started\n0912345678,0987654321,03/04/2022 21:30:00\n0912345678,0987654321,03/05/2022 00:30:00\n"
    persons = "Id,Born\nP1,03/04/1980\nP2,05/06/1981\n"
    intake.take({"mapping": mapping}, a=calls, b=persons)
    assert [row[0] for row in intake.rows("calls", "start")] == ["2022-03-04T20:30:00", "2022-03-04T23:30:00"]
    assert intake.rows("persons", "key", "birth_date") == [("P1", "1980-04-03"), ("P2", "1981-06-05")]


def test_years_from_the_buddha_are_read_in_files_with_thai_letters_only(intake: Intake) -> None:
    rows = "person_id,full_name,birth_date\nP1,Somchai,05/03/2528\nP2,สมหญิง รักดี,06/04/2530\nP3,Vorn,2531-13-01\n"
    ledger = intake.take({"dates": "dmy"}, persons=rows)
    assert [row[1] for row in intake.rows("persons", "key", "birth_date")][:2] == ["1985-03-05", "1987-04-06"]
    assert ledger.files[0].flags["buddhist_era"] == 2
    ledger = intake.take({"dates": "dmy"}, persons="person_id,birth_date\nP8,05/03/2528\nP9,13/03/1985\n")
    assert ledger.files[0].flags == {"date_out_of_range": 1}
