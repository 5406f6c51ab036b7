"""Keys: whose P0001 it is, what contradicts it, and which word on a tie stands."""

from pathlib import Path

import pytest
from intake_batch import Intake, sums

from netlens.errors import NetLensError

AN = "person_id,full_name,birth_date\nP1,Nguyễn Văn An,1980-01-02\n"
HOA = "person_id,full_name,birth_date\nP1,Lê Thị Hoa,1980-01-02\n"


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path)


def test_another_registers_p1_is_another_person(intake: Intake) -> None:
    intake.take(persons=AN)
    intake.take({"register": "LC"}, persons=HOA)
    assert intake.rows("persons", "record_id", "name") == [
        ("persons:LC/P1", "Lê Thị Hoa"),
        ("persons:main/P1", "Nguyễn Văn An"),
    ]
    roles = {"cases": "case_id\nC1\n", "involvements": "case_id,person_id,role\nC1,P1,suspect\n"}
    intake.take({"register": "LC"}, **roles)
    with intake.case() as case:
        assert case.record_id(case.table("involvements").person[0]) == "persons:LC/P1"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [(HOA, "full_name", "Lê Thị Hoa"), (AN.replace("1980-01-02", "1981"), "birth_date", "1981")],
)
def test_a_contradiction_stops_the_import_with_the_ways_out_and_without_names(
    intake: Intake, text: str, field: str, value: str
) -> None:
    intake.take(persons=AN)
    with pytest.raises(NetLensError) as stop:
        intake.take(persons=text)
    said = str(stop.value)
    for part in ("persons.csv, row 2", field, "P1", "register main", "--register", "--update"):
        assert part in said
    assert value not in said, "the person may be a victim: the rows that would say so are not read yet"
    assert "Nguyễn Văn An" not in said
    assert intake.rows("persons", "name", "birth_date") == [("Nguyễn Văn An", "1980-01-02")]
    assert len(intake.rows("imports", "id")) == 1


def test_a_contradiction_inside_one_batch_stops_it_too(intake: Intake) -> None:
    with pytest.raises(NetLensError, match="row 3: full_name of P1"):
        intake.take(persons=AN + "P1,Lê Thị Hoa,1980-01-02\n")


@pytest.mark.parametrize(
    "row", ["P1,NGUYEN VAN AN,1980", "P1,Nguyễn Văn An,không rõ", "P1,,", "P1,Nguyễn Văn An,mùa mưa"]
)
def test_another_spelling_and_less_exact_dates_contradict_nothing(intake: Intake, row: str) -> None:
    intake.take(persons=AN)
    intake.take(persons=f"person_id,full_name,birth_date\n{row}\n")
    assert intake.rows("persons", "name", "birth_date") == [("Nguyễn Văn An", "1980-01-02")]


def test_update_takes_the_new_values_and_keeps_the_old_with_their_source(intake: Intake) -> None:
    intake.take(persons=AN)
    ledger = intake.take({"update": True}, persons=HOA)
    assert dict(ledger.files[0].flags) == {"changed": 1}
    assert intake.rows("persons", "name") == [("Lê Thị Hoa",)]
    with intake.case() as case:
        person = case.table("persons").id[0]
        assert {(field, value) for field, value, *_place in case.conflicts(person)} == {
            ("full_name", "Nguyễn Văn An"),
            ("full_name", "Lê Thị Hoa"),
        }
    assert sums(intake.take(persons=AN)) == [(1, 0, 1, 0)], "the old word again is no news"
    intake.withdraw(ledger)
    assert intake.rows("persons", "name") == [("Nguyễn Văn An",)]


def test_other_differences_are_flagged_and_the_first_word_stands(intake: Intake) -> None:
    intake.take(persons="person_id,ethnicity\nP1,Tày\n", cases="case_id,title,status\nC1,Vụ 1,investigating\n")
    ledger = intake.take(persons="person_id,ethnicity\nP1,Nùng\n", cases="case_id,title,status\nC1,Vụ A,tried\n")
    assert [dict(file.flags) for file in ledger.files] == [{"changed": 1, "differs": 1}, {"differs": 1}]
    assert intake.rows("persons", "ethnicity") == [("Tày",)]
    assert intake.rows("cases", "title", "status") == [("Vụ 1", "tried")], "proceedings move on"


def test_an_involvement_is_one_and_its_newest_word_stands(intake: Intake) -> None:
    head = "case_id,person_id,role,functions,stage\n"
    first = {"persons": AN, "cases": "case_id\nC1\n", "involvements": head + "C1,P1,suspect,recruiter,charged\n"}
    intake.take(**first)
    second = intake.take(involvements=head + "C1,P1,suspect,,acquitted\n")
    assert sums(second) == [(1, 1, 0, 0)]
    assert dict(second.files[0].flags) == {"changed": 1}
    assert intake.links()["involvement"] == 1
    assert intake.rows("involvements", "stage", "functions") == [("acquitted", ["RecruiterOrIntermediary"])]
    again = intake.take(**first)
    assert [row[1] for row in sums(again)] == [0, 0, 0], "an older dump does not turn it back"
    assert intake.rows("involvements", "stage") == [("acquitted",)]
    intake.withdraw(second)
    assert intake.rows("involvements", "stage") == [("charged",)]


def test_the_newest_word_of_one_batch_stands(intake: Intake) -> None:
    roles = "case_id,person_id,role,stage,since\nC1,P1,suspect,wanted,2020\nC1,P1,suspect,arrested,\nC1,P1,victim,,\n"
    ledger = intake.take(persons=AN, cases="case_id\nC1\n", involvements=roles)
    assert sums(ledger)[-1] == (3, 3, 0, 0)
    assert intake.rows("involvements", "role", "stage", "since") == [
        ("suspect", "arrested", "2020"),
        ("victim", "", ""),
    ]


def test_a_poorer_word_on_a_known_involvement_is_merged(intake: Intake) -> None:
    full = "case_id,person_id,role,stage\nC1,P1,suspect,charged\n"
    intake.take(persons=AN, cases="case_id\nC1\n", involvements=full)
    poor = intake.take(involvements="case_id,person_id,role\nC1,P1,Nghi phạm\n")
    assert sums(poor) == [(1, 0, 1, 0)]
    assert intake.rows("involvements", "stage") == [("charged",)]
