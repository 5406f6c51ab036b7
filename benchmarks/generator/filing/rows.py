"""The facts of one register as rows of the native tables, dates still as dates: the writer gives them their form."""

from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.generator.draw import Draw, weighted
from benchmarks.generator.filing.registers import Files
from benchmarks.generator.model import Case, Holding, Involvement, Person, Route, World
from benchmarks.generator.names import as_another_clerk_wrote
from benchmarks.generator.numbers import national, written
from benchmarks.generator.places import PROVINCES

Cell = str | date
Row = dict[str, Cell]

_COUNTRY = {
    "CN": "Trung Quốc", "KH": "Campuchia", "GB": "Anh", "MY": "Malaysia", "KR": "Hàn Quốc", "TW": "Đài Loan",
    "LA": "Lào", "MM": "Myanmar", "SA": "Ả Rập Xê Út", "TH": "Thái Lan", "VN": "tỉnh khác",
}  # fmt: skip
_BASIS = weighted({"subscriber": 40, "user": 35, "seized": 15, "stated": 10})
_SOURCE = {
    "main": weighted({"1": 48, "2": 34, "3": 6, "": 12}),
    "LC": weighted({"A": 20, "B": 40, "C": 24, "F": 6, "": 10}),
}
_INFO = {
    "main": weighted({"A": 36, "B": 28, "C": 20, "D": 12, "E": 4}),
    "LC": weighted({"1": 30, "2": 36, "3": 20, "4": 10, "6": 4}),
}
_HANDLING = {"main": weighted({"P": 70, "C": 22, "": 8}), "LC": weighted({"H1": 60, "H2": 24, "H0": 8, "": 8})}


class Register:
    """What one register files: its name, whose ids, and how it grades. A way of writing of its own (draws)."""

    def __init__(self, draw: Draw, world: World, name: str) -> None:
        self.draw, self.world, self.name = draw, world, name
        self.files = Files()
        self.dated_phones: list[Row] = []  # rows of `identifiers` that `persons` leaves behind

    def graded(self, row: Row) -> Row:
        source = self.draw.of(_SOURCE[self.name])
        row["grade_source"] = source
        row["grade_info"] = self.draw.of(_INFO[self.name]) if source else ""
        row["handling"] = self.draw.of(_HANDLING[self.name])
        return row


def cases(register: Register) -> Iterator[Row]:
    for case in register.world.cases:
        if case.register == register.name:
            yield register.graded(_case(register, case))


def _case(register: Register, case: Case) -> Row:
    """Now and then the summary names a victim: free text that must never be handed on."""
    draw = register.draw
    home = case.province or PROVINCES["001"]
    province = home.on(case.opened)
    victims = case.people("victim", "possible_victim")
    summary = f"{len(victims)} người ở {draw.pick(home.districts)}, {province} bị đưa đi {_COUNTRY[case.corridor]}."
    if not draw.chance(0.7):
        summary = ""
    if victims and draw.chance(0.06):
        summary = f"{victims[0].name} trình báo sau khi trở về. {summary}".strip()
    unit = "Công an tỉnh Lào Cai" if register.name == "LC" else f"Công an {province}"
    title = "Mua bán người" if case.offence.startswith("15") else "Đưa người xuất cảnh trái phép"
    return {
        "case_id": case.id,
        "title": f"{title} sang {_COUNTRY[case.corridor]}",
        "offence": case.offence,
        "status": case.status,
        "opened": case.opened,
        "agency": draw.pick((unit, unit, "Bộ đội Biên phòng", "Cục Cảnh sát hình sự (C02)")),
        "province": province if draw.chance(0.95) else "",
        "summary": summary,
        "can_bo_thu_ly": f"CB-{draw.between(1, 40):02d}",
    }


def persons(register: Register) -> Iterator[Row]:
    """One row per id. What is known of the same person differs from id to id, and from register to register."""
    for person in register.world.people:
        for i, record in enumerate(person.records.get(register.name, ())):
            again = i > 0 or next(iter(person.records)) != register.name
            yield _person(register, person, record, again)


def _person(register: Register, person: Person, record: str, again: bool) -> Row:
    draw = register.draw
    name = as_another_clerk_wrote(draw, person.name) if again and draw.chance(0.6) else person.name
    phones = []
    for phone in person.phones:
        if not draw.chance(0.7 if again else 0.95):
            continue
        if draw.chance(0.65):
            phones.append(written(draw, phone))
        else:
            since: Cell = date(2014, 1, 1) + timedelta(days=draw.below(500)) if draw.chance(0.5) else ""
            register.dated_phones.append(_identifier(record, "phone", phone, since, "", draw.of(_BASIS)))
    born: Cell = person.born
    if person not in register.world.under_age:
        way = draw.random()
        born = "" if way < 0.08 else str(person.born.year) if way < 0.18 else person.born
    return {
        "person_id": record,
        "full_name": "" if person in register.world.nameless else name,
        "aliases": person.alias,
        "sex": person.sex,
        "birth_date": born,
        "nationality": person.nationality,
        "ethnicity": person.ethnicity if draw.chance(0.9) else "",
        "id_number": person.id_number if draw.chance(0.75) else "",
        "passport": person.passport,
        "phones": "; ".join(phones),
        "accounts": "; ".join(account for account in person.accounts if draw.chance(0.85)),
        "address": person.address if draw.chance(0.85) else "",
        "province": person.province.name if person.nationality == "VN" and draw.chance(0.85) else "",
        "note": person.note,
        "so_ho_so": f"HS-{draw.digits(5)}",
    }


def identifiers(register: Register) -> Iterator[Row]:
    """To be asked after persons(): phones with their basis, and things that several people hold, with their dates."""
    yield from register.dated_phones
    for holding in register.world.holdings:
        if holding.register == register.name:
            yield _held(register, holding)


def _held(register: Register, holding: Holding) -> Row:
    record = register.files.id_of(holding.person, register.name)
    return _identifier(record, holding.kind, holding.thing, holding.since or "", holding.until or "", holding.basis)


def _identifier(record: str, kind: str, value: str, since: Cell, until: Cell, basis: str) -> Row:
    return {
        "person_id": record,
        "kind": kind,
        "value": national(value),
        "since": since,
        "until": until,
        "basis": basis,
    }


def involvements(register: Register) -> Iterator[Row]:
    for case in register.world.cases:
        if case.register == register.name:
            for involvement in case.involvements:
                yield register.graded(_involvement(register, case, involvement))


def _involvement(register: Register, case: Case, involvement: Involvement) -> Row:
    return {
        "case_id": case.id,
        "person_id": register.files.id_of(involvement.person, register.name),
        "role": involvement.role,
        "functions": involvement.function,
        "exploitation": involvement.exploitation,
        "recruited_via": involvement.via,
        "since": involvement.since or "",
        "stage": involvement.stage,
        "stage_date": involvement.stage_date or "",
        "found": involvement.found,
        "returned": involvement.returned or "",
        "note": involvement.note,
    }


def routes(register: Register) -> Iterator[Row]:
    for route in register.world.routes:
        if route.register == register.name:
            for row in _stops(register, route):
                yield register.graded(row)


def _stops(register: Register, route: Route) -> Iterator[Row]:
    """Everyone is on the legs to the border; those who brought the victims are not where they are exploited."""
    names = [register.files.id_of(person, register.name) for person in route.travellers]
    last = len(route.stops) - 1
    for i, (stop, day) in enumerate(zip(route.stops, route.days, strict=True)):
        yield {
            "route_id": route.id,
            "case_id": route.case.id if route.case else "",
            "stop": str(i + 1),
            "place": stop.place,
            "province": PROVINCES[stop.province].on(day) if stop.province else "",
            "country": stop.country,
            "kind": "recruitment" if i == 0 else "exploitation" if i == last else "transit",
            "mode": stop.mode,
            "gate": stop.gate,
            "date": day if not route.clock or register.draw.chance(0.97) else "",
            "persons": "; ".join(names if 0 < i < max(2, last) else names[1:] or names),
        }
