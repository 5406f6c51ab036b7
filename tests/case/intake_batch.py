"""Imports small CSV texts into a case, as the commands do: what the tests of the intake stand on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import importers
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport, WithdrawImport
from netlens.case.importing import Importer, import_files
from netlens.case.records import Ledger
from netlens.plugins import collect
from netlens.progress import finish

KEY = "một hai ba"
IMPORTERS = collect(importers, "IMPORTER", Importer)


class Intake:
    """A case file in a folder of its own, and imports into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "case.netlens"
        self.ledgers: list[Ledger] = []
        self._n = 0
        if not self.path.exists():
            Case.create(self.path, KEY).close()

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

    def take_files(self, paths: list[Path], **options: Any) -> Ledger:
        ledger = finish(import_files(self.path, KEY, paths, IMPORTERS, **options))
        with self.case() as case:
            case.apply(CountImport(ledger.import_id))
        self.ledgers.append(ledger)
        return ledger

    def withdraw(self, ledger: Ledger) -> None:
        with self.case() as case:
            case.apply(WithdrawImport(ledger.import_id))

    @contextmanager
    def case(self) -> Iterator[Case]:
        with Case.open(self.path, KEY) as case:
            yield case

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """The named columns of a table of the case, sorted."""
        with self.case() as case:
            frame = case.table(table)
            return sorted(zip(*(frame[column].tolist() for column in columns), strict=True))

    def links(self) -> dict[str, int]:
        with self.case() as case:
            return case.counts()[1]


def sums(ledger: Ledger) -> list[tuple[int, int, int, int]]:
    """(read, used, merged, rejected) of each file."""
    return [(file.rows_read, file.rows_used, file.rows_merged, file.rows_rejected) for file in ledger.files]


def reasons(ledger: Ledger) -> list[tuple[int, str, str, str]]:
    """(row, field, value, code) of each rejected row."""
    return [(i.row, i.field, i.value, i.code) for file in ledger.files for i in file.rejected]
