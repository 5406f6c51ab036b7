"""The edits about corrections: lay one over the rows of an import, take it back, let it count again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netlens.case.corrections import stored
from netlens.case.corrections.stored import StandIn, Swap
from netlens.case.edits import Edit
from netlens.case.store import codes
from netlens.case.store.connection import Connection
from netlens.case.store.reading import Reading
from netlens.i18n import _


@dataclass(frozen=True, slots=True)
class Correct:
    """Put values in the place of wrong ones, all of one problem. `rows`: how many rows that touches."""

    problem: str
    rows: int
    swaps: tuple[Swap, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()

    @property
    def name(self) -> str:
        return _("Correct values")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"records"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        number, sizes = stored.put(connection, self.problem, self.rows, self.swaps, self.stand_ins)
        # The values may be anyone's: they stand in the correction, the audit says how many there are.
        detail = {"edit": "correct", "correction": number, "problem": self.problem, "rows": self.rows, **sizes}
        return CountCorrection(number, counts=False), "edit", {**detail, "codes": _settle(connection)}


@dataclass(frozen=True, slots=True)
class CountCorrection:
    """Let a correction count, or let the values stand as they were written again."""

    correction: int
    counts: bool

    @property
    def name(self) -> str:
        return _("Correct values") if self.counts else _("Take back a correction")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"records"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        detail = stored.set_counts(connection, self.correction, counts=self.counts)
        done = "correct" if self.counts else "take_back_correction"
        inverse = CountCorrection(self.correction, counts=not self.counts)
        return inverse, "edit", {"edit": done, **detail, "codes": _settle(connection)}


def _settle(connection: Connection) -> int:
    """Codes for those who are protected only now: a corrected date of birth may make someone a child.

    Who is due one when a staged import counts was worked out without this correction: that is worked out anew.
    """
    connection.execute("DELETE FROM due")
    return codes.assign(connection, Reading(connection).protected)
