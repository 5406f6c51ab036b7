"""Whether a sheet is HTCDS."""

from collections.abc import Sequence

from netlens.case.intake.sheet import Row


def is_htcds(rows: Sequence[Row]) -> bool:
    return False
