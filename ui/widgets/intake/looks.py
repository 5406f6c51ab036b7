"""A sheet as it would be read, in words: its name, its sign, its state; and the mapping it is read through."""

from pathlib import Path
from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.case.intake.guessing.sheet import lacking
from netlens.case.intake.mapped.offered import GUESSED
from netlens.case.mapping import RecordMap, SheetMap
from netlens.i18n import _, language, ngettext
from ui.widgets.columns import names

if TYPE_CHECKING:
    from netlens.case.intake.preview import Look

Key = tuple[Path, str]  # file and sheet


def key(one: "Look") -> Key:
    return one.path, one.sheet


def name(one: "Look") -> str:
    return f"{one.path.name} · {one.sheet}" if one.sheet else one.path.name


def severity(one: "Look") -> int:
    """What cannot be read comes first, then what asks a question, then what has problems."""
    return 0 if one.problem else 1 if one.dates == "ambiguous" or undecided(one) else 2 if one.issues else 3


def undecided(one: "Look") -> bool:
    """Whether text looks typed for an old font, and nobody said how to read it."""
    return any(not typed.stated for typed in one.typed)


def sign(one: "Look") -> tuple[str, str]:
    if one.problem:
        return "dismiss", "danger"
    return ("warning", "warning") if one.issues or one.dates == "ambiguous" else ("confirm", "good")


def state(one: "Look") -> str:
    """Table or mapping, encoding, rows, order of dates: what was found out, in one line."""
    how = schema.TABLES[one.table].labels.get(language(), one.table) if one.table in schema.TABLES else ""
    if one.mapping is not None:
        named = _("read through the mapping {name}").format(name=one.mapping.name)
        how = _("a flat table, read as its columns are named") if one.mapping.name == GUESSED else named
    rows = ngettext("{n} row", "{n} rows", one.count).format(n=f"{one.count:,}")
    rows = rows if one.complete else _("more than {rows}").format(rows=rows)
    order = {"dmy": _("dates day first"), "mdy": _("dates month first"), "ambiguous": _("order of dates unknown")}
    parts = (how, rows, one.encoding, order.get(one.dates, ""))
    return " · ".join(part for part in parts if part)


def headers(one: "Look") -> tuple[str, ...]:
    return one.headers or tuple(header for header, _field in one.columns)


def sheet_of(one: "Look") -> SheetMap:
    """How the sheet is read now, as a mapping: a native table gives one record a row."""
    if one.mapping is not None:
        return one.mapping.recognise(headers(one)) or one.mapping.sheets[0]
    if one.table:
        return SheetMap((RecordMap(one.table, {field: (header,) for header, field in one.columns if field}),))
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
