"""Key players: the few whose absence would break a network apart most, or who together reach most of it.

S. Borgatti, Comput. Math. Organ. Theory 12 (2006): KPP-Neg by fragmentation or its distance-weighted form, KPP-Pos by
distance-weighted reach. Small sets in small networks are found by trying all; else by exchanging one for another while
that helps, as in the paper, from several sets to begin with (two who only matter together are not found one by one):
good, not surely the best.

A what-if about recorded ties, not advice to arrest: records follow police attention, networks replace who they lose.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Literal

import numpy as np

from netlens.network.measures import centrality
from netlens.network.measures.fragments import (
    distance_fragmentation,
    fragmentation,
    fragmentation_by_each,
    nearness,
    neighbours,
    reach,
)
from netlens.network.measures.removal import by_betweenness, removal
from netlens.network.projection import Floats, Ints, Ties

Goal = Literal["fragment", "fragment_distance", "reach"]
GOALS: tuple[Goal, ...] = ("fragment", "fragment_distance", "reach")
TRIED = 2_000_000  # steps of work up to which all sets are tried
NEAR = 150  # vertices up to which distances are looked at after each removal
WIDE = 3_000  # vertices up to which everyone may be chosen for their reach; above, the BEST by degree
BEST = 100
SOON = 1_000  # vertices up to which betweenness is reckoned for sets to begin with
SAME = 1e-9  # two values nearer than this are equal; of equal sets the first in the order of vertices is taken


@dataclass(frozen=True, slots=True)
class KeyPlayers:
    """`chosen`: vertices, ascending. `value`: of the goal with them; `before`: with nobody chosen. `exact`: all sets
    were tried. `searched`: among how many.
    """

    goal: Goal
    chosen: tuple[int, ...]
    value: float
    before: float
    exact: bool
    searched: int

    @property
    def matters(self) -> bool:
        """Whether it makes any difference: else anyone would do as well, and nobody should be named."""
        return self.value > self.before + SAME


Each = Callable[[tuple[int, ...]], Floats]  # the value of a set with one more: per vertex


def key_players(ties: Ties, count: int, goal: Goal, allowed: Ints | None = None) -> KeyPlayers | None:
    """The best set of `count` vertices out of `allowed` (None: all). None when there are not so many to choose from,
    or, for "fragment_distance", more than NEAR vertices to follow all distances between.
    """
    among_whom = np.arange(ties.n) if allowed is None else np.sort(allowed)
    if goal == "reach" and ties.n > WIDE:
        degree = centrality.degree(ties)[among_whom]
        among_whom = np.sort(among_whom[np.argsort(-degree, kind="stable")[:BEST]])
    if len(among_whom) < count or count < 1 or (goal == "fragment_distance" and ties.n > NEAR):
        return None
    each, work, before = _goal(ties, goal, among_whom)
    exact = comb(len(among_whom), count - 1) * work <= TRIED
    if exact:
        chosen, value = _all(each, among_whom, count)
    else:
        chosen, value = _exchanged(each, among_whom, _starts(ties, among_whom, count), count)
    return KeyPlayers(goal, chosen, value, before, exact, len(among_whom))


def _goal(ties: Ties, goal: Goal, allowed: Ints) -> tuple[Each, int, float]:
    """What is to be large, the work of one look at it, and what it is without anyone chosen."""
    nobody = np.zeros(0, dtype=np.int64)
    if goal == "fragment":
        tied = neighbours(ties)
        work = ties.n + 2 * len(ties.a)
        return lambda some: fragmentation_by_each(tied, some), work, fragmentation(ties, nobody)
    if goal == "fragment_distance":
        work = len(allowed) * ties.n * (ties.n + len(ties.a))
        return lambda some: _by_distance(ties, some, allowed), work, distance_fragmentation(ties, nobody)
    near = nearness(ties, allowed if len(allowed) < ties.n else None)
    return lambda some: _by_reach(near, some, allowed, ties.n), ties.n * len(allowed) // 16, 0.0


def _by_distance(ties: Ties, some: tuple[int, ...], allowed: Ints) -> Floats:
    found = np.full(ties.n, -1.0)
    for one in allowed.tolist():
        if one not in some:
            found[one] = distance_fragmentation(ties, np.array([*some, one]))
    return found


def _by_reach(near: Floats, some: tuple[int, ...], allowed: Ints, n: int) -> Floats:
    rows = np.searchsorted(allowed, some)
    held = near[rows].max(axis=0) if some else np.zeros(n)
    found = np.full(n, -1.0)
    found[allowed] = np.maximum(near, held).mean(axis=1)
    found[list(some)] = -1.0
    return found


def _all(each: Each, allowed: Ints, count: int) -> tuple[tuple[int, ...], float]:
    """Every set: all of one fewer, with the best one more of those that come after."""
    best: tuple[int, ...] = ()
    value = -np.inf
    for some in combinations(allowed.tolist(), count - 1):
        after = allowed[allowed > some[-1]] if some else allowed
        if not len(after):
            continue
        values = each(some)[after]
        at = _first(values)
        if values[at] > value + SAME:
            best, value = (*some, int(after[at])), float(values[at])
    return best, value


def _exchanged(each: Each, allowed: Ints, starts: list[list[int]], count: int) -> tuple[tuple[int, ...], float]:
    """The best of what comes of several sets when one after the other is exchanged as long as the value grows."""
    best: tuple[tuple[int, ...], float] = ((), -np.inf)
    for start in [_added(each, allowed, count), *starts]:
        chosen = list(start)
        value = float(each(tuple(chosen[1:]))[chosen[0]])
        grown = True
        while grown:
            grown = False
            for place in range(count):
                values = each((*chosen[:place], *chosen[place + 1 :]))[allowed]
                at = _first(values)
                if values[at] > value + SAME:
                    chosen[place], value, grown = int(allowed[at]), float(values[at]), True
        if value > best[1] + SAME:
            best = tuple(sorted(chosen)), value
    return best


def _added(each: Each, allowed: Ints, count: int) -> list[int]:
    """One after the other, the best first."""
    chosen: list[int] = []
    while len(chosen) < count:
        chosen.append(int(allowed[_first(each(tuple(chosen))[allowed])]))
    return chosen


def _starts(ties: Ties, allowed: Ints, count: int) -> list[list[int]]:
    """The best tied; and, where that is soon known, those most between others, each once the former is gone."""
    degree = centrality.degree(ties)[allowed]
    found = [np.sort(allowed[np.argsort(-degree, kind="stable")[:count]]).tolist()]
    if ties.n <= SOON:
        found.append(removal(ties, by_betweenness, count, allowed=allowed).order.tolist())
    return found


def _first(values: Floats) -> int:
    """Where the largest value is; of equal ones the first."""
    return int(np.flatnonzero(values >= values.max() - SAME)[0])


__all__ = ["GOALS", "Goal", "KeyPlayers", "key_players", "reach"]
