"""Why is this a ring, and why is this person in it: the facts that tie its members, each with its rows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from netlens.case.records import Member, Ring, Source
from netlens.case.store.protected import ROLES as PROTECTED
from netlens.network.evidence import Evidence
from netlens.network.facts.people import ACTING
from netlens.network.projection import Ints
from netlens.network.rings.portrait.tally import inside, shared

if TYPE_CHECKING:
    from netlens.case.case import Case


@dataclass(frozen=True, slots=True)
class Reason:
    """One statement: `template` names its sentence (report/sentences.py), `kind` the evidence it rests on.

    `count` facts; `subjects`: entity ids of what was shared (cases, phones …); `others`: of the people it ties to;
    `values`: what else the sentence says; `rows`: where it stands.
    """

    template: str
    kind: str
    count: int = 0
    subjects: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    rows: tuple[Source, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of a ring (`member` -1) or of one of its members, the strongest kinds of evidence first."""

    ring: str
    member: int
    reasons: tuple[Reason, ...]


def why_ring(case: "Case", evidence: Evidence, ring: Ring) -> Why:
    """What ties its members, kind by kind, and whom they harmed together."""
    labels = _labels(evidence, (member.vertex for member in ring.members))
    reasons = _shared(evidence, labels, "ring") + _contacts(evidence, labels, "ring")
    if ring.victims:
        harm = _harm(case, evidence, ring, labels)
        reasons.append(Reason("ring_victims", "victims", len(ring.victims), ring.victims, rows=harm))
    return Why(ring.id, -1, tuple(reasons))


def why_member(case: "Case", evidence: Evidence, ring: Ring, vertex: int) -> Why:
    """What ties one member (an entity id) to the others; and what to keep in mind about them."""
    member = next(one for one in ring.members if one.vertex == vertex)
    labels = _labels(evidence, (one.vertex for one in ring.members))
    at = np.flatnonzero(evidence.vertices == vertex)
    reasons = [_recorded(case, member)]
    reasons.append(Reason("member_by_hand" if member.by_hand else f"member_{member.band}", "band"))
    if len(at):
        own = int(at[0])
        reasons += _shared(evidence, labels, "member", own) + _contacts(evidence, labels, "member", own)
        reasons += _alike(case, evidence, own) + _elsewhere(case, evidence, ring, own)
    if vertex in case.reading.protected:
        reasons.append(Reason("member_protected", "protected", rows=_standing(case, vertex, PROTECTED)))
    return Why(ring.id, vertex, tuple(reasons))


def _labels(evidence: Evidence, members: Iterable[int]) -> Ints:
    labels = np.where(np.isin(evidence.vertices, list(members)), 0, -1)
    return labels.astype(np.int64)


def _shared(evidence: Evidence, labels: Ints, scope: str, own: int = -1) -> list[Reason]:
    """What members stand in together; with `own`, only where this one does."""
    found = []
    for kind, incidence in sorted(evidence.groups.items()):
        rows = shared(evidence, kind, incidence, labels)
        if own >= 0:
            mine = np.unique(incidence.group[rows & (incidence.member == own)])
            rows &= np.isin(incidence.group, mine)
        if not rows.any():
            continue
        subjects = np.unique(incidence.entity[incidence.group[rows]]).tolist()
        others = [vertex for vertex in np.unique(incidence.member[rows]).tolist() if vertex != own]
        count = len(np.unique(incidence.group[rows]))
        sources = _sources(incidence.file[rows], incidence.row[rows])
        people = tuple(evidence.vertices[others].tolist())
        found.append(Reason(f"{scope}_{kind}", kind, count, tuple(subjects), people, sources))
    return sorted(found, key=lambda reason: (reason.kind != "case", -reason.count, reason.kind))


def _contacts(evidence: Evidence, labels: Ints, scope: str, own: int = -1) -> list[Reason]:
    """Calls, payments and stated ties between members; with `own`, only this one's."""
    found = []
    for kind, pairs in sorted(evidence.pairs.items()):
        rows = inside(pairs, labels)
        if own >= 0:
            rows &= (pairs.a == own) | (pairs.b == own)
        if not rows.any():
            continue
        ends = np.unique(np.concatenate([pairs.a[rows], pairs.b[rows]]))
        people = tuple(evidence.vertices[ends[ends != own]].tolist())
        via = np.concatenate([pairs.via_a[rows], pairs.via_b[rows]])
        sources = _sources(pairs.file[rows], pairs.row[rows])
        low, high = np.minimum(pairs.a, pairs.b)[rows], np.maximum(pairs.a, pairs.b)[rows]
        tied = len(np.unique(low * len(labels) + high))
        numbers = tuple(np.unique(via[via >= 0]).tolist())
        count = ceil(float(pairs.amount[rows].sum()) - 1e-9)
        template = f"{scope}_{kind if kind in ('call', 'payment', 'companion') else 'stated'}"
        found.append(Reason(template, kind, count, numbers, people, sources, {"pairs": tied}))
    return sorted(found, key=lambda reason: (-reason.count, reason.kind))


def _recorded(case: "Case", member: Member) -> Reason:
    if case.ref(member.vertex).kind != "person":
        return Reason("member_number", "recorded")
    said = {"recorded": member.recorded, "functions": member.functions, "stage": member.stage}
    return Reason("member_recorded", "recorded", values=said, rows=_standing(case, member.vertex, ACTING))


def _standing(case: "Case", vertex: int, roles: Collection[str]) -> tuple[Source, ...]:
    """Where someone is recorded as one of these; the row that names them where nothing of the kind is."""
    rows = case.table("involvements")
    rows = rows[(rows.person == vertex) & rows.role.isin(roles)]
    if not len(rows):
        rows = case.table("persons")
        rows = rows[rows.id == vertex]
    return _sources(rows.file.to_numpy(), rows.row.to_numpy())


def _harm(case: "Case", evidence: Evidence, ring: Ring, labels: Ints) -> tuple[Source, ...]:
    """Where the ring's victims stand in its cases, or are tied to its members otherwise."""
    rows = case.table("involvements")
    rows = rows[rows.person.isin(ring.victims) & rows.case.isin(ring.cases)]
    found = set(_sources(rows.file.to_numpy(), rows.row.to_numpy()))
    tied = evidence.groups.get("victim")
    if tied is not None:
        direct = np.isin(tied.entity[tied.group], list(ring.victims)) & (labels[tied.member] >= 0)
        found.update(_sources(tied.file[direct], tied.row[direct]))
    return tuple(sorted(found))


def _alike(case: "Case", evidence: Evidence, own: int) -> list[Reason]:
    """Other records that most likely speak of the same person, by what they hold in common."""
    if not len(evidence.unit):
        return []
    same = np.flatnonzero((evidence.unit == evidence.unit[own]) & (np.arange(len(evidence.unit)) != own))
    if not len(same):
        return []
    records = evidence.vertices[[own, *same]].tolist()
    held = case.table("holdings")
    held = held[held.person.isin(records)]
    held = held[held.groupby("thing")["person"].transform("nunique") > 1]
    rows = _sources(held.file.to_numpy(), held.row.to_numpy())
    return [Reason("member_alike", "alike", len(same), others=tuple(records[1:]), rows=rows)]


def _elsewhere(case: "Case", evidence: Evidence, ring: Ring, own: int) -> list[Reason]:
    """Ties to other rings, by their facts: overlap is shown, not lost."""
    beside = np.concatenate([evidence.b[evidence.a == own], evidence.a[evidence.b == own]])
    tied: dict[str, list[int]] = {}
    for entity in evidence.vertices[np.sort(beside)].tolist():
        for other in _told(case).get(entity, ()):
            if other != ring.id:
                tied.setdefault(other, []).append(entity)
    found = []
    for other, members in tied.items():
        labels = _labels(evidence, [int(evidence.vertices[own]), *members])
        facts = _shared(evidence, labels, "member", own) + _contacts(evidence, labels, "member", own)
        rows = tuple(sorted({row for fact in facts for row in fact.rows}))
        count = sum(fact.count for fact in facts)
        found.append(Reason("member_other_ring", "ring", count, (), tuple(members), rows, {"ring": other}))
    return sorted(found, key=lambda reason: (-reason.count, reason.values["ring"]))


def _told(case: "Case") -> Mapping[int, tuple[str, ...]]:
    """Entity id → the rings, confirmed or neither dismissed nor chance, it is a member of; once a revision."""
    memo = case.reading.memo
    if "told_rings" not in memo:
        detection = case.detection()
        homes: dict[int, tuple[str, ...]] = {}
        for ring in detection.rings if detection else ():
            if ring.decision == "confirmed" or (ring.decision == "open" and ring.status != "chance"):
                for member in ring.members:
                    homes[member.vertex] = (*homes.get(member.vertex, ()), ring.id)
        memo["told_rings"] = homes
    found: Mapping[int, tuple[str, ...]] = memo["told_rings"]
    return found


def _sources(files: Ints, rows: Ints) -> tuple[Source, ...]:
    """Each row once, in order."""
    return tuple(Source(file, row) for file, row in sorted(set(zip(files.tolist(), rows.tolist(), strict=True))))
