"""The events of a case (`hte_*`) as the stops of one route, in the order of their dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from netlens.case.intake.forms.htcds.cells import Cells
from netlens.case.intake.forms.htcds.values import one_of
from netlens.case.values import date as dates

_ORDER = ("Recruitment", "Transit", "Exploitation")
_LOCATIONS = (("vic_LocationOfRecruitment", "Recruitment"), ("vic_LocationOfExploitation", "Exploitation"))


@dataclass(frozen=True, slots=True)
class Event:
    """One event as written; `place` the most exact name there is."""

    place: str
    province: str
    country: str
    kind: str
    date: str
    row: int = 0

    @property
    def stop(self) -> dict[str, str]:
        """Its native columns, but for the route and its number; only what is filled."""
        values = {name: getattr(self, name) for name in ("place", "province", "country", "kind", "date")}
        return {name: text for name, text in values.items() if text}


def events_of(cells: Cells, row: Sequence[str], at: int = 0) -> list[Event]:
    """The events a row tells. A place of recruitment or exploitation with no event of its kind is one."""
    found = []
    for number in cells.events():
        said = {
            part: cells.one(row, f"hte_{part}", number)
            for part in ("City", "Street", "State", "Country", "Date", "Type")
        }
        place = said["City"] or said["Street"] or said["State"] or said["Country"]
        if place:
            kind = one_of("hte_Type", said["Type"]) if said["Type"] else ""
            found.append(Event(place, said["State"], said["Country"], kind, said["Date"], at))
    for field, kind in _LOCATIONS:
        where = cells.one(row, field)
        if where and not any(event.kind == kind for event in found):
            found.append(Event(where, "", "", kind, "", at))
    return found


def in_order(events: Iterable[Event], order: str) -> list[Event]:
    """By date where every event has one, else recruitment, transit, exploitation; as written among equals."""
    known = list(events)
    days = [dates.clean(event.date, order or "dmy") for event in known]
    if all(event.date and not problem for event, (_day, problem) in zip(known, days, strict=True)):
        key = {id(event): day for event, (day, _problem) in zip(known, days, strict=True)}
        return sorted(known, key=lambda event: (key[id(event)], _rank(event)))
    return sorted(known, key=_rank)


def _rank(event: Event) -> int:
    return _ORDER.index(event.kind) if event.kind in _ORDER else len(_ORDER) // 2
