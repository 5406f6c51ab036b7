"""Edits about presets: saved ways to look for rings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netlens.case.edits import Edit
from netlens.case.records import Preset
from netlens.case.store import detections
from netlens.case.store.connection import Connection
from netlens.errors import NetLensError
from netlens.i18n import _

LONGEST = 80  # letters of a name


@dataclass(frozen=True, slots=True)
class SavePreset:
    """Save a way to look for rings under its name, in place of what stood there."""

    preset: Preset

    @property
    def name(self) -> str:
        return _("Save a preset")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"presets"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        new = self.preset
        if new.name != " ".join(new.name.split()) or not 0 < len(new.name) <= LONGEST:
            raise NetLensError(
                _("A preset needs a name of up to {n} letters.").format(n=LONGEST), _("Give it a short name.")
            )
        for kind, value in new.weights.items():
            if not 0 < float(value) < float("inf"):
                raise NetLensError(
                    _("The weight of {kind} cannot be {value}.").format(kind=kind, value=value),
                    _("Give a number above 0."),
                )
        former = detections.presets(connection).get(new.name)
        connection.execute("INSERT OR REPLACE INTO preset VALUES (?, ?)", (new.name, detections.pack_preset(new)))
        undo: Edit = DeletePreset(new.name) if former is None else SavePreset(former)
        # The name and what is left out are free text, which may name anyone: they stay with the preset.
        return undo, "edit", {"edit": "save_preset", "method": new.method}


@dataclass(frozen=True, slots=True)
class DeletePreset:
    """Take a preset out of the case."""

    preset: str

    @property
    def name(self) -> str:
        return _("Delete a preset")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"presets"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        former = detections.presets(connection).get(self.preset)
        if former is None:
            raise NetLensError(_("The case has no preset of that name."), _("Choose one of the list."))
        connection.execute("DELETE FROM preset WHERE name = ?", (self.preset,))
        return SavePreset(former), "edit", {"edit": "delete_preset", "method": former.method}
