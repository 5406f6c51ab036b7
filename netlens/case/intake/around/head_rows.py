"""Headers over two or three rows, as the forms of ministries have them: group headings over the headings of columns.

    TT | Đối tượng |          | Nạn nhân |          | Ghi chú
       | Họ và tên | Năm sinh | Họ và tên | Năm sinh |

is read as one row: `TT`, `Đối tượng › Họ và tên`, `Đối tượng › Năm sinh`, `Nạn nhân › Họ và tên` … A cell merged over
columns or rows stands in its first one, the others are blank: in a workbook as in the CSV saved from it. That is all
this goes by, and the words: the last row of such a header must hold headings, never the first record.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import NamedTuple

from netlens.case.intake.guessing.words import telling
from netlens.case.intake.sheet import Row, Sheet, blank
from netlens.case.values import heading

LOOKED_AT = 60  # rows within which a header must begin
DEEPEST = 3
_LEAST = 3  # headings we know from which a row is a header of its own
_LONGEST = 160  # characters of a heading; what is longer is a sentence
_SAID = re.compile(r"\w\s*:\s*\w")  # `Period: Q2` says something, and heads nothing
_NO_WORD = re.compile(r"[\W\d_]*")


class Aside(Row):
    """A row of a header above its last one, or one that repeats it further down: no record."""


class Joined(Row):
    """The last row of a header over several: its cells are the joined headings, `written` is what stands in it."""

    written: list[str]


class Block(NamedTuple):
    """A header over several rows: the rows as they stand, and the headings they make together."""

    rows: tuple[Row, ...]
    headings: tuple[str, ...]


def one_header(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The sheets of a file, the header of each in one row."""
    return (replace(sheet, rows=with_one_header(sheet.rows)) for sheet in sheets)


def with_one_header(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows of a sheet, a header over several of them joined into its last; any other sheet as it is.

    No row is left out or renumbered. The header's upper rows, and all that repeat it further down (at the head of every
    printed page), are `Aside`.
    """
    head = list(islice(rows, LOOKED_AT))
    block = find(head)
    if block is None:
        yield from head
        yield from rows
        return
    last = block.rows[-1]
    upper = {row.number for row in block.rows[:-1]}
    again = {tuple(_filled(row.cells)) for row in block.rows}
    for row in head:
        if row.number in upper:
            yield Aside(*row)
        elif row.number == last.number:
            joined = Joined(row.number, list(block.headings))
            joined.written = row.cells
            yield joined
        else:
            yield Aside(*row) if row.number > last.number and tuple(_filled(row.cells)) in again else row
    for row in rows:
        yield Aside(*row) if tuple(_filled(row.cells)) in again else row


def find(head: Sequence[Row]) -> Block | None:
    """The header over several rows that these begin with, below titles and legends; None where there is none."""
    full = [row for row in head if not row.problem and not blank(row.cells)]
    for at, row in enumerate(full):
        if block := _block_at(full, at):
            return (_block_at(full, at + 1) if _is_title(row) else None) or block
        if telling(heading.meant(row.cells)) >= _LEAST:
            return None  # a header of one row comes first
    return None


def _block_at(full: Sequence[Row], at: int) -> Block | None:
    """The header that begins with one of these rows, the deepest."""
    for depth in range(DEEPEST, 1, -1):
        rows = full[at : at + depth]
        whole = len(rows) == depth and all(b.number == a.number + 1 for a, b in pairwise(rows))
        if whole and (headings := _joined(rows)):
            return Block(tuple(rows), headings)
    return None


def _joined(rows: Sequence[Row]) -> tuple[str, ...]:
    """The headings these rows make together; nothing where they are no header."""
    width = max(len(_filled(row.cells)) for row in rows)
    if width < _LEAST or any(sum(map(bool, map(str.strip, row.cells))) < 2 for row in rows):
        return ()
    cells = [cell.strip() for row in rows for cell in (*row.cells[:width], *[""] * (width - len(row.cells)))]
    if any(len(cell) > _LONGEST or (cell and _NO_WORD.fullmatch(cell)) for cell in cells):
        return ()
    if any(_SAID.search(cell) for cell in rows[0].cells):
        return ()
    meant = [" ".join(cell.split()) for cell in heading.meant(cells)]
    levels = [meant[start : start + width] for start in range(0, len(meant), width)]
    groups = _groups(levels)
    if any(not any(len(span) > 1 for span in spans) for spans in groups) or not _are_headings(levels, groups):
        return ()
    headings = []
    for column in range(width):
        parts = []
        for level, spans in zip(levels, (*groups, ()), strict=True):
            over = next((level[span[0]] for span in spans if column in span), level[column])
            if over and over not in parts:
                parts.append(over)
        headings.append(heading.JOINED.join(parts))
    if sum(map(bool, headings)) < width - 1 or telling(headings) < max(telling(level) for level in levels):
        return ()
    return tuple(headings)


def _is_title(row: Row) -> bool:
    """Whether a row above a whole header has no heading we know in it."""
    return telling(heading.meant(row.cells)) == 0


def _groups(levels: Sequence[Sequence[str]]) -> list[list[range]]:
    """For each row but the last: the columns each of its headings stands over, those with headings below it."""
    found = []
    for depth, level in enumerate(levels[:-1]):
        below = [any(other[column] for other in levels[depth + 1 :]) for column in range(len(level))]
        bounds = {column for upper in levels[:depth] for column, text in enumerate(upper) if text}
        spans = []
        for start, text in enumerate(level):
            if not text or not below[start]:
                continue
            end = start + 1
            while end < len(level) and not level[end] and below[end] and end not in bounds:
                end += 1
            spans.append(range(start, end))
        found.append(spans)
    return found


def _are_headings(levels: Sequence[Sequence[str]], groups: Sequence[Sequence[range]]) -> bool:
    """Whether the last row holds headings, no record: words we know, or nothing but parts of what stands over them."""
    last = levels[-1]
    filled = [column for column, text in enumerate(last) if text]
    if any(sign.isdigit() for column in filled for sign in re.sub(r"[(\[][^)\]]*[)\]]", "", last[column])[:4]):
        return False
    known = telling(last)
    if known >= 2 and 2 * known >= len(filled):
        return True
    grouped = {column for spans in groups for span in spans if len(span) > 1 for column in span}
    upright = sum(1 for column, text in enumerate(levels[0]) if text and not any(row[column] for row in levels[1:]))
    return set(filled) <= grouped and upright >= _LEAST and telling(levels[0]) >= _LEAST


def _filled(cells: Sequence[str]) -> list[str]:
    """The cells without the empty ones at the end."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
