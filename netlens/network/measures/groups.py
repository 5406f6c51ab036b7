"""The groups that brokers stand between: rings, the corridors people work, nationalities."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Ring, Rings
from netlens.i18n import mark
from netlens.network import corridors
from netlens.network.facts.people import people
from netlens.network.projection import Ints

if TYPE_CHECKING:
    from netlens.case.case import Case


@dataclass(frozen=True, slots=True)
class Groups:
    """`group[v]` indexes `names` (ring ids, corridor or country codes), -1 for who has none; further numbers are groups
    of one, who join others from outside. `ends[v]`: who may be joined.
    """

    kind: str
    group: Ints
    ends: NDArray[np.bool_]
    names: tuple[str, ...]


BETWEEN: Mapping[str, str] = {
    "ring": mark("Rings"),
    "corridor": mark("Corridors of their cases"),
    "nationality": mark("Nationalities"),
}


OPEN = (("open", "supported"), ("open", "tentative"))


def groups(case: "Case", rings: Rings | None, vertices: Ints, kind: str) -> Groups:
    """The groups of one kind of BETWEEN, for vertices given by their entity ids. KeyError for another kind."""
    read: dict[str, Callable[[], Groups]] = {
        "ring": lambda: _rings(rings, vertices),
        "corridor": lambda: _named("corridor", _corridors(case), vertices, corridors.rank),
        "nationality": lambda: _named("nationality", _nationalities(case), vertices, corridors.rank),
    }
    return read[kind]()


def counted(rings: Rings | None) -> list[Ring]:
    """The rings that count as such: not dismissed, and not by chance, unless confirmed."""
    known = rings.rings if rings else ()
    return [ring for ring in known if ring.decision == "confirmed" or (ring.decision, ring.status) in OPEN]


def _rings(rings: Rings | None, vertices: Ints) -> Groups:
    """Who is in no ring joins rings from outside; only members are joined."""
    known = counted(rings)
    of: dict[int, int] = {}
    for number, ring in enumerate(known):
        for member in ring.members:
            of.setdefault(member.vertex, number)
    group = np.array([of.get(entity, -1) for entity in vertices.tolist()], dtype=np.int64)
    ends = group >= 0
    group[~ends] = len(known) + np.arange(int((~ends).sum()))
    return Groups("ring", group, ends, tuple(ring.id for ring in known))


def _named(kind: str, of: Mapping[int, str], vertices: Ints, order: Callable[[str], tuple[int, str]]) -> Groups:
    names = tuple(sorted(set(of.values()), key=order))
    number = {name: at for at, name in enumerate(names)}
    group = np.array([number.get(of.get(entity, ""), -1) for entity in vertices.tolist()], dtype=np.int64)
    return Groups(kind, group, group >= 0, names)


def _corridors(case: "Case") -> dict[int, str]:
    """Person → the corridor most of their cases run along, as offender or suspect; of equals the first in the list."""
    along = corridors.case_corridors(case)
    rows = people(case).standing[["person", "case"]].drop_duplicates()
    found: dict[int, Counter[str]] = {}
    for person, file in zip(rows["person"].tolist(), rows["case"].tolist(), strict=True):
        found.setdefault(person, Counter()).update(along.get(file, ()))
    return {
        person: min(codes, key=lambda code: (-codes[code], corridors.rank(code)))
        for person, codes in found.items()
        if codes
    }


def _nationalities(case: "Case") -> dict[int, str]:
    persons = case.table("persons")
    known = zip(persons["id"].tolist(), persons["nationality"].tolist(), strict=True)
    return {person: nationality for person, nationality in known if nationality}
