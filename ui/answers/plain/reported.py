"""The reports that came in as plain data: the list as it was asked for, the counts, and what can be asked for."""

from dataclasses import dataclass

from ui.answers.plain.table import TableData


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reports: "" is all. `state`: "case" with a case, "open" without one, "silent" without an outcome."""

    year: str = ""
    channel: str = ""
    state: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """`counts` by channel and year, of all reports; `channels` as (code, label), in the order of the list."""

    asked: Asked
    table: TableData
    counts: TableData
    years: tuple[str, ...]
    channels: tuple[tuple[str, str], ...]
    whole: int
