"""Two cases side by side before one comes into the other: only here, only there, in both, in both with other values."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from netlens.case.importing import ReadOptions
from netlens.case.intake.parts import told
from netlens.case.intake.standing import news
from netlens.case.merging.copied import Contents, Names
from netlens.case.merging.merge import DECISIVE, names_here
from netlens.case.merging.opened import opened
from netlens.case.protection import FREE_TEXT, HIDDEN, PERSONAL, protected_ids, shown_text
from netlens.case.records import Link, Ref
from netlens.case.store.people import merged
from netlens.i18n import _
from netlens.progress import Job, Progress

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from netlens.case.case import Case
    from netlens.case.store.reading import Reading

ENTITIES = ("person", "case", "route", "report", "phone", "account", "vehicle", "document", "place", "organisation")
STATED = ("person", "case", "report")
_ODD = -7046029254386353131  # 2**64 over the golden ratio: spreads numbers that lie close
LISTED = 500  # differing values that are listed; all are counted


class Compared(NamedTuple):
    """How many of one kind (of entity or link) stand only here, only there, in both; `differ`: of these, otherwise."""

    kind: str
    here: int
    there: int
    both: int
    differ: int


class Value(NamedTuple):
    """One value that differs, as it may be shown. `decisive`: a name, a date of birth or the day a case was opened."""

    record: str
    table: str
    field: str
    here: str
    there: str
    decisive: bool


class Difference(NamedTuple):
    """`decisions` of the other case are listed, never taken over: (ring, verdict, name, members)."""

    name: str
    registers: tuple[str, ...]
    files: int
    entities: tuple[Compared, ...]
    links: tuple[Compared, ...]
    values: tuple[Value, ...]
    differing: int
    decisive: int
    decisions: tuple[tuple[str, str, str, int], ...]
    withdrawn: int

    @property
    def same(self) -> bool:
        """Whether the other case holds nothing that does not stand here."""
        return not self.differing and not any(one.there for one in (*self.entities, *self.links))


def compare(case: "Case", path: "Path", options: ReadOptions, prefix: str = "") -> Job[Difference]:
    """What the case at `path` holds beside this one; `prefix` as its registers would be named. Neither is changed."""
    with opened(path, options) as other:
        names = names_here(other.registers(), prefix)
        yield Progress(_("Comparing people and cases"), 0, 3)
        here, there = case.reading, other.reading
        entities = _entities(here, there, names)
        values = list(_statements(case, other, names))
        yield Progress(_("Comparing ties"), 1, 3)
        links: list[Compared] = []
        for kind in sorted({*here.link_kinds(), *there.link_kinds()}):
            found, differing = _links(case, other, names, kind)
            links.append(found)
            values += differing
        yield Progress(_("Comparing decisions"), 2, 3)
        differ = Counter(one.table for one in values if one.field)
        people = {(one.table, one.record) for one in values}
        return Difference(
            path.name,
            tuple(names.values()),
            len({(one.name, one.sha256) for one in Contents(other.connection, {}).origins.values()}),
            tuple(
                one._replace(differ=len([1 for table, _record in people if table == one.kind]))
                for one in entities
                if one.here or one.there or one.both
            ),
            tuple(one for one in links if one.here or one.there or one.both),
            tuple(values[:LISTED]),
            differ.total(),
            sum(one.decisive for one in values),
            _decisions(other),
            sum(state == "withdrawn" for state in other.table("imports")["state"].tolist()),
        )


def _named(ref: Ref, names: Names) -> Ref:
    return ref._replace(register=names.get(ref.register, ref.register))


def _entities(here: "Reading", there: "Reading", names: Names) -> list[Compared]:
    mine, theirs = set(here.refs.values()), {_named(ref, names) for ref in there.refs.values()}
    only, others = Counter(ref.kind for ref in mine - theirs), Counter(ref.kind for ref in theirs - mine)
    both = Counter(ref.kind for ref in mine & theirs)
    kinds = [*ENTITIES, *sorted({*only, *others, *both} - set(ENTITIES))]
    return [Compared(kind, only[kind], others[kind], both[kind], 0) for kind in kinds]


def _statements(case: "Case", other: "Case", names: Names) -> "Iterable[Value]":
    """The differing values of people, cases and reports that both hold."""
    for kind in STATED:
        mine, theirs = case.reading.statements(kind), other.reading.statements(kind)
        for number in theirs.first:
            ref = _named(other.reading.refs[number], names)
            here = case.reading.ids.get(ref)
            if here is None or here not in mine.first:
                continue
            said, stands = merged(theirs.details(number)), merged(mine.details(here))
            found = news({name: value for name, value in said.items() if not name.startswith("_")}, stands)
            for field, old in found.differs.items():
                hidden = here in protected_ids(case) or number in protected_ids(other)
                decisive = field in ("full_name", "birth_date", DECISIVE) and kind in ("person", "case")
                record = case.reading.record_id(ref)
                yield _value(case, other, (record, kind, field), old, said[field], hidden=hidden, decisive=decisive)


def _value(
    case: "Case", other: "Case", what: tuple[str, str, str], here: Any, there: Any, *, hidden: bool, decisive: bool
) -> Value:
    if what[2] in FREE_TEXT or (hidden and what[2] in PERSONAL):
        return Value(*what, _(HIDDEN), _(HIDDEN), decisive)
    ours, theirs = (shown_text(case, shown_text(other, _text(value))) for value in (here, there))
    return Value(*what, ours, theirs, decisive)


def _links(case: "Case", other: "Case", names: Names, kind: str) -> tuple[Compared, list[Value]]:
    """Ties of one kind by who, what and when; of involvements and stops also where their words differ."""
    if kind == "called":
        return _calls(case.reading, other.reading, names), []
    if kind not in ("involvement", "stop"):
        ours, others = _marks(case.reading, kind, {}), _marks(other.reading, kind, names)
        both = len(ours & others)
        return Compared(kind, len(ours) - both, len(others) - both, both, 0), []
    mine, theirs = _ties(case.reading, kind, {}), _ties(other.reading, kind, names)
    values: list[Value] = []
    for key in sorted(mine.keys() & theirs.keys()):
        for field, old in news(theirs[key], mine[key]).differs.items():
            record = " – ".join(case.reading.record_id(ref) for ref in (Ref(*key[:3]), Ref(*key[3:6])))
            what = (record, kind, field)
            values.append(_value(case, other, what, old, theirs[key][field], hidden=False, decisive=False))
    both = len(mine.keys() & theirs.keys())
    differ = len({value.record for value in values})
    return Compared(kind, len(mine) - both, len(theirs) - both, both, differ), values


def _calls(here: "Reading", there: "Reading", names: Names) -> Compared:
    """Calls by who, whom and when: of large tables by the column, for there may be millions."""
    import numpy as np

    mine, theirs = (np.unique(np.concatenate(list(_call_marks(*one)))) for one in ((here, {}), (there, names)))
    both = len(np.intersect1d(mine, theirs, assume_unique=True))
    return Compared("called", len(mine) - both, len(theirs) - both, both, 0)


def _call_marks(reading: "Reading", names: Names) -> "Iterator[NDArray[np.int64]]":
    """A number for each counted call."""
    import numpy as np

    from netlens.case.store.bulk.counted import files
    from netlens.case.store.bulk.times import when_of

    def mark(ends: "NDArray[np.int64]", when: "NDArray[np.int64]") -> "NDArray[np.int64]":
        whole: NDArray[np.int64] = (ends[0] * _ODD + ends[1]) * _ODD + when
        return whole

    def hashed(numbers: "Iterable[int]") -> "NDArray[np.int64]":
        return np.fromiter((hash(tuple(_named(refs[one], names))) if one >= 0 else 0 for one in numbers), np.int64)

    refs = reading.refs
    links = reading.links("called", by_column=False)
    seconds = ("" if one != one else str(int(one)) for one in links.number.tolist())
    said = zip(links.since.tolist(), seconds, links.sort.tolist(), links.cell.tolist(), strict=True)
    whens = (when_of(*one) for one in said)
    yield mark(np.stack([hashed(links.a.tolist()), hashed(links.b.tolist())]), np.fromiter(whens, np.int64))
    for kept in files(reading.connection):
        entities = hashed(entity if entity in refs else -1 for entity in kept.entities.tolist())
        for chunk in kept.chunks:
            showing = kept.showing(chunk)
            rows = np.arange(chunk.n) if showing is None else np.flatnonzero(showing)
            ends = np.stack([entities[kept.column(chunk, name)[rows]] for name in ("caller", "callee")])
            yield mark(ends, kept.whens(chunk, rows))


def _marks(reading: "Reading", kind: str, names: Names) -> set[int]:
    """A number for each tie, by who, what and when: there may be millions."""
    import numpy as np

    links = reading.links(kind)
    named = {number: tuple(_named(ref, names)) for number, ref in reading.refs.items()}
    amounts = np.nan_to_num(links.number, nan=-1.0).tolist()  # no NaN is another's equal
    columns = (links.a.tolist(), links.b.tolist(), links.since, links.until, amounts)
    return {hash((named[a], named[b], *more)) for a, b, *more in zip(*columns, strict=True)}


def _ties(reading: "Reading", kind: str, names: Names) -> dict[tuple[str, ...], dict[str, Any]]:
    """What each involvement, or stop of a route, tells, by its key."""
    links = reading.links(kind)
    named = {number: _named(ref, names) for number, ref in reading.refs.items()}
    last = links.sort.tolist() if kind == "involvement" else [str(stop) for stop in links.said("stop")]
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for n, (a, b) in enumerate(zip(links.a.tolist(), links.b.tolist(), strict=True)):
        terms = (links.since[n], links.until[n], links.grade[n], links.handling[n])
        link = Link(named[a], named[b], kind, True, *terms, links.detail[n])
        found[(*named[a], *named[b], last[n])] = told(link)
    return found


def _decisions(other: "Case") -> tuple[tuple[str, str, str, int], ...]:
    detection = other.detection()
    members = {ring.id: len(ring.members) for ring in detection.rings} if detection else {}
    return tuple(
        (one.ring, one.verdict, shown_text(other, one.name), members.get(one.ring, 0))
        for one in other.decisions().values()
    )


def _text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
