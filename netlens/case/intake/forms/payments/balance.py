"""Whether each line of a statement follows from the one before: else a line is missing, or was changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

CLOSE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its row, what it adds (out is negative), the balance it shows; None where it shows none."""

    row: int
    net: Decimal | None
    balance: Decimal | None


def gaps(entries: Sequence[Entry], opening: Decimal | None, closing: Decimal | None) -> dict[int, str]:
    """Row → code of what is wrong there: `balance_gap`, `balance_differs`. Newest first or oldest first, as it fits."""
    if sum(one.balance is not None for one in entries) < 2:
        return {}
    ways = [_gaps(list(entries), opening, closing), _gaps(list(reversed(entries)), opening, closing)]
    return min(ways, key=len)


def _gaps(entries: list[Entry], opening: Decimal | None, closing: Decimal | None) -> dict[int, str]:
    found: dict[int, str] = {}
    known = opening
    for one in entries:
        net = one.net if one.net is not None else Decimal(0)
        expected = known + net if known is not None else None
        if one.balance is not None and expected is not None and abs(expected - one.balance) > CLOSE:
            found[one.row] = "balance_gap"
        known = one.balance if one.balance is not None else expected
    if closing is not None and known is not None and entries and abs(known - closing) > CLOSE:
        found.setdefault(entries[-1].row, "balance_differs")
    return found
