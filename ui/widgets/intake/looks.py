"""A sheet as it would be read, in words: its name, its sign, its state; and the mapping it is read through."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.case.intake.guessing.sheet import lacking
from netlens.case.intake.mapped.offered import GUESSED
from netlens.case.mapping import RecordMap, SheetMap
from netlens.case.values import heading
from netlens.i18n import _, language, ngettext
from ui.widgets.columns import names

if TYPE_CHECKING:
    from netlens.case.intake.preview import Look

Key = tuple[Path, str]  # file and sheet
SOME = 4  # values of a column that show what stands in it
TABLE = 3  # filled cells from which a row may be one of a table


def key(one: "Look") -> Key:
    return one.path, one.sheet


def name(one: "Look") -> str:
    """The file and the sheet, whose name is read where it is typed for an old font."""
    return f"{one.path.name} · {heading.meant([one.sheet])[0]}" if one.sheet else one.path.name


def waits(one: "Look") -> bool:
    """Whether it is a flat table to which a person has to say yes."""
    return bool(one.problem and one.proposed and one.proposed.sheets[0].records)


def is_narrow(one: "Look") -> bool:
    """Whether no row of it holds as many cells as one of a table."""
    return all(sum(map(bool, map(str.strip, cells))) < TABLE for _row, cells in one.rows)


def place(one: "Look") -> str:
    """The file and the sheet as a ledger names what held no table."""
    return _("{file}, sheet {sheet}").format(file=one.path.name, sheet=one.sheet) if one.sheet else one.path.name


def is_note(one: "Look", looks: "Sequence[Look]") -> bool:
    """Whether it is a sheet with a title or some notes, beside others of its workbook that are tables."""
    if not one.problem or waits(one) or not one.sheet:
        return False
    return is_narrow(one) and any(other.path == one.path and (not other.problem or waits(other)) for other in looks)


def severity(one: "Look", looks: "Sequence[Look]") -> int:
    """What waits for a word comes first, then what cannot be read, then what has problems; mere notes last."""
    if one.problem:
        return 0 if waits(one) else 5 if is_note(one, looks) else 1
    return 2 if one.dates == "ambiguous" or undecided(one) else 3 if one.issues else 4


def undecided(one: "Look") -> bool:
    """Whether text looks typed for an old font, and nobody said how to read it."""
    return any(not typed.stated for typed in one.typed)


def sign(one: "Look", looks: "Sequence[Look]") -> tuple[str, str]:
    if waits(one):
        return "table", "warning"
    if one.problem:
        return ("info", "muted") if is_note(one, looks) else ("dismiss", "danger")
    asks = one.dates == "ambiguous" or undecided(one)
    return ("warning", "warning") if one.issues or asks else ("confirm", "good")


def state(one: "Look") -> str:
    """Table or mapping, encoding, rows, order of dates: what was found out, in one line."""
    how = schema.TABLES[one.table].labels.get(language(), one.table) if one.table in schema.TABLES else ""
    how = _(one.form) if one.form else how
    if one.mapping is not None:
        named = _("read through the mapping {name}").format(name=one.mapping.name)
        how = _("a flat table, read as its columns are named") if one.mapping.name == GUESSED else named
    if one.records:
        labels = {name: known.labels.get(language(), name) for name, known in schema.EVERY.items()}
        how = ", ".join(f"{labels[table]} {n:,}" for table, n in one.records)
    rows = ngettext("{n} row", "{n} rows", one.count).format(n=f"{one.count:,}")
    rows = rows if one.complete else _("more than {rows}").format(rows=rows)
    order = {"dmy": _("dates day first"), "mdy": _("dates month first"), "ambiguous": _("order of dates unknown")}
    parts = (how, rows, one.encoding, order.get(one.dates, ""))
    return " · ".join(part for part in parts if part)


def headers(one: "Look") -> tuple[str, ...]:
    return one.headers or tuple(header for header, _field in one.columns)


def first_rows(one: "Look") -> tuple[list[str], tuple[tuple[int, tuple[str, ...]], ...]]:
    """The headings of the first rows, and these; of a chart or graph, what each item becomes comes first."""
    if one.told:
        labels = {name: known.labels.get(language(), name) for name, known in schema.EVERY.items()}
        rows = tuple((row, (labels.get(cells[0], cells[0]), *cells[1:])) for row, cells in one.rows)
        columns = {
            column.name: column.labels.get(language(), column.name)
            for table, _n in reversed(one.records)
            for column in schema.EVERY[table].columns
        }
        return [_("Becomes"), *(columns.get(name, name) for name in one.told)], rows
    width = max((len(cells) for _row, cells in one.rows), default=0)
    return [header for header, _field in one.columns] or [str(n + 1) for n in range(width)], one.rows


def understood(one: "Look") -> list[tuple[str, str, str]]:
    """Of a form, each column, the field it feeds and some of what stands in it."""
    found = []
    for place, (header, feeds) in enumerate(one.columns):
        table, dot, field = feeds.partition(".")
        known = schema.EVERY.get(table if dot else one.table)
        label = known.column(field if dot else feeds).labels.get(language(), feeds) if known and feeds else ""
        named = f"{known.labels.get(language(), table)}: {label}" if dot and known else label
        values = dict.fromkeys(cells[place].strip() for _row, cells in one.rows if place < len(cells))
        some = [value for value in values if value][:SOME]
        found.append((header, named or _("kept as an extra attribute"), " · ".join(some)))
    return found


def sheet_of(one: "Look") -> SheetMap:
    """How the sheet is read now, as a mapping: a native table gives one record a row."""
    if one.mapping is not None:
        return one.mapping.recognise(headers(one)) or one.mapping.sheets[0]
    if one.table:
        return SheetMap(
            (RecordMap(one.table, {field: (header,) for header, field in one.columns if field and "." not in field}),)
        )
    return one.proposed.sheets[0] if one.proposed else SheetMap(())


def as_table(one: "Look", table: str) -> SheetMap:
    """The sheet as one native table, its columns by their names; or, for "", as what NetLens suggests."""
    if not table:
        return one.proposed.sheets[0] if one.proposed else SheetMap(())
    known = schema.fields(table, list(headers(one)))
    return SheetMap((RecordMap(table, {field: (header,) for header, field in known.items()}),))


def lacks(sheet: SheetMap) -> str:
    """The required fields that nothing feeds, in words; "" when there are none."""
    missing = dict.fromkeys(name for record in sheet.records for name in lacking(record))
    return ", ".join(
        f"{names.field(table, name)} ({names.table(table)})"
        for table, _dot, name in (one.partition(".") for one in missing)
    )
