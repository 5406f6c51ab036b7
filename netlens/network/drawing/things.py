"""Entities beside the vertices: those attached to open rings, and what expanded people hold or stand in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netlens.network.drawing.faces import Faces
from netlens.network.drawing.plans import Plan
from netlens.network.evidence import Evidence

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Things:
    """Entity ids, the ring each is attached to (-1 none), and ties: node indices a, b, weight, facts."""

    ids: Ints
    ring: Ints
    a: Ints
    b: Ints
    weight: NDArray[np.float64]
    count: Ints


def things(evidence: Evidence, plan: Plan, faces: Faces, node: Ints, first: int) -> Things:
    """`node[v]` is the scene's node of vertex v (-1 hidden); the things are numbered from `first` on."""
    found: dict[int, int] = {}
    ring: list[int] = []
    ends: list[tuple[int, int, float, int]] = []
    vertex = dict(zip(evidence.vertices.tolist(), node.tolist(), strict=True))
    for k in plan.open:
        for person in plan.rings[k].victims:
            if person not in vertex and person not in found:
                found[person] = first + len(found)
                ring.append(k)
        tied = faces.attached(plan.rings[k])
        for person, member, cases in zip(tied.person.tolist(), tied.member.tolist(), tied.cases.tolist(), strict=True):
            if person in found and vertex.get(member, -1) >= 0:
                ends.append((vertex[member], found[person], 0.5 * cases, cases))
    wanted = [vertex[i] for i in plan.expanded if vertex.get(i, -1) >= 0]
    for groups in evidence.groups.values():
        drawn = node[groups.member]
        near = np.unique(groups.group[np.isin(drawn, wanted)])
        for row in np.flatnonzero(np.isin(groups.group, near) & (drawn >= 0)).tolist():
            thing = int(groups.entity[groups.group[row]])
            if thing not in found:
                found[thing] = first + len(found)
                ring.append(-1)
            ends.append((int(drawn[row]), found[thing], float(groups.factor[row]), 1))
    columns = np.array(ends, dtype=np.float64).reshape(-1, 4)
    a, b, count = (columns[:, at].astype(np.int64) for at in (0, 1, 3))
    return Things(np.array(list(found), dtype=np.int64), np.array(ring, dtype=np.int64), a, b, columns[:, 2], count)
