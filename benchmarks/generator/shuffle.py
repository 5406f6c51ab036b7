"""The null and the thinned world: every tie rewired at random in its own mode, or a share of the evidence lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.generator.draw import Draw
from benchmarks.generator.model import Involvement, Person, Route, World

ACCUSED = ("offender", "suspect")


@dataclass(slots=True, eq=False)
class _Seat:
    route: Route
    person: Person


def rewire(draw: Draw, world: World) -> None:
    """No ring is left, yet each person is in as many cases, calls as many numbers, holds as many things as before."""
    for roles in (ACCUSED, ("victim", "possible_victim")):
        slots = [(case, i) for case in world.cases for i in case.involvements if i.role in roles]
        _deal(draw, [i for _, i in slots], [case for case, _ in slots], "person")
    for case in world.cases:  # a few could not be dealt apart
        case.involvements = list({(i.person, i.role): i for i in case.involvements}.values())
        case.ring = -1
    seats = [_Seat(route, person) for route in world.routes for person in route.travellers]
    _deal(draw, seats, [seat.route for seat in seats], "person")
    for route in world.routes:
        route.travellers = []
    for seat in seats:
        if seat.person not in seat.route.travellers:
            seat.route.travellers.append(seat.person)
    _deal(draw, world.contacts, [contact.a for contact in world.contacts], "b")
    world.contacts = [contact for contact in world.contacts if contact.a != contact.b]
    _deal(draw, world.transfers, [transfer.a for transfer in world.transfers], "b")
    _deal(draw, world.statements, [statement.a for statement in world.statements], "b")
    world.transfers = [transfer for transfer in world.transfers if transfer.a is not transfer.b]
    world.statements = [statement for statement in world.statements if statement.a is not statement.b]
    held = [holding for holding in world.holdings if holding.kind != "phone"]
    _deal(draw, held, [holding.thing for holding in held], "person")
    _deal(draw, world.crossings, list(range(len(world.crossings))), "person")
    for crossing in world.crossings:
        crossing.companions = draw.sample(world.people, len(crossing.companions))
    world.rings.clear()
    world.brokers.clear()


def _deal(draw: Draw, facts: Sequence[Any], groups: Sequence[Any], attribute: str) -> None:
    """Deal one attribute of the facts anew. Tries to keep each value out of a group twice, and of itself."""
    dealt = [getattr(fact, attribute) for fact in facts]
    draw.shuffle(dealt)
    taken: set[tuple[Any, Any]] = set()
    for k, group in enumerate(groups):
        for _ in range(200):
            if dealt[k] != group and (group, dealt[k]) not in taken:
                break
            other = k + draw.below(len(dealt) - k)
            dealt[k], dealt[other] = dealt[other], dealt[k]
        taken.add((group, dealt[k]))
        setattr(facts[k], attribute, dealt[k])


def lose(draw: Draw, world: World, share: float) -> None:
    """Drop this share of what ties offenders: parts in cases, calls, payments, statements, things, journeys."""

    def kept(involvement: Involvement) -> bool:
        return involvement.role not in ACCUSED or not draw.chance(share)

    for case in world.cases:
        case.involvements = [i for i in case.involvements if kept(i)]
    members = {person for ring in world.rings for person in ring.members}
    for route in world.routes:
        route.travellers = [p for p in route.travellers if p not in members or not draw.chance(share)]
    world.contacts = [c for c in world.contacts if not draw.chance(share)]
    world.transfers = [t for t in world.transfers if not draw.chance(share)]
    world.statements = [s for s in world.statements if not draw.chance(share)]
    world.holdings = [h for h in world.holdings if not draw.chance(share)]
    world.crossings = [c for c in world.crossings if not draw.chance(share)]
