"""A public data set of people and crimes (St. Louis), read through a saved mapping: its ledger, its rings by status.

No truth is known: the figures are for the record, and for anyone to look at. Needs --data with moreno-crime in it.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.imported import PASSPHRASE, detected
from benchmarks.target import Target
from netlens.progress import finish

MAPPING = Path(__file__).parent / "moreno.toml"
FILES = ("moreno_crime_nodes.csv", "moreno_crime_person_crime.csv")


def measure(data: Path | None) -> Iterator[Target]:
    if data is None:
        print("moreno needs --data DIR with moreno-crime in it")
        return
    import main
    from netlens.case.case import Case
    from netlens.case.edits.imports import CountImport
    from netlens.case.importing import import_files

    paths = [data / "moreno-crime" / name for name in FILES]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "moreno.netlens"
        Case.create(path, PASSPHRASE).close()
        ledger = finish(import_files(path, PASSPHRASE, paths, main.load_importers(), mapping=MAPPING))
        with Case.open(path, PASSPHRASE) as case:
            case.apply(CountImport(ledger.import_id))
            entities, _links = case.counts()
        for file in ledger.files:
            for count in ("read", "used", "merged", "rejected"):
                yield Target(f"{file.name}: {count}", getattr(file, f"rows_{count}"), unit="rows")
        yield Target("people", entities.get("person", 0))
        yield Target("cases", entities.get("case", 0))
        rings = detected(path)
        found = Counter(ring.status for ring in rings.rings)
        for status in ("supported", "tentative", "chance"):
            yield Target(f"rings {status}", found[status], beside=rings.note)
