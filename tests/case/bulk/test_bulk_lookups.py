"""One number's ties and calls, whatever way its calls came in; damage is seen; what is not plain falls back."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.bulk import calls
from importers.tables import IMPORTER
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.importing import Importer, import_files
from netlens.case.intake.bulk import plan, taking
from netlens.case.lookup import look_up
from netlens.case.records import Ref, Source
from netlens.case.store import checks
from netlens.progress import finish

PASSPHRASE = "a passphrase of several words"
ROWS = replace(IMPORTER, bulk=None)


def take(case: Path, files: list[Path], importer: Importer = IMPORTER) -> int:
    number = finish(import_files(case, PASSPHRASE, files, [importer])).import_id
    with Case.open(case, PASSPHRASE) as opened:
        opened.apply(CountImport(number))
    return number


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dump of 3,000 calls by the column, and 200 of them again row by row."""
    monkeypatch.setattr(plan, "LEAST", 0)
    dump, again = tmp_path / "calls.csv", tmp_path / "again" / "calls.csv"
    calls.write(dump, 3_000)
    again.parent.mkdir()
    again.write_text("".join(dump.read_text().splitlines(keepends=True)[:200]), encoding="utf-8")
    path = tmp_path / "case.netlens"
    Case.create(path, PASSPHRASE).close()
    take(path, [dump])
    take(path, [again], ROWS)
    return path


def test_ties_are_those_of_the_table_of_calls(case: Path) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        for _turn in range(2):
            table = opened.table("calls")
            for number in random.Random(1).sample(sorted({*table.a}), 30):
                mine = table[(table.a == number) | (table.b == number)]
                found = opened.calls_of(number)
                assert sorted(found.itertuples(index=False)) == sorted(
                    mine[list(found.columns)].itertuples(index=False)
                )
                ties = opened.ties_of(number).set_index("other")
                other = mine.a.where(mine.a != number, mine.b)
                assert ties.calls.to_dict() == mine.groupby(other).size().to_dict()
                assert ties.seconds.to_dict() == mine.groupby(other).seconds.sum().to_dict()
                assert ties.out.sum() == (mine.a == number).sum()
                days = mine.start.str[:10].groupby(other)
                assert ties["first"].to_dict() == days.min().to_dict()
                assert ties["last"].to_dict() == days.max().to_dict()
            opened.apply(WithdrawImport(1))  # now those that came row by row count for themselves


def test_the_same_file_twice_adds_nothing_and_can_take_the_place_of_the_first(case: Path, tmp_path: Path) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        before = opened.counts()
    number = take(case, [tmp_path / "calls.csv"])
    with Case.open(case, PASSPHRASE) as opened:
        assert opened.counts() == before
        opened.apply(WithdrawImport(1))
        opened.apply(WithdrawImport(2))
        assert opened.counts() == before
        assert set(opened.table("calls").file) == {3}
        assert number == 3


def test_a_row_comes_back_as_it_was_written(case: Path, tmp_path: Path) -> None:
    lines = (tmp_path / "calls.csv").read_text().splitlines()
    with Case.open(case, PASSPHRASE) as opened:
        for row in random.Random(2).sample(range(2, 2_000), 20):
            written = opened.as_written(Source(1, row))
            assert ",".join(written.values.values()) == lines[row - 1]


def test_verify_sees_a_changed_chunk_and_a_missing_edge(case: Path) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        assert checks.packs(opened.connection) == checks.ledgers(opened.connection) == []
        data = opened.connection.execute("SELECT data FROM chunk_column WHERE name = 'callee'").fetchone()[0]
        changed = data[:-20] + bytes((data[-20] ^ 1,)) + data[-19:]
        opened.connection.execute("UPDATE chunk_column SET data = ? WHERE name = 'callee'", (changed,))
        assert checks.packs(opened.connection)
        opened.connection.execute("UPDATE chunk_column SET data = ? WHERE name = 'callee'", (data,))
        assert checks.packs(opened.connection) == []
        opened.connection.execute("DELETE FROM edge")
        assert checks.packs(opened.connection)


def test_what_ends_lines_otherwise_is_read_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "LEAST", 0)
    taken: list[int] = []
    monkeypatch.setattr(taking, "_Taking", lambda *_: taken.append(1))
    dump, path = tmp_path / "calls.csv", tmp_path / "case.netlens"
    calls.write(dump, 300)
    dump.write_bytes(dump.read_bytes().replace(b"\n", b"\r"))
    Case.create(path, PASSPHRASE).close()
    take(path, [dump])
    assert not taken
    with Case.open(path, PASSPHRASE) as opened:
        assert len(opened.table("calls")) > 290


def test_look_up_by_any_spelling_and_never_a_protected_person(case: Path, tmp_path: Path) -> None:
    with Case.open(case, PASSPHRASE) as opened:
        number = opened.ref(int(opened.table("calls").a[0])).key
        held = opened.ref(int(opened.table("calls").a[5])).key
    records = tmp_path / "records"
    records.mkdir()
    (records / "cases.csv").write_text("case_id,title\nC1,Bến\n", encoding="utf-8")
    (records / "persons.csv").write_text(
        f"person_id,full_name,phones\nP1,Nguyễn Văn Sơn,{number}\nP2,Trần Thị Hoa,{held}\n", encoding="utf-8"
    )
    (records / "involvements.csv").write_text("case_id,person_id,role\nC1,P1,suspect\nC1,P2,victim\n", encoding="utf-8")
    take(case, [records])
    with Case.open(case, PASSPHRASE) as opened:
        (known,) = look_up(opened, f"0{number[3:6]} {number[6:9]} {number[9:]}")
        assert (known.kind, known.label, known.holders, known.cases) == (
            "phone", number, ("Nguyễn Văn Sơn",), ("cases:C1",),
        )  # fmt: skip
        assert known.calls == len(opened.calls_of(opened.find(Ref("phone", "", number)) or 0))
        (person,) = look_up(opened, "nguyen van son")
        assert person.record == "persons:P1"
        for term in ("Trần Thị Hoa", held, "P2"):
            (hidden,) = look_up(opened, term)
            assert hidden.protected
            assert (hidden.entity, hidden.record, hidden.label, hidden.holders) == (-1, "", "", ())
        assert look_up(opened, "0999999999") == ()
