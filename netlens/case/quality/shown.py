"""A problem's examples as anyone may see them: what belongs to protected people hidden, as in every view of a row."""

from hashlib import blake2b
from typing import TYPE_CHECKING

from netlens.case.corrections.stored import made_in
from netlens.case.protection import HIDDEN, shown_file, shown_text, shown_written
from netlens.case.quality.problem import Pair, Place
from netlens.case.records import Source
from netlens.case.schema import word_key
from netlens.case.values import date
from netlens.errors import NetLensError
from netlens.i18n import _

if TYPE_CHECKING:
    from netlens.case.case import Case

LONGEST = 40  # signs of a key or number that stands in no cell


def shown_value(case: "Case", place: Place) -> str:
    """The value at a place, or what a row view shows instead of it; "" when the place names no cell."""
    if not place.field or not place.value:
        return ""
    try:
        written = case.as_written(Source(place.file, place.row))
    except NetLensError:
        return _(HIDDEN)
    cell = written.values.get(place.field, "")
    shown = shown_written(case, written).get(place.field, "")
    if place.value in shown or (shown == cell and _tidy(place.value) in _tidy(cell)):
        return place.value if len(place.value) <= 120 else place.value[:119] + "…"
    if cell and shown != cell:
        return shown
    # No cell of this row: a line nobody could read, a node nobody named. A word with a digit may be looked for by it.
    one_word = len(place.value) <= LONGEST and not any(map(str.isspace, place.value)) and not place.value.isalpha()
    return shown_text(case, place.value) if one_word else _(HIDDEN)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def shown_pair(case: "Case", pair: Pair) -> tuple[str, str]:
    """A value and what would stand for it; both hidden where the value is."""
    piece = pair.place._replace(value=pair.written)
    shown = shown_value(case, piece)
    return (shown, pair.stands) if shown == pair.written or not pair.written else (shown, _(HIDDEN))


def corrected_cells(case: "Case", source: Source) -> list[tuple[str, str, str, int, str]]:
    """(column, value as written, value that stands, correction, its day) of a row; hidden where the row view hides."""
    row = case.connection.execute("SELECT import FROM file WHERE id = ?", (int(source[0]),)).fetchone()
    made = made_in(case.connection, row[0]) if row else []
    if not made:
        return []
    written = case.as_written(source)
    shown = shown_written(case, written)
    found: dict[tuple[str, str, int], tuple[str, str, str, int, str]] = {}
    for number, time, _table, column, was, now in made:
        cell = written.values.get(column, "")
        if was not in {*_pieces(cell), cell.strip()} and date.clean(cell)[0] != was:
            continue
        hidden = bool(cell) and shown.get(column, "") != cell
        values = (_(HIDDEN), _(HIDDEN)) if hidden else (was, "; ".join(map(str, now)))
        found[column, was, number] = (column, *values, number, time[:10])
    return list(found.values())


def shown_place(case: "Case", place: Place, files: dict[int, tuple[str, str]]) -> str:
    """ "persons.csv, row 12" """
    name, sheet = files.get(place.file, ("", ""))
    name = shown_file(case, name)
    if sheet:
        sheet = shown_file(case, sheet)
        return _("{file}, sheet {sheet}, row {row}").format(file=name, sheet=sheet, row=place.row)
    return _("{file}, row {row}").format(file=name, row=place.row)


def file_names(case: "Case") -> dict[int, tuple[str, str]]:
    """File number → its name and sheet."""
    files = case.table("files")
    columns = (files[name].tolist() for name in ("id", "name", "sheet"))
    return {number: (name, sheet) for number, name, sheet in zip(*columns, strict=True)}


def shown_word(case: "Case", text: str) -> str:
    """A word from a column of codes: shown, unless somebody protected is called so."""
    tidy = " ".join(text.split())
    tidy = tidy if len(tidy) <= 60 else tidy[:59] + "…"
    return tidy if shown_text(case, tidy) == tidy else _(HIDDEN)


def _pieces(cell: str) -> list[str]:
    return [" ".join(part.split()) for part in cell.replace("\n", ";").split(";")]


def word_slug(case: "Case", text: str) -> str:
    """A word as part of a problem's name: letters and digits alone; a mark that says nothing for a protected name."""
    slug = word_key(text)[:40]
    if slug and shown_text(case, text) == text:
        return slug
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
