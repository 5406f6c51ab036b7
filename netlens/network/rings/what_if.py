"""What if? A ring looked at again without some of its evidence: does it hold, and who falls off."""

from dataclasses import dataclass, replace

import numpy as np

from netlens.case.records import Ring
from netlens.network.evidence import Evidence
from netlens.network.layers import layers
from netlens.network.projection import Ints, project
from netlens.network.rings.choice import SMALLEST
from netlens.network.rings.holding import redundant
from netlens.network.rings.ladder import connected
from netlens.network.rings.score import excess, sums
from netlens.network.rings.verdict import REDUNDANT


@dataclass(frozen=True, slots=True)
class Outcome:
    """`survives`: what is left hangs together, is large enough, more than chance, and hangs on no single fact.

    `staying`, `falling`: entity ids of the members in the largest connected part, and of the others. `excess`: score
    above the cost of naming them; `redundancy`: ties beyond a tree per member. Both of the part that stays.
    """

    without: str
    survives: bool
    staying: tuple[int, ...]
    falling: tuple[int, ...]
    excess: float
    redundancy: float


def what_if(evidence: Evidence, ring: Ring, without: str, penalty: float = 1.0) -> Outcome:
    """Judge the ring's members on evidence that lacks something; `without` is what, for the record."""
    unit = evidence.unit if len(evidence.unit) else np.arange(len(evidence.vertices))
    n = int(unit.max(initial=-1)) + 1
    kinds = layers(evidence, unit)
    ties = project(kinds, n)
    labels = np.full(n, -1, dtype=np.int64)
    labels[unit[np.isin(evidence.vertices, [member.vertex for member in ring.members])]] = 0
    left = _largest(connected(labels, ties))
    one = np.where(left, 0, -1).astype(np.int64)
    strength = ties.strength()
    found = replace(sums(one, 1, ties, strength, penalty), n=int((strength > 0).sum()))
    beyond, spare = float(excess(found)[0]), float(redundant(one, 1, kinds)[0])
    size = int(left.sum())
    survives = size >= SMALLEST and 2 * size >= int((labels >= 0).sum()) and beyond > 0 and spare >= REDUNDANT
    stays = {entity for entity, at in zip(evidence.vertices.tolist(), unit.tolist(), strict=True) if left[at]}
    members = [member.vertex for member in ring.members]
    return Outcome(
        without,
        survives,
        tuple(member for member in members if member in stays),
        tuple(member for member in members if member not in stays),
        round(beyond, 6) + 0.0,
        round(spare, 6) + 0.0,
    )


def _largest(parts: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The members of the largest part; of equals the first."""
    size = np.bincount(parts[parts >= 0])
    if not len(size):
        return np.zeros(len(parts), dtype=bool)
    return np.asarray(parts == int(size.argmax()), dtype=bool)
