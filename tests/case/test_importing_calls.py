"""One call stands in the records of both its parties, and in every dump that overlaps: it counts once."""

from pathlib import Path

import pytest
from intake_batch import Intake, sums

from netlens.case.intake.standing import TOLERANCE

# What a database writes for "no date", and what a slip of the keys makes.
NEVER = ("0000-00-00T00:00:00", "9999-99-99T00:00:00", "2022-03-07T25:61:61")
HEAD = "caller,callee,start,seconds,kind\n"


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path)


def call(second: int, caller: str = "0912345678", callee: str = "0987654321", kind: str = "voice") -> str:
    return f"{caller},{callee},2022-03-07 21:04:{second:02d},33,{kind}\n"


def test_the_same_call_within_the_tolerance_counts_once(intake: Intake) -> None:
    rows = call(10) + call(10 + TOLERANCE) + call(10 + TOLERANCE + 1) + call(10, "+84987654321", "84912345678")
    assert sums(intake.take(calls=HEAD + rows)) == [(4, 3, 1, 0)]
    assert intake.links() == {"called": 3}


def test_calls_of_two_kinds_are_two(intake: Intake) -> None:
    assert sums(intake.take(calls=HEAD + call(10) + call(11, kind="SMS") + call(12, kind="MT"))) == [(3, 2, 1, 0)]


def test_overlapping_dumps_count_once_whatever_their_order(intake: Intake) -> None:
    first, second = HEAD + call(10) + call(30) + call(50), HEAD + call(31) + call(52) + call(55)
    intake.take(calls=first)
    assert sums(intake.take(calls=second)) == [(3, 0, 3, 0)], "55 is within five seconds of 50"
    for dump in (first, second):
        assert sums(intake.take(calls=dump)) == [(3, 0, 3, 0)]
    assert intake.links() == {"called": 3}


def test_a_dump_whose_dates_settle_late_comes_again_without_news(intake: Intake) -> None:
    late = HEAD + "".join(
        f"0912345678,0987654321,{day}/2022 21:04:1{n},3,voice\n" for n, day in enumerate(["04/05", "04/05", "23/05"])
    )
    first = intake.take(calls=late)
    assert sums(first) == [(3, 2, 1, 0)]
    assert sums(intake.take(calls=late)) == [(3, 0, 3, 0)]
    assert sums(intake.take(calls=HEAD + "0912345678,0987654321,2022-05-04T21:04:10,3,voice\n")) == [(1, 0, 1, 0)]


def test_withdrawing_the_first_dump_lets_the_second_count(intake: Intake) -> None:
    first = intake.take(calls=HEAD + call(10) + call(30))
    intake.take(calls=HEAD + call(31))
    intake.withdraw(first)
    assert intake.rows("calls", "start") == [("2022-03-07T21:04:31",)]
    assert sums(intake.take(calls=HEAD + call(10) + call(30))) == [(2, 1, 1, 0)]


def test_a_time_without_seconds_is_no_mark_of_one_call(intake: Intake) -> None:
    rows = "".join(f"0912345678,0987654321,2022-03-07,{seconds},\n" for seconds in (10, 20, 20))
    assert sums(intake.take(calls=HEAD + rows)) == [(3, 2, 1, 0)]


def test_numbers_that_cannot_be_read_still_call(intake: Intake) -> None:
    ledger = intake.take(
        calls=HEAD + "ẩn số,0912345678,2022-03-07 21:04:10,00:01:05,\n0912345678,,2022-03-07 21:04:10,,\n"
    )
    assert sums(ledger) == [(2, 1, 0, 1)]
    assert dict(ledger.files[0].flags) == {"bad_phone": 1}
    assert intake.rows("calls", "seconds") == [(65,)]


def test_a_time_that_never_was_is_kept_as_written_and_marks_no_call(intake: Intake) -> None:
    rows = "".join(f"0912345678,0987654321,{when},{n},\n" for n in (1, 2) for when in NEVER)
    ledger = intake.take(calls=HEAD + rows)
    assert sums(ledger) == [(6, 6, 0, 0)]
    assert sum(ledger.files[0].flags.values()) == 6, ledger.files[0].flags
    assert sums(intake.take(calls=HEAD + rows + call(10))) == [(7, 1, 6, 0)]
