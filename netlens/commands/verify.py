"""netlens verify CASE: whether the case file is whole and unaltered; what an exported file was, and to whom it went."""

import hashlib
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from netlens.case.audit import AuditEntry, Verification, verify
from netlens.case.case import Case
from netlens.commands import Command, Context
from netlens.errors import NetLensError
from netlens.i18n import _, mark


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--export", type=Path, metavar="FILE", help=_("what this exported file was, and to whom"))


def run(arguments: Namespace, context: Context) -> int:
    with Case.open(arguments.case, context.passphrase(False)) as case:
        found = verify(case)
        for problem in found.problems:
            context.warn(problem)
        if not found.ok:
            context.warn(_("Do not work on this file: use the last good copy of it."))
            return 1
        context.say(_whole(found))
        if arguments.export is not None:
            context.say(exported(case, arguments.export))
    return 0


def _whole(found: Verification) -> str:
    return _(
        "The case file is whole: its records add up (imports {imports}, records {records}), and its audit is unbroken"
        " (entries {entries}, last hash {head})."
    ).format(imports=found.imports, records=found.records, entries=found.entries, head=found.head)


def exported(case: Case, path: Path) -> str:
    """What the audit says of an exported file, known by its SHA-256. NetLensError when this case did not export it."""
    try:
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise NetLensError(
            _("The file {path} cannot be read.").format(path=path), _("Check its name and that you may read it.")
        ) from error
    matches = [entry for entry in case.history() if entry.kind == "extract" and entry.detail.get("sha256") == sha256]
    if not matches:
        raise NetLensError(
            _("{path} was not exported from this case, or was changed since.").format(path=path),
            _("Compare it with the file that was sent; its SHA-256 is {sha256}.").format(sha256=sha256),
        )
    return "\n".join(_entry(entry) for entry in matches)


def _entry(entry: AuditEntry) -> str:
    labels = {
        "name": _("file"),
        "format": _("format"),
        "recipient": _("recipient"),
        "purpose": _("purpose"),
        "handling": _("handling"),
        "rings": _("rings"),
        "authority": _("authority"),
    }
    lines = [_("Exported {time} by {actor}; unchanged since.").format(time=entry.time, actor=entry.actor)]
    lines += [f"  {label}: {_text(entry.detail[name])}" for name, label in labels.items() if entry.detail.get(name)]
    return "\n".join(lines)


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


COMMAND = Command(
    "verify",
    mark("check that a case is whole and unaltered; say what an exported file was"),
    "netlens verify mekong.netlens --export ring-7.pdf",
    configure,
    run,
)
