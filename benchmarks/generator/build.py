"""The whole invented world, part by part: rings and their cases, people in no ring, noise between, and the rest.

Proportions follow the published figures for Viet Nam: per hundred people 36 offenders and suspects, 53 victims, 11
others and 25 cases. Two offenders in three belong to a ring; the others work alone or in one-off groups.
"""

from datetime import timedelta

from benchmarks.generator.cases import (
    accuse,
    add_victim,
    carriers_of,
    grown,
    journey,
    new_case,
    opened,
    settle_offence,
)
from benchmarks.generator.draw import Draw, weighted
from benchmarks.generator.model import LC, MAIN, Contact, Involvement, Person, Plan, World
from benchmarks.generator.names import tell_apart
from benchmarks.generator.noise import add_noise, loose_ties
from benchmarks.generator.people import Makers
from benchmarks.generator.places import BY_WEIGHT, CORRIDORS
from benchmarks.generator.rings import FIRST_DAY, LAST_DAY, crews, found, inner_life, shared_things, size
from benchmarks.generator.shuffle import lose, rewire
from netlens.errors import NetLensError

OFFENDERS, VICTIMS, CASES, PEOPLE_PER_RING = 215 / 600, 320 / 600, 150 / 600, 40
DOMESTIC = 0.05
CASES_PER_MEMBER = (0.5, 0.85)
_LOOSE_GROUP = weighted({1: 55, 2: 30, 3: 15})


def build(plan: Plan) -> World:
    """Make the world of a plan; the same plan gives the same world. NetLensError when more is asked than fits."""
    world = World(plan)
    draw = Draw(plan.seed, "world")
    makers = Makers(Draw(plan.seed, "people"))
    offenders, victims, cases = (round(plan.people * share) for share in (OFFENDERS, VICTIMS, CASES))
    rings = round(plan.people / PEOPLE_PER_RING) if plan.rings < 0 else plan.rings
    for i in range(rings):
        wanted = plan.corridors[i] if i < len(plan.corridors) else ""
        world.rings.append(found(draw, makers, size(draw), wanted))
    members = sum(len(ring.members) - len(ring.silent) for ring in world.rings)
    if offenders < members or (rings and cases < 8 * rings):
        fitting = round(plan.people / 50)
        raise NetLensError(f"{rings} rings do not fit among {plan.people} people.", f"Ask for {fitting} or fewer.")
    for i in range(rings):
        _ring_cases(draw, makers, world, i)
    strangers = _loose_cases(draw, makers, world, offenders - members, cases - len(world.cases))
    _victims(draw, makers, world, victims)
    for case in world.cases:
        settle_offence(draw, case)
        if draw.chance(0.85):
            ring = world.rings[case.ring] if case.ring >= 0 else None
            carriers = carriers_of(ring.functions if ring else {}, case.people("offender", "suspect"))
            journey(draw, world, case, carriers, ring.vehicle if ring else "")
    silent = sum(len(ring.silent) for ring in world.rings)
    others = _others(draw, makers, world, plan.people - offenders - victims - silent)
    loose_ties(draw, world, strangers, others)
    add_noise(draw, makers, world, strangers)
    world.people = _everyone(world, strangers, others)
    world.contacts = _by_pair(world.contacts)
    if plan.shuffled:
        rewire(Draw(plan.seed, "shuffle"), world)
    if plan.lost:
        lose(Draw(plan.seed, "lost"), world, plan.lost)
    tell_apart(Draw(plan.seed, "names"), world)
    draw.shuffle(world.people)  # ids are given in this order, so that none tells who belongs to whom
    draw.shuffle(world.cases)
    draw.shuffle(world.routes)
    return world


def _ring_cases(draw: Draw, makers: Makers, world: World, index: int) -> None:
    ring = world.rings[index]
    low, high = CASES_PER_MEMBER
    wanted = max(3, round(len(ring.members) * (low + (high - low) * draw.random())))
    for i, crew in enumerate(crews(draw, ring, wanted)):
        corridor = ring.corridors[i % len(ring.corridors)]
        corridor = "VN" if len(ring.corridors) == 1 and i > 1 and draw.chance(DOMESTIC) else corridor
        day = opened(draw, ring.first + timedelta(days=60), ring.last)
        case = new_case(draw, world, draw.pick(ring.registers), corridor, day, index)
        for person in crew:
            accuse(draw, case, person, ring.functions[person])
        ring.cases.append(case)
    inner_life(draw, world, ring)
    shared_things(draw, makers, world, ring)


def _loose_cases(draw: Draw, makers: Makers, world: World, people: int, cases: int) -> list[Person]:
    """Offenders in no ring: alone or in one-off groups; some come back with other company."""
    strangers: list[Person] = []
    for _ in range(cases):
        corridor = draw.of(BY_WEIGHT)
        day = opened(draw, FIRST_DAY, LAST_DAY)
        register = LC if corridor in ("CN", "LA") and draw.chance(0.3) else MAIN
        case = new_case(draw, world, register, corridor, day)
        group: list[Person] = []
        for _ in range(draw.of(_LOOSE_GROUP)):
            if len(strangers) < people and (draw.chance(0.7) or not strangers):
                strangers.append(makers.offender(CORRIDORS[corridor], day - timedelta(days=200)))
                group.append(strangers[-1])
            elif strangers and (known := draw.pick(strangers)) not in group and grown(known, day):
                group.append(known)
        for person in group:
            accuse(draw, case, person, draw.pick(("RecruiterOrIntermediary", "Transporter", "Exploiter", "")))
    loose = [case for case in world.cases if case.ring < 0]
    while len(strangers) < people and world.cases:
        case = draw.pick(loose or world.cases)
        strangers.append(makers.offender(CORRIDORS[case.corridor], case.opened - timedelta(days=200)))
        accuse(draw, case, strangers[-1], "")
    return strangers


def _victims(draw: Draw, makers: Makers, world: World, people: int) -> None:
    """Every victim in a case, some cases with many and some with none; one in twelve was a victim before."""
    if not world.cases:
        return
    for _ in range(people):
        case = draw.pick(world.cases)
        if len(case.people("victim", "possible_victim")) > 3:
            case = draw.pick(world.cases)
        person = makers.victim(CORRIDORS[case.corridor], case.opened)
        add_victim(draw, case, person)
        if draw.chance(0.08):
            again = draw.pick(world.cases)
            if again is not case:
                add_victim(draw, again, person)


def _others(draw: Draw, makers: Makers, world: World, people: int) -> list[Person]:
    """Witnesses, people who reported, officials; and people no case names, of whom some are an offender's kin."""
    others = []
    for _ in range(max(0, people)):
        case = draw.pick(world.cases)
        person = makers.bystander(CORRIDORS[case.corridor], FIRST_DAY)
        others.append(person)
        role = draw.of(_OTHER_ROLES)
        if role:
            case.involvements.append(Involvement(person, role, since=case.opened if draw.chance(0.3) else None))
    return others


_OTHER_ROLES = weighted({"witness": 36, "reporter": 16, "official": 8, "other": 4, "": 36})


def _by_pair(contacts: list[Contact]) -> list[Contact]:
    """One contact per pair of numbers: two calls of a pair never lie so near that they could be taken for one."""
    pairs: dict[tuple[str, str], Contact] = {}
    for contact in contacts:
        pair = (min(contact.a, contact.b), max(contact.a, contact.b))
        if pair in pairs:
            pairs[pair].n += contact.n
        else:
            pairs[pair] = contact
    return list(pairs.values())


def _everyone(world: World, strangers: list[Person], others: list[Person]) -> list[Person]:
    everyone = dict.fromkeys(person for ring in world.rings for person in ring.members)
    everyone.update(dict.fromkeys(strangers))
    everyone.update(dict.fromkeys(i.person for case in world.cases for i in case.involvements))
    everyone.update(dict.fromkeys(others))
    return list(everyone)
