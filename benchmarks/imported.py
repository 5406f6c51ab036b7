"""A generated case in a case file: what several benchmarks and tests start from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.generate import generate
from benchmarks.generator.model import Plan
from netlens.case.records import FileLedger, Ledger, Rings
from netlens.progress import finish

PASSPHRASE = "invented"


@dataclass(frozen=True, slots=True)
class Imported:
    """The case file; what was planted; what the import should have made of each file, and what it made."""

    path: Path
    planted: Mapping[str, Any]
    expected: Mapping[str, Any]
    ledgers: Mapping[str, Ledger]


def imported(plan: Plan, folder: Path) -> Imported:
    """Generate the records of a plan under `folder` and import each register into a new case file there."""
    from netlens.case.case import Case

    planted, expected = generate(plan, folder / "records")
    path = folder / "case.netlens"
    Case.create(path, PASSPHRASE).close()
    ledgers = {name: import_register(path, folder / "records", name) for name in expected}
    return Imported(path, planted, json.loads(json.dumps(expected)), ledgers)


def import_register(path: Path, records: Path, name: str) -> Ledger:
    """Import one folder of records under its register's name, and make it count."""
    import main
    from netlens.case.case import Case
    from netlens.case.edits.imports import CountImport
    from netlens.case.importing import import_files

    register = "" if name == "main" else name
    job = import_files(path, PASSPHRASE, [records / name], main.load_importers(), register=register)
    ledger: Ledger = finish(job)
    with Case.open(path, PASSPHRASE) as case:
        case.apply(CountImport(ledger.import_id))
    return ledger


def disagreements(expected: Mapping[str, Any], ledger: Ledger) -> list[str]:
    """Where an import's ledger is not what the generator expects of these files: one line a difference."""
    found = []
    by_name: dict[str, FileLedger] = {file.name: file for file in ledger.files}
    for name in sorted(expected.keys() | by_name.keys()):
        if name not in expected or name not in by_name:
            found.append(f"{name}: {'not expected' if name in by_name else 'not imported'}")
            continue
        for count in ("rows_read", "rows_used", "rows_merged", "rows_rejected"):
            said = getattr(by_name[name], count)
            if said != expected[name][count]:
                found.append(f"{name}: {count} {said}, expected {expected[name][count]}")
        rejected = [(issue.row, issue.field) for issue in by_name[name].rejected]
        planned = [(row["row"], row["field"]) for row in expected[name]["rejected"]]
        if sorted(rejected) != sorted(planned):
            found.append(f"{name}: rejected {sorted(rejected)}, expected {sorted(planned)}")
    return found


def detected(path: Path, seed: int = 1) -> Rings:
    """Detect as the command does; nothing is kept."""
    from netlens.network.rings import find_rings

    rings: Rings = finish(find_rings(path, PASSPHRASE, seed=seed))
    return rings
