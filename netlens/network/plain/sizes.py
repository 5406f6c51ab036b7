"""A largest ring size: groups above it are split again by the same method, or told to be unsplittable."""

from collections import deque
from dataclasses import replace

import numpy as np

from netlens.network.plain.asked import Asked
from netlens.network.plain.methods import partition
from netlens.network.projection import Ints, Ties
from netlens.network.rings.ladder import compact

FINER = 1.5  # by how much the resolution grows from one try to the next
TRIES = 12  # 1.5^11: about 86 times as fine


def limited(labels: Ints, ties: Ties, asked: Asked, seed: str, heads: Ints, iterations: int = 2) -> tuple[Ints, int]:
    """The labels with no group above `asked.max_size` people that can be split, and how many cannot.

    `heads[v]`: how many records of people vertex v stands for. Each large group is partitioned by itself, at the asked
    resolution (or k) first, then finer, until it falls apart.
    """
    if not asked.max_size:
        return labels, 0
    result = labels.copy()
    free = int(labels.max(initial=-1)) + 1
    large = deque((group, 0) for group in np.flatnonzero(_sizes(labels, heads) > asked.max_size).tolist())
    whole = 0
    while large:
        group, depth = large.popleft()
        members = np.flatnonzero(result == group)
        parts, step = _split(_inside(ties, members), asked, depth, f"{seed}/{group}", iterations)
        if parts is None:
            whole += 1
            continue
        result[members] = np.where(parts < 0, -1, parts + free)
        sizes = _sizes(parts, heads[members])
        large.extend((free + part, step) for part in np.flatnonzero(sizes > asked.max_size).tolist())
        free += int(parts.max(initial=-1)) + 1
    return compact(result), whole


def _split(ties: Ties, asked: Asked, first: int, seed: str, iterations: int) -> tuple[Ints | None, int]:
    """The parts of one group, from the `first` step of fineness on, and the step that made them; None: it stays."""
    for step in range(first, first + _steps(asked, ties)):
        parts = partition(ties, _finer(asked, step), f"{seed}/{step}", 1, iterations)
        if (parts < 0).all():
            return None, step  # nobody is left at this k
        if parts.max() > 0 or (parts < 0).any():
            return parts, step
    return None, first


def _steps(asked: Asked, ties: Ties) -> int:
    if asked.method == "k-core":
        return max(ties.n - asked.core, 1)
    return TRIES if asked.resolution else 1


def _finer(asked: Asked, step: int) -> Asked:
    if asked.method == "k-core":
        return replace(asked, core=asked.core + step)
    return replace(asked, resolution=asked.resolution * FINER**step)


def _inside(ties: Ties, members: Ints) -> Ties:
    """The ties among some vertices, these renumbered in their order."""
    at = np.full(ties.n, -1, dtype=np.int64)
    at[members] = np.arange(len(members))
    kept = (at[ties.a] >= 0) & (at[ties.b] >= 0)
    return Ties(len(members), at[ties.a[kept]], at[ties.b[kept]], ties.weight[kept])


def _sizes(labels: Ints, heads: Ints) -> Ints:
    placed = labels >= 0
    return np.bincount(labels[placed], heads[placed]).astype(np.int64)
