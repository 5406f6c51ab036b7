"""What a worker writes for the window, because it takes longer than a person should wait: it gives the way back."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from netlens.i18n import _
from netlens.progress import Job, Progress

if TYPE_CHECKING:
    from netlens.case.edits import Edit
    from netlens.case.importing import Importer
    from netlens.case.records import Ledger


def take_in(
    path: Path, passphrase: str, paths: tuple[Path, ...], importers: "tuple[Importer, ...]", **options: Any
) -> "Job[tuple[Ledger, str, Edit]]":
    """Import files, and make their rows count; gives the ledger as it may be shown, the edit's name and its inverse.
    `options`: see import_files.
    """
    from netlens.case.case import Case
    from netlens.case.edits.imports import CountImport
    from netlens.case.importing import import_files
    from netlens.report.intake.ledger import shown

    ledger = yield from import_files(path, passphrase, paths, importers, **options)
    yield Progress(_("Making the rows count"))
    name, inverse = make(path, passphrase, CountImport(ledger.import_id))
    with Case.open(path, passphrase) as case:
        return shown(case, ledger), name, inverse


def make(path: Path, passphrase: str, edit: "Edit") -> "tuple[str, Edit]":
    """Make an edit; gives its name and its inverse."""
    from netlens.case.case import Case

    with Case.open(path, passphrase) as case:
        return edit.name, case.apply(edit)
