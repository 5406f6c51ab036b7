"""The search itself: chance, units, order, and its time beside one Leiden call. What it finds is in quality.py.

Noise: two-mode cases of random, heavy-tailed company and random calls: no ring is in them. The baseline is one call of
igraph's Leiden on the same graph, everything stated (modularity, resolution 1, two iterations, weights), in this run.
CPU time, medians of three.
"""

import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.generate import generate
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE, imported
from benchmarks.target import Target
from netlens.case.case import Case
from netlens.network.evidence import Evidence, gather, graph
from netlens.network.facts.weights import DEFAULTS
from netlens.network.layers import layers
from netlens.network.projection import Layer
from netlens.network.rings import detect
from netlens.network.rings.search import Found, search
from netlens.progress import finish

if TYPE_CHECKING:
    from netlens.case.records import Rings

PLAN = Plan(600, 9106)
NOISE = range(1, 21)
FACTORS = (0.25, 0.5, 2.0, 4.0)


def measure(data: Path | None) -> Iterator[Target]:
    status = [_statuses(*noise(seed)) for seed in NOISE]
    yield Target(f"{len(status)} graphs of noise: supported", sum(s.count(0) for s in status), 0, at_most=True)
    yield Target("graphs of noise: tentative, most in one", max(s.count(1) for s in status), 3, at_most=True)
    with tempfile.TemporaryDirectory() as folder:
        made = imported(PLAN, Path(folder) / "one")
        with Case.open(made.path, PASSPHRASE) as case:
            plain = _told(case)
            scaled = [_told(case, factor) == plain for factor in FACTORS]
            yield Target("weights x 1/4, 1/2, 2, 4: identical rings", sum(scaled), len(FACTORS))
            yield from _times(gather(case))
        yield Target("files in another order, renumbered: identical", _reversed(Path(folder) / "two") == plain, 1)


def noise(seed: int, people: int = 600, cases: int = 360) -> tuple[list[Layer], int]:
    """Layers and the number of vertices."""
    rng = np.random.default_rng(seed)
    popular = rng.pareto(2.0, people) + 0.3
    popular /= popular.sum()
    member, group = [], []
    for case in range(cases):
        who = rng.choice(people, int(rng.integers(2, 7)), replace=False, p=popular)
        member += sorted(who.tolist())
        group += [case] * len(who)
    ends = {tuple(sorted(rng.choice(people, 2, replace=False, p=popular).tolist())) for _ in range(people)}
    pairs = np.array(sorted(ends), dtype=np.int64)
    standing = Layer("case", np.array(member), np.array(group), np.ones(len(member)), cases)
    return [standing, Layer("call", pairs[:, 0], pairs[:, 1], np.full(len(pairs), 0.5))], people


def _statuses(found: list[Layer], n: int) -> list[int]:
    made: Found = finish(search(found, n, 1))
    return [int(status) for status in made.figures.status]


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


def _times(evidence: Evidence) -> Iterator[Target]:
    import igraph

    unit = evidence.unit
    kinds, n = layers(evidence, unit), int(unit.max()) + 1
    made, weights = graph(evidence), evidence.weight.tolist()

    def bare() -> None:
        igraph.set_random_number_generator(random.Random(1))
        made.community_leiden(objective_function="modularity", weights=weights, resolution=1.0, n_iterations=2)

    def first() -> None:
        next(step for step in search(kinds, n, 1) if step.partial is not None)

    one = _cpu(bare)
    for name, work in (("first rings", first), ("whole search", lambda: finish(search(kinds, n, 1)))):
        took = _cpu(work)
        beside = f"{took:.2f} s; one Leiden {one * 1000:.1f} ms; {len(evidence.vertices)} vertices, {len(weights)} ties"
        yield Target(f"{name} over one Leiden call", took / one, unit="x", beside=beside)


def _cpu(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return median(taken)
