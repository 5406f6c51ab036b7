"""The number, plate or account by which a thing of a chart is known everywhere; sums, counts and dates in its labels.

A thing that only has a name ("Black SUV", "burner phone") is known in its own chart alone: a word is nobody's number.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from netlens.case.schema import word_key
from netlens.case.values import account, id_number, phone, plate

_NUMBER = re.compile(r"\+?\d[\d\s().\-]{6,18}\d")
_PLATE = re.compile(r"[^\W_]{1,3}(?:[\s.\-·]?[^\W_]{1,6}){0,3}")
_RUNS = re.compile(r"[^\W\d_]+")
_BANKED = re.compile(r"\d[\d\s.\-]{2,28}\d")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9 ]{8,36}")
_COUNT = re.compile(
    r"(\d{1,7})\s*(?:x\b|×|calls?\b|times\b|messages?\b|sms\b|texts?\b|cuộc|lần|lượt|tin\b)", re.IGNORECASE
)
_TIMES = re.compile(r"(?:\b|x|×)(\d{1,7})\s*(?:x|×)?")
_MONEY = re.compile(
    r"[$€£¥฿₫₩]\s?\d|\d\s?(?:[$€£¥฿₫₩đ]|k\b|tr\b|triệu|tỷ|nghìn|ngàn|million|đồng|vnđ|vnd|usd|cny|eur|gbp|rmb|khr|lak|thb|ndt)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)(?:T(\d\d:\d\d)(:\d\d)?)?")


def value_of(kind: str, stated: Iterable[str], names: Iterable[str], service: str = "") -> str:
    """What a phone, account, vehicle, document or place is known by, as written; "" where nothing is a number.

    `stated`: attributes that say so by their name; `names`: identity and label, which may be mere names. `service`:
    what kind of account it is, where the chart says so (`Zalo`, `Bank Account`).
    """
    if kind == "place":
        return next((text for text in (*stated, *names) if text.strip()), "")
    for sure, texts in ((True, stated), (False, names)):
        for text in texts:
            found = _FINDERS[kind](text.strip(), sure, service) if kind in _FINDERS else ""
            if found:
                return found
    return ""


@lru_cache(maxsize=65536)
def _phone(text: str, sure: bool, _service: str) -> str:
    if sum(sign.isdigit() for sign in text) < 3 or len(text) > 100:
        return ""
    if not phone.clean(text)[1] and (sure or phone.is_phone(text) or _NUMBER.fullmatch(text)):
        return text
    for piece in _NUMBER.findall(text):  # `Nam (0901 000 001)`
        if not phone.clean(piece)[1]:
            return str(piece)
    return ""


def _plate(text: str, sure: bool, _service: str) -> str:
    digits = sum(sign.isdigit() for sign in text)
    if not digits or len(text) > 40:
        return ""
    if sure:
        return text
    plain = _PLATE.fullmatch(text) and digits >= 3 and all(len(run) <= 3 for run in _RUNS.findall(text))
    return text if plain and text.upper() == text and _RUNS.search(text) and not plate.clean(text)[1] else ""


@lru_cache(maxsize=65536)
def _account(text: str, sure: bool, service: str) -> str:
    """With its kind before it. A masked number (`XXXX-1234`) is nobody's in particular."""
    if not text or len(text) > 200:
        return ""
    if account.is_account(text):
        return text if not account.clean(text)[1] else ""
    if _IBAN.fullmatch(text) and sum(sign.isdigit() for sign in text) > 7:
        return f"bank:{text}" if not account.clean(f"bank:{text}")[1] else f"other:{text.replace(' ', '')}"
    kind = _account_kind(service)
    if kind == "bank":
        return f"bank:{text}" if _BANKED.fullmatch(text) and not account.clean(f"bank:{text}")[1] else ""
    if not account.clean(text)[1]:  # a page or an address tells its kind itself
        return text
    handle = len(text) > 3 and " " not in text and any(sign.isdigit() or sign in "@._" for sign in text)
    if kind and (sure or handle):
        return f"{kind}:{text}" if not account.clean(f"{kind}:{text}")[1] else ""
    if _BANKED.fullmatch(text) and sum(sign.isdigit() for sign in text) > 5:
        return text
    return f"other:{text}" if sure and any(sign.isdigit() for sign in text) and "X" not in text.upper() else ""


@lru_cache(maxsize=256)
def _account_kind(service: str) -> str:
    """`Zalo`, `Bank account`, `Tài khoản ngân hàng` … as a kind of account."""
    from netlens.case import schema

    found = schema.code("account_kind", service) if service else ""
    if found and found != "other":
        return found
    key = word_key(service)
    return next((code for code in schema.codes("account_kind") if code != "other" and code in key), "")


def _document(text: str, sure: bool, _service: str) -> str:
    digits = sum(sign.isdigit() for sign in text)
    if digits < (1 if sure else 5) or len(text) > 60:
        return ""
    return text if sure or not id_number.clean_document(text)[1] else ""


_FINDERS: dict[str, Callable[[str, bool, str], str]] = {
    "phone": _phone,
    "account": _account,
    "vehicle": _plate,
    "document": _document,
}


def count_of(label: str) -> str:
    """How many a label says (`3 calls`, `Gọi 3 lần`, `x4`), or ""."""
    found = _COUNT.search(label) or _TIMES.fullmatch(label.strip())
    return found[1] if found else ""


def amount_of(label: str) -> str:
    """The sum a label says (`$50,000`, `200 triệu`), or ""."""
    return label.strip() if len(label) < 60 and _MONEY.search(label) else ""


def moment(text: str, *, day: bool = True, time: bool = True) -> str:
    """An xsd:dateTime as an ISO date or time: without its fraction, without a midnight nobody stated."""
    found = _DATE.match(text.strip())
    if not found or not day:
        return text.strip() if day else ""
    clock = f"{found[2]}{found[3] or ':00'}" if found[2] else ""
    return f"{found[1]}T{clock}" if clock and time else found[1]
