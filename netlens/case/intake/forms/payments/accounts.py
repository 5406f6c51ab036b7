"""Accounts of a statement under the one name they have everywhere: `bank:VCB 0011001234567`, `wallet:0912345678`."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from netlens.case import schema
from netlens.case.intake.forms.words import form
from netlens.case.values import account, amount, phone
from netlens.case.values.name import fold

_NUMBER = re.compile(r"\d(?:[\s.\-]?\d){4,29}", re.ASCII)
_NOISE = re.compile(r"\b(?:ngan hang|nh|tmcp|tnhh|mtv|bank|chi nhanh|cn|pgd|viet nam|vn)\b")


def account_of(number: str, bank: str = "", number_of_wallet: str = "") -> str:
    """The account a line names, "" when it names none by a number. `bank` as written, or a code."""
    text = number.strip().strip("'\"")
    if account.is_account(text):
        return text
    found = _NUMBER.search(text)
    if found and not re.search(r"[*xX]{2,}", text):
        code = bank_code(bank) or bank_code(text.replace(found[0], " "))
        return f"bank:{code} {found[0]}" if code else f"bank:{found[0]}"
    if number_of_wallet and phone.is_phone(number_of_wallet):
        return f"wallet:{number_of_wallet}"
    return ""


@lru_cache(maxsize=4096)
def bank_code(text: str) -> str:
    """The bank a text names by its code, brand or full name; one no list knows in capitals; "" for none."""
    written = " ".join(text.split()).strip(" -:.,;/")
    if not written or not any(sign.isalpha() for sign in written):
        return ""
    code = schema.code("bank", written) or bank_in(written)
    if code:
        return code
    plain = _NOISE.sub(" ", fold(written))
    return " ".join(plain.split()).upper()[:40]


def bank_in(text: str) -> str:
    """A bank of the list whose code, brand or old name stands in a longer text."""
    plain = f" {' '.join(re.sub(r'[^a-z0-9]+', ' ', fold(text)).split())} "
    for word, code in _words():
        if f" {word} " in plain:
            return code
    return ""


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, str], ...]:
    found = []
    for code in schema.codes("bank"):
        entry = schema.entry("bank", code)
        for word in {code, entry["en"], entry["vi"], *entry.get("aliases", ())}:
            plain = " ".join(re.sub(r"[^a-z0-9]+", " ", fold(word)).split())
            if len(plain) > 1:
                found.append((plain, code))
    return tuple(sorted(found, key=lambda one: (-len(one[0]), one)))


@lru_cache(maxsize=65536)
def money(text: str) -> Decimal | None:
    """A sum with its sign, None where there is none: `1.200.000`, `(500,000)`, `500.000-`, `+50,000 VND`."""
    written = text.strip()
    if not written:
        return None
    negative = False
    if written[0] in "(（" and written[-1] in ")）":
        written, negative = written[1:-1].strip(), True
    if written.endswith("-"):
        written, negative = written[:-1].strip(), True
    if written[:1] in "-−–":
        written, negative = written[1:].strip(), True
    value, problem = amount.clean(written.lstrip("+").strip())
    if problem not in ("", "rough_amount") or value == "":
        return None
    try:
        return -Decimal(value) if negative else Decimal(value)
    except InvalidOperation:
        return None


def is_company(name: str) -> bool:
    return form("bank_transfers").says("company", name)
