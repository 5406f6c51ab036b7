"""A text file in blocks: where each cell of each plain line begins and ends, found for all lines at once.

A line is plain when it holds as many delimiters as the header, nothing quoted, nothing that cannot be read, and cannot
be taken for a blank line or a header. All others are odd: few, and left to the reader of single rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SIZE = 1 << 20
LONG = 200  # bytes; a longer cell makes its line odd
_PAD = 16
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [(1 << 64) - 1], dtype=np.uint64)
HALF = 10  # bytes of a day as most files write it
_BETWEEN = np.zeros(256, dtype=np.bool_)
_BETWEEN[[32, 84]] = True
_NEWLINE, _RETURN, _QUOTE = 10, 13, 34

U64 = NDArray[np.uint64]
Places = NDArray[np.int64]


class NotPlainError(Exception):
    """The file is not of a kind that is read by the column. Nothing of it was taken in yet."""


class Words(NamedTuple):
    """Cells as words of eight bytes. `of[0]` has one for each; `of[i]` those of `rows[i - 1]` (None: of all)."""

    of: list[U64]
    rows: list[NDArray[np.intp] | None]

    def matrix(self, chosen: NDArray[np.intp]) -> U64:
        """The words of some cells, side by side, zeros behind."""
        made = np.zeros((len(chosen), len(self.of)), dtype=np.uint64)
        made[:, 0] = self.of[0][chosen]
        for number, (words, rows) in enumerate(zip(self.of[1:], self.rows, strict=True), 1):
            if rows is None:
                made[:, number] = words[chosen]
            else:
                place = np.searchsorted(rows, chosen)
                place[place == len(rows)] = 0
                here = rows[place] == chosen if len(rows) else np.zeros(len(chosen), np.bool_)
                made[here, number] = words[place[here]]
        return made


@dataclass(frozen=True, slots=True)
class Block:
    """`offset`: where it begins in the file. `starts`, `ends`: of each line in the block, the line feed left out.

    `plain`: which lines are. `cuts`: of each plain line the ends of its cells; the last without a carriage return.
    """

    offset: int
    data: NDArray[np.uint8]
    starts: Places
    ends: Places
    plain: NDArray[np.bool_]
    cuts: Places
    unreadable: bool = False  # whether any byte of it is not UTF-8

    def cells(self, column: int) -> Words:
        """The cells of a column in the plain lines."""
        begins, ends = self._span(column)
        return words_at(self.data, begins, ends - begins)

    def halves(self, column: int) -> tuple[Words, Words]:
        """The same cells cut before their first space or T, or else after ten bytes."""
        begins, ends = self._span(column)
        cut = np.minimum(begins + HALF, ends)
        other = np.flatnonzero(~_BETWEEN[self.data[cut]] & (cut < ends))
        if len(other):
            first = self.data[begins[other, None] + np.arange(HALF)]
            between = _BETWEEN[first]
            found = between.any(axis=1)
            cut[other[found]] = begins[other[found]] + between[found].argmax(axis=1)
        return words_at(self.data, begins, cut - begins), words_at(self.data, cut, ends - cut)

    def _span(self, column: int) -> tuple[Places, Places]:
        return self.cuts[:, column - 1] + 1 if column else self.starts[self.plain], self.cuts[:, column]


def words_at(data: NDArray[np.uint8], begins: Places, lengths: Places) -> Words:
    """The texts of given lengths that begin at given places."""
    view = np.ndarray((len(data) - 7,), dtype="<u8", buffer=data.data, strides=(1,))
    least, most = (int(lengths.min()), int(lengths.max())) if len(lengths) else (0, 0)
    first = view[begins]
    if least < 8:
        first &= _MASKS[np.minimum(lengths, 8)]
    of, rows = [first], list[NDArray[np.intp] | None]()
    for at in range(8, most, 8):
        if least > at:
            whole, here, places = None, lengths, begins
        else:
            whole = np.flatnonzero(lengths > at)
            here, places = lengths[whole], begins[whole]
        word = view[places + at]
        if least < at + 8:
            word &= _MASKS[np.minimum(here - at, 8)]
        of.append(word)
        rows.append(whole)
    return Words(of, rows)


def words_of(texts: Sequence[str]) -> Words:
    """Texts as the cells of a block."""
    data = [text.encode("utf-8") for text in texts]
    lengths = np.array([len(one) for one in data], dtype=np.int64)
    whole = np.frombuffer(b"".join(data) + bytes(_PAD + LONG), dtype=np.uint8)
    return words_at(whole, np.cumsum(lengths) - lengths, lengths)


def blocks(
    path: Path, begin: int, delimiter: str, width: int, header: str, guarded: tuple[int, ...]
) -> Iterator[Block]:
    """The lines from byte `begin` on. `width`: cells of a full row; `header`: the first one of the header; `guarded`:
    columns in which a letter beyond ASCII makes a line odd.
    """
    with path.open("rb") as stream:
        stream.seek(begin)
        offset, rest = begin, b""
        while True:
            read = stream.read(SIZE)
            whole = rest + read
            if not read and whole and not whole.endswith(b"\n"):
                whole += b"\n"
            cut = whole.rfind(b"\n") + 1
            if cut:
                yield _block(offset, whole[:cut], ord(delimiter), width, header.encode(), guarded)
            offset, rest = offset + cut, whole[cut:]
            if not read:
                return


def _block(offset: int, text: bytes, delimiter: int, width: int, header: bytes, guarded: tuple[int, ...]) -> Block:
    size = len(text)
    data = np.empty(size + _PAD + LONG, dtype=np.uint8)
    data[:size] = np.frombuffer(text, dtype=np.uint8)
    data[size:] = 0
    here = data[:size]
    is_end = here == _NEWLINE
    lines = np.count_nonzero(is_end)
    cuts = np.flatnonzero((here == delimiter) | is_end)
    table = cuts.reshape(-1, width) if len(cuts) == lines * width else cuts[:0].reshape(0, width)
    if len(table) and is_end[table[:, -1]].all():  # as nearly all blocks are: each line of as many cells as the header
        ends, full = table[:, -1].copy(), np.ones(lines, dtype=np.bool_)
    else:
        last = np.flatnonzero(is_end[cuts])
        ends, full = cuts[last], np.diff(last, prepend=-1) == width
        table = cuts[(last[full] - width + 1)[:, None] + np.arange(width)]
    starts = np.empty(lines, dtype=np.int64)
    starts[0] = 0
    starts[1:] = ends[:-1] + 1
    foreign = not text.isascii()
    unreadable = foreign and _unreadable(text)
    odd = _odd(text, data, starts, delimiter, header, unreadable)
    if _RETURN in text:
        returns = here[np.maximum(ends - 1, 0)] == _RETURN
        if text.count(b"\r") != np.count_nonzero(returns):
            raise NotPlainError  # for a reader of rows, a carriage return by itself ends a line too
        table = table.copy()
        table[:, -1] -= returns[full]
    plain = full if odd is None else full & ~odd
    if odd is not None:
        table = table[plain[full]]
    far = (ends - starts).max() > LONG
    if far or foreign:
        long = np.diff(table, axis=1, prepend=starts[plain][:, None] - 1).max(axis=1, initial=0) > LONG
        if foreign:
            long |= _foreign(here, starts, plain, table, guarded)
        if long.any():
            table = table[~long]
            plain = plain.copy()
            plain[np.flatnonzero(plain)[long]] = False
    return Block(offset, data, starts, ends, plain, table, unreadable)


def _odd(
    text: bytes, data: NDArray[np.uint8], starts: Places, delimiter: int, header: bytes, unreadable: bool
) -> NDArray[np.bool_] | None:
    """Lines that are odd whatever their delimiters: blank at the beginning, like a header, quoted, unreadable."""
    first = data[starts]
    odd = first <= 32
    odd |= first == delimiter
    alike = np.flatnonzero(first == header[0]) if header else np.arange(len(starts))
    if len(alike):
        begins = np.frombuffer(header[:8].ljust(8, b"\0"), dtype="<u8")[0]
        view = np.ndarray((len(data) - 7,), dtype="<u8", buffer=data.data, strides=(1,))
        odd[alike] |= (view[starts[alike]] & _MASKS[min(len(header), 8)]) == begins
    for sign in (_QUOTE, 0):
        if bytes((sign,)) in text:
            _mark(odd, starts, np.flatnonzero(data[: len(text)] == sign))
    if unreadable:
        for number, line in enumerate(text.split(b"\n")[:-1]):
            if not line.isascii() and _unreadable(line):
                odd[number] = True
    return odd if odd.any() else None


def _mark(odd: NDArray[np.bool_], starts: Places, places: NDArray[np.intp]) -> None:
    odd[np.searchsorted(starts, places, side="right") - 1] = True


def _unreadable(text: bytes) -> bool:
    try:
        return "\ufffd" in text.decode("utf-8")
    except UnicodeDecodeError:
        return True


def _foreign(
    here: NDArray[np.uint8], starts: Places, plain: NDArray[np.bool_], table: Places, guarded: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Which plain lines hold a byte beyond ASCII in one of the columns `guarded`."""
    found = np.zeros(len(table), dtype=np.bool_)
    lines = starts[plain]
    if not len(lines):
        return found
    places = np.flatnonzero(here >= 128)
    row = np.searchsorted(lines, places, side="right") - 1
    places, row = places[row >= 0], row[row >= 0]
    for column in guarded:
        low = table[row, column - 1] if column else lines[row] - 1
        found[row[(places > low) & (places < table[row, column])]] = True
    return found
