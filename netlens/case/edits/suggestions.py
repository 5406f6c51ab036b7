"""The edit about suggested ties: worth checking, or not. Neither makes a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from netlens.case.edits import Edit
from netlens.case.store.connection import Connection
from netlens.case.store.reading import Reading
from netlens.errors import NetLensError
from netlens.i18n import _

Said = Literal["open", "noted", "rejected"]


@dataclass(frozen=True, slots=True)
class DecideSuggestion:
    """Note that a suggested tie is worth checking, reject it, or take that back ("open")."""

    a: int
    b: int
    verdict: Said

    @property
    def name(self) -> str:
        names = {"noted": _("Note a suggested tie"), "rejected": _("Reject a suggested tie")}
        return names.get(self.verdict, _("Reopen a suggested tie"))

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"suggestions"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        pair = (min(self.a, self.b), max(self.a, self.b))
        known = connection.execute("SELECT count(*) FROM entity WHERE id IN (?, ?)", pair).fetchone()[0]
        if known != 2:
            raise NetLensError(_("A tie is suggested between two of the case."), _("Choose one of the list."))
        if self.verdict != "open" and not Reading(connection).protected.isdisjoint(pair):
            raise NetLensError(
                _("Nothing is suggested of protected people."), _("What is known of them stands in their cases.")
            )
        row = connection.execute("SELECT verdict FROM suggestion WHERE a = ? AND b = ?", pair).fetchone()
        connection.execute("DELETE FROM suggestion WHERE a = ? AND b = ?", pair)
        if self.verdict != "open":
            connection.execute("INSERT INTO suggestion VALUES (?, ?, ?)", (*pair, self.verdict))
        inverse = DecideSuggestion(*pair, "open" if row is None else row[0])
        return inverse, "edit", {"edit": "decide_suggestion", "verdict": self.verdict}
