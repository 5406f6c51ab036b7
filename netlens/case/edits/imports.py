"""An import counts, or no longer: the two edits that undo each other. Neither moves a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from netlens.case.edits import Edit
from netlens.case.store import codes
from netlens.case.store.connection import Connection
from netlens.case.store.counting import set_state
from netlens.i18n import _


@dataclass(frozen=True, slots=True)
class CountImport:
    """Make a staged or withdrawn import count."""

    import_id: int

    @property
    def name(self) -> str:
        return _("Import records")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"records"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        detail = set_state(connection, self.import_id, "counted")
        return WithdrawImport(self.import_id), "import", {**detail, "codes": codes.settle(connection, self.import_id)}


@dataclass(frozen=True, slots=True)
class WithdrawImport:
    """Take an import out of the count, whole. Its rows stay in the case file, and can count again."""

    import_id: int

    @property
    def name(self) -> str:
        return _("Withdraw an import")

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({"records"})

    def do(self, connection: Connection) -> tuple[Edit, str, Mapping[str, Any]]:
        detail = set_state(connection, self.import_id, "withdrawn")
        return CountImport(self.import_id), "withdrawal", {**detail, "codes": codes.settle(connection, self.import_id)}
