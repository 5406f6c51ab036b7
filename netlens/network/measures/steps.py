"""Step × function: who is recorded as doing what in a ring, who is seen doing it, and for what nobody is known yet.

A. Aronowitz, Eur. J. Crim. Policy Res. 9 (2001); P. Campana, Social Networks 45 (2016): rings divide the work. What is
missing is missing from the records; the ring may well have somebody for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from netlens.case import schema
from netlens.case.records import Ring, Source
from netlens.network.evidence import Evidence
from netlens.network.facts.people import people

if TYPE_CHECKING:
    from netlens.case.case import Case

TRAFFICKING = ("150", "151", "152", "153", "154")
MONEY = "money"


@dataclass(frozen=True, slots=True)
class Doing:
    """A member (entity id) and the rows that say what they do."""

    person: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Function:
    code: str
    people: tuple[Doing, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """`functions`: all that serve the step, filled or not. `seen`: members without such a function who are at stops of
    that kind on the ring's routes, or, for money, pay or are paid within the ring. `missing`: nobody is recorded.
    """

    code: str
    functions: tuple[Function, ...]
    seen: tuple[Doing, ...]
    missing: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """`other`: recorded functions that belong to no step. `silent`: members of whom no function is recorded."""

    steps: tuple[Step, ...]
    other: tuple[Function, ...]
    silent: tuple[int, ...]


def steps(case: "Case", evidence: Evidence, ring: Ring) -> Steps:
    """Of one ring. Functions count in cases that were neither dropped nor ended in acquittal."""
    members = {member.vertex for member in ring.members}
    said = _said(case, members)
    trafficking = bool(set(ring.offences) & set(TRAFFICKING))
    found, placed = [], set()
    for code in schema.codes("step"):
        entry = schema.entry("step", code)
        functions = tuple(Function(name, _doing(said.get(name, {}))) for name in entry["functions"])
        placed |= set(entry["functions"])
        known = {one.person for function in functions for one in function.people}
        seen = _paying(evidence, members) if code == MONEY else _travelling(case, ring, members, entry)
        others = {person: rows for person, rows in seen.items() if person not in known}
        asked = entry.get("missed") == "always" or (entry.get("missed") == "trafficking" and trafficking)
        found.append(Step(code, functions, _doing(others), asked and not known))
    other = tuple(Function(name, _doing(said[name])) for name in sorted(said.keys() - placed))
    speaking = {person for doers in said.values() for person in doers}
    return Steps(tuple(found), other, tuple(member.vertex for member in ring.members if member.vertex not in speaking))


Rows = dict[int, set[Source]]


def _said(case: "Case", members: set[int]) -> dict[str, Rows]:
    """Function → member → rows."""
    rows = people(case).standing
    rows = rows[rows["person"].isin(members)]
    found: dict[str, Rows] = {}
    for person, functions, file, row in zip(
        *(rows[name] for name in ("person", "functions", "file", "row")), strict=True
    ):
        for name in functions:
            found.setdefault(name, {}).setdefault(int(person), set()).add(Source(int(file), int(row)))
    return found


def _travelling(case: "Case", ring: Ring, members: set[int], entry: Any) -> Rows:
    """Members at stops of a kind on the ring's routes."""
    if "route_kind" not in entry:
        return {}
    stops = case.table("stops")
    stops = stops[(stops["kind"] == entry["route_kind"]) & stops["route"].isin(ring.routes)]
    there = set(zip(stops["route"].tolist(), stops["stop"].tolist(), strict=True))
    with_them = case.table("travellers")
    with_them = with_them[with_them["person"].isin(members) & with_them["route"].isin(ring.routes)]
    found: Rows = {}
    for person, route, stop, file, row in zip(
        *(with_them[name].tolist() for name in ("person", "route", "stop", "file", "row")), strict=True
    ):
        if (route, stop) in there:
            found.setdefault(person, set()).add(Source(file, row))
    return found


def _paying(evidence: Evidence, members: set[int]) -> Rows:
    """Members who paid, or were paid by, another."""
    found: Rows = {}
    for kind in ("payment", "paid"):
        facts = evidence.pairs.get(kind)
        if facts is None:
            continue
        a, b = evidence.vertices[facts.a], evidence.vertices[facts.b]
        inside = np.isin(a, list(members)) & np.isin(b, list(members))
        for one, other, file, row in zip(
            a[inside].tolist(), b[inside].tolist(), facts.file[inside].tolist(), facts.row[inside].tolist(), strict=True
        ):
            for person in (one, other):
                found.setdefault(person, set()).add(Source(file, row))
    return found


def _doing(rows: Rows) -> tuple[Doing, ...]:
    """Those with most rows first."""
    order: Iterable[tuple[int, set[Source]]] = sorted(rows.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Doing(person, tuple(sorted(sources))) for person, sources in order)
