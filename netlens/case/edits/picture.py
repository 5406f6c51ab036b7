"""Edits about how evidence is weighed and where things stand on the canvas."""

import json
import math
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
        places = {int(entity): place for entity, place in self.places.items()}
        ids = json.dumps(list(places))
        among = "IN (SELECT value FROM json_each(?))"
        here = connection.execute(f"SELECT count(*) FROM entity WHERE id {among}", (ids,)).fetchone()[0]
        if here < len(places) or not all(math.isfinite(at) for place in places.values() if place for at in place):
            raise NetLensError(_("Something that is not in the case cannot be moved, nor to a place that is none."))
        former: dict[int, Place | None] = dict.fromkeys(places)
        for entity, x, y in connection.execute(f"SELECT entity, x, y FROM position WHERE entity {among}", (ids,)):
            former[entity] = (x, y)
        connection.execute(f"DELETE FROM position WHERE entity {among}", (ids,))
        rows = [(entity, float(place[0]), float(place[1])) for entity, place in places.items() if place is not None]
        connection.executemany("INSERT INTO position VALUES (?, ?, ?)", rows)
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
            if not 0 < float(value) < float("inf"):
                raise NetLensError(
                    _("The weight of {kind} cannot be {value}.").format(kind=kind, value=value),
                    _("Give a number above 0, or leave that evidence out instead."),
                )
        former = dict(connection.execute("SELECT kind, value FROM weight").fetchall())
        connection.execute("DELETE FROM weight")
        rows = [(kind, float(value)) for kind, value in self.weights.items()]
        connection.executemany("INSERT INTO weight VALUES (?, ?)", rows)
        return SetWeights(former), "edit", {"edit": "set_weights", "weights": dict(rows)}
