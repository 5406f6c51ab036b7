"""What a row of an unknown sheet gives: its people, their part in the case, what they hold; or a call, a payment …

A proposal is a column mapping like any other. A person looks at it in the window; the command line uses it only where
it is certain: every required field is fed, and every heading it relies on says in full what it is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count

from netlens.case import schema
from netlens.case.intake.guessing.columns import SUBJECTS, Column, Guess, guess
from netlens.case.intake.guessing.words import NAME, NOTHING, read, role_in, words
from netlens.case.mapping import Mapping, RecordMap, SheetMap

_ID = ("persons", "person_id")
_ADDRESS = ("persons", "address")
_VEHICLE = ("identifiers", "vehicle")
_LEAST = 3  # columns that must be fed before a proposal is certain
_ACCOUNTS = {"fb": "facebook", "stk": "bank", "ngan hang": "bank", "bank": "bank", "tk": "bank"}


@dataclass(slots=True)
class Person:
    """One person a row speaks of: the columns that tell of them. `label` is what the mapping calls them."""

    label: str
    who: str
    number: str
    columns: list[Column] = field(default_factory=list)
    group: str = ""  # the group heading that sets its columns apart from those of others

    def headers(self, table: str, name: str) -> tuple[str, ...]:
        """The columns that feed one field, the parts of a name in their order."""
        found = [column for column in self.columns if column.target == (table, name)]
        return tuple(column.header for column in sorted(found, key=lambda column: column.part))


@dataclass(frozen=True, slots=True)
class Proposal:
    """`missing`: required fields nothing feeds, as `table.field`. `certain`: fit to be used without asking."""

    sheet: SheetMap
    columns: tuple[Column, ...]
    subject: str
    missing: tuple[str, ...] = ()
    certain: bool = False

    @property
    def fed(self) -> int:
        """How many columns it reads."""
        return len(self.sheet.columns)

    def mapping(self, name: str) -> Mapping:
        return Mapping(name, (self.sheet,))


def propose(headers: Sequence[str], rows: Sequence[Sequence[str]] = (), title: str = "") -> Proposal:
    """The likeliest mapping of a sheet with these headings; `rows` are some of its first ones, as written.

    `title` is that of the file or sheet: where no heading says what part people played, it may (`Danh sách nạn nhân`),
    which leaves a person to be asked.
    """
    found = guess(headers, rows, title)
    people = _persons(found.columns) if found.subject == "people" else []
    told = any(person.who or person.headers("involvements", "role") for person in people)
    if people and not told:
        people[0].who = role_in(title)
    records = _people(found, rows, people) if found.subject == "people" else _events(found)
    missing = tuple(dict.fromkeys(name for record in records for name in lacking(record)))
    sheet = SheetMap(tuple(records))
    fed = [column for column in found.columns if column.target != NOTHING]
    whole = found.subject != "people" or any(record.table == "involvements" for record in records)
    sure = all(column.sure and not column.by_values for column in fed) and (told or not people)
    certain = bool(records) and not missing and whole and sure and len(fed) >= _LEAST
    return Proposal(sheet, found.columns, found.subject, missing, certain)


def lacking(record: RecordMap) -> list[str]:
    """The required fields of a record that nothing feeds, as `table.field`."""
    table = schema.TABLES[record.table]
    given = {*record.fields, *record.constants, *record.refers}
    keyless = {table.key} if record.label else set()
    wanted = [name for name in table.required if name not in given and name not in keyless]
    if table.one_of and not given & set(table.one_of):
        wanted.append(table.one_of[0])
    return [f"{table.name}.{name}" for name in wanted]


def _people(found: Guess, rows: Sequence[Sequence[str]], people: Sequence[Person]) -> list[RecordMap]:
    case = {name: headers for name in _names("cases") if (headers := _fed(found.columns, "cases", name))}
    if "case_id" not in case and "title" in case:  # a case without a number is known by its name
        case["case_id"] = case["title"]
    general = {name: headers for name in _names("cases") if (headers := _fed(found.columns, "*", name))}
    records = [RecordMap("cases", {**case, **general})] if "case_id" in case else []
    for person in people:
        records += _person(person, case.get("case_id", ()), general)
    if len(people) == 2:
        records += _tie(found, rows, people)
    return records


def _persons(columns: Sequence[Column]) -> list[Person]:
    """Who a row speaks of: a name or an id begins a person, unless it says that it is of one met before.

    Where several people stand under group headings of their own, what stands under none of these is of none of them.
    """
    people: list[Person] = []
    early: list[Column] = []
    groups = {column.group for column in columns if column.target in (NAME, _ID) and column.group}
    apart = groups if len(groups) > 1 else set()

    def of(column: Column) -> Person | None:
        for person in people:
            if (person.who, person.number) == (column.who, column.number) and (
                not apart or person.group == column.group
            ):
                return person
        if column.who or (column.number and column.target in (NAME, _ID)):
            return None
        if apart:
            return next((person for person in people if person.group == column.group), None)
        alike = [person for person in people if column.number and person.number == column.number]
        return alike[0] if alike else people[-1] if people else None

    named = {(column.who, column.number) for column in columns if column.target in (NAME, _ID)}
    for column in map(partial(_counted, named), columns):
        if column.target[0] not in ("persons", "involvements", "identifiers"):
            continue
        begins = column.target in (NAME, _ID)
        person = of(column)
        known = person is not None and begins and bool(person.headers(*column.target)) and not column.part
        if person is None and (begins or column.who):
            label, called = (column.who or "person") + column.number, {other.label for other in people}
            if label in called:  # a second one: `Person 2`
                label = next(name for n in count(2) if (name := f"{column.who or 'person'}{n}") not in called)
            person = Person(label, column.who, column.number, group=column.group if column.group in apart else "")
            people.append(person)
            if not apart:
                person.columns += early
            early.clear()
        if known:
            continue
        if person is None:
            early.append(column)
        else:
            person.columns.append(column)
    return [person for person in people if any(column.target[0] == "persons" for column in person.columns)]


def _counted(named: Collection[tuple[str, str]], column: Column) -> Column:
    """A column whose number counts people; where none of that number is named, it counts phones, not suspects."""
    spare = bool(column.number) and (column.who, column.number) not in named and (column.who, "") in named
    return replace(column, number="") if spare else column


def _person(person: Person, case: tuple[str, ...], general: dict[str, tuple[str, ...]]) -> list[RecordMap]:
    """A person, their part in the case, and what they hold beyond the short forms of the table of persons.

    Without an id, a row whose columns are all empty speaks of nobody; with one, a missing id is a row to be rejected.
    """
    keyed = person.headers(*_ID)
    fields = {name: headers for name in _names("persons") if (headers := person.headers("persons", name))}
    addresses = fields.pop("address", ())
    if addresses:
        fields["address"] = addresses[:1]
    prefix = {header: f"{kind}:" for header in fields.get("accounts", ()) if (kind := account_kind(header))}
    label = "" if keyed else person.label
    refers = {} if keyed else {"person_id": person.label}
    own = {"person_id": keyed} if keyed else {}
    records = [RecordMap("persons", {**fields, **general}, label=label, prefix=prefix, optional=not keyed)]
    part = {name: headers for name in _names("involvements") if (headers := person.headers("involvements", name))}
    if case and ("role" in part or person.who):
        constants = {} if "role" in part else {"role": person.who}
        records.append(
            RecordMap(
                "involvements",
                {"case_id": case, **own, **part, **general},
                constants=constants,
                refers=refers,
            )
        )
    for kind, headers in (("vehicle", person.headers(*_VEHICLE)), ("address", addresses[1:])):
        records += [
            RecordMap("identifiers", {**own, "value": (header,)}, {"kind": kind}, refers=refers, optional=True)
            for header in headers
        ]
    return records


def _tie(found: Guess, rows: Sequence[Sequence[str]], people: Sequence[Person]) -> list[RecordMap]:
    """A stated tie between the two people of a row, where a column names it in words the list of ties knows."""
    for place, column in enumerate(found.columns):
        meant = any(match.exact and match.target == ("links", "kind") for match in read(column.header).matches)
        said = [row[place] for row in rows if place < len(row) and row[place].strip()]
        if column.target == NOTHING and meant and said and all(schema.code("link_kind", text) for text in said):
            ends = {name: person.headers(*_ID) for name, person in zip("ab", people, strict=True)}
            fields = {name: headers for name, headers in ends.items() if headers}
            refers = {name: person.label for name, person in zip("ab", people, strict=True) if not person.headers(*_ID)}
            return [RecordMap("links", {**fields, "kind": (column.header,)}, refers=refers, optional=True)]
    return []


def _events(found: Guess) -> list[RecordMap]:
    """A sheet of calls, payments, crossings …: one record a row, and the traveller where a crossing names them."""
    table = SUBJECTS[found.subject][0]
    general = {name: headers for name in _names(table) if (headers := _fed(found.columns, "*", name))}
    fields = {name: headers for name in _names(table) if (headers := _fed(found.columns, table, name))}
    refers = {}
    records = []
    if table == "crossings" and (people := _persons(found.columns)):
        person = people[0]
        about = {name: headers for name in _names("persons") if (headers := person.headers("persons", name))}
        about["address"] = about.get("address", ())[:1]
        if "document" in fields:
            about.setdefault("passport", fields["document"])
        about = {name: headers for name, headers in about.items() if headers}
        keyed = person.headers(*_ID)
        if keyed:
            fields["person_id"] = keyed
        else:
            refers = {"person_id": "traveller"}
        records.append(RecordMap("persons", about, label="" if keyed else "traveller"))
    records.append(RecordMap(table, {**fields, **general}, refers=refers))
    return records


def account_kind(header: str) -> str:
    """The kind of account a heading names (`Zalo`, `Số tài khoản ngân hàng`), "" when it names none."""
    run = words(header)
    for size in (2, 1):
        for at in range(len(run) - size + 1):
            text = " ".join(run[at : at + size])
            if kind := _ACCOUNTS.get(text) or schema.code("account_kind", text):
                return kind
    return "bank" if "tai khoan" in " ".join(run) else ""


def _names(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in schema.TABLES[table].columns)


def _fed(columns: Sequence[Column], table: str, name: str) -> tuple[str, ...]:
    return tuple(column.header for column in columns if column.target == (table, name))
