"""A case file of a test's own, into which files are imported as the commands do it, by every importer there is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import importers
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import Importer, import_files
from netlens.case.records import Ledger
from netlens.plugins import collect
from netlens.progress import finish

KEY = "một hai ba"
IMPORTERS = collect(importers, "IMPORTER", Importer)


class OneCase:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "case.netlens"
        if not self.path.exists():
            Case.create(self.path, KEY).close()

    def take_files(self, paths: Sequence[Path], **options: Any) -> Ledger:
        """Import files at one go; the import counts."""
        ledger = finish(import_files(self.path, KEY, list(paths), IMPORTERS, **options))
        with self.case() as case:
            case.apply(CountImport(ledger.import_id))
        return ledger

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
