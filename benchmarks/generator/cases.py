"""A case as a unit files it: who stood in it and how, the victims, and the journey they were taken on."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from benchmarks.generator.draw import Draw, weighted
from benchmarks.generator.model import Case, Crossing, Involvement, Person, Route, World
from benchmarks.generator.places import CORRIDORS, PROVINCES, Step

_STAGES = weighted(
    {"convicted": 34, "tried": 8, "charged": 20, "arrested": 17, "wanted": 8, "identified": 11, "dropped": 2}
)
_VIA = weighted(
    {"Zalo": 30, "Facebook": 18, "ThroughFriendsOrSocialEvents": 16, "WebGame": 10, "MarriageBroker": 12,
     "ThroughFamilyOrFamilyEvents": 8, "ThroughAnOnlineAdvertisement": 6}
)  # fmt: skip
_FOUND = weighted({"rescued": 40, "returned_alone": 33, "repatriated": 15, "unknown": 11, "died": 1})
_STATUS = weighted({"reported": 5, "investigating": 22, "charged": 15, "tried": 22, "closed": 33, "dropped": 3})
_CARRIERS = ("Transporter", "Smuggler", "TravellingPartner", "RecruiterOrIntermediary")


def opened(draw: Draw, first: date, last: date) -> date:
    """More cases are opened in the campaign months, July to September."""
    day = draw.day(first, last)
    return day if day.month in (7, 8, 9) or draw.chance(0.7) else draw.day(first, last)


def grown(person: Person, day: date) -> bool:
    """Whether a person was of age on this day, and already when the deed was done."""
    return (day - person.born).days > 19 * 366


def new_case(draw: Draw, world: World, register: str, corridor: str, day: date, ring: int = -1) -> Case:
    case = Case(register, corridor, day, ring, status=draw.of(_STATUS))
    case.province = PROVINCES[draw.of(CORRIDORS[corridor].origins)]
    world.cases.append(case)
    return case


def accuse(draw: Draw, case: Case, person: Person, function: str, stage: str = "") -> None:
    """Name a person in a case: as an offender once charged, as a suspect before."""
    stage = stage or draw.of(_STAGES)
    charged = stage in ("convicted", "tried", "charged")
    role = "offender" if charged or (stage == "arrested" and draw.chance(0.3)) else "suspect"
    since = case.opened - timedelta(days=draw.between(5, 150))
    stage_day = case.opened + timedelta(days=draw.between(1, 500)) if draw.chance(0.8) else None
    case.involvements.append(
        Involvement(
            person, role, function if draw.chance(0.75) else "", stage, stage_day, since if draw.chance(0.7) else None
        )
    )


def add_victim(draw: Draw, case: Case, person: Person) -> None:
    corridor = CORRIDORS[case.corridor]
    role = "victim" if draw.chance(0.86) else "possible_victim"
    back = draw.of(_FOUND)
    returned = None
    if back in ("rescued", "returned_alone", "repatriated") and draw.chance(0.8):
        returned = case.opened + timedelta(days=draw.between(-20, 400))
    case.involvements.append(
        Involvement(
            person,
            role,
            since=case.opened - timedelta(days=draw.between(20, 300)) if draw.chance(0.6) else None,
            exploitation=draw.of(corridor.exploitation) if draw.chance(0.9) else "",
            via=draw.of(_VIA) if draw.chance(0.7) else "",
            found=back,
            returned=returned,
        )
    )
    if (case.opened - person.born).days < 16 * 365:
        case.offence = "151"


def settle_offence(draw: Draw, case: Case) -> None:
    """Trafficking, or smuggling when nobody in the case is a victim; an organ case is its own article."""
    if any(i.exploitation == "OrganRemoval" for i in case.involvements):
        case.offence = "154"
    elif not case.people("victim", "possible_victim"):
        case.offence = draw.pick(("348", "348", "349", "347"))


def journey(draw: Draw, world: World, case: Case, carriers: Sequence[Person], vehicle: str) -> None:
    """The route of a case and the crossings on it; one in a hundred is dated against the clock."""
    victims = case.people("victim", "possible_victim")
    corridor = CORRIDORS[case.corridor]
    origin = case.province or PROVINCES[draw.of(corridor.origins)]
    path = draw.pick(corridor.paths)
    start = Step(draw.pick(origin.districts), origin.code, "VN", "road", "")
    day = case.opened - timedelta(days=draw.between(30, 200))
    days = [day]
    for _ in path:
        day += timedelta(days=draw.between(0, 4))
        days.append(day)
    clock = not draw.chance(0.01)
    if not clock:
        days[-1] = days[0] - timedelta(days=9)
    travellers = [*draw.sample(carriers, min(len(carriers), draw.between(1, 2))), *victims]
    named = case if draw.chance(0.95) else None
    route = Route(named, case.register, case.corridor, (start, *path), tuple(days), travellers, clock)
    world.routes.append(route)
    for step, on in zip(path, days[1:], strict=True):
        if step.gate and clock and travellers and draw.chance(0.6):
            when = datetime.combine(on, time(draw.between(5, 20), draw.between(0, 59)))
            others = [p for p in travellers[1:4] if draw.chance(0.6)]
            car = vehicle if draw.chance(0.5) else ""
            by_document = draw.chance(0.25)
            world.crossings.append(
                Crossing(travellers[0], step.gate, "exit", when, car, others, case.register, by_document)
            )
            break


def carriers_of(ring_functions: dict[Person, str], people: Sequence[Person]) -> list[Person]:
    """Those of a crew whose part it is to travel; the first named when it is nobody's."""
    return [p for p in people if ring_functions.get(p) in _CARRIERS] or list(people[:1])
