"""Who is protected: a rule over counted facts."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netlens.case.store.reading import Reading

ROLES = ("victim", "possible_victim", "witness", "reporter")
ADULT = 18
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")

Day = tuple[int, int, int]


def is_child(born: str, on: str) -> bool:
    """Whether someone born on `born` is, or may be, under 18 on `on`. Both ISO, as exact as known ("2009", "2009-03").

    A bare year counts as its last day for a birth and its first for an event: in doubt, a child. False without dates.
    """
    return _child(born, _day(on, latest=False))


def _child(born: str, day: Day | None) -> bool:
    birth = _day(born, latest=True)
    return birth is not None and day is not None and day < (birth[0] + ADULT, birth[1], birth[2])


def protected(reading: "Reading") -> set[int]:
    """Entity ids of all protected people: ever victim, possible victim, witness or reporter, or under 18 in a case.

    Under 18 is asked at each dated involvement (its start, else the day its case was opened); of someone with no
    such date, at the day of the import.
    """
    found: set[int] = set()
    first: dict[int, Day] = {}  # each person's earliest dated involvement
    cases = reading.statements("case")
    opened = cases.laid(list(cases.first), ("opened",))["opened"]
    days = {case: _day(str(text or ""), latest=False) for case, text in zip(cases.first, opened, strict=True)}
    links = reading.links("involvement")
    columns = (links.a.tolist(), links.b.tolist(), links.sort.tolist(), links.since.tolist())
    for person, case, role, since in zip(*columns, strict=True):
        if role in ROLES:
            found.add(person)
        day = (_day(since, latest=False) if since else None) or days.get(case)
        if day and (person not in first or day < first[person]):
            first[person] = day
    said = reading.statements("person")
    births = said.fields.get("birth_date", ())  # any date of birth that was ever stated may be the true one
    for person, born in zip(said.entity.tolist(), births, strict=False):
        if born and person not in found:
            imported = reading.imported[int(said.file[said.first[person]])]
            if _child(str(born), first.get(person) or _day(imported, latest=False)):
                found.add(person)
    return found


@lru_cache(maxsize=65536)
def _day(text: str, *, latest: bool) -> Day | None:
    match = _DATE.match(text)
    if match:
        year, month, day = match.groups()
        return int(year), int(month or (12 if latest else 1)), int(day or (31 if latest else 1))
    year_only = _YEAR.search(text)  # kept as written ("khoảng 2006"): the year in it is better than nothing
    return (int(year_only[0]), 12 if latest else 1, 31 if latest else 1) if year_only else None


def held_only_by(holders: Mapping[int, set[int]], people: Any) -> set[int]:
    """Things all of whose holders are among `people`; `holders` maps a thing to the persons who hold it."""
    return {thing for thing, persons in holders.items() if persons and persons <= people}


def only_protected(reading: "Reading", people: Iterable[int]) -> bool:
    """Whether any of `people` is recorded in cases, and in all of them in a protected role."""
    return not never_members(reading).isdisjoint(people)


def never_members(reading: "Reading") -> frozenset[int]:
    """Who is recorded in cases, and in all of them in a protected role: never a member of a ring, also not by hand."""
    if "never_members" not in reading.lasting:
        links = reading.links("involvement")
        roles: dict[int, set[str]] = {}
        for person, role in zip(links.a.tolist(), links.sort.tolist(), strict=True):
            roles.setdefault(person, set()).add(role)
        reading.lasting["never_members"] = frozenset(person for person, had in roles.items() if had <= set(ROLES))
    found: frozenset[int] = reading.lasting["never_members"]
    return found
