"""Which table a sheet is, and which column feeds which field: by its name first, by its header row else."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from netlens.case import schema
from netlens.case.intake.guessing.words import telling
from netlens.case.intake.sheet import Row, Sheet, blank
from netlens.case.values import heading
from netlens.errors import NetLensError
from netlens.i18n import _

FLAT = 3  # columns from which a row may be the headings of a flat table
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


@lru_cache(maxsize=8192)
def columns_meant(header: str) -> Mapping[str, str]:
    """Table → the native column a header means, also when a note follows it: `Ngày sinh (dd/mm/yyyy)`, `person_id *`.

    Below a group heading (`Nhân thân › Họ tên`) the heading itself says it. Of nearly all cells that are looked at for
    a header this is empty: they are data.
    """
    spelt = dict.fromkeys((_NOTE.sub("", header.rpartition(heading.JOINED)[2]), _NOTE.sub("", header), header))
    return {table: column for one in spelt for table, column in schema.columns_meant(one).items()}


def field_of(table: str, header: str) -> str | None:
    """The native column a header means in that table, or None."""
    return columns_meant(header).get(table)


def known_cells(mapping: Path | None = None) -> Callable[[list[str]], int]:
    """A function that says how many cells of a row are headers we know, in the table they fit best."""
    if mapping is not None:
        from netlens.case.mapping import Mapping as Saved

        return Saved.load(mapping).known

    def known(cells: list[str]) -> int:
        meant = [columns for cell in cells if cell and len(cell) < 100 and (columns := columns_meant(cell))]
        native = max(len({columns[table] for columns in meant if table in columns}) for table in schema.TABLES)
        return native if native > 1 or len(cells) < FLAT else max(native, telling(heading.meant(cells)))

    return known


def layout_of(sheet: Sheet, head: Sequence[Row]) -> Layout | None:
    """The layout of a sheet by its first rows; None when it is no table of ours.

    Raises NetLensError when its name says which table it is, but a required column is missing.
    """
    named = schema.table_named(sheet.title)
    rows = [row._replace(cells=heading.meant(row.cells)) for row in _full(head)]
    # A lone key is a header where nothing stands beside it; elsewhere a line of text may well say `Person`.
    least = 1 if all(sum(map(bool, map(str.strip, row.cells))) == 1 for row in rows) else 2
    for row in rows:
        table = named if named and _complete(named, row.cells) else _best(row.cells, least)
        if table:
            above = tuple(other.number for other in rows if other.number < row.number)
            return _layout(table, row, above)
    if named and rows:
        raise _incomplete(sheet, named, max(rows, key=lambda row: _known(named, row.cells)).cells)
    return None


def no_table(sheet: Sheet, head: Sequence[Row]) -> NetLensError:
    """Why a sheet is no table of ours: what its nearest table lacks, or that nothing in it is a header row."""
    rows = [row._replace(cells=heading.meant(row.cells)) for row in _full(head)]
    nearest = max(rows, key=lambda row: _known(_nearest(row.cells), row.cells), default=None)
    if nearest is not None and _known(table := _nearest(nearest.cells), nearest.cells) > 1:
        return _incomplete(sheet, table, nearest.cells)
    return NetLensError(
        _("{file} holds no table that NetLens knows: no header row names its columns.").format(file=sheet.place),
        _("Name the columns as in the template (`netlens template`), or use a saved column mapping (--mapping FILE)."),
    )


def nearest_known(head: Sequence[Row]) -> int:
    """How many headings of a native table the likeliest row of headings holds."""
    rows = (heading.meant(row.cells) for row in _full(head))
    return max((_known(_nearest(cells), cells) for cells in rows), default=0)


def _full(head: Sequence[Row]) -> list[Row]:
    return [row for row in head if not row.problem and not blank(row.cells)]


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


def _best(cells: Sequence[str], least: int) -> str | None:
    """The table whose required columns are all there and most others too; on a tie, the one that asks more.

    None when fewer than `least` headers are known, or when another table, which lacks a required column, knows more of
    them: then it is that one, incomplete.
    """
    fitting = [table for table in schema.TABLES if _complete(table, cells) and _known(table, cells) >= least]
    asked = {table: len(schema.TABLES[table].required) for table in fitting}
    best = max(fitting, key=lambda table: (_known(table, cells), asked[table], -rank(table)), default=None)
    return best if best and _known(best, cells) >= _known(_nearest(cells), cells) else None


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
