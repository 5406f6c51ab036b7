"""What already stands in the case and in the batch, and what a new statement says: the same, more, or otherwise."""

from bisect import bisect_left, insort
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from netlens.case.intake.parts import told
from netlens.case.records import Link, Ref
from netlens.case.store import connection as door
from netlens.case.store.bulk.times import NO_MOMENT, moment_of
from netlens.case.store.people import DATED, UNITED, more_exact
from netlens.case.store.reading import Reading
from netlens.case.store.staging import Staging
from netlens.case.values import date, name

# Seconds by which the starts of one call may differ in the records of its two parties, or of two exports.
TOLERANCE = 5


class News(NamedTuple):
    """Of a statement beside what stands: fields it fills in; fields on which it differs, with the standing value."""

    more: tuple[str, ...]
    differs: Mapping[str, Any]


def news(said: Mapping[str, Any], standing: Mapping[str, Any]) -> News:
    """What `said` tells beyond or against `standing`. Names and dates that may well be the same are no difference."""
    more, differs = [], {}
    for field, value in said.items():
        old = standing.get(field)
        if value in ("", []) or value == old:
            continue
        if old in (None, "", []):
            more.append(field)
        elif field in UNITED:
            if any(item not in old for item in value):
                more.append(field)
        elif not same(field, value, old):
            differs[field] = old
        elif more_exact(field, value, old):
            more.append(field)
    return News(tuple(more), differs)


def same(field: str, value: Any, old: Any) -> bool:
    """Whether two values may well be one: another spelling of a name, a date that is only less exact."""
    if field == "full_name":
        return name.same(str(value), str(old))
    if field in DATED:
        # "1990" and "1990-05-01" agree: one is only less exact.
        return str(value).startswith(str(old)) or str(old).startswith(str(value))
    return False


def conflict(found: News, said: Mapping[str, Any]) -> str:
    """The field by which two rows of one register and id cannot be one person: full_name, birth_date, or ""."""
    for field in ("full_name", "birth_date"):
        if field in found.differs and (field == "full_name" or _dates(said[field], found.differs[field])):
            return field
    return ""


def _dates(*values: Any) -> bool:
    """Whether both could be read as dates: one kept as written contradicts nothing."""
    return all(date.year(str(value)) for value in values)


class Ties:
    """What the counted ties of a case tell, by the key of their part; read at first need."""

    def __init__(self, path: Path, passphrase: str) -> None:
        self._path, self._key = path, passphrase
        self._told: dict[tuple[str, ...], dict[str, Any]] = {}
        self._read: set[str] = set()

    def told(self, key: tuple[str, ...]) -> dict[str, Any]:
        """What stands of a tie; {} when only its key does."""
        found = self._told.get(key)
        if found is None and key[0] not in self._read:
            self._read.add(key[0])
            self._load(key[0])
            found = self._told.get(key)
        return found or {}

    def tell(self, key: tuple[str, ...], told: dict[str, Any]) -> None:
        self._told[key] = told

    def _load(self, kind: str) -> None:
        connection = door.open_file(self._path, self._key)
        try:
            reading = Reading(connection, corrected=False)  # rows are compared as they were written
            links, refs = reading.links(kind), reading.refs
            for n in range(len(links.a)):
                a, b = refs[int(links.a[n])], refs[int(links.b[n])]
                said, dates = links.detail[n], (links.since[n], links.until[n])
                link = Link(a, b, kind, True, *dates, links.grade[n], links.handling[n], said)
                middle = () if kind == "involvement" else (str(said.get("stop", "")),)
                last = (links.sort[n],) if kind == "involvement" else ()
                self._told.setdefault((kind, *a, *middle, *b, *last), told(link))
        finally:
            door.close(connection)


class Calls:
    """The starts of all calls known, by ordered pair: one call stands in the records of both parties."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._starts: dict[tuple[str, str], list[tuple[int, str, str]]] = {}

    def near(self, caller: str, callee: str, start: str, kind: str) -> list[str]:
        """The starts of known calls that this one may be, within TOLERANCE, nearest first. It is known from now on."""
        pair = (caller, callee)
        moment = moment_of(start)
        known = self._starts.get(pair)
        if known is None:
            stored = self._staging.calls_near(Ref("phone", "", caller), Ref("phone", "", callee))
            known = self._starts[pair] = sorted((moment_of(one), one, of) for one, of in stored if is_moment(one))
        place = bisect_left(known, (moment - TOLERANCE, "", ""))
        near = []
        while place < len(known) and known[place][0] <= moment + TOLERANCE:
            if not kind or not known[place][2] or known[place][2] == kind:
                near.append((abs(known[place][0] - moment), known[place][1]))
            place += 1
        insort(known, (moment, start, kind))
        return [one for _distance, one in sorted(near)]


def is_moment(start: str) -> bool:
    """Whether a time is exact to the second: only then can it tell one call from another."""
    return moment_of(start) != NO_MOMENT
