"""What a checker written from the designs alone found wrong with whole rows."""

from pathlib import Path

import pytest
from intake_batch import Intake

from netlens.case.lookup import look_up
from netlens.errors import NetLensError


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


def test_a_date_that_says_more_fills_in_what_is_known(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    intake.take(persons="person_id,full_name,birth_date\nP1,Lò Thị Mẩy,1991\nP2,Vàng A Páo,05/1992\n")
    ledger = intake.take(persons="person_id,full_name,birth_date\nP1,Lò Thị Mẩy,15/04/1991\nP2,Vàng A Páo,1992\n")
    assert intake.rows("persons", "key", "birth_date") == [("P1", "1991-04-15"), ("P2", "1992-05")]
    assert (ledger.files[0].rows_used, ledger.files[0].rows_merged) == (1, 1)
    with pytest.raises(NetLensError, match="birth_date of P1"):  # before, any day of 1991 would have passed
        intake.take(persons="person_id,full_name,birth_date\nP1,Lò Thị Mẩy,16/04/1991\n")
    intake.withdraw(ledger)
    assert intake.rows("persons", "key", "birth_date") == [("P1", "1991"), ("P2", "1992-05")]


def test_an_update_never_makes_a_date_less_exact(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    intake.take(persons="person_id,full_name,birth_date\nP1,Lò Thị Mẩy,15/04/1991\n")
    intake.take({"update": True}, persons="person_id,full_name,birth_date\nP1,Lò Thị Mận,1991\n")
    assert intake.rows("persons", "name", "birth_date") == [("Lò Thị Mận", "1991-04-15")]


@pytest.mark.parametrize("made", ["utf-32", "utf-16", "garbled", "ended as in DOS"])
def test_a_table_is_read_whole_however_its_letters_came(tmp_path: Path, made: str) -> None:
    text = "Mã người,Họ và tên,Tỉnh\r\nP1,Lò Thị Mẩy,Hà Giang\r\nP2,Vàng A Páo,Điện Biên\r\n"
    path = tmp_path / "persons.csv"
    if made == "garbled":  # UTF-8 taken for Latin-1, and saved as UTF-8 again: the headings too
        path.write_text(text.encode("utf-8").decode("latin-1"), encoding="utf-8", newline="")
    elif made == "ended as in DOS":
        path.write_bytes(text.encode("utf-8") + b"\x1a")
    else:
        path.write_bytes(text.encode(made))
    intake = Intake(tmp_path)
    ledger = intake.take_files([path])
    assert (ledger.files[0].rows_read, ledger.files[0].rows_used) == (2, 2)
    assert intake.rows("persons", "key", "name", "province") == [
        ("P1", "Lò Thị Mẩy", "Hà Giang"),
        ("P2", "Vàng A Páo", "Điện Biên"),
    ]


def test_the_name_before_an_update_is_known(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    intake.take({"register": "HG"}, persons="person_id,full_name\nP1,Nguyễn Văn Sơn\n")
    ledger = intake.take({"register": "HG", "update": True}, persons="person_id,full_name\nP1,Lê Văn Tám\n")
    intake.take({"register": "LC"}, persons="person_id,full_name\nP1,Vàng A Páo\n")
    with intake.case() as case:
        found = {term: [one.label for one in look_up(case, term)] for term in ("nguyen van son", "Lê Văn Tám", "HG/P1")}
    assert found == {"nguyen van son": ["Lê Văn Tám"], "Lê Văn Tám": ["Lê Văn Tám"], "HG/P1": ["Lê Văn Tám"]}
    intake.withdraw(ledger)
    with intake.case() as case:
        assert [one.label for one in look_up(case, "Lê Văn Tám")] == []


def test_a_grade_of_no_scheme_is_flagged(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    ledger = intake.take(
        persons="person_id\nP1\nP2\n",
        links="a,b,kind,directed,grade_source,grade_info\n"
        "P1,P2,met,v,B,2\nP1,P2,family,ko,tin cậy,\nP1,P2,paid,-,2-C-P,\n",
    )
    assert ledger.files[1].flags == {"unknown_grade": 1}
    assert intake.rows("links", "kind", "directed", "grade") == [
        ("family", False, "tin cậy"),
        ("met", True, "B/2"),
        ("paid", True, "2-C-P"),
    ]


def test_an_account_is_known_without_its_bank_and_a_gate_with_its_rank(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    intake.take(
        persons="person_id,accounts,passport\nP1,bank:VCB 0011001234567,C1234567\n",
        crossings="document,gate,when\nC1234567,Mộc Bài,2022-03-16\n",
    )
    with intake.case() as case:
        found = {
            term: [one.record for one in look_up(case, term)] for term in ("0011 0012 34567", "1234567", "CK Moc Bai")
        }
    assert found == {
        "0011 0012 34567": ["account:bank:VCB 0011001234567"],
        "1234567": [],  # never by a part
        "CK Moc Bai": ["place:moc bai"],
    }
