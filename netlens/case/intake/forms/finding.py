"""Where a form's header row stands, what the lines above it say, and which form a file is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from netlens.case import schema
from netlens.case.importing import ReadOptions
from netlens.case.intake.forms.words import FLAT, Form, form
from netlens.case.intake.graph.neo4j import headings
from netlens.case.intake.headers import HEAD, Layout
from netlens.case.intake.headers import layout_of as native_layout
from netlens.case.intake.sheet import Row, Sheet, blank
from netlens.errors import NetLensError
from netlens.i18n import _

SheetsOf = Callable[[Path, ReadOptions], Iterable[Sheet]]


@dataclass(frozen=True, slots=True)
class Head:
    """How a sheet of a form lies. `places`: column of the form → its columns in the sheet; `above`: the lines over the
    header, `header` its last row (a header may take two)."""

    form: Form
    header: int
    headers: tuple[str, ...]
    columns: tuple[str, ...]
    places: dict[str, tuple[int, ...]]
    above: tuple[Row, ...]
    first: int = 0  # the first row of the header

    @property
    def known(self) -> int:
        return len(self.places)

    def cell(self, cells: Sequence[str], column: str) -> str:
        """The first filled cell of a column, without blanks around it; "" when there is none."""
        for place in self.places.get(column, ()):
            if place < len(cells) and (text := cells[place].strip()):
                # `="0912…"` is how a CSV keeps a spreadsheet from taking a zero away.
                return text[2:-1].strip() if text.startswith('="') and text.endswith('"') else text
        return ""

    def has(self, *columns: str) -> bool:
        return any(column in self.places for column in columns)

    @property
    def layout(self) -> Layout:
        """The same for whoever shows it: the native field each column feeds."""
        fields = tuple(self.form.feeds.get(column, "") for column in self.columns)
        table = self.form.table if any(field and "." not in field for field in fields) else ""
        return Layout(table, self.header, self.headers, fields, tuple(row.number for row in self.above))


def head_of(rows: Sequence[Row], one: Form) -> Head | None:
    """The header of a form among the first rows of a sheet: the row, or two rows together, that says most."""
    full = [row for row in rows if not row.problem and not blank(row.cells)]
    best: Head | None = None
    for n, row in enumerate(full):
        pair = n and full[n - 1].number == row.number - 1 and not any(map(_is_value, row.cells))
        for upper in (None, full[n - 1]) if pair else (None,):
            found = _head(one, upper, row, full)
            if found and (best is None or found.known > best.known):
                best = found
    return best


def _is_value(cell: str) -> bool:
    """Whether a cell holds a date, a number or a sum: no heading does."""
    return sum(sign.isdigit() for sign in cell) > 3


def _head(one: Form, upper: Row | None, row: Row, full: Sequence[Row]) -> Head | None:
    cells = _trimmed(row.cells)
    if upper is not None:
        width = max(len(cells), len(_trimmed(upper.cells)))
        cells += [""] * (width - len(cells))
        above = _spread(upper.cells, width)
        texts: list[tuple[str, ...]] = [(f"{a} {b}".strip(), b, a) for a, b in zip(above, cells, strict=True)]
        if sum(bool(a.strip()) for a in upper.cells) < 2:
            return None
    else:
        texts = [(cell,) for cell in cells]
    columns = tuple(next((found for text in choices if (found := one.column(text))), "") for choices in texts)
    places: dict[str, tuple[int, ...]] = {}
    for place, column in enumerate(columns):
        if column:
            places[column] = (*places.get(column, ()), place)
    if len(places) < one.least or not all(places.keys() & need for need in one.needs):
        return None
    if not places.keys() & (one.own | one.hints):
        return None
    first = upper.number if upper is not None else row.number
    above_rows = tuple(other for other in full if other.number < first)
    return Head(one, row.number, _named([choices[0] for choices in texts]), columns, places, above_rows, first)


def _trimmed(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _spread(cells: Sequence[str], width: int) -> list[str]:
    """The upper row of a header of two, its merged cells told of each column below them."""
    spread, last = [], ""
    for place in range(width):
        text = cells[place].strip() if place < len(cells) else ""
        last = text or last
        spread.append(last)
    return spread


def _named(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers as one would call them, each once."""
    names: list[str] = []
    for number, header in enumerate(headers, 1):
        name = " ".join(header.split()) or _("column {n}").format(n=number)
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def layout_of(rows: Sequence[Row], one: Form) -> Layout | None:
    """Where the header of a form stands and what its columns feed; None where the rows hold none."""
    found = head_of(rows, one)
    return found.layout if found else None


def form_of(path: Path, sheets: SheetsOf) -> str:
    """Which form a file is, "" when none: told by its first rows; a file that is a native table is none."""
    status = path.stat()
    key = (str(path), status.st_size, status.st_mtime_ns)
    if key not in _KNOWN:
        if len(_KNOWN) > 256:
            _KNOWN.clear()
        try:
            _KNOWN[key] = _form_of(path, sheets)
        except NetLensError:
            _KNOWN[key] = ""  # what is wrong with it, its reader says
    return _KNOWN[key]


_KNOWN: dict[tuple[str, int, int], str] = {}


def _form_of(path: Path, sheets: SheetsOf) -> str:
    from netlens.case.intake.forms.htcds.finding import is_htcds

    for sheet in sheets(path, ReadOptions()):
        head = list(islice(sheet.rows, HEAD))
        if is_htcds(head):
            return "htcds"
        if head and headings(head[0].cells):  # a list of nodes or edges, whatever else its columns are called
            return ""
        heads = [found for name in FLAT if (found := head_of(head, form(name)))]
        best = max(heads, key=lambda found: (found.known, len(found.places.keys() & found.form.own)), default=None)
        if best and _claimed(best, sheet.title) and not _native(sheet, head, best):
            return best.form.name
    return ""


def _claimed(found: Head, title: str) -> bool:
    """Whether a sheet is of the form for certain: by columns no other table has, or by what its heading says too."""
    if found.places.keys() & found.form.own:
        return True
    return any(
        found.form.says("claims", text[:120]) for text in (title, *(c for row in found.above for c in row.cells))
    )


def _native(sheet: Sheet, head: Sequence[Row], found: Head) -> bool:
    """Whether the sheet is a native table, which wins: by its own column names, or by as many known as the form's."""
    try:
        layout = native_layout(Sheet(sheet.file, sheet.name, sheet.title, iter(())), head)
    except NetLensError:
        return False
    if layout is None or layout.table == "":
        return False
    table = schema.TABLES[layout.table]
    names = {schema.word_key(header) for header in layout.headers}
    if all(schema.word_key(name) in names for name in table.required) and table.required:
        return True
    known = len({name for name in layout.fields if name})
    return known >= found.known
