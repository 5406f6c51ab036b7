"""Many inputs through many importers; what crashed, with the smallest input that does so."""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.fuzzing.mutate import mutated
from benchmarks.fuzzing.trial import Crash, Trial
from netlens.case.importing import Importer, ReadOptions
from netlens.resource import folder as bundled

WHOLE, KEPT = 10, 500  # one input of so many is imported as a trial; one of so many for good
SAMPLES = Path(__file__).parents[2] / "tests" / "samples"
_KINDS = {
    ".xlsx": "zip",
    ".ods": "zip",
    ".anx": "xml",
    ".gexf": "xml",
    ".graphml": "xml",
    ".json": "json",
    ".netlens": "bytes",
}
_LINES = 9  # of a seed: a small input is tried sooner


@dataclass(slots=True)
class Found:
    """What came of the inputs of one importer: how many, in which time, the crashes with an input each."""

    importer: str
    inputs: int = 0
    whole: int = 0
    seconds: float = 0.0
    grown: int = 0  # megabytes of memory
    crashes: dict[str, tuple[Crash, bytes]] = field(default_factory=dict)


def seeds(importer: Importer) -> list[tuple[str, bytes]]:
    """(name, content) of good files of a format: the sample, what is bundled, the same in other encodings."""
    found = [(importer.sample, (SAMPLES / importer.sample).read_bytes())]
    if _kind(importer.sample) == "table" and importer.name != "call_records":
        found.append((importer.sample, b"\n".join(found[0][1].split(b"\n")[:_LINES])))
    if importer.name == "tables":
        paths = sorted(bundled("sample").glob("**/*.csv"))
        found += [(path.name, b"\n".join(path.read_bytes().split(b"\n")[:_LINES])) for path in paths]
    if importer.name == "follow_the_money":
        lines = found[0][1].split(b"\n")
        found = [(importer.sample, b"\n".join(lines[at : at + _LINES])) for at in range(0, len(lines), _LINES)]
    if importer.name == "i2_chart":
        text = found[0][1].decode("utf-8-sig", errors="replace").replace('encoding="utf-8"', 'encoding="utf-16"')
        found.append((importer.sample, text.encode("utf-16")))
    return found


def inputs(importer: Importer, seed: int, count: int) -> Iterator[tuple[str, bytes, ReadOptions]]:
    """The same inputs for the same seed: a name, what is in the file, how it is read."""
    chance = Random(f"{importer.name} {seed}")
    good = seeds(importer)
    corpus = [data for _name, data in good]
    for _number in range(count):
        name, data = chance.choice(good)
        extra = {"text": chance.choice(("keep", "tcvn3"))} if chance.random() < 0.7 else {}
        yield (
            name,
            mutated(data, chance, corpus, _kind(name)),
            ReadOptions(dates=chance.choice(("dmy", "dmy", "mdy", "")), extra=extra),
        )


def _kind(name: str) -> str:
    return _KINDS.get(Path(name).suffix, "table")


def fuzz(importer: Importer, importers: Sequence[Importer], count: int, *, seed: int = 1, whole: int = WHOLE) -> Found:
    """Try `count` inputs. Every one is read to its end, one of `whole` imported as well."""
    found = Found(importer.name)
    started = time.perf_counter()
    before = _megabytes()
    with tempfile.TemporaryDirectory(dir=_memory()) as place:
        trials: dict[str, Trial] = {}
        for number, (name, data, options) in enumerate(inputs(importer, seed, count)):
            if name not in trials:
                inside = Path(place) / str(len(trials))
                inside.mkdir()
                trials[name] = Trial(inside, importer, importers, name, next(iter(trials.values()), None))
            trial = trials[name]
            crash = trial.read(data, options)
            if crash is None and number % whole == 0:
                found.whole += 1
                crash = trial.kept(data, options) if number % KEPT == 0 else trial.whole(data, options)
            if crash is not None and crash.what not in found.crashes:
                found.crashes[crash.what] = (crash, smallest(trial, data, options, crash))
            found.inputs += 1
    found.seconds = time.perf_counter() - started
    found.grown = _megabytes() - before
    return found


def smallest(trial: Trial, data: bytes, options: ReadOptions, crash: Crash, tries: int = 150) -> bytes:
    """A shorter input with the same crash, by leaving pieces out."""
    for attempt in (trial.read, trial.whole):
        again = attempt(data, options)
        if again is not None and again.what == crash.what:
            break
    else:
        return data
    piece = len(data) // 2
    while piece and tries:
        at = 0
        while at < len(data) and tries:
            shorter = data[:at] + data[at + piece :]
            tries -= 1
            again = attempt(shorter, options)
            if again is not None and again.what == crash.what:
                data = shorter
            else:
                at += piece
        piece //= 2
    return data


def _megabytes() -> int:
    """The most memory this process had so far; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _memory() -> str | None:
    """A folder in memory, where there is one: hundreds of files a second."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
