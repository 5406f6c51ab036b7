"""How a scene is put together from a plan: nodes, what is shown of them, the ties that are left, the rings' shapes."""

import itertools
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Ring
from netlens.network.drawing import standing, ties
from netlens.network.drawing.faces import Faces
from netlens.network.drawing.plans import Plan, ring_of
from netlens.network.drawing.things import Things, things
from netlens.network.evidence import Evidence
from netlens.network.measures.catalogue import of_everyone
from netlens.network.placing import packing
from netlens.network.placing.springs import SPACING
from netlens.network.scene import BANDS, BY_HAND, DUAL, FLAGGED, HUB, KINDS, PROTECTED, RingShape, Scene

Positions = Mapping[int, tuple[float, float]]
Ints = NDArray[np.int64]
NEUTRAL = 0.35  # the size of protected people, whatever the measure
_revisions = itertools.count(1)


def compose(evidence: Evidence, plan: Plan, positions: Positions, faces: Faces, measure: str) -> Scene:
    """The scene of a plan: first those drawn alone, then the folded rings, then the things beside them.

    Whoever has no position yet stands by those they are tied to.
    """
    own = ring_of(evidence, plan.rings)
    alone, folded = np.flatnonzero(plan.alone), np.array(plan.folded, dtype=np.int64)
    node = np.full(len(own), -1, dtype=np.int64)
    node[alone] = np.arange(len(alone))
    for at, k in enumerate(plan.folded):
        node[(own == k) & ~plan.alone] = len(alone) + at
    more = things(evidence, plan, faces, node, len(alone) + len(folded))
    ids = np.concatenate((evidence.vertices[alone], -1 - folded, more.ids))
    ring = np.concatenate((own[alone], folded, more.ring)).astype(np.int32)
    a, b, weight, count = _ties(evidence, node, len(folded) > 0, more)
    xy = _places(ids, ring, plan.rings, positions, a, b)
    flags = _flags(ids, evidence, faces)
    people = np.array([len(plan.rings[k].members) for k in plan.folded])
    sizes = (
        _sizes(evidence, alone, measure),
        np.sqrt(people / people.max(initial=1)),
        np.full(len(more.ids), NEUTRAL),
    )
    size = np.concatenate(sizes)
    size[(flags & PROTECTED) > 0] = NEUTRAL
    band = _bands(ids, ring, plan.rings, flags)
    far = np.hypot(*(xy[a] - xy[b]).T)
    order = np.argsort(-weight / np.sqrt(1 + far / 50), kind="stable")
    scene = Scene(
        ids, xy, _kinds(ids, faces), ring, band, flags, size.astype(np.float32), _labels(ids, ring, plan.rings, faces),
        a[order].astype(np.int32), b[order].astype(np.int32), weight[order], count[order].astype(np.int32),
        (), next(_revisions), left_out=plan.left_out,
    )  # fmt: skip
    scene = _drawn_finely(scene, evidence, plan.rings, alone)
    return replace(scene, rings=_shapes(scene, plan, faces))


def name_of(ring: Ring) -> str:
    """The operation's name the analyst gave, else the id."""
    return ring.label or ring.id


def colour_of(ring: Ring) -> int:
    """A colour that stays with the ring's id over later detections."""
    digits = "".join(sign for sign in ring.id if sign.isdigit())
    return max(int(digits) - 1, 0) if digits else 0


def _ties(evidence: Evidence, node: Ints, folded: bool, more: Things) -> tuple[Ints, Ints, NDArray[np.float32], Ints]:
    a, b = node[evidence.a], node[evidence.b]
    drawn = (a >= 0) & (b >= 0) & (a != b)
    a, b = np.concatenate((a[drawn], more.a)), np.concatenate((b[drawn], more.b))
    weight = np.concatenate((evidence.weight[drawn], more.weight))
    count = np.concatenate((evidence.count[drawn], more.count))
    if folded or len(more.a):  # several ties may now run between the same two nodes: one bundle, their facts summed
        total = int(max(a.max(initial=0), b.max(initial=0))) + 1
        key, at = np.unique(np.minimum(a, b) * total + np.maximum(a, b), return_inverse=True)
        a, b = key // total, key % total
        weight = np.bincount(at, weights=weight, minlength=len(key))
        count = np.bincount(at, weights=count, minlength=len(key)).astype(np.int64)
    top = float(np.quantile(weight, 0.98)) if len(weight) else 1.0
    return a, b, np.sqrt(np.clip(weight / max(top, 1e-12), 0, 1)).astype(np.float32), count


def _drawn_finely(scene: Scene, evidence: Evidence, rings: tuple[Ring, ...], alone: Ints) -> Scene:
    """Direction and grade of ties, place and date of people, where the picture is small enough to show them."""
    if len(scene.a) > ties.MOST:
        return scene
    along, since = standing.stand(scene, evidence, rings, alone)
    both = (scene.a < len(alone)) & (scene.b < len(alone))
    a, b = alone[scene.a[both]], alone[scene.b[both]]
    direction, grade = np.zeros(len(scene.a), dtype=np.int8), np.ones(len(scene.a), dtype=np.float32)
    direction[both], grade[both] = ties.directions(evidence, a, b), ties.grades(evidence, a, b)
    return replace(scene, direction=direction, grade=grade, along=along, since=since)


def _places(
    ids: Ints, ring: NDArray[np.int32], rings: tuple[Ring, ...], positions: Positions, a: Ints, b: Ints
) -> NDArray[np.float32]:
    nowhere = (np.nan, np.nan)
    xy = np.array([positions.get(i, nowhere) for i in ids.tolist()], dtype=np.float64).reshape(-1, 2)
    for at in np.flatnonzero(ids < 0):
        places = [positions[m.vertex] for m in rings[ring[at]].members if m.vertex in positions]
        if places:
            xy[at] = np.mean(places, axis=0)
    lost = np.isnan(xy[:, 0])
    if not lost.any():
        return xy.astype(np.float32)
    known = xy[~lost]
    aim = np.tile(known.mean(axis=0) if len(known) else np.zeros(2), (int(lost.sum()), 1))
    for row, at in enumerate(np.flatnonzero(lost)):
        near = np.concatenate((b[a == at], a[b == at]))
        near = near[~lost[near]]
        if len(near):
            aim[row] = xy[near].mean(axis=0)
    reach = SPACING * (6 + 2 * np.sqrt(len(aim)))
    free = packing.cells(aim.min(axis=0) - reach, aim.max(axis=0) + reach, 0.8 * SPACING)
    free = packing.outside(free, known, np.full(len(known), 0.7 * SPACING))
    xy[lost] = packing.settle(aim, free) if len(free) >= len(aim) else aim
    return xy.astype(np.float32)


def _sizes(evidence: Evidence, alone: Ints, measure: str) -> NDArray[np.float64]:
    """By a measure over the whole graph, whatever part of it is drawn."""
    if measure == "none":
        return np.full(len(alone), 0.4)
    if measure == "brokerage":
        tied = of_everyone(evidence, "degree")[alone] > 0
        value = np.where(tied, np.maximum(1 - of_everyone(evidence, "constraint")[alone], 0), 0.0)
    else:
        value = of_everyone(evidence, measure)[alone]
    top = float(np.quantile(value, 0.99)) if len(value) else 1.0
    return np.asarray(np.sqrt(np.clip(value / max(top, 1e-12), 0, 1)), dtype=np.float64)


def _kinds(ids: Ints, faces: Faces) -> NDArray[np.uint8]:
    names = ["ring" if entity < 0 else faces.kind(entity) for entity in ids.tolist()]
    return np.array([KINDS.index(name if name in KINDS else "document") for name in names], dtype=np.uint8)


def _labels(ids: Ints, ring: NDArray[np.int32], rings: tuple[Ring, ...], faces: Faces) -> tuple[str, ...]:
    pairs = zip(ids.tolist(), ring.tolist(), strict=True)
    return tuple(name_of(rings[k]) if entity < 0 else faces.label(entity) for entity, k in pairs)


def _flags(ids: Ints, evidence: Evidence, faces: Faces) -> NDArray[np.uint8]:
    flags = np.zeros(len(ids), dtype=np.uint8)
    marked = ((PROTECTED, faces.protected), (DUAL, faces.dual), (FLAGGED, faces.flagged), (HUB, evidence.hubs))
    for bit, who in marked:
        flags[np.isin(ids, np.fromiter(who, dtype=np.int64, count=len(who)))] |= bit
    return flags


def _bands(ids: Ints, ring: NDArray[np.int32], rings: tuple[Ring, ...], flags: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Each member's band; marks those the analyst added by hand in `flags`."""
    band = np.full(len(ids), len(BANDS) - 1, dtype=np.uint8)
    members = {(k, m.vertex): m for k in np.unique(ring[ring >= 0]).tolist() for m in rings[k].members}
    for at, key in enumerate(zip(ring.tolist(), ids.tolist(), strict=True)):
        member = members.get(key)
        if member is not None:
            band[at] = BANDS.index(member.band)
            flags[at] |= BY_HAND * member.by_hand
    return band


def _shapes(scene: Scene, plan: Plan, faces: Faces) -> tuple[RingShape, ...]:
    order = np.argsort(scene.ring, kind="stable")
    cut = np.searchsorted(scene.ring[order], np.arange(len(plan.rings) + 1))
    shapes = []
    for k, ring in enumerate(plan.rings):
        inside = {m.vertex for m in ring.members}
        drawn = np.sort(order[cut[k] : cut[k + 1]])
        members = drawn[[entity < 0 or entity in inside for entity in scene.ids[drawn].tolist()]]
        whole = k in plan.open and len(members) > 0
        shape = RingShape(ring.id, name_of(ring), ring.status, members, colour_of(ring), whole)
        corridor = faces.corridor(ring) if len(members) else ""
        confirmed = ring.decision == "confirmed"
        shapes.append(replace(
            shape, corridor=corridor, people=len(inside), victims=len(ring.victims), confirmed=confirmed
        ))  # fmt: skip
    return tuple(shapes)
