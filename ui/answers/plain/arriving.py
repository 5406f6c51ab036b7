"""What is told of an import before it is made: another case beside this one, and what rows would change."""

from dataclasses import dataclass

from ui.answers.plain.page import Page
from ui.answers.plain.table import TableData


@dataclass(frozen=True, slots=True)
class Beside:
    """Another case beside this one. `decisive`: names and dates of birth that contradict; `same`: nothing is new."""

    page: Page
    decisive: int
    same: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """What an import would change, were it made with the new values taken."""

    summary: str
    table: TableData
    changes: int
    decisive: int
