"""Evidence with something left out: a grade and worse, a kind, a case file, a person, a number, or what many share."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from netlens.case.values.grade import weaker
from netlens.errors import NetLensError
from netlens.i18n import _
from netlens.network.evidence import Evidence, Incidence, Pairs, Texts, with_ties
from netlens.network.facts.weights import KINDS
from netlens.network.projection import Ints

if TYPE_CHECKING:
    from netlens.case.case import Case

HUBS = "hubs"
WIDELY = 10  # people: asked to do without hubs, what ties more than these is left out as well as the hubs proper

Mask = NDArray[np.bool_]
Facts = TypeVar("Facts", Incidence, Pairs)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`ids`: entities whose facts do not count; `grade`: it and worse; `kinds` of evidence; `hubs`: what many share."""

    ids: frozenset[int] = frozenset()
    grade: str | None = None
    kinds: frozenset[str] = frozenset()
    hubs: bool = False


def left_out(case: "Case", without: Sequence[str]) -> LeftOut:
    """What is named by record ids, `grade:C/3` (it and worse; `grade:` ungraded and worse), `kind:call`, `hubs`.

    NetLensError for a record the case does not hold, or a kind that does not exist.
    """
    ids: set[int] = set()
    kinds: set[str] = set()
    grade = None
    for text in without:
        if text == HUBS:
            continue
        if text.startswith("grade:"):
            grade = text.removeprefix("grade:")
        elif text.startswith("kind:") and text.removeprefix("kind:") in KINDS:
            kinds.add(text.removeprefix("kind:"))
        elif (entity := case.by_record_id(text)) is not None:
            stops = case.table("stops")
            ids |= {entity, *stops.route[stops.case == entity].tolist()}
        else:
            raise NetLensError(
                _("The case holds nothing called “{text}”.").format(text=text),
                _("Give a record id such as persons:P0001, cases:C01 or phone:+84…, or grade, or hubs."),
            )
    return LeftOut(frozenset(ids), grade, frozenset(kinds), HUBS in without)


def reduced(evidence: Evidence, out: LeftOut) -> Evidence:
    """The evidence without what is left out, its ties projected anew. Vertices keep their numbers.

    A case goes with its routes; a number with the calls made through it.
    """
    ids = np.array(sorted(out.ids), dtype=np.int64)
    gone = np.isin(evidence.vertices, ids)
    wide = _widely(evidence) if out.hubs else np.zeros(0, dtype=np.int64)
    dropped = np.union1d(ids, wide)
    gone |= np.isin(evidence.vertices, wide)
    groups, pairs = {}, {}
    for kind, incidence in evidence.groups.items():
        keeps = ~gone[incidence.member] & ~np.isin(incidence.entity, dropped)[incidence.group]
        keeps &= ~np.isin(incidence.block, ids) & _graded(incidence.grade, out)
        if kind not in out.kinds and keeps.any():
            groups[kind] = _rows(incidence, keeps, ("entity",))
    for kind, facts in evidence.pairs.items():
        keeps = ~gone[facts.a] & ~gone[facts.b] & _graded(facts.grade, out)
        keeps &= ~np.isin(facts.via_a, ids) & ~np.isin(facts.via_b, ids)
        if kind not in out.kinds and keeps.any():
            pairs[kind] = _rows(facts, keeps, ())
    return with_ties(replace(evidence, groups=groups, pairs=pairs))


def _rows(facts: Facts, keeps: Mask, whole: Sequence[str]) -> Facts:
    """Some rows of a table of facts; the columns named `whole` are not by row."""
    columns = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return replace(facts, **{name: values[keeps] for name, values in columns.items() if name not in whole})


def _graded(grades: Texts, out: LeftOut) -> Mask:
    if out.grade is None:
        return np.ones(len(grades), dtype=bool)
    doubtful = [grade for grade in set(grades) if grade == out.grade or weaker(grade, out.grade) == grade]
    return ~np.isin(grades.astype(str), np.array(doubtful, dtype=str))


def _widely(evidence: Evidence) -> Ints:
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
