"""detect(): evidence in, rings out, with the names, decisions and hand-made changes of the kept ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from netlens import __version__
from netlens.case.records import Decision, Ring, Rings, Status
from netlens.i18n import _, ngettext
from netlens.network.evidence import Evidence, gather
from netlens.network.layers import layers
from netlens.network.measures import Measures, measures
from netlens.network.plain.asked import ENGINE, Asked, asked
from netlens.network.projection import Ints
from netlens.network.rings.choice import SMALLEST
from netlens.network.rings.matching import Named, last_number, missed, named
from netlens.network.rings.portrait.describe import Groups, describe, members_of
from netlens.network.rings.search import Found, search
from netlens.network.rings.verdict import STATUS, adjusted
from netlens.progress import Job, Progress

if TYPE_CHECKING:
    from netlens.case.case import Case

Look = Callable[["Case", Evidence, Callable[[], Rings]], Any]
LOOKED_BACK = 3  # detections before the latest whose ring numbers may be taken up again


def find_rings(
    path: Path,
    passphrase: str,
    *,
    seed: int = 1,
    corridor: str = "",
    since: str = "",
    until: str = "",
    without: Sequence[str] = (),
    weights: Mapping[str, float] | None = None,
    method: str = ENGINE,
    objective: str = "",
    resolution: float | None = None,
    core: int | None = None,
    max_size: int | None = None,
    look: "Look | None" = None,
) -> Job[Rings]:
    """Open the case, gather, detect; for a worker process. Writes nothing: keep the result with KeepRings.

    `method` and what follows it: see plain/asked.py; what is not given gets a stated default. UsageError for nonsense.
    `look`: see detect.
    """
    from netlens.case.case import Case

    way = asked(method, objective=objective, resolution=resolution, core=core, max_size=max_size)
    with Case.open(path, passphrase) as case:
        yield Progress(_("Reading the evidence"))
        evidence = gather(case, weights=weights, since=since, until=until, without=without)
        rings = yield from detect(case, evidence, seed=seed, corridor=corridor, way=way, look=look)
    return rings


def detect(
    case: "Case",
    evidence: Evidence,
    *,
    seed: int = 1,
    corridor: str = "",
    way: Asked | None = None,
    look: "Look | None" = None,
) -> Job[Rings]:
    """Find the rings in the evidence; the first ones come early as Progress.partial (Rings of status chance).

    `look` makes of them what goes on instead: it gets case, evidence, and a function that describes the first rings.
    `way`: a plain method instead of the engine. With any of them, rings found before and kept go on under their id,
    with decision, name, and the members added or removed by hand. `corridor` leaves only the rings on it in the answer:
    keep the whole one, or the others lose their names.
    """
    unit = evidence.unit if len(evidence.unit) else np.arange(len(evidence.vertices))
    job = _searched(evidence, unit, seed, way or Asked())
    while True:
        try:
            step = next(job)
        except StopIteration as stop:
            found: Found = stop.value
            break
        if step.partial is not None:
            first = partial(_first, case, evidence, step.partial[unit])
            step = replace(step, partial=first() if look is None else look(case, evidence, first))
        yield step
    figures = replace(found.figures, stays=found.figures.stays[unit], membership=found.figures.membership[unit])
    found = replace(found, ring=found.ring[unit], figures=figures)
    yield Progress(_("Describing the rings"))
    rings = _named(case, evidence, found)
    return on_corridor(rings, corridor) if corridor else rings


def _searched(evidence: Evidence, unit: Ints, seed: int, way: Asked) -> Job[Found]:
    n = int(unit.max(initial=-1)) + 1
    if way.method == ENGINE:
        return search(layers(evidence, unit), n, seed)
    from netlens.network.plain.groups import groups

    return groups(layers(evidence, unit), n, way, seed, np.bincount(unit, minlength=n))


def on_corridor(rings: Rings, code: str) -> Rings:
    """The rings that run along a corridor; everything else of the detection as it is."""
    along = tuple(ring for ring in rings.rings if any(share.code == code for share in ring.corridors))
    filters = {**rings.settings["filters"], "corridor": code}
    return replace(rings, rings=along, settings={**rings.settings, "filters": filters})


def _named(case: "Case", evidence: Evidence, found: Found) -> Rings:
    before, decided = case.detection(), case.decisions()
    order = _importance(evidence, found)
    rank = np.empty(len(order) + 1, dtype=np.int64)
    rank[order], rank[-1] = np.arange(len(order)), -1
    ring = rank[found.ring]
    entities = [evidence.vertices[vertices].tolist() for vertices in members_of(ring, len(order))]
    used = max(last_number(before, decided), case.rings_numbered())
    names = named(entities, before, decided, used, _earlier(case), int((found.figures.status < 2).sum()))
    ring, by_hand, disputed = _with_hand(evidence, ring, names, decided)
    q_values = adjusted(found.figures.p_value)
    groups = Groups(
        ring,
        [name.id for name in names],
        _statuses(found.figures.status[order]),
        found.figures.stability[order],
        found.figures.p_value[order],
        q_values[order],
        found.figures.redundancy[order],
        found.figures.stays,
        found.figures.membership,
        by_hand,
    )
    figures = measures(evidence)
    made = describe(case, evidence, groups, figures)
    listed = [
        replace(_continued(one, name, decided), disputed=disputed.get(number, ()))
        for number, (one, name) in enumerate(zip(made, names, strict=True))
        if one.members
    ]
    listed += _gone(case, evidence, missed(names, before, decided), decided, figures)
    in_ring = {member.vertex for one in listed if one.told for member in one.members}
    last = max([used, *(int(name.id[1:]) for name in names)])
    settings = {**found.settings, **_context(evidence, figures), "numbered": last}
    unassigned = tuple(entity for entity in evidence.vertices.tolist() if entity not in in_ring)
    return Rings(settings, tuple(listed), unassigned, evidence.hubs, _note(case, evidence, found))


def _earlier(case: "Case") -> Iterator[Rings]:
    """The detections before the latest, the last kept first; read only when a ring is not known without them."""
    for number, _time, _settings in case.detections()[-2 : -2 - LOOKED_BACK : -1]:
        rings = case.detection(number)
        if rings is not None:
            yield rings


def _importance(evidence: Evidence, found: Found) -> Ints:
    """Supported first, then tentative, then chance; inside each the most evidence first."""
    count = len(found.figures.status)
    same = (found.ring[evidence.a] >= 0) & (found.ring[evidence.a] == found.ring[evidence.b])
    inside = np.bincount(found.ring[evidence.a[same]], evidence.weight[same], count)
    return np.lexsort((np.arange(count), -inside, found.figures.status)).astype(np.int64)


def _with_hand(
    evidence: Evidence, ring: Ints, names: Sequence[Named], decided: Mapping[str, Decision]
) -> tuple[Ints, frozenset[int], dict[int, tuple[int, ...]]]:
    """The labels with the analyst's additions and removals; the added leave the ring they were found in.

    Then the vertices that are in their ring by hand alone, and by ring the entities placed in it but taken out by hand.
    """
    at = {entity: vertex for vertex, entity in enumerate(evidence.vertices.tolist())}
    ring, by_hand = ring.copy(), set()
    disputed: dict[int, tuple[int, ...]] = {}
    for number, name in enumerate(names):
        decision = decided.get(name.id, Decision(name.id))
        for entity in decision.removed:
            if entity in at and ring[at[entity]] == number:
                ring[at[entity]] = -1
                disputed[number] = (*disputed.get(number, ()), entity)
        for entity in decision.added:
            if entity in at and ring[at[entity]] != number:
                ring[at[entity]] = number
                by_hand.add(at[entity])
    return ring, frozenset(by_hand), disputed


def _continued(ring: Ring, name: Named, decided: Mapping[str, Decision]) -> Ring:
    decision = decided.get(ring.id, Decision(ring.id))
    label = decision.name or (name.before.label if name.before else "")
    return replace(ring, decision=decision.verdict, reason=decision.reason, label=label)


def _gone(
    case: "Case", evidence: Evidence, rings: Sequence[Ring], decided: Mapping[str, Decision], figures: Measures
) -> list[Ring]:
    """Decided rings that were not found again, as the analyst left them, with what evidence there is now."""
    at = {entity: vertex for vertex, entity in enumerate(evidence.vertices.tolist())}
    made = []
    for ring in rings:
        labels = np.full(len(evidence.vertices), -1, dtype=np.int64)
        labels[[at[member.vertex] for member in ring.members if member.vertex in at]] = 0
        by_hand = frozenset(at[member.vertex] for member in ring.members if member.by_hand and member.vertex in at)
        none, one = np.zeros(1), np.ones(1)
        flat = np.zeros(len(labels))
        groups = Groups(labels, [ring.id], ["chance"], none, one, one, none, flat, flat, by_hand)
        described = describe(case, evidence, groups, figures)[0]
        if described.members:
            made.append(_continued(described, Named(ring.id, ring), decided))
    return made


def _first(case: "Case", evidence: Evidence, ring: Ints) -> Rings:
    """The first rings: not yet tested, and told so by their status."""
    count = int(ring.max(initial=-1)) + 1
    none = np.zeros(count)
    ids = [f"?{number + 1}" for number in range(count)]
    statuses: list[Status] = ["chance"] * count
    flat = np.zeros(len(ring))
    groups = Groups(ring, ids, statuses, none, none + 1, none + 1, none, flat, flat)
    n = len(ring)
    flat, plain = np.zeros(n), np.zeros(n, dtype=np.int64)
    made = describe(case, evidence, groups, Measures(plain, flat, flat, flat, plain, plain, {}))
    free = evidence.vertices[ring < 0].tolist()
    return Rings({"first": True}, tuple(made), tuple(free), evidence.hubs, _("First look: nothing is tested yet."))


def _note(case: "Case", evidence: Evidence, found: Found) -> str:
    undated = int(evidence.settings.get("undated", 0))
    left = ngettext("{n} fact without a date was left out.", "{n} facts without a date were left out.", undated)
    said = (_nobody(case, evidence, found) or found.note, left.format(n=undated) if undated else "")
    return " ".join(text for text in said if text)


def _nobody(case: "Case", evidence: Evidence, found: Found) -> str:
    """Why there is nothing to find where that can be said; else ""."""
    if not len(case.table("entities")):
        return _("The case holds nothing yet: import records first.")
    if not len(evidence.vertices):
        return _(
            "Nobody is recorded as an offender or suspect: victims and witnesses are never members of a ring, and"
            " there is nobody else."
        )
    tied = len(np.unique(np.concatenate([evidence.a, evidence.b])))
    if tied >= SMALLEST and len(evidence.a) == tied * (tied - 1) // 2 and not (found.ring >= 0).any():
        return _(
            "All who are tied are tied to all others: with nobody else to compare them with, no ring can be told from"
            " chance."
        )
    return ""


def _statuses(status: Ints) -> list[Status]:
    names: tuple[Status, ...] = STATUS
    return [names[number] for number in status.tolist()]


def _context(evidence: Evidence, figures: Measures) -> dict[str, Any]:
    import igraph
    import scipy

    versions = {
        "netlens": __version__,
        "igraph": igraph.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }
    return {**evidence.settings, "measures": dict(figures.norms), "versions": versions}
