"""Every table of a small case: its columns, empty and full, and what the case answers besides."""

import hashlib
from pathlib import Path

import pytest

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.records import Entity, Issue, Link, Ref, Source
from netlens.case.store.staging import Staging
from netlens.case.tables import TABLES

KEY = "bốn từ để mở"


def ref(kind: str, key: str, register: str = "main") -> Ref:
    return Ref(kind, register if kind in ("person", "case", "route", "report") else "", key)


def fingerprint(*parts: object) -> bytes:
    return hashlib.sha256(repr(parts).encode()).digest()[:16]


P1, P2, C1, R1 = ref("person", "P1"), ref("person", "P2"), ref("case", "C1"), ref("route", "R1")
PHONE1, PHONE2 = ref("phone", "+84912345678"), ref("phone", "+84987654321")


def stage_all(path: Path) -> int:
    staging = Staging(path, KEY, "", "September")
    n = 0

    def add(file: int, table: str, written: dict[str, str], entities: list[Entity], links: list[Link]) -> None:
        nonlocal n
        n += 1
        extra = {"eye colour": "brown"} if written.get("person_id") == "P1" else {}
        staging.add(file, n + 1, table, written, extra, fingerprint(table, written), "used", entities, links)

    def file(table: str) -> int:
        return staging.file(f"{table}.csv", "ab" * 32, "tables", "", table, 100)

    persons = file("persons")
    assert not staging.known(P1)
    add(
        persons,
        "persons",
        {"person_id": "P1", "full_name": "Nguyễn Văn An"},
        [Entity(P1, "Nguyễn Văn An", {"full_name": "Nguyễn Văn An", "aliases": ["An Đen"], "birth_date": "1980"})],
        [Link(P1, PHONE1, "holds", detail={"kind": "phone", "basis": "subscriber"})],
    )
    assert staging.known(P1)
    assert staging.statement(P1)["full_name"] == "Nguyễn Văn An"  # type: ignore[index]
    add(
        persons,
        "persons",
        {"person_id": "P2", "full_name": "Trần Thị Bé"},
        [Entity(P2, "Trần Thị Bé", {"full_name": "Trần Thị Bé", "birth_date": "1999-02-03"})],
        [],
    )
    cases = file("cases")
    add(cases, "cases", {"case_id": "C1"}, [Entity(C1, "", {"title": "Vụ 1", "opened": "2022-01-01"})], [])
    involvements = file("involvements")
    add(
        involvements,
        "involvements",
        {"person_id": "P1"},
        [],
        [
            Link(
                P1, C1, "involvement", True, "2021-05", grade="B/2", detail={"role": "offender", "functions": ["Guard"]}
            )
        ],
    )
    add(involvements, "involvements", {"person_id": "P2"}, [], [Link(P2, C1, "involvement", detail={"role": "victim"})])
    routes = file("routes")
    gate = ref("place", "lao cai")
    add(
        routes,
        "routes",
        {"route_id": "R1"},
        [Entity(R1), Entity(gate, "Lào Cai")],
        [
            Link(R1, gate, "stop", detail={"stop": 1, "province": "Lào Cai", "country": "VN", "kind": "transit"}),
            Link(R1, C1, "of_case"),
            Link(P2, R1, "travels", detail={"stop": 1}),
        ],
    )
    add(file("links"), "links", {"a": "P1"}, [], [Link(P1, P2, "recruited", True, detail={"count": 2, "note": "x"})])
    calls = file("calls")
    assert staging.calls_near(PHONE1, PHONE2) == []
    add(
        calls,
        "calls",
        {"caller": "1"},
        [Entity(PHONE1), Entity(PHONE2)],
        [
            Link(
                PHONE1,
                PHONE2,
                "called",
                True,
                "2022-03-07T21:04:10",
                detail={"seconds": 12, "kind": "voice", "cell": "HN1"},
            )
        ],
    )
    assert staging.calls_near(PHONE1, PHONE2) == [("2022-03-07T21:04:10", "voice")]
    assert staging.seen(fingerprint("calls", {"caller": "1"})) == "ab" * 32
    account = ref("account", "bank:VCB 1")
    add(
        file("payments"),
        "payments",
        {"payer": "P1"},
        [],
        [Link(P1, account, "paid", True, "2022-04-01", detail={"amount": 5e6, "currency": "VND", "reference": "gửi"})],
    )
    vehicle = ref("vehicle", "29A12345")
    add(
        file("crossings"),
        "crossings",
        {"person_id": "P1"},
        [Entity(vehicle)],
        [
            Link(
                P1,
                gate,
                "crossed",
                True,
                "2022-05-01",
                detail={"direction": "out", "vehicle": "29A12345", "companions": ["Bé"]},
            )
        ],
    )
    report = ref("report", "T1")
    add(
        file("reports"),
        "reports",
        {"report_id": "T1"},
        [Entity(report, "", {"received": "2022-06-01", "subject": "x"})],
        [Link(report, C1, "of_case")],
    )
    staging.reject(persons, Issue(99, "person_id", "", "No person_id."), {"full_name": "Ai đó"})
    staging.flag(persons, Issue(3, "birth_date", "199", "Not a date."))
    entry = {"name": "x", "rows_read": n + 1, "rows_used": n, "rows_merged": 0, "rows_rejected": 1}
    return staging.finish({"files": [entry]})


def test_an_empty_case_has_every_table_with_its_columns(tmp_path: Path) -> None:
    with Case.create(tmp_path / "a.netlens", KEY) as case:
        for name, (_, columns) in TABLES.items():
            assert list(case.table(name).columns) == columns.split()
            assert len(case.table(name)) == 0
        assert case.counts() == ({}, {})
        assert case.registers() == ("main",)
        assert case.detection() is None


@pytest.fixture
def case(tmp_path: Path) -> Case:
    path = tmp_path / "a.netlens"
    Case.create(path, KEY).close()
    number = stage_all(path)
    case = Case.open(path, KEY)
    assert case.counts() == ({}, {})
    inverse = case.apply(CountImport(number))
    assert inverse == WithdrawImport(number)
    return case


def test_tables(case: Case) -> None:
    with case:
        persons = case.table("persons").set_index("key")
        assert persons.loc["P1", "name"] == "Nguyễn Văn An"
        assert persons.loc["P1", "aliases"] == ["An Đen"]
        assert persons.loc["P1", "extra"] == {"eye colour": "brown"}
        assert persons.loc["P2", "record_id"] == "persons:P2"
        assert persons.protected.to_dict() == {"P1": False, "P2": True}
        assert persons.code.to_dict() == {"P1": "", "P2": "V-0001"}
        p1, p2, c1 = (case.find(ref) for ref in (P1, P2, C1))
        involvement = case.table("involvements").iloc[0]
        assert (involvement.person, involvement.case, involvement.role, involvement.functions) == (
            p1,
            c1,
            "offender",
            ["Guard"],
        )
        assert (involvement.since, involvement.grade) == ("2021-05", "B/2")
        call = case.table("calls").iloc[0]
        assert (call.start, call.seconds, call.kind, call.cell) == ("2022-03-07T21:04:10", 12, "voice", "HN1")
        stop = case.table("stops").iloc[0]
        assert (stop.case, stop.stop, stop.place_name, stop.country, stop.kind) == (c1, 1, "Lào Cai", "VN", "transit")
        assert case.table("travellers").iloc[0].person == p2
        link = case.table("links").iloc[0]
        assert (link.a, link.b, link.kind, link.directed, link["count"]) == (p1, p2, "recruited", True, 2)
        assert len(case.table("links")) == 1
        payment = case.table("payments").iloc[0]
        assert (payment.amount, payment.currency, payment.when, payment.reference) == (5e6, "VND", "2022-04-01", "gửi")
        crossing = case.table("crossings").iloc[0]
        assert (crossing.person, crossing.document, crossing.gate) == (p1, -1, "Lào Cai")
        assert (case.ref(int(crossing.vehicle)).key, crossing.companions) == ("29A12345", ["Bé"])
        holding = case.table("holdings").iloc[0]
        assert (holding.person, holding.kind, holding.basis) == (p1, "phone", "subscriber")
        assert case.table("reports").iloc[0].case == c1
        assert len(case.table("rejected")) == len(case.table("flags")) == 1
        assert case.counts()[1]["called"] == 1
        written = case.as_written(Source(int(call.file), int(call.row)))
        assert (written.file, written.table, written.values) == ("calls.csv", "calls", {"caller": "1"})
        rejected = case.table("rejected").iloc[0]
        assert case.as_written(Source(int(rejected.file), 99)).values == {"full_name": "Ai đó"}
        for entity in case.table("entities").id:
            assert case.by_record_id(case.record_id(int(entity))) == entity


def test_counting_and_withdrawing_undo_each_other(case: Case) -> None:
    with case:
        before = {name: case.table(name).to_dict() for name in TABLES}
        revision = case.revision
        inverse = case.apply(WithdrawImport(1))
        assert case.revision == revision + 1
        assert all(case.table(name).empty for name in TABLES if name not in ("imports", "files"))
        case.apply(inverse)
        assert str({name: case.table(name).to_dict() for name in TABLES}) == str(before)
        assert [entry.kind for entry in case.history()] == ["created", "import", "withdrawal", "import"]
