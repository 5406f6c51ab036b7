"""What becomes of a row: used, merged or rejected; and what it makes of the case."""

from pathlib import Path

import pytest
from intake_batch import Intake, reasons, sums

from netlens.case.intake.batch import Batch
from netlens.case.records import Ref, Source
from netlens.errors import NetLensError

PERSONS = "person_id,full_name,birth_date,phones\nP1,Nguyễn Văn An,1980-01-02,0912345678\nP2,Trần Thị Bé,1999,\n"
CASES = "case_id,title\nC1,Vụ 1\nC2,Vụ 2\n"


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path)


def test_a_person_and_what_they_hold(intake: Intake) -> None:
    text = (
        "person_id,full_name,sex,id_number,passport,phones,accounts,address,province,weight\n"
        "P1,Nguyễn Văn An tức An Đen,Nam,001080000001,c1234567,0912 345 678; 01234567890,"
        'zalo:0912345678;bank:VCB 001100,"Số 5, ngõ 3",ha noi,62\n'
    )
    ledger = intake.take(persons=text)
    assert sums(ledger) == [(1, 1, 0, 0)]
    with intake.case() as case:
        (person,) = case.table("persons").itertuples()
        assert (person.name, person.aliases, person.sex) == ("Nguyễn Văn An", ["An Đen"], "male")
        assert (person.province, person.extra, person.row) == ("Hà Nội", {"weight": "62"}, 2)
        held = {(row.kind, case.ref(row.thing).key) for row in case.table("holdings").itertuples()}
        assert held == {
            ("phone", "+84912345678"),
            ("phone", "+84834567890"),
            ("account", "zalo:+84912345678"),
            ("account", "bank:VCB 001100"),
            ("document", "001080000001"),
            ("document", "C1234567"),
            ("address", "so 5, ngo 3, ha noi"),
        }
        written = case.as_written(Source(person.file, 2))
        assert written.values["full_name"] == "Nguyễn Văn An tức An Đen"
        assert written.extra == {"weight": "62"}


def test_a_province_is_nobodys_house(intake: Intake) -> None:
    intake.take(persons="person_id,address\nP1,Hà Giang\nP2,tỉnh Hà Giang\n")
    assert intake.links() == {}


def test_rows_that_cannot_stand_are_rejected_with_field_value_and_reason(intake: Intake) -> None:
    roles = "case_id,person_id,role\nC1,P1,suspect\nC1,P1,thuyền trưởng\nC9,P1,suspect\nC1,P9,victim\nC1,P2,\nC1\n"
    ledger = intake.take(persons=PERSONS, cases=CASES, involvements=roles)
    assert reasons(ledger) == [
        (3, "role", "thuyền trưởng", "unknown_role"),
        (4, "case_id", "C9", "unknown_case"),
        (5, "person_id", "P9", "unknown_person"),
        (6, "role", "", "missing_field"),
        (7, "", "C1", "broken_row"),
    ]
    assert sums(ledger)[-1] == (6, 1, 0, 5)
    assert all(issue.reason for issue in ledger.files[-1].rejected)
    assert len(intake.rows("rejected", "row", "reason")) == 5


def test_what_cannot_be_understood_is_kept_as_written_and_flagged(intake: Intake) -> None:
    text = "person_id,birth_date,phones,id_number,province,sex\nP1,mùa mưa,không nhớ,12345,Nơi xa,?!\n"
    ledger = intake.take(persons=text)
    assert sums(ledger) == [(1, 1, 0, 0)]
    assert dict(ledger.files[0].flags) == {
        "bad_date": 1,
        "bad_id_number": 1,
        "bad_phone": 1,
        "unknown_code": 1,
        "unknown_province": 1,
    }
    assert intake.rows("persons", "birth_date", "id_number", "province") == [("mùa mưa", "12345", "Nơi xa")]
    with intake.case() as case:
        assert case.find(Ref("phone", "", "không nhớ")) is not None
        assert set(case.table("flags").field) == {"birth_date", "phones", "id_number", "province", "sex"}


def test_references_are_looked_up_once_the_whole_batch_is_read(intake: Intake) -> None:
    roles = "case_id,person_id,role\nC1,P1,suspect\nC2,P2,victim\n"
    ledger = intake.take(a_roles=roles, z_persons=PERSONS, z_cases=CASES)
    assert [row[3] for row in sums(ledger)] == [0, 0, 0]
    later = intake.take(involvements="case_id,person_id,role\nC2,P1,suspect\nC3,P1,suspect\n")
    assert reasons(later) == [(3, "case_id", "C3", "unknown_case")]


def test_a_row_that_only_a_rejected_row_could_explain_falls_too(intake: Intake) -> None:
    reports = "report_id,received,case_id\nT1,2022-01-01,C9\n"
    routes = "route_id,stop,place,case_id,persons\nR1,1,Hà Giang,C9,\nR1,2,Lào Cai,,P1\n"
    ledger = intake.take(persons=PERSONS, reports=reports, routes=routes)
    assert [reason[1:] for reason in reasons(ledger)] == [
        ("case_id", "C9", "unknown_case"),
        ("case_id", "C9", "unknown_case"),
    ]
    assert intake.rows("stops", "stop", "place_name") == [(2, "Lào Cai")]


def test_the_same_again_adds_nothing(intake: Intake) -> None:
    roles = "case_id,person_id,role,stage\nC1,P1,suspect,charged\n"
    tables = {"persons": PERSONS, "cases": CASES, "involvements": roles}
    intake.take(**tables)
    with intake.case() as case:
        before = case.counts()
    again = intake.take(**tables)
    assert [row[:3] for row in sums(again)] == [(2, 0, 2), (2, 0, 2), (1, 0, 1)]
    with intake.case() as case:
        assert case.counts() == before


def test_a_poorer_row_on_a_known_person_is_merged_and_a_richer_one_used(intake: Intake) -> None:
    intake.take(persons=PERSONS)
    assert sums(intake.take(persons="person_id,full_name\nP1,Nguyen Van An\nP2,\n")) == [(2, 0, 2, 0)]
    assert sums(intake.take(persons="person_id,ethnicity,birth_date\nP1,Tày,1980\nP2,,1999\n")) == [(2, 1, 1, 0)]
    assert intake.rows("persons", "key", "name", "ethnicity") == [
        ("P1", "Nguyễn Văn An", "Tày"),
        ("P2", "Trần Thị Bé", ""),
    ]


def test_one_holding_counts_once_wherever_it_stands(intake: Intake) -> None:
    same = "person_id,kind,value,since,until\nP1,phone,+84912345678,,\nP1,phone,0912345678,2020-01-01,2020-12-31\n"
    ledger = intake.take(persons=PERSONS, identifiers=same)
    assert sums(ledger)[1] == (2, 1, 1, 0)
    assert intake.rows("holdings", "since", "until") == [("", ""), ("2020-01-01", "2020-12-31")]


def test_an_identifier_of_no_known_kind_is_rejected(intake: Intake) -> None:
    ledger = intake.take(persons=PERSONS, identifiers="person_id,kind,value\nP1,hoa tay,x\nP1,biển số xe,29a 12345\n")
    assert reasons(ledger) == [(2, "kind", "hoa tay", "unknown_kind")]
    with intake.case() as case:
        assert case.find(Ref("vehicle", "", "29A-12345")) is not None


def test_parties_are_told_by_their_form(intake: Intake) -> None:
    links = (
        "a,b,kind\nP1,P2,associate\nP1,0912345678,called\nzalo:0912345678,bank:VCB 001100,paid\nP1,P9,family\n"
        "P2,P1,associate\nP1,P2,lạ\n"
    )
    ledger = intake.take(persons=PERSONS, links=links)
    assert reasons(ledger) == [(5, "b", "P9", "unknown_person")]
    assert sums(ledger)[1] == (6, 4, 1, 1), "an undirected tie is the same both ways"
    assert dict(ledger.files[1].flags) == {"unknown_code": 1}
    with intake.case() as case:
        ties = {
            (case.ref(row.a).kind, case.ref(row.b).kind, row.kind, row.directed)
            for row in case.table("links").itertuples()
        }
    assert ties == {
        ("person", "person", "associate", False),
        ("person", "phone", "called", True),
        ("account", "account", "paid", True),
        ("person", "person", "other", False),
    }


def test_a_person_whose_id_looks_like_a_phone_is_a_person(intake: Intake) -> None:
    intake.take(persons="person_id\n0912345678\nP2\n", links="a,b,kind\n0912345678,P2,met\n")
    with intake.case() as case:
        (row,) = case.table("links").itertuples()
        assert case.ref(row.a).kind == "person"


def test_payments_crossings_and_reports(intake: Intake) -> None:
    ledger = intake.take(
        persons=PERSONS,
        cases=CASES,
        payments="payer,payee,amount,currency,when,reference\nP1,bank:VCB 001100,1.200.000 đ,,2022-03-07,FT1\n"
        "P1,P2,lots,,2022-03-07,\nP1,P9,5,,2022-03-07,\n",
        crossings="person_id,document,gate,direction,when,vehicle,companions\n"
        "P1,C1234567,Mộc Bài,exit,2022-03-08,29A-12345,P2; bà Tư\n"
        ",B7654321,Mộc Bài,exit,2022-03-08,,\n,,Mộc Bài,exit,2022-03-08,,\n",
        reports="report_id,received,channel,case_id\nT1,2022-03-01,đường dây nóng,C1\nT2,2022-03-01,,C9\n",
    )
    assert sorted(reasons(ledger)) == [
        (3, "case_id", "C9", "unknown_case"),
        (4, "payee", "P9", "unknown_person"),
        (4, "person_id", "", "missing_field"),
    ]
    payments = intake.rows("payments", "amount", "currency", "reference")
    assert payments[0] == (1200000.0, "VND", "FT1")
    assert len(payments) == 2, "a sum that cannot be understood is kept and flagged"
    with intake.case() as case:
        crossings = case.table("crossings")
        assert sorted(crossings.companions.map(tuple)) == [(), ("P2", "bà Tư")]
        assert sorted((row.person >= 0, row.document >= 0, row.vehicle >= 0) for row in crossings.itertuples()) == [
            (False, True, False),
            (True, False, True),
        ]
        assert case.table("reports").channel.tolist() == ["hotline"]
        assert case.table("reports").case.tolist() == [case.by_record_id("cases:C1")]


def test_stops_come_once_and_their_travellers_too(intake: Intake) -> None:
    routes = (
        "route_id,case_id,stop,place,province,country,mode,date,persons\n"
        "R1,C1,1,Đồng Văn,Hà Giang,,xe máy,2022-01-01,P1;P2\n"
        "R1,C1,2,Bằng Tường,,Trung Quốc,,2022-01-02,P1\nR1,C1,1,Dong Van,Ha Giang,,,2022-01-01,P1\nR1,,x,Nơi,,,,,\n"
    )
    ledger = intake.take(persons=PERSONS, cases=CASES, routes=routes)
    assert sums(ledger)[-1] == (4, 2, 1, 1)
    assert reasons(ledger) == [(5, "stop", "x", "bad_stop")]
    assert intake.rows("stops", "stop", "place_name", "country", "mode") == [
        (1, "Đồng Văn", "", "motorbike"),
        (2, "Bằng Tường", "CN", ""),
    ]
    assert len(intake.rows("travellers", "stop")) == 3


def test_grades_handling_and_reference_travel_with_the_tie(intake: Intake) -> None:
    roles = "case_id,person_id,role,grade_source,grade_info,handling,source_ref\nC1,P1,suspect,B,2,tlp amber,BL 12\n"
    intake.take(persons=PERSONS, cases=CASES, involvements=roles)
    assert intake.rows("involvements", "grade", "handling") == [("B/2", "TLP:AMBER")]


def test_an_empty_batch_says_there_is_nothing(intake: Intake) -> None:
    with pytest.raises(NetLensError, match="nothing to import"):
        intake.take(persons="person_id,full_name\n\n\n")
    with intake.case() as case:
        assert case.table("imports").empty


def test_an_import_can_be_withdrawn_and_what_repeats_it_stands(intake: Intake) -> None:
    first = intake.take(persons=PERSONS)
    second = intake.take(persons=PERSONS)
    intake.withdraw(first)
    assert intake.rows("persons", "key") == [("P1",), ("P2",)]
    intake.withdraw(second)
    assert intake.rows("persons", "key") == []
    assert sums(intake.take(persons=PERSONS)) == [(2, 2, 0, 0)]


def test_a_failing_import_leaves_the_case_as_it_was(intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    intake.take(persons=PERSONS)
    before = intake.path.read_bytes()

    def fail(self: Batch) -> None:
        raise RuntimeError("power")

    monkeypatch.setattr(Batch, "finish", fail)
    with pytest.raises(RuntimeError):
        intake.take(cases=CASES)
    assert intake.path.read_bytes() == before
