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
_PLAIN = bytes.maketrans(b"\t\r\n'", b'   "')  # XML may part attributes by line ends and quote them either way
_ODD = (b"r =", b"r= ", b'"r=')  # an attribute r that is not written ` r="`: then looser, slower patterns look
_FORMS = (rb' r="', rb'r *= *" *')
_UNUSUAL, _BEYOND, _FAR, _WIDE, _PLACES = (
    tuple(re.compile(form + rest) for form in _FORMS)
    for rest in (
        rb"(?:[A-Za-z][A-Za-z]|[A-Za-z]?\d{7})",
        rb"[A-Za-z]*(?:[2-9]\d{6}|1[1-9]\d{5}|\d{8})",  # a row or cell below the last row there is
        rb"([A-Za-z][A-Za-z][A-Za-z]+)[0-9]",
        rb"([A-Za-z][A-Za-z])[0-9]",
        rb'[A-Za-z]*(\d{1,9}) *"',
    )
)
_TEXTS = re.compile(rb'uniqueCount *= *" *(\d+)')
_TARGET = re.compile(rb'Target *= *"([^"]*)"')
_BEGIN_TEXTS = 159  # the record of an XLSB before its texts


def check_extent(path: Path, without: frozenset[str] = frozenset()) -> None:
    """NetLensError for a workbook of which a sheet would be laid out larger than any table of records.

    `without`: parts that whoever reads them measures.
    """
    cells = _largest(path, mark_of(path), without)
    if cells > MOST:
        raise not_readable(
            path.name,
            _("a sheet in it spans {n} million cells, nearly all of them empty").format(n=f"{cells // 1_000_000:,}"),
            _("Open it in Excel, copy the filled rows and columns into a new workbook, and import that."),
        )


@lru_cache(maxsize=64)
def _largest(path: Path, _mark: Mark, without: frozenset[str] = frozenset()) -> int:
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
            binary = _binary_sheets(archive)
            for entry in archive.infolist():
                if entry.filename in without:
                    continue
                name = entry.filename.replace("\\", "/").lower()
                found = [_ods(archive, entry) if name == "content.xml" else _xlsx(archive, entry)]  # under any name
                if name.rpartition("/")[2] in binary:
                    found.append(_xlsb(archive, entry))
                if min(found) < 0:
                    raise _too_many(path, -min(found))
                most = max(most, *found)
                if most > MOST:
                    break
    except (BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
        # What cannot be measured is not read: a reader may get further with it than this does.
        if isinstance(error, OSError) and error.filename:
            raise  # the file itself, not what is in it
        hint = _("Copy it again, or save it again in Excel.")
        raise not_readable(path.name, _("it is damaged, or was not copied whole"), hint) from None
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


def _binary_sheets(archive: ZipFile) -> set[str]:
    """The names of the parts an XLSB names: its sheets among them."""
    found: set[str] = set()
    for entry in archive.infolist():
        if entry.filename.lower().endswith("workbook.bin.rels"):
            whole = b"".join(_chunks(archive, entry)).translate(_PLAIN)
            found |= {one.decode("utf-8", "replace").lower().rpartition("/")[2] for one in _TARGET.findall(whole)}
    return found


def _too_many(path: Path, texts: int) -> NetLensError:
    return not_readable(
        path.name,
        _("it says it holds {n} million texts, more than its size allows").format(n=f"{texts // 1_000_000:,}"),
        _("Do not open it: ask the sender what it is, or split it into smaller files."),
    )


def _xlsx(archive: ZipFile, entry: ZipInfo) -> int:
    """An upper bound of the cells from A1 to the last row and column of a sheet; exact where it would matter.

    Below 0: of a part that says it holds so many texts, more than it has bytes.
    """
    width = 26
    for part, odd in _parts(archive, entry):
        texts = max((int(one[:18]) for one in _TEXTS.findall(part)), default=0) if b"uniqueCount" in part else 0
        if texts > max(entry.file_size, 1000):
            return -texts
        for form in range(1 + odd):
            if not _UNUSUAL[form].search(part):  # most sheets are narrow: to look costs little
                continue
            if _BEYOND[form].search(part):
                return MOST * 100
            for pattern in (_FAR[form], _WIDE[form]):
                width = max(width, *map(_column, set(pattern.findall(part))), 1)
    if _ROWS * width <= MOST:
        return 0
    rows = 1
    for part, odd in _parts(archive, entry):
        rows = max(rows, *map(int, set(_PLACES[odd].findall(part))), 1)
    return rows * width


def _parts(archive: ZipFile, entry: ZipInfo) -> Iterator[tuple[bytes, int]]:
    """A part of a workbook piece by piece, blanks and quotation marks made alike; 1 where r is written oddly."""
    before = b""
    for chunk in _chunks(archive, entry):
        part = before + chunk.translate(_PLAIN)
        yield part, int(any(one in part for one in _ODD))
        before = part[-_OVERLAP:]


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
        if kind == _BEGIN_TEXTS and size >= 8:
            texts = int.from_bytes(data[at + 4 : at + 8], "little")
            if texts > max(len(data), 1000):
                return -texts
        elif kind < 12 and size >= 4:
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
