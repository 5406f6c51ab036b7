"""A plain method as a whole: its groups, what thinned and shuffled evidence makes of it, and the same verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from netlens.i18n import _, ngettext
from netlens.network.plain.asked import METHODS, Asked
from netlens.network.plain.methods import partition
from netlens.network.plain.sizes import limited
from netlens.network.projection import Ints, Layer, Ties, keep, project
from netlens.network.rings.chance.null import Candidates, candidates, decoys, measured, null_of, shuffled
from netlens.network.rings.choice import SMALLEST
from netlens.network.rings.consensus import DROPS, MISSING, thinned
from netlens.network.rings.ladder import compact
from netlens.network.rings.score import excess, sums
from netlens.network.rings.search import Found, price, search, shuffles
from netlens.network.rings.verdict import STATUS, figures
from netlens.progress import Job, Progress

UNTIL_STABLE = -1
QUICK = 2  # iterations of Leiden in runs on thinned and shuffled evidence


@dataclass(frozen=True, slots=True)
class _Way:
    """A method, and how many records each vertex stands for."""

    asked: Asked
    heads: Ints

    def whole(self, ties: Ties, seed: str, tries: int = 1, iterations: int = QUICK) -> tuple[Ints, int]:
        """The labels of the method with its size limit kept; how many groups could not be split."""
        labels = partition(ties, self.asked, seed, tries, iterations)
        return limited(labels, ties, self.asked, seed, self.heads, iterations)


def groups(layers: Sequence[Layer], n: int, asked: Asked, seed: int, heads: Ints | None = None) -> Job[Found]:
    """The groups of the asked method among `n` vertices, judged like the engine's. The same input gives the same.

    `heads[v]`: how many records vertex v stands for, 1 each when not given; a largest size counts them. Yields
    Progress; the groups, not yet judged, come early as its `partial`. Who has no tie takes no part.
    """
    yield Progress(_("Tying people by their evidence"))
    everyone = project(layers, n)
    tied = np.unique(np.concatenate([everyone.a, everyone.b]))
    if len(tied) < SMALLEST:  # the engine says so, and what it looked at
        found = yield from search(layers, n, seed)
        return replace(found, settings={**found.settings, **_stated(asked, seed, len(tied))})
    at = np.full(n, -1, dtype=np.int64)
    at[tied] = np.arange(len(tied))
    inner = [_among(layer, at) for layer in layers]
    way = _Way(asked, (np.ones(n, dtype=np.int64) if heads is None else heads)[tied])
    found = yield from _judged(inner, project(inner, len(tied)), way, seed, tied, n)
    stays = np.zeros(n)
    stays[tied] = found.figures.stays
    return replace(
        found, ring=_spread(found.ring, tied, n), figures=replace(found.figures, stays=stays, membership=stays)
    )


def _judged(layers: Sequence[Layer], ties: Ties, way: _Way, seed: int, tied: Ints, n: int) -> Job[Found]:
    asked = way.asked
    nulls = shuffles(ties.n)
    total = 2 + DROPS + nulls
    yield Progress(_("Grouping by {method}").format(method=_(METHODS[asked.method].label)), 0, total)
    labels, unsplit = way.whole(ties, f"{seed}", starts(ties.n), UNTIL_STABLE)
    rings = _large(labels)
    partial: Ints | None = _spread(rings, tied, n)
    thin: list[Ties] = []
    for run in range(DROPS):
        yield Progress(_("Trying the groups with a tenth of the evidence missing"), 1 + run, total, partial)
        partial = None
        thin.append(thinned(layers, ties.n, seed * 1000 + run))
    chance: list[Candidates] = []
    for graph in range(nulls):
        yield Progress(_("Comparing with what chance gives"), 1 + DROPS + graph, total)
        chance.append(_by_chance(layers, ties.n, way, seed * 1000 + 500 + graph))
    yield Progress(_("Judging the groups"), total - 1, total)
    null = null_of(chance)
    penalty = price(null)
    settings = {
        **_stated(asked, seed, ties.n),
        "unsplittable": unsplit,
        "drops": DROPS,
        "missing": MISSING,
        "shuffles": nulls,
        "chance_rings": round(null.chosen, 6),
        "penalty": round(penalty, 6),
    }
    judged = figures(rings, layers, ties, thin, null, penalty)
    return Found(rings, judged, settings, _note(unsplit, judged.status, asked))


def starts(n: int) -> int:
    """Of how many runs the best is taken: the more people, the dearer each, and the less one differs from the next."""
    return 20 if n < 2_000 else 5 if n < 20_000 else 2


def _stated(asked: Asked, seed: int, tied: int) -> Mapping[str, Any]:
    """Every parameter, so that the same can be asked for again."""
    known: dict[str, Any] = {"method": asked.method, "objective": asked.objective, "resolutions": [], "seeds": [seed]}
    if asked.resolution:
        known["resolutions"] = [asked.resolution]
    if asked.method == "leiden":
        known["iterations"] = UNTIL_STABLE
    if asked.method in ("leiden", "louvain", "infomap"):
        known["starts"] = starts(tied)
    if asked.core:
        known["core"] = asked.core
    return {**known, "max_size": asked.max_size, "tied": tied}


def _by_chance(layers: Sequence[Layer], n: int, way: _Way, seed: int) -> Candidates:
    """What one shuffle gives to the same method, and to the engine's ladder: it finds candidates of every size."""
    ladder = candidates(layers, n, seed)
    drawn = shuffled(layers, np.random.default_rng([seed, 7919]))
    ties = project(drawn, n)
    labels = way.whole(ties, f"{seed}")[0]
    size, value = measured([_alone(labels)], ties)
    size, value = size[size < n], value[size < n]  # to name everyone costs nothing, and says nothing
    rings = _large(labels)
    found = sums(rings, int(rings.max(initial=-1)) + 1, ties, ties.strength())
    chosen = max(ladder.chosen, int((excess(found) > 0).sum()))
    made = np.concatenate([ladder.decoys, decoys(rings, drawn, ties)])
    return Candidates(np.concatenate([ladder.size, size]), np.concatenate([ladder.score, value]), chosen, n, made)


def _alone(labels: Ints) -> Ints:
    """Labels with everyone of no group as a group of their own."""
    return compact(np.where(labels < 0, len(labels) + np.arange(len(labels)), labels))


def _large(labels: Ints) -> Ints:
    """The labels of groups that could be rings; everyone else -1."""
    sizes = np.bincount(labels[labels >= 0], minlength=1)
    return compact(np.where((labels >= 0) & (sizes[np.maximum(labels, 0)] >= SMALLEST), labels, -1))


def _among(layer: Layer, at: Ints) -> Layer:
    """The layer among the tied only, renumbered."""
    inside = at[layer.left] >= 0
    if not layer.groups:
        inside &= at[layer.right] >= 0
    kept = keep(layer, inside)
    return replace(kept, left=at[kept.left], right=kept.right if layer.groups else at[kept.right])


def _spread(labels: Ints, tied: Ints, n: int) -> Ints:
    found = np.full(n, -1, dtype=np.int64)
    found[tied] = labels
    return found


def _note(unsplit: int, status: Ints, asked: Asked) -> str:
    said, name = [], _(METHODS[asked.method].label)
    if unsplit:
        text = ngettext(
            "{n} group larger than {size} people could not be split by {method}.",
            "{n} groups larger than {size} people could not be split by {method}.",
            unsplit,
        )
        said.append(text.format(n=unsplit, size=asked.max_size, method=name))
    if len(status) and (status == STATUS.index("chance")).all():
        text = ngettext(
            "{method} gave {n} group, and it is no closer than chance makes.",
            "{method} gave {n} groups, and none is closer than chance makes.",
            len(status),
        )
        said.append(text.format(method=name, n=len(status)))
    return " ".join(said)
