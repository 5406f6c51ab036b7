"""What is found of the planted rings, from files to rings: seeds nothing was tuned on, and worlds without any ring.

Found: a planted ring with a supported ring at Jaccard >= 0.5 over its members; precision: supported rings that match a
planted one so. People are counted, not records: one who is on file twice is one member. Corridors: of the rings found,
those whose strongest corridor is the planted one (of a ring on two, those for which both are named); and the cases
whose corridor is told rightly, of all that have a route. Worth naming: planted rings that the engine's own gates let
pass when they are handed to it as they are; what lies beyond them is not to be had by a better search.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from benchmarks.generate import SAMPLE
from benchmarks.generator.model import Plan
from benchmarks.imported import PASSPHRASE, detected, imported
from benchmarks.target import Target
from netlens.case.case import Case
from netlens.case.records import Ring, Rings
from netlens.network.evidence import Evidence, gather
from netlens.network.layers import layers
from netlens.network.projection import project
from netlens.network.rings.holding import held
from netlens.network.rings.ladder import connected
from netlens.network.rings.score import excess, sums

SEEDS = (9101, 9102, 9103, 9104, 9105)
SHUFFLED = tuple(range(9201, 9221))
PEOPLE = 1200


@dataclass(frozen=True, slots=True)
class Score:
    planted: int
    supported: int
    tentative: int
    matched: int  # supported rings that match a planted one
    found: int  # planted rings that a supported one matches
    corridors: float
    cases: float
    worth: int  # planted rings that the gates let pass when handed over


def measure(data: Path | None) -> Iterator[Target]:
    yield from figures("sample", [scored(SAMPLE)], 1.0, 0.98)
    yield from figures(f"{len(SEEDS)} seeds, {PEOPLE} people", [scored(Plan(PEOPLE, s)) for s in SEEDS], 1.0, 0.98)
    for lost, found, precision in ((0.3, 0.95, 0.95), (0.5, 0.8, 0.95)):
        scores = [scored(Plan(PEOPLE, seed, lost=lost)) for seed in SEEDS]
        yield from figures(f"{len(SEEDS)} seeds, {lost:.0%} lost", scores, found, precision)
    null = [scored(Plan(PEOPLE // 2, seed, shuffled=True)) for seed in SHUFFLED]
    yield Target(f"{len(null)} shuffled cases: supported", sum(score.supported for score in null), 0, at_most=True)
    yield Target("shuffled cases: tentative, most in one", max(score.tentative for score in null), 3, at_most=True)


def figures(name: str, scores: Sequence[Score], found: float, precision: float) -> Iterator[Target]:
    planted, supported = sum(s.planted for s in scores), sum(s.supported for s in scores)
    worth = sum(s.worth for s in scores)
    beside = f"of {planted}; worth naming {worth / max(planted, 1):.3f}"
    yield Target(f"{name}: found", sum(s.found for s in scores) / max(planted, 1), found, beside=beside)
    matched = sum(s.matched for s in scores) / max(supported, 1)
    yield Target(f"{name}: precision", matched, precision, beside=f"of {supported} supported")
    yield Target(f"{name}: corridors of the rings found", mean(s.corridors for s in scores), 0.95)
    yield Target(f"{name}: corridors of the cases with a route", mean(s.cases for s in scores), 0.95)


def scored(plan: Plan) -> Score:
    """Generate, import, detect, compare."""
    from netlens.network.corridors import case_corridors

    with tempfile.TemporaryDirectory() as folder:
        made = imported(plan, Path(folder))
        rings = detected(made.path)
        with Case.open(made.path, PASSPHRASE) as case:
            worth = _worth_naming(gather(case), case, made.planted)
            told = {case.record_id(number): codes for number, codes in case_corridors(case).items()}
            members = {ring.id: {case.record_id(member.vertex) for member in ring.members} for ring in rings.rings}
    return score(made.planted, rings, members, told, worth)


def score(
    planted: Mapping[str, Any],
    rings: Rings,
    members: Mapping[str, set[str]],
    told: Mapping[str, Sequence[str]],
    worth: int = 0,
) -> Score:
    """`members`: record ids by ring; `told`: corridors by the record id of a case. Only people count as members."""
    one = {record: records[0] for records in planted["same_person"] for record in records}
    truth = [
        ({one.get(record, record) for m in ring["members"] for record in m["records"]}, ring)
        for ring in planted["rings"]
    ]
    supported = [ring for ring in rings.rings if ring.status == "supported"]
    best: dict[int, tuple[float, Ring]] = {}
    matched = 0
    for ring in supported:
        people = {one.get(record, record) for record in members[ring.id] if record.startswith("persons:")}
        likeness = [(len(people & true) / len(people | true), place) for place, (true, _) in enumerate(truth)]
        most, place = max(likeness, default=(0.0, 0))
        if most >= 0.5:
            matched += 1
            best[place] = max(best.get(place, (0.0, ring)), (most, ring), key=lambda pair: pair[0])
    right = [_corridors_told(ring, truth[place][1]["corridors"]) for place, (_, ring) in best.items()]
    cases = [code in told.get(case, ()) for case, code in planted["cases"].items()]
    return Score(
        planted=len(truth),
        supported=len(supported),
        tentative=sum(ring.status == "tentative" for ring in rings.rings),
        matched=matched,
        found=len(best),
        corridors=mean(right) if right else 1.0,
        cases=mean(cases) if cases else 1.0,
        worth=worth,
    )


def _worth_naming(evidence: Evidence, case: Case, planted: Mapping[str, Any]) -> int:
    """How many planted rings pass: the largest part that holds together, if it is at least half of the ring."""
    kinds, n = layers(evidence, evidence.unit), int(evidence.unit.max(initial=-1)) + 1
    ties = project(kinds, n)
    at = {case.record_id(entity): unit for entity, unit in zip(evidence.vertices.tolist(), evidence.unit, strict=True)}
    passing = 0
    for ring in planted["rings"]:
        units = {at[record] for member in ring["members"] for record in member["records"] if record in at}
        labels = np.where(np.isin(np.arange(n), list(units)), 0, -1)
        parts = connected(labels, ties)
        if not units or 2 * (size := np.bincount(parts[parts >= 0])).max() < len(ring["members"]):
            continue
        one = np.where(parts == size.argmax(), 0, -1)
        tied = int((ties.strength() > 0).sum())
        beyond = excess(replace(sums(one, 1, ties, ties.strength()), n=tied))[0]
        passing += bool(beyond > 0 and held(one, 1, kinds)[0])
    return passing


def _corridors_told(ring: Ring, corridors: Sequence[str]) -> bool:
    strongest = sorted(ring.corridors, key=lambda corridor: (-corridor.share, corridor.code))
    return {corridor.code for corridor in strongest[: len(corridors)]} == set(corridors)
