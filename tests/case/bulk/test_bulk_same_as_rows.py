"""The slow path is the judge: whatever a large table holds, the case is the same when it is read by the column."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.tables import IMPORTER
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.importing import Importer, import_files
from netlens.case.intake.bulk import plan
from netlens.case.records import Source
from netlens.case.store import checks
from netlens.errors import NetLensError
from netlens.progress import finish

PASSPHRASE = "a passphrase of several words"
ROWS = replace(IMPORTER, bulk=None)

WRITTEN = (
    "0912345678|+84912345678|84912345678|912345678|0912-345-678|0912.345.678|(091)2345678|01632345678|0332345678|"
    "+8613812345678|8613812345678|113|18001091|0243825678|abc|-|?|0084912345678|+84(0)912345678|0912345679|"
    "912345678.0|| |091 234 5678|  0912345678 |tel: 0912345678"
)
PHONES = st.sampled_from(WRITTEN.split("|"))
DAYS = st.sampled_from(
    [
        "25/12/2021",
        "26/12/2021",
        "3/4/2022",
        "03/04/2022",
        "2022-03-07",
        "2022/03/07",
        "31/02/2022",
        "x",
        "03/2022",
        "2022",
    ]
)
CLOCKS = st.sampled_from(
    [
        "",
        " 21:04:10",
        " 21:04:12",
        " 21:04:15",
        " 21:04:16",
        " 21:04",
        " 21h04",
        "T21:04:10",
        " 00:00:00",
        " 9:04 PM",
        " xx",
        " ",
    ]
)
STARTS = st.one_of(
    st.builds("{}{}".format, DAYS, CLOCKS),
    st.sampled_from(
        ["", "21:04:10 25/12/2021", "44620.5", "07/03/22 21:04:10", "ngày 7 tháng 3 năm 2022", "2022-03-07 21:04:10Z"]
    ),
)
SECONDS = st.sampled_from(["", "10", "0", "1:30", "x", "61.5", "-", "1,5"])
KINDS = st.sampled_from(["", "call", "sms", "Gọi", "thoại", "odd", "tin nhắn"])
CELLS = st.sampled_from(["", "452-04-1-2", "Hà Nội", "a;b", "Ha\u0300 No\u0323\u0302i"])
GRADES = st.sampled_from(["", "B", "2", "B/2", "x"])
NOTES = st.sampled_from(["", "một ghi chú", "a note", "caller"])
RECORDS = st.builds(lambda *cells: list(cells), PHONES, PHONES, STARTS, SECONDS, KINDS, CELLS, GRADES, GRADES, NOTES)
HEADER = "caller,callee,start,seconds,kind,cell,grade_source,grade_info,something else"
ODD = st.sampled_from(
    [
        "",
        ",,,,,,,,",
        "a single line",
        HEADER,
        "0912345678,0912345679",
        '"0912345678,x',
        "tổng: 5",
        "0912345678,0912345679,25/12/2021,1,2,3,4,5,6,,,",
        '"0912345678","0912345679","25/12/2021 21:04:10","10",,,,,"a ""quoted"" note"',
        '0912345678,0912345679,25/12/2021 21:04:10,10,,,,,"over\ntwo lines"',
        "a\x00b,0912345679,25/12/2021,,,,,,",
        " ,,,,,,,,",
        '0912345678,0912345679,25/12/2021 21:04:10,10,,,,,a"b',
    ]
)


def line(cells: list[str]) -> str:
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in cells)


LINES = st.lists(st.one_of(RECORDS.map(line), RECORDS.map(line), RECORDS.map(line), ODD), max_size=14)
FILES = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans()), min_size=1, max_size=3)


@pytest.fixture(autouse=True)
def no_file_is_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "LEAST", 0)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bulk") / "empty.netlens"
    Case.create(path, PASSPHRASE).close()
    return path


def written(folder: Path, files: list[tuple[list[str], str, bool]]) -> list[Path]:
    paths = []
    for number, (lines, end, closed) in enumerate(files):
        path = folder / f"calls_{number}.csv"
        path.write_bytes((end.join([HEADER, *lines]) + (end if closed else "")).encode())
        paths.append(path)
    return paths


def imported(case: Path, paths: list[Path], importer: Importer, order: str) -> tuple[Any, int]:
    try:
        ledger = finish(import_files(case, PASSPHRASE, paths, [importer], dates=order))
    except NetLensError as error:
        return str(error), 0
    files = [(one.rows_read, one.rows_used, one.rows_merged, one.other_lines, dict(one.flags)) for one in ledger.files]
    rejected = [sorted((i.row, i.field, i.value, i.reason, i.code) for i in one.rejected) for one in ledger.files]
    return (files, rejected), ledger.import_id


def seen(case: Case) -> dict[str, Any]:
    """All a case says, with record ids for entities."""
    found: dict[str, Any] = {"counts": case.counts()}
    calls = case.table("calls")
    ids = {number: case.record_id(number) for number in {*calls.a, *calls.b}}
    columns = [
        calls[name].tolist() for name in ("start", "seconds", "kind", "cell", "file", "row", "grade", "handling")
    ]
    found["calls"] = sorted(zip(map(ids.get, calls.a), map(ids.get, calls.b), *columns, strict=True), key=repr)
    found["entities"] = sorted(
        case.table("entities")[["kind", "register", "key", "label"]].itertuples(index=False, name=None)
    )
    for name in ("rejected", "flags"):
        found[name] = sorted(case.table(name).itertuples(index=False, name=None), key=repr)
    links = case.reading.links("called")
    found["said"] = sorted(
        (row, repr(links.detail[n]), repr(links.number[n])) for n, row in enumerate(links.row.tolist())
    )
    rows = sorted({(file, row) for file, row in zip(calls.file.tolist(), calls.row.tolist(), strict=True)})
    found["written"] = [vars_of(case.as_written(Source(*one))) for one in rows]
    return found


def vars_of(one: Any) -> tuple[Any, ...]:
    return (one.file, one.sheet, one.row, one.table, dict(one.values), dict(one.extra), one.people)


def both_ways(folder: Path, empty: Path, files: list[tuple[list[str], str, bool]], order: str, *, apart: bool) -> None:
    """Import the files row by row into one case, by the column into another: the ledgers say the same."""
    paths = written(folder, files)
    batches = [[path] for path in paths] if apart else [paths]
    said = []
    for name, importer in (("row", ROWS), ("column", IMPORTER)):
        case = folder / f"{name}.netlens"
        case.write_bytes(empty.read_bytes())
        told = []
        for batch in batches:
            ledger, number = imported(case, batch, importer, order)
            told.append(ledger)
            if number:
                with Case.open(case, PASSPHRASE) as opened:
                    opened.apply(CountImport(number))
        said.append(told)
    assert said[1] == said[0]


PLAIN = ["0912345678,0912345679,25/12/2021 21:04:10,10,,,,,", "0912345679,0912345678,26/12/2021 21:04:10,10,,,,,"]


@pytest.mark.parametrize(
    "odd", ['"0912345678,x', "tổng: 5", HEADER, "\na single line", "0912345678,0912345679", ",,,,,,,,", '"over\ntwo"']
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_odd_line_is_the_same_wherever_it_stands(odd: str, place: int, empty: Path, tmp_path: Path) -> None:
    both_ways(tmp_path, empty, [([*PLAIN[:place], odd, *PLAIN[place:]], "\n", True)], "", apart=False)
    with Case.open(tmp_path / "row.netlens", PASSPHRASE) as row:
        with Case.open(tmp_path / "column.netlens", PASSPHRASE) as column:
            assert seen(column) == seen(row)
        assert len(row.table("calls")) == 2


def test_a_blank_line_counts_until_the_next_plain_row(empty: Path, tmp_path: Path) -> None:
    both_ways(tmp_path, empty, [([PLAIN[0], "", PLAIN[1], "a single line"], "\n", True)], "", apart=False)
    with Case.open(tmp_path / "column.netlens", PASSPHRASE) as column:
        assert column.table("rejected").row.tolist() == [5]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES, order=st.sampled_from(["", "dmy", "mdy"]), apart=st.booleans(), data=st.data())
def test_the_same_case_by_column_as_by_row(
    files: list[tuple[list[str], str, bool]],
    order: str,
    apart: bool,
    data: st.DataObject,
    empty: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("messy")
    both_ways(folder, empty, files, order, apart=apart)
    with (
        Case.open(folder / "row.netlens", PASSPHRASE) as row,
        Case.open(folder / "column.netlens", PASSPHRASE) as column,
    ):
        assert seen(column) == seen(row)
        assert checks.ledgers(column.connection) == checks.packs(column.connection) == []
        numbers = row.counted_imports()
        for number in data.draw(st.permutations(numbers)) if numbers else ():
            for case in (row, column):
                case.apply(WithdrawImport(number))
            assert seen(column) == seen(row)
