"""netlens import CASE PATH…: records into a case; the ledger says what became of every row."""

import hashlib
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import ReadOptions, import_files
from netlens.case.intake.ledger import ids, masked, to_json
from netlens.case.intake.letters.columns import CHOICES
from netlens.case.intake.letters.encoding import known_codec
from netlens.case.intake.mapped.offered import GUESSED
from netlens.case.intake.reasons import reason
from netlens.case.merging.difference import compare
from netlens.case.merging.opened import PASSPHRASE
from netlens.case.records import FileLedger, Ledger
from netlens.case.schema import label
from netlens.commands import Command, Context
from netlens.errors import NetLensError, UsageError
from netlens.i18n import _, language, mark, ngettext
from netlens.network.digest import digest
from netlens.report.intake import changes
from netlens.report.intake import difference as differences
from netlens.report.intake import digest as digests
from netlens.report.intake.ledger import shown
from netlens.report.intake.quality import after_import

SHOWN = 20  # rejected rows listed for each file; all of them stand in the case and in --json
PARTIAL = 3  # exit code: done, but some rows were rejected


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE", help=_("the case file; made when it is not there"))
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH", help=_("tables, workbooks, or folders of them"))
    parser.add_argument("--as", dest="importer", default="", metavar="NAME", help=_("read with this importer"))
    parser.add_argument(
        "--mapping",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=_(
            "a saved column mapping, for flat tables; may be given again: each sheet is read by the first that fits"
        ),
    )
    parser.add_argument("--register", default="", metavar="NAME", help=_("whose numbering the ids belong to"))
    parser.add_argument("--update", action="store_true", help=_("where rows contradict the case, take the new values"))
    parser.add_argument(
        "--dates", choices=("dmy", "mdy"), default="", help=_("what comes first in dates: day or month")
    )
    parser.add_argument(
        "--text",
        choices=CHOICES,
        default="",
        help=_("how to read text typed for old fonts: as TCVN3, as VNI, each by its own, or not"),
    )
    parser.add_argument(
        "--encoding", default="", metavar="NAME", help=_("the encoding of text files (gb18030, cp1258 …)")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("import nothing: say what would become of the rows, and what changes")
    )
    parser.add_argument(
        "--source-passphrase-file",
        type=Path,
        metavar="FILE",
        help=_("file that holds the passphrase of another case to import; else NETLENS_SOURCE_PASSPHRASE"),
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help=_("write the ledger as JSON"))


def run(arguments: Namespace, context: Context) -> int:
    path: Path = arguments.case
    if arguments.json is not None and (arguments.json.is_dir() or not arguments.json.absolute().parent.is_dir()):
        raise UsageError(
            _("The file {file} cannot be written there.").format(file=arguments.json),
            _("Name a file in a folder that exists."),
        )
    if arguments.encoding and not known_codec(arguments.encoding):
        raise UsageError(
            _("There is no encoding named {name}.").format(name=arguments.encoding),
            _("Name it as Python does: utf-8, utf-16, cp1258, gb18030, big5."),
        )
    new = not path.exists()
    if new and arguments.dry_run:
        raise UsageError(
            _("There is no case {file} yet, beside which rows could be tried.").format(file=path),
            _("Leave out --dry-run: an import can be withdrawn as a whole."),
        )
    passphrase = context.passphrase(new)
    if new:
        Case.create(path, passphrase).close()
    try:
        ledger = _import(arguments, context, passphrase)
    except BaseException:
        if new:
            for suffix in ("", "-wal", "-shm", "-journal"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise
    with Case.open(path, passphrase) as case:
        for line in lines(shown(case, ledger), trial=arguments.dry_run):
            context.say(line)
        touched = digest(case, ledger.import_id)
        for line in (*changes.lines(case, ledger.changes, done=not arguments.dry_run), *digests.lines(case, touched)):
            context.say(line)
        for line in () if arguments.dry_run else after_import(case):
            context.say(line)
        if arguments.json is not None:
            write_json(case, ledger, arguments.json, digests.as_json(case, touched))
    return PARTIAL if any(file.rows_rejected for file in ledger.files) else 0


def _import(arguments: Namespace, context: Context, passphrase: str) -> Ledger:
    extra = _other_cases(arguments, context, passphrase)
    job = import_files(
        arguments.case,
        passphrase,
        arguments.paths,
        context.importers,
        importer=arguments.importer,
        register=arguments.register,
        mapping=arguments.mapping,
        dates=arguments.dates,
        update=arguments.update,
        label=", ".join(path.name for path in arguments.paths),
        extra={**extra, **{name: said for name in ("text", "encoding") if (said := getattr(arguments, name))}},
        trial=arguments.dry_run,
    )
    ledger: Ledger = context.run(job)
    if arguments.dry_run:
        return ledger
    with Case.open(arguments.case, passphrase) as case:
        case.apply(CountImport(ledger.import_id))
        entities, links = case.counts()
    return replace(ledger, entities=entities, links=links)


def _other_cases(arguments: Namespace, context: Context, passphrase: str) -> dict[str, str]:
    """Of each other case that is to come in, what differs is said first; gives what the importer needs to open it."""
    extra: dict[str, str] = {}
    others = [path for path in arguments.paths for one in context.importers if one.case and one.recognises(path)]
    for path in others:
        if PASSPHRASE not in extra:
            said = context.source_passphrase(arguments.source_passphrase_file, path.name)
            extra |= {PASSPHRASE: said} if said else {}
        with Case.open(arguments.case, passphrase) as case:
            found = context.run(compare(case, path, ReadOptions(extra=extra), arguments.register))
        for line in differences.lines(found):
            context.say(line)
    return extra


def lines(ledger: Ledger, *, trial: bool = False) -> list[str]:
    """The ledger for a person to read; nothing a protected person could be known by."""
    said = [line for file in ledger.files for line in _file(file)]
    if ledger.skipped:
        said.append(_("Not read, for they hold no table: {files}").format(files="; ".join(ledger.skipped)))
    if not any(file.rows_used for file in ledger.files):
        merged = sum(file.rows_merged for file in ledger.files)
        if merged:
            said.append(_("Nothing new: everything that could be read is in the case already."))
    if trial:
        return [_("A trial: nothing is imported. This is what would become of the rows."), *said]
    held = [f"{label('entity_kind', kind, language())} {n:,}" for kind, n in ledger.entities.items()]
    said.append(_("The case now holds: {what}.").format(what=", ".join(held)) if held else _("The case holds nothing."))
    return said


def _file(file: FileLedger) -> list[str]:
    text = _("{file} ({ids}): rows read {read} = used {used} + merged {merged} + rejected {rejected}")
    said = [
        text.format(
            file=file.name,
            ids=ids(file.ids, file.register),
            read=f"{file.rows_read:,}",
            used=f"{file.rows_used:,}",
            merged=f"{file.rows_merged:,}",
            rejected=f"{file.rows_rejected:,}",
        )
    ]
    if file.mapping:
        guessed = _("  a flat table, read as its columns are named; --mapping FILE reads it otherwise")
        named = _("  read through the mapping {name}").format(name=file.mapping)
        said.append(guessed if file.mapping == GUESSED else named)
    for issue in file.rejected[:SHOWN]:
        value = masked(issue)
        place = _("row {row}").format(row=issue.row)
        if issue.sheet:
            place = _("sheet {sheet}, row {row}").format(sheet=issue.sheet, row=issue.row)
        what = f"{issue.field} = {value}" if issue.field and value else issue.field
        said.append(f"  {place}: " + (f"{what}: " if what else "") + issue.reason)
    more = len(file.rejected) - SHOWN
    if more > 0:
        said.append("  " + ngettext("… and {n} more row", "… and {n} more rows", more).format(n=more))
    said += [f"  {n:,} × {reason(code)}" for code, n in file.flags.items()]
    if file.other_lines:
        n = file.other_lines
        said.append("  " + ngettext("{n} line outside the table", "{n} lines outside the table", n).format(n=n))
    return said


def write_json(case: Case, ledger: Ledger, path: Path, touched: Mapping[str, Any]) -> None:
    """Write the ledger as an extract: masked, and entered in the audit with the file's SHA-256."""
    told = [one._asdict() for one in changes.shown(case, ledger.changes)]
    data = {**to_json(shown(case, ledger)), "changes": told, "digest": touched}
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NetLensError(
            _("The records are imported, but {file} cannot be written.").format(file=path),
            _("Check the folder and the free space; `netlens verify` shows the import."),
        ) from error
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    case.note("extract", {"name": path.name, "format": "import ledger", "sha256": sha256, "import": ledger.import_id})


COMMAND = Command(
    "import",
    mark("take in records; the ledger says what became of every row"),
    "netlens import mekong.netlens records/ --register LC --json ledger.json",
    configure,
    run,
)
