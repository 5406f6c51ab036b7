"""What the first rows of a sheet would give through a mapping that is still being made: to be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from netlens.case.intake.clean import Cleaner
from netlens.case.intake.dates import Orders
from netlens.case.intake.guessing.sheet import lacking
from netlens.case.intake.headers import Layout
from netlens.case.intake.letters.columns import Letters
from netlens.case.intake.mapped.reading import reader
from netlens.case.intake.own import plain
from netlens.case.intake.preview import DECIDED
from netlens.case.intake.reasons import reason
from netlens.case.intake.sheet import Row
from netlens.case.mapping import Mapping, SheetMap
from netlens.case.records import Issue
from netlens.progress import Job, Progress

ROWS = 20


@dataclass(frozen=True, slots=True)
class Given:
    """One record of one row: its table, its cleaned values in words, and what is wrong with them."""

    row: int
    table: str
    values: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, str], ...] = ()  # (field, what is wrong)


@dataclass(frozen=True, slots=True)
class Trial:
    """`lacks`: required fields nothing feeds, as `table.field`; `given`: what the first rows give."""

    given: tuple[Given, ...]
    lacks: tuple[str, ...]


def tried(
    headers: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
    sheet: SheetMap,
    dates: str = "",
    text: str = "",
) -> Job[Trial]:
    """What `rows` (number, cells as written) of a sheet with these headings give. Writes nothing.

    `dates` and `text` are what the person said of the order of dates and of text for old fonts.
    """
    yield Progress("")
    lacks = tuple(dict.fromkeys(name for record in sheet.records for name in lacking(record)))
    fed = SheetMap(
        tuple(record for record in sheet.records if record.fields or record.refers), sheet.dates, sheet.zones
    )
    layout = Layout("", 0, tuple(headers), ("",) * len(headers))
    mapping = Mapping("", (fed,))
    if not fed.records or mapping.recognise(headers) is None:
        return Trial((), lacks)
    read = reader(mapping, layout, "")
    orders = Orders("", dates or "dmy", of=fed.by_field(fed.dates), zones=fed.by_field(fed.zones))
    orders.letters = Letters("", {"": text} if text else {})
    cleaner = Cleaner()
    found: list[Given] = []
    for number, cells in rows[:ROWS]:
        whole = [*cells, *[""] * (len(headers) - len(cells))]
        for one in read(Row(number, whole)):
            if isinstance(one, Issue):
                found.append(Given(number, "", (), (("", one.reason),)))
                continue
            cleaned = cleaner.clean(one, orders, final=True)
            wrong = [cleaned.refused] if cleaned.refused else cleaned.flags
            values = tuple((name, _text(value)) for name, value in cleaned.values.items() if value not in ("", []))
            said = dict.fromkeys((name, reason(code)) for name, _value, code in wrong if code not in DECIDED)
            found.append(Given(number, one.table, values, tuple(said)))
    return Trial(tuple(found), lacks)


def _text(value: Any) -> str:
    return "; ".join(map(_text, value)) if isinstance(value, list) else plain(str(value))
