"""Which corridors a route, a case and a ring run along. A corridor is known by where the exploitation happens."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from netlens.case.records import CorridorShare, Ring, Source
from netlens.case.values import country, date
from netlens.i18n import language
from netlens.network.routes import Match, Stop, match, why_rejected
from netlens.resource import toml

if TYPE_CHECKING:
    from pandas import DataFrame

    from netlens.case.case import Case


@dataclass(frozen=True, slots=True)
class Rejected:
    """A route that is on no corridor: why, in a sentence, and the rows that make it so. `case` -1: of no case.

    `clock`: its stops are dated against their order; else the stop that decides names no place that can be known.
    """

    route: int
    case: int
    clock: bool
    reason: str
    rows: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Corridor:
    """What runs along one corridor: cases and routes in the order of time (undated ones last), and rings by id.

    `first`, `last`: ISO dates of those, "" where none is dated; `years`: routes and cases by the year they begin.
    """

    code: str
    cases: tuple[int, ...]
    routes: tuple[int, ...]
    rings: tuple[str, ...]
    first: str
    last: str
    years: Mapping[str, int]


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


def rejected_routes(case: "Case", lang: str = "") -> tuple[Rejected, ...]:
    """Every route that is on no corridor, those against the clock first, then by record id."""
    known = _known(case)
    found = [
        Rejected(
            route,
            known.in_case.get(route, -1),
            one.against is not None,
            why_rejected(one, lang or language()),
            tuple(Source(stop.file, stop.row) for stop in one.against or (one.silent,) if stop is not None),
        )
        for route, one in known.routes.items()
        if not one.corridor
    ]
    return tuple(sorted(found, key=lambda one: (not one.clock, case.record_id(one.route))))


def against_the_clock(case: "Case") -> frozenset[int]:
    """The routes whose stops are dated against their order: nobody travelled them as they are recorded."""
    return frozenset(route for route, one in _known(case).routes.items() if one.against is not None)


def along(case: "Case", rings: Iterable[Ring]) -> tuple[Corridor, ...]:
    """Every corridor that a route, a case or one of the rings runs along, named corridors in their order first."""
    known = _known(case)
    opened = dict(zip(*(case.table("cases")[name].tolist() for name in ("id", "opened")), strict=True))
    cases: dict[str, list[int]] = {}
    routes: dict[str, list[int]] = {}
    of_rings: dict[str, list[str]] = {}
    for number, codes in known.cases.items():
        for code in codes:
            cases.setdefault(code, []).append(number)
    for route, one in known.routes.items():
        if one.corridor:
            routes.setdefault(one.corridor, []).append(route)
    for ring in rings:
        for share in ring.corridors:
            of_rings.setdefault(share.code, []).append(ring.id)
    made = []
    for code in sorted({*cases, *routes, *of_rings}, key=rank):
        begun = {number: _day(opened.get(number, "")) for number in cases.get(code, ())}
        ran = {route: _day(known.begins.get(route, "")) for route in routes.get(code, ())}
        ends = (_day(known.ends.get(route, "")) for route in ran)
        dates = sorted(text for text in (*begun.values(), *ran.values(), *ends) if text)
        years = Counter(text[:4] for text in (*begun.values(), *ran.values()) if text)
        made.append(
            Corridor(
                code,
                tuple(sorted(begun, key=lambda number: (not begun[number], begun[number], number))),
                tuple(sorted(ran, key=lambda number: (not ran[number], ran[number], number))),
                tuple(of_rings.get(code, ())),
                dates[0] if dates else "",
                dates[-1] if dates else "",
                dict(sorted(years.items())),
            )
        )
    return tuple(made)


def _day(text: str) -> str:
    """An ISO date, "" for one kept as written because it could not be understood."""
    return text[:10] if date.year(text) is not None else ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What one revision of a case says: route → match, its case, its first and last date; case → corridors;
    person → cases and routes."""

    routes: Mapping[int, Match]
    in_case: Mapping[int, int]
    begins: Mapping[int, str]
    ends: Mapping[int, str]
    cases: Mapping[int, tuple[str, ...]]
    cases_of: Mapping[int, set[int]]
    routes_of: Mapping[int, set[int]]


_kept: "WeakKeyDictionary[Any, tuple[int, _Known]]" = WeakKeyDictionary()


def _known(case: "Case") -> _Known:
    """Read once as long as the facts are the same: a detection asks for the shares of thousands of rings."""
    kept = _kept.get(case)
    facts = case.facts
    if kept is None or kept[0] != facts:
        kept = (facts, _read(case))
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
    people = case.table("involvements")
    for person, number in zip(people["person"].tolist(), people["case"].tolist(), strict=True):
        cases_of.setdefault(person, set()).add(number)
    routes_of: dict[int, set[int]] = {}
    travellers = case.table("travellers")
    for person, route in zip(travellers["person"].tolist(), travellers["route"].tolist(), strict=True):
        routes_of.setdefault(person, set()).add(route)
    dates = {route: sorted(stop.date for stop in chain if _day(stop.date)) for route, chain in chains.items()}
    begins = {route: found[0] for route, found in dates.items() if found}
    ends = {route: found[-1] for route, found in dates.items() if found}
    sorted_cases = {number: tuple(sorted(codes, key=rank)) for number, codes in cases.items()}
    return _Known(routes, in_case, begins, ends, sorted_cases, cases_of, routes_of)
