"""Where people stand together: cases, routes, shared things, victims, vehicles over a border (two-mode facts).

Every function gives a frame of one row per standing and source: kind, group (a stable text), entity, person, block,
case, since, until, grade, file, row. `block` names the record that already ties those who share it (-1: none does).
"""

from typing import TYPE_CHECKING

import numpy as np

from netlens.network.facts.days import first_days
from netlens.network.facts.holders import held_at, stack, together
from netlens.network.facts.people import VICTIM, People

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from netlens.case.case import Case

COLUMNS = ["kind", "group", "entity", "person", "block", "case", "since", "until", "grade", "file", "row"]


def cases(people: People, keys: "Series") -> "DataFrame":
    """Offenders and suspects of one case."""
    found = people.standing
    return found.assign(entity=found.case, block=-1, group=keys.loc[found.case].to_numpy())[COLUMNS]


def routes(case: "Case", people: People, keys: "Series") -> "DataFrame":
    """Who travelled one route; and who travelled the same leg on the same day on another.

    Those of the route's own case are tied by the case already: the route is no further independent tie between them.
    Who was cleared in that case is not on its routes either.
    """
    stops = case.table("stops")
    travellers = case.table("travellers")
    travellers = travellers[travellers.person.isin(people.recorded.keys())]
    if not len(travellers):
        return _none()
    case_of = stops.drop_duplicates("route").set_index("route").case
    ended = [pair in people.ended for pair in zip(travellers.person, _case_of(travellers, case_of), strict=True)]
    travellers = travellers[~np.array(ended, dtype=bool)]
    if not len(travellers):
        return _none()
    dates = stops[stops.date != ""].groupby("route").date.agg(["min", "max"])
    standing = set(zip(people.standing.person, people.standing.case, strict=True))
    of_case = _case_of(travellers, case_of)
    pairs = zip(travellers.person, of_case, strict=True)
    block = np.where([pair in standing for pair in pairs], of_case, -1)
    since = travellers.date.where(travellers.date != "", travellers.route.map(dates["min"]).fillna(""))
    until = travellers.date.where(travellers.date != "", travellers.route.map(dates["max"]).fillna(""))
    along = travellers.assign(
        kind="route", entity=travellers.route, case=of_case, since=since, until=until, block=block
    )
    along["group"] = keys.loc[along.route].to_numpy()
    met = along.merge(_legs(stops, along.route.unique(), keys), on="route")
    met = met.assign(entity=met.first_route, group=met.leg, block=met.route)
    return stack([along[COLUMNS], met[COLUMNS]])


def _case_of(travellers: "DataFrame", case_of: "Series") -> "Series":
    """The case of each one's route, -1 for none."""
    return travellers.route.map(case_of).fillna(-1).astype(np.int64)


def _legs(stops: "DataFrame", wanted: "np.ndarray", keys: "Series") -> "DataFrame":
    """route, leg, first_route: legs that several routes ran on one day; legs run by the same routes count once."""
    from pandas import DataFrame

    ordered = stops[stops.route.isin(wanted)].drop_duplicates(["route", "stop"]).sort_values(["route", "stop"])
    place = ordered.place_name.str.casefold().where(ordered.place_name != "", ordered.place.astype(str))
    after = ordered.assign(name=place).groupby("route").shift(-1)
    legs = ordered.assign(
        leg=place + " > " + after.name.fillna(""), on=ordered.date.where(ordered.date != "", after.date)
    )
    legs = legs[after.name.notna() & (legs.on.fillna("").str.len() >= 10)]
    together: dict[tuple[str, ...], list[int]] = {}
    for _, group in legs.assign(on=legs.on.str[:10]).groupby(["leg", "on"], sort=True):
        run = sorted(set(group.route), key=lambda route: str(keys.loc[route]))
        if len(run) > 1:
            together.setdefault(tuple(str(keys.loc[route]) for route in run), run)
    rows = [(route, "leg " + " + ".join(names), run[0]) for names, run in together.items() for route in run]
    return DataFrame(rows, columns=["route", "leg", "first_route"])


def things(held: "DataFrame", people: People, keys: "Series") -> "DataFrame":
    """Who held one phone, account, vehicle, document or address at the same time."""
    among = held[held.person.isin(people.recorded.keys())]
    found = together(among)
    group = keys.loc[found.thing].to_numpy() + np.char.mod(" %d", found.part.to_numpy()).astype(object)
    return found.assign(group=group, entity=found.thing, block=-1, case=-1)[COLUMNS]


def victims(case: "Case", people: People, contacts: "DataFrame", keys: "Series") -> "DataFrame":
    """Who handled one victim: those of the victim's cases, and those in contact with them otherwise.

    `contacts`: victim, person, since, until, grade, file, row. Only ties across cases count here: each is a block.
    """
    harmed = case.table("involvements")
    harmed = harmed[harmed.person.isin(people.victims) & harmed.role.isin(VICTIM)]
    pairs = harmed[["person", "case"]].drop_duplicates().rename(columns={"person": "victim"})
    handlers = pairs.merge(people.standing, on="case").assign(block=lambda found: found.case)
    direct = contacts.assign(case=-1, block=-1)
    columns = ["victim", "person", "case", "block", "since", "until", "grade", "file", "row"]
    found = stack([handlers[columns], direct[columns]])
    several = found.groupby("victim")["person"].transform("nunique") > 1
    found = found[several]
    group = keys.loc[found.victim].to_numpy()
    return found.assign(kind="victim", group=group, entity=found.victim)[COLUMNS]


def crossings(case: "Case", people: People, held: "DataFrame", keys: "Series") -> "DataFrame":
    """Who crossed a border in one vehicle on one day."""
    found = case.table("crossings")
    found = found[(found.vehicle >= 0) & (found.when.str.len() >= 10)].reset_index(drop=True)
    if not len(found):
        return _none()
    who = crossed_by(found, held)
    found = found.loc[who.fact].assign(person=who.holder.to_numpy())
    found = found[found.person.isin(people.recorded.keys())]
    day = found.when.str[:10]
    vehicle = keys.loc[found.vehicle].to_numpy()
    group = vehicle + " " + found.gate + " " + found.direction + " " + day
    found = found.assign(kind="crossing", group=group, entity=found.vehicle, block=-1, case=-1, since=day, until=day)
    return found[COLUMNS]


def crossed_by(crossings: "DataFrame", held: "DataFrame") -> "DataFrame":
    """fact (row number of `crossings`), holder: the person named, else whoever held the document that day."""
    from pandas import DataFrame

    person, document = crossings.person.to_numpy(), crossings.document.to_numpy()
    fact = np.arange(len(crossings))
    named, papers = person >= 0, (person < 0) & (document >= 0)
    by_person = DataFrame({"fact": fact[named], "holder": person[named]})
    day = first_days(crossings.when)[papers]
    by_paper = DataFrame({"fact": fact[papers], "thing": document[papers], "day": day})
    return stack([by_person, held_at(by_paper, held)[["fact", "holder"]]])


def _none() -> "DataFrame":
    from pandas import DataFrame

    return DataFrame({name: np.zeros(0, dtype=object) for name in COLUMNS})
