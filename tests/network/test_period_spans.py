"""Periods: whole, in order, without gaps; dates far from all others do not stretch them."""

import itertools
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.errors import NetLensError, UsageError
from netlens.network.facts.days import OPEN_START, first_days
from netlens.network.periods.spans import MOST, edges, spans, usual_range

DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("by", "codes"),
    [
        ("year", ["2021", "2022"]),
        ("half", ["2021-H2", "2022-H1"]),
        ("quarter", ["2021-Q4", "2022-Q1"]),
        ("month", ["2021-11", "2021-12", "2022-01", "2022-02"]),
        ("2", ["2021-11-15/2022-01-02", "2022-01-03/2022-02-20"]),
    ],
)
def test_periods_are_those_of_the_calendar(by: str, codes: list[str]) -> None:
    assert [one.code for one in spans("2021-11-15", "2022-02-20", by)] == codes


@given(DAYS, st.integers(0, 6000), st.sampled_from(["year", "half", "quarter", "1", "7"]))
def test_periods_cover_every_day_once(first: date, length: int, by: str) -> None:
    last = first + timedelta(length)
    made = spans(first.isoformat(), last.isoformat(), by)
    assert made[0].since <= first.isoformat()
    assert made[-1].until >= last.isoformat()
    for one, following in itertools.pairwise(made):
        assert date.fromisoformat(one.until) + timedelta(1) == date.fromisoformat(following.since)
    assert edges(made)[-1] == date.fromisoformat(made[-1].until).toordinal() + 1


def test_what_makes_no_period_is_said() -> None:
    with pytest.raises(UsageError, match="fortnight"):
        spans("2021-01-01", "2022-01-01", "fortnight")
    with pytest.raises(UsageError):
        spans("2021-01-01", "2022-01-01", "0")
    with pytest.raises(NetLensError, match=str(MOST)):
        spans("1900-01-01", "2022-01-01", "month")


def test_a_slip_of_the_pen_does_not_stretch_the_range() -> None:
    days = first_days([f"202{year}-03-{day:02}" for year in range(4) for day in range(1, 29)])
    assert usual_range(days) == ("2020-03-01", "2023-03-28")
    assert usual_range(np.concatenate([days, first_days(["1921-03-01", "2121-01-01"])])) == ("2020-03-01", "2023-03-28")
    assert usual_range(np.array([OPEN_START])) == ("", "")
    old = first_days([f"1998-0{month}-01" for month in range(1, 9)])  # an old case is history, and no slip
    assert usual_range(np.concatenate([days, old]))[0] == "1998-01-01"
