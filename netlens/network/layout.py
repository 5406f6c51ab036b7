"""Where everyone stands: rings first (a graph of rings, laid by Fruchterman and Reingold 1991), members inside.

A ring gets a disc with its strongest-tied members in the middle; protected people attached to it stand on the rim, not
inside. Whoever ties several rings stands between them. People of no ring are laid more widely, and those without a tie
to any ring stand below, out of the way. What was placed before does not move.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Ring, Rings
from netlens.network import packing
from netlens.network.evidence import Evidence
from netlens.network.packing import Points
from netlens.network.springs import SPACING, Crowd, Ints, blocks, circles, gather, interiors, spring

Positions = dict[int, tuple[float, float]]


def shown(rings: Rings) -> tuple[Ring, ...]:
    """The rings that are drawn: those the analyst dismissed and those like chance are not."""
    return tuple(r for r in rings.rings if r.status != "chance" and r.decision != "dismissed")


def place(evidence: Evidence, rings: Rings, fixed: Mapping[int, tuple[float, float]], seed: int = 1) -> Positions:
    """Entity id → (x, y) in world units, for every vertex and for all whom the rings name.

    Same evidence, rings, `fixed` and seed give the same positions. Those in `fixed` keep theirs to the last digit;
    others then go to the middle of their neighbours, where there is room. Pure; 100,000 people take some seconds.
    """
    from netlens.network.joining import join

    crowd = gather(evidence, shown(rings))
    keep = {int(key): (float(x), float(y)) for key, (x, y) in fixed.items()}
    known = np.array([int(key) in keep for key in crowd.ids], dtype=bool)
    if known.any():
        xy = np.array([keep.get(int(key), (0.0, 0.0)) for key in crowd.ids]).reshape(-1, 2)
        xy = join(crowd, xy, known, seed)
    else:
        xy = lay(crowd, seed)
    placed = dict(zip(crowd.ids.tolist(), map(tuple, np.round(xy, 2).tolist()), strict=True))
    return {**placed, **keep}


def lay(crowd: Crowd, seed: int) -> Points:
    """Everyone anew."""
    ring, rim, rings = crowd.ring, crowd.rim, crowd.rings
    xy = np.zeros((len(crowd.ids), 2))
    if not rings:  # nothing known yet: close groups still stand together, drawn as no ring
        ring, rings = circles(crowd, np.ones(len(ring), dtype=bool), seed)
    radius = np.zeros(rings)
    for at, (who, where, wide) in enumerate(interiors(blocks(ring, rim, crowd, rings), seed)):
        xy[who], radius[at] = where, wide
    _rims(xy, ring, rim, radius)
    near, wanted = _drawn_in(crowd, ring, rings)
    centres = np.zeros((rings, 2))
    if rings:
        room = 1.4 * len(near) * (0.9 * SPACING) ** 2 / np.pi
        total = float(radius.sum())
        margin = max(0.7 * SPACING, (np.sqrt(total**2 + rings * room) - total) / rings)
        centres = packing.apart(_between(wanted, ring, crowd, rings, seed, radius), radius + margin)
        xy[ring >= 0] += centres[ring[ring >= 0]]
    if len(near):
        aim = wanted[near] @ centres / np.maximum(np.asarray(wanted[near].sum(axis=1)).reshape(-1, 1), 1e-12)
        xy[near] = packing.settle(np.asarray(aim), _gaps(centres, radius, len(near)))
    placed = ring >= 0
    placed[near] = True
    _outskirts(xy, placed, crowd, seed)
    return xy


def _rims(xy: Points, ring: Ints, rim: NDArray[np.bool_], radius: NDArray[np.float64]) -> None:
    """Stand those on the rim below their ring, fanning out from the foot; widens `radius` in place."""
    step = 0.75 * SPACING
    for k in np.unique(ring[rim]):
        left = np.flatnonzero(rim & (ring == k))
        while len(left):
            far = radius[k] + 0.75 * SPACING
            row = left[: max(1, int(1.1 * np.pi * far / step))]
            turn = np.pi / 2 + (np.arange(len(row)) - (len(row) - 1) / 2) * step / far
            xy[row] = np.column_stack((far * np.cos(turn), far * np.sin(turn)))
            left, radius[k] = left[len(row) :], far


def _drawn_in(crowd: Crowd, ring: Ints, rings: int) -> tuple[Ints, Any]:
    """Who of no ring is tied to one, directly or over one other; and everyone's pull to each ring (sparse)."""
    from scipy import sparse

    n = len(crowd.ids)
    ends, others = np.concatenate((crowd.a, crowd.b)), np.concatenate((crowd.b, crowd.a))
    tie = sparse.csr_matrix((np.tile(crowd.weight, 2), (ends, others)), shape=(n, n))
    member = np.flatnonzero(ring >= 0)
    of = sparse.csr_matrix((np.ones(len(member)), (member, ring[member])), shape=(n, max(rings, 1)))
    direct = tie @ of
    loose = sparse.diags((ring < 0).astype(np.float64))
    pull = (direct + 0.3 * (tie @ (loose @ direct))).tocsr()
    tied = np.asarray(pull.sum(axis=1)).ravel()
    near = np.flatnonzero((ring < 0) & (tied > 0)) if rings else np.empty(0, dtype=np.int64)
    return near[np.argsort(-tied[near], kind="stable")], pull


def _between(pull: Any, ring: Ints, crowd: Crowd, rings: int, seed: int, radius: NDArray[np.float64]) -> Points:
    """The graph of rings: tied by their members' ties and by the people who tie them; its spring positions."""
    from scipy import sparse

    member = np.flatnonzero((ring >= 0) & ~crowd.rim)
    of = sparse.csr_matrix((np.ones(len(member)), (ring[member], member)), shape=(rings, len(ring)))
    loose = pull[np.flatnonzero(ring < 0)]
    share = sparse.diags(1 / np.maximum(np.asarray(loose.sum(axis=1)).ravel(), 1e-12))
    meta = sparse.triu(of @ pull + loose.T @ share @ loose, k=1).tocoo()
    start = packing.sunflower(rings, 1.0)[np.argsort(np.argsort(-radius, kind="stable"))] * np.sqrt(rings)
    if meta.nnz:
        size = np.sqrt(np.bincount(np.maximum(ring, 0), weights=ring >= 0, minlength=rings))
        pairs = np.column_stack((meta.row, meta.col))
        weight = np.log1p(meta.data) / np.maximum(np.log1p(size[meta.row] * size[meta.col]), 0.5)
        start = spring(rings, pairs, weight, start, seed, 300 if rings < 1500 else 120)
    middle = start - start.mean(axis=0)
    area = np.sqrt(float(((radius + SPACING) ** 2).sum()))  # about as wide as the discs need, and wider than high
    wide = middle / np.maximum(np.abs(middle).max(axis=0), 1e-9) if rings > 2 else middle
    return np.asarray(wide * area * np.array([1.25, 0.8]), dtype=np.float64)


def _gaps(centres: Points, radius: NDArray[np.float64], wanted: int) -> Points:
    """At least `wanted` free cells between the discs and around them."""
    low, high = (centres - radius[:, None]).min(axis=0), (centres + radius[:, None]).max(axis=0)
    widen = SPACING
    while True:
        free = packing.cells(low - widen, high + widen, 0.9 * SPACING)
        free = packing.outside(free, centres, radius + 0.5 * SPACING)
        if len(free) >= wanted:
            return free
        widen *= 2


def _outskirts(xy: Points, placed: NDArray[np.bool_], crowd: Crowd, seed: int) -> None:
    """Those without a tie to any ring, below the picture: close groups in rows, then the untied in a block."""
    if placed.all():
        return
    box = xy[placed] if placed.any() else np.zeros((1, 2))
    width = max(float(np.ptp(box[:, 0])), SPACING * 1.6 * np.sqrt((~placed).sum()))
    x, y = float(box[:, 0].mean()) - width / 2, float(box[:, 1].max()) + 3 * SPACING * bool(placed.any())
    group, groups = circles(crowd, ~placed, seed)
    if groups:
        laid = interiors(blocks(group, np.zeros(len(group), dtype=bool), crowd, groups), seed)
        laid.sort(key=lambda block: (-len(block[0]), int(block[0][0])))
        middles, height = packing.shelves(np.array([r for _, _, r in laid]) * 1.1, width, 0.5 * SPACING)
        for (who, at, _), middle in zip(laid, middles, strict=True):
            xy[who] = at * 1.1 + middle + (x, y)
        y += height + 2 * SPACING
    alone = np.flatnonzero(~placed & (group < 0))
    across = max(1, int(width / (0.6 * SPACING)))
    xy[alone] = np.column_stack((np.arange(len(alone)) % across, np.arange(len(alone)) // across)) * 0.6 * SPACING
    xy[alone] += (x, y)
