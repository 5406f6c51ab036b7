"""Statements: who paid whom, from whichever side of an account a bank tells it."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taken import Taken, balanced, book, reads, written

from importers.bank_transfers import IMPORTER
from netlens.case.importing import ReadOptions
from netlens.case.intake.forms.payments.accounts import account_of, bank_code, money
from netlens.case.intake.forms.payments.balance import Entry, gaps
from netlens.errors import NetLensError

SAMPLE = Path(__file__).parent.parent / "samples" / "bank_transfers.csv"
MINE, OTHER = "bank:VCB 0011001234567", "bank:TCB 19030000000123"


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    return Taken(tmp_path)


def paid(taken: Taken) -> list[tuple[str, str, float, str, str]]:
    """Payer, payee, amount, currency, when of every payment; a row's own keys without the file's name."""
    keys = {entity: key.rpartition(":")[2] if ".csv:" in key else key for entity, key in taken.keys().items()}
    found = taken.rows("payments", "a", "b", "amount", "currency", "when")
    return sorted((keys[a], keys[b], *more) for a, b, *more in found)


def test_the_sample_counts_as_counted_by_hand(taken: Taken) -> None:
    ledger = taken.take(SAMPLE)
    with SAMPLE.open(encoding="utf-8") as stream:
        rows = [row for row in csv.reader(stream) if row[0].isdigit()]
    debit = sum(Decimal(row[3].replace(",", "")) for row in rows if row[3])
    credit = sum(Decimal(row[4].replace(",", "")) for row in rows if row[4])
    assert ledger.files[0].rows_read == ledger.files[0].rows_used == len(rows)
    found = paid(taken)
    assert sum(amount for payer, _payee, amount, *_rest in found if payer == MINE) == debit
    assert sum(amount for _payer, payee, amount, *_rest in found if payee == MINE) == credit
    assert ledger.files[0].flags == {"balance_gap": 1, "named_party": 1, "no_counterparty": 1}
    assert ledger.files[0].other_lines == 7
    names = {(name, key) for name, key in taken.rows("persons", "name", "record_id")}
    assert {name for name, _key in names} == {"NGUYEN VAN MAU", "TRAN THI VI DU", "LE VAN GIA DINH"}
    assert not any("0011001234567" in key for _name, key in names)


def test_a_missing_line_is_told_where_it_is_missing(taken: Taken, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    whole = text.replace('"20,489,000",tra no', '"21,489,000",tra no').replace('"20,989,000"', '"21,989,000"')
    taken.take(written(tmp_path / "whole.csv", whole))
    less = "\n".join(line for line in whole.splitlines() if not line.startswith("2,"))
    with taken.case() as case:
        before = len(case.table("flags"))
    ledger = taken.take(written(tmp_path / "less.csv", less))
    assert ledger.files[0].flags["balance_gap"] == 1
    with taken.case() as case:
        told = case.table("flags").iloc[before:]
        assert told[told.reason.str.contains("running balance")].row.tolist() == [8]


def test_newest_first_is_as_good_as_oldest_first() -> None:
    entries = [Entry(n, Decimal(10), Decimal(10 * n)) for n in range(1, 6)]
    assert gaps(entries, None, None) == gaps(entries[::-1], None, None) == {}
    assert gaps(entries, Decimal(0), Decimal(50)) == {}
    assert gaps([*entries[:2], *entries[3:]], None, None) == {4: "balance_gap"}
    assert gaps(entries, None, Decimal(60)) == {5: "balance_differs"}


STATEMENTS = {
    "Techcombank": (
        "TECHCOMBANK\nSố tài khoản/Account No: 19030000000123\n"
        "Transaction Date,Reference,Remitter Bank,Beneficiary Account,Beneficiary name,Details,Debit,Credit,Balance\n"
        '13/03/2022,FT1,VCB,0011001234567,NGUYEN VAN MAU,tien xe,"1,500,000",,"8,500,000"\n'
    ),
    "MB, signed sums": (
        "Ngân hàng MB\nTài khoản: 0680100000009 VND\n"
        "Ngày giao dịch;Số tiền;Tài khoản đối ứng;Ngân hàng đối ứng;Nội dung\n"
        "13/03/2022 08:00:00;-1.500.000;0011001234567;Vietcombank;a\n14/03/2022 08:00:00;+20.000;0011001234567;VCB;b\n"
    ),
    "Agribank, D and C": (
        "AGRIBANK\nSố TK: 3100205000001\nNgày|Loại giao dịch|Số tiền|TK đối ứng|Diễn giải\n"
        "13/03/2022|D|1.500.000|VCB 0011001234567|x\n14/03/2022|C|20.000|VCB 0011001234567|y\n"
    ),
    "MoMo": (
        "Ví MoMo\nSố ví: 0912000001\n"
        "Mã giao dịch,Thời gian,Loại giao dịch,Số tiền,Số điện thoại,Người nhận,Nội dung,Trạng thái\n"
        "1,13/03/2022 08:00:00,Chuyển tiền,1500000,0987000002,A B,an com,Thành công\n"
        "2,13/03/2022 09:00:00,Nhận tiền,20000,0987000002,A B,tra lai,Thành công\n"
        "3,13/03/2022 10:00:00,Chuyển tiền,7,0987000002,A B,x,Thất bại\n"
    ),
    "a list of transfers": (
        "Tài khoản chuyển,Tên người chuyển,Ngân hàng chuyển,Tài khoản nhận,Tên người nhận,Ngân hàng nhận,Số tiền,"
        "Loại tiền,Ngày giao dịch,Nội dung\n"
        "0011001234567,Ai Đó,VCB,19030000000123,Cty TNHH Mẫu,TCB,100.5,USD,13/03/2022,a\n"
    ),
    "中国工商银行": (
        "中国工商银行 账户明细\n卡号：6222020000000001\n交易日期,交易金额,借贷标志,余额,对方账号,对方户名,摘要,币种\n"
        "2022-03-13,1500.00,借,8500.00,6228480000000002,张三,转账,CNY\n2022-03-14,20.00,贷,8520.00,6228480000000002,张三,转账,CNY\n"
    ),
}
WALLET, PHONE = "wallet:+84912000001", "wallet:+84987000002"
EXPECTED = {
    "Techcombank": [(OTHER, MINE, 1500000.0, "VND", "2022-03-13")],
    "MB, signed sums": [
        ("bank:MB 0680100000009", MINE, 1500000.0, "VND", "2022-03-13T08:00:00"),
        (MINE, "bank:MB 0680100000009", 20000.0, "VND", "2022-03-14T08:00:00"),
    ],
    "Agribank, D and C": [
        ("bank:VBA 3100205000001", MINE, 1500000.0, "VND", "2022-03-13"),
        (MINE, "bank:VBA 3100205000001", 20000.0, "VND", "2022-03-14"),
    ],
    "MoMo": [
        (WALLET, PHONE, 1500000.0, "VND", "2022-03-13T08:00:00"),
        (PHONE, WALLET, 20000.0, "VND", "2022-03-13T09:00:00"),
    ],
    "a list of transfers": [(MINE, OTHER, 100.5, "USD", "2022-03-13")],
    "中国工商银行": [
        ("bank:6222020000000001", "bank:6228480000000002", 1500.0, "CNY", "2022-03-13"),
        ("bank:6228480000000002", "bank:6222020000000001", 20.0, "CNY", "2022-03-14"),
    ],
}


@pytest.mark.parametrize("bank", STATEMENTS)
def test_statements_of_many_houses(taken: Taken, tmp_path: Path, bank: str) -> None:
    path = written(tmp_path / "statement.csv", STATEMENTS[bank])
    assert reads(path) == "bank_transfers"
    ledger = taken.take(path)
    assert balanced(ledger)
    assert paid(taken) == sorted(EXPECTED[bank])
    assert [issue.code for issue in ledger.files[0].rejected] == (["not_done"] if bank == "MoMo" else [])


def test_a_workbook_with_numbers_and_dates_in_its_cells(taken: Taken, tmp_path: Path) -> None:
    from datetime import datetime

    path = book(
        tmp_path / "VCB_statement.xlsx",
        {
            "Sao kê": [
                ["SAO KÊ TÀI KHOẢN"],
                ["Số tài khoản", "", "0011001234567"],
                ["Ngày", "Số tiền", "", "Số dư", "Nội dung", "Tài khoản đối ứng"],
                ["giao dịch", "Nợ", "Có", "", "", ""],
                [datetime(2022, 3, 13, 8, 0, 1), 1500000, "", 3500000, "a", "TCB 19030000000123"],  # noqa: DTZ001
                [datetime(2022, 3, 14, 8, 0, 1), "", 500000.5, 4000000.5, "b", "TCB 19030000000123"],  # noqa: DTZ001
            ]
        },
    )
    taken.take(path)
    assert paid(taken) == [
        (OTHER, MINE, 500000.5, "VND", "2022-03-14T08:00:01"),
        (MINE, OTHER, 1500000.0, "VND", "2022-03-13T08:00:01"),
    ]


def test_a_statement_of_nobody_is_refused(taken: Taken, tmp_path: Path) -> None:
    text = "Ngày giao dịch,Ghi nợ,Ghi có,Số dư,Nội dung\n13/03/2022,5,,10,x\n"
    with pytest.raises(NetLensError, match="of which account"):
        taken.take(written(tmp_path / "s.csv", text))


def test_native_payments_stay_native(tmp_path: Path) -> None:
    native = written(
        tmp_path / "payments.csv", "payer,payee,amount,currency,when,reference\nP1,P2,5,VND,2022-03-13,x\n"
    )
    assert reads(native) == "tables"


def test_sums_banks_and_accounts() -> None:
    assert [money(text) for text in ("1.200.000", "(500,000)", "500.000-", "+50,000 VND", "-7", "x", "")] == [
        Decimal(1200000), Decimal(-500000), Decimal(-500000), Decimal(50000), Decimal(-7), None, None,
    ]  # fmt: skip
    assert [bank_code(text) for text in ("Vietcombank", "NH TMCP Kỹ thương Việt Nam (Techcombank)", "ICBC", "")] == [
        "VCB", "TCB", "ICBC", "",
    ]  # fmt: skip
    assert account_of("1903 0000 000123", "TCB") == "bank:TCB 1903 0000 000123"
    assert account_of("xxxx1234") == account_of("Nguyễn Văn A") == ""


CELLS = st.sampled_from(
    ["", "13/03/2022", "1.500.000", "-5", "abc", "0011001234567", "Số dư đầu kỳ", "Tổng cộng", '"', "\u0000", "1e999"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=12))
def test_messy_statements_lose_no_row(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("messy") / "s.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("Số tài khoản: 0011001234567\n")
        csv.writer(stream).writerow(["Ngày giao dịch", "Ghi nợ", "Ghi có", "Số dư", "Nội dung", "Tài khoản đối ứng"])
        csv.writer(stream).writerows(rows)
    found = list(IMPORTER.read(path, ReadOptions()))
    filled = {n for n, row in enumerate(rows, 3) if any(cell.strip() for cell in row)}
    assert filled <= {one.row for one in found}
    assert [one.row for one in found] == sorted(one.row for one in found)
