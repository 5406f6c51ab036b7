"""What stays when a tenth of the evidence is missing: runs on thinned evidence, and what they agree on.

The ensemble idea: A. Lancichinetti, S. Fortunato, "Consensus clustering in complex networks", Sci. Rep. 2, 336 (2012);
here on the ties that exist only, so that it costs no more than the runs themselves.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from netlens.network.projection import Floats, Ints, Layer, Ties, keep, project

DROPS = 8
MISSING = 0.1
FLOOR = 0.01  # a tie on which no run agrees keeps this share of its weight

Run = list[Ints]  # one label per vertex, one array per level


def thinned(layers: Sequence[Layer], n: int, seed: int) -> Ties:
    """The ties that are left with a tenth of the evidence's entries missing at random."""
    rng = np.random.default_rng([seed, 104729])
    return project([keep(layer, rng.random(len(layer.left)) >= MISSING) for layer in layers], n)


def agreed(ties: Ties, runs: Sequence[Run]) -> Ties:
    """The ties, each with the share of runs and levels that keep its two ends in one community."""
    together = np.zeros(len(ties.a))
    levels = [labels for run in runs for labels in run]
    for labels in levels:
        together += labels[ties.a] == labels[ties.b]
    share = np.maximum(together / max(len(levels), 1), FLOOR)
    return replace(ties, weight=ties.weight * share)


def best_match(rings: Ints, labels: Ints) -> tuple[Floats, Ints]:
    """Per ring, the best Jaccard overlap with a community of `labels`, and which one (the lowest of equals)."""
    count = int(rings.max(initial=-1)) + 1
    width = int(labels.max(initial=-1)) + 1
    inside = rings >= 0
    key, shared = np.unique(rings[inside] * width + labels[inside], return_counts=True)
    ring, community = key // width, key % width
    size, other = np.bincount(rings[inside], minlength=count), np.bincount(labels, minlength=width)
    overlap = shared / (size[ring] + other[community] - shared)
    order = np.lexsort((community, -overlap, ring))
    first = order[np.concatenate([[True], ring[order][1:] != ring[order][:-1]])] if len(order) else order
    return overlap[first].astype(np.float64), community[first].astype(np.int64)
