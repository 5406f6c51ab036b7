"""Cells for a code, a date, a grade or a place, in which something else was written: it is kept, and may name anyone.

What shows a code trusts it to be one. So a table gives such a cell with the protected people in it masked; in every
other respect it is as it was written. Free text (notes, titles, agencies) is masked by whoever shows it.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from netlens.case import schema
from netlens.case.record_ids import PLAIN, shown_registers
from netlens.case.records import LOCAL
from netlens.case.values import country, gate, grade, place

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from netlens.case.case import Case

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_CLOCK = re.compile(r"([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_GRADED = {"grade": "grade", "handling": "code:handling"}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "persons": {"sex": "code:sex", "birth_date": "date", "nationality": "country", "province": "province"},
    "cases": {"offence": "code:offence", "status": "code:case_status", "opened": "date", "province": "province"},
    "reports": {"received": "date", "channel": "code:channel"},
    "involvements": {
        "functions": "code:functions",
        "exploitation": "code:exploitation",
        "recruited_via": "code:recruited_via",
        "since": "date",
        "until": "date",
        "stage": "code:stage",
        "stage_date": "date",
        "found": "code:found",
        "returned": "date",
        **_GRADED,
    },
    "holdings": {"basis": "code:basis", "since": "date", "until": "date", **_GRADED},
    "stops": {
        "province": "province",
        "country": "country",
        "kind": "code:route_kind",
        "mode": "code:mode",
        "gate": "gate",
        "date": "date",
        **_GRADED,
    },
    "travellers": {"date": "date", **_GRADED},
    "links": {"kind": "code:link_kind", "since": "date", "until": "date", "currency": "currency", **_GRADED},
    "calls": {"start": "date", "kind": "code:call_kind", **_GRADED},
    "payments": {"currency": "currency", "when": "date", **_GRADED},
    "crossings": {"gate": "gate", "direction": "code:direction", "when": "date", **_GRADED},
}


def masked(case: "Case", name: str, table: "DataFrame") -> "DataFrame":
    """The table with what is no code, date, grade or place of a list masked. Looks at each different text once."""
    changed: dict[str, Series] = {}
    for column, kind in COLUMNS.get(name, {}).items():
        texts = _unfit(kind, _texts(table[column].tolist()))
        hidden = {text: shown for text in texts if (shown := _shown(case, text)) != text}
        if hidden:
            changed[column] = _hiding(table[column], hidden)
    if "record_id" in table and len(table):  # a file's name, or a key, may name someone
        named = {one for one, shown in shown_registers(case).items() if shown != one}
        local = table.register.str.startswith(LOCAL) | table.register.isin(named)
        telling = (local | table.protected | ~table.key.str.fullmatch(PLAIN)) if "protected" in table else local
        if telling.any():
            changed["record_id"] = table.record_id.where(~telling, table.id.map(case.record_id))
    return table.assign(**changed) if changed else table


def _texts(cells: list[Any]) -> set[str]:
    """The different texts of a column, whose cells are texts or lists of them."""
    if any(isinstance(cell, list) for cell in cells[:1]):
        return {text for cell in cells for text in cell}
    return set(cells)


def _hiding(column: "Series", hidden: Mapping[str, str]) -> "Series":
    """The column with some texts replaced; of millions of cells few hold one."""
    if any(isinstance(cell, list) for cell in column[:1]):
        return column.map(lambda cell: [hidden.get(one, one) for one in cell]).astype(object)
    telling = column.isin(hidden)
    return column.where(~telling, column[telling].map(hidden)).astype(object)


def _shown(case: "Case", text: str) -> str:
    from netlens.case.protection import shown_text

    return shown_text(case, text)


def fits(kind: str, text: str) -> bool:
    """Whether a text is what its column is for."""
    return not text or _check(kind)(text)


def _unfit(kind: str, texts: set[str]) -> set[str]:
    """Those that are not what their column is for."""
    texts = texts - {""}
    if kind != "date":
        fitting = _check(kind)
        return {text for text in texts if not fitting(text)}
    # Millions of calls begin on some hundred days, at some thousand times of day.
    days = {day for day in {text[:10] for text in texts} if not _DAY.fullmatch(day)}
    clocks = {clock for clock in {text[10:] for text in texts} if not _CLOCK.fullmatch(clock)}
    return {text for text in texts if text[:10] in days or text[10:] in clocks} if days or clocks else set()


def _check(kind: str) -> Callable[[str], bool]:
    name, _colon, codes = kind.partition(":")
    return frozenset(schema.codes(codes)).__contains__ if name == "code" else FITS[kind]


FITS: Mapping[str, Callable[[str], bool]] = {
    "date": lambda text: bool(_DAY.fullmatch(text[:10]) and _CLOCK.fullmatch(text[10:])),
    "currency": lambda text: bool(_CURRENCY.fullmatch(text)),
    "grade": lambda text: bool(grade.scheme(text)),
    "country": lambda text: not country.clean(text)[1],
    "province": lambda text: not place.clean_province(text)[1],
    "gate": lambda text: gate.find(text) is not None,
}
