"""Where people stand along the way of a victim, and since when: what other orders of a picture are made of."""

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Ring
from netlens.network.evidence import Evidence
from netlens.network.scene import Scene

Ints = NDArray[np.int64]
MOST_FACTS = 300_000  # with more, reading all dates would hold up the picture
# Functions from recruitment (0) over transport (0.5) to exploitation (1), as the stages of the offence follow each
# other in Aronowitz (2001); money, papers and command serve all stages and have no place.
ALONG = {
    "RecruiterOrIntermediary": 0.0, "BrokerTravelAgent": 0.12, "Kidnapper": 0.0, "SoldIndividual": 0.3,
    "TravellingPartner": 0.42, "Transporter": 0.5, "Smuggler": 0.5, "TransferredIndividual": 0.58,
    "HarbouredIndividual": 0.66, "Harbourer": 0.66, "Guard": 0.72, "ReceivedIndividual": 0.8, "BoughtIndividual": 0.86,
    "ControlledIndividual": 0.92, "Abuser": 0.95, "Exploiter": 1.0,
}  # fmt: skip


def stand(
    scene: Scene, evidence: Evidence, rings: tuple[Ring, ...], alone: Ints
) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
    """Along the way and since when; a folded ring stands where its members do on average, since the first of them."""
    places, dates = along(rings), since(evidence)
    place = np.array([places.get(entity, np.nan) for entity in scene.ids.tolist()], dtype=np.float32)
    year = None if dates is None else np.full(len(scene.ids), np.nan, dtype=np.float32)
    if dates is not None and year is not None:
        year[: len(alone)] = dates[alone]
    vertex = {entity: at for at, entity in enumerate(evidence.vertices.tolist())}
    for at in np.flatnonzero(scene.ids < 0).tolist():
        members = [member.vertex for member in rings[scene.ring[at]].members]
        known = [places[member] for member in members if member in places]
        place[at] = np.mean(known) if known else np.nan
        if dates is not None and year is not None:
            first = dates[[vertex[member] for member in members if member in vertex]]
            year[at] = np.nanmin(first) if np.isfinite(first).any() else np.nan
    return place, year


def along(rings: tuple[Ring, ...]) -> dict[int, float]:
    """Entity id → 0 (recruitment) … 1 (exploitation), the mean of a member's recorded functions that have a place."""
    found = {}
    for ring in rings:
        for member in ring.members:
            places = [ALONG[name] for name in member.functions if name in ALONG]
            if places:
                found[member.vertex] = sum(places) / len(places)
    return found


def since(evidence: Evidence) -> NDArray[np.float32] | None:
    """Per vertex the year, with a fraction, of its first dated fact, NaN without one; None when that is too much."""
    facts = [(end, pairs.date) for pairs in evidence.pairs.values() for end in (pairs.a, pairs.b)]
    facts += [(groups.member, groups.date) for groups in evidence.groups.values()]
    if sum(len(dates) for _who, dates in facts) > MOST_FACTS:
        return None
    first = np.full(len(evidence.vertices), np.inf)
    known: dict[str, float] = {}
    for who, dates in facts:
        if len(dates) == len(who):
            for text in set(dates.tolist()) - known.keys():
                known[text] = _year(text)
            np.minimum.at(first, who, np.array([known[text] for text in dates.tolist()]))
    return np.where(np.isfinite(first), first, np.nan).astype(np.float32)


def _year(text: str) -> float:
    """An ISO date, as exact as it is written, as a year with a fraction; infinite when it is none."""
    try:
        year, month, day = ([int(part) for part in text[:10].split("-")] + [1, 1])[:3]
    except ValueError:
        return np.inf
    return year + (month - 1) / 12 + (day - 1) / 365
