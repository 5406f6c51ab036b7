"""Where people stand together: cases, routes, shared things, victims, vehicles over a border (two-mode facts).

Every function gives a frame of one row per standing and source: kind, group (a stable text), entity, person, block,
case, since, until, grade, file, row. `block` names the record that already ties those who share it (-1: none does).
"""

from typing import TYPE_CHECKING

import numpy as np

from netlens.network.corridors import against_the_clock
from netlens.network.facts.days import first_days
from netlens.network.facts.holders import handed_over, held_at, stack, together
from netlens.network.facts.marked import Marked, in_pairs
from netlens.network.facts.people import MOST, VICTIM, People

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from netlens.case.case import Case

STATED_OF = ("organisation", "event", "vehicle", "document")
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
    travellers = travellers[Marked(people.recorded.keys()).has(travellers.person.to_numpy())]
    case_of = stops.drop_duplicates("route").set_index("route").case
    of_case = travellers.route.map(case_of).fillna(-1).to_numpy(dtype=np.int64)
    stands = ~in_pairs(travellers.person.to_numpy(), of_case, people.ended)
    travellers, of_case = travellers[stands], of_case[stands]
    if not len(travellers):
        return _none()
    dated = stops[stops.date != ""].sort_values(["route", "date"])
    first, last = (dated.drop_duplicates("route", keep=end).set_index("route").date for end in ("first", "last"))
    standing = set(zip(people.standing.person.tolist(), people.standing.case.tolist(), strict=True))
    block = np.where(in_pairs(travellers.person.to_numpy(), of_case, standing), of_case, -1)
    since = travellers.date.where(travellers.date != "", travellers.route.map(first).fillna(""))
    until = travellers.date.where(travellers.date != "", travellers.route.map(last).fillna(""))
    along = travellers.assign(
        kind="route", entity=travellers.route, case=of_case, since=since, until=until, block=block
    )
    along["group"] = keys.loc[along.route].to_numpy()
    trusted = stops[~stops.route.isin(against_the_clock(case))]  # no leg of the others was run on the day it says
    met = along.merge(_legs(trusted, along.route.unique(), keys), on="route")
    met = met.assign(entity=met.first_route, group=met.leg, block=met.route)
    return stack([along[COLUMNS], met[COLUMNS]])


def _legs(stops: "DataFrame", wanted: "np.ndarray", keys: "Series") -> "DataFrame":
    """route, leg, first_route: legs that several routes ran on one day; legs run by the same routes count once."""
    from pandas import DataFrame

    ordered = stops[stops.route.isin(wanted)].drop_duplicates(["route", "stop"]).sort_values(["route", "stop"])
    place = ordered.place_name.str.casefold().where(ordered.place_name != "", ordered.place.astype(str))
    goes_on = (ordered.route == ordered.route.shift(-1)).to_numpy()
    on = ordered.date.where(ordered.date != "", ordered.date.shift(-1))
    legs = DataFrame({"route": ordered.route, "leg": place + " > " + place.shift(-1), "on": on.str[:10]})[goes_on]
    legs = legs[legs.on.str.len() >= 10].drop_duplicates()
    legs = legs[legs.duplicated(["leg", "on"], keep=False)]
    ran: dict[tuple[str, str], list[int]] = {}
    for route, leg, day in zip(legs.route.tolist(), legs.leg, legs.on, strict=True):
        ran.setdefault((leg, day), []).append(route)
    names = keys.loc[legs.route.unique()].to_dict()
    together: dict[tuple[str, ...], list[int]] = {}
    for leg in sorted(ran):
        run = sorted(ran[leg], key=lambda route: str(names[route]))
        together.setdefault(tuple(str(names[route]) for route in run), run)
    rows = [(route, "leg " + " + ".join(named), run[0]) for named, run in together.items() for route in run]
    return DataFrame(rows, columns=["route", "leg", "first_route"])


def things(held: "DataFrame", people: People, keys: "Series") -> "DataFrame":
    """Who held one phone, account, vehicle, document or address at the same time."""
    found = together(handed_over(held[Marked(people.recorded.keys()).has(held.person.to_numpy())]))
    group = keys.loc[found.thing].to_numpy() + np.char.mod(" %d", found.part.to_numpy()).astype(object)
    return found.assign(group=group, entity=found.thing, block=-1, case=-1)[COLUMNS]


def stated(case: "Case", people: People, keys: "Series") -> "DataFrame":
    """Who is tied, by a stated link, to one organisation, event, vehicle or document: what charts and graphs say so."""
    entities = case.table("entities")
    kinds = entities.kind[entities.kind.isin(STATED_OF)].set_axis(entities.id[entities.kind.isin(STATED_OF)])
    links = case.table("links")
    links = links[links["count"] != 0]
    recorded, things_ = Marked(people.recorded.keys()), Marked(kinds.index)
    found = []
    for person, thing in (("a", "b"), ("b", "a")):
        here = links[recorded.has(links[person].to_numpy()) & things_.has(links[thing].to_numpy())]
        found.append(here.assign(person=here[person], entity=here[thing]))
    ties = stack(found)
    if not len(ties):
        return _none()
    kind, group = kinds.loc[ties.entity].to_numpy(), keys.loc[ties.entity].to_numpy()
    return ties.assign(kind=kind, group=group, block=-1, case=-1)[COLUMNS]


def victims(case: "Case", people: People, contacts: "DataFrame", keys: "Series") -> "DataFrame":
    """Who handled one victim: those of the victim's cases, and those in contact with them otherwise.

    `contacts`: victim, person, since, until, grade, file, row. Only ties across cases count here: each is a block.
    """
    harmed = case.table("involvements")
    harmed = harmed[harmed.person.isin(people.victims) & harmed.role.isin(VICTIM)]
    standing = people.standing[people.standing.groupby("case")["person"].transform("nunique") <= MOST]
    pairs = harmed[["person", "case"]].drop_duplicates().rename(columns={"person": "victim"})
    pairs = pairs[pairs["case"].isin(standing.case.unique())]
    across = pairs.duplicated("victim", keep=False) | pairs.victim.isin(contacts.victim.unique())
    handlers = pairs[across].merge(standing, on="case").assign(block=lambda found: found.case)
    direct = contacts.assign(case=-1, block=-1)
    columns = ["victim", "person", "case", "block", "since", "until", "grade", "file", "row"]
    found = stack([handlers[columns], direct[columns]])
    several = found.groupby("victim")["person"].transform("nunique") > 1
    found = found[several]
    group = keys.loc[found.victim].to_numpy()
    return found.assign(kind="victim", group=group, entity=found.victim)[COLUMNS]


def crossings(case: "Case", people: People, held: "DataFrame", keys: "Series", most: int) -> "DataFrame":
    """Who crossed a border in one vehicle on one day. `most`: see held_at."""
    found = case.table("crossings")
    found = found[(found.vehicle >= 0) & (found.when.str.len() >= 10)].reset_index(drop=True)
    if not len(found):
        return _none()
    who = crossed_by(found, held, most)
    found = found.loc[who.fact].assign(person=who.holder.to_numpy())
    found = found[found.person.isin(people.recorded.keys())]
    day = found.when.str[:10]
    vehicle = keys.loc[found.vehicle].to_numpy()
    group = vehicle + " " + found.gate + " " + found.direction + " " + day
    found = found.assign(kind="crossing", group=group, entity=found.vehicle, block=-1, case=-1, since=day, until=day)
    return found[COLUMNS]


def crossed_by(crossings: "DataFrame", held: "DataFrame", most: int) -> "DataFrame":
    """fact (row number of `crossings`), holder: the person named, else whoever held the document that day, unless
    that were more than `most`.
    """
    from pandas import DataFrame

    person, document = crossings.person.to_numpy(), crossings.document.to_numpy()
    fact = np.arange(len(crossings))
    named, papers = person >= 0, (person < 0) & (document >= 0)
    by_person = DataFrame({"fact": fact[named], "holder": person[named]})
    day = first_days(crossings.when)[papers]
    by_paper = DataFrame({"fact": fact[papers], "thing": document[papers], "day": day})
    holders = held_at(by_paper, held, most)
    return stack([by_person, holders[holders.holder >= 0][["fact", "holder"]]])


def _none() -> "DataFrame":
    from pandas import DataFrame

    return DataFrame({name: np.zeros(0, dtype=object) for name in COLUMNS})
