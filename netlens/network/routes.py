"""Where one route runs: its stops in time order, the country of each, and the destination that makes its corridor."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from netlens.case.values import country, date, gate, place
from netlens.case.values.name import fold
from netlens.i18n import translator
from netlens.resource import toml

HOME = "VN"
INTO = "VN-IN"

_CODE = re.compile("[A-Z]{1,3}")  # a short form of a town's name is no country code


class Stop(NamedTuple):
    """One stop of a route, as recorded; `number` its place in the order."""

    number: int
    place: str
    province: str
    country: str
    kind: str
    gate: str
    date: str
    file: int
    row: int


class Match(NamedTuple):
    """The corridor of a route and the row that decides it. Without a corridor it was rejected: see why_rejected.

    `against`: the two stops, in their order, whose dates say the contrary; `silent`: the stop that decides, and names
    no country.
    """

    corridor: str
    file: int
    row: int
    against: tuple[Stop, Stop] | None = None
    silent: Stop | None = None


def match(stops: Iterable[Stop]) -> Match:
    """The corridor of one route.

    The destination is the country of the last exploitation stop, else of the last stop; who went abroad from Viet Nam
    and came back went where they last were abroad. Inside Viet Nam: `VN`; from abroad into Viet Nam: `VN-IN`. A stop
    that names no country has that of its province or of a town we know, or the one its gate faces. A chain against the
    clock is no route that anyone travelled: rejected.
    """
    ordered = sorted(stops, key=lambda stop: (stop.number, stop.file, stop.row))
    against = _against_the_clock(ordered)
    if against:
        return Match("", against[1].file, against[1].row, against)
    placed = list(zip(_lands(ordered), ordered, strict=True))
    exploited = [pair for pair in placed if pair[1].kind == "exploitation"]
    land, stop = (exploited or placed)[-1]
    if not land:
        return Match("", stop.file, stop.row, silent=stop)
    if land == HOME:
        if _start(placed) != HOME:
            return Match(INTO, stop.file, stop.row)
        abroad = [pair for pair in placed if pair[0] not in ("", HOME)]
        if abroad and not exploited:
            land, stop = abroad[-1]
    return Match(land, stop.file, stop.row)


def why_rejected(found: Match, lang: str) -> str:
    """Why a route is not used, in a sentence; "" when it is."""
    _ = translator(lang)
    if found.corridor:
        return ""
    if found.against is not None:
        before, later = found.against
        text = _("Stop {later} ({later_date}) is dated before stop {earlier} ({earlier_date}): not used.")
        return text.format(later=later.number, later_date=later.date, earlier=before.number, earlier_date=before.date)
    text = _("Stop {number}, where the route ends, names no country, known province or official gate: not used.")
    return text.format(number=found.silent.number if found.silent else "")


def _against_the_clock(ordered: list[Stop]) -> tuple[Stop, Stop] | None:
    """The first two stops (earlier in order, later in order) whose dates say the contrary, for certain."""
    dated = [stop for stop in ordered if date.year(stop.date) is not None]
    for place_in_order, later in enumerate(dated):
        for before in dated[:place_in_order]:
            if before.number < later.number and date.earlier(later.date, before.date):
                return before, later
    return None


def _lands(ordered: list[Stop]) -> list[str]:
    """The country each stop is in, "" where nothing tells.

    A gate faces a country: a stop that names none and was reached through it lies on the other side of where the route
    was. A last stop at a gate, on the Vietnamese side of a route from inside, implies the crossing. Once abroad, a stop
    that says nothing lies where the one before it does; at home nothing is guessed.
    """
    lands: list[str] = []
    here = ""
    for position, stop in enumerate(ordered):
        stated, faced = _land(stop.country, stop.province, stop.place), _faced(stop)
        land = stated
        if faced and not stated:
            land = HOME if here == faced else faced
        elif faced and stated == HOME and here in ("", HOME) and position == len(ordered) - 1:
            land = HOME if stop.kind == "exploitation" else faced
        elif not land and here != HOME:
            land = here
        lands.append(land)
        here = land or here
    return lands


def _start(placed: list[tuple[str, Stop]]) -> str:
    """Where a route starts: whose first stop was reached through a gate, and is no recruitment, came from beyond it."""
    first = placed[0][1]
    land = next((land for land, _stop in placed if land), "")
    faced = _faced(first)
    return faced if faced and land == HOME and first.kind != "recruitment" else land


def _faced(stop: Stop) -> str:
    text = stop.gate or (stop.place if gate.is_named(stop.place) else "")
    return gate.faces(text, stop.province) if text else ""


@lru_cache(maxsize=65536)
def _land(land: str, province: str = "", town: str = "") -> str:
    """The country (alpha-2) a stop is in by its country, its province or its town; "" when none of them tells."""
    if land:
        code, problem = country.clean(land)
        if problem != "unknown_country":
            return code
    abroad = _abroad()
    for text in (province, *reversed(town.split(",")), *reversed(town.split(" - "))):
        if not fold(text):
            continue
        if place.clean_province(text)[1] == "":
            return HOME
        code, problem = country.clean(text)
        code = abroad.get(fold(text)) or ("" if problem or _CODE.fullmatch(text.strip()) else code)
        if code:
            return code
    return ""


@lru_cache(maxsize=1)
def _abroad() -> dict[str, str]:
    return {fold(town): code for code, towns in toml("corridors.toml")["abroad"].items() for town in towns}
