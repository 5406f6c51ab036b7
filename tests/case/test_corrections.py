"""A correction stands for what was written wrong as if it had been written right; taken back, it leaves nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_batch import Intake

from netlens.case.case import Case
from netlens.case.corrections import stored
from netlens.case.corrections.stored import StandIn, Swap
from netlens.case.edits import Edit
from netlens.case.edits.corrections import Correct, CountCorrection
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.records import Ref, Source
from netlens.case.tables import TABLES
from netlens.errors import NetLensError

PERSONS = "person_id,full_name,sex,birth_date,province,phones\n"
WRONG = {
    "persons": PERSONS + "P1,Lê A,nam,1980,Miền Ngược,O912345678\nP2,Lê B,nữ,1990,Miền Ngược,0987654321\n",
    "cases": "case_id,opened\nC1,2022-01-05\n",
    "involvements": "case_id,person_id,role,stage,since\nC1,P1,offender,bi bat,2021\nC1,P2,victim,,2020-03-01\n",
    "identifiers": "person_id,kind,value\nP2,phone,0912345678 / 0987000111\nP1,phone,0912345678\n",
    "calls": "caller,callee,start,seconds\nO912345678,0987654321,2022-01-01 10:00:00,5\n",
    "links": "a,b,kind,directed,note\nP1,P2,họ xa,,x\nP1,P2,sếp,,y\nP2,P1,family,,z\n",
    "payments": "payer,payee,amount,currency,when\nP1,P2,500000,,2022-02-02\nP1,P2,500000,VND,2022-02-02\n",
}
RIGHT = {
    "persons": WRONG["persons"].replace("Miền Ngược", "Hà Giang").replace("O912", "0912"),
    "involvements": WRONG["involvements"].replace("bi bat", "arrested"),
    "identifiers": WRONG["identifiers"].replace(" / ", "\nP2,phone,"),
    "calls": WRONG["calls"].replace("O912", "0912"),
    "payments": WRONG["payments"].replace("500000,,", "500000,VND,"),
    "cases": WRONG["cases"],
    "links": WRONG["links"].replace("họ xa", "family").replace("sếp", "controls"),
}


def phone(key: str) -> Ref:
    return Ref("phone", "", key)


FIXES: list[Edit] = [
    Correct("province", 2, (Swap(1, "persons", "province", "Miền Ngược", ("Hà Giang",)),)),
    Correct("stage", 1, (Swap(1, "involvements", "stage", "bi bat", ("arrested",)),)),
    Correct(
        "kind", 2, (Swap(1, "links", "kind", "họ xa", ("family",)), Swap(1, "links", "kind", "sếp", ("controls",)))
    ),
    Correct("currency", 1, (Swap(1, "payments", "currency", "", ("VND",)),)),
    Correct(
        "phones",
        2,
        (Swap(1, "persons", "phones", "O912345678", ("+84912345678",)),),
        (
            StandIn(1, phone("O912345678"), (phone("+84912345678"),)),
            StandIn(1, phone("0912345678 / 0987000111"), (phone("+84912345678"), phone("+84987000111"))),
        ),
    ),
]
HELD = ("links", "holdings", "calls", "payments", "involvements", "persons", "cases")


def tables(case: Case) -> dict[str, Any]:
    wanted = {name: case.table(name).drop(columns="code", errors="ignore") for name in TABLES if name != "imports"}
    return {name: table.to_dict("list") for name, table in wanted.items()}


def said(case: Case) -> dict[str, list[str]]:
    """What the case holds, by what things are called: ids and rows differ from one import to another."""
    found = {}
    for name in HELD:
        table = case.table(name).drop(columns=["file", "row", "id", "kind_as_written"], errors="ignore")
        for column in ("a", "b", "person", "thing", "case"):
            if column in table:
                table[column] = [case.record_id(one) for one in table[column]]
        found[name] = sorted(map(repr, table.to_dict("records")))
    found["entities"] = sorted(case.record_id(one) for one in case.table("entities").id)
    found["counts"] = [repr(case.counts())]
    return found


def anew(case: Case) -> None:
    """Both imports count, and no correction does."""
    for number in (1, 2):
        case.apply(CountImport(number))
    for one in stored.listed(case.connection):
        case.apply(CountCorrection(one.id, counts=False))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    intake = Intake(tmp_path_factory.mktemp("corrections"))
    intake.take(None, **WRONG)
    intake.take(None, persons=PERSONS + "P3,Lê C,nam,1970,Miền Ngược,O912345678\n")
    with intake.case() as case:
        for fix in FIXES:
            case.apply(case.apply(fix))
        yield case


def test_what_stands_is_what_a_right_file_would_have_said(tmp_path: Path) -> None:
    for name in ("wrong", "right"):
        (tmp_path / name).mkdir()
    wrong, right = Intake(tmp_path / "wrong"), Intake(tmp_path / "right")
    wrong.take(None, **WRONG)
    right.take(None, **RIGHT)
    with wrong.case() as case, right.case() as other:
        before = said(case)
        undo = [case.apply(fix) for fix in FIXES]
        assert said(case) == said(other)
        file = int(case.table("files").query("table == 'persons'").id.iloc[0])
        assert case.as_written(Source(file, 2)).values["phones"] == "O912345678"
        for edit in undo:
            case.apply(edit)
        assert said(case) == before


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 6)), max_size=8))
def test_any_order_gives_what_the_survivors_give(case: Case, steps: list[tuple[bool, int]]) -> None:
    def turn(on: bool, what: int) -> None:
        if what < 5:
            case.apply(CountCorrection(what + 1, counts=on))
        else:
            case.apply(CountImport(what - 4) if on else WithdrawImport(what - 4))

    def set_all(wanted: set[int]) -> dict[str, Any]:
        for what in range(7):
            turn(what in wanted, what)
        return tables(case)

    set_all({5, 6})
    alive = {5, 6}
    for on, what in steps:
        turn(on, what)
        alive = alive | {what} if on else alive - {what}
    assert repr(tables(case)) == repr(set_all(alive))


def test_a_later_correction_begins_where_an_earlier_one_ended(case: Case) -> None:
    anew(case)
    first = case.apply(Correct("a", 1, (Swap(1, "persons", "province", "Miền Ngược", ("Hà Nội",)),)))
    second = case.apply(Correct("b", 1, (Swap(1, "persons", "province", "Hà Nội", ("Hà Giang",)),)))
    assert case.table("persons").province.tolist()[:2] == ["Hà Giang"] * 2
    case.apply(first)
    assert case.table("persons").province.tolist()[:2] == ["Miền Ngược"] * 2
    case.apply(second)


def test_what_the_audit_keeps_names_nobody_and_what_is_not_there_is_refused(case: Case) -> None:
    anew(case)
    back = case.apply(FIXES[4])
    entry = case.history()[-1]
    assert entry.detail["edit"] == "correct"
    assert "912345678" not in repr(entry.detail)
    case.apply(back)
    with pytest.raises(NetLensError, match="nothing to correct"):
        case.apply(Correct("x", 0))
    with pytest.raises(NetLensError, match="does not count"):
        case.apply(Correct("x", 1, (Swap(99, "persons", "province", "a", ("b",)),)))
    with pytest.raises(NetLensError, match="no correction"):
        case.apply(CountCorrection(999, counts=False))
    assert {one.problem for one in stored.listed(case.connection)} >= {"province", "phones"}
