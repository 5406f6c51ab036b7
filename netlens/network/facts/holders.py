"""Who held a phone, an account, a vehicle … and when: a recycled SIM ties nobody outside its dates."""

from typing import TYPE_CHECKING

import numpy as np

from netlens.network.facts.days import OPEN_START, first_days, last_days
from netlens.network.facts.marked import Marked
from netlens.network.projection import Ints, distinct

if TYPE_CHECKING:
    from pandas import DataFrame

    from netlens.case.case import Case

MANY = 50  # standings in one thing: of more nobody can say who handed it to whom
CROWD = 2_000  # standings: what has more is a hub by any measure, and its companies do not matter

WIDE = 1 << 32  # a thing and a day, counted from the middle, make one number

# Of two who held a number on one day, the one seen with it comes before the one whose name is on the contract.
_RANK = {"user": 0, "seized": 0, "stated": 1, "": 1, "subscriber": 2}


def holdings(case: "Case") -> "DataFrame":
    """The table holdings with `first` and `last` day (open where unknown) and `rank` of the basis (0 best)."""
    found = case.table("holdings")
    return found.assign(
        first=first_days(found.since),
        last=last_days(found.until),
        rank=[_RANK.get(basis, 1) for basis in found.basis],
    )


def held_at(things: "DataFrame", held: "DataFrame", most: int = CROWD) -> "DataFrame":
    """`things` has `fact`, `thing`, `day`. For each fact who held the thing that day: fact, holder, share.

    Where several held it on equal grounds each has an equal share; where nobody did, the thing stands for itself. Of
    more than `most` nobody can say who it was: the holder is -1.
    """
    from pandas import DataFrame

    whole, by_itself = things, np.ones(len(things), dtype=np.bool_)
    mine = Marked(held.thing.to_numpy()).has(things.thing.to_numpy())
    things = things[mine]  # of millions of numbers called, few are held by anybody
    known = held[Marked(things.thing.to_numpy()).has(held.thing.to_numpy())]
    if not len(known):
        return whole.assign(holder=whole.thing, share=1.0)[["fact", "holder", "share"]]
    standings = known.groupby("thing")["person"].transform("size")
    crowds = known.thing[standings > CROWD].unique()
    known = known[standings <= CROWD]
    places, slot = np.unique(things.thing.to_numpy() * WIDE + things.day.to_numpy() + WIDE // 2, return_inverse=True)
    days = DataFrame({"slot": np.arange(len(places)), "thing": places // WIDE, "day": places % WIDE - WIDE // 2})
    found = days.merge(known[["thing", "person", "first", "last", "rank"]], on="thing", how="inner")
    dated = found.day > OPEN_START
    found = found[~dated | ((found["first"] <= found.day) & (found.day <= found["last"]))]
    best = found.groupby("slot")["rank"].transform("min")
    found = found[found["rank"] == best].drop_duplicates(["slot", "person"])
    size = found.groupby("slot")["person"].transform("size").to_numpy()
    crowded = np.union1d(found.slot[size > most], days.slot[days.thing.isin(crowds)])
    found = found.assign(holder=found.person, share=1.0 / size)[["slot", "holder", "share"]][size <= most]
    facts = things.assign(slot=slot)
    by_person = facts[["fact", "slot"]].merge(found, on="slot")[["fact", "holder", "share"]]
    unclear = facts.slot.isin(crowded)
    by_nobody = facts[unclear].assign(holder=-1, share=0.0)[["fact", "holder", "share"]]
    by_itself[mine] = (~unclear & ~facts.fact.isin(by_person.fact)).to_numpy()
    unheld = whole[by_itself]
    return stack([by_person, by_nobody, unheld.assign(holder=unheld.thing, share=1.0)[["fact", "holder", "share"]]])


def together(held: "DataFrame") -> "DataFrame":
    """Who held a thing at the same time: the rows of `held` with `part`, one number per largest such company.

    The companies of one thing are the maximal cliques of its intervals; a row appears in each it belongs to. Rows by
    thing, then part, then as in `held`.
    """
    held = held[_shared(held.thing.to_numpy(), held.person.to_numpy())]
    held = held.iloc[np.argsort(held.thing.to_numpy(), kind="stable")]
    first, last = held["first"].to_numpy(), held["last"].to_numpy()
    cuts = np.flatnonzero(np.diff(held.thing.to_numpy(), prepend=-1))
    rows = np.arange(len(held))
    if not len(rows):
        return held.assign(part=np.zeros(0, dtype=np.int64))
    # Whose intervals all meet on one day are one company: nearly every thing is so.
    at_once = np.maximum.reduceat(first, cuts) <= np.minimum.reduceat(last, cuts)
    size = np.diff(cuts, append=len(rows))
    found, parts = [rows[np.repeat(at_once, size)]], [np.zeros(int(size[at_once].sum()), dtype=np.int64)]
    for start, many in zip(cuts[~at_once].tolist(), size[~at_once].tolist(), strict=True):
        mine = slice(start, start + many)
        for part, members in enumerate(_companies(first[mine], last[mine])):
            found.append(start + members)
            parts.append(np.full(len(members), part))
    row, part_of = np.concatenate(found), np.concatenate(parts)
    order = np.lexsort((row, part_of, np.repeat(cuts, size)[row]))
    return held.iloc[row[order]].assign(part=part_of[order])


def handed_over(held: "DataFrame") -> "DataFrame":
    """`held` with the days of hand-overs set apart: who hands a thing on does not hold it with who takes it over.

    That is where one standing ends as another's begins: on one day ("2020-06-30", "2020-06-30"), or as far as the less
    exact of the two dates tells ("2020", "2020-03-01").
    """
    first, last = held["first"].to_numpy().copy(), held["last"].to_numpy().copy()
    until, since = held.until.to_numpy(), held.since.to_numpy()
    ends, begins = np.flatnonzero(until != ""), np.flatnonzero(since != "")
    if not len(ends) or not len(begins):
        return held
    thing, person = held.thing.to_numpy(), held.person.to_numpy()
    takers: dict[int, list[int]] = {}
    for at in begins[np.isin(thing[begins], thing[ends])].tolist():
        takers.setdefault(int(thing[at]), []).append(at)
    for at in ends.tolist():
        after = takers.get(int(thing[at]), ())
        for other in after if len(after) <= MANY else ():
            one, next_ = str(until[at])[:10], str(since[other])[:10]
            if person[at] == person[other] or not (one.startswith(next_) or next_.startswith(one)):
                continue
            if len(next_) < len(one):  # begins some day of the month or year in which the other ends: after that
                if first[at] < first[other] and last[at] < last[other]:
                    first[other] = max(first[other], last[at] + 1)
            elif first[at] < first[other] <= last[other]:
                last[at] = min(last[at], max(first[at], first[other] - 1))
    return held.assign(first=first, last=last)


def _shared(thing: Ints, person: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which standings are in things of more than one person."""
    width = int(person.max(initial=0)) + 1
    holders = np.bincount(distinct(thing * width + person) // width, minlength=int(thing.max(initial=-1)) + 1)
    shared: np.ndarray[tuple[int], np.dtype[np.bool_]] = holders[thing] > 1
    return shared


def _companies(first: Ints, last: Ints) -> list[Ints]:
    if len(first) > CROWD:
        return [np.arange(len(first))]
    events = sorted([(day, 0, at) for at, day in enumerate(first)] + [(day, 1, at) for at, day in enumerate(last)])
    active: set[int] = set()
    found, grown = [], False
    for _, ends, at in events:
        if ends:
            if grown and len(active) > 1:
                found.append(np.array(sorted(active)))
            active.discard(at)
            grown = False
        else:
            active.add(at)
            grown = True
    return found


def stack(frames: list["DataFrame"]) -> "DataFrame":
    """The frames below each other; empty ones are left out, so that they do not change the column types."""
    from pandas import concat

    full = [frame for frame in frames if len(frame)]
    return concat(full, ignore_index=True) if full else frames[0]
