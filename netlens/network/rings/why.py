"""Why is this a ring, and why is this person in it: the facts that tie its members, each with its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from netlens.case.records import Member, Ring, Source
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
        reasons.append(Reason("ring_victims", "victims", len(ring.victims), ring.victims, rows=_harm(case, ring)))
    return Why(ring.id, -1, tuple(reasons))


def why_member(case: "Case", evidence: Evidence, ring: Ring, vertex: int) -> Why:
    """What ties one member (an entity id) to the others; and what to keep in mind about them."""
    member = next(one for one in ring.members if one.vertex == vertex)
    labels = _labels(evidence, (one.vertex for one in ring.members))
    at = np.flatnonzero(evidence.vertices == vertex)
    reasons = [Reason("member_recorded", "recorded", values=_recorded(member), rows=_standing(case, vertex))]
    reasons.append(Reason("member_by_hand" if member.by_hand else f"member_{member.band}", "band"))
    if len(at):
        own = int(at[0])
        reasons += _shared(evidence, labels, "member", own) + _contacts(evidence, labels, "member", own)
        reasons += _alike(evidence, own) + _elsewhere(case, evidence, ring, own)
    if vertex in case.reading.protected:
        reasons.append(Reason("member_protected", "protected"))
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


def _recorded(member: Member) -> dict[str, Any]:
    return {"recorded": member.recorded, "functions": member.functions, "stage": member.stage}


def _standing(case: "Case", vertex: int) -> tuple[Source, ...]:
    rows = case.table("involvements")
    rows = rows[(rows.person == vertex) & rows.role.isin(ACTING)]
    return _sources(rows.file.to_numpy(), rows.row.to_numpy())


def _harm(case: "Case", ring: Ring) -> tuple[Source, ...]:
    rows = case.table("involvements")
    rows = rows[rows.person.isin(ring.victims) & rows.case.isin(ring.cases)]
    return _sources(rows.file.to_numpy(), rows.row.to_numpy())


def _alike(evidence: Evidence, own: int) -> list[Reason]:
    """Other records that most likely speak of the same person."""
    if not len(evidence.unit):
        return []
    same = np.flatnonzero((evidence.unit == evidence.unit[own]) & (np.arange(len(evidence.unit)) != own))
    records = tuple(evidence.vertices[same].tolist())
    return [Reason("member_alike", "alike", len(records), others=records)] if records else []


def _elsewhere(case: "Case", evidence: Evidence, ring: Ring, own: int) -> list[Reason]:
    """Ties to other rings: overlap is shown, not lost."""
    detection = case.detection()
    beside = np.concatenate([evidence.b[evidence.a == own], evidence.a[evidence.b == own]])
    facts = np.concatenate([evidence.count[evidence.a == own], evidence.count[evidence.b == own]])
    tied = dict(zip(evidence.vertices[beside].tolist(), facts.tolist(), strict=True))
    found = []
    for other in detection.rings if detection else ():
        known = [member.vertex for member in other.members if member.vertex in tied]
        told = other.decision == "confirmed" or (other.decision == "open" and other.status != "chance")
        if other.id != ring.id and told and known:
            count = sum(tied[vertex] for vertex in known)
            found.append(Reason("member_other_ring", "ring", count, others=tuple(known), values={"ring": other.id}))
    return found


def _sources(files: Ints, rows: Ints) -> tuple[Source, ...]:
    """Each row once, in order."""
    return tuple(Source(file, row) for file, row in sorted(set(zip(files.tolist(), rows.tolist(), strict=True))))
