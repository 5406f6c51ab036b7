"""All facts of a case among those who may be in a ring, as two frames; hubs and leaf numbers told apart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from netlens.case.values.grade import grade_weight
from netlens.network.facts import contacts, standings
from netlens.network.facts.alike import units
from netlens.network.facts.days import OPEN_START, first_days
from netlens.network.facts.holders import holdings, stack
from netlens.network.facts.marked import Marked
from netlens.network.facts.nobodys import nobodys
from netlens.network.facts.people import MOST, People, people
from netlens.network.facts.period import Period, within
from netlens.network.facts.weights import HALF_LIFE, KINDS
from netlens.network.projection import Ints, distinct

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from netlens.case.case import Case

NUMBERS = ("phone", "account")  # what may stand for itself when nobody is known to hold it
SHARED = ("phone", "account", "vehicle", "document", "address", "crossing", "organisation", "event")
LEAST = 30  # people: a hub is shared by more than a tenth of all, within this and MOST


@dataclass(frozen=True, slots=True)
class Facts:
    """`groups`: kind, group, entity, person, block, since, grade, factor, file, row. `pairs`: kind, a, b, via_a, via_b,
    amount, since, grade, factor, file, row. `undated`: facts without a date that a period had to leave out.
    """

    vertices: Ints
    keys: tuple[str, ...]
    groups: "DataFrame"
    pairs: "DataFrame"
    hubs: tuple[int, ...]
    leaves: tuple[int, ...]
    cap: int
    undated: int
    unit: Ints


def collect(case: "Case", asked: Period, weights: Mapping[str, float]) -> Facts:
    """Read the case's tables once and sort out what ties whom."""
    keys = _keys(case)
    who = people(case)
    standing, undated = within(who.standing, asked)
    who = replace(who, standing=standing)
    none = nobodys(case)
    held = holdings(case)
    held = held[~Marked(none).has(held.thing.to_numpy())]
    cap = int(min(max(len(who.recorded) // 10, LEAST), MOST))

    spoken, crowds = contacts.contacts(case, held, cap)
    spoken, undated_too = within(spoken, asked)
    groups, more_undated = _groups(case, who, held, spoken, keys, asked, cap)
    groups = groups[~Marked(none).has(groups.entity.to_numpy())]
    pairs, hubs, leaves = _among(spoken, who, _numbers(case, none), cap)
    hubs |= crowds | _crowded(groups, cap)
    groups, pairs = _graded(groups, pairs, weights)

    vertices = who.recorded.keys() - _untied(who, groups[~Marked(hubs).has(groups.entity.to_numpy())], pairs)
    numbers = {*pairs.a.tolist(), *pairs.b.tolist()}
    names = keys.loc[sorted(vertices | numbers)].sort_values(kind="stable")
    groups = groups[Marked(vertices).has(groups.person.to_numpy())]
    entities = names.index.to_numpy(dtype=np.int64)
    return Facts(
        vertices=entities,
        keys=tuple(names),
        groups=groups,
        pairs=pairs,
        hubs=tuple(keys.loc[sorted(hubs)].sort_values(kind="stable").index.tolist()),
        leaves=tuple(keys.loc[sorted(leaves)].sort_values(kind="stable").index.tolist()),
        cap=cap,
        undated=undated + undated_too + more_undated,
        unit=units(case, held, entities),
    )


def _keys(case: "Case") -> "Series":
    """Entity id → a text that is the same whatever the order of import."""
    found = case.table("entities")
    return (found.kind + ":" + found.register + "/" + found.key).set_axis(found.id)


def _numbers(case: "Case", without: Ints) -> Ints:
    """The phones and accounts of a case, without those that are nobody's: who calls 198 has nothing in common."""
    found = case.table("entities")
    numbers: Ints = found.id.to_numpy()[found.kind.isin(NUMBERS).to_numpy()]
    return numbers[~Marked(without).has(numbers)]


def _groups(
    case: "Case", who: People, held: "DataFrame", spoken: "DataFrame", keys: "Series", asked: Period, cap: int
) -> tuple["DataFrame", int]:
    """All two-mode facts in the period. Holdings count by their interval, everything else by its date."""
    now = held[(held["first"] <= asked.last) & (held["last"] >= asked.first) & held.kind.isin(SHARED)]
    dated = stack(
        [
            standings.cases(who, keys),
            standings.victims(case, who, contacts.with_victims(spoken, who), keys),
            standings.routes(case, who, keys),
            standings.crossings(case, who, held, keys, cap),
            standings.stated(case, who, keys),
        ]
    )
    dated, undated = within(dated, asked)
    return stack([dated, standings.things(now, who, keys)]), undated


def _among(spoken: "DataFrame", who: People, numbers: Ints, cap: int) -> tuple["DataFrame", set[int], set[int]]:
    """Contacts between those who may be vertices, without hub numbers and, repeatedly, without leaf numbers."""
    unheld, recorded = Marked(numbers), Marked(who.recorded.keys())
    a, b = (spoken[end].to_numpy(dtype=np.int64) for end in ("a", "b"))
    allowed = (recorded.has(a) | unheld.has(a)) & (recorded.has(b) | unheld.has(b)) & spoken.kind.isin(KINDS).to_numpy()
    rows, a, b = np.flatnonzero(allowed), a[allowed], b[allowed]
    out, partners = _partners(a, b, unheld)
    hubs, leaves = set(out[partners > cap].tolist()), set[int]()
    gone = Marked(hubs)
    while True:
        kept = ~gone.has(a) & ~gone.has(b)
        rows, a, b = rows[kept], a[kept], b[kept]
        out, partners = _partners(a, b, unheld)
        single = out[partners < 2]
        if not len(single):
            return spoken.iloc[rows], hubs, leaves
        leaves.update(single.tolist())
        gone = Marked(single)


def _partners(a: Ints, b: Ints, unheld: Marked) -> tuple[Ints, Ints]:
    """The unheld numbers among the ends of contacts, and with how many others each is in contact."""
    ends, others = np.concatenate([a, b]), np.concatenate([b, a])
    out = unheld.has(ends)
    width = int(others.max(initial=0)) + 1
    pairs = distinct(ends[out] * width + others[out])
    found, partners = np.unique(pairs // width, return_counts=True)
    return found, partners


def _crowded(groups: "DataFrame", cap: int) -> set[int]:
    """Things shared by more than the cap, and cases, routes and victims beyond any."""
    people_of = groups.groupby(["kind", "entity"]).person.nunique().reset_index()
    limit = np.where(people_of.kind.isin(SHARED), cap, MOST)
    return set(people_of.entity[people_of.person.to_numpy() > limit].tolist())


def _graded(groups: "DataFrame", pairs: "DataFrame", weights: Mapping[str, float]) -> tuple["DataFrame", "DataFrame"]:
    """`factor`: what the grade leaves of each fact, and its age when that is asked for."""
    groups = groups.assign(factor=groups.grade.map({grade: grade_weight(grade) for grade in groups.grade.unique()}))
    pairs = pairs.assign(factor=pairs.grade.map({grade: grade_weight(grade) for grade in pairs.grade.unique()}))
    if HALF_LIFE in weights:
        days = [first_days(frame.since) for frame in (groups, pairs)]
        latest = max((int(found.max(initial=OPEN_START)) for found in days), default=OPEN_START)
        for frame, found in zip((groups, pairs), days, strict=True):
            years = np.where(found > OPEN_START, (latest - found) / 365.25, 0.0)
            frame["factor"] = frame.factor * 0.5 ** (years / weights[HALF_LIFE])
    return groups, pairs


def _untied(who: People, groups: "DataFrame", pairs: "DataFrame") -> frozenset[int]:
    """The cleared whom nothing else ties: they are no vertices."""
    theirs = Marked(who.cleared).has(groups.person.to_numpy(dtype=np.int64))
    near = groups[groups.group.isin(groups.group[theirs].unique())]
    together = near[near.groupby(["kind", "group"]).person.transform("nunique") > 1]
    return who.cleared - set(together.person) - set(pairs.a) - set(pairs.b)
