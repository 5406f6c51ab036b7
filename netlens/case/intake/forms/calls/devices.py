"""Handsets: which number was used in which, from when to when, from one look over a sheet before it is read."""

from dataclasses import dataclass, field
from functools import lru_cache

from netlens.case.values import date as dates
from netlens.case.values import phone

DIGITS = 14  # of an IMEI: type and serial number; the fifteenth is a check digit, which networks write as 0


@lru_cache(maxsize=65536)
def handset(text: str) -> str:
    """The IMEI in its whole form, its check digit worked out; "" for what is none (`0`, `000…`, too short)."""
    digits = text.strip().strip("'\"").replace("-", "").replace(" ", "")
    digits = digits[:-2] if digits.endswith(".0") else digits
    if not (digits.isascii() and digits.isdigit() and DIGITS <= len(digits) <= DIGITS + 2):
        return ""
    body = digits[:DIGITS]
    return body + _check(body) if len(set(body)) > 2 else ""


def _check(body: str) -> str:
    """Luhn's digit for a body of even length."""
    total = 0
    for place, sign in enumerate(body):
        value = int(sign) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


@dataclass(slots=True)
class Used:
    """When a number was seen in a handset, under both orders of day and month; `row` where it was first."""

    row: int
    first: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Usage:
    """All handsets of a sheet: (number in E.164, IMEI) → when. `order` as the sheet's dates tell it."""

    pairs: dict[tuple[str, str], Used] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=lambda: {"dmy": 0, "mdy": 0})

    def see(self, number: str, imei: str, when: str, row: int) -> None:
        used = self.pairs.setdefault((phone.clean(number)[0], imei), Used(row))
        for order, iso in zip(("dmy", "mdy"), _both(_day_of(when)), strict=True):
            if iso:
                used.first[order] = min(used.first.get(order, iso), iso)
                used.last[order] = max(used.last.get(order, iso), iso)

    def tell(self, when: str) -> None:
        """Take note of what a date tells of the order of its column."""
        told = _order(_day_of(when))
        if told in self.seen:
            self.seen[told] += 1

    def spans(self, stated: str) -> dict[int, list[tuple[str, str, str, str]]]:
        """Row → (number, IMEI, first day, last day) of the handsets first seen there."""
        order = stated or ("mdy" if self.seen["mdy"] > self.seen["dmy"] else "dmy")
        found: dict[int, list[tuple[str, str, str, str]]] = {}
        for (number, imei), used in self.pairs.items():
            found.setdefault(used.row, []).append((number, imei, used.first.get(order, ""), used.last.get(order, "")))
        return found


def _day_of(when: str) -> str:
    """The day alone of a moment written in two words, so that it is read once for all calls of a day."""
    first, blank, last = when.partition(" ")
    return when if not blank or " " in last else last if ":" in first else first


@lru_cache(maxsize=65536)
def _order(day: str) -> str:
    return dates.order((day,)) if day else "either"


@lru_cache(maxsize=65536)
def _both(when: str) -> tuple[str, str]:
    """The day of a written moment under both orders, "" where it is none."""
    return _day(when, "dmy"), _day(when, "mdy")


def _day(when: str, order: str) -> str:
    iso, problem = dates.clean(when, order)
    return "" if problem in ("bad_date", "date_out_of_range", "lunar_date") else iso[:10]
