"""netlens demo: the bundled sample case, imported, its rings found; then the window on it, or all of it written to DIR."""

import os
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path

from netlens.case.importing import Importer
from netlens.case.records import Ledger, Rings
from netlens.commands import Command, Context
from netlens.errors import CaseFileError, NetLensError
from netlens.i18n import _, mark
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
    from netlens.network.rings import find_rings

    Case.create(path, passphrase, sample=True).close()
    ledgers = []
    for name, register in REGISTERS:
        records = [folder("sample") / name]
        label = _("Sample records, register {name}").format(name=name)
        ledger = yield from import_files(path, passphrase, records, importers, register=register, label=label)
        with Case.open(path, passphrase) as case:
            case.apply(CountImport(ledger.import_id))
        ledgers.append(ledger)
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


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--headless",
        type=Path,
        metavar="DIR",
        help=_("open no window: write the case, ring summaries and a picture here"),
    )


def run(arguments: Namespace, context: Context) -> int:
    path = arguments.headless / "sample.netlens" if arguments.headless else sample_path()
    clear_for_sample(path)
    made = context.run(make_sample(path, PASSPHRASE, context.importers))
    context.say(_("Synthetic sample case: {path}").format(path=made.path))
    context.say(_("Its passphrase is {passphrase}: it protects a sample only.").format(passphrase=PASSPHRASE))
    if not arguments.headless:
        return context.window(path, PASSPHRASE)
    return 0


COMMAND = Command(
    "demo",
    mark("the bundled sample case: import, find rings, open the window, or write everything to a folder"),
    "netlens demo --headless demo",
    configure,
    run,
)
