"""Which corridors a route, a case and a ring run along. A corridor is known by where the exploitation happens."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from netlens.case import schema
from netlens.case.records import CorridorShare, Ring
from netlens.case.values import country
from netlens.i18n import language
from netlens.network.routes import Match, Stop, match, why_rejected
from netlens.resource import toml

if TYPE_CHECKING:
    from pandas import DataFrame

    from netlens.case.case import Case

ROLES = ("offender", "suspect")  # whose cases tie corridors together


@dataclass(frozen=True, slots=True)
class Joiner:
    """A person who joins corridors: the corridors of their cases, and the rings they are a member of."""

    person: int
    corridors: tuple[str, ...]
    rings: tuple[str, ...]


def order() -> tuple[str, ...]:
    """The codes of the named corridors, in the order a list shows them; any other country comes after."""
    return tuple(toml("corridors.toml")["corridor"])


def label(code: str, lang: str = "en") -> str:
    """`China`, `Trong nước`; a country without a corridor of its own shows by its name."""
    entry = toml("corridors.toml")["corridor"].get(code)
    return str(entry[lang if lang in entry else "en"]) if entry else country.label(code, lang)


def about(code: str, lang: str = "en") -> str:
    """Where a corridor usually runs, in words; "" for a country without a corridor of its own."""
    entry = toml("corridors.toml")["corridor"].get(code, {})
    return str(entry.get(f"about_{lang}", entry.get("about_en", "")))


def rank(code: str) -> tuple[int, str]:
    """A sort key: named corridors in their order, then others by code."""
    named = order()
    return (named.index(code) if code in named else len(named)), code


def route_corridors(case: "Case") -> "DataFrame":
    """One row a route: route (id), corridor ("" when rejected), file and row of the deciding stop, rejected (why)."""
    import numpy as np
    from pandas import DataFrame

    matches = _known(case).routes
    lang = language()
    return DataFrame(
        {
            "route": np.array(list(matches), dtype=np.int64),
            "corridor": np.array([found.corridor for found in matches.values()], dtype=object),
            "file": np.array([found.file for found in matches.values()], dtype=np.int64),
            "row": np.array([found.row for found in matches.values()], dtype=np.int64),
            "rejected": np.array([why_rejected(found, lang) for found in matches.values()], dtype=object),
        }
    )


def case_corridors(case: "Case") -> dict[int, tuple[str, ...]]:
    """The corridors of each case, by its routes. A case without a route that can be used has none, and is left out."""
    return dict(_known(case).cases)


def shares(
    case: "Case", ring_cases: Collection[int], ring_routes: Collection[int], ring_victims: Collection[int]
) -> tuple[CorridorShare, ...]:
    """A ring's corridors, largest share first (ids of entities in, see CorridorShare).

    `share` = cases of the ring on the corridor / its cases on any; a case on two corridors counts on both. Where no
    case has a corridor, the share of its routes stands in, and `cases` says 0. A victim counts where they are recorded
    in a case, or travel on a route, of the ring on that corridor.
    """
    known = _known(case)
    cases = {number: known.cases[number] for number in ring_cases if number in known.cases}
    routes = {number: known.routes[number].corridor for number in ring_routes if number in known.routes}
    case_count = Counter(code for codes in cases.values() for code in codes)
    route_count = Counter(code for code in routes.values() if code)
    victims: Counter[str] = Counter()
    for person in ring_victims:
        seen = {code for number in known.cases_of.get(person, ()) for code in cases.get(number, ())}
        seen |= {routes[number] for number in known.routes_of.get(person, ()) if routes.get(number)}
        victims.update(seen)
    total = len(cases) or sum(route_count.values())
    found = [
        CorridorShare(
            code,
            round((case_count[code] if cases else route_count[code]) / total, 6),
            case_count[code],
            route_count[code],
            victims[code],
        )
        for code in {*case_count, *route_count}
    ]
    return tuple(sorted(found, key=lambda item: (-item.share, -item.cases, -item.routes, rank(item.code))))


def cross_corridor_people(case: "Case", rings: Iterable[Ring]) -> tuple[Joiner, ...]:
    """Ring members whose own cases, as offender or suspect, lie on two corridors or more; most corridors first.

    Involvements that ended in acquittal or were dropped do not count. Order: corridors, then record id.
    """
    known = _known(case)
    member_of: dict[int, list[str]] = {}
    for ring in rings:
        for member in ring.members:
            member_of.setdefault(member.vertex, []).append(ring.id)
    found = []
    for person, ring_ids in member_of.items():
        codes = {code for number in known.offender_in.get(person, ()) for code in known.cases.get(number, ())}
        if len(codes) > 1:
            found.append(Joiner(person, tuple(sorted(codes, key=rank)), tuple(ring_ids)))
    return tuple(sorted(found, key=lambda joiner: (-len(joiner.corridors), case.record_id(joiner.person))))


@dataclass(frozen=True, slots=True)
class _Known:
    """What one revision of a case says: route → match, case → corridors, person → cases and routes."""

    routes: Mapping[int, Match]
    cases: Mapping[int, tuple[str, ...]]
    cases_of: Mapping[int, set[int]]
    offender_in: Mapping[int, set[int]]
    routes_of: Mapping[int, set[int]]


_kept: "WeakKeyDictionary[Any, tuple[int, _Known]]" = WeakKeyDictionary()


def _known(case: "Case") -> _Known:
    """Read once for each revision of a case: a detection asks for the shares of thousands of rings."""
    kept = _kept.get(case)
    revision = case.revision
    if kept is None or kept[0] != revision:
        kept = (revision, _read(case))
        _kept[case] = kept
    return kept[1]


def _read(case: "Case") -> _Known:
    table = case.table("stops")
    names = ("stop", "place_name", "province", "country", "kind", "gate", "date", "file", "row")
    stops = map(Stop._make, zip(*(table[name].tolist() for name in names), strict=True))
    chains: dict[int, list[Stop]] = {}
    in_case: dict[int, int] = {}
    for route, number, stop in zip(table["route"].tolist(), table["case"].tolist(), stops, strict=True):
        chains.setdefault(route, []).append(stop)
        if number >= 0:
            in_case[route] = number
    routes = {route: match(chain) for route, chain in chains.items()}
    cases: dict[int, set[str]] = {}
    for route, number in in_case.items():
        if routes[route].corridor:
            cases.setdefault(number, set()).add(routes[route].corridor)
    cases_of: dict[int, set[int]] = {}
    offender_in: dict[int, set[int]] = {}
    flagged = {stage for stage in schema.codes("stage") if schema.entry("stage", stage).get("flagged")}
    people = case.table("involvements")
    for person, number, role, stage in zip(
        *(people[name].tolist() for name in ("person", "case", "role", "stage")), strict=True
    ):
        cases_of.setdefault(person, set()).add(number)
        if role in ROLES and stage not in flagged:
            offender_in.setdefault(person, set()).add(number)
    routes_of: dict[int, set[int]] = {}
    travellers = case.table("travellers")
    for person, route in zip(travellers["person"].tolist(), travellers["route"].tolist(), strict=True):
        routes_of.setdefault(person, set()).add(route)
    sorted_cases = {number: tuple(sorted(codes, key=rank)) for number, codes in cases.items()}
    return _Known(routes, sorted_cases, cases_of, offender_in, routes_of)
