"""Another case comes in: as it stands there, with its own files and rows; what stands here already merges."""

import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from intake_batch import KEY, Intake, sums

from netlens.case.importing import ReadOptions
from netlens.case.merging.difference import compare
from netlens.case.protection import protected_ids, shown_name
from netlens.case.records import Source
from netlens.case.store import connection as door
from netlens.errors import CaseFileError, NetLensError
from netlens.progress import finish

TABLES = {
    "persons": "person_id,full_name,birth_date,phones,address,nickname\n"
    "P1,Nguyễn Văn An,03/04/1980,0912345678,12 Hàng Bạc,Cả\nP2,Trần Thị Bé,25/12/1999,0987654321,,\nP9,,,,,\n",
    "cases": "case_id,title,status,opened\nC1,Vụ 1,investigating,01/02/2022\nC2,,,25/02/2022\n",
    "involvements": "case_id,person_id,role,functions\nC1,P1,suspect,recruiter\nC1,P2,victim,\nC1,P7,suspect,\n",
    "identifiers": "person_id,kind,value,since,until\nP1,phone,0933111222,2020-01-01,2020-12-31\n",
    "routes": "route_id,case_id,stop,place,province,date,persons\nR1,C1,1,Bản Phiệt,Lào Cai,2022-03-01,P1\n",
    "links": "a,b,kind,since\nP1,P2,recruited,2022\n",
    "calls": "caller,callee,start,seconds\n0912345678,0987654321,2022-03-07 21:04:10,33\n"
    "0912345678,0987654321,2022,5\n",
    "payments": "payer,payee,amount,currency,when\nP1,P2,1500000,VND,2022-03-08\n",
    "crossings": "person_id,gate,direction,when,vehicle\nP1,Lào Cai,out,2022-03-09,24A-12345\n",
    "reports": "report_id,received,channel,case_id,subject\nB1,2022-02-01,hotline,C1,Một cháu gái\n",
}


@pytest.fixture
def here(tmp_path: Path) -> Intake:
    return made(tmp_path / "here")


@pytest.fixture
def there(tmp_path: Path) -> Intake:
    return made(tmp_path / "there")


def made(folder: Path) -> Intake:
    folder.mkdir()
    return Intake(folder)


def merge(here: Intake, there: Intake, **options: Any) -> Any:
    return here.take_files([there.path], extra={"source_passphrase": KEY}, **options)


def calls_compared(here: Intake, there: Intake) -> Any:
    options = ReadOptions(extra={"source_passphrase": KEY})
    with here.case() as case:
        found = finish(compare(case, there.path, options))
    return next(one for one in found.links if one.kind == "called")


def test_who_is_protected_only_there_is_told_of_by_nobodys_values(tmp_path: Path) -> None:
    here, there = Intake(_folder(tmp_path / "here")), Intake(_folder(tmp_path / "there"))
    here.take(persons="person_id,full_name,birth_date\nP1,Lê Thị Kín,1991-02-03\nP2,Lê Văn Hai,1980-01-02\n")
    there.take(
        persons="person_id,full_name,birth_date\nP1,Lê Thị Kín,1991-02-04\nP2,Lê Văn Hai,1980-01-03\n",
        cases="case_id\nC1\n", involvements="case_id,person_id,role\nC1,P1,victim\nC1,P2,suspect\n",
    )  # fmt: skip
    with here.case() as case:
        found = finish(compare(case, there.path, ReadOptions(extra={"source_passphrase": KEY})))
    births = {one.record: (one.here, one.there) for one in found.values if one.field == "birth_date"}
    assert births["persons:P2"] == ("1980-01-02", "1980-01-03")
    assert "1991" not in repr(found.values)


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def facts(intake: Intake) -> dict[str, list[str]]:
    """Everything the case counts, but for numbers of rows and entities."""
    found: dict[str, list[str]] = {}
    with intake.case() as case:
        names = {-1: "", **{number: "/".join(case.ref(number)) for number in case.table("entities").id.tolist()}}
        for table in ("persons", "cases", "reports", "involvements", "holdings", "stops", "travellers", "links",
                      "calls", "payments", "crossings", "entities"):  # fmt: skip
            frame = case.table(table)
            rows = []
            for row in frame.to_dict("records"):
                said = {
                    name: names[value] if name in ("person", "case", "thing", "route", "place", "a", "b", "document",
                                                   "vehicle", "id") else value
                    for name, value in row.items() if name not in ("file", "row", "code")
                }  # fmt: skip
                rows.append(repr(said))
            found[table] = sorted(rows)
    return found


def test_all_it_counts_comes_in_with_its_own_file_row_and_register(here: Intake, there: Intake) -> None:
    there.take({"register": "LC"}, **TABLES)
    ledger = merge(here, there)
    assert facts(here) == facts(there)
    original = [(file.name, file.register, file.rows_read, file.rows_used, file.rows_merged, file.rows_rejected)
                for file in there.ledgers[0].files]  # fmt: skip
    came = [(file.name, file.register, file.rows_read, file.rows_used, file.rows_merged, file.rows_rejected)
            for file in ledger.files]  # fmt: skip
    assert sorted(came) == sorted(original)
    assert {file.through for file in ledger.files} == {"case.netlens"}
    with here.case() as case, there.case() as other:
        assert case.registers() == ("LC",)
        person = case.table("persons").iloc[0]
        written = case.as_written(Source(person.file, person.row))
        first = other.as_written(Source(*other.table("persons").iloc[0][["file", "row"]]))
        assert (written.file, written.sha256, written.importer, written.row) == (
            first.file, first.sha256, first.importer, first.row)  # fmt: skip
        assert (written.register, written.imported, written.values, written.extra) == (
            first.register, first.imported, first.values, first.extra)  # fmt: skip
        assert written.through == "case.netlens"
        assert len(case.table("rejected")) == len(other.table("rejected")) == 1


def test_the_same_case_again_adds_nothing(here: Intake, there: Intake) -> None:
    there.take(**TABLES)
    first = merge(here, there)
    held = facts(here)
    again = merge(here, there)
    assert facts(here) == held
    assert all(file.rows_used == 0 for file in again.files)
    assert [file.rows_read for file in again.files] == [file.rows_read for file in first.files]
    here.withdraw(again)
    here.withdraw(first)
    assert not any(facts(here).values())


def test_a_case_merged_with_its_own_copy_adds_nothing(here: Intake, tmp_path: Path) -> None:
    here.take(**TABLES)
    copy = tmp_path / "copy.netlens"
    shutil.copy(here.path, copy)
    held = facts(here)
    ledger = here.take_files([copy], extra={"source_passphrase": KEY})
    assert facts(here) == held
    assert all(file.rows_used == 0 for file in ledger.files)
    with pytest.raises(NetLensError, match="is the case itself"):
        here.take_files([here.path], extra={"source_passphrase": KEY})


def test_what_stands_here_already_merges_and_natively_again_too(here: Intake, there: Intake) -> None:
    here.take(**TABLES)
    there.take(**TABLES)
    held = facts(here)
    assert all(file.rows_used == 0 for file in merge(here, there).files)
    assert facts(here) == held
    fresh = made(here.folder.parent / "fresh")
    merge(fresh, there)
    assert all(file.rows_used == 0 for file in fresh.take(**TABLES).files)
    assert facts(fresh) == held


def test_a_into_b_and_b_into_a_hold_the_same(here: Intake, there: Intake) -> None:
    here.take(**TABLES)
    more = {**TABLES, "calls": "caller,callee,start,seconds\n0912345678,0987654321,2022-03-07 21:04:13,33\n",
            "persons": "person_id,full_name,phones\nP1,Nguyễn Văn An,0900111222\nP5,Vàng A Sử,\n"}  # fmt: skip
    more["involvements"] = "case_id,person_id,role\nC1,P5,offender\n"
    del more["identifiers"], more["links"], more["payments"], more["crossings"], more["routes"]
    there.take(**more)
    copy_here, copy_there = made(here.folder.parent / "a"), made(here.folder.parent / "b")
    shutil.copy(here.path, copy_here.path)
    shutil.copy(there.path, copy_there.path)
    merge(copy_here, there)
    merge(copy_there, here)
    one, other = facts(copy_here), facts(copy_there)
    calls = one.pop("calls"), other.pop("calls")
    assert one == other
    assert len(calls[0]) == len(calls[1]) == 2, "a call told by both cases is one, by whichever clock"


def test_registers_are_kept_apart_by_a_name(here: Intake, there: Intake) -> None:
    here.take(persons="person_id,full_name\nP1,Lê Thị Hoa\n")
    there.take(**TABLES)
    with pytest.raises(NetLensError, match="full_name of P1 is not the one that register main holds"):
        merge(here, there)
    assert len(here.rows("imports", "id")) == 1
    merge(here, there, register="HN")
    assert {row[0] for row in here.rows("persons", "record_id")} == {
        "persons:main/P1", "persons:HN/P1", "persons:HN/P2", "persons:HN/P9"}  # fmt: skip
    assert here.rows("persons", "name")[-1:] == [("Trần Thị Bé",)]
    held = facts(here)
    again = merge(here, there, register="HN")
    assert all(file.rows_used == 0 for file in again.files)
    assert facts(here) == held


def test_a_case_of_one_number_opened_on_another_day_is_another(here: Intake, there: Intake) -> None:
    here.take(cases="case_id,title,opened\nC1,Vụ A,2021-05-20\n")
    there.take(cases="case_id,title,opened\nC1,Vụ B,2023-11-30\n")
    with pytest.raises(NetLensError, match="opened of C1 is not the one that register main holds"):
        merge(here, there)
    merge(here, there, register="LC")
    assert here.rows("cases", "title") == [("Vụ A",), ("Vụ B",)]


def test_several_registers_come_under_their_names(here: Intake, there: Intake) -> None:
    there.take(persons="person_id,full_name\nP1,Lê Thị Hoa\n")
    there.take({"register": "LC"}, persons="person_id,full_name\nP1,Vàng A Sử\n")
    merge(here, there)
    assert here.rows("persons", "register", "name") == [("LC", "Vàng A Sử"), ("main", "Lê Thị Hoa")]
    merge(here, there, register="X")
    assert {row[0] for row in here.rows("persons", "register")} == {"LC", "main", "X.LC", "X.main"}


def test_updates_there_are_updates_here(here: Intake, there: Intake) -> None:
    there.take(persons="person_id,full_name,ethnicity\nP1,Lê Thị Hoa,Tày\n", cases="case_id,status\nC1,investigating\n")
    there.take({"update": True}, persons="person_id,full_name,ethnicity\nP1,Lê Thị Hương,Tày\n",
               cases="case_id,status\nC1,tried\n")  # fmt: skip
    role = "case_id,person_id,role,stage\nC1,P1,suspect,"
    there.take(involvements=role + "charged\n")
    there.take(involvements=role + "acquitted\n")
    merge(here, there)
    assert facts(here) == facts(there)
    assert here.rows("persons", "name") == [("Lê Thị Hương",)]
    assert here.rows("involvements", "stage") == [("acquitted",)]
    assert here.rows("cases", "status") == [("tried",)]
    with here.case() as case:
        values = {value for _field, value, *_ in case.conflicts(int(case.table("persons").id[0]))}
    assert values == {"Lê Thị Hoa", "Lê Thị Hương"}


def test_large_tables_come_row_by_row(here: Intake, there: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
    from netlens.case.intake.bulk import plan

    calls = "caller,callee,start,seconds,kind,tower\n" + "".join(
        f"09123456{n % 7:02d},0987654321,2022-03-{1 + n % 28:02d} 21:04:{n % 60:02d},{n},sms,T{n}\n" for n in range(200)
    )
    with monkeypatch.context() as small:
        small.setattr(plan, "LEAST", 0)
        there.take(calls=calls)
    with there.case() as case:
        assert case.connection.execute("SELECT count(*) FROM bulk").fetchone()[0] == 1
        here.take(calls=calls[: len(calls) // 2].rpartition("\n")[0] + "\n")
    before = calls_compared(here, there)
    n = there.links()["called"]
    assert (before.here, before.there + before.both) == (0, n)
    assert 0 < before.both < n
    ledger = merge(here, there)
    assert facts(here) == facts(there)
    assert calls_compared(here, there)[1:] == (0, 0, n, 0)
    assert [read for read, *_rest in sums(ledger)] == [200]
    again = merge(here, there)
    assert sums(again)[0][1] == 0
    with here.case() as case, there.case() as other:
        mine, theirs = (one.table("calls").iloc[5] for one in (case, other))
        written = (case.as_written(Source(mine.file, mine.row)), other.as_written(Source(theirs.file, theirs.row)))
        assert (written[0].row, written[0].values, written[0].extra) == (
            written[1].row, written[1].values, written[1].extra)  # fmt: skip


def test_what_is_withdrawn_there_stays_there(here: Intake, there: Intake) -> None:
    first = there.take(persons="person_id,full_name\nP1,Lê Thị Hoa\n")
    there.take(persons="person_id,full_name\nP2,Vàng A Sử\n")
    there.withdraw(first)
    merge(here, there)
    assert here.rows("persons", "name") == [("Vàng A Sử",)]


def test_the_protected_stay_protected(here: Intake, there: Intake) -> None:
    there.take(**TABLES)
    merge(here, there)
    with here.case() as case:
        victim = case.by_record_id("persons:P2")
        assert victim in protected_ids(case)
        assert shown_name(case, int(victim or 0)).startswith("V-")


def test_the_other_case_is_not_touched(here: Intake, there: Intake) -> None:
    there.take(**TABLES)
    before, folder = there.path.read_bytes(), there.path.parent
    there.path.chmod(stat.S_IREAD)
    folder.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        names = sorted(path.name for path in folder.iterdir())
        merge(here, there)
        assert sorted(path.name for path in folder.iterdir()) == names
        assert there.path.read_bytes() == before
    finally:
        folder.chmod(stat.S_IRWXU)
        there.path.chmod(stat.S_IREAD | stat.S_IWRITE)


def test_an_open_case_a_wrong_passphrase_and_none_are_said(here: Intake, there: Intake) -> None:
    there.take(persons="person_id,full_name\nP1,Lê Thị Hoa\n")
    with pytest.raises(CaseFileError, match=r"passphrase of the case .* is needed"):
        here.take_files([there.path])
    with pytest.raises(CaseFileError, match="passphrase is wrong"):
        here.take_files([there.path], extra={"source_passphrase": "khác"})
    with there.case() as case:
        case.note("extract", {})
        with pytest.raises(NetLensError, match="open in another window"):
            merge(here, there)
    merge(here, there)


def test_a_case_of_an_older_netlens_is_read_in_memory(
    here: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netlens.case.store import schema

    there = made(tmp_path / "old")
    there.take(**TABLES)
    facts_there = facts(there)
    with monkeypatch.context() as newer:
        newer.setattr(schema, "STEPS", (*schema.STEPS, "ALTER TABLE import ADD COLUMN more TEXT;"))
        newer.setattr(schema, "VERSION", schema.VERSION + 1)
        before = there.path.read_bytes()
        merge(here, there)
        assert facts(here) == facts_there
    assert there.path.read_bytes() == before


@pytest.mark.parametrize("broken", ["DELETE FROM word", "UPDATE pack SET ints = 'x'", "UPDATE file SET name = x'00'"])
def test_a_case_whose_tables_do_not_fit_together_is_said_to_be_damaged(
    here: Intake, there: Intake, broken: str
) -> None:
    there.take({"dates": "dmy"}, **TABLES)
    connection = door.open_file(there.path, KEY)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(broken)
    door.close(connection)
    with pytest.raises(CaseFileError, match=rf"{there.path.name}: The case file is damaged"):
        merge(here, there)
    assert here.rows("imports", "id") == []
