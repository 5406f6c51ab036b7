"""What clerks do to good rows, planted and counted: rows sent twice, dumps that overlap, rows that cannot stand."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from benchmarks.generator.draw import Draw
from benchmarks.generator.filing.rows import Row

REPEATED = 0.004
_NOBODY, _NOWHERE = "P9999999", "C9999999"
# table → (after which row, field, what stands there instead): rows an import must reject, and say why
_BAD: dict[str, tuple[tuple[int, str, str], ...]] = {
    "cases": ((9, "case_id", ""),),
    "persons": ((14, "person_id", ""),),
    "identifiers": ((11, "person_id", _NOBODY),),
    "involvements": (
        (6, "role", "thuyền trưởng"),
        (17, "case_id", _NOWHERE),
        (23, "person_id", _NOBODY),
        (31, "role", ""),
    ),
    "routes": ((12, "place", ""), (20, "case_id", _NOWHERE)),
    "links": ((5, "b", ""),),
    "calls": ((40, "callee", ""), (77, "start", "")),
    "payments": ((8, "amount", ""),),
    "crossings": ((4, "gate", ""),),
    "reports": ((7, "case_id", _NOWHERE),),
}
# table → (which row, field, what stands there): values an import must keep as written, and flag
_ODD: dict[str, dict[int, tuple[str, str]]] = {
    "persons": {19: ("phones", "hỏi lại gia đình"), 25: ("province", "Nậm Tốt")},
    "routes": {16: ("gate", "lối mở sau nhà ông Sùng"), 22: ("date", "giữa mùa mưa")},
}
_TWICE = ("cases", "persons", "involvements", "payments", "crossings")


class Filed(NamedTuple):
    """A row as it stands in the file, what an import must make of it, and, if it rejects it, over which field."""

    row: Row
    outcome: str  # used, merged, rejected
    field: str = ""


def messed(draw: Draw, table: str, rows: Iterable[Row], dump: "Overlap") -> Iterator[Filed]:
    """The rows of a table with the planted ones between; natural repeats are left out, so that each repeat is meant."""
    if table == "calls":
        yield from _with_dumps(draw, rows, dump)
        return
    bad = {after: (field, value) for after, field, value in _BAD.get(table, ())}
    odd = _ODD.get(table, {})
    seen: set[tuple[object, ...]] = set()
    waiting: list[Row] = []
    for n, row in enumerate(rows):
        key = tuple(row.values())
        if key in seen:
            continue
        seen.add(key)
        yield Filed({**row, odd[n][0]: odd[n][1]} if n in odd else row, "used")
        if table in _TWICE and (n == 3 or draw.chance(REPEATED)):
            waiting.append(row)
        if waiting and draw.chance(0.2):
            yield Filed(waiting.pop(), "merged")
        if n in bad:
            field, value = bad[n]
            yield Filed({**row, field: value}, "rejected", field)
    for row in waiting:
        yield Filed(row, "merged")


class Overlap:
    """Calls that stand in two dumps: a share of the rows already filed, to be filed again."""

    def __init__(self) -> None:
        self.rows: list[Row] = []


def _with_dumps(draw: Draw, rows: Iterable[Row], dump: Overlap) -> Iterator[Filed]:
    """A second dump follows the first in one file, as the other operator wrote it: a second later, as calls received.

    `dump` brings the calls another register filed already, and takes along those of this one.
    """
    bad = {after: (field, value) for after, field, value in _BAD["calls"]}
    again: list[Row] = []
    for n, row in enumerate(rows):
        yield Filed(row, "used")
        if n % 29 == 5 and len(again) < 4000:
            again.append(row)
        if n in bad:
            field, value = bad[n]
            yield Filed({**row, field: value}, "rejected", field)
    for row in dump.rows:
        yield Filed(row, "merged")
    dump.rows = again[::2]
    for n, row in enumerate(again):
        yield Filed(row if n % 2 else _as_received(draw, row), "merged")


def _as_received(draw: Draw, row: Row) -> Row:
    start = row["start"]
    later = start + timedelta(seconds=1) if isinstance(start, datetime) else start
    kind = "MT" if row["kind"] == "MO" else "SMS-MT"
    return {**row, "start": later, "kind": kind, "cell": f"452-05-{draw.digits(5)}"}
