"""The edit about whom and what the analyst watches: every import that touches it says so."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netlens.case.edits import Edit
from netlens.case.store.connection import Connection
from netlens.case.store.counting import now
from netlens.errors import NetLensError
from netlens.i18n import _

KINDS = ("person", "phone", "account", "vehicle", "document")


@dataclass(frozen=True, slots=True)
class Watch:
    """Entity → since when it is watched (ISO time; "" for now); None: it is watched no longer."""

    since: Mapping[int, str | None]

    @property
    def name(self) -> str:
        return _("Watch") if any(since is not None for since in self.since.values()) else _("Watch no longer")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"watched"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        wanted = {int(entity): since for entity, since in self.since.items()}
        ids = json.dumps(list(wanted))
        among = "IN (SELECT value FROM json_each(?))"
        kinds = dict(connection.execute(f"SELECT id, kind FROM entity WHERE id {among}", (ids,)).fetchall())
        if not wanted or len(kinds) < len(wanted) or not set(kinds.values()) <= set(KINDS):
            raise NetLensError(
                _("Only people, phones, accounts, vehicles and documents of the case can be watched."),
                _("Pick one of them first."),
            )
        former: dict[int, str | None] = dict.fromkeys(wanted)
        former |= connection.execute(f"SELECT entity, since FROM watched WHERE entity {among}", (ids,)).fetchall()
        connection.execute(f"DELETE FROM watched WHERE entity {among}", (ids,))
        rows = [(entity, since or former[entity] or now()) for entity, since in wanted.items() if since is not None]
        connection.executemany("INSERT INTO watched VALUES (?, ?)", rows)
        what = {"edit": "watch", "entities": len(rows)} if rows else {"edit": "unwatch", "entities": len(wanted)}
        return Watch(former), "edit", what
