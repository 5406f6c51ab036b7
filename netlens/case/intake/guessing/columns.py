"""Which field each column of an unknown sheet feeds: its heading and its values, read for the whole sheet at once.

A heading alone is often open (`Ngày`, `Trạng thái`); what the sheet is about decides. A sheet is about calls, payments,
crossings, ties, routes, reports or people, told from the headings only such a sheet has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from netlens.case import schema
from netlens.case.intake.guessing import shapes
from netlens.case.intake.guessing.words import NAME, NOTHING, Heading, Match, Target, read, subject_in, words
from netlens.case.values.heading import JOINED

# The tables a sheet of each subject may feed, the likelier first; all but people need the columns that tell them.
SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "calls": ("calls",),
    "payments": ("payments",),
    "links": ("links",),
    "crossings": ("crossings", "persons"),
    "routes": ("routes",),
    "reports": ("reports",),
    "people": ("persons", "cases", "involvements", "identifiers"),
}
_TELLING: Mapping[str, tuple[frozenset[str], ...]] = {  # one of each set must be there; of payments, of two of them
    "calls": (frozenset({"caller"}), frozenset({"callee"})),
    "payments": (frozenset({"amount"}), frozenset({"payer", "payee"}), frozenset({"when"})),
    "links": (frozenset({"a"}), frozenset({"b"})),
    "crossings": (frozenset({"when"}), frozenset({"gate", "direction", "document"})),
    "routes": (frozenset({"stop"}), frozenset({"place"})),
    "reports": (frozenset({"report_id"}), frozenset({"received"})),
}
# Fields several columns may feed together: parts of a name, day and hour, debit and credit, one phone after the other.
SEVERAL = frozenset(
    {
        NAME,
        ("persons", "phones"),
        ("persons", "accounts"),
        ("persons", "address"),
        ("persons", "id_number"),
        ("persons", "passport"),
        ("persons", "aliases"),
        ("cases", "offence"),
        ("cases", "summary"),
        ("calls", "start"),
        ("payments", "when"),
        ("payments", "amount"),
        ("payments", "reference"),
        ("crossings", "when"),
        ("identifiers", "vehicle"),
    }
)
_BY_SHAPE: Mapping[str, Mapping[str, Target]] = {  # what unheaded or unknown columns are, by what stands in them
    "people": {
        "phone": ("persons", "phones"),
        "id_number": ("persons", "id_number"),
        "passport": ("persons", "passport"),
        "plate": ("identifiers", "vehicle"),
        "account": ("persons", "accounts"),
        "name": NAME,
        "code:role": ("involvements", "role"),
        "code:sex": ("persons", "sex"),
        "code:stage": ("involvements", "stage"),
        "code:exploitation": ("involvements", "exploitation"),
        "code:functions": ("involvements", "functions"),
        "code:recruited_via": ("involvements", "recruited_via"),
    },
    "crossings": {"passport": ("crossings", "document"), "code:direction": ("crossings", "direction"), "name": NAME},
    "calls": {"code:call_kind": ("calls", "kind")},
}
_LEAST_SHARE = 0.5
_MISSING: Mapping[str, int] = {"payments": 1}  # of the telling sets, so many may be absent
_TITLED = 2.0  # what a title adds to the subject it names: as much as two columns
# What a heading means in a sheet about something else: the travel document of a list of people is their passport.
_INSTEAD: Mapping[str, Mapping[Target, Target]] = {
    "people": {("crossings", "document"): ("persons", "passport"), ("calls", "caller"): ("persons", "phones")},
    "payments": {("calls", "start"): ("payments", "when"), ("cases", "summary"): ("payments", "reference")},
}


@dataclass(frozen=True, slots=True)
class Column:
    """The guess for one column. `target` is (table, field), ("", "") for an extra attribute; `part` orders a name.

    `sure`: its heading says so in full, and its values do not contradict. `by_values`: only they say it.
    """

    header: str
    target: Target = NOTHING
    sure: bool = False
    by_values: bool = False
    who: str = ""
    number: str = ""
    part: int = 0

    @property
    def field(self) -> str:
        """`table.field`, "" when it feeds none."""
        return ".".join(self.target) if self.target[1] else ""

    @property
    def group(self) -> str:
        """The group heading it stands under, "" when under none."""
        return self.header.rpartition(JOINED)[0]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sheet is about (a key of SUBJECTS), and each of its columns."""

    subject: str
    columns: tuple[Column, ...]


def guess(headers: Sequence[str], rows: Sequence[Sequence[str]] = (), title: str = "") -> Guess:
    """The likeliest field of each column; `rows` are some of the sheet's first ones, as written; `title` its name."""
    headings = [read(header) for header in headers]
    values = [[row[place] for row in rows if place < len(row)] for place in range(len(headers))]
    subject = _subject(headings, subject_in(title) if title else "")
    columns = [_column(heading, cells, subject) for heading, cells in zip(headings, values, strict=True)]
    return Guess(subject, tuple(_each_once(columns)))


def _subject(headings: Sequence[Heading], titled: str) -> str:
    """What the sheet is about: the subject most of whose columns are there, among those whose telling ones are."""
    scores = {}
    for subject, tables in SUBJECTS.items():
        found: dict[str, float] = {}
        for heading in headings:
            match = _best(heading, subject)
            if match and match.target[0] == tables[0]:
                found[match.target[1]] = max(found.get(match.target[1], 0.0), match.share)
        absent = [
            names for names in _TELLING.get(subject, ()) if max(map(found.get, names, repeat(0.0))) <= _LEAST_SHARE
        ]
        if len(absent) <= _MISSING.get(subject, 0):
            matches = [match for heading in headings if (match := _best(heading, subject))]
            fed = sum(match.share for match in matches if match.target != NOTHING)
            scores[subject] = fed + (_TITLED if subject == titled else 0.0)
    return max(scores, key=lambda subject: (scores[subject], subject != "people"))


def _best(heading: Heading, subject: str) -> Match | None:
    """The likeliest reading of a heading in a sheet about something, None where there is none."""
    return next(iter(_ranked(heading, subject)), None)


def _ranked(heading: Heading, subject: str) -> list[Match]:
    """The readings: the most words of it first, then whole ones; of two as good, the subject's likelier table."""
    if heading.of_others:
        return []
    tables = SUBJECTS[subject]

    def rank(match: Match) -> tuple[float, float, int]:
        table = match.target[0]
        place = tables.index(table) if table in tables else len(tables) + (not table)
        return -round(match.weight, 2), -match.share, place

    instead = _INSTEAD.get(subject, {})
    carried = (replace(match, target=instead.get(match.target, match.target)) for match in heading.matches)
    open_ = [match for match in carried if match.target[0] in (*tables, "*", "")]
    if not open_:
        return []
    ranked = sorted(open_, key=rank)
    if ranked[0].target == NOTHING and ranked[0].share < 1.0:
        # A detail that feeds nothing (`nơi cấp`) counts only as the longest; a whole heading we know goes before it.
        return [match for match in ranked if match.exact and match.target != NOTHING] or ranked[:1]
    return ranked


def _column(heading: Heading, cells: Sequence[str], subject: str) -> Column:
    # In a list of payments a beneficiary is no victim: parts in a case are what lists of people tell.
    plain = Column(heading.text, who=heading.who if subject == "people" else "", number=heading.number)
    if heading.of_others:
        return plain
    ranked = _ranked(heading, subject)
    if ranked and ranked[0].target == NOTHING:
        return plain
    for match in ranked:
        # For one that its values belie goes the next, if it explains nearly as much.
        if match.target == NOTHING or match.weight < ranked[0].weight - 0.2:
            break
        if not shapes.contradicts(_kind(match.target), cells):
            return replace(plain, target=match.target, sure=match.exact, part=match.part)
    # An unknown heading, or one that lies: what stands below it.
    target = _BY_SHAPE.get(subject, {}).get(shapes.shape_of(cells), NOTHING)
    return plain if target == NOTHING else replace(plain, target=target, by_values=True)


def _kind(target: Target) -> str:
    table, name = target
    if table in schema.TABLES and name != "vehicle":
        return schema.TABLES[table].column(name).kind
    return "plate" if name == "vehicle" else ""


def _each_once(columns: Sequence[Column]) -> list[Column]:
    """Of several columns that mean one field of one person, the surest has it, then the first; the rest are extra."""
    best: dict[tuple[Target, str, str], int] = {}
    groups = {column.group for column in columns if column.target in (NAME, ("persons", "person_id"))}
    for place, column in enumerate(columns):
        if column.target == NOTHING or column.target in SEVERAL or _by_sex(column):
            continue
        apart = column.group if len(groups) > 1 and column.target[0] in ("persons", "involvements") else ""
        key = (column.target, _owner(columns, place) + apart, column.number)
        known = best.get(key)
        if known is None or (column.sure and not columns[known].sure):
            best[key] = place
    kept = set(best.values())
    return [
        column
        if column.target == NOTHING or column.target in SEVERAL or place in kept or _by_sex(column)
        else Column(column.header, who=column.who, number=column.number)
        for place, column in enumerate(columns)
    ]


def _by_sex(column: Column) -> bool:
    """Whether a column is one of two of which a row fills one: `Năm sinh › Nam`, `Năm sinh › Nữ`."""
    own = words(column.header.rpartition(JOINED)[2])
    return bool(column.group) and column.target == ("persons", "birth_date") and own in (("nam",), ("nu",))


def _owner(columns: Sequence[Column], place: int) -> str:
    """Whose column it is: the role it names, or the last name or id column before it."""
    column = columns[place]
    if column.target[0] not in ("persons", "involvements") or column.who:
        return column.who
    for before in reversed(columns[:place]):
        if before.target in (NAME, ("persons", "person_id")) and (before.who or before.number):
            return before.who + before.number
    return ""
