"""Which table a sheet is, and which column feeds which field: by its name first, by its header row else."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from netlens.case import schema
from netlens.case.intake.sheet import Row, Sheet, blank
from netlens.errors import NetLensError
from netlens.i18n import _

HEAD = 60  # rows within which a header row must stand: dumps put a title and a legend above their table
# Rows are weighed against what they refer to, so tables that define keys come first and the others after them.
ORDER = (
    "cases",
    "persons",
    "routes",
    "reports",
    "identifiers",
    "involvements",
    "links",
    "crossings",
    "payments",
    "calls",
)
_NOTE = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]\s*|[*:]+\s*$")


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet lies. `fields[i]` is the native column that column i feeds, "" when none; `headers` as written.

    `table` is "" when a saved mapping reads the sheet. `above` are the numbers of the non-blank rows over the header.
    """

    table: str
    header_row: int
    headers: tuple[str, ...]
    fields: tuple[str, ...]
    above: tuple[int, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers that feed no field: kept as extra attributes."""
        return tuple(header for header, field in zip(self.headers, self.fields, strict=True) if not field)


def rank(table: str | None) -> int:
    """The place of a table in the order of work; unknown ones last."""
    return ORDER.index(table) if table in ORDER else len(ORDER)


@lru_cache(maxsize=4096)
def field_of(table: str, header: str) -> str | None:
    """The native column a header means, also when a note follows it: `Ngày sinh (dd/mm/yyyy)`, `person_id *`."""
    return schema.field(table, header) or schema.field(table, _NOTE.sub("", header))


def known_cells(mapping: Path | None = None) -> Callable[[list[str]], int]:
    """A function that says how many cells of a row are headers we know, in the table they fit best."""
    if mapping is not None:
        from netlens.case.mapping import Mapping

        return Mapping.load(mapping).known

    def known(cells: list[str]) -> int:
        return max(len(set(_fields(table, cells)) - {""}) for table in schema.TABLES)

    return known


def layout_of(sheet: Sheet, head: Sequence[Row]) -> Layout | None:
    """The layout of a sheet by its first rows; None when it is no table of ours.

    Raises NetLensError when it plainly is one, by its name or most of its headers, but a required column is missing.
    """
    named = schema.table_named(sheet.title)
    rows = [row for row in head if not blank(row.cells) and not row.problem]
    for row in rows:
        table = named if named and _complete(named, row.cells) else _best(row.cells)
        if table and (_complete(table, row.cells)):
            above = tuple(other.number for other in rows if other.number < row.number)
            return _layout(table, row, above)
    nearest = max(rows, key=lambda row: _known(named or _nearest(row.cells), row.cells), default=None)
    if nearest is None:
        return None
    table = named or _nearest(nearest.cells)
    if not named and _known(table, nearest.cells) < 2:
        return None
    raise _incomplete(sheet, table, nearest.cells)


def _fields(table: str, cells: Sequence[str]) -> tuple[str, ...]:
    """The field of each column; of two columns that mean one field, the first has it."""
    taken: list[str] = []
    for cell in cells:
        field = field_of(table, cell) if cell and len(cell) < 100 else None
        taken.append(field if field and field not in taken else "")
    return tuple(taken)


def _known(table: str, cells: Sequence[str]) -> int:
    return len(set(_fields(table, cells)) - {""})


def _nearest(cells: Sequence[str]) -> str:
    return max(schema.TABLES, key=lambda table: (_known(table, cells), -rank(table)))


def _missing(table: str, cells: Sequence[str]) -> tuple[str, ...]:
    known = set(_fields(table, cells))
    one_of = schema.TABLES[table].one_of
    missing = tuple(name for name in schema.TABLES[table].required if name not in known)
    return missing if not one_of or known & set(one_of) else (*missing, " / ".join(one_of))


def _complete(table: str, cells: Sequence[str]) -> bool:
    return not _missing(table, cells)


def _best(cells: Sequence[str]) -> str | None:
    """The table whose required columns are all there and most others too; on a tie, the one that asks more."""
    fitting = [table for table in schema.TABLES if _complete(table, cells)]
    asked = {table: len(schema.TABLES[table].required) for table in fitting}
    return max(fitting, key=lambda table: (_known(table, cells), asked[table], -rank(table)), default=None)


def _layout(table: str, row: Row, above: tuple[int, ...]) -> Layout:
    cells = list(row.cells)
    while cells and not cells[-1].strip():
        cells.pop()
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or _("column {n}").format(n=number)
        names.append(name if name not in names else f"{name} ({number})")
    return Layout(table, row.number, tuple(names), _fields(table, cells), above)


def _incomplete(sheet: Sheet, table: str, cells: Sequence[str]) -> NetLensError:
    missing = _missing(table, cells)
    return NetLensError(
        _("{file} looks like the table {table}, but has no column {columns}.").format(
            file=sheet.place, table=table, columns=", ".join(missing)
        ),
        _("Add the column, or read the file through a saved column mapping (--mapping FILE)."),
    )
