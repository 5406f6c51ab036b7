"""Every edit an analyst can make, by subject: a frozen dataclass that knows how to do itself and what undoes it."""

from collections.abc import Mapping
from typing import Any, Protocol

from netlens.case.store.connection import Connection


class Edit(Protocol):
    """What Case.apply takes. `name` is for the undo menu, `kinds` are those of Change."""

    @property
    def name(self) -> str: ...

    @property
    def kinds(self) -> frozenset[str]: ...

    def do(self, connection: Connection) -> tuple["Edit", str, Mapping[str, Any]]:
        """Change the case inside the running transaction; gives the inverse edit, and the audit's kind and detail."""
        ...
