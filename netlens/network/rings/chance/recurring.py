"""Who stands together in case after case: small cores that the score alone would not name.

A core of three or four busy people is too small, and its members too much with others, to be worth naming by the weight
of their ties. Yet that the same two meet in case after case may be more than chance gives anyone. Chance is what the
busiest pair of each shuffle has: a pair counts that beats them all, whoever it is (family-wise error below 1 in 20 by
the maximum over all pairs; P. Westfall, S. Young, "Resampling-Based Multiple Testing", 1993).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from netlens.network.projection import Ints, Layer, joined
from netlens.network.rings.chance.null import shuffled
from netlens.network.rings.choice import SMALLEST
from netlens.network.rings.ladder import compact

KINDS = ("case",)  # what people are put together in by a record of its own, once for each occasion
SHUFFLES = 20
LEAST = 3  # occasions: two may always be one affair


def recurring(layers: Sequence[Layer], n: int, seed: int) -> tuple[Ints, int]:
    """Cores of people tied by pairs who recur, as labels (-1: in none); and how often chance lets a pair meet."""
    told, most = [layer for layer in layers if layer.kind in KINDS and len(layer.left)], LEAST - 1
    labels = np.full(n, -1, dtype=np.int64)
    if not told:
        return labels, most
    rng = np.random.default_rng([seed, 67867967])
    for _ in range(SHUFFLES):
        most = max(most, int(_occasions(shuffled(told, rng), n).data.max(initial=0)))
    pairs = _occasions(told, n)
    often = pairs.data > most
    a, b = (ends[often].astype(np.int64) for ends in pairs.coords)
    if not len(a):
        return labels, most
    ends = np.concatenate([a, b])
    labels[ends] = joined(ends, np.tile(np.arange(len(a)), 2))
    size = np.bincount(labels[labels >= 0])
    return compact(np.where((labels >= 0) & (size[labels] >= SMALLEST), labels, -1)), most


def _occasions(layers: Sequence[Layer], n: int) -> Any:
    """For each pair a < b who stand together at all, on how many occasions (sparse, COO)."""
    from scipy.sparse import csr_array, triu

    total: Any = csr_array((n, n), dtype=np.int64)
    for layer in layers:
        ones = np.ones(len(layer.left), dtype=np.int64)
        stands = csr_array((ones, (layer.right, layer.left)), shape=(layer.groups, n))
        total = total + stands.T.tocsr() @ stands
    return triu(total, 1, format="coo")
