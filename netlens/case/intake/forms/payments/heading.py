"""What the lines above a statement say: whose account, at which bank, in which currency."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from netlens.case.intake.forms.payments.accounts import account_of, bank_in, money
from netlens.case.intake.forms.words import form
from netlens.case.intake.sheet import Row
from netlens.case.values import phone

_NUMBER = re.compile(r"(?<![\d/])\d(?:[\s.\-]?\d){5,23}(?![\d/])", re.ASCII)
_CURRENCY = re.compile(r"\b(VND|USD|EUR|GBP|CNY|RMB|KHR|THB|LAK|JPY|KRW|TWD)\b")
_LABEL = 80  # signs: what is longer is a sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """`account` "" when no line says it; `opening`, `closing` as the lines around the table say, None when not."""

    account: str = ""
    bank: str = ""
    holder: str = ""
    currency: str = ""
    wallet: bool = False


def statement_of(lines: Iterable[Row], title: str = "") -> Statement:
    """All that the heading says of the account; `title` is the file's or sheet's name, where a bank may stand too."""
    words = form("bank_transfers")
    rows = list(lines)
    text = " ".join(cell for row in rows for cell in row.cells)[:5000]
    bank = bank_in(text) or bank_in(title.replace("_", " "))
    wallet = words.says("wallet", text) or words.says("wallet", title)
    number = holder = ""
    for label, value in _pairs(rows):
        if not number and words.says("account", label) and not words.says("holder", label):
            found = _NUMBER.search(value)
            number = found[0].strip() if found else ""
        elif not holder and words.says("holder", label) and not any(sign.isdigit() for sign in value):
            holder = value
    is_phone = bool(number) and phone.is_phone(number)
    account = f"wallet:{number}" if wallet and is_phone else account_of(number, bank)
    found_currency = _CURRENCY.search(text)
    currency = found_currency[1].replace("RMB", "CNY") if found_currency else ""
    return Statement(account, bank, holder, currency, wallet)


def sum_in(row: Row, words: str) -> Decimal | None:
    """The sum behind a word for a balance in a line: `Số dư đầu kỳ: 1.200.000`."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if not any(form("bank_transfers").says(words, cell[:_LABEL]) for cell in filled):
        return None
    parts = (part for cell in reversed(filled) for part in (cell, cell.rpartition(":")[2]))
    return next((found for part in parts if (found := money(part)) is not None), None)


def _pairs(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Label and value, in one cell or in two beside each other."""
    for row in rows:
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        for place, cell in enumerate(filled):
            label, colon, value = re.sub("：", ":", cell).partition(":")
            if colon and value.strip():
                yield label[:_LABEL], value.strip()
            elif len(cell) <= _LABEL and place + 1 < len(filled):
                yield label, filled[place + 1].lstrip(": ")
            found = _NUMBER.search(cell)
            if not colon and found:
                yield cell[: found.start()][:_LABEL], cell[found.start() :]
