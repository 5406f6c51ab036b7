"""The null and the thinned world: every tie rewired at random in its own mode, or a share of the evidence lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.generator.draw import Draw
from benchmarks.generator.model import LC, MAIN, Involvement, Person, World

ACCUSED = ("offender", "suspect")


@dataclass(slots=True, eq=False)
class _Seat:
    """One person's place on a journey or a crossing."""

    of: Any
    person: Person


def rewire(draw: Draw, world: World) -> None:
    """No ring is left, yet each person is in as many cases, calls as many numbers, holds as many things as before.

    What names people is rewired register by register, so that as many as before are on file in both.
    """
    for register in (MAIN, LC):
        _rewire_filed(draw, world, register)
    for case in world.cases:  # a few could not be dealt apart
        case.involvements = list({(i.person, i.role): i for i in case.involvements}.values())
        case.ring = -1
    _deal(draw, world.contacts, [contact.a for contact in world.contacts], "b")
    world.contacts = [contact for contact in world.contacts if contact.a != contact.b]
    world.transfers = [transfer for transfer in world.transfers if transfer.a is not transfer.b]
    world.statements = [statement for statement in world.statements if statement.a is not statement.b]
    world.rings.clear()
    world.brokers.clear()


def _rewire_filed(draw: Draw, world: World, register: str) -> None:
    cases = [case for case in world.cases if case.register == register]
    for roles in (ACCUSED, ("victim", "possible_victim")):
        slots = [(case, i) for case in cases for i in case.involvements if i.role in roles]
        _deal(draw, [i for _, i in slots], [case for case, _ in slots], "person")
    seats = [_Seat(r, person) for r in world.routes if r.register == register for person in r.travellers]
    _deal(draw, seats, [seat.of for seat in seats], "person")
    for seat in seats:
        seat.of.travellers = []
    for seat in seats:
        if seat.person not in seat.of.travellers:
            seat.of.travellers.append(seat.person)
    for ties in (world.transfers, world.statements):
        filed = [tie for tie in ties if tie.register == register]
        _deal(draw, filed, [tie.a for tie in filed], "b")
    held = [h for h in world.holdings if h.register == register and h.kind != "phone"]
    _deal(draw, held, [holding.thing for holding in held], "person")
    crossings = [crossing for crossing in world.crossings if crossing.register == register]
    _deal(draw, crossings, list(range(len(crossings))), "person")
    others = [_Seat(c, person) for c in crossings for person in c.companions]
    _deal(draw, others, [seat.of for seat in others], "person")
    for crossing in crossings:
        crossing.companions = []
    for seat in others:
        seat.of.companions.append(seat.person)


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
