"""Rows → CSV files, one folder a register, each column's dates in one form; and the ledger that an import must give."""

import csv
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from benchmarks.generator.draw import Draw
from benchmarks.generator.filing import dumps, rows
from benchmarks.generator.filing.mess import Filed, Overlap, messed
from benchmarks.generator.filing.registers import give_ids, registers
from benchmarks.generator.filing.rows import Cell, Register, Row
from benchmarks.generator.model import LC, World
from benchmarks.generator.names import LISTS

TABLES: dict[str, Callable[[Register], Iterator[Row]]] = {
    "cases": rows.cases,
    "persons": rows.persons,
    "identifiers": rows.identifiers,
    "involvements": rows.involvements,
    "routes": rows.routes,
    "links": dumps.links,
    "calls": dumps.calls,
    "payments": dumps.payments,
    "crossings": dumps.crossings,
    "reports": dumps.reports,
}
_LOOK_AHEAD = 2000  # rows within which a dd/mm/yyyy column must show a day above 12, or it is written as ISO
_DAY_FIRST = {
    "main": {"birth_date", "stage_date", "returned", "date", "received"},
    LC: {"opened", "birth_date", "since", "until", "stage_date", "returned", "date", "start", "received"},
}
_lc: dict[str, Any] = tomllib.loads((LISTS / "lc.toml").read_text(encoding="utf-8"))


def file_world(world: World, folder: Path) -> dict[str, Any]:
    """Write every register's tables under `folder`; gives the ledger: register → file → rows and what became of them.

    The registers are to be imported in the order of the ledger: the second repeats calls of the first.
    """
    give_ids(Draw(world.plan.seed, "ids"), world)
    overlap = Overlap()
    ledger: dict[str, Any] = {}
    for name in registers(world):
        (folder / name).mkdir(parents=True, exist_ok=True)
        register = Register(Draw(world.plan.seed, f"rows {name}"), world, name)
        mess = Draw(world.plan.seed, f"mess {name}")
        ledger[name] = {}
        for table, made in TABLES.items():
            filed = messed(mess, table, made(register), overlap)
            counts = _write(folder / name / f"{table}.csv", name, table, filed)
            if counts:
                ledger[name][f"{table}.csv"] = counts
    return ledger


def _write(path: Path, register: str, table: str, filed: Iterable[Filed]) -> dict[str, Any]:
    """One file, unless it has no row. A row is counted as a person counts it: the header is row 1."""
    stream = iter(filed)
    first = list(islice(stream, _LOOK_AHEAD))
    if not first:
        return {}
    columns = list(first[0].row)
    day_first = {column for column in _DAY_FIRST[register] if _decidable(first, column)}
    words = _lc["words"] if register == LC else {}
    counts = {"used": 0, "merged": 0, "rejected": 0}
    rejected = []
    with path.open("w", encoding="utf-8-sig" if register == LC else "utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n" if register == LC else "\n")
        writer.writerow(
            [_lc["headers"].get(c, c) if register == LC and table not in dumps.PLAIN else c for c in columns]
        )
        for number, (row, outcome, field) in enumerate(chain(first, stream), 2):
            writer.writerow([_text(c, row[c], c in day_first, words) for c in columns])
            counts[outcome] += 1
            if outcome == "rejected":
                rejected.append({"row": number, "field": field, "value": _text(field, row[field], False, words)})
    return {
        "rows_read": sum(counts.values()),
        **{f"rows_{outcome}": count for outcome, count in counts.items()},
        "rejected": rejected,
    }


def _decidable(filed: Iterable[Filed], column: str) -> bool:
    """Whether a reader can tell the day from the month somewhere in this column."""
    values = (entry.row.get(column, "") for entry in filed)
    return any(isinstance(value, date) and value.day > 12 for value in values)


def _text(column: str, value: Cell, day_first: bool, words: Mapping[str, Mapping[str, str]]) -> str:
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S" if day_first else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if day_first else value.isoformat()
    return words[column].get(value, value) if column in words else value
