"""Who is protected, as a rule over counted facts, and the codes by which they are known: V-0001, stored, for good."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from netlens.case.store.connection import Connection
from netlens.case.store.counting import COUNTED_FILES
from netlens.case.store.people import by_entity, merged, statements

ROLES = ("victim", "possible_victim", "witness", "reporter")
ADULT = 18
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")

Day = tuple[int, int, int]


def is_child(born: str, on: str) -> bool:
    """Whether someone born on `born` is, or may be, under 18 on `on`. Both ISO, as exact as known ("2009", "2009-03").

    A bare year counts as its last day for a birth and its first for an event: in doubt, a child. False without dates.
    """
    birth = _day(born, latest=True)
    event = _day(on, latest=False)
    return birth is not None and event is not None and event < (birth[0] + ADULT, birth[1], birth[2])


def protected(connection: Connection, repeats: set[int]) -> set[int]:
    """Entity ids of all protected people: ever victim, possible victim, witness or reporter, or under 18 in a case.

    Under 18 is asked at each dated involvement (its start, else the day its case was opened); of someone with no
    such date, at the day of the import.
    """
    found: set[int] = set()
    first: dict[int, str] = {}  # each person's earliest dated involvement
    opened = _opened(connection, repeats)
    rows = connection.execute(
        "SELECT l.record, l.a, l.b, w.text, l.since FROM link l LEFT JOIN word w ON w.id = l.sort"
        f" WHERE l.kind = (SELECT id FROM word WHERE text = 'involvement') AND l.file IN {COUNTED_FILES}"
    )
    for record, person, case, role, since in rows:
        if record in repeats:
            continue
        if role in ROLES:
            found.add(person)
        date = since or opened.get(case, "")
        if date and _day(date, latest=False) and (person not in first or date < first[person]):
            first[person] = date
    imported = dict(connection.execute("SELECT f.id, i.time FROM file f JOIN import i ON i.id = f.import").fetchall())
    for person, said in by_entity(statements(connection, "person", repeats)).items():
        # Any date of birth that was ever stated may be the true one.
        births = {str(one.detail.get("birth_date") or "") for one in said}
        date = first.get(person) or imported[said[0].file]
        if any(is_child(born, date) for born in births):
            found.add(person)
    return found


def _opened(connection: Connection, repeats: set[int]) -> dict[int, str]:
    cases = by_entity(statements(connection, "case", repeats))
    return {case: str(merged([one.detail for one in said]).get("opened") or "") for case, said in cases.items()}


def codes(connection: Connection) -> dict[int, str]:
    """The codes given so far, of everyone who ever was protected."""
    return {entity: f"V-{number:04d}" for entity, number in connection.execute("SELECT entity, number FROM code")}


def assign_codes(connection: Connection, people: Iterable[int]) -> int:
    """Give codes to those of `people` who have none; gives how many.

    In the order of the SHA-256 of their refs: the same on every machine, and silent on the order of the register.
    """
    has = {row[0] for row in connection.execute("SELECT entity FROM code")}
    new = sorted(set(people) - has)
    if not new:
        return 0
    refs = connection.execute(
        "SELECT id, kind, register, key FROM entity WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(new),)
    )
    order = sorted((hashlib.sha256("\x1f".join(ref).encode()).hexdigest(), entity) for entity, *ref in refs)
    last = connection.execute("SELECT coalesce(max(number), 0) FROM code").fetchone()[0]
    connection.executemany(
        "INSERT INTO code VALUES (?, ?)", [(entity, last + n) for n, (_, entity) in enumerate(order, 1)]
    )
    return len(order)


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


def only_protected(connection: Connection, people: Iterable[int]) -> bool:
    """Whether any of `people` is recorded in cases, and in all of them in a protected role."""
    rows = connection.execute(
        "SELECT l.a, min(w.text IN ('victim', 'possible_victim', 'witness', 'reporter')) FROM link l"
        " JOIN word w ON w.id = l.sort WHERE l.kind = (SELECT id FROM word WHERE text = 'involvement')"
        f" AND l.file IN {COUNTED_FILES} AND l.a IN (SELECT value FROM json_each(?)) GROUP BY l.a",
        (json.dumps([int(person) for person in people]),),
    )
    return any(only for _, only in rows)
