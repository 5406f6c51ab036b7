"""One payment in the statements of both its parties counts once, and never two payments as one."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taken import Taken, balanced, written

from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.intake.forms.payments.both_sides import next_banking_day
from netlens.case.records import Ledger, Source

ACCOUNTS = {"a": ("VCB", "0011001234567"), "b": ("TCB", "19030000000123")}
COLUMNS = "Ngày giao dịch,Số bút toán,Ghi nợ,Ghi có,Nội dung,Tài khoản đối ứng\n"
HEAD = "{bank}\nSố tài khoản: {number} Loại tiền: VND\n\n" + COLUMNS

Line = tuple[str, str, str, str]  # day (dd/mm/yyyy), the bank's own number, sum (out is negative), what for


def statement(path: Path, whose: str, lines: Sequence[Line]) -> Path:
    """What the bank of `whose` account prints; the other side of each line is the other account."""
    bank, number = ACCOUNTS[whose]
    other = " ".join(ACCOUNTS["b" if whose == "a" else "a"])
    rows = (
        f"{day},{own},{amount[1:] if amount[0] == '-' else ''},{amount if amount[0] != '-' else ''},{text},{other}\n"
        for day, own, amount, text in lines
    )
    return written(path, HEAD.format(bank=bank, number=number) + "".join(rows))


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    return Taken(tmp_path)


def counts(ledger: Ledger) -> list[tuple[int, int]]:
    assert balanced(ledger)
    return [(file.rows_used, file.rows_merged) for file in ledger.files]


def payments(taken: Taken) -> list[tuple[float, str, str]]:
    return taken.rows("payments", "amount", "when", "reference")


def test_what_went_out_of_one_and_came_into_the_other_is_one(taken: Taken, tmp_path: Path) -> None:
    a = statement(
        tmp_path / "a.csv", "a", [("15/03/2024", "FT1", "-500000", "tien xe"), ("18/03/2024", "FT2", "70000", "tra")]
    )
    b = statement(tmp_path / "b.csv", "b", [("18/03/2024", "9", "500000", "TIEN XE"), ("18/03/2024", "", "-70000", "")])
    assert counts(taken.take(a)) == [(2, 0)]
    assert counts(taken.take(b)) == [(0, 2)]
    assert payments(taken) == [(70000.0, "2024-03-18", "tra"), (500000.0, "2024-03-15", "tien xe")]
    assert counts(taken.take(b)) == counts(taken.take(a)) == [(0, 2)]


def test_both_rows_can_be_read_from_the_payment(taken: Taken, tmp_path: Path) -> None:
    taken.take(statement(tmp_path / "a.csv", "a", [("13/03/2024", "FT1", "-500000", "x")]))
    taken.take(statement(tmp_path / "b.csv", "b", [("13/03/2024", "N9", "500000", "x")]))
    with taken.case() as case:
        row = case.table("payments").iloc[0]
        here = Source(int(row.file), int(row.row))
        (there,) = case.beside(here)
        assert case.beside(there) == [here]
        assert [case.as_written(place).extra["Số bút toán"] for place in (here, there)] == ["FT1", "N9"]
        assert "source_ref" not in case.as_written(here).values  # what the import noted stands in no file


@pytest.mark.parametrize(
    ("lines", "other", "n"),
    [
        ([("13/03/2024", "", "-5", "x")] * 2, [("13/03/2024", "", "5", "x")], 2),  # two went out, one came in yet
        ([("13/03/2024", "", "-5", "x")] * 2, [("13/03/2024", "", "5", "x")] * 2, 2),
        ([("13/03/2024", "", "-5", "x")], [("13/03/2024", "", "5", "y")], 2),  # said to be for something else
        ([("13/03/2024", "", "-5", "x")], [("13/03/2024", "", "-5", "x")], 2),  # each paid the other
        ([("14/03/2024", "", "-5", "x")], [("13/03/2024", "", "5", "x")], 2),  # it came before it went
        ([("13/03/2024", "", "-5", "x")], [("15/03/2024", "", "5", "x")], 2),  # two banking days later
        ([("15/03/2024", "", "-5", "x")], [("18/03/2024", "", "5", "x")], 1),  # over a weekend
        ([("13/03/2024", "", "-5", "")], [("14/03/2024", "", "5", "x")], 1),  # one bank prints no reference
        ([("13/03/2024", "F1", "-5", "x")] * 2, [], 1),  # one line printed twice: the bank's own number tells
    ],
)  # fmt: skip
def test_only_what_is_clearly_one(taken: Taken, tmp_path: Path, lines: list[Line], other: list[Line], n: int) -> None:
    taken.take(statement(tmp_path / "a.csv", "a", lines))
    if other:
        taken.take(statement(tmp_path / "b.csv", "b", other))
    assert len(payments(taken)) == n


DAYS = ("13/03/2024", "14/03/2024", "15/03/2024", "18/03/2024")
SUMS, TEXTS = st.sampled_from(("-5", "5")), st.sampled_from(("", "x", "y"))
LINES = st.lists(st.tuples(st.sampled_from(DAYS), st.just(""), SUMS, TEXTS), min_size=1, max_size=5)


@settings(max_examples=4, deadline=None)
@given(LINES, LINES)
def test_the_order_of_the_statements_changes_nothing(a: list[Line], b: list[Line]) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        paths = {name: statement(folder / f"{name}.csv", name, lines) for name, lines in (("a", a), ("b", b)) if lines}
        found = []
        for way, batches in enumerate(([["a"], ["b"]], [["b"], ["a"]], [["b", "a"]], [["a"], ["b"], ["b"], ["a"]])):
            (folder / str(way)).mkdir()
            taken = Taken(folder / str(way))
            ledgers = [
                taken.take(*(paths[name] for name in batch if name in paths))
                for batch in batches
                if set(batch) & set(paths)
            ]
            assert all(map(balanced, ledgers))
            found.append(len(payments(taken)))
            for undone, ledger in enumerate(ledgers[:2]):
                with taken.case() as case:
                    case.apply(WithdrawImport(ledger.import_id))
                if way < 2:
                    rest = b if (undone == 0) == (way == 0) else a
                    assert len(payments(taken)) == len(rest)
                with taken.case() as case:
                    case.apply(CountImport(ledger.import_id))
            assert len(payments(taken)) == found[-1]
        assert len(set(found)) == 1
        assert max(len(a), len(b)) <= found[0] <= len(a) + len(b)


def test_the_next_banking_day() -> None:
    days = ("2024-03-14", "2024-03-15", "2024-03-16", "2024-13-01", "9999-12-31")
    assert list(map(next_banking_day, days)) == ["2024-03-15", "2024-03-18", "2024-03-18", "", ""]
