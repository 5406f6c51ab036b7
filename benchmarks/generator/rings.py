"""One planted ring: who does what in it, which crews work which cases, and who talks to and pays whom."""

from collections.abc import Sequence
from datetime import date, timedelta

from benchmarks.generator.draw import Draw, weighted
from benchmarks.generator.model import LC, MAIN, Contact, Holding, Person, Ring, Statement, Transfer, World
from benchmarks.generator.people import Makers
from benchmarks.generator.places import ABROAD, CORRIDORS, Corridor

FIRST_DAY, LAST_DAY = date(2016, 3, 1), date(2026, 6, 30)
SMALLEST, LARGEST, MEAN_ABOVE = 6, 25, 3.6  # members: the smallest, the largest, and the mean above the smallest
CREW = weighted({2: 12, 3: 26, 4: 30, 5: 18, 6: 14})  # members of the ring in one case
_FUNCTIONS = weighted(
    {"RecruiterOrIntermediary": 34, "Transporter": 26, "Harbourer": 12, "Exploiter": 10, "Guard": 6, "Smuggler": 6,
     "BrokerTravelAgent": 6}
)  # fmt: skip
_ONE_EACH = ("Organiser", "MoneyCourier", "RecruiterOrIntermediary", "Transporter", "DocumentSupplier")
_LINKS = weighted({"associate": 40, "family": 20, "travelled": 12, "recruited": 12, "controls": 8, "met": 8})
_NORTHERN = ("CN", "LA", "MM")


def size(draw: Draw) -> int:
    return min(LARGEST, SMALLEST + draw.geometric(MEAN_ABOVE))


def found(draw: Draw, makers: Makers, members: int, wanted: str) -> Ring:
    """A ring with its members and their functions; on two corridors now and then ("CN+KH" asks for it)."""
    corridors: tuple[str, ...] = tuple(wanted.split("+")) if wanted else (draw.of(ABROAD),)
    if not wanted and draw.chance(0.07):
        corridors = tuple(dict.fromkeys((*corridors, draw.of(ABROAD))))
    first = draw.day(FIRST_DAY, LAST_DAY - timedelta(days=500))
    last = min(LAST_DAY, first + timedelta(days=draw.between(300, 1400)))
    way = draw.random()
    registers: tuple[str, ...] = (MAIN,)
    if corridors[0] in _NORTHERN and way < 0.45:
        registers = (MAIN, LC) if way < 0.3 else (LC,)
    functions: dict[Person, str] = {}
    for i in range(members):
        function = _ONE_EACH[i] if i < len(_ONE_EACH) else draw.of(_FUNCTIONS)
        if i >= 8 and draw.chance(0.06):
            function = "CorruptOfficial"
        corridor = CORRIDORS[corridors[i % len(corridors)]]
        person = makers.offender(corridor, first, abroad=function == "Exploiter" and draw.chance(0.6))
        functions[person] = function
        if draw.chance(0.2):
            makers.burner(person)
    everyone = list(functions)
    cells = 1 + members // 9
    silent = [p for i, p in enumerate(everyone) if i > 1 and p.phones and draw.chance(0.04)]
    return Ring(
        corridors, registers, first, last, everyone, functions, {p: draw.below(cells) for p in everyone}, silent
    )


def crews(draw: Draw, ring: Ring, cases: int) -> list[list[Person]]:
    """Which members each case names: mostly of one cell, the busy ones often, every one at least once."""
    active = [p for p in ring.members if p not in ring.silent]
    zeal = {p: (0.4 + 2.0 * draw.random() ** 2) * (0.5 if ring.functions[p] == "Organiser" else 1.0) for p in active}
    named = []
    for _ in range(cases):
        cell = ring.cells[draw.pick(active)]
        weight = {p: zeal[p] * (4.0 if ring.cells[p] == cell else 0.6) for p in active}
        named.append(_choose(draw, weight, draw.of(CREW)))
    seen = {p for crew in named for p in crew}
    for person in active:
        if person not in seen:
            draw.pick(named).append(person)
    return named


def _choose(draw: Draw, weight: dict[Person, float], k: int) -> list[Person]:
    """k different people, each by weight among those left."""
    left = dict(weight)
    chosen: list[Person] = []
    while left and len(chosen) < k:
        person = draw.of(weighted(left))
        chosen.append(person)
        del left[person]
    return chosen


def inner_life(draw: Draw, world: World, ring: Ring) -> None:
    """Calls, payments, stated links and shared things inside a ring: more inside a cell, much with the organisers."""
    members = ring.members
    pairs: set[tuple[int, int]] = set()
    for i, person in enumerate(members):
        weight = {
            j: (3.0 if ring.cells[p] == ring.cells[person] else 0.8) * (1.0 + (ring.functions[p] == "Organiser"))
            for j, p in enumerate(members)
            if j != i
        }
        table = weighted(weight)
        pairs.update((min(i, j), max(i, j)) for j in (draw.of(table) for _ in range(1 + draw.geometric(1.2))))
    for i, j in sorted(pairs):
        call(draw, world, members[i], members[j], ring, 1 + draw.geometric(2.5))
    heads = [p for p in members if ring.functions[p] in ("Organiser", "MoneyCourier", "Financier")]
    for person in members:
        if person not in heads and draw.chance(0.6):
            transfer(draw, world, draw.pick(heads), person, ring, 1 + draw.geometric(1.0))
    for _ in range(round(len(members) * 0.25)):
        a, b = draw.sample(members, 2)
        since = draw.day(ring.first, ring.last)
        world.statements.append(Statement(a, b, draw.of(_LINKS), since, draw.pick(ring.registers)))


def shared_things(draw: Draw, makers: Makers, world: World, ring: Ring) -> None:
    """A safe house, a car, a lent account: held by several members."""
    corridor = CORRIDORS[ring.corridors[0]]
    if draw.chance(0.5):
        house = makers.bystander(corridor, ring.last).address
        hold(draw, world, draw.sample(ring.members, draw.between(2, 4)), "address", house, "user", ring)
    if draw.chance(0.6):
        ring.vehicle = makers.numbers.plate(draw.pick(ring.members).province)
        hold(draw, world, draw.sample(ring.members, draw.between(2, 3)), "vehicle", ring.vehicle, "user", ring)
    if draw.chance(0.2):
        hold(draw, world, draw.sample(ring.members, 2), "account", makers.numbers.bank_account(), "stated", ring)


def hold(draw: Draw, world: World, holders: Sequence[Person], kind: str, thing: str, basis: str, ring: Ring) -> None:
    for person in holders:
        since = draw.day(ring.first, ring.last) if draw.chance(0.7) else None
        world.holdings.append(Holding(person, kind, thing, since, None, basis, draw.pick(ring.registers)))


def number_of(draw: Draw, person: Person) -> str:
    """The number a person calls from: one on file, or now and then the one that is not; "" without any."""
    if person.burner and (not person.phones or draw.chance(0.4)):
        return person.burner
    return draw.pick(person.phones) if person.phones else ""


def call(draw: Draw, world: World, a: Person, b: Person, ring: Ring, n: int) -> None:
    """Calls between two people in a ring's time; none when one of them has no number."""
    caller, callee = number_of(draw, a), number_of(draw, b)
    if caller and callee:
        world.contacts.append(Contact(caller, callee, n, ring.first, ring.last, draw.pick(ring.registers)))


def transfer(draw: Draw, world: World, a: Person, b: Person, ring: Ring, n: int) -> None:
    currency = draw.pick((*currencies(CORRIDORS[ring.corridors[0]]), "VND", "VND", "VND"))
    world.transfers.append(Transfer(a, b, n, ring.first, ring.last, currency, draw.pick(ring.registers)))


def currencies(corridor: Corridor) -> tuple[str, ...]:
    return {"CN": ("CNY",), "GB": ("GBP", "USD"), "KH": ("USD",), "LA": ("USD",)}.get(corridor.code, ("USD",))
