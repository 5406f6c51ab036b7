"""What an export is. Each file of report/formats ends in one; found by the folder scan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from netlens.report.summary import RingSummary


@dataclass(frozen=True, slots=True)
class Export:
    """One format that is handed on. `write` gets summaries that are already masked; it adds no facts of its own."""

    name: str
    label: str
    suffix: str
    write: Callable[[Sequence[RingSummary], Path], None]
