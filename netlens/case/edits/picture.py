"""Edits about how evidence is weighed and where things stand on the canvas."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netlens.case.edits import Edit
from netlens.case.store.connection import Connection
from netlens.errors import NetLensError
from netlens.i18n import _

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MovePositions:
    """Pin entities at places in world units; None takes the pin out."""

    places: Mapping[int, Place | None]

    @property
    def name(self) -> str:
        return _("Move on the canvas")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"positions"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        former: dict[int, Place | None] = {}
        for entity, place in self.places.items():
            row = connection.execute("SELECT x, y FROM position WHERE entity = ?", (int(entity),)).fetchone()
            former[entity] = None if row is None else (row[0], row[1])
            if place is None:
                connection.execute("DELETE FROM position WHERE entity = ?", (int(entity),))
            else:
                values = (int(entity), float(place[0]), float(place[1]))
                connection.execute("INSERT OR REPLACE INTO position VALUES (?, ?, ?)", values)
        return MovePositions(former), "edit", {"edit": "move_positions", "entities": len(self.places)}


@dataclass(frozen=True, slots=True)
class SetWeights:
    """The analyst's weights by kind of evidence, all of them; {} goes back to the defaults."""

    weights: Mapping[str, float]

    @property
    def name(self) -> str:
        return _("Weigh the evidence")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"weights"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        for kind, value in self.weights.items():
            if not 0 <= float(value) < float("inf"):
                raise NetLensError(
                    _("The weight of {kind} cannot be {value}.").format(kind=kind, value=value),
                    _("Give a number of 0 or more."),
                )
        former = dict(connection.execute("SELECT kind, value FROM weight").fetchall())
        connection.execute("DELETE FROM weight")
        rows = [(kind, float(value)) for kind, value in self.weights.items()]
        connection.executemany("INSERT INTO weight VALUES (?, ?)", rows)
        return SetWeights(former), "edit", {"edit": "set_weights", "weights": dict(rows)}
