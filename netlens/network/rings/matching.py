"""Stable rings: a new detection keeps the id, name, decision and hand-made members of the ring it matches best."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from netlens.case.records import Decision, Ring, Rings

ALIKE = 0.5  # Jaccard overlap of the members


@dataclass(frozen=True, slots=True)
class Named:
    """What a ring is called: its id, and the kept ring it continues (None for a new one)."""

    id: str
    before: Ring | None = None


def overlap(one: Collection[int], other: Collection[int]) -> float:
    """Jaccard overlap of two sets of people."""
    both = len(set(one) & set(other))
    return both / (len(set(one)) + len(set(other)) - both) if both else 0.0


def named(
    found: Sequence[Collection[int]],
    before: Rings | None,
    decided: Mapping[str, Decision],
    used: int = 0,
    earlier: Iterable[Rings] = (),
    sure: int | None = None,
) -> list[Named]:
    """A name for each found ring, given as its members' entity ids, in the order of importance.

    The best overlaps with the kept detection are served first; of equals the earlier kept ring. A ring is compared as
    the analyst left it and as it was found: however much was changed by hand, it is known again. What the kept
    detection does not know may go on a ring of one of the `earlier` ones (the latest first): to look once in another
    way loses no number; only the first `sure` of `found` look back so far, the others are like chance. New rings get
    numbers never used before, also not by a detection that was set aside (`used`: the highest of all).
    """
    matched: dict[int, Ring] = {}
    taken: set[str] = set()
    for rings in itertools.chain([before] if before else [], earlier):
        for new, ring in _alike(found, [ring for ring in rings.rings if ring.id not in taken], decided):
            if new not in matched and ring.id not in taken:
                matched[new] = ring
                taken.add(ring.id)
        taken |= {ring.id for ring in rings.rings}  # a ring is what it was last, not what it was before
        if all(new in matched for new in range(len(found) if sure is None else sure)):
            break
    last = max(used, last_number(before, decided))
    names = []
    for new in range(len(found)):
        if new in matched:
            names.append(Named(matched[new].id, matched[new]))
        else:
            last += 1
            names.append(Named(f"R{last}"))
    return names


def _alike(
    found: Sequence[Collection[int]], kept: Sequence[Ring], decided: Mapping[str, Decision]
) -> list[tuple[int, Ring]]:
    """(found ring, kept ring) whose overlap is large enough, the best first."""
    shapes = [_shapes(ring, decided.get(ring.id)) for ring in kept]
    homes: dict[int, list[int]] = {}
    for number, (curated, as_found) in enumerate(shapes):
        for vertex in curated | as_found:
            homes.setdefault(vertex, []).append(number)
    likely = []
    for new, members in enumerate(found):
        for old in {old for vertex in members for old in homes.get(vertex, ())}:
            alike = max(overlap(members, shape) for shape in shapes[old])
            if alike >= ALIKE:
                likely.append((-alike, old, new))
    return [(new, kept[old]) for _share, old, new in sorted(likely)]


def _shapes(ring: Ring, decision: Decision | None) -> tuple[set[int], set[int]]:
    """The members of a ring as the analyst left it, and as it was found: without who was put in, with who was not."""
    curated = {member.vertex for member in ring.members}
    put = {member.vertex for member in ring.members if member.by_hand}
    return curated, (curated - put) | set(ring.disputed) | set(decision.removed if decision else ())


def last_number(before: Rings | None, decided: Mapping[str, Decision]) -> int:
    """The highest ring number ever given in the case: numbers are never used twice."""
    known = [ring.id for ring in before.rings] if before else []
    numbers = [int(name[1:]) for name in (*known, *decided) if name[1:].isdigit()]
    stored = int(before.settings.get("numbered", 0)) if before else 0
    return max([stored, *numbers])


def missed(names: Sequence[Named], before: Rings | None, decided: Mapping[str, Decision]) -> list[Ring]:
    """Kept rings that the analyst decided on and that are not found again: they stay, as status chance."""
    again = {name.id for name in names}
    return [ring for ring in (before.rings if before else ()) if ring.id in decided and ring.id not in again]
