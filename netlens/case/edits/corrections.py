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
        return TakeBackCorrection(number), "edit", {**detail, "codes": _settle(connection)}


@dataclass(frozen=True, slots=True)
class TakeBackCorrection:
    """Let the values stand as they were written again."""

    correction: int

    @property
    def name(self) -> str:
        return _("Take back a correction")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"records"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        detail = stored.set_counts(connection, self.correction, counts=False)
        again = CorrectAgain(self.correction)
        return again, "edit", {"edit": "take_back_correction", **detail, "codes": _settle(connection)}


@dataclass(frozen=True, slots=True)
class CorrectAgain:
    """Let a correction that was taken back count again."""

    correction: int

    @property
    def name(self) -> str:
        return _("Correct values")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"records"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        detail = stored.set_counts(connection, self.correction, counts=True)
        back = TakeBackCorrection(self.correction)
        return back, "edit", {"edit": "correct", **detail, "codes": _settle(connection)}


def _settle(connection: Connection) -> int:
    """Codes for those who are protected only now: a corrected date of birth may make someone a child.

    Who is due one when a staged import counts was worked out without this correction: that is worked out anew.
    """
    connection.execute("DELETE FROM due")
    return codes.assign(connection, Reading(connection).protected)
