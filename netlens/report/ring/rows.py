"""Rows of the case's tables as plain dicts: few are needed at a time, picked out of many."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from netlens.case.records import Source

if TYPE_CHECKING:
    from pandas import DataFrame

_WIDE = 1 << 32  # rows of one file: a file and a row make one number


def rows(table: "DataFrame", column: str, wanted: Iterable[Any]) -> list[dict[str, Any]]:
    """The rows whose `column` is one of `wanted`, in the order of the table."""
    return _dicts(table[table[column].isin(list(wanted))])


def of_sources(table: "DataFrame", sources: Iterable[Source]) -> list[dict[str, Any]]:
    """The facts that stand in these rows of files."""
    import numpy as np

    wanted = np.array([source.file * _WIDE + source.row for source in sources], dtype=np.int64)
    keys = table["file"].to_numpy(dtype=np.int64) * _WIDE + table["row"].to_numpy(dtype=np.int64)
    return _dicts(table[np.isin(keys, wanted)])


def source(row: dict[str, Any]) -> Source:
    return Source(int(row["file"]), int(row["row"]))


def _dicts(table: "DataFrame") -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
