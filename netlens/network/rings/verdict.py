"""What may be said of a group: supported, tentative, or no more than chance. All tests together, never one alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Status
from netlens.network.projection import Floats, Ints, Layer, Ties
from netlens.network.rings.chance.null import Null
from netlens.network.rings.chance.recurring import SHUFFLES
from netlens.network.rings.holding import HOLDING, REDUNDANT, redundant, without_one
from netlens.network.rings.ladder import compact, connected
from netlens.network.rings.moves import wandered
from netlens.network.rings.score import Sums, excess, naming, score, sums

STATUS: tuple[Status, Status, Status] = ("supported", "tentative", "chance")
RECURRING, MOST = 1, 2  # special rings: people who meet again and again; a group that much of the evidence is about
UNSURE = 0.75  # what membership of a special ring is worth at most: no twin tells
STABLE = 0.5  # mean overlap with itself while people wander and a tenth of the evidence is missing
CLEAR, STRICT = 0.05, 0.01  # p for supported; for tentative, which is otherwise mostly noise
MISTAKEN = 0.02  # of the supported that are at least as strong, at most this share by chance


@dataclass(frozen=True, slots=True)
class Figures:
    """Per ring: index into STATUS, and its figures. `stays`: per vertex, share of the time it keeps its ring."""

    status: Ints
    stability: Floats
    p_value: Floats
    redundancy: Floats
    excess: Floats
    stays: Floats
    left: Floats  # share of members still together without the one fact that matters most
    membership: Floats  # per vertex, the chance that they are rightly in their ring (twin.py)


def figures(
    rings: Ints,
    layers: Sequence[Layer],
    ties: Ties,
    graphs: Sequence[Ties],
    chance: Null,
    penalty: float,
    special: Ints | None = None,
) -> Figures:
    """Judge every ring of `rings` (one label per vertex, -1 for none); `graphs`: the ties on thinned evidence.

    `special`: per ring, why it is told of though its score does not name it (lesser.py; 0: it is as any other). Such
    are tentative when no single fact holds them. How they hold is how they stay tied; nobody is more than "possible".
    """
    count = int(rings.max(initial=-1)) + 1
    found = sums(rings, count, ties, ties.strength(), penalty)
    beyond, p_value = excess(found), _p_values(found, chance)
    stability, stays = wandered(rings, graphs, penalty, 1)
    redundancy = redundant(rings, count, layers)
    left = without_one(rings, count, layers)
    firm = redundancy >= REDUNDANT
    supported = firm & (left >= HOLDING) & (beyond > 0) & (stability >= STABLE) & (p_value < CLEAR)
    strength = score(found) / np.maximum(naming(found.size, found.n), 1e-12)
    supported[supported] = chance.mistaken(strength[supported]) <= MISTAKEN
    tentative = firm & (p_value < STRICT) & ((beyond > 0) | ((stability >= STABLE) & (left >= HOLDING)))
    membership = stays
    if special is not None and special.any():
        tentative |= firm & (left >= HOLDING) & (special > 0)
        p_value = np.where(special == RECURRING, 1 / (SHUFFLES + 1), p_value)  # of the test they passed
        apart = in_rings(rings, special > 0)
        tied_on, tied = _still_tied(apart, count, graphs)
        stability, stays = np.where(special > 0, tied_on, stability), np.where(apart >= 0, tied, stays)
        membership = np.where(apart >= 0, np.minimum(stays, UNSURE), stays)
    status = np.where(supported, 0, np.where(tentative, 1, 2)).astype(np.int64)
    return Figures(status, stability, p_value, redundancy, beyond, stays, left, membership)


def _still_tied(rings: Ints, count: int, graphs: Sequence[Ties]) -> tuple[Floats, Floats]:
    """Per ring, the share of members in its largest part on thinned evidence; per person, how often they are in it."""
    stays = np.zeros(len(rings))
    inside = np.flatnonzero(rings >= 0)
    for ties in graphs:
        parts = connected(rings, ties)
        size = np.bincount(parts[inside])
        largest = np.zeros(count, dtype=np.int64)
        np.maximum.at(largest, rings[inside], size[parts[inside]])
        stays[inside] += size[parts[inside]] == largest[rings[inside]]
    stays /= max(len(graphs), 1)
    members = np.bincount(rings[inside], minlength=count)
    return np.bincount(rings[inside], stays[inside], count) / np.maximum(members, 1), stays


def may_stand(rings: Ints, layers: Sequence[Layer], ties: Ties, chance: Null, penalty: float) -> NDArray[np.bool_]:
    """The rings that could be told of, before it is tried how they hold: the others make way for what is in them."""
    count = int(rings.max(initial=-1)) + 1
    found = sums(rings, count, ties, ties.strength(), penalty)
    p_value = _p_values(found, chance)
    enough = redundant(rings, count, layers) >= REDUNDANT
    worth: NDArray[np.bool_] = enough & (p_value < CLEAR) & (excess(found) > 0)
    others = enough & (p_value < STRICT) & ~worth
    if others.any():  # the worthwhile are in parts already, where one fact alone held them (lesser.py)
        some = compact(in_rings(rings, others))
        of = rings[np.unique(some, return_index=True)[1][-(int(some.max()) + 1) :]]
        others[of] = without_one(some, len(of), layers) >= HOLDING
    return worth | others


def _p_values(found: Sums, chance: Null) -> Floats:
    pairs = zip(found.size, score(found), strict=True)
    return np.array([chance.p_value(*pair) for pair in pairs], dtype=np.float64)


def in_rings(rings: Ints, chosen: NDArray[np.bool_]) -> Ints:
    """The labels of the chosen rings only; everyone else -1."""
    return np.where((rings >= 0) & np.append(chosen, False)[rings], rings, -1).astype(np.int64)


def adjusted(p_values: Floats) -> Floats:
    """q-values: Y. Benjamini, Y. Hochberg, J. R. Stat. Soc. B 57 (1995)."""
    count = len(p_values)
    order = np.argsort(p_values, kind="stable")[::-1]
    scaled = p_values[order] * count / np.arange(count, 0, -1)
    found = np.empty(count)
    found[order] = np.minimum(np.minimum.accumulate(scaled), 1.0)
    return found
