"""One payment in the statements of both its parties: outgoing in one, incoming in the other, counted once as calls are.

Two rows are one payment when one statement says it went out of an account and the other that it came in: the same two
accounts, amount and currency, the day equal or the next banking day, the references equal where both have one. Of
several equal ones on a day the n-th of one statement is the n-th of the other. Rows of one side are never each other's.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import Any

from netlens.case.intake.clean import Cleaned
from netlens.case.intake.own import is_marked, plain
from netlens.case.intake.parts import Parties, fingerprint
from netlens.case.records import Ref
from netlens.case.store.staging import Staging
from netlens.case.values.name import fold

PAYER, PAYEE = "payer", "payee"  # whose statement told of a payment
_TOLD = re.compile(rf"({PAYER}|{PAYEE}) (\d+)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SATURDAY = 5

Deal = tuple[Ref, Ref, float, str]  # payer, payee, amount, currency


def told_by(side: str, nth: int) -> str:
    """What a row of a statement says in `source_ref`, marked as made for it: whose it is, and of equal rows which."""
    return f"{side} {nth}"


def told_in(source_ref: str) -> str:
    """What told_by wrote there, "" for anything else."""
    return plain(source_ref) if is_marked(source_ref) and _TOLD.fullmatch(plain(source_ref)) else ""


@dataclass(frozen=True, slots=True)
class Told:
    """One row of a statement. `key` is what its payment is the same by, `print` that by which it counts."""

    key: tuple[str, ...]
    deal: Deal
    side: str
    when: str
    reference: str
    mark: str
    print: bytes

    @property
    def nth(self) -> int:
        return int(self.mark.rpartition(" ")[2])

    @property
    def same(self) -> tuple[object, ...]:
        """By what the row is known again in another file of the same side."""
        return self.side, self.when, self.reference, self.mark


class BothSides:
    """The payments that statements told of, in the case and in the batch. `prints`: by what a payment counts, by its
    key, where that is what the other side told."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._known: dict[Deal, list[Told]] | None = None
        self.prints: dict[tuple[str, ...], bytes] = {}

    def waits(self, row: list[Cleaned], told: list[list[Cleaned]]) -> bool:
        """Whether a row is of a statement: it is put with the others, to be looked at when all of the file are read."""
        waits = bool(told_in(row[0].values.get("source_ref", "")))
        if waits:
            told.append(row)
        return waits

    def matched(self, rows: list[list[Cleaned]], parties: Parties) -> list[list[Cleaned]]:
        """The rows of a file as they came, those of its statements matched with the other parties'.

        The pairs depend on what two statements say alone, not on which of them was read first.
        """
        coming: dict[Deal, dict[tuple[object, ...], Told]] = defaultdict(dict)
        for row in rows:
            told = None if any(one.refused for one in row) else _telling(row[0].values, parties)
            if told:
                coming[told.deal].setdefault(told.same, told)
        for deal, said in coming.items():
            stood = self._load().setdefault(deal, [])
            again = {one.same: one.print for one in stood}
            new = {same: one for same, one in said.items() if same not in again}
            self.prints |= {one.key: again[same] for same, one in said.items() if same in again}
            every = [*stood, *new.values()]
            for out, into in _pairs(_alone(every, PAYER), _alone(every, PAYEE)):
                if into.same in new:
                    new[into.same] = replace(into, print=out.print)
                    self.prints[into.key] = out.print
                else:
                    new[out.same] = replace(out, print=into.print)
                    self.prints[out.key] = into.print
            stood += new.values()
        return rows

    def _load(self) -> dict[Deal, list[Told]]:
        if self._known is None:
            self._known = defaultdict(list)
            for row in self._staging.statements_told():
                told = _told(*row)
                if told:
                    self._known[told.deal].append(told)
        return self._known


def _telling(values: Mapping[str, Any], parties: Parties) -> Told | None:
    mark = told_in(values.get("source_ref", ""))
    if not mark:
        return None
    a, b = parties.find(values["payer"]), parties.find(values["payee"])
    said = (str(values["amount"]), values.get("currency", ""), values["when"], values.get("reference", ""))
    return _told(a, b, *said, mark, fingerprint(key_of(a, b, *said, mark)))


def _told(
    a: Ref, b: Ref, amount: str, currency: str, when: str, reference: str, mark: str, print_: bytes
) -> Told | None:
    """A row of a statement; None where one side is no account or number, or the day or sum cannot be told."""
    found = _TOLD.fullmatch(mark)
    if not found or not all(one.kind in ("account", "phone") and not one.register for one in (a, b)):
        return None
    try:
        deal = (a, b, float(amount), currency)
    except ValueError:
        return None
    key = key_of(a, b, amount, currency, when, reference, mark)
    return Told(key, deal, found[1], when, reference, mark, print_) if _DAY.match(when) else None


def key_of(a: Ref, b: Ref, amount: str, currency: str, when: str, reference: str, mark: str) -> tuple[str, ...]:
    """What a payment is the same by; of equal rows of one statement the second and later ones say which they are."""
    nth = _TOLD.fullmatch(mark)
    more = (nth[2],) if nth and nth[2] != "1" else ()
    return ("payments", *a, *b, amount, currency, when, reference, *more)


def _alone(rows: list[Told], side: str) -> list[Told]:
    """The payments of one side whose other side was not told yet, in their order."""
    other = {one.print for one in rows if one.side != side}
    mine = {one.print: one for one in rows if one.side == side and one.print not in other}
    return sorted(mine.values(), key=lambda one: (one.when, fold(one.reference), one.nth))


def _pairs(out: list[Told], into: list[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs of what went out and came in: the surest first (same day, same reference), then in the order of time."""
    for later, loose in product((False, True), (False, True)):
        waiting: dict[tuple[str, str], deque[Told]] = defaultdict(deque)
        for its in into:
            waiting[its.when[:10], _tag(its, loose=loose)].append(its)
        left, taken = [], set()
        for mine in out:
            day = next_banking_day(mine.when[:10]) if later else mine.when[:10]
            tag = _tag(mine, loose=loose)
            found = waiting.get((day, _OTHER.get(tag, tag) if loose else tag))
            if found:
                its = found.popleft()
                taken.add(its.key)
                yield mine, its
            else:
                left.append(mine)
        out, into = left, [its for its in into if its.key not in taken]


def _tag(one: Told, *, loose: bool) -> str:
    """What must be equal in a pair: the reference; loosely, one has none and the other may have any."""
    reference = fold(one.reference)
    return reference if not loose else _SAID if reference else _UNSAID


_SAID, _UNSAID = "said", "unsaid"
_OTHER = {_SAID: _UNSAID, _UNSAID: _SAID}


@lru_cache(maxsize=4096)
def next_banking_day(day: str) -> str:
    """The ISO day after `day` that is no Saturday or Sunday; "" for what is no day."""
    try:
        following = date.fromisoformat(day) + timedelta(1)
        while following.weekday() >= _SATURDAY:
            following += timedelta(1)
    except (ValueError, OverflowError):
        return ""
    return following.isoformat()
