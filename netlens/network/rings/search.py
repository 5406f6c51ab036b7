"""The whole search on plain arrays: candidates, first rings, runs on thinned evidence, chance, choice, verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from netlens.i18n import _
from netlens.network.projection import Ints, Layer, Ties, project
from netlens.network.rings.chance.null import Candidates, Null, candidates, null_of
from netlens.network.rings.chance.recurring import SHUFFLES, recurring
from netlens.network.rings.chance.twin import trust
from netlens.network.rings.choice import chosen, first
from netlens.network.rings.consensus import DROPS, MISSING, Run, agreed, thinned
from netlens.network.rings.ladder import ITERATIONS, OBJECTIVE, SIZES, leiden, nest, resolutions
from netlens.network.rings.lesser import in_parts, with_lesser
from netlens.network.rings.verdict import (
    MOST,
    RECURRING,
    Figures,
    figures,
    in_rings,
)
from netlens.progress import Job, Progress

METHOD = "leiden-ladder"
ALARM = 0.2  # rings a shuffle may yield on average before naming people is made dearer
LOOK = 2  # of many people, sizes looked at before the first rings are shown: the smallest adds little to them
THIN = 1.5  # independent ties per tied person: below, most rings cannot be told from chance
MANY = 20_000  # people: with more, half of the thinned graphs show how rings hold


@dataclass(frozen=True, slots=True)
class Found:
    """`ring[v]`: the ring of vertex v, -1 for none. `settings` says what made it; `note` what to keep in mind."""

    ring: Ints
    figures: Figures
    settings: Mapping[str, Any]
    note: str = ""


def search(layers: Sequence[Layer], n: int, seed: int) -> Job[Found]:
    """Find the rings among `n` vertices. Yields Progress; the first rings come as its `partial`, an array of labels.

    The same layers and seed give the same rings. Who has no tie takes no part, and changes nothing.
    """
    yield Progress(_("Tying people by their evidence"))
    everyone = project(layers, n)
    tied = np.unique(np.concatenate([everyone.a, everyone.b]))
    if len(tied) < 3:
        empty = np.zeros(0)
        none = Figures(empty.astype(np.int64), empty, empty, empty, empty, np.zeros(n), empty, np.zeros(n))
        note = _("No three people are tied by the evidence: there is nothing to search.")
        return Found(np.full(n, -1, dtype=np.int64), none, {"method": METHOD, "seeds": [seed], "tied": len(tied)}, note)
    at = np.full(n, -1, dtype=np.int64)
    at[tied] = np.arange(len(tied))
    inner = [_renumbered(layer, at) for layer in layers]
    found = yield from _search(inner, project(inner, len(tied)), seed, tied, n)
    return replace(found, ring=_spread(found.ring, tied, n, -1), figures=_outer(found.figures, tied, n))


def _search(layers: Sequence[Layer], ties: Ties, seed: int, tied: Ints, n: int) -> Job[Found]:
    steps = resolutions(ties.n)
    nulls = shuffles(ties.n)
    total = 4 + DROPS + nulls
    yield Progress(_("Looking for candidates of every size"), 1, total)
    look = LOOK if ties.n >= MANY else len(steps)
    base = leiden(ties, steps[:look], seed)
    partial = _spread(first(nest(base, ties), ties), tied, n, -1)
    thin: list[Ties] = []
    runs: list[Run] = []
    for run in range(DROPS):
        yield Progress(_("Trying the rings with a tenth of the evidence missing"), 2 + run, total, partial)
        if run == 0 and look < len(steps):
            base += leiden(ties, steps[look:], seed, look)
        thin.append(thinned(layers, ties.n, seed * 1000 + run))
        runs.append(leiden(thin[-1], tuple(dict.fromkeys((steps[0], steps[-1]))), seed * 1000 + run))
        partial = None
    graphs: list[Candidates] = []
    for graph in range(nulls):
        yield Progress(_("Comparing with what chance gives"), 2 + DROPS + graph, total)
        graphs.append(candidates(layers, ties.n, seed * 1000 + 500 + graph))
    yield Progress(_("Choosing the rings"), total - 2, total)
    chance = null_of(graphs)
    penalty = price(chance)
    levels = nest([*base, *leiden(agreed(ties, runs), steps, seed + 1)], ties)
    cores, often = recurring(layers, ties.n, seed)
    rings = in_parts(chosen(levels, ties, penalty, seed), layers, ties, penalty)
    rings, special = with_lesser(rings, cores, levels, layers, ties, chance, penalty, seed)
    judged = figures(rings, layers, ties, thin if ties.n < MANY else thin[: DROPS // 2], chance, penalty, special)
    yield Progress(_("Asking for known rings, to see how far membership may be trusted"), total - 1, total)
    known = trust(in_rings(rings, judged.status < 2), layers, penalty, seed)
    if known is not None:
        judged = replace(judged, membership=known.of(judged.stays))
    settings = {
        "method": METHOD,
        "objective": OBJECTIVE,
        "iterations": ITERATIONS,
        "sizes": list(SIZES),
        "resolutions": list(steps),
        "seeds": [seed],
        "tied": ties.n,
        "drops": DROPS,
        "missing": MISSING,
        "shuffles": nulls,
        "chance_rings": round(chance.chosen, 6),
        "penalty": round(penalty, 6),
        "recurring": {"shuffles": SHUFFLES, "occasions": often + 1, "cores": int((special == RECURRING).sum())},
        "trust": {"stays": list(known.stays), "right": list(known.right)} if known is not None else {},
    }
    return Found(rings, judged, settings, _caution(ties, penalty, bool((special == MOST).any())))


def shuffles(n: int) -> int:
    """How many shuffles tell what chance gives: few people need more, for each holds few candidates."""
    return 50 if n < 150 else 20 if n < 500 else 10 if n < 2_000 else 5 if n < 10_000 else 2


def price(chance: Null) -> float:
    """By how much to multiply the cost of naming people, so that chance would hardly ever be given a ring."""
    if chance.chosen <= ALARM or not len(chance.score):
        return 1.0
    costs = chance.cost > 0  # to name everyone costs nothing
    return max(1.0, float(np.quantile(chance.score[costs] / chance.cost[costs], 0.999))) if costs.any() else 1.0


def _caution(ties: Ties, penalty: float, most: bool) -> str:
    if most:
        return _("Much of the evidence is about one group: with little to compare it with, it is tentative at most.")
    if ties.total < THIN * ties.n:
        return _("The evidence is thin: real rings may be missing, and every ring should be checked by its rows.")
    if penalty > 1.0:
        return _("Shuffled evidence also gave rings: a ring had to be stronger than usual to be listed.")
    return ""


def _renumbered(layer: Layer, at: Ints) -> Layer:
    """The layer among the tied only."""
    inside = at[layer.left] >= 0
    if not layer.groups:
        inside &= at[layer.right] >= 0
    block = None if layer.block is None else layer.block[inside]
    right = layer.right[inside] if layer.groups else at[layer.right[inside]]
    return replace(layer, left=at[layer.left[inside]], right=right, value=layer.value[inside], block=block)


def _spread(values: Any, tied: Ints, n: int, empty: float) -> Any:
    spread = np.full(n, empty, dtype=values.dtype)
    spread[tied] = values
    return spread


def _outer(figures: Figures, tied: Ints, n: int) -> Figures:
    stays, membership = (_spread(values, tied, n, 0.0) for values in (figures.stays, figures.membership))
    return replace(figures, stays=stays, membership=membership)
