"""Suggested ties as a table, and who stands in each of its rows."""

from dataclasses import dataclass

from ui.answers.plain.table import TableData


@dataclass(frozen=True, slots=True)
class Suggested:
    """`table.ids` number the rows; `pairs[id]` are the entity ids of a row, `verdicts[id]` what was said of it,
    `rings[id]` the ring in which to look at it, "" for none."""

    table: TableData
    pairs: tuple[tuple[int, int], ...]
    verdicts: tuple[str, ...]
    rings: tuple[str, ...]
