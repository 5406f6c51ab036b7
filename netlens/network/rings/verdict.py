"""What may be said of a group: supported, tentative, or no more than chance. All tests together, never one alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Status
from netlens.network.projection import Floats, Ints, Layer, Ties
from netlens.network.rings.chance.null import Null
from netlens.network.rings.chance.recurring import SHUFFLES
from netlens.network.rings.holding import redundant, without_one
from netlens.network.rings.moves import wandered
from netlens.network.rings.score import Sums, excess, score, sums

STATUS: tuple[Status, Status, Status] = ("supported", "tentative", "chance")
STABLE = 0.5  # mean overlap with itself while people wander and a tenth of the evidence is missing
STEADY = 0.75  # the same, for a group that is not worth naming by itself: loose crowds of dozens stay below
CLEAR, STRICT = 0.05, 0.01  # p for supported; for tentative, which is otherwise mostly noise
REDUNDANT = 0.25  # ties beyond a tree, per member
HOLDING = 2 / 3  # of the members still together without the one fact that matters most: none hangs on one case or call


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
    core: NDArray[np.bool_] | None = None,
) -> Figures:
    """Judge every ring of `rings` (one label per vertex, -1 for none); `graphs`: the ties on thinned evidence.

    `core`: which of the rings are people who recur (recurring.py): tentative at least, when no one case holds them.
    """
    count = int(rings.max(initial=-1)) + 1
    found = sums(rings, count, ties, ties.strength(), penalty)
    beyond, p_value = excess(found), _p_values(found, chance)
    stability, stays = wandered(rings, graphs, penalty, 1)
    redundancy = redundant(rings, count, layers)
    left = without_one(rings, count, layers)
    held = redundancy >= REDUNDANT
    supported = held & (left >= HOLDING - 1e-9) & (beyond > 0) & (stability >= STABLE) & (p_value < CLEAR)
    tentative = held & (p_value < STRICT) & ((beyond > 0) | (stability >= STEADY))
    if core is not None:
        tentative |= held & core
        p_value = np.where(core, np.minimum(p_value, 1 / (SHUFFLES + 1)), p_value)  # of the test they passed
    status = np.where(supported, 0, np.where(tentative, 1, 2)).astype(np.int64)
    return Figures(status, stability, p_value, redundancy, beyond, stays, left, stays)


def may_stand(rings: Ints, layers: Sequence[Layer], ties: Ties, chance: Null, penalty: float) -> NDArray[np.bool_]:
    """The rings that could be told of, before it is tried how they hold: the others make way for what is in them."""
    count = int(rings.max(initial=-1)) + 1
    found = sums(rings, count, ties, ties.strength(), penalty)
    p_value = _p_values(found, chance)
    worth: NDArray[np.bool_] = (p_value < STRICT) | ((p_value < CLEAR) & (excess(found) > 0))
    return worth & (redundant(rings, count, layers) >= REDUNDANT)


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
