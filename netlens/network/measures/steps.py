"""Step × function: who is recorded as doing what in a ring, who is seen doing it, and for what nobody is known yet.

A. Aronowitz, Eur. J. Crim. Policy Res. 9 (2001); P. Campana, Social Networks 45 (2016): rings divide the work. What is
missing is missing from the records; the ring may well have somebody for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
class Known:
    """What the case says of everyone, read once for all rings.

    `said`: person → what they are recorded as, with the row. `there`: route → who is at a stop of which kind. `paid`:
    person → whom they paid or were paid by.
    """

    said: Mapping[int, list[tuple[str, Source]]]
    there: Mapping[int, list[tuple[str, int, Source]]]
    paid: Mapping[int, list[tuple[int, Source]]]


def known(case: "Case", evidence: Evidence) -> Known:
    """Functions count in cases that were neither dropped nor ended in acquittal."""
    return Known(_said(case), _there(case), _paid(evidence))


def steps(facts: Known, ring: Ring) -> Steps:
    """Of one ring."""
    members = {member.vertex for member in ring.members}
    said: dict[str, Rows] = {}
    for person in members:
        for name, source in facts.said.get(person, ()):
            said.setdefault(name, {}).setdefault(person, set()).add(source)
    seen = _seen(facts, ring, members)
    trafficking = bool(set(ring.offences) & set(TRAFFICKING))
    found = []
    for code in schema.codes("step"):
        entry = schema.entry("step", code)
        functions = tuple(Function(name, _doing(said.get(name, {}))) for name in entry["functions"])
        doing = {one.person for function in functions for one in function.people}
        there = seen.get(MONEY if code == MONEY else entry.get("route_kind", ""), {})
        others = {person: rows for person, rows in there.items() if person not in doing}
        asked = entry.get("missed") == "always" or (entry.get("missed") == "trafficking" and trafficking)
        found.append(Step(code, functions, _doing(others), asked and not doing))
    placed = {function.code for step in found for function in step.functions}
    other = tuple(Function(name, _doing(said[name])) for name in sorted(said.keys() - placed))
    speaking = {person for doers in said.values() for person in doers}
    return Steps(tuple(found), other, tuple(member.vertex for member in ring.members if member.vertex not in speaking))


Rows = dict[int, set[Source]]


def _seen(facts: Known, ring: Ring, members: set[int]) -> dict[str, Rows]:
    """By kind of stop, and for money: member → rows."""
    found: dict[str, Rows] = {}
    for route in ring.routes:
        for kind, person, source in facts.there.get(route, ()):
            if person in members:
                found.setdefault(kind, {}).setdefault(person, set()).add(source)
    for person in members:
        for other, source in facts.paid.get(person, ()):
            if other in members:
                found.setdefault(MONEY, {}).setdefault(person, set()).add(source)
    return found


def _said(case: "Case") -> dict[int, list[tuple[str, Source]]]:
    rows = people(case).standing
    found: dict[int, list[tuple[str, Source]]] = {}
    columns = (rows["person"].tolist(), rows["functions"], rows["file"].tolist(), rows["row"].tolist())
    for person, functions, file, row in zip(*columns, strict=True):
        found.setdefault(person, []).extend((name, Source(file, row)) for name in functions)
    return found


def _there(case: "Case") -> dict[int, list[tuple[str, int, Source]]]:
    stops = case.table("stops")
    kinds = dict(
        zip(zip(stops["route"].tolist(), stops["stop"].tolist(), strict=True), stops["kind"].tolist(), strict=True)
    )
    rows = case.table("travellers")
    found: dict[int, list[tuple[str, int, Source]]] = {}
    columns = (rows[name].tolist() for name in ("person", "route", "stop", "file", "row"))
    for person, route, stop, file, row in zip(*columns, strict=True):
        kind = kinds.get((route, stop), "")
        if kind:
            found.setdefault(route, []).append((kind, person, Source(file, row)))
    return found


def _paid(evidence: Evidence) -> dict[int, list[tuple[int, Source]]]:
    found: dict[int, list[tuple[int, Source]]] = {}
    for kind in ("payment", "paid"):
        facts = evidence.pairs.get(kind)
        if facts is not None:
            a, b = evidence.vertices[facts.a].tolist(), evidence.vertices[facts.b].tolist()
            for one, other, file, row in zip(a, b, facts.file.tolist(), facts.row.tolist(), strict=True):
                found.setdefault(one, []).append((other, Source(file, row)))
                found.setdefault(other, []).append((one, Source(file, row)))
    return found


def _doing(rows: Rows) -> tuple[Doing, ...]:
    """Those with most rows first."""
    order: Iterable[tuple[int, set[Source]]] = sorted(rows.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Doing(person, tuple(sorted(sources))) for person, sources in order)
