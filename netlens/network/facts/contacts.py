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
    said = raw[["fact_kind", "a", "b", "amount", "since", "until", "grade", "file", "row"]]
    facts = said.rename(columns={"fact_kind": "kind"}).assign(fact=np.arange(len(raw)), day=first_days(raw.since))
    holders = [held_at(facts[["fact", end, "day"]].rename(columns={end: "thing"}), held, most) for end in ("a", "b")]
    crowds: list[int] = []
    for end, found in zip(("a", "b"), holders, strict=True):
        unclear = found.holder < 0
        crowds += raw[end].iloc[found.fact[unclear]].unique().tolist()
        known = found[~unclear].rename(columns={"holder": f"who_{end}", "share": f"share_{end}"})
        facts = facts.merge(known, on="fact")
    for end in ("a", "b"):
        facts[f"via_{end}"] = facts[end].where(facts[end] != facts[f"who_{end}"], -1)
    amount = facts.amount * facts.share_a * facts.share_b
    facts = facts.assign(a=facts.who_a, b=facts.who_b, amount=amount)
    return facts[facts.a != facts.b][COLUMNS], crowds


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
