"""A file by the column: every cell as the number of its text in the lexicon of its column."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from netlens.ahead import Ahead
from netlens.case.intake.bulk.lexicon import Codes, Lexicon
from netlens.case.intake.bulk.lines import HALF, Block, NotPlainError, Words, blocks, words_of
from netlens.case.intake.bulk.odd import Singles, told
from netlens.case.intake.bulk.plan import ENCODINGS, BulkText
from netlens.case.intake.sheet import Row, Sheet, blank
from netlens.case.intake.text import encoding_of
from netlens.case.records import Issue

NUMBERS = ("caller", "callee")
TIME = "start"
_FEW = 1000
_ROWS = 1 << 17


class Growing:
    """An array that grows at its end."""

    def __init__(self, expected: int) -> None:
        # What is never written to takes no memory; to grow would take all of it twice.
        self._data = np.empty(expected + expected // 4 + 16, dtype=np.int32)
        self.n = 0

    def add(self, values: NDArray[Any]) -> None:
        end = self.n + len(values)
        if end > len(self._data):
            self._data = np.concatenate([self._data, np.empty(max(end, len(self._data) // 2), dtype=np.int32)])
        self._data[self.n : end] = values
        self.n = end

    def insert(self, places: NDArray[np.intp], values: NDArray[Any]) -> None:
        """Put a few values before those that stand at some places, given in ascending order."""
        end = self.n
        self.add(values)
        for ahead in range(len(places), 0, -1):  # from behind: each part moves once
            place = int(places[ahead - 1])
            self._data[place + ahead : end + ahead] = self._data[place:end]
            self._data[place + ahead - 1] = values[ahead - 1]
            end = place

    def remove(self, places: NDArray[np.intp]) -> None:
        self.n = len(without(self.whole(), places))

    def whole(self) -> Codes:
        return self._data[: self.n]


def pieces(n: int) -> Iterator[slice]:
    """The places below n, as many at a time as the processor keeps at hand. What is made on the way stays small:
    memory that was never used before costs more than all that is done with it.
    """
    return (slice(begin, min(begin + _ROWS, n)) for begin in range(0, n, _ROWS))


def translate(codes: NDArray[Any], by: NDArray[Any]) -> None:
    """Put other numbers in the places of some."""
    for here in pieces(len(codes)):
        codes[here] = by[codes[here]]


def first_of(codes: NDArray[Any], found: NDArray[np.int64]) -> None:
    """Lower `found` to the place at which each number first stands."""
    for here in reversed(list(pieces(len(codes)))):
        found[codes[here][::-1]] = np.arange(here.stop - 1, here.start - 1, -1)


def without(values: NDArray[Any], places: NDArray[np.intp]) -> NDArray[Any]:
    """Values but those at some places, given in ascending order, in the memory in which they stand."""
    n = len(values) - len(places)
    if len(places) > _FEW:
        values[:n] = np.delete(values, places)
        return values[:n]
    ends = [*places[1:].tolist(), len(values)]
    for before, (place, end) in enumerate(zip(places.tolist(), ends, strict=False)):
        values[place - before : end - before - 1] = values[place + 1 : end]
    return values[:n]


@dataclass(slots=True)
class Slot:
    """One column of a file (its time of day, as a second slot, apart): the lexicon, and the number of each row's text.

    `field` is the native column it feeds, "" when none; `part` 0, but 1 for the second half of a time.
    """

    column: int
    header: str
    field: str
    part: int
    lexicon: Lexicon
    codes: Growing


@dataclass(slots=True)
class Read:
    """All whole rows of a file: their numbers, in order, and their cells by slot. `issues`: all other lines."""

    plan: BulkText
    numbers: Codes
    slots: list[Slot]
    issues: list[Issue] = field(default_factory=list)

    def slot(self, name: str, part: int = 0) -> Slot | None:
        return next((slot for slot in self.slots if slot.field == name and slot.part == part), None)

    def cell(self, slot: Slot, row: int) -> str:
        """One cell as written, its two halves together."""
        text = slot.lexicon.text(int(slot.codes.whole()[row]))
        if slot.field == TIME and not slot.part and (second := self.slot(TIME, 1)):
            text += second.lexicon.text(int(second.codes.whole()[row]))
        return text


def read(path: Path, plan: BulkText, sheet: Sheet, lines: int) -> Generator[int, None, Read]:
    """Read a file; yields how many lines were read, and returns a Read. `lines`: about how many there are.

    Raises NotPlainError for a file that must be read row by row.
    """
    layout = plan.layout
    slots = _slots(plan, lines)
    numbers = Growing(lines)
    odd: list[Row] = []
    with Singles(path, plan) as singles:
        head, begin = singles.head()
        width = len(head[-1].cells)
        guarded = tuple(slot.column for slot in slots if slot.field in (*NUMBERS, TIME) and not slot.part)
        count, resume, sure = len(head), begin, False
        found = blocks(path, begin, plan.delimiter, width, layout.headers[0], guarded)
        with Ahead(_cut(found, slots)) as cut, Ahead(_numbered(cut)) as done:
            for block, cells in done:
                if block.unreadable and not sure:
                    if encoding_of(path) not in ENCODINGS:
                        raise NotPlainError
                    sure = True
                here, resume, kept = _block(block, singles, odd, count, resume)
                numbers.add(count + here[block.plain][kept])
                count += int(here[-1])
                for slot, cell in cells:
                    codes = slot.lexicon.codes(cell.words, cell.mixed) if cell.codes is None else cell.codes
                    slot.codes.add(codes if kept is ... else codes[kept])
                yield count
    if plan.fits and not _all_fit(plan, slots, odd):
        raise NotPlainError
    others = list(told(plan, sheet, head, odd, count))
    _enter([one for one in others if isinstance(one, Row)], numbers, slots)
    return Read(plan, numbers.whole(), slots, [one for one in others if isinstance(one, Issue)])


def _all_fit(plan: BulkText, slots: list[Slot], odd: list[Row]) -> bool:
    """Whether an importer that looked at the first rows alone has told right."""
    texts = (
        (slot, text)
        for slot in slots
        if slot.field and slot.field not in (*NUMBERS, TIME)
        for text in slot.lexicon.texts()
    )
    return all(blank(row.cells) for row in odd) and all(
        plan.fits is None or plan.fits(slot.field, text) for slot, text in texts
    )


def _slots(plan: BulkText, lines: int) -> list[Slot]:
    made: list[Slot] = []
    shared = Lexicon()
    for column, (header, name) in enumerate(zip(plan.layout.headers, plan.layout.fields, strict=True)):
        lexicon = shared if name in NUMBERS else Lexicon()
        made.append(Slot(column, header, name, 0, lexicon, Growing(lines)))
        if name == TIME:
            made.append(Slot(column, header, name, 1, Lexicon(), Growing(lines)))
    return made


class _Cells(NamedTuple):
    """The cells of a slot in the plain lines of a block; what they are known by; their numbers, once these are told."""

    words: Words
    mixed: tuple[Any, Any]
    codes: Codes | None = None


_Cut = tuple[Block, list[tuple[Slot, _Cells]]]


def _cut(found: Iterable[Block], slots: list[Slot]) -> Generator[_Cut, None, None]:
    for block in found:
        yield block, [(slot, _Cells(words, slot.lexicon.mixed(words))) for slot, words in _cells(block, slots)]


def _numbered(found: Iterable[_Cut]) -> Generator[_Cut, None, None]:
    """The numbers of all cells but callers and callees, who take as long as all others."""
    for block, cut in found:
        yield (
            block,
            [
                (slot, cells if slot.field in NUMBERS else cells._replace(codes=slot.lexicon.codes(*cells[:2])))
                for slot, cells in cut
            ],
        )


def _cells(block: Block, slots: list[Slot]) -> Iterator[tuple[Slot, Words]]:
    halves: tuple[Words, Words] | None = None
    for slot in slots:
        if slot.field == TIME:
            halves = halves if halves and slot.part else block.halves(slot.column)
            yield slot, halves[slot.part]
        else:
            yield slot, block.cells(slot.column)


def _block(block: Block, singles: Singles, odd: list[Row], count: int, resume: int) -> tuple[NDArray[Any], int, Any]:
    """Read the odd lines of a block. Gives the number of each line within the block, where the next row begins in the
    file, and which of the plain lines are rows of their own (a quoted cell may run over lines that look like some).
    """
    lines = len(block.starts)
    if resume <= block.offset and block.plain.all():
        return np.arange(1, lines + 1), resume, ...
    inside = np.zeros(lines, dtype=np.bool_)  # lines that belong to the row above
    if resume > block.offset:
        inside[: np.searchsorted(block.starts, resume - block.offset)] = True
    for line in np.flatnonzero(~block.plain).tolist():
        if inside[line]:
            continue
        begin = block.offset + int(block.starts[line])
        number = count + line + 1 - int(inside[:line].sum())
        row, resume, taken = singles.row(begin, number)
        odd.append(row)
        if taken > 1:
            inside[line + 1 : line + taken] = True
    numbers = np.cumsum(~inside)
    kept: Any = ... if not inside.any() else ~inside[block.plain]
    return numbers, resume, kept


def _enter(rows: list[Row], numbers: Growing, slots: list[Slot]) -> None:
    """Odd rows that are whole take their places among the plain ones."""
    rows.sort(key=lambda row: row.number)
    new = np.array([row.number for row in rows], dtype=np.int32)
    places = np.searchsorted(numbers.whole(), new, side="right")
    numbers.insert(places, new)
    for slot in slots:
        texts = [row.cells[slot.column] for row in rows]
        if slot.field == TIME:
            texts = [_half(text, slot.part) for text in texts]
        slot.codes.insert(places, slot.lexicon.codes(words_of(texts)))


def _half(text: str, part: int) -> str:
    """The first or second half of a time, cut as `Block.halves` does."""
    cut = next((place for place, sign in enumerate(text[: HALF + 1]) if sign in " T"), min(HALF, len(text)))
    return text[cut:] if part else text[:cut]
