"""A table as plain data: columns of ready texts, and the order of the rows by each column, reckoned in the worker."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ui.answers.plain.block import texts, things
from ui.answers.plain.page import Target

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["text", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters, as a first guess."""

    label: str
    kind: Kind = "text"
    width: int = 14
    help: str = ""


@dataclass(frozen=True, slots=True)
class TableData:
    """`cells[c][r]` is a text; `order[c]` gives the rows in ascending order of column c; `targets[r]` a click."""

    columns: tuple[Column, ...]
    cells: tuple[Sequence[str], ...]
    order: "tuple[NDArray[np.int64], ...]"
    targets: Sequence[Target] = ()
    ids: tuple[int, ...] = ()
    title: str = ""

    @property
    def rows(self) -> int:
        return len(self.cells[0]) if self.cells else 0


def tabulate(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | float | int]],
    *,
    targets: Sequence[Target] = (),
    ids: Sequence[int] = (),
    title: str = "",
) -> TableData:
    """Rows of values → TableData. Numbers sort as numbers, texts as a person reads them, empty ones last."""
    import numpy as np

    cells, order = [], []
    for number, column in enumerate(columns):
        values = [row[number] for row in rows]
        cells.append(texts(_written(value) for value in values))
        if column.kind == "number":
            keys = np.array([float(v) if v not in ("", None) else np.inf for v in values])
            order.append(np.argsort(keys, kind="stable"))
        else:
            words = {value: (not value, fold(str(value))) for value in dict.fromkeys(values)}
            rank = {word: place for place, word in enumerate(sorted(set(words.values())))}
            places = np.array([rank[words[value]] for value in values], dtype=np.int64)
            order.append(np.argsort(places, kind="stable"))
    return TableData(tuple(columns), tuple(cells), tuple(order), things(targets), tuple(ids), title)


def fold(text: str) -> str:
    """For comparing only: lower case, without accents, đ as d."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _written(value: str | float | int) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else value
