"""One import of a large dump, beside DuckDB on the same file; then what it takes to find one number in the case."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.bulk import calls, rival
from benchmarks.imported import PASSPHRASE
from benchmarks.memory import peak_mb
from benchmarks.target import Target

LOOKED_UP = 20


def measure(folder: Path, rows: int) -> Iterator[Target]:
    from netlens.case.case import Case

    file, path = folder / "calls.csv", folder / "case.netlens"
    broken = calls.write(file, rows)
    size = file.stat().st_size
    Case.create(path, PASSPHRASE).close()
    name = f"{rows:,} calls"
    yield Target(f"{name}: CSV", size / 1e6, None, "MB")
    plain = _alone(rival.ties, file, spelt=True)
    theirs = [_alone(rival.ties, file, spelt=False)]
    ours = _alone(_imported, path, file)
    theirs.append(_alone(rival.ties, file, spelt=False))
    seconds, worked = (statistics.mean(one[at] for one in theirs) for at in (0, 1))
    pairs = theirs[0][2]
    beside = f"{ours['seconds']:.1f} s; DuckDB read_csv + ties {seconds:.1f} s, of spellings {plain[0]:.1f} s"
    ratio = ours["seconds"] / seconds
    yield Target(f"{name}: import / DuckDB's read + aggregate", ratio, 2, at_most=True, beside=beside)
    beside = f"{ours['worked']:.1f} s; DuckDB {worked:.1f} s on all its threads"
    yield Target(f"{name}: processor time, import / DuckDB", ours["worked"] / worked, beside=beside)
    beside = f"{ours['memory']:,.0f} MB; DuckDB {theirs[0][3]:,.0f} MB"
    yield Target(f"{name}: peak memory / CSV", ours["memory"] * 1048576 / size, 3, at_most=True, beside=beside)
    beside = f"{ours['size'] / 1e6:,.0f} MB"
    yield Target(f"{name}: case file / CSV", ours["size"] / size, 0.3, at_most=True, beside=beside)
    read, used, merged, rejected = ours["ledger"]
    beside = f"read {read:,} = used {used:,} + merged {merged:,} + rejected {rejected:,}; {broken} rows are broken"
    lost = abs(read - used - merged - rejected)
    yield Target(f"{name}: rows not accounted for", lost, 0, at_most=True, beside=beside)
    other = abs(ours["pairs"] - pairs)
    yield Target(f"{name}: pairs not as DuckDB's", other, broken, at_most=True, beside=f"{pairs:,}")
    found = _alone(_looked_up, path)
    yield Target(f"{name}: ties of one number", found["ties"] * 1000, 50, "ms", at_most=True, beside=found["which"])
    yield Target(f"{name}: its calls", found["calls"], 1, "s", at_most=True)
    yield Target(f"{name}: a row as written", found["written"], 1, "s", at_most=True)


def _alone(work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """In a process of its own, so that memory is counted from nothing."""
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        return pool.apply(work, arguments, named)


def _imported(path: Path, file: Path) -> dict[str, Any]:
    import main
    from netlens.case.case import Case
    from netlens.case.edits.imports import CountImport
    from netlens.case.importing import import_files
    from netlens.progress import finish

    importers = main.load_importers()
    begun, worked = time.perf_counter(), time.process_time()
    ledger = finish(import_files(path, PASSPHRASE, [file], importers))
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    memory = peak_mb()
    with Case.open(path, PASSPHRASE) as case:
        case.apply(CountImport(ledger.import_id))
        pairs = _pairs(case)
    one = ledger.files[0]
    return {
        "seconds": seconds,
        "worked": worked,
        "memory": memory,
        "size": path.stat().st_size,
        "ledger": (one.rows_read, one.rows_used, one.rows_merged, one.rows_rejected),
        "pairs": pairs,
    }


def _pairs(case: Any) -> int:
    """How many ordered pairs called each other."""
    from netlens.case.store.bulk import edges
    from netlens.case.tables.ties import counting

    found = edges.all_of(case.connection, counting(case.reading))
    return int((found.out > 0).sum())


def _looked_up(path: Path) -> dict[str, Any]:
    """The median over some numbers, busy ones among them, in a case just opened; pandas is loaded beforehand."""
    import pandas as pd

    from netlens.case.case import Case
    from netlens.case.records import Source

    taken: dict[str, list[float]] = {"ties": [], "calls": [], "written": []}
    many = 0
    with Case.open(path, PASSPHRASE) as case:
        phones = [row[0] for row in case.connection.execute("SELECT id FROM entity WHERE kind = 'phone'")]
        for number in random.Random(1).sample(phones, LOOKED_UP):
            ties = _timed(taken["ties"], case.ties_of, number)
            calls_ = _timed(taken["calls"], case.calls_of, number)
            where = Source(int(calls_.file.iloc[0]), int(calls_.row.iloc[0]))
            _timed(taken["written"], case.as_written, where)
            many = max(many, len(calls_), int(ties.calls.sum()))
    medians = {name: statistics.median(values) for name, values in taken.items()}
    slowest = f"slowest of {LOOKED_UP}: {max(taken['ties']) * 1000:.0f} ms, first: {taken['ties'][0] * 1000:.0f} ms"
    return {**medians, "which": f"{slowest}; up to {many:,} calls; pandas {pd.__version__}"}


def _timed(into: list[float], work: Callable[..., Any], *arguments: Any) -> Any:
    begun = time.perf_counter()
    found = work(*arguments)
    into.append(time.perf_counter() - begun)
    return found
