"""What the rows of a file by the column say: each different text cleaned once, then each row by those of its texts.

The functions that clean are those of the slow path; this only spares them the repeats.
"""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.case.intake.bulk import moments, numbers
from netlens.case.intake.bulk.lines import NotPlainError, words_of
from netlens.case.intake.bulk.moments import Heads
from netlens.case.intake.bulk.numbers import Numbers
from netlens.case.intake.bulk.reading import NUMBERS, TIME, Read, Slot, first_of, pieces, without
from netlens.case.intake.clean import Cleaner
from netlens.case.intake.dates import ColumnKey, Orders, maybe_buddhist
from netlens.case.schema import TABLES
from netlens.case.store.bulk import times
from netlens.case.store.bulk.times import NO_MOMENT

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_PLAIN = ("seconds", "kind", "cell")  # what tells one call from another where its time does not


@dataclass(slots=True)
class Said:
    """A file by the column, cleaned. `values[slot]` and `problems[slot]` are by the number of a text.

    By row: `moment` in seconds since 1970, NO_MOMENT where the time is not exact to the second; `day` as an ordinal, 0
    for none; `held`: read after all others, for only they told the order of its date; `lacks`: the required column
    that is empty, by its place, -1 for none.
    """

    read: Read
    numbers: Numbers
    heads: Heads
    clocks: list[tuple[str | None, ...]]
    values: dict[int, list[Any]] = field(default_factory=dict)
    problems: dict[int, dict[int, tuple[str, ...]]] = field(default_factory=dict)
    moment: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    day: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    held: Mask | None = None
    order: dict[int, NDArray[np.intp]] = field(default_factory=dict)  # the halves of times in the order they are stored
    lacks: NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))
    ends: list[NDArray[np.int32]] = field(default_factory=list)  # by row, caller and callee as places in numbers.keys

    def slot(self, name: str, part: int = 0) -> Slot:
        found = self.read.slot(name, part)
        if found is None:
            raise KeyError(name)
        return found

    def leave_out(self, rows: Ints) -> None:
        """Go on without some rows, given in ascending order."""
        for slot in self.read.slots:
            slot.codes.remove(rows)
        self.read.numbers, self.moment, self.day, self.lacks = (
            without(one, rows) for one in (self.read.numbers, self.moment, self.day, self.lacks)
        )
        self.ends = [without(one, rows) for one in self.ends]
        self.held = None if self.held is None else without(self.held, rows)

    def start(self, rows: Ints) -> list[str]:
        """The cleaned times of some rows."""
        head, tail = (self.slot(TIME, part).codes.whole()[rows].tolist() for part in (0, 1))
        empty = {code for code, text in enumerate(self.slot(TIME, 1).lexicon.texts()) if not text}
        forms = self.heads.form.tolist()
        return [
            self.heads.whole[one][0]
            if other in empty
            else self.heads.day[one][0] + (self.clocks[other][forms[one]] or "")
            for one, other in zip(head, tail, strict=True)
        ]

    def marks(self, rows: Ints) -> Ints:
        """For calls whose times are not exact: one number for the time, the length, the kind and the cell of each."""
        texts = [np.array([times.mark_of(text) for text in self.start(rows)], dtype=np.uint64)]
        for name in _PLAIN:
            slot = self.read.slot(name)
            values = self.values[id(slot)] if slot else [""]
            codes = slot.codes.whole()[rows] if slot else np.zeros(len(rows), np.int32)
            texts.append(np.array([times.mark_of(str(value)) for value in values], dtype=np.uint64)[codes])
        return times.marks(texts)


def meaning(read: Read, cleaner: Cleaner, orders: Orders, sheet: str) -> Generator[int, None, Said]:
    """Clean a file; yields now and then, returns Said. NetLensError where the order of day and month cannot be told."""
    table = read.plan.layout.table
    column: ColumnKey = (sheet, table, TIME)
    heads, tails = read.slot(TIME), read.slot(TIME, 1)
    if heads is None or tails is None:
        raise KeyError(TIME)
    phones = read.slot(NUMBERS[0])
    if phones is None:
        raise KeyError(NUMBERS[0])
    if orders.zones or orders.of or orders.epoch != 1900:
        raise NotPlainError  # what a mapping says of single columns, and how a workbook counts its days
    if any(maybe_buddhist(text) for slot in (heads, tails) for text in slot.lexicon.texts()):
        raise NotPlainError
    problems: dict[int, dict[int, tuple[str, ...]]] = {}
    values: dict[int, list[Any]] = {}

    def phone(text: str) -> tuple[str, str]:
        value, problem, _reading, why = cleaner.cell((sheet, table, NUMBERS[0]), text, orders)
        return value, "|".join(filter(None, (why, "" if problem == why else problem)))

    known = numbers.cleaned(phones.lexicon, phone)
    for slot in read.slots:
        if slot.field and slot.field not in (*NUMBERS, TIME):
            key = (sheet, table, slot.field)
            cleaned = [cleaner.cell(key, text, orders) if text else ("", "", "", "") for text in slot.lexicon.texts()]
            values[id(slot)] = [value for value, *_rest in cleaned]
            problems[id(slot)] = _flagged([(why, "" if found == why else found) for _v, found, _r, why in cleaned])
        elif slot.field in NUMBERS:
            problems[id(slot)] = {code: tuple(found.split("|")) for code, found in known.problems.items()}
    yield 0
    _empty(tails)
    clocks = moments.clocks(tails.lexicon.texts())
    _join_wild(heads, tails, clocks)
    first = moments.heads_of(heads.lexicon.texts())
    held = _noted(read, first, orders, column)
    orders.settle()
    said = Said(read, known, first, clocks, values, problems, held=held)
    moments.days(said.heads, orders, column)
    _join_undated(said, heads, tails, orders, column)
    yield 0
    yield 0
    said.ends = [known.which[said.slot(name).codes.whole()] for name in NUMBERS]
    dated = _dated(said, heads, tails)
    said.lacks = _lacking(said, table, dated)
    return said


def _empty(slot: Slot) -> int:
    """The number of the empty text."""
    return int(slot.lexicon.codes(words_of([""]))[0])


def _joined(heads: Slot, tails: Slot, rows: NDArray[np.intp]) -> None:
    """Make some cells whole: all of each in its first half."""
    if not len(rows):
        return
    head, tail = heads.codes.whole(), tails.codes.whole()
    pairs = head[rows].astype(np.int64) * tails.lexicon.n + tail[rows]
    different, which = np.unique(pairs, return_inverse=True)
    first, second = heads.lexicon.texts(), tails.lexicon.texts()
    texts = [first[pair // len(second)] + second[pair % len(second)] for pair in different.tolist()]
    head[rows] = heads.lexicon.codes(words_of(texts))[which]
    tail[rows] = _empty(tails)


def _join_wild(heads: Slot, tails: Slot, clocks: list[tuple[str | None, ...]]) -> None:
    """Make those cells whole whose halves tell nothing apart."""
    forms = np.append(moments.heads_of(heads.lexicon.texts()).form, np.int8(0))[:-1]
    nothing = _empty(tails)
    adds = np.array([[one is not None for one in clock] + [False] for clock in clocks] or [[True] * 4], dtype=np.bool_)
    adds[nothing] = True
    head, tail = heads.codes.whole(), tails.codes.whole()
    if adds.all() or not len(head):
        return
    if adds[:, :3].all() and not (forms == moments.WHOLE).any():
        return
    _joined(heads, tails, np.flatnonzero(~adds[tail, forms[head]]))


def _flagged(found: list[tuple[str, str]]) -> dict[int, tuple[str, ...]]:
    return {code: tuple(filter(None, both)) for code, both in enumerate(found) if any(both)}


def _noted(read: Read, of: Heads, orders: Orders, column: ColumnKey) -> Mask | None:
    """Take note of all dates as the slow path does, row by row; gives the rows it would hold back, None for none."""
    heads = read.slot(TIME)
    if heads is None or not len(heads.codes.whole()):
        return None
    codes = heads.codes.whole()
    often = np.bincount(codes, minlength=heads.lexicon.n)
    first = np.zeros(heads.lexicon.n, dtype=np.int64)
    first_of(codes, first)
    texts = heads.lexicon.texts()
    open_ = np.zeros(heads.lexicon.n, dtype=np.bool_)
    told = len(codes)
    for code in np.argsort(first, kind="stable").tolist():
        text = read.cell(heads, int(first[code])).strip() if often[code] else ""
        if not often[code] or not texts[code] or not moments.tells(text):
            continue
        if not text.isascii():
            text, why = orders.letters.read(column, "date", text)
            of.meant[code] = text, why
        orders.note(column, text, int(often[code]))
        tells = orders.told(text)
        open_[code] = tells == "undecidable"
        if tells in ("dmy", "mdy"):
            told = min(told, int(first[code]))
    if orders.stated:
        return None
    held = np.zeros(len(codes), dtype=np.bool_)
    held[:told] = open_[codes[:told]]
    return held if held.any() else None


def _join_undated(said: Said, heads: Slot, tails: Slot, orders: Orders, column: ColumnKey) -> None:
    """Make those cells whole whose first half is no day after all, and read them."""
    none = np.array([day == "" for day, _problem in said.heads.day], dtype=np.bool_)
    head, tail = heads.codes.whole(), tails.codes.whole()
    nothing = _empty(tails)
    if none.any():
        _joined(heads, tails, np.flatnonzero(none[head] & (tail != nothing)))
        more = heads.lexicon.texts()[len(none) :]
        said.heads.texts += more
        said.heads.form = np.append(said.heads.form, np.full(len(more), moments.WHOLE, dtype=np.int8))
        moments.days(said.heads, orders, column, len(none))


def _dated(said: Said, heads: Slot, tails: Slot) -> Mask:
    """Fill in `moment` and `day` of all rows; gives which rows say any time."""
    head, tail = heads.codes.whole(), tails.codes.whole()
    nothing = _empty(tails)
    days = np.array([times.ordinal(day) for day, _ in said.heads.day], dtype=np.int32)
    wholes = [value for value, _problem in said.heads.whole]
    whole_moment = np.array([times.moment_of(value) for value in wholes], dtype=np.int64)
    whole_day = np.array([times.ordinal(value) for value in wholes], dtype=np.int32)
    clocks = np.array([[*map(times.seconds_of, adds), -1] for adds in said.clocks], dtype=np.int64)
    second = clocks[:, 0].copy() if (clocks[:, :3] == clocks[:, :1]).all() else None
    midnights = (days.astype(np.int64) - times.EPOCH) * 86400
    filled = np.array([value != "" for value in wholes], dtype=np.bool_)
    n = len(head)
    said.moment, said.day, says = np.empty(n, np.int64), np.empty(n, np.int32), np.empty(n, np.bool_)
    for here in pieces(n):
        which, late = head[here], tail[here]
        added = clocks[late, said.heads.form[which]] if second is None else second[late]
        moment, day = midnights[which], days[which]
        moment += added
        vague = added < 0
        if vague.any():
            moment[vague] = NO_MOMENT
        alone = late == nothing
        if alone.any():
            moment[alone] = whole_moment[which[alone]]
            day[alone] = whole_day[which[alone]]
        said.moment[here], said.day[here], says[here] = moment, day, filled[which] | ~alone
    return says


def time_problems(said: Said) -> list[tuple[Ints, str]]:
    """The rows whose times are flagged, by problem."""
    heads, tails = said.slot(TIME), said.slot(TIME, 1)
    head, alone = heads.codes.whole(), tails.codes.whole() == _empty(tails)
    found: list[tuple[Ints, str]] = []
    for whole, values in ((False, said.heads.day), (True, said.heads.whole)):
        by_code = [(said.heads.meant.get(code, ("", ""))[1], problem) for code, (_v, problem) in enumerate(values)]
        for problem in sorted({one for both in by_code for one in both} - {""}):
            flagged = np.array([problem in both for both in by_code], dtype=np.bool_)
            rows = np.flatnonzero(flagged[head] & (alone == whole))
            if len(rows):
                found.append((rows, problem))
    return found


def _lacking(said: Said, table: str, dated: Mask) -> NDArray[np.int8]:
    lacks = np.full(len(dated), -1, dtype=np.int8)
    for place, name in reversed(list(enumerate(TABLES[table].required))):
        if name == TIME:
            lacks[~dated] = place
        else:
            lacks[said.ends[NUMBERS.index(name)] < 0] = place
    return lacks
