"""How many broken inputs every importer answers as it must; each kind of crash is one too many."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.target import Target

INPUTS = 2_000  # for each importer; `python -m benchmarks fuzz --inputs 100000` for a night


def measure(_data: Path | None) -> Iterator[Target]:
    import main
    from benchmarks.fuzzing.run import fuzz

    importers = main.load_importers()
    for importer in importers:
        found = fuzz(importer, importers, INPUTS)
        beside = f"{found.inputs:,} inputs, {found.whole:,} imported, {found.inputs / found.seconds:,.0f} a second"
        yield Target(f"crashes: {importer.name}", len(found.crashes), 0, "kinds", True, beside)
        yield Target(f"memory: {importer.name}", found.grown, 500, "MB more", True)
