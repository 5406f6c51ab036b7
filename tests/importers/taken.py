"""Imports files into a case of their own, as the commands do, with every importer there is."""

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
FOUND = collect(importers, "IMPORTER", Importer)


class Taken:
    """A case into which files go one import after the other."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "case.netlens"
        Case.create(self.path, KEY).close()

    def take(self, *files: Path, **options: Any) -> Ledger:
        ledger = finish(import_files(self.path, KEY, list(files), FOUND, **options))
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

    def keys(self) -> dict[int, str]:
        """Entity → its key."""
        with self.case() as case:
            found = case.table("entities")
            return dict(zip(found.id.tolist(), found.key.tolist(), strict=True))

    def calls(self) -> list[tuple[str, str, str, int, str]]:
        """Caller, callee, start, seconds, kind of every call, sorted."""
        keys = self.keys()
        return sorted(
            (keys[a], keys[b], *more) for a, b, *more in self.rows("calls", "a", "b", "start", "seconds", "kind")
        )


def reads(path: Path) -> str:
    """The name of the importer a file goes to."""
    return next((importer.name for importer in FOUND if importer.recognises(path)), "")


def balanced(ledger: Ledger) -> bool:
    return all(file.rows_read == file.rows_used + file.rows_merged + file.rows_rejected for file in ledger.files)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


def book(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook with these sheets, numbers and dates as they are given."""
    from xlsxwriter import Workbook

    with Workbook(str(path), {"default_date_format": "dd/mm/yyyy hh:mm:ss"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path
