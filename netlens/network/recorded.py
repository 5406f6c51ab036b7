"""Everything a case records, entity by entity, as one graph to draw: what a chart or a small file looks like by itself.

It is no evidence: victims stand in it beside their recruiters, and a shared place ties as much as a friend.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from netlens.case.values.grade import grade_weight
from netlens.network.drawing.ties import ONE_WAY
from netlens.network.evidence import Evidence, Pairs

if TYPE_CHECKING:
    from netlens.case.case import Case

MOST = 2_000  # entities of one such picture; more tell nobody anything
Ints = NDArray[np.int64]
Texts = NDArray[np.object_]
Flags = NDArray[np.bool_]
_EITHER_WAY = "associate"  # the kind under which facts go that do not run from one to the other


def as_recorded(case: "Case", a: Ints, b: Ints, since: Texts, grade: Texts, one_way: Flags) -> Evidence:
    """All counted entities as vertices, tied by the facts between them; `a`, `b` are the entity ids of each fact.

    `one_way`: facts that run from a to b. Ties weigh as the root of how many facts they bundle; how well the best of
    them is graded stands in `pairs`. What speaks of an entity that does not count ties nothing.
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
    since, grade, one_way = since[inside], grade[inside], one_way[inside]
    one, other = number[a[inside]], number[b[inside]]
    ties, count = np.unique(np.minimum(one, other) * n + np.maximum(one, other), return_counts=True)
    weigh = {text: grade_weight(text) for text in set(grade.tolist())}
    factor = np.array([weigh[text] for text in grade.tolist()], dtype=np.float64)
    pairs = {}
    for name, which in ((ONE_WAY[0], one_way), (_EITHER_WAY, ~one_way)):
        if which.any():
            whole, unsaid = np.ones(int(which.sum())), np.full(int(which.sum()), -1, dtype=np.int64)
            pairs[name] = Pairs(
                one[which], other[which], whole, factor[which], unsaid, unsaid, date=since[which], grade=grade[which]
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
