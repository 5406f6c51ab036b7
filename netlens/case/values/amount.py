"""Sums of money: `1.200.000 đ`, `1,200,000.50`, `1,2 tỷ`, `50tr`. A value is plain digits, two decimals or none."""

import re
from decimal import Decimal, InvalidOperation

from netlens.case.values.name import fold
from netlens.case.values.nothing import is_nothing

DEFAULT_CURRENCY = "VND"
LONGEST = 200  # characters of a sum; what is longer is none

_UNITS = {
    "ty": 1_000_000_000, "ti": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000,
    "trieu": 1_000_000, "tr": 1_000_000, "m": 1_000_000, "mil": 1_000_000, "million": 1_000_000,
    "van": 10_000, "万": 10_000, "萬": 10_000, "nghin": 1_000, "ngan": 1_000, "k": 1_000, "thousand": 1_000,
}  # fmt: skip
_CURRENCIES = {
    "VND": ("vnd", "₫", "d", "dong", "viet nam dong", "dong viet nam", "vn dong"),
    "CNY": ("cny", "rmb", "yuan", "¥", "￥", "元", "块", "人民币", "te", "nhan dan te", "ndt", "te trung quoc", "cn¥"),
    "USD": ("usd", "$", "us$", "dollar", "dollars", "do la", "do", "do la my", "do my", "my kim", "usdt"),
    "EUR": ("eur", "€", "euro", "euros"),
    "GBP": ("gbp", "£", "pound", "pounds", "bang", "bang anh"),
    "KHR": ("khr", "riel", "៛"),
    "LAK": ("lak", "kip", "₭", "kip lao"),
    "THB": ("thb", "baht", "bath", "฿", "bat", "bat thai", "บาท"),
    "MMK": ("mmk", "kyat"),
    "MYR": ("myr", "ringgit", "rm", "rinh git"),
    "IDR": ("idr", "rupiah", "rp"),
    "KRW": ("krw", "won", "₩", "won han quoc", "원"),
    "TWD": ("twd", "nt$", "nt", "ntd", "dai te", "te dai loan", "dai loan te", "新台幣"),
    "SAR": ("sar", "riyal"),
    "AED": ("aed", "dirham"),
    "SGD": ("sgd", "s$", "do sing", "do singapore"),
    "HKD": ("hkd", "hk$"),
    "AUD": ("aud", "a$", "do uc"),
    "JPY": ("jpy", "yen", "yen nhat", "円"),
    "RUB": ("rub", "ruble", "rouble", "rup", "₽"),
}
_WORDS = {word: code for code, words in _CURRENCIES.items() for word in words}
_ISO = frozenset(  # ISO 4217, beside those that have words of their own
    re.findall(
        "[A-Z]{3}",
        "AFN ALL AMD ANG AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
        "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG HUF ILS INR IQD "
        "IRR ISK JMD JOD KES KGS KMF KPW KWD KYD KZT LBP LKR LRD LSL LYD MAD MDL MGA MKD MNT MOP MRU MUR MVR MWK MXN "
        "MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RWF SBD SCR SDG SEK SHP SLE SOS SRD "
        "SSP STN SVC SYP SZL TJS TMT TND TOP TRY TTD TZS UAH UGX UYU UZS VES VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG "
        "BTC ETH ",
    )
)
_SUM = re.compile(r"([^\d+\-]*?)([+\-]?\s*\d[\d.,\s'\u2019]*)\s*(.*)")
_ABOUT = re.compile(r"^(?:khoang|tam|chung|gan|hon|tren|it nhat|~|≈|about|ca\.?)\s*(?=\S)")
_IN_WORDS = re.compile(r"\s*\([^()\d]*\)$")  # the sum once more, spelt out
_NEGATIVE = re.compile(r"\(\s*(\d[\d.,\s]*)\s*\)")
_DASH = re.compile(r"[.,]\s*[-–](?=\D*$)")  # 1.500.000.-
_ROUNDED = re.compile(r"[+\-]?\d(?:[.,]\d+)?E[+\-]?\d{1,2}|#{3,}", re.IGNORECASE | re.ASCII)
_STEPS = re.compile(r"(\d[\d.,]*)\s*(ty|ti|trieu|tr|nghin|ngan|k)(?![a-z])\.?\s*|(\d[\d.,]*)\s*(ty|ti|trieu|tr)(?=\d)")


def clean(text: str) -> tuple[str, str]:
    """The sum as plain digits (`1200000`, `12.50`) and "" or a problem code.

    Read: `1.200.000 đ`, `1,2 tỷ`, `1 tỷ 200 triệu`, `2tr5`, `3 vạn tệ`, `RM 1,200`, `(500.000)` for less than nothing.
    Problems: `bad_amount` and `digits_lost` (rounded by a spreadsheet), kept as written; `rough_amount` (said to be
    about).
    """
    written = " ".join(text.split())
    if is_nothing(written) and not written.isdigit():
        return "", ""
    if _ROUNDED.fullmatch(written):
        return written, "digits_lost"
    found = _take_apart(written)
    if found is None:
        return written, "bad_amount"
    return _plain(found[0]), "" if _ABOUT.match(fold(written)) is None else "rough_amount"


def number(text: str) -> float | None:
    """The sum as a number, or None when it cannot be understood or is empty."""
    found = _take_apart(" ".join(text.split()))
    return None if found is None else float(found[0])


def currency(text: str, default: str = DEFAULT_CURRENCY) -> str:
    """ISO 4217, from a currency cell (`đ`, `NDT`, `usd`) or an amount with its sign (`500 USD`); else the default."""
    return _code(fold(text).strip(" .")) or told(text) or default


def told(sum_: str) -> str:
    """The currency that an amount names beside its digits; "" when it names none."""
    found = _take_apart(" ".join(sum_.split()))
    return found[1] if found else ""


def clean_currency(text: str) -> tuple[str, str]:
    """ISO 4217, or as written with `unknown_currency`."""
    written = " ".join(text.split())
    if not written:
        return "", ""
    code = currency(written, "")
    return (code, "") if code else (written, "unknown_currency")


def _take_apart(written: str) -> tuple[Decimal, str] | None:
    if len(written) > LONGEST or _ROUNDED.fullmatch(written):
        return None
    less = _NEGATIVE.fullmatch(written)
    text = f"-{less[1]}" if less else _DASH.sub("", _IN_WORDS.sub("", written))
    text = _ABOUT.sub("", fold(text))
    steps = _stepped(text)
    if steps:
        return steps
    found = _SUM.fullmatch(text)
    if not found:
        return None
    before, digits, after = found[1].strip(" .:"), found[2], found[3].strip(" .")
    unit, after = _unit(after)
    currencies = [word for word in (before, after) if word]
    if len(currencies) > 1 or not all(map(_code, currencies)):
        return None
    value = _number(digits, scaled=unit > 1)
    return None if value is None else (value * unit, _code(currencies[0]) if currencies else "")


def _code(word: str) -> str:
    """ISO 4217 of a folded word; "" when it is no currency."""
    return _WORDS.get(word, "") or (word.upper() if word.upper() in _ISO else "")


def _unit(after: str) -> tuple[int, str]:
    """What a word behind the digits multiplies them by, and what stands behind that word."""
    word = re.match(r"([a-z]+|[万萬])(?![a-z])\.?\s*", after)
    if word and word[1] in _UNITS:
        return _UNITS[word[1]], after[word.end() :].strip(" .")
    return 1, after


def _stepped(text: str) -> tuple[Decimal, str] | None:
    """`1 ty 200 trieu`, `2tr500`, `2 trieu ruoi`: each step smaller than the one before it; None for all else."""
    total, last, at, steps = Decimal(0), 0, 0, 0
    while found := _STEPS.match(text, at):
        part, unit = _number(found[1] or found[3], scaled=True), _UNITS[found[2] or found[4]]
        if part is None or (last and unit >= last):
            return None
        total, last, at, steps = total + part * unit, unit, found.end(), steps + 1
    rest = text[at:].strip()
    half = re.match(r"ruoi\b\s*", rest)
    tail = re.match(r"(\d{1,3})(?!\d|[.,]\d)\s*", rest)
    if steps and half:
        total, rest = total + Decimal(last) / 2, rest[half.end() :]
    elif steps and tail:  # 2tr5 is two and a half million, 2tr500 likewise
        total, rest = total + Decimal(last) * int(tail[1]) / 10 ** len(tail[1]), rest[tail.end() :]
    elif steps < 2:
        return None
    rest = rest.strip(" .")
    return (total, _code(rest)) if not rest or _code(rest) else None


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
