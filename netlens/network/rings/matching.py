"""Stable rings: a new detection keeps the id, name, decision and hand-made members of the ring it matches best."""

from collections.abc import Collection, Mapping, Sequence
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
    found: Sequence[Collection[int]], before: Rings | None, decided: Mapping[str, Decision], used: int = 0
) -> list[Named]:
    """A name for each found ring, given as its members' entity ids, in the order of importance.

    The best overlaps are served first; of equals the earlier kept ring. New rings get numbers never used before, also
    not by a detection that was set aside (`used`: the highest of all).
    """
    kept = before.rings if before else ()
    homes: dict[int, list[int]] = {}
    for number, ring in enumerate(kept):
        for member in ring.members:
            homes.setdefault(member.vertex, []).append(number)
    likely = []
    for new, members in enumerate(found):
        for old in {old for vertex in members for old in homes.get(vertex, ())}:
            alike = overlap(members, [member.vertex for member in kept[old].members])
            if alike >= ALIKE:
                likely.append((-alike, old, new))
    matched: dict[int, Ring] = {}
    taken: set[int] = set()
    for _, old, new in sorted(likely):
        if new not in matched and old not in taken:
            matched[new] = kept[old]
            taken.add(old)
    last = max(used, last_number(before, decided))
    names = []
    for new in range(len(found)):
        if new in matched:
            names.append(Named(matched[new].id, matched[new]))
        else:
            last += 1
            names.append(Named(f"R{last}"))
    return names


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
