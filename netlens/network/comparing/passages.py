"""What became of each ring from one detection to a later one: by their members, whoever found them and however."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from netlens.case.records import Ring, Rings
from netlens.network.periods.threads import alike

Became = Literal["new", "split", "merged", "regrouped", "grown", "changed", "shrunk", "same", "gone"]
ORDER: tuple[Became, ...] = ("new", "split", "merged", "regrouped", "grown", "changed", "shrunk", "gone", "same")


class Move(NamedTuple):
    """One person gained or lost. `ring`: the listed ring they came from or went to, "" for none.

    `known`: whether the other detection had any evidence of them; `by_hand`: the analyst put them in or took them out.
    """

    vertex: int
    ring: str
    known: bool
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Rings of both detections that are one story: one before and one after, or several where they split or merged.

    `shadow`: the group that a new ring was, or a gone ring is now, without being told from chance; None: there is none.
    """

    became: Became
    before: tuple[Ring, ...]
    after: tuple[Ring, ...]
    gained: tuple[Move, ...]
    lost: tuple[Move, ...]
    shadow: Ring | None = None

    @property
    def ring(self) -> Ring:
        """By which the passage is known: its first ring of today, else its first of then."""
        return (self.after or self.before)[0]

    @property
    def surer(self) -> int:
        """1 when one ring went from tentative to supported, -1 the other way round, else 0."""
        if len(self.before) != 1 or len(self.after) != 1:
            return 0
        rank = {"supported": 2, "tentative": 1, "chance": 0}
        step = rank[self.after[0].status] - rank[self.before[0].status]
        return (step > 0) - (step < 0)


def listed(rings: Rings) -> list[Ring]:
    """The rings a person is shown."""
    return [ring for ring in rings.rings if ring.told]


def passages(before: Rings, after: Rings) -> tuple[Passage, ...]:
    """What became of every listed ring, in ORDER, then in the order of the later detection.

    Rings belong together that share enough members (periods/threads.py: `alike`), or one id and a member. One person's
    move makes no split: two rings must each hold a good part of it.
    """
    old, new = listed(before), listed(after)
    people = [{member.vertex for member in ring.members} for ring in (*old, *new)]
    tied = _ties(old, new, people)
    sides = _Sides(before, after, {ring.id: ring for ring in new}, {ring.id: ring for ring in old})
    made = []
    for group in _groups(len(old) + len(new), tied):
        was = tuple(old[one] for one in group if one < len(old))
        now = tuple(new[one - len(old)] for one in group if one >= len(old))
        made.append(_passage(was, now, sides))
    place = {ring.id: number for number, ring in enumerate((*new, *old))}
    return tuple(sorted(made, key=lambda one: (ORDER.index(one.became), place[one.ring.id])))


class _Sides:
    """Both detections, and where everyone of them is."""

    def __init__(self, before: Rings, after: Rings, now: Mapping[str, Ring], then: Mapping[str, Ring]) -> None:
        self.before, self.after = before, after
        self.home_then = _homes(then.values())
        self.home_now = _homes(now.values())
        self.known_then, self.known_now = _everyone(before), _everyone(after)
        self.put = {member.vertex for ring in now.values() for member in ring.members if member.by_hand}
        self.were_put = {member.vertex for ring in then.values() for member in ring.members if member.by_hand}


def _passage(was: tuple[Ring, ...], now: tuple[Ring, ...], sides: _Sides) -> Passage:
    then = dict.fromkeys(member.vertex for ring in was for member in ring.members)
    here = dict.fromkeys(member.vertex for ring in now for member in ring.members)
    gained = tuple(
        Move(one, sides.home_then.get(one, ""), one in sides.known_then, one in sides.put)
        for one in here
        if one not in then
    )
    lost = tuple(
        Move(one, sides.home_now.get(one, ""), one in sides.known_now, one in sides.were_put)
        for one in then
        if one not in here
    )
    shadow = None
    if not was or not now:
        other = sides.before if not was else sides.after
        shadow = _shadow(here or then, other, {ring.id for ring in listed(other)})
    return Passage(_became(was, now, gained, lost), was, now, gained, lost, shadow)


def _became(was: Sequence[Ring], now: Sequence[Ring], gained: Sequence[Move], lost: Sequence[Move]) -> Became:
    if not was or not now:
        return "new" if now else "gone"
    if len(was) > 1 or len(now) > 1:
        return "split" if len(was) == 1 else "merged" if len(now) == 1 else "regrouped"
    if not gained and not lost:
        return "same"
    if len(gained) == len(lost):
        return "changed"
    return "grown" if len(gained) > len(lost) else "shrunk"


def _ties(old: Sequence[Ring], new: Sequence[Ring], people: Sequence[set[int]]) -> Iterator[tuple[int, int]]:
    """(old, new) that are one story; new ones are numbered on from the old ones."""
    at: dict[int, list[int]] = {}
    for number in range(len(old)):
        for vertex in people[number]:
            at.setdefault(vertex, []).append(number)
    for number, ring in enumerate(new, len(old)):
        for other in sorted({other for vertex in people[number] for other in at.get(vertex, ())}):
            if ring.id == old[other].id or alike(people[other], people[number]):
                yield other, number


def _groups(count: int, tied: Iterator[tuple[int, int]]) -> list[list[int]]:
    """The connected parts of numbers 0 … count-1, each in order."""
    part = list(range(count))

    def root(one: int) -> int:
        while part[one] != one:
            part[one] = part[part[one]]
            one = part[one]
        return one

    for one, other in tied:
        low, high = sorted((root(one), root(other)))
        part[high] = low
    found: dict[int, list[int]] = {}
    for one in range(count):
        found.setdefault(root(one), []).append(one)
    return list(found.values())


def _shadow(members: Collection[int], other: Rings, shown: Collection[str]) -> Ring | None:
    hidden = [ring for ring in other.rings if ring.id not in shown]
    shares = [alike(members, [member.vertex for member in ring.members]) for ring in hidden]
    best = max(range(len(hidden)), key=lambda number: shares[number], default=-1)
    return hidden[best] if best >= 0 and shares[best] else None


def _homes(rings: Collection[Ring]) -> dict[int, str]:
    found: dict[int, str] = {}
    for ring in rings:
        for member in ring.members:
            found.setdefault(member.vertex, ring.id)
    return found


def _everyone(rings: Rings) -> set[int]:
    return {*rings.unassigned, *(member.vertex for ring in rings.rings for member in ring.members)}
