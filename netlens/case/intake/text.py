"""Delimited text as it lies on disk: its encoding, its delimiter, its numbered rows.

A row's number is its place among the rows of the file, as a spreadsheet would show it: the first line is 1, blank rows
count, and a quoted cell that runs over several lines is one row.
"""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, getincrementaldecoder
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from netlens.case.intake.letters.encoding import codec_of, utf_16_of
from netlens.case.intake.safe.paths import Mark, mark_of
from netlens.case.intake.safe.shapes import bounded, has_endless_line
from netlens.case.intake.sheet import MAX_CELL, Row, not_readable, problem_of, too_long
from netlens.i18n import _

DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_WIDE = 20_000  # characters of a line that tell its delimiter


def encoding_of(path: Path) -> str:
    """The codec a text file is written in. Raises NetLensError when none fits.

    UTF-8 is checked over the whole file; a UTF-8 file with a few broken bytes stays UTF-8 (its broken rows are
    rejected one by one) rather than turning every accent in it into rubbish.
    """
    return _encoding_of(path, mark_of(path))


@lru_cache(maxsize=64)  # asked for by each importer that looks at a file
def _encoding_of(path: Path, _mark: Mark) -> str:
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
        if head.startswith(BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):  # before the other, which begins like it
            return "utf-32"
        if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return "utf-16"
        if b"\x00" in head and (sixteen := utf_16_of(head[: _SAMPLE // 16])):
            return sixteen
        decoder = getincrementaldecoder("utf-8")()
        stream.seek(0)
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            stream.seek(0)
            sample = _accented(iter(lambda: stream.readline(_SAMPLE), b""))
        else:
            return "utf-8"
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    accented = len(text) - len(text.encode("ascii", errors="ignore"))
    return "utf-8" if broken * 10 <= accented else _legacy(path, sample)


def seems_utf_8(path: Path) -> str:
    """ "utf-8" or "utf-8-sig" where the beginning of a file is; "" else. Its rows tell whether all of it is."""
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\x00" in head:
        return ""
    try:
        getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return ""
    return "utf-8-sig" if head.startswith(BOM_UTF8) else "utf-8"


def _accented(lines: Iterable[bytes]) -> bytes:
    """Only lines that say something about the encoding, some 64 KB of them."""
    found, size = [], 0
    for line in lines:
        if not line.isascii():
            found.append(line)
            size += len(found[-1])
            if size > _SAMPLE:
                break
    return b"".join(found)


def _legacy(path: Path, sample: bytes) -> str:
    found = codec_of(sample)
    if not found:
        raise not_readable(
            path.name,
            _("its encoding is unknown"),
            _("Save it as CSV UTF-8 and import it again, or name its encoding (--encoding NAME)."),
        )
    return found


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """The lines in Unicode NFC, with their ends. Bytes that do not fit become characters that problem_of() finds.

    NetLensError for an encoding in which nothing of it can be read: a person named the wrong one.
    """
    errors = "replace" if "16" in encoding or "32" in encoding else "surrogateescape"
    endless = has_endless_line(path)
    try:
        with path.open(encoding=encoding, errors=errors, newline="") as stream:
            for line in bounded(stream) if endless else stream:
                yield line if line.isascii() else normalize("NFC", line)
    except (UnicodeError, LookupError) as error:
        raise not_readable(
            path.name,
            _("it is not written in the encoding {name}").format(name=encoding),
            _("Name another (--encoding NAME), or leave the option out."),
        ) from error


def delimiter_of(lines: Iterable[str], known: Callable[[list[str]], int]) -> str:
    """The delimiter under which the first lines look most like a table.

    `known` says how many cells of a row are column names we know: they decide first, an even number of cells second.
    """
    sample = [line[:_WIDE] for line in islice(lines, 60) if line.strip()]

    def fit(delimiter: str) -> tuple[int, float]:
        rows = [row for row in csv.reader(sample, delimiter=delimiter) if row]
        widths = [len(row) for row in rows]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return max(map(known, rows), default=0), (usual > 1) * widths.count(usual) / (len(widths) or 1)

    csv.field_size_limit(MAX_CELL * 2)
    try:
        return max(DELIMITERS, key=fit)
    except csv.Error:
        return ","


def rows_of(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """Numbered rows. A quotation mark that is never closed costs its own row, and not the rows below it."""
    csv.field_size_limit(MAX_CELL)
    source, again, recent = iter(lines), deque[str](), list[str]()

    def feed() -> Iterator[str]:
        while again:
            recent.append(again.popleft())
            yield recent[-1]
        for line in source:
            recent.append(line)
            yield line

    number = 0
    while True:
        try:
            for cells in csv.reader(feed(), delimiter=delimiter, strict=True):
                number += 1
                plain = len(recent) == 1 and recent[0].isascii() and "\x00" not in recent[0]
                yield Row(number, cells, "" if plain else problem_of("".join(recent)))
                recent.clear()
            return
        except csv.Error as error:
            if not recent:
                return
            number += 1
            long = "field limit" in str(error)
            quoting = _("a quotation mark in the row is not closed, or stands inside a quoted cell")
            yield Row(number, [recent[0].rstrip("\r\n")[:1000]], too_long() if long else quoting)
            again.extendleft(reversed(recent[1:]))
            recent.clear()
