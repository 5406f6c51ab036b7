"""What stands in a column, told from its values alone: phones, identity numbers, plates, dates, names, codes."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from netlens.case import schema
from netlens.case.values import account, amount, date, name, phone

LEAST = 3  # filled cells from which values say anything
MOST = 60  # looked at
CLEAR = 0.8  # share of the filled cells that must have the shape

_ID = re.compile(r"\d{9}|\d{12}")
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}", re.IGNORECASE)
_PLATE = re.compile(r"\d{2}\s?-?\s?[A-Z]{1,2}\d?\s?[-. ]?\s?\d{3}[. ]?\d{1,2}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,15}")
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?:\s+[^\W\d_]+\.?){1,5}")
_DATE = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?|\d{4}-\d{2}-\d{2}T.*")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


def shape_of(values: Iterable[str]) -> str:
    """The shape nearly all filled values have; "" when they have none, or are too few.

    One of phone, id_number, passport, plate, account, date, clock, amount, number, country, name, or `code:<list>`.
    """
    filled = _filled(values)
    if len(filled) < LEAST:
        return ""
    return next((kind for kind, test in _TESTS.items() if _share(filled, test) >= CLEAR), _code_list(filled))


def contradicts(kind: str, values: Iterable[str]) -> bool:
    """Whether hardly one of enough values can be of a native kind: a heading that promises something else lies."""
    test = _FOR_KIND.get(kind)
    filled = _filled(values)
    return test is not None and len(filled) >= LEAST and _share(filled, test) < 1 - CLEAR


def _filled(values: Iterable[str]) -> list[str]:
    found = []
    for value in values:
        if text := " ".join(value.split()):
            found.append(text)
            if len(found) == MOST:
                break
    return found


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / len(values)


def _is_phone(text: str) -> bool:
    return any(phone.is_phone(piece) and not _ID.fullmatch(piece) for piece in re.split("[;,/]", text) if piece.strip())


def _is_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text)) and not date.clean(text)[1]


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and name.family_known(text)


def _is_amount(text: str) -> bool:
    return any(sign in text for sign in ".,₫đ$") and not _is_date(text) and amount.number(text) is not None


def _code_list(filled: Sequence[str]) -> str:
    """The code list that knows nearly all values, where that is plain: few values, said often."""
    distinct = {piece.strip() for text in filled for piece in text.split(";") if piece.strip()}
    if not distinct or len(distinct) > max(12, len(filled) // 2) or all(text.isdigit() for text in distinct):
        return ""
    for listed in ("role", "sex", "stage", "exploitation", "functions", "recruited_via", "direction", "call_kind"):
        if all(schema.code(listed, text) for text in distinct):
            return f"code:{listed}"
    return ""


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "account": account.is_account,
    "plate": lambda text: bool(_PLATE.fullmatch(text)),
    "date": _is_date,
    "clock": lambda text: bool(_CLOCK.fullmatch(text)),
    "id_number": lambda text: bool(_ID.fullmatch(text)) and not phone.is_phone(text),
    "phone": _is_phone,
    "passport": lambda text: bool(_PASSPORT.fullmatch(text)),
    "amount": _is_amount,
    "number": lambda text: bool(_NUMBER.fullmatch(text)),
    "name": _is_name,
}
_FOR_KIND: Mapping[str, Callable[[str], bool]] = {  # not names: people are kept under codes, too
    "phone": lambda text: any(c.isdigit() for c in text) and not _is_date(text),
    "date": lambda text: any(c.isdigit() for c in text),
    "id_number": lambda text: any(c.isdigit() for c in text) and not _is_date(text),
    "passport": lambda text: any(c.isdigit() for c in text) and not _is_date(text),
    "amount": lambda text: any(c.isdigit() for c in text) and not _is_date(text),
    "number": lambda text: any(c.isdigit() for c in text),
}
