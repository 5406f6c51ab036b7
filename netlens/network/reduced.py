"""Evidence with something left out: a grade and worse, a kind, a case, a person, a number, a file, what many share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from netlens.case.values.grade import weaker
from netlens.errors import NetLensError
from netlens.i18n import _
from netlens.network.evidence import Evidence, Incidence, Pairs, with_ties
from netlens.network.facts.weights import KINDS
from netlens.network.projection import Ints

if TYPE_CHECKING:
    from netlens.case.case import Case

HUBS = "hubs"
FILES = ("file", "import")
WIDE = 1 << 32  # rows of one file: a file and a row make one number
WIDELY = 10  # people: asked to do without hubs, what ties more than these is left out as well as the hubs proper

Mask = NDArray[np.bool_]
Facts = TypeVar("Facts", Incidence, Pairs)


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`ids`: entities whose facts do not count; `grade`: it and worse; `kinds` of evidence; `hubs`: what many share.

    `files`: files as imported; `elsewhere`: places (file · 2³² + row) in them of facts that another file states too,
    and which stay for that.
    """

    ids: frozenset[int] = frozenset()
    grade: str | None = None
    kinds: frozenset[str] = frozenset()
    hubs: bool = False
    files: frozenset[int] = frozenset()
    elsewhere: Ints = field(default_factory=_none, compare=False)


def left_out(case: "Case", without: Sequence[str]) -> LeftOut:
    """What is named by record ids, `grade:C/3` (it and worse; `grade:` ungraded and worse), `kind:call`, `hubs`,
    `file:calls.csv` (or by its number in the case), `import:3`, and entities also by their number (see by_number).

    NetLensError for a record or a file the case does not hold, or a kind that does not exist.
    """
    ids: set[int] = set()
    kinds: set[str] = set()
    files: set[int] = set()
    grade = None
    for text in without:
        what, _colon, name = text.partition(":")
        if text == HUBS:
            continue
        if what == "grade":
            grade = name
        elif what == "kind" and name in KINDS:
            kinds.add(name)
        elif what in FILES and (found := _files(case, what, name)):
            files |= found
        elif (entity := _entity(case, text)) is not None:
            stops = case.table("stops")
            ids |= {entity, *stops.route[stops.case == entity].tolist()}
        else:
            raise NetLensError(
                _("The case holds nothing called “{text}”.").format(text=text),
                _("Give a record id such as persons:P0001, cases:C01 or phone:+84…, file:NAME, grade, or hubs."),
            )
    return LeftOut(frozenset(ids), grade, frozenset(kinds), HUBS in without, frozenset(files), _elsewhere(case, files))


def by_number(entity: int) -> str:
    """An entity as left_out() knows it, without its record id: that can be a number that must not be shown."""
    return f"#{entity}"


def _entity(case: "Case", text: str) -> int | None:
    if text.startswith("#") and text[1:].isdecimal():
        return int(text[1:]) if int(text[1:]) in case.reading.refs else None
    return case.by_record_id(text)


def _files(case: "Case", what: str, name: str) -> set[int]:
    """The files of an import by its number; a file by its number, or all of a name."""
    table = case.table("files")
    number = int(name) if name.isdecimal() else -1
    chosen = table.import_id == number if what == "import" else (table.id == number) | (table.name == name)
    return set(table.id[chosen].tolist())


def _elsewhere(case: "Case", files: set[int]) -> Ints:
    """The places in these files of facts that a further file states too."""
    from netlens.case.store.counting import repeated

    memo = case.reading.lasting
    if files and "repeated" not in memo:
        memo["repeated"] = repeated(case.connection)
    several = memo["repeated"] if files else ()
    inside = [place for places in several if any(file not in files for file, _row in places) for place in places]
    found = sorted({file * WIDE + row for file, row in inside if file in files})
    return np.array(found, dtype=np.int64)


def reduced(evidence: Evidence, out: LeftOut) -> Evidence:
    """The evidence without what is left out, its ties projected anew. Vertices keep their numbers.

    A case goes with its routes; a number with the calls made through it.
    """
    return with_ties(part(evidence, kept(evidence, out, widely(evidence) if out.hubs else _none())))


def kept(evidence: Evidence, out: LeftOut, wide: Ints) -> dict[str, Mask]:
    """Which facts of each kind stay. `wide`: the entity ids of what many share (see widely), when they are left out."""
    ids = np.array(sorted(out.ids), dtype=np.int64)
    dropped = np.union1d(ids, wide)
    gone = np.isin(evidence.vertices, dropped)
    stays: dict[str, Mask] = {}
    for kind, incidence in evidence.groups.items():
        keeps = _stated(incidence, out) & ~gone[incidence.member]
        if len(dropped):
            keeps &= ~np.isin(incidence.entity, dropped)[incidence.group]
        if len(ids) and len(incidence.block):
            keeps &= ~np.isin(incidence.block, ids)
        stays[kind] = keeps if kind not in out.kinds else np.zeros(len(keeps), dtype=bool)
    for kind, facts in evidence.pairs.items():
        keeps = _stated(facts, out) & ~gone[facts.a] & ~gone[facts.b]
        if len(ids):
            keeps &= ~np.isin(facts.via_a, ids) & ~np.isin(facts.via_b, ids)
        stays[kind] = keeps if kind not in out.kinds else np.zeros(len(keeps), dtype=bool)
    return stays


def part(evidence: Evidence, keeps: Mapping[str, Mask]) -> Evidence:
    """Some of the facts; the ties are still those of all."""
    groups = {kind: _rows(facts, keeps[kind], ("entity",)) for kind, facts in evidence.groups.items()}
    pairs = {kind: _rows(facts, keeps[kind], ()) for kind, facts in evidence.pairs.items()}
    return replace(
        evidence,
        groups={kind: facts for kind, facts in groups.items() if len(facts.member)},
        pairs={kind: facts for kind, facts in pairs.items() if len(facts.a)},
    )


def _rows(facts: Facts, keeps: Mask, whole: Sequence[str]) -> Facts:
    """Some rows of a table of facts; the columns named `whole` are not by row."""
    columns = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return replace(facts, **{name: values[keeps] for name, values in columns.items() if name not in whole})


def _stated(facts: Incidence | Pairs, out: LeftOut) -> Mask:
    """The facts that neither their grade nor their file takes away."""
    stays = np.ones(len(facts.file), dtype=bool)
    if out.grade is not None:
        doubtful = [grade for grade in set(facts.grade) if grade == out.grade or weaker(grade, out.grade) == grade]
        stays &= ~np.isin(facts.grade.astype(str), np.array(doubtful, dtype=str))
    if out.files:
        gone = np.isin(facts.file, np.array(sorted(out.files), dtype=np.int64))
        if gone.any() and len(out.elsewhere):
            gone &= ~np.isin(facts.file * WIDE + facts.row, out.elsewhere)
        stays &= ~gone
    return stays


def widely(evidence: Evidence) -> Ints:
    """Entity ids of things, and of numbers nobody holds, that tie more than a few."""
    found: list[Ints] = []
    for kind, incidence in evidence.groups.items():
        if kind not in ("case", "route", "victim"):
            entity = incidence.entity[incidence.group]
            known = np.unique(np.stack([entity, incidence.member]), axis=1)[0]
            things, size = np.unique(known, return_counts=True)
            found.append(things[size > WIDELY])
    numbers = np.array([not key.startswith("person:") for key in evidence.keys], dtype=bool)
    degree = np.bincount(evidence.a, minlength=len(numbers)) + np.bincount(evidence.b, minlength=len(numbers))
    found.append(evidence.vertices[numbers & (degree > WIDELY)])
    return np.unique(np.concatenate(found))
