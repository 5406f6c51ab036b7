"""Who contacted whom: calls, payments, stated links, companions on a crossing (one-mode facts).

A number or account stands for whoever held it that day; one that nobody held then stands for itself.
"""

from typing import TYPE_CHECKING

import numpy as np

from netlens.network.facts.days import first_days
from netlens.network.facts.holders import held_at, stack
from netlens.network.facts.marked import Marked
from netlens.network.facts.people import People
from netlens.network.facts.standings import crossed_by
from netlens.network.projection import Ints

if TYPE_CHECKING:
    from pandas import DataFrame

    from netlens.case.case import Case

COLUMNS = ["kind", "a", "b", "via_a", "via_b", "amount", "since", "until", "grade", "file", "row"]


def contacts(case: "Case", held: "DataFrame", most: int) -> tuple["DataFrame", set[int]]:
    """All one-mode facts between entity ids a ≠ b: `via_*` the number or account used (-1: none), `amount` how many
    facts one row states, divided where several people may have been the one who called. And the numbers that more than
    `most` held at a time, with which no contact can be anybody's: those facts are left out.
    """
    resolved = [_resolved(raw, held, most) for raw in (_calls(case), _payments(case), _stated(case))]
    crowds = {thing for _facts, things in resolved for thing in things}
    return stack([*(facts for facts, _things in resolved), _companions(case, held, most)]), crowds


def _calls(case: "Case") -> "DataFrame":
    found = case.table("calls")
    return found.assign(fact_kind="call", since=found.start, until=found.start, amount=1.0)


def _payments(case: "Case") -> "DataFrame":
    found = case.table("payments")
    return found.assign(fact_kind="payment", since=found.when, until=found.when, amount=1.0)


def _stated(case: "Case") -> "DataFrame":
    found = case.table("links")
    found = found.loc[found["count"] != 0]  # a row that says none happened ties nobody
    count = found["count"].to_numpy()
    return found.assign(fact_kind=found.kind, amount=np.where(np.isfinite(count) & (count > 1), count, 1.0))


def _resolved(raw: "DataFrame", held: "DataFrame", most: int) -> tuple["DataFrame", list[int]]:
    """Both ends as whoever held the number that day, and the numbers of which too many did.

    A row with two possible holders on a side gives two rows.
    """
    from pandas import DataFrame

    fact, amount, day = np.arange(len(raw)), raw.amount.to_numpy(dtype=np.float64), first_days(raw.since)
    holders: list[Ints] = []
    crowds: list[int] = []
    for end in ("a", "b"):
        found = held_at(DataFrame({"fact": np.arange(len(raw)), "thing": raw[end].to_numpy(), "day": day}), held, most)
        unclear = found.holder < 0
        crowds += raw[end].iloc[found.fact[unclear]].unique().tolist()
        found = found[~unclear].sort_values("fact", kind="stable")
        mine, theirs = _matched(fact, found.fact.to_numpy())
        holders = [one[mine] for one in holders] + [found.holder.to_numpy()[theirs]]
        fact, amount = fact[mine], amount[mine] * found.share.to_numpy()[theirs]
    apart = holders[0] != holders[1]
    said = raw[["fact_kind", "since", "until", "grade", "file", "row"]].iloc[fact[apart]]
    said = said.rename(columns={"fact_kind": "kind"}).assign(amount=amount[apart])
    for end, holder in zip(("a", "b"), (one[apart] for one in holders), strict=True):
        used = raw[end].to_numpy()[fact[apart]]
        said = said.assign(**{end: holder, f"via_{end}": np.where(used != holder, used, -1)})
    return said[COLUMNS], crowds


def _matched(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Of two sorted lists the places of all equal pairs, in order."""
    begins = np.searchsorted(right, left)
    many = np.searchsorted(right, left, side="right") - begins
    taken = np.repeat(np.arange(len(left)), many)
    return taken, np.arange(len(taken)) + np.repeat(begins - np.cumsum(many) + many, many)


def _companions(case: "Case", held: "DataFrame", most: int) -> "DataFrame":
    """Whoever is named as companion by a person's key or record id; a name alone joins nobody."""
    from pandas import DataFrame

    table = case.table("crossings")
    table = table[table.companions.astype(bool)].reset_index(drop=True)
    persons = case.table("persons")
    known = dict(zip(persons.record_id, persons.id, strict=True))
    once = persons.drop_duplicates("key", keep=False)
    known.update(zip(once.key, once.id, strict=True))
    who = crossed_by(table, held, most)
    crossed = list(zip(*(table[name].tolist() for name in ("companions", "when", "grade", "file", "row")), strict=True))
    rows = []
    for fact, holder in zip(who.fact.tolist(), who.holder.tolist(), strict=True):
        companions, when, *source = crossed[fact]
        rows += [
            ("companion", holder, known[name], -1, -1, 1.0, when, when, *source)
            for name in companions
            if name in known and known[name] != holder
        ]
    return DataFrame(rows, columns=COLUMNS)


def with_victims(facts: "DataFrame", people: People) -> "DataFrame":
    """The contacts between a victim and someone who may be a vertex: victim, person, and the fact's columns."""
    victims, recorded = Marked(people.victims), Marked(people.recorded.keys())
    a, b = facts.a.to_numpy(dtype=np.int64), facts.b.to_numpy(dtype=np.int64)
    one, other = facts[victims.has(a) & recorded.has(b)], facts[victims.has(b) & recorded.has(a)]
    return stack([one.assign(victim=one.a, person=one.b), other.assign(victim=other.b, person=other.a)])
