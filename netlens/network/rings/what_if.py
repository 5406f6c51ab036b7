"""What if? A ring looked at again without some of its evidence: does it hold, and who falls off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Ring, Source
from netlens.network.cells import Cells, Total, among, total
from netlens.network.evidence import Evidence, Incidence, Pairs
from netlens.network.layers import layers
from netlens.network.projection import Floats
from netlens.network.reduced import LeftOut, kept, left_out, part, widely
from netlens.network.rings.choice import SMALLEST
from netlens.network.rings.holding import HOLDING, REDUNDANT, redundant, without_one
from netlens.network.rings.portrait.tally import inside, shared
from netlens.network.rings.score import Sums, excess

if TYPE_CHECKING:
    from netlens.case.case import Case

Mask = NDArray[np.bool_]
Broken = Literal["", "untied", "apart", "chance", "one_fact"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left of a ring, by the tests that need no new trials.

    `without`: what was left out, as left_out() knows it; `taken`: the members among it. `staying`, `falling`: entity
    ids of the members in the largest connected part, and of the others but for the taken. `broken`: why that part is
    no ring: nothing ties its members; too few stay together; no more than chance; it hangs on one fact. `excess`: its
    score above the cost of naming it; `redundancy`: its ties beyond a tree per member. `rows`: the facts between
    members that are left out.
    """

    without: tuple[str, ...]
    broken: Broken
    staying: tuple[int, ...]
    falling: tuple[int, ...]
    taken: tuple[int, ...]
    excess: float
    redundancy: float
    rows: tuple[Source, ...] = ()

    @property
    def survives(self) -> bool:
        return not self.broken


class Whole:
    """All evidence, measured once. Each question then costs what it touches, not what there is."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.unit = evidence.unit if len(evidence.unit) else np.arange(len(evidence.vertices))
        self.n = int(self.unit.max(initial=-1)) + 1
        self.cells = Cells(evidence, self.unit)
        self.wide = widely(evidence)
        self._total = total(layers(evidence, self.unit), self.n)
        self._known: dict[LeftOut, Total] = {}

    def keeps(self, evidence: Evidence, out: LeftOut) -> dict[str, Mask]:
        """Which facts of (some of) the evidence stay."""
        return kept(evidence, out, self.wide if out.hubs else self.wide[:0])

    def total(self, out: LeftOut) -> Total:
        """What all ties add up to without something; no ring comes into it, so that the next one need not ask again."""
        if out not in self._known:
            keeps = self.keeps(self.evidence, out)
            touched = self.cells.whole({kind: ~stays for kind, stays in keeps.items()})
            before = self._sum(touched)
            after = self._sum({kind: rows & keeps[kind] for kind, rows in touched.items()})
            self._known[out] = self._total.changed(before, after)
        return self._known[out]

    def _sum(self, rows: Mapping[str, Mask]) -> Total:
        return total(layers(part(self.evidence, rows), self.unit), self.n)


class Trial:
    """One ring before the questions: its members and the facts of their neighbourhood."""

    def __init__(self, whole: Whole, ring: Ring, penalty: float = 1.0) -> None:
        self.whole, self.penalty = whole, penalty
        self.members = tuple(member.vertex for member in ring.members)
        evidence = whole.evidence
        self._in = np.isin(evidence.vertices, list(self.members))
        self._units = np.unique(whole.unit[self._in])
        near = whole.cells.whole(_standing(evidence, self._in))
        self.near = part(evidence, near)
        labels = np.where(self._in, 0, -1).astype(np.int64)
        self._inside = {kind: shared(self.near, kind, one, labels) for kind, one in self.near.groups.items()}
        self._inside |= {kind: inside(one, labels) for kind, one in self.near.pairs.items()}

    def without(self, out: LeftOut, *texts: str) -> Outcome:
        """Judge the members on evidence that lacks something; the same, to rounding, as on all of it projected anew."""
        whole, evidence = self.whole, self.whole.evidence
        stays = whole.keeps(self.near, out)
        inner, between, strength = among(layers(part(self.near, stays), whole.unit), self._units, whole.n)
        left = _largest(between)
        found = self._score(whole.total(out), left, between, strength)
        one = np.where(left, 0, -1).astype(np.int64)
        size = int(left.sum())
        beyond = float(excess(found)[0]) if size else 0.0
        spare = float(redundant(one, 1, inner)[0]) if size else 0.0
        broken: Broken = ""
        if size < 2:
            broken = "untied"
        elif size < SMALLEST or 2 * size < len(self._units):
            broken = "apart"
        elif beyond <= 0:
            broken = "chance"
        elif spare < REDUNDANT or float(without_one(one, 1, inner)[0]) < HOLDING:
            broken = "one_fact"
        at = dict(zip(evidence.vertices[self._in].tolist(), whole.unit[self._in].tolist(), strict=True))
        there = set(self._units[left].tolist())
        staying = tuple(one for one in self.members if one not in out.ids and at.get(one) in there)
        taken = tuple(one for one in self.members if one in out.ids)
        falling = tuple(one for one in self.members if one not in {*staying, *taken})
        rows = self._rows({kind: self._inside[kind] & ~mask for kind, mask in stays.items()})
        return Outcome(texts, broken, staying, falling, taken, round(beyond, 6) + 0.0, round(spare, 6) + 0.0, rows)

    def grades(self) -> set[str]:
        """The grades of the facts between members."""
        marked = ((one.grade, self._inside[kind]) for kind, one in self._facts())
        return {str(grade) for grades, rows in marked for grade in grades[rows]}

    def files(self) -> list[int]:
        """The files of the facts between members, those that state most first; none where all stand in one."""
        files = [one.file[self._inside[kind]] for kind, one in self._facts()]
        known, count = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *files]), return_counts=True)
        order = np.lexsort((known, -count))
        return [int(file) for file in known[order]] if len(known) > 1 else []

    def standing(self, kind: str) -> dict[int, int]:
        """By entity (a case, a phone …), how many members stand in it."""
        if kind not in self.near.groups:
            return {}
        facts = self.near.groups[kind]
        rows = self._inside[kind]
        pairs = np.unique(np.stack([facts.entity[facts.group[rows]], facts.member[rows]]), axis=1)
        entities, count = np.unique(pairs[0], return_counts=True)
        return dict(zip(entities.tolist(), count.tolist(), strict=True))

    def _facts(self) -> list[tuple[str, Incidence | Pairs]]:
        return [*self.near.groups.items(), *self.near.pairs.items()]

    def _score(self, whole: Total, left: Mask, between: Floats, strength: Floats) -> Sums:
        scale = whole.independent / whole.weight if whole.weight > 0 else 0.0
        return Sums(
            inside=np.array([between[np.ix_(left, left)].sum() / 2 * scale]),
            strength=np.array([strength[left].sum() * scale]),
            size=np.array([float(left.sum())]),
            n=whole.tied,
            total=float(whole.independent),
            penalty=self.penalty,
        )

    def _rows(self, marks: Mapping[str, Mask]) -> tuple[Source, ...]:
        found: set[tuple[int, int]] = set()
        for kind, one in self._facts():
            found.update(zip(one.file[marks[kind]].tolist(), one.row[marks[kind]].tolist(), strict=True))
        return tuple(Source(file, row) for file, row in sorted(found))


def what_if(
    case: "Case", evidence: Evidence, ring: Ring, without: Sequence[str], penalty: float | None = None
) -> Outcome:
    """Judge the ring's members on evidence that lacks all of `without` (see left_out); () for nothing left out.

    `penalty`: the price of naming, the kept detection's when it is not given.
    """
    return trial(case, evidence, ring, penalty).without(left_out(case, without), *without)


def trial(case: "Case", evidence: Evidence, ring: Ring, penalty: float | None = None) -> Trial:
    """What to ask about one ring; the evidence as a whole is measured once a revision."""
    memo = case.reading.memo
    whole = memo.get("whole")
    if whole is None or whole.evidence is not evidence:
        whole = memo["whole"] = Whole(evidence)
    if penalty is None:
        kept_ones = case.detections()
        penalty = float(kept_ones[-1][2].get("penalty", 1.0)) if kept_ones else 1.0
    return Trial(whole, ring, penalty)


def _standing(evidence: Evidence, members: Mask) -> dict[str, Mask]:
    """The facts in which any of these vertices stands."""
    found: dict[str, Mask] = {kind: members[one.member] for kind, one in evidence.groups.items()}
    return found | {kind: members[one.a] | members[one.b] for kind, one in evidence.pairs.items()}


def _largest(between: Floats) -> Mask:
    """Who is in the largest connected part of two and more; of equals the first."""
    from scipy.sparse.csgraph import connected_components

    parts = connected_components(between > 0, directed=False)[1]
    first = np.unique(parts, return_index=True)[1]
    size = np.bincount(parts)
    order = sorted(range(len(size)), key=lambda one: (-int(size[one]), int(first[one])))
    return np.asarray(parts == order[0], dtype=bool) if order else np.zeros(len(parts), dtype=bool)
