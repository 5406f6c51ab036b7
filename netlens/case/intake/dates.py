"""Day or month first: decided once for each column of a file, never date by date.

A column is read as soon as one date in it tells (a day above 12). Rows whose dates could be read both ways before that
are held back until one does; when none ever does, the import stops and asks. The count over the whole column decides in
the end (`values.date.order`): a column that changes its mind half-way stops the import too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from netlens.case.intake.letters.columns import Letters, stated_for
from netlens.case.values import date
from netlens.errors import NetLensError
from netlens.i18n import _

if TYPE_CHECKING:
    from netlens.case.importing import ReadOptions

ColumnKey = tuple[str, str, str]  # sheet, table, column
Field = tuple[str, str]  # table, column
_BUDDHIST = re.compile(r"(?<!\d)2[456]\d\d(?!\d)", re.ASCII)


@dataclass(slots=True)
class _Seen:
    dmy: int = 0
    mdy: int = 0
    open: int = 0
    example: str = ""  # one that could be read both ways
    used: str = ""  # the order by which rows were read already


@dataclass(slots=True)
class Orders:
    """What is decided column by column in one file: the order of day and month, the clock, the letters.

    `stated` is what a person said of the order ("dmy", "mdy"), "" when nobody did; `of` and `zones` what a mapping says
    of single columns. `epoch`: the year from which a workbook counts its days, 1900 or 1904.
    """

    file: str
    stated: str = ""
    columns: dict[ColumnKey, _Seen] = field(default_factory=dict)
    _memory: dict[str, str] = field(default_factory=dict)
    of: Mapping[Field, str] = field(default_factory=dict)
    zones: Mapping[Field, str] = field(default_factory=dict)
    epoch: int = 1900
    letters: Letters = field(default_factory=Letters)

    def note(self, column: ColumnKey, text: str, times: int = 1) -> str:
        """Take note of one written date, met so many times. Gives the order to read it by; "" when not known yet."""
        if said := self.of.get(column[1:]) or self.stated:
            return said
        told = self.told(text)
        if told == "either":
            return "dmy"
        seen = self.columns.setdefault(column, _Seen())
        if told == "undecidable":
            seen.open += times
            seen.example = seen.example or text
        elif told == "dmy":
            seen.dmy += times
        else:
            seen.mdy += times
        seen.used = seen.used or ("" if told == "undecidable" else told)
        return seen.used

    def told(self, text: str) -> str:
        """What one written date tells of the order: "dmy", "mdy", "either", "undecidable"."""
        told = self._memory.get(text[:10])
        if told is None:
            told = date.order((text,))
            if is_plain(text):
                self._memory[text[:10]] = told
        return told

    def settled(self, column: ColumnKey, text: str) -> str:
        """The order by which one written date is read after `settle`: what reads the same both ways is day first."""
        said = self.of.get(column[1:]) or self.stated
        return said or ("dmy" if self.told(text) == "either" else self.order(column))

    def settle(self) -> None:
        """At the end of the file: raise NetLensError for the first column whose letters or order nothing tells."""
        self.letters.settle()
        self.settle_order()

    def settle_order(self) -> None:
        """Raise NetLensError for the first column whose order of day and month nothing tells."""
        for (sheet, table, column), seen in self.columns.items():
            if seen.used and (seen.used == "dmy") == (seen.dmy >= 50 * seen.mdy) and _clear(seen):
                continue
            if not seen.used and not seen.open:
                continue
            place = _("{file}, sheet {sheet}").format(file=self.file, sheet=sheet) if sheet else self.file
            both = _("both orders occur") if seen.dmy and seen.mdy else seen.example
            raise NetLensError(
                _("{file}: in column {column} of {table}, day and month cannot be told apart ({example}).").format(
                    file=place, column=column, table=table, example=both
                ),
                _("Say which comes first: --dates dmy (day first) or --dates mdy (month first)."),
            )

    def order(self, column: ColumnKey) -> str:
        """The order of a column after `settle`: "dmy", "mdy", or "either"."""
        seen = self.columns.get(column)
        return self.of.get(column[1:], "") or self.stated or (seen.used if seen else "") or "either"


def orders_of(path: Path, options: "ReadOptions") -> Orders:
    """What a person and their mapping said of one file's columns beforehand."""
    from netlens.case.intake.mapped.offered import loaded

    orders = Orders(path.name, options.dates, letters=Letters(path.name, stated_for(path.name, options.extra)))
    orders.epoch = counted_from(path)
    if offered := loaded(options):
        sheets = [sheet for mapping in offered for sheet in mapping.sheets]
        orders.of = {key: said for sheet in reversed(sheets) for key, said in sheet.by_field(sheet.dates).items()}
        orders.zones = {key: said for sheet in reversed(sheets) for key, said in sheet.by_field(sheet.zones).items()}
    return orders


def counted_from(path: Path) -> int:
    """The year from which an XLSX workbook counts its days: 1904 in those made on old Macs, else 1900."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return 1900
    try:
        with ZipFile(path) as archive, archive.open("xl/workbook.xml") as stream:
            head = stream.read(1 << 16)
    except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return 1900  # what is wrong with the file is said when it is read
    return 1904 if re.search(rb"""date1904\s*=\s*["'](?:1|true)["']""", head) else 1900


def maybe_buddhist(text: str) -> bool:
    """Whether a written date holds a year that may count from the Buddha: 25xx, and what lies near it."""
    return _BUDDHIST.search(text) is not None


def is_plain(text: str) -> bool:
    """Whether a text begins with two digits, a sign, two digits, the sign, four digits: how most days are written."""
    return len(text) >= 10 and text[2] == text[5] and text[2] in "/.-" and (text[:2] + text[3:5] + text[6:10]).isdigit()


def read(text: str, order: str, zone: str = "", era: str = "", epoch: int = 1900) -> tuple[str, str]:
    """`values.date.clean`, sooner for the forms most files are written in. `order` is "dmy" or "mdy"."""
    if zone:
        return date.clean(text, order, zone=zone, era=era, epoch=epoch)
    plain = is_plain(text)
    if plain:
        day, month = (text[3:5], text[:2]) if order == "mdy" else (text[:2], text[3:5])
        iso = f"{text[6:10]}-{month}-{day}"
    else:
        iso = text[:10]
    clock = text[10:]
    if clock:
        if len(clock) != 9 or clock[0] not in " T" or (clock == " 00:00:00" and not plain):
            return date.clean(text, order, era=era, epoch=epoch)
        iso = f"{iso}T{clock[1:]}"
    if text.isascii() and iso[4:5] == "-" == iso[7:8]:
        try:
            if date.FIRST_YEAR <= datetime.fromisoformat(iso).year <= date.LAST_YEAR:
                return iso, ""
        except ValueError:
            pass
    return date.clean(text, order, era=era, epoch=epoch)


def _clear(seen: _Seen) -> bool:
    """The rule of `values.date.order`, on counts: one slip in fifty is flagged in its row and stops nothing."""
    return not seen.dmy or not seen.mdy or max(seen.dmy, seen.mdy) >= 50 * min(seen.dmy, seen.mdy)
