"""Workbooks that would fill the memory: a reader lays a sheet out from its first to its last cell, however few stand
between. What a sheet would take is reckoned before anything is laid out.

XLSX: a cell at XFD1048576; XLSB: the same in its own records; ODS: one cell repeated a billion times.
"""

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from netlens.case.intake.safe import old_workbook
from netlens.case.intake.safe.paths import Mark, mark_of
from netlens.case.intake.sheet import not_readable
from netlens.errors import NetLensError
from netlens.i18n import _

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST = 64_000_000  # cells of a sheet: a million rows of sixty columns; each takes some 32 bytes

_CHUNK = 1 << 20
_OVERLAP = 256  # bytes of a chunk seen again with the next one
_ROWS = 1_100_000  # a spreadsheet has 1,048,576
_BEYOND = re.compile(rb' r="[A-Za-z]+(?:[2-9]\d{6}|1[1-9]\d{5}|\d{8})')  # a cell below the last row there is
_COLUMNS = tuple(
    re.compile(rb' r="(' + rb"[A-Za-z]" * least + more + rb")[0-9]") for least, more in ((3, rb"+"), (2, b""))
)
_PLACES = re.compile(rb' r="[A-Za-z]*(\d{1,9})"')


def check_extent(path: Path) -> None:
    """NetLensError for a workbook of which a sheet would be laid out larger than any table of records."""
    cells = _largest(path, mark_of(path))
    if cells > MOST:
        raise not_readable(
            path.name,
            _("a sheet in it spans {n} million cells, nearly all of them empty").format(n=f"{cells // 1_000_000:,}"),
            _("Open it in Excel, copy the filled rows and columns into a new workbook, and import that."),
        )


@lru_cache(maxsize=64)
def _largest(path: Path, _mark: Mark) -> int:
    """The cells of the largest sheet, or of the first that is too large; 0 where that is surely few enough."""
    most = 0
    with path.open("rb") as stream:
        if stream.read(8) == _OLE:
            try:
                return old_workbook.spans(path)
            except ValueError:
                raise _unfit(path) from None
    try:
        with ZipFile(path) as archive:
            for entry in archive.infolist():
                name = entry.filename.replace("\\", "/").lower()
                if "worksheets/" in name and name.endswith(".xml"):
                    cells = _xlsx(archive, entry)
                elif "worksheets/" in name and name.endswith(".bin"):
                    cells = _xlsb(archive, entry)
                elif name == "content.xml":
                    cells = _ods(archive, entry)
                else:
                    continue
                most = max(most, cells)
                if most > MOST:
                    break
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
        pass  # damaged or locked: what reads it says so
    return most


def _unfit(path: Path) -> NetLensError:
    """What an old container without a workbook is: an .xlsx that is locked lies in one; an .xls is broken."""
    if path.suffix.lower() != ".xls":
        hint = _("Open it in Excel, save it without one, and import that.")
        return not_readable(path.name, _("it is locked with a password"), hint)
    hint = _("Copy it again, or save it again in Excel.")
    return not_readable(path.name, _("it is damaged, or was not copied whole"), hint)


def _chunks(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _xlsx(archive: ZipFile, entry: ZipInfo) -> int:
    """An upper bound of the cells from A1 to the last row and column of a sheet; exact where it would matter."""
    width = 26
    before = b""
    for chunk in _chunks(archive, entry):
        part = before + chunk
        if _BEYOND.search(part):
            return MOST * 100
        for pattern in _COLUMNS:
            if pattern.search(part):  # most sheets have none: to look costs a tenth of a second for a million cells
                width = max(width, *map(_column, set(pattern.findall(part))))
        before = part[-_OVERLAP:]
    if _ROWS * width <= MOST:
        return 0
    rows = 1
    before = b""
    for chunk in _chunks(archive, entry):
        part = before + chunk
        rows = max(rows, *map(int, set(_PLACES.findall(part))), 1)
        before = part[-_OVERLAP:]
    return rows * width


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _xlsb(archive: ZipFile, entry: ZipInfo) -> int:
    """The same of a binary sheet: records of a type and a length, of which rows and cells name their places."""
    data = b"".join(_chunks(archive, entry))
    at, rows, columns = 0, 1, 1
    while at < len(data) - 1:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[at] << 7 if at < len(data) else 0)
            at += 1
        size = shift = 0
        while at < len(data):
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        if kind < 12 and size >= 4:
            place = int.from_bytes(data[at : at + 4], "little") + 1
            if kind == 0:
                rows = max(rows, place)
            else:
                columns = max(columns, place)
        at += size
    return rows * columns


def _ods(archive: ZipFile, entry: ZipInfo) -> int:
    """How many cells the sheets of an ODS file become once everything repeated is written out."""
    found = _Repeated()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.StartDoctypeDeclHandler = found.stop
    try:
        for chunk in _chunks(archive, entry):
            parser.Parse(chunk, False)
            if found.cells > MOST or found.stopped:
                break
    except expat.ExpatError:
        pass  # damaged: what reads it says so
    return found.cells


class _Repeated:
    """Counts cells as they would be laid out: empty ones only where a filled one follows."""

    def __init__(self) -> None:
        self.cells = 0
        self.stopped = False
        self._rows = self._waiting_rows = self._row = self._waiting = self._times = 0
        self._filled = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name == "table-row":
            self._rows, self._row, self._waiting = _number(attributes, "number-rows-repeated"), 0, 0
        elif name in ("table-cell", "covered-table-cell"):
            self._times = _number(attributes, "number-columns-repeated")
            self._filled = any(one.rpartition(" ")[2] in ("value-type", "formula") for one in attributes)
        elif name == "p":
            self._filled = True

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name in ("table-cell", "covered-table-cell"):
            if self._filled:
                self._row += self._waiting + self._times
                self._waiting = 0
            else:
                self._waiting += self._times
        elif name == "table-row":
            if self._row:
                self.cells += (self._waiting_rows + self._rows) * self._row
                self._waiting_rows = 0
            else:
                self._waiting_rows += self._rows
        elif name == "table":
            self._waiting_rows = 0

    def stop(self, *_said: object) -> None:
        self.stopped = True


def _number(attributes: dict[str, str], name: str) -> int:
    for one, text in attributes.items():
        if one.rpartition(" ")[2] == name:
            return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else MOST
    return 1
