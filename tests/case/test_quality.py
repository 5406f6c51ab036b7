"""The report on the records' quality: every kind of problem is found, told of nobody, mended where it can be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from intake_batch import Intake

from netlens.case.case import Case
from netlens.case.edits.imports import WithdrawImport
from netlens.case.quality.problem import Problem, Report
from netlens.case.quality.report import correct, look
from netlens.case.quality.shown import shown_value
from netlens.errors import NetLensError
from netlens.report.intake.quality import lines, report_json

MESSY = {
    "persons": "person_id,full_name,sex,birth_date,nationality,province,id_number,phones,address,Mã lưu\n"
    "P01,Lê Văn Một,nam,1980,VN,Hà Gingg,001080000001,O912345678,,x1\n"
    "P02,Lê Thị Hai,nữ,1990-05-05,VN,Hà Gingg,00l190000002,0912345671 + 0912345672,,x2\n"
    "P03,Lê Văn Ba,nam,1890,VN,Hà Giang,001190000003,438251234,,\n"
    'P04,Lê Văn Bốn,nam,12/2031,VN,Hà Giang,12345,"8,49E+10",,\n'
    "P05,Lê Văn Năm,nam,1985 hay 86,VN,Xứ Mường,x001085000005y,zalo 0912345675 viber,,\n"
    "P06,Lê Văn Sáu,nam,25/06/2531,VN,Hà Giang,,1234567,,\n"
    "P07,Trần Văn Bảy,nam,1970-01-01,VN,Hà Giang,,0900000001; 912345699; 01231234567,,\n"
    "P08,Trần Văn Bảy,nam,1970-01-01,VN,Hà Giang,,0900000001,,\n"
    "P09,Người Chín,nam,,VN,,,0900000001,,\n"
    "P10,Người Mười,nam,,VN,,,0900000001,,\n"
    "P12,Người Mười Hai,nam,,VN,,,0900000001; xyz,,\n"
    "P13,Nguyễn Thị Kín,nữ,2001,VN,Hà Giang,,O900000001,,\n",
    "cases": "case_id,opened,status,offence\nC1,2022-01-05,dang dieu tr,150\nC2,1975-01-01,tried,150\nC3,,tried,150\n",
    "involvements": "case_id,person_id,role,stage,since,until\n"
    "C1,P01,offender,bi bt giu,2021,2020\nC1,P02,suspect,xyzzy,,\nC2,P04,offender,,,\nC2,P13,victim,,,\n"
    "C9,P01,offender,,,\nC1,P99,offender,,,\nC1,P03,chef,,,\nC1,P01,offender,bi bt giu,2021,2020\n",
    "calls": "caller,callee,start\n0912345678,0912345678,2022-01-01 10:00:00\n",
    "identifiers": "person_id,kind,value\nP07,document,001070000007\nP03,document,001070000007\n",
    "links": "a,b,kind,amount\nP01,P03,paid,500000\n",
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    intake = Intake(tmp_path)
    intake.take(None, **MESSY)
    with intake.case() as case:
        yield case


def found(report: Report) -> dict[str, Problem]:
    return {one.name: one for one in report.problems}


def test_every_kind_is_found_with_its_rows(case: Case) -> None:
    report = look(case)
    rows = {name: problem.rows for name, problem in found(report).items()}
    expected = {
        "phone_letters": 2, "phone_several": 1, "phone_zero": 1, "digits_lost": 1, "phone_zero_put_back": 1,
            "phone_of_eleven": 1, "phone_words": 1,
        "phone_short": 1, "phone_unclear": 1, "id_letters": 1, "id_length": 1, "id_words": 1, "id_sex": 1,
        "date_year": 1, "date_buddhist": 1, "date_future": 1, "too_old": 1, "born_after_case": 2,
        "until_before_since": 1, "word.persons.province.hagingg": 2, "word.persons.province.xumuong": 1,
        "word.cases.status.dangdieutr": 1, "word.involvements.stage.bibtgiu": 2, "word.involvements.stage.xyzzy": 1,
        "rejected.unknown_case": 1, "rejected.unknown_person": 1, "rejected.unknown_role": 1, "said_twice": 1,
        "to_itself": 1, "alike": 2, "document_of_two": 2, "case_without_person": 1, "person_without_case": 8,
        "unmapped.persons.maluu": 2, "no_currency": 1,
    }  # fmt: skip
    assert {name: rows.get(name) for name in expected} == expected
    assert report.problems[0].severity in ("lost", "wrong")
    notes = [one.severity == "note" for one in report.problems]
    assert notes == sorted(notes)


def test_each_fix_takes_its_problem_away_and_undoing_brings_it_back(case: Case) -> None:
    before = found(look(case))
    fixes = [name for name, problem in before.items() if problem.fix is not None]
    assert len(fixes) >= 12
    undo = []
    for name in fixes:
        undo.append(case.apply(correct(case, name)))
        assert name not in found(look(case)), name
    persons = case.table("persons").set_index("key")
    assert persons.loc["P01"].province == "Hà Giang"
    assert persons.loc["P05"].birth_date == "1985"
    assert persons.loc["P06"].birth_date == "1988-06-25"
    assert persons.loc["P05"].id_number == "001085000005"
    held = {case.ref(thing).key for thing in case.table("holdings").thing}
    assert {"+84912345678", "+84912345671", "+84912345672", "+842438251234", "001190000002"} <= held
    assert not {"O912345678", "0912345671 + 0912345672", "00l190000002"} & held
    assert case.table("involvements").stage.tolist()[0] == "arrested"
    for edit in reversed(undo):
        case.apply(edit)
    assert found(look(case)) == before


def test_a_word_nobody_can_guess_is_taken_for_a_code_somebody_chose(case: Case) -> None:
    case.apply(correct(case, "word.involvements.stage.xyzzy=charged"))
    assert case.table("involvements").stage.tolist()[1] == "charged"
    for name in ("word.involvements.stage.bibtgiu=nonsense", "phone_zero=arrested", "nothing", "phone_short"):
        with pytest.raises(NetLensError):
            correct(case, name)


def test_nothing_of_protected_people_is_told(case: Case) -> None:
    report = look(case)
    letters = found(report)["phone_letters"]
    assert [shown_value(case, place) for place in letters.places] == ["O912345678", "[hidden]"]
    told = "\n".join(lines(case, report)) + repr(report_json(case, report))
    assert "O900000001" not in told
    assert "Kín" not in told


def test_text_for_an_old_font_is_read_afterwards(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    persons = "person_id,full_name\nP1,NguyÔn V¨n §øc\nP2,TrÇn ThÞ Ngäc\nP3,Nguyễn Văn Đức\n"
    intake.take({"extra": {"text": "keep"}}, persons=persons)
    with intake.case() as case:
        before = case.table("persons").name.tolist()
        back = case.apply(correct(case, "legacy_font"))
        assert case.table("persons").name.tolist() == ["Nguyễn Văn Đức", "Trần Thị Ngọc", "Nguyễn Văn Đức"]
        assert set(case.table("entities").label) == {"Nguyễn Văn Đức", "Trần Thị Ngọc"}
        case.apply(back)
        assert case.table("persons").name.tolist() == before


def test_withdrawing_the_import_takes_its_problems_with_it(case: Case) -> None:
    back = case.apply(correct(case, "phone_letters"))
    case.apply(WithdrawImport(1))
    assert look(case).problems == ()
    case.apply(back)


def test_the_wrong_rows_are_counted_once(case: Case) -> None:
    report = look(case)
    assert report.rows == 27
    assert 20 <= report.rows_touched <= report.rows


def test_births_to_come_go_back_a_century_and_ties_without_a_grade_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netlens.case.values.date.SHORT_YEAR_TURN", 99)  # in the future, whenever this runs
    intake = Intake(tmp_path)
    persons = "person_id,full_name,birth_date\nP1,Lê Văn Một,29/02/96\nP2,Lê Văn Hai,25/06/2091\n"
    intake.take(None, persons=persons, links="a,b,kind,grade_source,grade_info\nP1,P2,met,B,2\nP1,P2,family,,\n")
    with intake.case() as case:
        problems = found(look(case))
        assert [place.value for place in problems["date_future"].places] == ["2096-02-29", "2091-06-25"]
        assert [place.row for place in problems["ungraded"].places] == [3]
        case.apply(correct(case, "date_future"))
        assert case.table("persons").birth_date.tolist() == ["1996-02-29", "2091-06-25"]  # four digits were meant
