"""What a checker written from the designs alone found wrong with whole rows."""

from pathlib import Path

from intake_batch import Intake


def test_a_sum_that_is_none_names_no_currency(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    intake.take(
        persons="person_id\nP1\nP2\n",
        payments="payer,payee,amount,when\nP1,P2,abc,2022-03-16\nP1,P2,3 PHP,2022-03-17\n",
    )
    assert intake.rows("payments", "currency") == [("PHP",), ("VND",)]


def test_a_question_mark_is_no_code(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    ledger = intake.take(persons="person_id,sex\nP1,?\nP2,-\nP3,không rõ\nP4,qua\n")
    assert intake.rows("persons", "key", "sex") == [("P1", ""), ("P2", ""), ("P3", "unknown"), ("P4", "qua")]
    assert ledger.files[0].flags == {"unknown_code": 1}
