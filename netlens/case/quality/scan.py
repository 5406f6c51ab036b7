"""One pass over the rows as they were written: how full each column is, and what was put right as it was read."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netlens.case.quality.problem import Place
from netlens.case.schema import TABLES
from netlens.case.store import packs

if TYPE_CHECKING:
    from netlens.case.store.connection import Connection

LARGEST = 500_000  # records looked at: what is in more of them is told from the first ones
_PHONES = {name: [one.name for one in table.columns if one.kind == "phone"] for name, table in TABLES.items()}
# What the reading of phones puts right without a word: they are so many, and leave no doubt.
_LOST_ZERO = re.compile(r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}|1(?:2\d|6[2-9]|8[68]|99)\d{7}|2\d{9}", re.ASCII)
_ELEVEN = re.compile(r"(?:\+?84|0)1(?:2\d|6[2-9]|8[68]|99)\d{7}", re.ASCII)
_DRESS = re.compile(r"[\s.\-()]")


@dataclass(slots=True)
class Filled:
    """How often the columns of one table in one import are filled, and where an unmapped one is first."""

    rows: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    first: dict[str, Place] = field(default_factory=dict)
    start: Place | None = None


@dataclass(slots=True)
class Scan:
    """By (import, table): how full its columns are. Cells whose phones had lost their zero, or were of before 2018."""

    filled: dict[tuple[int, str], Filled] = field(default_factory=lambda: defaultdict(Filled))
    lost_zero: list[Place] = field(default_factory=list)
    eleven: list[Place] = field(default_factory=list)


def scan(connection: "Connection", imports: list[int], words: Mapping[int, str]) -> Scan:
    """Look at the raw rows of these imports. `words`: the text of each number."""
    found = Scan()
    seen = 0
    for import_id in imports:
        rows = connection.execute(
            "SELECT first, ints FROM pack WHERE import = ? AND what = 'record' ORDER BY first", (import_id,)
        ).fetchall()
        for first, ints in rows:
            files, numbers, tables, _outcomes = packs.unpack_ints(ints, len(packs.RECORD)).tolist()
            raw = connection.execute(
                "SELECT texts FROM pack WHERE import = ? AND what = 'raw' AND first BETWEEN ? AND ? ORDER BY first",
                (import_id, first, first + len(files) - 1),
            )
            cells = (pair for (texts,) in raw for pair in packs.unpack_texts(texts))
            for file, row, table, (values, extra) in zip(files, numbers, tables, cells, strict=False):
                if values or extra:
                    name = words.get(table, "")
                    _count(found.filled[import_id, name], file, row, values, extra)
                    for column in _PHONES.get(name, ()):
                        if column in values:
                            _phones(found, Place(file, row, column, values[column]))
            seen += len(files)
            if seen > LARGEST:
                return found
    return found


def _count(filled: Filled, file: int, row: int, values: dict[str, str], extra: dict[str, str]) -> None:
    filled.rows += 1
    filled.start = filled.start or Place(file, row)
    filled.fields.update(values.keys())
    for header in extra:
        filled.extra[header] += 1
        if header not in filled.first:
            filled.first[header] = Place(file, row)


def _phones(found: Scan, place: Place) -> None:
    for piece in place.value.split(";"):
        digits = _DRESS.sub("", piece)
        if digits[:1] != "0" and _LOST_ZERO.fullmatch(digits):
            found.lost_zero.append(place)
        elif _ELEVEN.fullmatch(digits):
            found.eleven.append(place)
