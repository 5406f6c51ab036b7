"""What there is in the invented world, before anyone writes it down: people, cases, rings, and what ties them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from benchmarks.generator.places import Province, Step

PROTECTED = ("victim", "possible_victim", "witness", "reporter")
MAIN, LC = "main", "LC"  # the two registers: the national file, and that of a border province


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make. `rings` -1: as many as the number of people suggests; `corridors` names those of the first rings.

    `lost` is the share of the evidence that never reached the file; `shuffled` rewires everything, so that no ring is
    left while every person keeps as many ties, and every case as many people.
    """

    people: int
    seed: int
    rings: int = -1
    corridors: tuple[str, ...] = ()
    shuffled: bool = False
    lost: float = 0.0


@dataclass(slots=True, eq=False)
class Person:
    """`phones` are those a register may know; `burner` one that none does. `records`: register → ids, when written."""

    name: str
    alias: str
    sex: str
    born: date
    ethnicity: str
    nationality: str
    province: Province
    address: str
    id_number: str
    passport: str
    phones: tuple[str, ...]
    accounts: tuple[str, ...]
    burner: str = ""
    note: str = ""
    records: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Involvement:
    person: Person
    role: str
    function: str = ""
    stage: str = ""
    stage_date: date | None = None
    since: date | None = None
    exploitation: str = ""
    via: str = ""
    found: str = ""
    returned: date | None = None
    note: str = ""


@dataclass(slots=True, eq=False)
class Case:
    """`ring` is the index of the planted ring that did it, -1 for none."""

    register: str
    corridor: str
    opened: date
    ring: int = -1
    offence: str = "150"
    status: str = "investigating"
    province: Province | None = None
    summary: str = ""
    involvements: list[Involvement] = field(default_factory=list)
    id: str = ""

    def people(self, *roles: str) -> list[Person]:
        return [i.person for i in self.involvements if i.role in roles]

    def protected(self) -> list[Person]:
        """Who may not be named: victims and the like, and whoever was under 18 when the case was opened."""
        return [i.person for i in self.involvements if i.role in PROTECTED or self._minor(i)]

    def _minor(self, involvement: Involvement) -> bool:
        day = min(self.opened, involvement.since or self.opened)
        return (day - involvement.person.born).days < 18.1 * 365.25


@dataclass(slots=True, eq=False)
class Route:
    """One journey: the stops with their days, and who travelled. `clock` is False when its dates run backwards."""

    case: Case | None
    register: str
    corridor: str
    stops: tuple[Step, ...]
    days: tuple[date, ...]
    travellers: list[Person]
    clock: bool = True
    id: str = ""


@dataclass(slots=True, eq=False)
class Contact:
    """Two numbers that called each other `n` times between two days."""

    a: str
    b: str
    n: int
    first: date
    last: date
    register: str


@dataclass(slots=True, eq=False)
class Transfer:
    """Money that went `n` times from one person to another, of whom the file knows an account, a phone or the id."""

    a: Person
    b: Person
    n: int
    first: date
    last: date
    currency: str
    register: str


@dataclass(slots=True, eq=False)
class Statement:
    """A tie that somebody stated or observed."""

    a: Person
    b: Person
    kind: str
    since: date
    register: str


@dataclass(slots=True, eq=False)
class Holding:
    """`thing` names what is held: holdings of one thing share the same text."""

    person: Person
    kind: str
    thing: str
    since: date | None
    until: date | None
    basis: str
    register: str


@dataclass(slots=True, eq=False)
class Crossing:
    person: Person
    gate: str
    direction: str
    when: datetime
    vehicle: str
    companions: list[Person]
    register: str
    by_document: bool = False


@dataclass(slots=True, eq=False)
class Ring:
    """`members` in drawn order with their functions and cells; `silent` are members no case names."""

    corridors: tuple[str, ...]
    registers: tuple[str, ...]
    first: date
    last: date
    members: list[Person]
    functions: dict[Person, str]
    cells: dict[Person, int]
    silent: list[Person]
    cases: list[Case] = field(default_factory=list)
    vehicle: str = ""


@dataclass(slots=True)
class World:
    """Everything, by kind; and what a test may want to know of it."""

    plan: Plan
    people: list[Person] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    crossings: list[Crossing] = field(default_factory=list)
    hubs: list[str] = field(default_factory=list)
    brokers: list[Person] = field(default_factory=list)
    helpers: list[Person] = field(default_factory=list)
    acquitted: list[Person] = field(default_factory=list)
    once_victims: list[Person] = field(default_factory=list)
    recycled: list[str] = field(default_factory=list)
    under_age: set[Person] = field(default_factory=set)
    nameless: set[Person] = field(default_factory=set)
