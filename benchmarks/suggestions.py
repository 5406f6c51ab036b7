"""Do suggestions find ties that are there? A fifth of the evidence is hidden; who is then suggested is compared.

Of the sample, facts are hidden (a standing in a case, all calls of a pair), so that a hidden tie is one that no record
left shows; of public networks (--data with montagna and krebs-911), ties. AUC: how often a hidden tie scores above a
pair that was never tied. Precision: hidden ties among the first 50 of all untied pairs. Beside: common neighbours,
chance.
"""

import csv
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from benchmarks.generate import SAMPLE
from benchmarks.imported import PASSPHRASE, imported
from benchmarks.target import Target
from netlens.network.evidence import Evidence, gather, with_ties
from netlens.network.projection import Floats, Ints
from netlens.network.suggestions import scored

HIDDEN = 0.2
SEEDS = (1, 2, 3, 4, 5)
FIRST = 50
NETWORKS = {
    "Montagna meetings": "montagna/Montagna_meetings_edgelist.csv",
    "Montagna phone calls": "montagna/Montagna_phonecalls_edgelist.csv",
    "Krebs": "krebs-911/krebs62_edges.csv",
}
STANDING = ("member", "group", "factor", "file", "row", "block", "date", "grade")
CONTACT = ("a", "b", "amount", "factor", "file", "row", "via_a", "via_b", "date", "grade")
Bools = NDArray[np.bool_]


def measure(data: Path | None) -> Iterator[Target]:
    from netlens.case.case import Case

    with tempfile.TemporaryDirectory() as folder:
        made = imported(SAMPLE, Path(folder))
        with Case.open(made.path, PASSPHRASE) as case:
            whole = gather(case)
    yield from figures("sample, facts hidden", whole, [thinned(whole, np.random.default_rng(seed)) for seed in SEEDS])
    if data is None:
        print("more with --data DIR that holds montagna and krebs-911")
        return
    for name, path in NETWORKS.items():
        network = read(data / path)
        parts = [without(network, np.random.default_rng(seed).random(len(network.a)) < HIDDEN) for seed in SEEDS]
        yield from figures(name, network, parts)


def figures(name: str, whole: Evidence, parts: list[Evidence]) -> Iterator[Target]:
    """AUC and precision of each score, and of the baselines, as means over the parts."""
    auc: dict[str, list[float]] = {}
    first: dict[str, list[float]] = {}
    for seed, part in enumerate(parts):
        a, b, hidden = untied(whole, part)
        scores = {**scored(part, a, b), "chance": np.random.default_rng(seed).random(len(a))}
        for score, values in scores.items():
            auc.setdefault(score, []).append(area(values, hidden))
            first.setdefault(score, []).append(float(hidden[np.argsort(-values, kind="stable")[:FIRST]].mean()))
    for what, found in (("AUC", auc), (f"precision of the first {FIRST}", first)):
        value = {score: mean(values) for score, values in found.items()}
        beside = f"common neighbours {value['common']:.3f}, chance {value['chance']:.3f}"
        yield Target(f"{name}: {what}, Adamic-Adar", value["adamic_adar"], round(value["common"], 4), beside=beside)
        yield Target(f"{name}: {what}, Katz", value["katz"], round(value["chance"], 4), beside=beside)


def untied(whole: Evidence, part: Evidence) -> tuple[Ints, Ints, Bools]:
    """Every pair that the part does not tie, of people it ties to somebody, and whether the whole ties them."""
    n = len(whole.vertices)
    there = np.flatnonzero(np.bincount(np.concatenate([part.a, part.b]), minlength=n))
    one, other = np.triu_indices(len(there), 1)
    a, b = there[one], there[other]
    pair = a * n + b
    free = ~np.isin(pair, part.a * n + part.b)
    return a[free], b[free], np.isin(pair[free], whole.a * n + whole.b)


def area(values: Floats, hidden: Bools) -> float:
    """The area under the ROC curve, pairs of equal score counting half (Mann and Whitney)."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    rank = ((last - count + 1 + last) / 2)[place]
    ties = int(hidden.sum())
    return float((rank[hidden].sum() - ties * (ties + 1) / 2) / max(ties * (len(hidden) - ties), 1))


def thinned(whole: Evidence, draw: np.random.Generator) -> Evidence:
    """The evidence without a share of its standings, and of the pairs that are in contact."""
    groups, pairs = {}, {}
    for kind, found in sorted(whole.groups.items()):
        keep = draw.random(len(found.member)) >= HIDDEN
        groups[kind] = replace(found, **{name: getattr(found, name)[keep] for name in STANDING})
    for kind, tied in sorted(whole.pairs.items()):
        low, high = np.minimum(tied.a, tied.b), np.maximum(tied.a, tied.b)
        known, place = np.unique(low * len(whole.vertices) + high, return_inverse=True)
        keep = (draw.random(len(known)) >= HIDDEN)[place]
        pairs[kind] = replace(tied, **{name: getattr(tied, name)[keep] for name in CONTACT})
    return with_ties(replace(whole, groups=groups, pairs=pairs))


def without(network: Evidence, hidden: Bools) -> Evidence:
    keep = ~hidden
    columns = {name: getattr(network, name)[keep] for name in ("a", "b", "weight", "count")}
    return replace(network, **columns)


def read(path: Path) -> Evidence:
    """A list of edges (two names a line, by comma, blank or tab) as evidence of bare ties."""
    with path.open(encoding="utf-8") as stream:
        rows = [row if len(row) > 1 else row[0].split() for row in csv.reader(stream) if row]
    ends = [row[:2] for row in rows if row[0] != "source" and row[0] != row[1]]
    names = sorted({name for row in ends for name in row})
    at = {name: number for number, name in enumerate(names)}
    ties = np.array(sorted({tuple(sorted((at[one], at[other]))) for one, other in ends}), dtype=np.int64)
    n, count = np.arange(len(names)), np.ones(len(ties), dtype=np.int64)
    keys = tuple(f"person:{name}" for name in names)
    return Evidence(n, keys, {}, {}, ties[:, 0], ties[:, 1], count.astype(np.float64), count, (), {}, (), n)
