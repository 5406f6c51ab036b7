"""Dates: as exact as written; what is not understood stays."""

import pytest

from netlens.case.values import date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022-03-07", "2022-03-07"),
        ("2022-03-07 21:04:10", "2022-03-07T21:04:10"),
        ("2022-03-07T21:04", "2022-03-07T21:04"),
        ("2022-03-07T21:04:10.123", "2022-03-07T21:04:10"),
        ("2022-03-07T21:04:10Z", "2022-03-08T04:04:10"),  # Vietnamese time
        ("2022-03-07 00:00:00", "2022-03-07"),  # how spreadsheets write a day
        ("07/03/2022", "2022-03-07"),
        ("7.3.2022", "2022-03-07"),
        ("07-03-2022 21:04:10", "2022-03-07T21:04:10"),
        ("21:04:10 07/03/2022", "2022-03-07T21:04:10"),
        ("21h04 ngày 07/03/2022", "2022-03-07T21:04"),
        ("07/03/2022 9:04:00 PM", "2022-03-07T21:04:00"),
        ("07/03/2022 12:05 AM", "2022-03-07T00:05"),
        ("2022", "2022"),
        ("1985.0", "1985"),
        ("3/2022", "2022-03"),
        ("2022-03", "2022-03"),
        ("ngày 7 tháng 3 năm 2022", "2022-03-07"),
        ("tháng 3 năm 2022", "2022-03"),
        ("sinh năm 1985", "1985"),
        ("7 Mar 2022", "2022-03-07"),
        ("March 7, 2022", "2022-03-07"),
        ("00/00/1985", "1985"),
        ("00/03/1985", "1985-03"),
        ("44627", "2022-03-07"),
        ("44627.0", "2022-03-07"),
        ("44627.877893518", "2022-03-07T21:04:10"),
        ("20220307", "2022-03-07"),
        ("07032022", "2022-03-07"),
        ("20220307210410", "2022-03-07T21:04:10"),
        ("29/02/2024", "2024-02-29"),
        ("", ""),
        ("không rõ", ""),
    ],
)
def test_dates_are_read(text: str, value: str) -> None:
    assert date.clean(text) == (value, "")


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("03/25/2022", "2022-03-25", "date_order"),
        ("07/03/22", "2022-03-07", "short_year"),
        ("07/03/85", "1985-03-07", "short_year"),
        ("31/02/2022", "31/02/2022", "bad_date"),
        ("29/02/2023", "29/02/2023", "bad_date"),
        ("07/03/2022 25:00", "07/03/2022 25:00", "bad_date"),
        ("5/0/2022", "5/0/2022", "bad_date"),
        ("khoảng Tết", "khoảng Tết", "bad_date"),
        ("1850", "1850", "date_out_of_range"),
        ("07/03/2565", "07/03/2565", "date_out_of_range"),
        ("9999-01-01", "9999-01-01", "date_out_of_range"),
    ],
)
def test_what_is_doubtful_is_flagged_and_what_is_not_understood_kept(text: str, value: str, problem: str) -> None:
    assert date.clean(text) == (value, problem)


def test_the_given_order_reads_day_and_month() -> None:
    assert date.clean("03/04/2022", "mdy") == ("2022-03-04", "")
    assert date.clean("03/04/2022", "dmy") == ("2022-04-03", "")
    assert date.clean("25/04/2022", "mdy") == ("2022-04-25", "date_order")


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["25/03/2022", "01/02/2022"], "dmy"),
        (["03/25/2022", "01/02/2022"], "mdy"),
        (["01/02/2022", "03/04/2022"], "undecidable"),
        (["25/03/2022", "03/25/2022"], "undecidable"),
        (["25/03/2022"] * 60 + ["03/25/2022"], "dmy"),
        (["05/05/2022", "2022-01-02", "2022", ""], "either"),
        ([], "either"),
        (["21:04:10 25/03/2022"], "dmy"),
    ],
)
def test_a_column_tells_its_order(values: list[str], order: str) -> None:
    assert date.order(values) == order


def test_earlier_is_for_certain_only() -> None:
    assert date.earlier("2022-03-06", "2022-03-07")
    assert date.earlier("2021", "2022-03-07")
    assert not date.earlier("2022-03", "2022-03-07")
    assert not date.earlier("2022-03-07", "2022-03-07T10:00")
    assert not date.earlier("", "2022")
