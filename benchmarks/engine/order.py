"""A case whose evidence is weighted, ordered or numbered otherwise must give the very same rings, to the byte."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.generate import generate
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE, imported
from benchmarks.target import Target
from netlens.case.case import Case
from netlens.network.evidence import gather
from netlens.network.facts.weights import DEFAULTS
from netlens.network.rings import detect
from netlens.progress import finish

if TYPE_CHECKING:
    from netlens.case.records import Rings

PLAN = Plan(600, 9106)
FACTORS = (0.25, 0.5, 2.0, 4.0)


def same_rings() -> Iterator[Target]:
    with tempfile.TemporaryDirectory() as folder:
        made = imported(PLAN, Path(folder) / "one")
        with Case.open(made.path, PASSPHRASE) as case:
            plain = _told(case)
            scaled = [_told(case, factor) == plain for factor in FACTORS]
            yield Target("weights x 1/4, 1/2, 2, 4: identical rings", sum(scaled), len(FACTORS))
        yield Target("files in another order, renumbered: identical", _reversed(Path(folder) / "two") == plain, 1)


def _told(case: Case, factor: float = 1.0) -> str:
    """The rings as they are handed on, without the settings (which name the weights)."""
    from netlens.report.listing import rings_json

    rings: Rings = finish(detect(case, gather(case, weights={kind: w * factor for kind, w in DEFAULTS.items()})))
    said = {**rings_json(case, rings), "settings": None}
    for ring in said["rings"]:
        for member in ring["members"]:
            member["name"] = ""  # the codes of protected people are given in the order of import
    return json.dumps(said, ensure_ascii=False)


def _reversed(folder: Path) -> str:
    """The same records, the registers and their files imported the other way round: every id is another."""
    import main
    from netlens.case.edits.imports import CountImport
    from netlens.case.importing import import_files

    _planted, expected = generate(PLAN, folder / "records")
    path = folder / "case.netlens"
    Case.create(path, PASSPHRASE).close()
    for register in sorted(expected):
        files = sorted((folder / "records" / register).iterdir(), reverse=True)
        ledger = finish(import_files(path, PASSPHRASE, files, main.load_importers(), register=register))
        with Case.open(path, PASSPHRASE) as case:
            case.apply(CountImport(ledger.import_id))
    with Case.open(path, PASSPHRASE) as case:
        return _told(case)
