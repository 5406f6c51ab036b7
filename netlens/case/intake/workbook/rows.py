"""The rows of an XLSX sheet by the form they have in common.

The rows of a table are written alike: the same columns, each with its style and type. From some rows a pattern is made
that takes all cells of a row at once, and a row that does not fit it adds to the pattern. A sheet with anything else in
it (formulas, rich text, comments, cells out of order) is none of ours: another reader takes it, cell by cell. What this
gives is what that reader gives, as text.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile
from operator import le
from pathlib import Path
from typing import IO, NamedTuple
from zipfile import ZipFile

from netlens.case.intake.safe.unfolding import MOST
from netlens.case.intake.workbook.cells import Meaning
from netlens.case.intake.workbook.parts import BLANKS, FAILS, NotPlainError, odd_beginning, sheet_parts

_CHUNK = 1 << 19
_LONGEST = 1 << 24  # characters of a row
_SAMPLE = 200  # rows a pattern is made from
_FORMS = 40  # patterns of one sheet; more is no table
_WIDEST = 300  # columns
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})(\d{1,7})"((?: s="\d+")?)((?: t="\w+")?)'
    r'(?: ?/>|></c>|><is><t((?: xml:space="preserve")?)>([^<]+)</t></is></c>|>(<v>)[^<]*</v></c>)'
)
_ROW = re.compile(r'<row r="([1-9]\d{0,6})"[^<>]*(?<!/)>')
_CLOSED = re.compile(r"(<row [^<>]*)/>")
_SHARED = ' t="s"'
_CONTENTS = {
    "empty": "(?: ?/>|></c>)",
    "text": r"><is><t>(?![ \t\n\r])([^<]+)(?<![ \t\n\r])</t></is></c>",
    "loose": "><is><t>([^<]+)</t></is></c>",
    "kept": '><is><t xml:space="preserve">([^<]+)</t></is></c>',
}
_INLINE = (' t="inlineStr"',)
_TYPES = {"text": _INLINE, "loose": _INLINE, "kept": _INLINE, "shared": (_SHARED,), "number": ("", ' t="n"')}


class _Variant(NamedTuple):
    """How a cell of a column is written.

    `kind`: empty, text, loose (text within blanks that do not count), kept (within blanks that do), number, shared.
    """

    column: int
    kind: str
    letters: str
    style: str
    type: str

    @property
    def pattern(self) -> str:
        begin = rf'<c r="{self.letters}\1"{self.style}{self.type}'
        return begin + _CONTENTS.get(self.kind, "><v>([^<]+)</v></c>")


class _Form(NamedTuple):
    """How rows are written; `groups`: whose contents its pattern finds, after the number of the row."""

    fits: Callable[[str], re.Match[str] | None]
    groups: tuple[_Variant, ...]


class _Block(NamedTuple):
    """Some thousand rows: their numbers, and the texts of each column that has some."""

    numbers: list[int]
    columns: dict[int, Sequence[str]]


class Plain(NamedTuple):
    """The rows of a sheet, the first at row 1; whether some cell of it must be looked at as text."""

    rows: Iterator[list[str]]
    odd: bool
    height: int


def plain_parts(path: Path) -> frozenset[str]:
    """The parts of a workbook that `rows_of` would try to read: sheets, and nothing else."""
    try:
        with ZipFile(path) as archive:
            return frozenset(filter(None, sheet_parts(archive)))
    except FAILS:
        return frozenset()


def rows_of(path: Path, place: int, sheets: int) -> Plain | None:
    """All rows of the sheet at a place among so many, from the first on; None where it must be read cell by cell.

    As the reader of workbooks lays them out: from the first to the last column with a cell, blank rows included.
    """
    try:
        with ZipFile(path) as archive:
            parts = sheet_parts(archive)
            if len(parts) != sheets or not parts[place]:
                return None
            meaning = Meaning(archive, place)
            with archive.open(parts[place]) as stream:
                blocks = _blocks(_pieces(stream), meaning)
            return _laid(blocks, meaning)
    except FAILS:
        return None  # what is wrong with the file is said by the reader that takes it then


def _pieces(stream: IO[bytes]) -> Iterator[list[str]]:
    """The rows of a sheet as they are written, without their ends, some thousand at a time."""
    decoder = getincrementaldecoder("utf-8")()
    before, begun, ended = "", False, False
    while not ended:
        chunk = stream.read(_CHUNK)
        ended = not chunk
        before += decoder.decode(chunk, final=ended)
        if not begun:
            head, sign, before = before.partition("<sheetData>")
            if not sign or odd_beginning(head):
                raise NotPlainError
            begun = True
        if ended:
            before, sign, after = before.partition("</sheetData>")
            if not sign or "<sheetData" in after:
                raise NotPlainError
            before = _CLOSED.sub(r"\1></row>", before)
        pieces = before.split("</row>")
        before = pieces.pop()
        if len(before) > _LONGEST or (ended and before):
            raise NotPlainError
        yield pieces


def _blocks(parts: Iterable[list[str]], meaning: Meaning) -> list[_Block]:
    found: list[_Block] = []
    form: _Form | None = None
    forms = seen = 0
    variants: set[_Variant] = set()
    for pieces in parts:
        at = 0
        while at < len(pieces):
            if form is None or form.fits(pieces[at]) is None:
                if "/><row " in pieces[at]:
                    pieces[at : at + 1] = _CLOSED.sub(r"\1></row>", pieces[at]).split("</row>")
                    continue
                if seen < _SAMPLE:
                    variants = set()  # a header, or what stands above it: the rows below are written otherwise
                for piece in pieces[at : at + (_SAMPLE if form else 1)]:
                    variants |= _variants(piece)
                form, forms, seen = _form(variants), forms + 1, 0
                if forms > _FORMS or form.fits(pieces[at]) is None:
                    raise NotPlainError
            rows = _taken(form, pieces, at)
            numbers, *contents = zip(*rows, strict=True)
            found.append(_Block(list(map(int, numbers)), _columns(form, contents, meaning)))
            at += len(rows)
            seen += len(rows)
    return found


def _taken(form: _Form, pieces: list[str], at: int) -> list[tuple[str, ...]]:
    """The number and the contents of each row from `at` on that a form fits."""
    matches = map(form.fits, islice(pieces, at, None))
    return [match.groups("") for match in takewhile(bool, matches) if match]


def _columns(form: _Form, contents: Iterable[Sequence[str]], meaning: Meaning) -> dict[int, Sequence[str]]:
    columns: dict[int, Sequence[str]] = {}
    for variant, content in zip(form.groups, contents, strict=True):
        if any(content):
            texts = meaning.texts(variant.kind, variant.style, content)
            other = columns.get(variant.column)
            columns[variant.column] = [a or b for a, b in zip(other, texts, strict=True)] if other else texts
    return columns


def _variants(piece: str) -> set[_Variant]:
    """How the cells of one row are written."""
    head = _ROW.match(piece)
    if head is None:
        raise NotPlainError
    found = set()
    at = head.end()
    while at < len(piece):
        cell = _CELL.match(piece, at)
        if cell is None or cell[2] != head[1]:
            raise NotPlainError
        letters, _number, style, type_, blanks, text, value = cell.groups()
        if text:
            kind = "kept" if blanks else "text" if text == text.strip(BLANKS) else "loose"
        else:
            kind = "empty" if value is None else "shared" if type_ == _SHARED else "number"
        if kind in _TYPES and type_ not in _TYPES[kind]:
            raise NotPlainError
        found.add(_Variant(_column(letters), kind, letters, style, type_))
        at = cell.end()
    return found


def _form(variants: set[_Variant]) -> _Form:
    """What takes a row whole: its number, and the content of each variant of each column."""
    if len(variants) > _WIDEST:
        raise NotPlainError
    columns: dict[int, list[str]] = {}
    for one in sorted(variants):
        columns.setdefault(one.column, []).append(one.pattern)
    pattern = re.compile(_ROW.pattern + "".join(f"(?:{'|'.join(several)})?+" for several in columns.values()))
    return _Form(pattern.fullmatch, tuple(one for one in sorted(variants) if one.kind != "empty"))


def _laid(blocks: list[_Block], meaning: Meaning) -> Plain:
    """The rows of all blocks one below the other, each as wide as the table; none after the last with a cell."""
    while blocks and not blocks[-1].columns:
        blocks.pop()
    if not blocks:
        return Plain(iter(()), False, 0)
    last = blocks[-1]
    while not any(column[len(last.numbers) - 1] for column in last.columns.values()):
        last.numbers.pop()
    filled = {column for block in blocks for column in block.columns}
    across = range(min(filled), max(filled) + 1)
    numbers = list(chain.from_iterable(block.numbers for block in blocks))
    if numbers[-1] * len(across) > MOST or any(map(le, islice(numbers, 1, None), numbers)):
        raise NotPlainError
    return Plain(_across(blocks, across), meaning.odd, numbers[-1])


def _across(blocks: list[_Block], across: range) -> Iterator[list[str]]:
    """The rows from the first on; blank ones where a number is left out."""
    before = 0
    for numbers, columns in blocks:
        nothing = [""] * len(numbers)
        rows = map(list, zip(*(columns.get(one) or nothing for one in across), strict=False))
        if numbers[-1] == before + len(numbers):
            yield from islice(rows, len(numbers))
        else:
            for number, row in zip(numbers, rows, strict=False):
                for _blank in range(before + 1, number):
                    yield [""] * len(across)
                yield row
                before = number
        before = numbers[-1]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
