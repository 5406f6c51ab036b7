"""Sums of money: `1.200.000 đ`, `1,200,000.50`, `1,2 tỷ`, `50tr`. A value is plain digits, two decimals or none."""

import re
from decimal import Decimal, InvalidOperation

from netlens.case.values.name import fold

DEFAULT_CURRENCY = "VND"

_UNITS = {
    "ty": 1_000_000_000, "ti": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
    "trieu": 1_000_000, "tr": 1_000_000, "m": 1_000_000, "mil": 1_000_000, "million": 1_000_000,
    "nghin": 1_000, "ngan": 1_000, "k": 1_000, "thousand": 1_000,
}  # fmt: skip
_CURRENCIES = {
    "VND": ("vnd", "₫", "d", "dong", "vnđ", "viet nam dong", "dong viet nam"),
    "CNY": ("cny", "rmb", "yuan", "¥", "元", "人民币", "te", "nhan dan te", "ndt"),
    "USD": ("usd", "$", "us$", "dollar", "dollars", "do la", "do", "do la my", "do my", "usdt"),
    "EUR": ("eur", "€", "euro", "euros"),
    "GBP": ("gbp", "£", "pound", "pounds", "bang", "bang anh"),
    "KHR": ("khr", "riel", "៛"),
    "LAK": ("lak", "kip", "₭"),
    "THB": ("thb", "baht", "฿", "bat"),
    "MMK": ("mmk", "kyat"),
    "MYR": ("myr", "ringgit", "rm"),
    "IDR": ("idr", "rupiah", "rp"),
    "KRW": ("krw", "won", "₩"),
    "TWD": ("twd", "nt$", "ntd", "dai te"),
    "SAR": ("sar", "riyal"),
    "RUB": ("rub", "ruble", "rouble", "rup", "₽"),
}
_WORDS = {word: code for code, words in _CURRENCIES.items() for word in words}
_SUM = re.compile(r"([^\d+\-]*?)([+\-]?\s*\d[\d.,\s'\u2019]*)\s*(.*)")


def clean(text: str) -> tuple[str, str]:
    """The sum as plain digits (`1200000`, `12.50`) and "" or `bad_amount` (kept as written)."""
    written = " ".join(text.split())
    if not written.strip("-?. "):
        return "", ""
    found = _take_apart(written)
    if found is None:
        return written, "bad_amount"
    return _plain(found[0]), ""


def number(text: str) -> float | None:
    """The sum as a number, or None when it cannot be understood or is empty."""
    found = _take_apart(" ".join(text.split()))
    return None if found is None else float(found[0])


def currency(text: str, default: str = DEFAULT_CURRENCY) -> str:
    """ISO 4217, from a currency cell (`đ`, `NDT`, `usd`) or an amount with its sign (`500 USD`); else the default."""
    word = fold(text).strip(" .")
    if word in _WORDS:
        return _WORDS[word]
    if re.fullmatch(r"[A-Za-z]{3}", text.strip(), re.ASCII):
        return text.strip().upper()
    found = _take_apart(" ".join(text.split()))
    return found[1] if found and found[1] else default


def clean_currency(text: str) -> tuple[str, str]:
    """ISO 4217, or as written with `unknown_currency`."""
    written = " ".join(text.split())
    if not written:
        return "", ""
    code = currency(written, "")
    return (code, "") if code else (written, "unknown_currency")


def _take_apart(written: str) -> tuple[Decimal, str] | None:
    found = _SUM.fullmatch(written)
    if not found:
        return None
    before, digits, after = fold(found[1]).strip(" .:"), found[2], fold(found[3]).strip(" .")
    unit = 1
    words = re.match(r"([a-z]+)\b\s*", after)
    if words and words[1] in _UNITS:
        unit, after = _UNITS[words[1]], after[words.end() :].strip(" .")
    currencies = [word for word in (before, after) if word]
    if len(currencies) > 1 or any(word not in _WORDS for word in currencies):
        return None
    value = _number(digits, scaled=unit > 1)
    return None if value is None else (value * unit, _WORDS[currencies[0]] if currencies else "")


def _number(digits: str, *, scaled: bool) -> Decimal | None:
    """A dot or comma before groups of three digits parts thousands; before anything else, decimals."""
    text = re.sub(r"[\s'\u2019]+", "", digits)
    signs = [sign for sign in text if sign in ".,"]
    decimal = ""
    if signs:
        tail = len(text) - 1 - max(text.rfind("."), text.rfind(","))
        grouped = re.fullmatch(r"[+\-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*", text)
        if signs.count(signs[-1]) == 1 and not (grouped and len(signs) == 1 and not scaled):
            decimal = signs[-1]
        elif not grouped:
            return None
        if (decimal and len(set(signs[:-1])) > 1) or tail == 0:
            return None
    whole, _, part = text.partition(decimal) if decimal else (text, "", "")
    body = re.sub("[.,]", "", whole)
    try:
        return Decimal(f"{body}.{part}" if part else body)
    except InvalidOperation:
        return None


def _plain(value: Decimal) -> str:
    return str(int(value)) if value == int(value) else f"{value:.2f}"
