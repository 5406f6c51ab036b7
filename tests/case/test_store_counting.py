"""What counts is a function of which imports count, and of nothing else: not of the order, nor of what was undone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from staged import KEY, Row, call, involved, made, mark, person, ref, stage

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.records import Entity, Source
from netlens.case.store import counting
from netlens.case.store.staging import Staging
from netlens.case.tables import TABLES
from netlens.errors import NetLensError

SHARED = ("calls", {"of": "both"}, [], [call("+8490", "+8491", "2022-03-07T21:04:10", seconds=5)])
OWN: list[Row] = [
    (
        "persons",
        {"person_id": "P1", "full_name": f"Tên {n}"},
        [person("P1", f"Tên {n}", birth_date="2004", aliases=[f"biệt danh {n}"])],
        [],
    )
    for n in range(4)
]
IMPORTS: list[list[Row]] = [
    [SHARED, OWN[0], ("cases", {"case_id": "C1"}, [Entity(ref("case", "C1"), "", {"opened": "2023-01-01"})], [])],
    [SHARED, SHARED, ("involvements", {"n": "1"}, [], [involved("P1", "C1", "victim")])],
    [OWN[2], ("calls", {"of": "third"}, [], [call("+8490", "+8491", "2023")]), SHARED],
    [OWN[3], SHARED, ("involvements", {"n": "2"}, [], [involved("P2", "C1", "offender", "2021")]), OWN[0]],
]


def tables(case: Case) -> dict[str, Any]:
    """Every table but for the codes, which tell when someone was first protected, and the list of imports."""
    wanted = {name: case.table(name) for name in TABLES if name != "imports"}
    wanted["persons"] = wanted["persons"].drop(columns="code")
    return {name: table.to_dict("list") for name, table in wanted.items()}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    path = tmp_path_factory.mktemp("counting") / "a.netlens"
    Case.create(path, KEY).close()
    for rows in IMPORTS:
        stage(path, rows)
    with Case.open(path, KEY) as case:
        yield case


def only(case: Case, numbers: set[int]) -> dict[str, Any]:
    """The tables of a case in which these imports count, brought about in ascending order."""
    for number in range(1, len(IMPORTS) + 1):
        case.apply(WithdrawImport(number))
    for number in sorted(numbers):
        case.apply(CountImport(number))
    return tables(case)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(1, len(IMPORTS))), max_size=8))
def test_any_sequence_gives_the_tables_of_what_survives(case: Case, steps: list[tuple[bool, int]]) -> None:
    only(case, set())
    counted: set[int] = set()
    for counts, number in steps:
        case.apply(CountImport(number) if counts else WithdrawImport(number))
        counted = counted | {number} if counts else counted - {number}
    found = tables(case)
    assert repr(found) == repr(only(case, counted))
    shared = [1, 2, 3, 4]
    assert len(found["calls"]["a"]) == bool(counted & set(shared)) + (3 in counted)
    if counted & set(shared):
        first = min(counted & set(shared))
        source = Source(found["calls"]["file"][0], found["calls"]["row"][0])
        assert case.as_written(source).file == f"calls-{first}.csv"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(1, len(IMPORTS))), max_size=4), last=st.integers(1, 4))
def test_undo_of_do_is_nothing(case: Case, steps: list[tuple[bool, int]], last: int) -> None:
    only(case, set())
    for counts, number in steps:
        case.apply(CountImport(number) if counts else WithdrawImport(number))
    before = repr(tables(case)), case.table("persons").code.tolist(), case.counts()
    state = dict(case.connection.execute("SELECT id, state FROM import").fetchall())[last]
    inverse = case.apply(WithdrawImport(last) if state == "counted" else CountImport(last))
    case.apply(inverse)
    assert (repr(tables(case)), case.table("persons").code.tolist(), case.counts()) == before


def test_a_withdrawn_import_keeps_its_codes(tmp_path: Path) -> None:
    victims: list[list[Row]] = [
        [
            ("persons", {"person_id": key}, [person(key, key)], []),
            ("involvements", {"person_id": key}, [], [involved(key, "C1", "victim")]),
        ]
        for key in ("P1", "P2", "P3")
    ]
    with made(tmp_path / "a.netlens", *victims[:2]) as case:
        codes = dict(zip(case.table("persons").key, case.table("persons").code, strict=True))
        assert codes == {"P1": "V-0001", "P2": "V-0002"}
        inverse = case.apply(WithdrawImport(1))
        case.apply(CountImport(stage(case.path, victims[2])))
        case.apply(inverse)
        codes = dict(zip(case.table("persons").key, case.table("persons").code, strict=True))
        assert codes == {"P1": "V-0001", "P2": "V-0002", "P3": "V-0003"}


def test_codes_say_nothing_of_the_order_of_the_register(tmp_path: Path) -> None:
    rows: list[Row] = [("involvements", {"n": str(n)}, [], [involved(f"P{n:02d}", "C1", "victim")]) for n in range(20)]
    found = []
    for name, order in (("a", rows), ("b", rows[::-1])):
        with made(tmp_path / f"{name}.netlens", order) as case:
            found.append(dict(zip(case.table("persons").key, case.table("persons").code, strict=True)))
    assert found[0] == found[1]
    assert list(found[0].values()) != sorted(found[0].values())


def test_an_import_that_leads_to_protection_by_another_path_still_gives_a_code(tmp_path: Path) -> None:
    born = [("persons", {"p": "P1"}, [person("P1", "An", birth_date="2004-05-06")], [])]
    early = [("involvements", {"p": "P1"}, [], [involved("P1", "C1", "offender", "2020")])]
    Case.create(tmp_path / "a.netlens", KEY).close()
    numbers = [stage(tmp_path / "a.netlens", rows) for rows in (born, early)]  # neither protects anyone alone
    with Case.open(tmp_path / "a.netlens", KEY) as case:
        for number in numbers:
            case.apply(CountImport(number))
        assert case.table("persons").code.tolist() == ["V-0001"]


def test_an_update_counts_in_place_of_what_it_repeats(tmp_path: Path) -> None:
    first = [("involvements", {"p": "P1"}, [], [involved("P1", "C1", "suspect", stage="arrested")])]
    second = [("involvements", {"p": "P1"}, [], [involved("P1", "C1", "suspect", stage="charged")])]
    path = tmp_path / "a.netlens"
    Case.create(path, KEY).close()
    with Case.open(path, KEY) as case:
        for number in (stage(path, first), stage(path, second, outcomes={1: "updated"}), stage(path, first)):
            case.apply(CountImport(number))
        assert case.table("involvements").stage.tolist() == ["charged"]
        case.apply(WithdrawImport(2))
        assert case.table("involvements").stage.tolist() == ["arrested"]
        case.apply(CountImport(2))
        case.apply(WithdrawImport(1))
        assert case.table("involvements").stage.tolist() == ["charged"]


def test_statements_are_merged_and_conflicts_listed(tmp_path: Path) -> None:
    said = [
        {"full_name": "Lê Văn Tám", "birth_date": "1980", "aliases": ["Tám Lùn"]},
        {"full_name": "Lê Văn Tâm", "sex": "male", "aliases": ["Tám Lùn", "Út"]},
        {"birth_date": "1981-02-03", "_update": True},
    ]
    imports = [[("persons", {"n": str(n)}, [Entity(ref("person", "P1"), "", one)], [])] for n, one in enumerate(said)]
    with made(tmp_path / "a.netlens", *imports) as case:
        one = case.table("persons").iloc[0]
        assert (one["name"], one.birth_date, one.sex) == ("Lê Văn Tám", "1981-02-03", "male")
        assert one.aliases == ["Tám Lùn", "Út"]
        assert [(field, value) for field, value, _, _ in case.conflicts(int(one.id))] == [
            ("full_name", "Lê Văn Tám"),
            ("full_name", "Lê Văn Tâm"),
            ("birth_date", "1980"),
            ("birth_date", "1981-02-03"),
        ]
        case.apply(WithdrawImport(3))
        assert case.table("persons").iloc[0].birth_date == "1980"


def test_what_was_left_staged_is_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "a.netlens"
    with made(path, [OWN[0]]) as case:
        stage(path, [SHARED, OWN[1]])
        number = stage(path, [SHARED])
        case.apply(CountImport(number))
        before = repr(tables(case))
        assert counting.purge(case.connection) == 0  # too young: another process may be about to count it
        assert counting.purge(case.connection, older_than=timedelta(0)) == 1
        left = case.connection.execute("SELECT DISTINCT import FROM pack ORDER BY 1").fetchall()
        assert left == [(1,), (number,)]
        assert case.connection.execute("SELECT count(*) FROM twin").fetchone() == (0,)
        assert repr(tables(case)) == before
        staging = Staging(path, KEY)
        assert staging.seen(mark("calls", sorted(SHARED[1].items())))
        assert not staging.seen(mark("persons", sorted(OWN[1][1].items())))
        staging.abandon()


def test_a_staging_knows_what_counts_and_what_it_has_staged(tmp_path: Path) -> None:
    path = tmp_path / "a.netlens"
    with made(path, [SHARED, OWN[0]]) as case:
        print_ = mark("calls", sorted(SHARED[1].items()))
        staging = Staging(path, KEY)
        sha256 = case.table("files").set_index("table").loc["calls", "sha256"]
        assert staging.seen(print_) == sha256
        assert staging.known(ref("person", "P1"))
        assert not staging.known(ref("person", "P2"))
        assert (staging.statement(ref("person", "P1")) or {})["full_name"] == "Tên 0"
        assert staging.calls_near(ref("phone", "+8490"), ref("phone", "+8491")) == [("2022-03-07T21:04:10", "")]
        assert staging.calls_near(ref("phone", "+8491"), ref("phone", "+8490")) == []
        file = staging.file("x.csv", "f" * 64, "tables", "", "persons", 1)
        staging.add(file, 2, "persons", {}, {}, b"own", "used", [person("P2", "Hai")], [])
        assert staging.seen(b"own") == "f" * 64
        assert staging.statement(ref("person", "P2")) == {"full_name": "Hai"}
        staging.abandon()
        case.apply(WithdrawImport(1))
        staging = Staging(path, KEY)
        assert staging.seen(print_) == ""
        assert not staging.known(ref("person", "P1"))
        assert staging.statement(ref("person", "P1")) is None
        staging.abandon()


def test_an_import_whose_rows_do_not_add_up_does_not_finish(tmp_path: Path) -> None:
    path = tmp_path / "a.netlens"
    Case.create(path, KEY).close()
    staging = Staging(path, KEY)
    ledger = {"files": [{"name": "a.csv", "rows_read": 3, "rows_used": 1, "rows_merged": 0, "rows_rejected": 1}]}
    with pytest.raises(NetLensError, match="not all of its rows"):
        staging.finish(ledger)
    with Case.open(path, KEY) as case:
        assert case.connection.execute("SELECT count(*) FROM import").fetchone() == (0,)


def test_registers_and_record_ids(tmp_path: Path) -> None:
    path = tmp_path / "a.netlens"
    with made(path, [OWN[0]]) as case:
        one = int(case.table("persons").id[0])
        assert case.record_id(one) == "persons:P1"
        other = Entity(ref("person", "P1", "LC"), "", {"full_name": "Hai"})
        number = stage(path, [("persons", {"person_id": "P1"}, [other], [])], register="LC")
        case.apply(CountImport(number))
        two = case.find(ref("person", "P1", "LC")) or 0
        assert case.registers() == ("main", "LC")
        assert (case.record_id(one), case.record_id(two)) == ("persons:main/P1", "persons:LC/P1")
        assert case.by_record_id("persons:LC/P1") == two
        assert case.by_record_id("persons:P1") is None  # two have it
        case.apply(WithdrawImport(number))
        assert case.record_id(one) == "persons:P1"
        assert case.by_record_id("persons:P1") == case.by_record_id("persons:main/P1") == one
        assert case.ref(two).register == "LC"  # known though it does not count
        assert case.find(case.ref(two)) is None
        assert case.by_record_id("nonsense") is case.by_record_id("persons:P9") is None
