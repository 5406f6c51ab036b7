"""The whole search on plain arrays: candidates, first rings, runs on thinned evidence, chance, choice, verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.i18n import _
from netlens.network.projection import Floats, Ints, Layer, Ties, project
from netlens.network.rings.choice import SMALLEST, Value, chosen, cut, first, worthwhile
from netlens.network.rings.consensus import DROPS, MISSING, Run, agreed, thinned
from netlens.network.rings.holding import parted, redundant
from netlens.network.rings.ladder import ITERATIONS, OBJECTIVE, SIZES, compact, leiden, nest, resolutions
from netlens.network.rings.null import Candidates, Null, candidates, null_of
from netlens.network.rings.recurring import SHUFFLES, recurring
from netlens.network.rings.score import Sums, score
from netlens.network.rings.twin import trust
from netlens.network.rings.verdict import (
    HOLDING,
    REDUNDANT,
    STRICT,
    Figures,
    figures,
    in_rings,
    may_stand,
)
from netlens.progress import Job, Progress

METHOD = "leiden-ladder"
ALARM = 0.2  # rings a shuffle may yield on average before naming people is made dearer
THIN = 1.5  # independent ties per tied person: below, most rings cannot be told from chance
MANY = 20_000  # people: with more, half of the thinned graphs show how rings hold
LESSER = 0.9  # the share of chance groups of like size that one listed as chance still beats


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
    base = leiden(ties, steps, seed)
    levels = nest(base, ties)
    partial = _spread(first(levels, ties), tied, n, -1)
    thin: list[Ties] = []
    runs: list[Run] = []
    for run in range(DROPS):
        yield Progress(_("Trying the rings with a tenth of the evidence missing"), 2 + run, total, partial)
        thin.append(thinned(layers, ties.n, seed * 1000 + run))
        runs.append(leiden(thin[-1], (steps[0], steps[-1]), seed * 1000 + run))
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
    rings = _in_parts(chosen(levels, ties, penalty, seed), layers, ties, penalty)
    rings, core = _with_lesser(rings, cores, levels, layers, ties, chance, penalty)
    judged = figures(rings, layers, ties, thin if ties.n < MANY else thin[: DROPS // 2], chance, penalty, core)
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
        "recurring": {"shuffles": SHUFFLES, "occasions": often + 1, "cores": int(core.sum())},
        "trust": {"stays": list(known.stays), "right": list(known.right)} if known is not None else {},
    }
    return Found(rings, judged, settings, _caution(ties, penalty))


def shuffles(n: int) -> int:
    """How many shuffles tell what chance gives: few people need more, for each holds few candidates."""
    return 20 if n < 500 else 10 if n < 2_000 else 5 if n < 10_000 else 2


def price(chance: Null) -> float:
    """By how much to multiply the cost of naming people, so that chance would hardly ever be given a ring."""
    if chance.chosen <= ALARM or not len(chance.score):
        return 1.0
    return max(1.0, float(np.quantile(chance.score / chance.cost, 0.999)))


def _in_parts(rings: Ints, layers: Sequence[Layer], ties: Ties, penalty: float) -> Ints:
    """Rings that one fact alone holds together, as the parts it ties, where a part may stand by itself."""
    count = int(rings.max(initial=-1)) + 1
    parts = parted(rings, count, layers, HOLDING - 1e-9)
    changed = (parts != rings) & (parts >= 0)
    if not changed.any():
        return rings
    parts = np.where(changed, parts, -1)
    good = worthwhile(parts, ties, penalty)
    good = in_rings(good, redundant(good, int(good.max(initial=-1)) + 1, layers) >= REDUNDANT)
    instead = np.isin(rings, np.unique(rings[good >= 0])) & (rings >= 0)
    return compact(np.where(instead, np.where(good >= 0, good + count, -1), rings))


def _with_lesser(
    rings: Ints,
    cores: Ints,
    levels: list[Ints],
    layers: Sequence[Layer],
    ties: Ties,
    chance: Null,
    penalty: float,
) -> tuple[Ints, NDArray[np.bool_]]:
    """The chosen rings that may stand; cores of the others; groups that beat chance of like size; and then the rest.

    Gives the labels, and which of the rings are such cores.
    """

    def beats(level: float) -> Value:
        def value(found: Sums) -> Floats:
            return score(found) - chance.quantile(found.size, level)

        return value

    strength = ties.strength()
    rings = in_rings(rings, may_stand(rings, layers, ties, chance, penalty))
    cores = _large(np.where(rings >= 0, -1, cores))
    for level in (1 - STRICT, LESSER):
        standing = in_rings(rings, may_stand(rings, layers, ties, chance, penalty))
        taken = (standing >= 0) | (cores >= 0)
        alone = np.arange(ties.n) + ties.n
        free = [compact(np.where(taken, alone, labels)) for labels in levels]
        more = cut(free, ties, strength, penalty, beats(level))
        rings = compact(np.where(standing >= 0, standing, np.where(more >= 0, more + ties.n, -1)))
    labels = compact(np.where(cores >= 0, cores + 2 * ties.n, rings))
    core = np.zeros(int(labels.max(initial=-1)) + 1, dtype=bool)
    core[labels[cores >= 0]] = True
    return labels, core


def _large(labels: Ints) -> Ints:
    size = np.bincount(labels[labels >= 0], minlength=1)
    return np.where((labels >= 0) & (size[np.maximum(labels, 0)] >= SMALLEST), labels, -1)


def _caution(ties: Ties, penalty: float) -> str:
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
