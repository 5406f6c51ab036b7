"""Day or month first: decided once for each column of a file, never date by date.

A column is read as soon as one date in it tells (a day above 12). Rows whose dates could be read both ways before that
are held back until one does; when none ever does, the import stops and asks. The count over the whole column decides in
the end (`values.date.order`): a column that changes its mind half-way stops the import too.
"""

from dataclasses import dataclass, field
from datetime import datetime

from netlens.case.values import date
from netlens.errors import NetLensError
from netlens.i18n import _

ColumnKey = tuple[str, str, str]  # sheet, table, column


@dataclass(slots=True)
class _Seen:
    dmy: int = 0
    mdy: int = 0
    open: int = 0
    example: str = ""  # one that could be read both ways
    used: str = ""  # the order by which rows were read already


@dataclass(slots=True)
class Orders:
    """The date orders of one file. `stated` is what a person said ("dmy", "mdy"), "" when nobody did."""

    file: str
    stated: str = ""
    columns: dict[ColumnKey, _Seen] = field(default_factory=dict)
    _memory: dict[str, str] = field(default_factory=dict)

    def note(self, column: ColumnKey, text: str) -> str:
        """Take note of one written date. Gives the order to read it by; "" when that is not known yet."""
        if self.stated:
            return self.stated
        told = self._memory.get(text[:10])
        if told is None:
            told = date.order((text,))
            if is_plain(text):
                self._memory[text[:10]] = told
        if told == "either":
            return "dmy"
        seen = self.columns.setdefault(column, _Seen())
        if told == "undecidable":
            seen.open += 1
            seen.example = seen.example or text
        elif told == "dmy":
            seen.dmy += 1
        else:
            seen.mdy += 1
        seen.used = seen.used or ("" if told == "undecidable" else told)
        return seen.used

    def settle(self) -> None:
        """At the end of the file: raise NetLensError for the first column whose order nothing tells."""
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
        return self.stated or (seen.used if seen else "") or "either"


def is_plain(text: str) -> bool:
    """Whether a text begins with two digits, a sign, two digits, the sign, four digits: how most days are written."""
    return len(text) >= 10 and text[2] == text[5] and text[2] in "/.-" and (text[:2] + text[3:5] + text[6:10]).isdigit()


def read(text: str, order: str) -> tuple[str, str]:
    """`values.date.clean`, sooner for the forms most files are written in. `order` is "dmy" or "mdy"."""
    plain = is_plain(text)
    if plain:
        day, month = (text[3:5], text[:2]) if order == "mdy" else (text[:2], text[3:5])
        iso = f"{text[6:10]}-{month}-{day}"
    else:
        iso = text[:10]
    clock = text[10:]
    if clock:
        if len(clock) != 9 or clock[0] not in " T" or (clock == " 00:00:00" and not plain):
            return date.clean(text, order)
        iso = f"{iso}T{clock[1:]}"
    if text.isascii() and iso[4:5] == "-" == iso[7:8]:
        try:
            if date.FIRST_YEAR <= datetime.fromisoformat(iso).year <= date.LAST_YEAR:
                return iso, ""
        except ValueError:
            pass
    return date.clean(text, order)


def _clear(seen: _Seen) -> bool:
    """The rule of `values.date.order`, on counts: one slip in fifty is flagged in its row and stops nothing."""
    return not seen.dmy or not seen.mdy or max(seen.dmy, seen.mdy) >= 50 * min(seen.dmy, seen.mdy)
