"""Import: does the ledger say of every row what was planned; how fast, heavy and large is it at 100,000 people."""

import csv
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from benchmarks.bulk import measured, workbook
from benchmarks.generate import SAMPLE, generate
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE, disagreements, import_register, imported
from benchmarks.memory import peak_mb
from benchmarks.target import Target

PEOPLE = 100_000
ROWS = 10_000_000  # of the call dump; `--rows` takes another number


def measure(data: Path | None) -> Iterator[Target]:
    with tempfile.TemporaryDirectory() as folder:
        made = imported(SAMPLE, Path(folder))
        wrong = [line for name, ledger in made.ledgers.items() for line in disagreements(made.expected[name], ledger)]
        yield _as_planned("sample", wrong)
    with tempfile.TemporaryDirectory() as folder:
        yield from _large(Path(folder))
    for bulk in (lambda place: measured.measure(place, ROWS), workbook.measure):
        with tempfile.TemporaryDirectory() as folder:
            yield from bulk(Path(folder))


def _large(folder: Path) -> Iterator[Target]:
    from netlens.case.case import Case

    begun = time.perf_counter()
    _planted, expected = generate(Plan(PEOPLE, 1), folder / "records")
    yield Target(f"{PEOPLE:,} people: generated", time.perf_counter() - begun, 60, "s", at_most=True)
    files = sorted((folder / "records").rglob("*.csv"))
    rows, plain = _read_plainly(files)
    path = folder / "case.netlens"
    Case.create(path, PASSPHRASE).close()
    wrong: list[str] = []
    seconds, heaviest = 0.0, 0.0
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for name in expected:
            taken, peak, lines = pool.apply(_import, (path, folder / "records", name, expected[name]))
            seconds, heaviest = seconds + taken, max(heaviest, peak)
            wrong += lines
    size = path.stat().st_size / sum(file.stat().st_size for file in files)
    yield Target(f"{rows:,} rows: imported", seconds, None, "s", beside=f"csv module alone {plain:.1f} s")
    yield Target("rows a second", rows / seconds)
    yield Target("peak memory of the importing process", heaviest, None, "MB")
    yield Target("case file / CSV files", size, beside="rows as written, cleaned facts and audit together")
    yield _as_planned(f"{PEOPLE:,} people", wrong)


def _as_planned(name: str, wrong: list[str]) -> Target:
    return Target(f"{name}: ledger lines not as planned", len(wrong), 0, at_most=True, beside="; ".join(wrong[:3]))


def _read_plainly(files: list[Path]) -> tuple[int, float]:
    """Rows, and the seconds in which Python's csv module reads them and does nothing else."""
    begun = time.perf_counter()
    rows = 0
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows += sum(1 for _row in csv.DictReader(stream))
    return rows, time.perf_counter() - begun


def _import(path: Path, records: Path, name: str, expected: dict[str, object]) -> tuple[float, float, list[str]]:
    """In a process of its own: seconds, peak memory, and where the ledger is not as planned."""
    begun = time.perf_counter()
    ledger = import_register(path, records, name)
    return time.perf_counter() - begun, peak_mb(), disagreements(expected, ledger)
