"""Edits about rings: keep a detection, forget it, and what the analyst decides of a ring."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netlens.case.edits import Edit
from netlens.case.records import Decision, Rings
from netlens.case.store import detections
from netlens.case.store.connection import Connection
from netlens.case.store.counting import now
from netlens.case.store.protected import only_protected
from netlens.case.store.reading import Reading
from netlens.errors import NetLensError
from netlens.i18n import _


@dataclass(frozen=True, slots=True)
class KeepRings:
    """Keep a detection: it becomes the latest."""

    rings: Rings

    @property
    def name(self) -> str:
        return _("Keep the rings found")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"rings"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        settings = json.dumps(dict(self.rings.settings), ensure_ascii=False)
        number = connection.execute(
            "INSERT INTO detection (time, kept, settings, rings) VALUES (?, 1, ?, ?)",
            (now(), settings, detections.pack_rings(self.rings)),
        ).lastrowid
        by_status = {"supported": 0, "tentative": 0, "chance": 0}
        for ring in self.rings.rings:
            by_status[ring.status] += 1
        return ForgetRings(number), "edit", {"edit": "keep_rings", "detection": number, "rings": by_status}


@dataclass(frozen=True, slots=True)
class ForgetRings:
    """Set a kept detection aside; the one before it becomes the latest again."""

    id: int

    @property
    def name(self) -> str:
        return _("Forget the rings found")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"rings"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        _set_kept(connection, self.id, False)
        return RecallRings(self.id), "edit", {"edit": "forget_rings", "detection": self.id}


@dataclass(frozen=True, slots=True)
class RecallRings:
    """Bring a forgotten detection back, under its own number."""

    id: int

    @property
    def name(self) -> str:
        return _("Bring back the rings found")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"rings"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        _set_kept(connection, self.id, True)
        return ForgetRings(self.id), "edit", {"edit": "recall_rings", "detection": self.id}


@dataclass(frozen=True, slots=True)
class DecideRing:
    """Confirm, dismiss (with a reason), reopen or name a ring, add and remove members by hand: all of it at once."""

    decision: Decision

    @property
    def name(self) -> str:
        names = {"confirmed": _("Confirm a ring"), "dismissed": _("Dismiss a ring")}
        return names.get(self.decision.verdict, _("Change a ring"))

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"decisions"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        new = self.decision
        if new.verdict == "dismissed" and not new.reason.strip():
            raise NetLensError(_("A ring is dismissed for a reason."), _("Say in a few words why it is none."))
        former = detections.decisions(connection).get(new.ring, Decision(new.ring))
        joining = set(new.added) - set(former.added)
        if joining and only_protected(Reading(connection), joining):  # it reads all involvements: not for nothing
            raise NetLensError(
                _("Someone recorded only as victim, witness or reporter cannot be a member of a ring."),
                _("Record the person's other part in a case first."),
            )
        connection.execute("DELETE FROM decision WHERE ring = ?", (new.ring,))
        if new != Decision(new.ring):
            connection.execute(
                "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?)",
                (new.ring, new.verdict, new.reason, new.name, json.dumps(new.added), json.dumps(new.removed)),
            )
        # Reason and name are free text, which may name anyone: they stay with the decision.
        detail = {
            "edit": "decide_ring",
            "ring": new.ring,
            "verdict": new.verdict,
            "added": len(new.added),
            "removed": len(new.removed),
        }
        return DecideRing(former), "edit", detail


def _set_kept(connection: Connection, number: int, state: bool) -> None:
    changed = connection.execute("UPDATE detection SET kept = ? WHERE id = ?", (state, number)).rowcount
    if changed != 1:
        raise NetLensError(_("The case has no detection {number}.").format(number=number))
