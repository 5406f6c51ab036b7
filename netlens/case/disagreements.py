"""Where the sources of one fact disagree: each value with the row that said it first, and which of them stands.

Persons, cases and reports are told of by statements; involvements and stops of routes by ties of which the newest word
stands. Spellings of one name, and dates of which one is only less exact, are no disagreement.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from netlens.case.intake.parts import told
from netlens.case.intake.standing import same
from netlens.case.records import Link
from netlens.case.store.people import UNITED, merged
from netlens.case.store.reading import Reading

if TYPE_CHECKING:
    from netlens.case.case import Case

STATED = ("person", "case", "report")
TIED = ("involvement", "stop")
_UNSAID = frozenset({"source_ref", "grade", "handling"})  # where a row comes from, and how good it is, is no fact of it


class Said(NamedTuple):
    """One value, cleaned as it is kept, and the first row (file, row) that says it."""

    value: str
    file: int
    row: int
    stands: bool


class Disagreement(NamedTuple):
    """`beside` is the case of an involvement, or the place of a stop; -1 where the entity itself is spoken of."""

    entity: int
    beside: int
    field: str
    said: tuple[Said, ...]


def of(case: "Case", entity: int) -> list[Disagreement]:
    """All disagreements about an entity, then those about its involvements (of a case: about all its people)."""
    kind = case.ref(entity).kind
    found = _stated(case, entity) if kind in STATED else []
    for link_kind in TIED:
        found += [one for one in ties(case, link_kind) if entity in (one.entity, one.beside)]
    return found


def _stated(case: "Case", entity: int) -> list[Disagreement]:
    conflicts = case.conflicts(entity)
    if not conflicts:
        return []
    whole = merged(case.reading.statements(case.ref(entity).kind).details(entity))
    fields: dict[str, list[Said]] = defaultdict(list)
    for field, value, file, row in conflicts:
        if field not in _UNSAID:
            _say(fields[field], field, Said(value, file, row, str(whole.get(field)) == value))
    return [Disagreement(entity, -1, field, tuple(said)) for field, said in fields.items() if len(said) > 1]


def _say(known: list[Said], field: str, one: Said) -> None:
    """Add a value unless it is one of those that are known, said otherwise."""
    for n, other in enumerate(known):
        if other.value == one.value or same(field, one.value, other.value):
            if one.stands:
                known[n] = other._replace(value=one.value, stands=True)
            return
    known.append(one)


def ties(case: "Case", kind: str) -> list[Disagreement]:
    """The disagreements about all counted ties of a kind. The first call reads also what was superseded."""
    kept = case.reading.lasting
    name = f"disagreements:{kind}"
    if name not in kept:
        kept[name] = _tied(case.reading, kind)
    found: list[Disagreement] = kept[name]
    return found


def _tied(reading: Reading, kind: str) -> list[Disagreement]:
    repeats = reading.repeats
    if not repeats:
        return []
    everything = Reading(reading.connection)
    everything.repeats = set()
    links, refs = everything.links(kind), reading.refs
    rows: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for n, (a, b) in enumerate(zip(links.a.tolist(), links.b.tolist(), strict=True)):
        rows[a, b, links.sort[n] if kind == "involvement" else links.fields.get("stop", ())[n]].append(n)
    found = []
    for (a, b, _role), numbers in rows.items():
        if len(numbers) < 2:
            continue
        fields: dict[str, list[Said]] = defaultdict(list)
        for n in numbers:
            stands = int(links.record[n]) not in repeats
            days = (links.since[n], links.until[n], links.grade[n], links.handling[n])
            for field, value in told(Link(refs[a], refs[b], kind, True, *days, links.detail[n])).items():
                if field not in (*_UNSAID, *UNITED):
                    said = Said(_text(value), int(links.file[n]), int(links.row[n]), stands)
                    _say(fields[field], field, said)
        found += [Disagreement(a, b, field, tuple(said)) for field, said in fields.items() if len(said) > 1]
    return found


def _text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
