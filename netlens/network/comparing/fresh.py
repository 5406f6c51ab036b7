"""Which rows that came with given imports tie members of a ring today: the new evidence behind what became of it."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netlens.case.records import Ring, Source
from netlens.network.evidence import Evidence
from netlens.network.periods.dated import dated

if TYPE_CHECKING:
    from netlens.case.case import Case


class Fresh(NamedTuple):
    """New evidence inside a ring: facts by kind (a shared case or thing counts once), and every row of it."""

    facts: Mapping[str, int]
    rows: tuple[Source, ...]


def fresh(case: "Case", evidence: Evidence, rings: Sequence[Ring], imports: Collection[int]) -> tuple[Fresh, ...]:
    """Per ring what the imports brought that ties its members; a ring without any has no rows."""
    files = case.table("files")
    new = files["id"][files["import_id"].isin(list(imports))].to_numpy(dtype=np.int64)
    found = dated(evidence, rings)
    inside = np.isin(found.file, new)
    made = []
    for number in range(len(rings)):
        entries = np.flatnonzero(inside & (found.ring == number))
        facts = {}
        for kind in np.unique(found.kind[entries]).tolist():
            here = entries[found.kind[entries] == kind]
            stands = here[found.other[here] < 0]
            passes = float(found.amount[here][found.other[here] >= 0].sum())
            facts[found.kinds[kind]] = len(np.unique(found.fact[stands])) + round(passes)
        made.append(Fresh(facts, found.sources(entries)))
    return tuple(made)
