"""netlens demo: the bundled sample case, imported, its rings found; then the window on it, or all of it written out."""

import os
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass, replace
from pathlib import Path

from netlens.case.importing import Importer
from netlens.case.records import Ledger, Rings
from netlens.commands import Command, Context
from netlens.commands.import_ import lines as ledger_lines
from netlens.commands.picture import run as picture
from netlens.errors import CaseFileError, NetLensError
from netlens.i18n import _, language, mark, ngettext
from netlens.progress import Job
from netlens.resource import folder

PASSPHRASE = "netlens-sample"  # no secret: it protects a sample only
REGISTERS = (("main", ""), ("LC", "LC"))  # folder of the sample, register; the first names none, as a first import does
SEED = 1


@dataclass(frozen=True, slots=True)
class Made:
    """The sample case, made: its file, what became of its rows, and the rings that were found and kept."""

    path: Path
    ledgers: tuple[Ledger, ...]
    rings: Rings


def make_sample(path: Path, passphrase: str, importers: tuple[Importer, ...]) -> Job[Made]:
    """Make the sample case file at `path`: two imports, one detection, kept. NetLensError when `path` is taken.

    Runs in a worker process as well as here; what it has made when it is cancelled can be deleted.
    """
    from netlens.case.case import Case
    from netlens.case.edits.imports import CountImport
    from netlens.case.edits.rings import KeepRings
    from netlens.case.importing import import_files
    from netlens.network.rings.detect import find_rings

    Case.create(path, passphrase, sample=True).close()
    ledgers = []
    for name, register in REGISTERS:
        records = [folder("sample") / name]
        label = _("Sample records, register {name}").format(name=name)
        ledger = yield from import_files(path, passphrase, records, importers, register=register, label=label)
        with Case.open(path, passphrase) as case:
            case.apply(CountImport(ledger.import_id))
            entities, links = case.counts()
        ledgers.append(replace(ledger, entities=entities, links=links))
    rings = yield from find_rings(path, passphrase, seed=SEED)
    with Case.open(path, passphrase) as case:
        case.apply(KeepRings(rings))
    return Made(path, tuple(ledgers), rings)


def sample_path() -> Path:
    """Where the sample case lies when nobody names a place: the user's own folder for program data."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "NetLens"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support" / "NetLens"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "netlens"
    return base / "sample.netlens"


def is_current(path: Path) -> bool:
    """Whether a sample case lies there already, made of the bundled records as they are, with rings kept."""
    from netlens.case.case import Case

    if not path.exists():
        return False
    try:
        with Case.open(path, PASSPHRASE) as case:
            known = set(case.table("files")["sha256"])
            return case.sample and case.detection() is not None and _bundled() <= known
    except NetLensError:
        return False


def clear_for_sample(path: Path) -> None:
    """Make way for a fresh sample case: only an older sample is removed, never another file."""
    from netlens.case.case import Case

    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        return
    try:
        with Case.open(path, PASSPHRASE) as case:
            old_sample = case.sample
    except CaseFileError:
        old_sample = False
    if not old_sample:
        raise NetLensError(
            _("{path} is there already, and it is no sample case.").format(path=path), _("Name another folder.")
        )
    path.unlink()


def _bundled() -> set[str]:
    import hashlib

    files = [file for name, _register in REGISTERS for file in (folder("sample") / name).iterdir()]
    return {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--headless", type=Path, metavar="DIR", help=_("no window: write the case, ring summaries and a picture here")
    )


def run(arguments: Namespace, context: Context) -> int:
    path = arguments.headless / "sample.netlens" if arguments.headless else sample_path()
    if arguments.headless or not is_current(path):
        clear_for_sample(path)
        made = context.run(make_sample(path, PASSPHRASE, context.importers))
        for ledger in made.ledgers:
            for line in ledger_lines(ledger):
                context.say(line)
    context.say(_("Synthetic sample case: {path}").format(path=path))
    context.say(_("Its passphrase is {passphrase}: it protects a sample only.").format(passphrase=PASSPHRASE))
    if arguments.headless:
        return _write_out(path, arguments.headless, replace(context, passphrase=lambda new: PASSPHRASE))
    return context.window(path, PASSPHRASE)


def _write_out(path: Path, to: Path, context: Context) -> int:
    """Every supported ring in every format, a folder each, and one picture of them all."""
    from netlens.case.case import Case
    from netlens.report.export import chosen, export_in_formats, formats
    from netlens.report.summary import Terms

    terms = Terms(recipient="DEMO", purpose=_("demonstration"), handling="P", lang=language(), sample=True)
    with Case.open(path, PASSPHRASE) as case:
        folders = {name: to / name for name in formats()}
        written = context.run(export_in_formats(case, chosen(case), folders, terms))
        for name, paths in written.items():
            count = ngettext("{n} summary", "{n} summaries", len(paths)).format(n=len(paths))
            context.say(f"{folders[name]}: {count}")
    return picture(Namespace(case=path, to=to / "rings.png", ring="", size="1600x1000"), context)


COMMAND = Command(
    "demo",
    mark("the bundled sample case: import, find rings, open the window, or write everything to a folder"),
    "netlens demo --headless demo",
    configure,
    run,
)
