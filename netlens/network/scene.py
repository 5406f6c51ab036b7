"""Case + rings + selection + filters → frozen numpy arrays to paint (no Qt)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Rings, Status
from netlens.i18n import mark
from netlens.network.evidence import Evidence
from netlens.network.measures import catalogue

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.network.drawing.plans import Plan

DUAL, PROTECTED, FLAGGED, BY_HAND, HUB = 1, 2, 4, 8, 16  # bits of Scene.flags
CAME, LEFT = 32, 64  # the same, beside an earlier detection: who (of a folded ring: that some) came to it or left it
BANDS = ("firm", "likely", "possible", "loose", "")  # Scene.band indexes this
KINDS = (
    *("person", "phone", "account", "vehicle", "document", "place", "organisation", "event", "case", "route"),
    *("report", "ring"),  # a node of kind "ring" stands for all its members, folded into one
)
Positions = Mapping[int, tuple[float, float]]
MEASURES = {
    "degree": mark("People tied to"),
    **{name: catalogue.MEASURES[name].label for name in ("strength", "betweenness", "closeness")},
    "brokerage": mark("Ties that do not know each other (1 − constraint)"),
    **{name: catalogue.MEASURES[name].label for name in ("eigenvector", "pagerank", "core")},
    "none": mark("All alike"),
}


@dataclass(frozen=True, slots=True)
class RingShape:
    """One ring as it is drawn: members are indices into the scene; crisp only when supported.

    `whole`: all members are in the scene, so that it may have a hull; else its people are there as neighbours, or one
    node of kind "ring" stands for them. `people` and `victims` count those of the ring, not of the picture.
    """

    id: str
    label: str
    status: Status
    members: NDArray[np.int64]
    colour: int  # index into the theme's ring palette
    whole: bool = True
    corridor: str = ""  # in a person's words
    people: int = 0
    victims: int = 0
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Nodes: id (entity id), xy in world units, kind, ring (-1 none), band, flags, size 0…1, label (already masked).

    Ties: a, b (node indices), weight 0…1, count (facts in the bundle), most important first. `revision` only grows.
    A node of kind "ring" has a negative id and `ring` says which it is. `direction` (none when empty): 1 from a to b,
    -1 from b to a, 0 neither; `grade` (none when empty): the best factor 0…1 among the facts of a tie.
    `left_out`: how many neighbours are not in the picture. `along`: 0 (recruits) … 1 (exploits), by recorded functions,
    and `since`: the year, with a fraction, of the first dated fact; both NaN where unknown, None in a large picture.
    `first`: a first look: none of its rings is tested yet.
    """

    ids: NDArray[np.int64]
    xy: NDArray[np.float32]
    kind: NDArray[np.uint8]
    ring: NDArray[np.int32]
    band: NDArray[np.uint8]
    flags: NDArray[np.uint8]
    size: NDArray[np.float32]
    labels: tuple[str, ...]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    weight: NDArray[np.float32]
    count: NDArray[np.int32]
    rings: tuple[RingShape, ...]
    revision: int = 0
    direction: NDArray[np.int8] | None = None
    grade: NDArray[np.float32] | None = None
    left_out: int = 0
    along: NDArray[np.float32] | None = None
    since: NDArray[np.float32] | None = None
    first: bool = False


def overview(
    case: "Case",
    evidence: Evidence,
    rings: Rings,
    positions: Positions,
    *,
    opened: Collection[str] = (),
    measure: str = "degree",
    expanded: Collection[int] = (),
    also: Collection[int] = (),
) -> Scene:
    """The first picture: every ring folded into one node but those `opened`, and the people who tie several rings.

    `also`: people who are drawn by themselves wherever they belong.
    """
    from netlens.network.drawing.plans import of_overview, with_people

    plan = with_people(evidence, of_overview(evidence, rings, opened, expanded), also)
    return _compose(case, evidence, plan, positions, measure)


def unfold(
    case: "Case",
    evidence: Evidence,
    rings: Rings,
    positions: Positions,
    ring: str,
    *,
    opened: bool = True,
    measure: str = "degree",
    expanded: Collection[int] = (),
    also: Collection[int] = (),
) -> Scene:
    """One ring among the rings tied to it, these folded; `opened` False folds it too (how a ring comes into view)."""
    from netlens.network.drawing.plans import of_unfolding, with_people

    plan = with_people(evidence, of_unfolding(evidence, rings, ring, opened, expanded), also)
    return _compose(case, evidence, plan, positions, measure)


def build(
    case: "Case",
    evidence: Evidence,
    rings: Rings,
    positions: Positions,
    *,
    ring: str = "",
    measure: str = "degree",
    expanded: Collection[int] = (),
) -> Scene:
    """Everyone by themselves: of one ring, those attached to it and their neighbours, or (ring "") of the whole case.

    `expanded`: entities whose phones, cases, vehicles … are drawn as well. `measure` is one of MEASURES.
    """
    from netlens.network.drawing.plans import of_all, of_ring

    plan = of_ring(evidence, rings, ring, expanded) if ring else of_all(evidence, rings, expanded)
    return _compose(case, evidence, plan, positions, measure)


def hidden_neighbours(evidence: Evidence, scene: Scene, entity: int) -> int:
    """How many people tied to an entity are not in the picture: what expanding it would add."""
    at = np.flatnonzero(evidence.vertices == entity)
    tied = np.concatenate((evidence.b[np.isin(evidence.a, at)], evidence.a[np.isin(evidence.b, at)]))
    return int((~np.isin(evidence.vertices[tied], scene.ids)).sum())


def _compose(case: "Case", evidence: Evidence, plan: "Plan", positions: Positions, measure: str) -> Scene:
    from netlens.network.drawing.composition import compose
    from netlens.network.drawing.faces import faces_of

    return compose(evidence, plan, positions, faces_of(case), measure)
