"""Who is on file where, under which id, and what each register knows of him: two registers, and clerks who err."""

from collections import Counter
from collections.abc import Iterator

from benchmarks.generator.draw import Draw
from benchmarks.generator.model import LC, MAIN, Person, World
from benchmarks.generator.shuffle import ACCUSED

TWICE_OFFENDER, TWICE_VICTIM = 0.06, 0.25  # of those in two cases or more of one register, who got a second id there


def give_ids(draw: Draw, world: World) -> None:
    """Number cases, routes and people register by register: both have a P0001, and it is not the same person.

    A person is on file in each register that states something of him; some are on file twice in one.
    """
    needs: dict[Person, dict[str, None]] = {person: {} for person in world.people}
    for person, register in _mentions(world):
        needs[person][register] = None
    often = Counter(
        (i.person, case.register, i.role in ACCUSED)
        for case in world.cases
        for i in {i.person: i for i in case.involvements}.values()
    )
    width = max(4, len(str(len(world.people))))
    count: Counter[str] = Counter()

    def number(letter: str, register: str) -> str:
        count[letter + register] += 1
        return f"{letter}{count[letter + register]:0{width}d}"

    for case in world.cases:
        case.id = number("C", case.register)
    for route in world.routes:
        route.id = number("R", route.register)
    for person, registers in needs.items():
        for register in registers or {MAIN: None}:
            person.records[register] = [number("P", register)]
            accused, victim = often[person, register, True], often[person, register, False]
            if (accused > 1 and not victim and draw.chance(TWICE_OFFENDER)) or (
                victim > 1 and not accused and draw.chance(TWICE_VICTIM)
            ):
                person.records[register].append(number("P", register))


def _mentions(world: World) -> Iterator[tuple[Person, str]]:
    for case in world.cases:
        for involvement in case.involvements:
            yield involvement.person, case.register
    for route in world.routes:
        for person in route.travellers:
            yield person, route.register
    for crossing in world.crossings:
        for person in (crossing.person, *crossing.companions):
            yield person, crossing.register
    for statement in world.statements:
        yield statement.a, statement.register
        yield statement.b, statement.register
    for transfer in world.transfers:
        yield transfer.a, transfer.register
        yield transfer.b, transfer.register
    for holding in world.holdings:
        yield holding.person, holding.register


class Files:
    """Which of a person's ids the next fact names: in turn, so that each id of one on file twice is named by a case."""

    def __init__(self) -> None:
        self._turn: Counter[tuple[Person, str]] = Counter()

    def id_of(self, person: Person, register: str) -> str:
        ids = person.records[register]
        if len(ids) == 1:
            return ids[0]
        self._turn[person, register] += 1
        return ids[self._turn[person, register] % len(ids)]


def registers(world: World) -> tuple[str, ...]:
    used = {register for person in world.people for register in person.records}
    return tuple(register for register in (MAIN, LC) if register in used)
