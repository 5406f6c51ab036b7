"""Everything a case records, entity by entity, as one graph to draw: what a chart or a small file looks like by itself.

It is no evidence: victims stand in it beside their recruiters, and a shared place ties as much as a friend.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from netlens.network.drawing.ties import ONE_WAY
from netlens.network.evidence import Evidence, Pairs

if TYPE_CHECKING:
    from netlens.case.case import Case

MOST = 2_000  # entities of one such picture; more tell nobody anything
Ints = NDArray[np.int64]
Texts = NDArray[np.object_]


def as_recorded(case: "Case", kind: Texts, a: Ints, b: Ints, since: Texts) -> Evidence:
    """All counted entities as vertices, tied by the facts between them; `a`, `b` are the entity ids of each fact.

    Ties weigh as the root of how many facts they bundle. What speaks of an entity that does not count ties nothing.
    """
    found = case.table("entities")
    keys = (found.kind + ":" + found.register + "/" + found.key).tolist()
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)
    vertices = found.id.to_numpy(dtype=np.int64)[order]
    n = len(vertices)
    number = np.full(int(vertices.max(initial=0)) + 1, -1, dtype=np.int64)
    number[vertices] = np.arange(n)
    known = np.append(number, -1)  # the last place is that of nobody (-1)
    inside = (a != b) & (a < len(number)) & (b < len(number))
    inside[inside] = (known[a[inside]] >= 0) & (known[b[inside]] >= 0)
    kind, since, one, other = kind[inside], since[inside], number[a[inside]], number[b[inside]]
    ties, count = np.unique(np.minimum(one, other) * n + np.maximum(one, other), return_counts=True)
    pairs = {}
    for name in ONE_WAY:
        which = kind == name
        if which.any():
            whole, unsaid = np.ones(int(which.sum())), np.full(int(which.sum()), -1, dtype=np.int64)
            pairs[name] = Pairs(
                one[which], other[which], whole, whole, unsaid, unsaid, date=since[which], grade=np.full(len(whole), "")
            )
    return Evidence(
        vertices=vertices,
        keys=tuple(keys[at] for at in order.tolist()),
        groups={},
        pairs=pairs,
        a=ties // max(n, 1),
        b=ties % max(n, 1),
        weight=np.sqrt(count.astype(np.float64)),
        count=count.astype(np.int64),
        hubs=(),
        settings={},
        unit=np.arange(n),
    )
