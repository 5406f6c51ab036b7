"""What an import would change of what stands, reckoned without importing anything."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from netlens.i18n import _, ngettext
from netlens.progress import Job
from ui.answers.ground.words import span
from ui.answers.plain.arriving import Tried
from ui.answers.plain.table import Column, tabulate

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.case.importing import Importer
    from netlens.case.records import Differing

MOST = 5000  # values listed


def try_out(
    path: Path, passphrase: str, paths: tuple[Path, ...], importers: "tuple[Importer, ...]", **options: Any
) -> Job[Tried]:
    """Read the files as the import would, with the new values taken, and say what they would change."""
    from netlens.case.case import Case
    from netlens.case.importing import import_files
    from netlens.report.intake.changes import shown, summary

    ledger = yield from import_files(path, passphrase, paths, importers, **options, trial=True)
    columns = (
        Column(_("Who"), width=30),
        Column(_("Field"), width=14),
        Column(_("Stands now"), width=22),
        Column(_("In the file"), width=22),
        Column(_("What becomes of it"), width=18),
        Column(_("Row"), width=24),
    )
    with Case.open(path, passphrase) as case:
        found = ledger.changes[:MOST]
        lines = shown(case, found)
        who = [_called(case, one, line.who) for one, line in zip(found, lines, strict=True)]
    taken, kept = _("the new value is taken"), _("the old value stays")
    rows = [
        (name, one.field, span(one.stands), span(one.said), taken if one.taken else kept, one.place)
        for name, one in zip(who, lines, strict=True)
    ]
    decisive = len({one.entity for one in ledger.changes if one.decisive})
    words = summary(ledger.changes, done=False) if ledger.changes else _("Nothing that stands is contradicted.")
    new = sum(file.rows_used for file in ledger.files)
    words += " " + ngettext("{n} row adds something.", "{n} rows add something.", new).format(n=f"{new:,}")
    return Tried(words, tabulate(columns, rows), len(ledger.changes), decisive)


def _called(case: "Case", one: "Differing", record: str) -> str:
    """A person by the name that stands and the record; whoever is protected, here or by these rows, by the record."""
    from netlens.case.protection import protected_ids, shown_name

    entity = case.find(one.entity)
    if one.entity.kind != "person" or one.protected or entity is None or entity in protected_ids(case):
        return record
    name = shown_name(case, entity)
    return record if name in ("", record) else f"{name} · {record}"
