"""What ties people of different rings and people of none: brokers, helpers, kin, wrong numbers, the taxi company."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from benchmarks.generator.cases import accuse, add_victim, grown
from benchmarks.generator.draw import Draw
from benchmarks.generator.model import Case, Contact, Holding, Person, Ring, Statement, World
from benchmarks.generator.people import Makers
from benchmarks.generator.rings import FIRST_DAY, LAST_DAY, call, number_of

BROKERS, HELPERS, CROSS_CALLS, OUTWARD_CALLS = 0.05, 0.2, 0.2, 1.0
ONCE_VICTIM, UNDER_AGE, ACQUITTED, RECYCLED, NAMELESS = 0.12, 0.1, 0.15, 0.015, 0.015
HUB_USERS, PEOPLE_PER_HUB = 0.3, 700


def loose_ties(draw: Draw, world: World, strangers: Sequence[Person], others: Sequence[Person]) -> None:
    """What people in no ring have to do with one another: a call between accomplices, kin, strangers by chance."""
    for case in world.cases:
        if case.ring >= 0:
            continue
        group = case.people("offender", "suspect")
        for a, b in pairwise(group):
            if draw.chance(0.5):
                _contact(draw, world, a, b, case.register, 1 + draw.geometric(1.5))
    for person in strangers:
        if draw.chance(0.6):
            _contact(
                draw,
                world,
                person,
                draw.pick(strangers),
                draw.pick(("main", "main", "main", "LC")),
                1 + draw.geometric(1.0),
            )
    accused = [*strangers, *(p for ring in world.rings for p in ring.members)]
    for person in others:
        if accused and draw.chance(0.4):
            kin = draw.pick(accused)
            _contact(draw, world, kin, person, "main", 1 + draw.geometric(4.0))
            if draw.chance(0.4):
                world.statements.append(Statement(kin, person, "family", draw.day(FIRST_DAY, LAST_DAY), "main"))


def add_noise(draw: Draw, makers: Makers, world: World, strangers: Sequence[Person]) -> None:
    """What makes rings hard to tell apart; each figure is a share of the members or of the cases."""
    members = [(person, ring) for ring in world.rings for person in ring.members]
    for person, ring in members:
        outward = OUTWARD_CALLS * draw.random() * 2
        if draw.chance(CROSS_CALLS):
            other, home = draw.pick(members)
            if home is not ring:
                call(draw, world, person, other, ring, 1 + draw.geometric(0.8))
        for _ in range(round(outward)):
            if strangers and draw.chance(0.35):
                call(draw, world, person, draw.pick(strangers), ring, 1 + draw.geometric(0.6))
            elif number := number_of(draw, person):
                outside = makers.numbers.phone()
                world.contacts.append(
                    Contact(number, outside, 1 + draw.geometric(0.8), ring.first, ring.last, draw.pick(ring.registers))
                )
        if len(world.rings) > 1 and draw.chance(BROKERS) and person not in ring.silent:
            other_ring = draw.pick(world.rings)
            case = draw.pick(other_ring.cases)
            known = case.people("offender", "suspect")
            if other_ring is not ring and person not in known and grown(person, case.opened):
                accuse(draw, case, person, ring.functions[person])
                call(draw, world, person, draw.pick(other_ring.members), other_ring, 1 + draw.geometric(1.0))
                world.brokers.append(person)
        if draw.chance(NAMELESS):
            world.nameless.add(person)
    for ring in world.rings:
        _in_one_ring(draw, makers, world, ring, strangers)
    _recycled_sims(draw, world, [*strangers, *(person for person, _ in members)])
    _hubs(draw, makers, world, [*strangers, *(person for person, _ in members)])


def _in_one_ring(draw: Draw, makers: Makers, world: World, ring: Ring, strangers: Sequence[Person]) -> None:
    """One-off helpers, an acquitted man, a victim who later recruits, a member under age, calls to the victims."""
    for case in ring.cases:
        if strangers and draw.chance(HELPERS):
            helper = draw.pick(strangers)
            if helper not in case.people("offender", "suspect") and grown(helper, case.opened):
                accuse(draw, case, helper, "Transporter")
                world.helpers.append(helper)
        recruiters = [p for p in case.people("offender", "suspect") if p.phones]
        for victim in case.people("victim", "possible_victim"):
            if recruiters and victim.phones and draw.chance(0.4):
                call(draw, world, draw.pick(recruiters), victim, ring, 1 + draw.geometric(3.0))
    if strangers and draw.chance(ACQUITTED):
        man = draw.pick(strangers)
        for case in draw.sample(ring.cases, 2):
            if man not in case.people("offender", "suspect") and grown(man, case.opened):
                accuse(draw, case, man, "", stage="acquitted")
        world.acquitted.append(man)
    by_date = sorted(ring.cases, key=lambda case: case.opened)
    if draw.chance(ONCE_VICTIM):
        early = by_date[0].people("offender", "suspect")
        late = [p for case in by_date[1:] for p in case.people("offender", "suspect") if p in ring.functions]
        late = [p for p in late if p.sex == "F" and p.nationality == "VN" and p not in early]
        if late:
            add_victim(draw, by_date[0], late[0])
            ring.functions[late[0]] = "RecruiterOrIntermediary"
            world.once_victims.append(late[0])
    if draw.chance(UNDER_AGE):
        _under_age(makers, world, by_date[0], ring)


def _under_age(makers: Makers, world: World, case: Case, ring: Ring) -> None:
    """One of the crew was sixteen when the case was opened."""
    crew = [p for p in case.people("offender", "suspect") if p in ring.functions and p.nationality == "VN"]
    if crew:
        person = crew[-1]
        person.born = case.opened - timedelta(days=16 * 365 + 120)
        person.id_number = makers.numbers.personal(person.province, person.sex, person.born)
        world.under_age.add(person)


def _recycled_sims(draw: Draw, world: World, people: Sequence[Person]) -> None:
    """A number one person gave up, and months later another was sold: on file with its dates for both."""
    by_number: dict[str, list[Contact]] = {}
    for contact in world.contacts:
        by_number.setdefault(contact.a, []).append(contact)
        by_number.setdefault(contact.b, []).append(contact)
    two_phones = [person for person in people if len(person.phones) > 1]
    sold = [person for person in two_phones if draw.chance(RECYCLED / 0.28)] or two_phones[:1]
    for person in sold:
        number = person.phones[-1]
        later = draw.pick(people)
        if later is person or number in later.phones:
            continue
        end = draw.day(FIRST_DAY + timedelta(days=400), LAST_DAY - timedelta(days=800))
        again = end + timedelta(days=draw.between(90, 400))
        person.phones = person.phones[:-1]
        world.holdings.append(Holding(person, "phone", number, FIRST_DAY, end, "subscriber", "main"))
        world.holdings.append(Holding(later, "phone", number, again, None, "subscriber", "main"))
        world.recycled.append(number)
        for contact in by_number.get(number, ()):
            contact.last = min(contact.last, end)
            contact.first = min(contact.first, contact.last)


def _hubs(draw: Draw, makers: Makers, world: World, people: Sequence[Person]) -> None:
    """Taxi companies: a number a third of all offenders of a region have called; a few even gave it as their own."""
    hubs = [makers.numbers.phone() for _ in range(max(1, round(len(world.cases) * 4 / PEOPLE_PER_HUB)))]
    world.hubs.extend(hubs)
    for person in people:
        number = number_of(draw, person)
        if number and draw.chance(HUB_USERS):
            first = draw.day(FIRST_DAY, LAST_DAY - timedelta(days=400))
            last = first + timedelta(days=400)
            world.contacts.append(Contact(number, draw.pick(hubs), 1 + draw.geometric(0.7), first, last, "main"))
            if draw.chance(0.02):
                world.holdings.append(Holding(person, "phone", draw.pick(hubs), None, None, "stated", "main"))


def _contact(draw: Draw, world: World, a: Person, b: Person, register: str, n: int) -> None:
    caller, callee = number_of(draw, a), number_of(draw, b)
    if caller and callee and a is not b:
        first = draw.day(FIRST_DAY, LAST_DAY - timedelta(days=300))
        world.contacts.append(Contact(caller, callee, n, first, first + timedelta(days=200), register))
