"""Where the sources disagree: both values, with the rows that said them, and which of them stands."""

from pathlib import Path

import pytest
from intake_batch import Intake

from netlens.case import disagreements
from netlens.case.records import Source


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path)


def told(intake: Intake, record: str) -> dict[tuple[str, str], list[tuple[str, str, int, bool]]]:
    """(field, beside) → (value, file, row, stands) of each."""
    with intake.case() as case:
        entity = case.by_record_id(record)
        assert entity is not None
        return {
            (one.field, case.record_id(one.beside) if one.beside >= 0 else ""): [
                (said.value, case.as_written(Source(said.file, said.row)).file, said.row, said.stands)
                for said in one.said
            ]
            for one in disagreements.of(case, entity)
        }


def test_a_register_sent_again_shows_both_values_with_their_rows(intake: Intake) -> None:
    first = {
        "persons": "person_id,full_name,birth_date,ethnicity\nP1,Nguyễn Văn An,1980,Tày\n",
        "cases": "case_id,title,status,province\nC1,Vụ 1,investigating,Lào Cai\n",
        "involvements": "case_id,person_id,role,stage\nC1,P1,suspect,charged\n",
        "routes": "route_id,stop,place,mode\nR1,1,Bản Phiệt,foot\n",
        "reports": "report_id,received,channel,outcome\nB1,2022-02-01,hotline,mở hồ sơ\n",
    }
    again = {
        "persons": "person_id,full_name,birth_date,ethnicity\nP1,NGUYEN VAN AN,1980-05-01,Nùng\n",
        "cases": "case_id,title,status,province\nC1,Vụ 1,tried,Lai Châu\n",
        "involvements": "case_id,person_id,role,stage\nC1,P1,suspect,convicted\n",
        "routes": "route_id,stop,place,mode\nR1,1,Bản Phiệt,car\n",
        "reports": "report_id,received,channel,outcome\nB1,2022-02-01,embassy,chuyển\n",
    }
    intake.take(**first)
    ledger = intake.take({"update": True}, **again)
    stage = [("charged", "involvements.csv", 2, False), ("convicted", "involvements.csv", 2, True)]
    assert told(intake, "persons:P1") == {
        ("ethnicity", ""): [("Tày", "persons.csv", 2, False), ("Nùng", "persons.csv", 2, True)],
        ("stage", "cases:C1"): stage,
    }, "another spelling and a date that is only more exact disagree with nothing"
    assert told(intake, "cases:C1") == {
        ("status", ""): [("investigating", "cases.csv", 2, False), ("tried", "cases.csv", 2, True)],
        ("province", ""): [("Lào Cai", "cases.csv", 2, False), ("Lai Châu", "cases.csv", 2, True)],
        ("stage", "cases:C1"): stage,
    }
    assert told(intake, "routes:R1") == {
        ("mode", "place:ban phiet"): [("foot", "routes.csv", 2, False), ("car", "routes.csv", 2, True)]
    }
    assert {field for field, _beside in told(intake, "reports:B1")} == {"channel", "outcome"}
    flags = {file.name: dict(file.flags) for file in ledger.files}
    assert flags == {
        "persons.csv": {"changed": 1}, "cases.csv": {"changed": 2}, "involvements.csv": {"changed": 1},
        "routes.csv": {"changed": 1}, "reports.csv": {"changed": 2},
    }  # fmt: skip
    intake.withdraw(ledger)
    for record in ("persons:P1", "cases:C1", "routes:R1", "reports:B1"):
        assert told(intake, record) == {}


def test_what_was_carried_over_is_said_by_the_row_that_said_it(intake: Intake) -> None:
    head = "case_id,person_id,role,functions,stage\n"
    intake.take(
        persons="person_id\nP1\n", cases="case_id\nC1\n", involvements=head + "C1,P1,suspect,recruiter,charged\n"
    )
    intake.take(involvements=head + "C1,P1,suspect,,tried\n")
    found = told(intake, "persons:P1")
    assert list(found) == [("stage", "cases:C1")], "the newer row says nothing of the functions"
