"""Protected people of a small case: who they are, and that nothing of theirs shows."""

from pathlib import Path

import pytest

from netlens.case import protection
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.records import Entity, Link, Ref, Source
from netlens.case.store.protected import is_child
from netlens.case.store.staging import Staging
from netlens.errors import NetLensError

KEY = "bốn từ để mở"
SON, BE, EM, CASE1 = (
    Ref("person", "main", "P1"),
    Ref("person", "main", "P2"),
    Ref("person", "main", "P3"),
    Ref("case", "main", "C1"),
)
PHONE, SHARED = Ref("phone", "", "+84912345678"), Ref("phone", "", "+84987654321")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    path = tmp_path / "a.netlens"
    Case.create(path, KEY).close()
    staging = Staging(path, KEY)
    file = staging.file("p.csv", "0" * 64, "tables", "", "persons", 1)
    rows = [
        (
            SON,
            {"full_name": "Phạm Văn Sơn", "aliases": "Sơn Đen", "address": "cạnh nhà Trần Thị Bé", "note": "x"},
            {"full_name": "Phạm Văn Sơn", "aliases": ["Sơn Đen"], "birth_date": "1970"},
        ),
        (
            BE,
            {"full_name": "Trần Thị Bé", "birth_date": "03/02/1999", "phones": "0912345678", "province": "An Giang"},
            {"full_name": "Trần Thị Bé", "birth_date": "1999-02-03", "id_number": "079199001234"},
        ),
        (EM, {"full_name": "Lý A Dính"}, {"full_name": "Lý A Dính", "birth_date": "2005"}),
    ]
    for n, (ref, written, detail) in enumerate(rows, 2):
        entity = Entity(ref, detail["full_name"], detail)
        staging.add(file, n, "persons", {"person_id": ref.key, **written}, {"lạ": "1"}, b"%d" % n, "used", [entity], [])
    links = [
        Link(SON, CASE1, "involvement", detail={"role": "offender"}),
        Link(BE, CASE1, "involvement", detail={"role": "possible_victim"}),
        Link(EM, CASE1, "involvement", since="2023", detail={"role": "offender"}),
        Link(BE, PHONE, "holds", detail={"kind": "phone"}),
        Link(BE, SHARED, "holds", detail={"kind": "phone"}),
        Link(SON, SHARED, "holds", detail={"kind": "phone"}),
    ]
    other = staging.file("i.csv", "1" * 64, "tables", "", "involvements", 1)
    for n, link in enumerate(links, 2):
        written = {"person_id": link.a.key, "role": str(link.detail.get("role")), "note": "Trần Thị Bé"}
        staging.add(other, n, "involvements", written, {}, b"i%d" % n, "used", [Entity(link.b)], [link])
    payments = staging.file("l.csv", "2" * 64, "tables", "", "payments", 1)
    cells = {
        "payer": "P1",
        "payee": "P2",
        "amount": "5",
        "reference": "cho tran thi be, 0912 345 678 và CCCD 079199001234",
    }
    staging.add(payments, 2, "payments", cells, {}, b"l", "used", [], [Link(SON, BE, "paid", detail={"amount": 5})])
    case = Case.open(path, KEY)
    case.apply(CountImport(staging.finish({})))
    return case


def test_who_is_protected(case: Case) -> None:
    with case:
        son, be, em = (case.find(ref) or 0 for ref in (SON, BE, EM))
        assert protection.protected_ids(case) == {be, em}  # a child by the bare year, though an offender
        assert {protection.code(case, be), protection.code(case, em)} == {"V-0001", "V-0002"}
        assert protection.code(case, son) == ""
        assert protection.shown_name(case, son) == "Phạm Văn Sơn"
        assert protection.shown_name(case, be) == protection.code(case, be)


def test_things_only_protected_people_hold_are_masked(case: Case) -> None:
    with case:
        be = case.find(BE) or 0
        assert protection.shown_label(case, case.find(PHONE) or 0) == f"phone of {protection.code(case, be)}"
        assert protection.shown_label(case, case.find(SHARED) or 0) == "+84987654321"


def test_a_record_is_shown_without_what_belongs_to_protected_people(case: Case) -> None:
    with case:
        code = protection.code(case, case.find(BE) or 0)
        persons = case.table("persons").set_index("key")
        source = Source(int(persons.loc["P2", "file"]), int(persons.loc["P2", "row"]))
        assert protection.shown_written(case, case.as_written(source)) == {
            "person_id": code,
            "full_name": code,
            "birth_date": "1999",
            "phones": "[hidden]",
            "province": "[hidden]",
            "lạ": "[hidden]",
        }
        source = Source(int(persons.loc["P1", "file"]), int(persons.loc["P1", "row"]))
        shown = protection.shown_written(case, case.as_written(source))
        assert shown["full_name"] == "Phạm Văn Sơn"
        assert shown["address"] == f"cạnh nhà {code}"
        assert shown["note"] == "[hidden]"
        payment = case.table("payments").iloc[0]
        shown = protection.shown_written(case, case.as_written(Source(int(payment.file), int(payment.row))))
        assert (shown["payer"], shown["payee"]) == ("P1", code)
        assert shown["reference"] == f"cho {code}, {code} và CCCD {code}"


def test_unmasking_is_audited(case: Case) -> None:
    with case:
        be = case.find(BE) or 0
        with pytest.raises(NetLensError):
            protection.unmask(case, be, "phiên toà", " ")
        assert protection.unmask(case, be, "phiên toà của Trần Thị Bé", "VKS 12/2024") == "Trần Thị Bé"
        entry = case.history()[-1]
        assert entry.kind == "unmasking"
        assert "Bé" not in str(entry.detail)
        assert entry.detail["code"] == protection.code(case, be)


@pytest.mark.parametrize(
    ("born", "on", "child"),
    [
        ("2004-03-07", "2022-03-06", True),
        ("2004-03-07", "2022-03-07", False),
        ("2004", "2022", True),
        ("2003", "2022", False),
        ("2004-03", "2022-04", False),
        ("khoảng 2006", "2022-01-01", True),
        ("", "2022", False),
        ("2004", "", False),
    ],
)
def test_children(born: str, on: str, child: bool) -> None:
    assert is_child(born, on) is child
