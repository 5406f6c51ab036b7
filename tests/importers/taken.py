"""Imports files into a case of their own, one import after the other."""

from collections.abc import Sequence
from pathlib import Path

from one_case import IMPORTERS, OneCase

from netlens.case.records import Ledger


class Taken(OneCase):
    def take(self, *files: Path, **options: object) -> Ledger:
        return self.take_files(files, **options)

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
    return next((importer.name for importer in IMPORTERS if importer.recognises(path)), "")


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
