"""One cell of one kind of column: its text → its value, and a problem code."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from netlens.case import schema
from netlens.case.values import account, amount, country, gate, grade, id_number, name, party, phone, place, plate
from netlens.case.values.nothing import is_nothing

Plain = Callable[[str], tuple[Any, str]]  # as written → value, problem code
LONGEST = 200  # characters of a key, a number, a date or a code; what is longer is none
LARGEST = 1e15  # beyond it a number is a typing error, and no longer exact

_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_DURATION = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2})", re.ASCII)
_YES = frozenset(
    {"1", "yes", "y", "true", "x", "v", "✓", "✔", "☑", "co", "c", "directed", "mot chieu", "co chieu", "a>b", "a->b"}
    | {"->", "→", "dung"}
)
_NO = frozenset(
    {
        "0",
        "no",
        "n",
        "false",
        "khong",
        "ko",
        "k",
        "undirected",
        "hai chieu",
        "khong chieu",
        "a-b",
        "<->",
        "↔",
        "☐",
        "sai",
    }
)


_TOO_LONG = {
    "key": "long_key",
    "party": "long_key",
    "code": "unknown_code",
    "number": "bad_number",
    "amount": "bad_amount",
    "currency": "unknown_currency",
    "country": "unknown_country",
    "phone": "bad_phone",
    "account": "bad_account",
    "passport": "bad_passport",
    "plate": "odd_plate",
}


def reader(column: schema.Column) -> Plain:
    """The function for the whole cell of one column."""
    plain = _plain(column.kind)
    too_long = _TOO_LONG.get(column.kind.partition(":")[0], "")

    def one(text: str) -> tuple[Any, str]:
        text = text.strip()
        return (text, too_long) if too_long and len(text) > LONGEST else plain(text)

    def several(text: str) -> tuple[Any, str]:
        """Their list without repeats, and the first problem among them."""
        values: list[Any] = []
        first = ""
        for piece in split(text):
            if piece:
                value, problem = one(piece)
                first = first or problem
                if value != "" and value not in values:
                    values.append(value)
        return values, first

    split = _SPLIT.get(column.kind, _pieces)
    return several if column.multi else one


def _pieces(text: str) -> Sequence[str]:
    return _SEPARATOR.split(text.strip()) if ";" in text or "\n" in text else (text.strip(),)


def _plain(kind: str) -> Plain:
    """The function for one kind of column."""
    if kind in ("id_number", "province", "identifier"):
        return _as_written  # other values of the row decide: see _by_other_columns
    if kind.startswith("code:"):
        return _code(kind.removeprefix("code:"))
    if kind.startswith("key:"):
        return _text
    return _BY_KIND.get(kind, _text)


def _as_written(text: str) -> tuple[str, str]:
    return text, ""


def _text(text: str) -> tuple[str, str]:
    return " ".join(text.split()) if "\n" not in text else text.strip(), ""


def _code(list_name: str) -> Plain:
    def clean(text: str) -> tuple[str, str]:
        if not text:
            return "", ""
        found = schema.code(list_name, text)
        if not found and is_nothing(text):
            return "", ""
        return (found, "") if found else (text, "unknown_code")

    return clean


def _number(text: str) -> tuple[Any, str]:
    if not text:
        return "", ""
    clock = _DURATION.fullmatch(text)
    if clock:
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3]), ""
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else amount.number(text)
    if found is None or abs(found) > LARGEST:
        return text, "bad_number"
    return int(found) if found == int(found) else found, ""


def _amount(text: str) -> tuple[Any, str]:
    value, problem = amount.clean(text)
    if problem or not value:
        return value, problem
    return (float(value), "") if abs(float(value)) <= LARGEST else (text, "bad_amount")


def _yes_no(text: str) -> tuple[Any, str]:
    word = name.fold(text).replace(" ", "") if len(text) < 3 else name.fold(text)
    if word in _YES or word in _NO:
        return word in _YES, ""
    return ("", "") if is_nothing(text) else ("", "unknown_code")


def _grade(text: str, source: str, info: str) -> tuple[str, str]:
    return text, "" if not text or grade.scheme(source, info) else "unknown_grade"


def _grade_source(text: str) -> tuple[str, str]:
    """A grade of the source, or of both; a word that no scheme has is kept, and weighs as no grade does."""
    found = _text(text)[0]
    return ("", "") if is_nothing(found) else _grade(found, found, "")


def _grade_info(text: str) -> tuple[str, str]:
    found = _text(text)[0]
    return ("", "") if is_nothing(found) else _grade(found, "", found)


_SPLIT: Mapping[str, Callable[[str], Sequence[str]]] = {"phone": phone.split, "passport": id_number.split}
_BY_KIND: Mapping[str, Plain] = {
    "name": name.clean,
    "phone": phone.clean,
    "account": account.clean,
    "passport": id_number.clean_document,
    "plate": plate.clean,
    "address": place.clean,
    "place": place.clean,
    "gate": gate.clean,
    "country": country.clean,
    "number": _number,
    "amount": _amount,
    "currency": amount.clean_currency,
    "yes_no": _yes_no,
    "grade_source": _grade_source,
    "grade_info": _grade_info,
}


def identifier(kind: str, text: str, kind_as_written: str = "") -> tuple[str, str]:
    """The value of an identifier of a given kind. `kind_as_written` may name the account's own kind (`Zalo`)."""
    text = text.strip()
    if kind == "phone":
        return phone.clean(text)
    if kind == "account":
        return account.clean(text, kind_as_written)
    if kind == "vehicle":
        return plate.clean(text)
    if kind == "document":
        return id_number.clean_document(text)
    return place.clean(text)


def party_of(text: str) -> tuple[str, str, str]:
    """(person | phone | account, value, problem) of a party column."""
    return party.clean(" ".join(text.split()))
