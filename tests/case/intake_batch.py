"""Imports small CSV texts into a case: what the tests of the intake stand on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from one_case import IMPORTERS, KEY, OneCase

from netlens.case.edits.imports import WithdrawImport
from netlens.case.records import Ledger

__all__ = ["IMPORTERS", "KEY", "Intake", "reasons", "sums"]


class Intake(OneCase):
    """Remembers the ledgers; each import has a folder of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self.ledgers: list[Ledger] = []
        self._n = 0

    def files(self, **tables: str) -> list[Path]:
        self._n += 1
        folder = self.folder / f"batch{self._n}"
        folder.mkdir()
        for name, text in tables.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return sorted(folder.iterdir())

    def take(self, options: dict[str, Any] | None = None, **tables: str) -> Ledger:
        """Import tables given as CSV text by their names; the import counts."""
        return self.take_files(self.files(**tables), **(options or {}))

    def take_files(self, paths: Sequence[Path], **options: Any) -> Ledger:
        self.ledgers.append(super().take_files(paths, **options))
        return self.ledgers[-1]

    def withdraw(self, ledger: Ledger) -> None:
        with self.case() as case:
            case.apply(WithdrawImport(ledger.import_id))


def sums(ledger: Ledger) -> list[tuple[int, int, int, int]]:
    """(read, used, merged, rejected) of each file."""
    return [(file.rows_read, file.rows_used, file.rows_merged, file.rows_rejected) for file in ledger.files]


def reasons(ledger: Ledger) -> list[tuple[int, str, str, str]]:
    """(row, field, value, code) of each rejected row."""
    return [(i.row, i.field, i.value, i.code) for file in ledger.files for i in file.rejected]
