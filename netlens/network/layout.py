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
from netlens.network.evidence import Evidence
from netlens.network.placing import packing
from netlens.network.placing.packing import Points
from netlens.network.placing.springs import SPACING, Crowd, Ints, blocks, circles, gather, interiors, split, spring

Positions = dict[int, tuple[float, float]]


def shown(rings: Rings) -> tuple[Ring, ...]:
    """The rings that are drawn: those the analyst dismissed and those like chance are not."""
    return tuple(r for r in rings.rings if r.told and r.decision != "dismissed")


def place(evidence: Evidence, rings: Rings, fixed: Mapping[int, tuple[float, float]], seed: int = 1) -> Positions:
    """Entity id → (x, y) in world units, for every vertex and for all whom the rings name.

    Same evidence, rings, `fixed` and seed give the same positions. Those in `fixed` keep theirs to the last digit;
    others then go to the middle of their neighbours, where there is room. Pure; 100,000 people take some seconds.
    """
    from netlens.network.placing.joining import join

    crowd = gather(evidence, shown(rings))
    keep = {int(key): (float(x), float(y)) for key, (x, y) in fixed.items()}
    ids = crowd.ids.tolist()
    known = np.array([key in keep for key in ids], dtype=bool)
    if known.all():  # nobody is new
        return {**{key: keep[key] for key in ids}, **keep}
    if known.any():
        xy = np.array([keep.get(key, (0.0, 0.0)) for key in ids]).reshape(-1, 2)
        xy = join(crowd, xy, known, seed)
    else:
        xy = lay(crowd, seed)
    placed = dict(zip(ids, map(tuple, np.round(xy, 2).tolist()), strict=True))
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
    tie = _matrix(crowd)
    near = _drawn_in(tie, ring, rings, len(crowd.ids))
    _rims(xy, ring, rim, radius)
    if rings:
        room = 1.4 * len(near) * (0.9 * SPACING) ** 2 / np.pi
        total = float(radius.sum())
        margin = max(0.7 * SPACING, (np.sqrt(total**2 + rings * room) - total) / rings)
        centres = packing.apart(_between(tie, ring, rim, rings, seed, radius), radius + margin)
        _turn(xy, crowd, ring, rim, centres)
        xy[ring >= 0] += centres[ring[ring >= 0]]
    if len(near):
        xy[near] = packing.settle(_middles(tie, xy, ring >= 0)[near], _gaps(centres, radius, len(near)))
    placed = ring >= 0
    placed[near] = True
    _outskirts(xy, placed, crowd, seed)
    return xy


def _rims(xy: Points, ring: Ints, rim: NDArray[np.bool_], radius: NDArray[np.float64]) -> None:
    """Stand those on the rim below their ring, fanning out from the foot; widens `radius` in place."""
    step = 0.75 * SPACING
    for k, around in enumerate(split(np.where(rim, ring, -1), len(radius))):
        left = around
        while len(left):
            far = radius[k] + 0.75 * SPACING
            row = left[: max(1, int(1.1 * np.pi * far / step))]
            turn = np.pi / 2 + (np.arange(len(row)) - (len(row) - 1) / 2) * step / far
            xy[row] = np.column_stack((far * np.cos(turn), far * np.sin(turn)))
            left, radius[k] = left[len(row) :], far


def _turn(xy: Points, crowd: Crowd, ring: Ints, rim: NDArray[np.bool_], centres: Points) -> None:
    """Turn each ring, still around (0, 0), so that its members face those in other rings they are tied to."""
    a, b = np.concatenate((crowd.a, crowd.b)), np.concatenate((crowd.b, crowd.a))
    cross = (ring[a] >= 0) & (ring[b] >= 0) & (ring[a] != ring[b])
    a, b, weight = a[cross], b[cross], np.tile(crowd.weight, 2)[cross]
    flat, middle = xy @ (1, 1j), centres @ (1, 1j)
    way = middle[ring[b]] - middle[ring[a]]
    wish = weight * np.conj(flat[a]) * way / np.maximum(np.abs(way), 1e-9)
    total = np.bincount(ring[a], wish.real, len(centres)) + 1j * np.bincount(ring[a], wish.imag, len(centres))
    turn = np.where(np.abs(total) > 1e-9, total / np.maximum(np.abs(total), 1e-9), 1)
    inside = (ring >= 0) & ~rim
    flat[inside] *= turn[ring[inside]]
    xy[inside] = np.column_stack((flat[inside].real, flat[inside].imag))


def _matrix(crowd: Crowd) -> Any:
    from scipy import sparse

    n = len(crowd.ids)
    ends, others = np.concatenate((crowd.a, crowd.b)), np.concatenate((crowd.b, crowd.a))
    return sparse.csr_matrix((np.tile(crowd.weight, 2), (ends, others)), shape=(n, n))


def _drawn_in(tie: Any, ring: Ints, rings: int, n: int) -> Ints:
    """Who of no ring is tied to one, over as few or as many others as it takes; the most strongly tied first.

    Where they are many times more than the members, only those tied directly or over one other.
    """
    from scipy.sparse import csgraph

    if not rings:
        return np.empty(0, dtype=np.int64)
    member = (ring >= 0).astype(np.float64)
    direct = np.asarray(tie @ member)
    _count, component = csgraph.connected_components(tie, directed=False)
    near = np.flatnonzero((ring < 0) & np.isin(component, component[ring >= 0]))
    if len(near) > 3 * member.sum() + 300:
        near = np.flatnonzero((ring < 0) & ((direct > 0) | (np.asarray(tie @ ((ring < 0) * direct)) > 0)))
    return near[np.argsort(-direct[near], kind="stable")]


def _middles(tie: Any, xy: Points, known: NDArray[np.bool_]) -> Points:
    """For everyone the weighted middle of their neighbours, step by step from the known outwards."""
    at, have = np.where(known[:, None], xy, 0.0), known.astype(np.float64)
    for _ in range(30):
        weight = np.asarray(tie @ have)
        reached = (weight > 0) & ~known
        if not (reached & (have == 0)).any():
            break
        at[reached] = np.asarray(tie @ (at * have[:, None]))[reached] / weight[reached, None]
        have[reached] = 1.0
    return at


def _between(
    tie: Any, ring: Ints, rim: NDArray[np.bool_], rings: int, seed: int, radius: NDArray[np.float64]
) -> Points:
    """The graph of rings: tied by their members' ties and by the people who tie them; its spring positions."""
    from scipy import sparse

    member = np.flatnonzero((ring >= 0) & ~rim)
    of = sparse.csr_matrix((np.ones(len(member)), (member, ring[member])), shape=(len(ring), rings))
    pull = tie @ of
    loose = pull[np.flatnonzero(ring < 0)]
    share = sparse.diags(1 / np.maximum(np.asarray(loose.sum(axis=1)).ravel(), 1e-12))
    meta = sparse.triu(of.T @ pull + loose.T @ share @ loose, k=1).tocoo()
    start = packing.sunflower(rings, 1.0)[np.argsort(np.argsort(-radius, kind="stable"))] * np.sqrt(rings)
    if meta.nnz:
        size = np.sqrt(np.bincount(np.maximum(ring, 0), weights=ring >= 0, minlength=rings))
        pairs = np.column_stack((meta.row, meta.col))
        weight = np.log1p(meta.data) / np.maximum(np.log1p(size[meta.row] * size[meta.col]), 0.5)
        start = spring(rings, pairs, weight, start, seed, 300 if rings < 150 else 100)
    room = (radius + SPACING) ** 2
    area = np.sqrt(float(room.sum()))  # about as wide as the discs need, and wider than high
    if rings > 40:
        return packing.shared_out(start, room, 2.6 * area, 1.7 * area)
    wide = start - start.mean(axis=0)
    wide = wide / np.maximum(np.abs(wide).max(axis=0), 1e-9) if rings > 2 else wide
    return np.asarray(wide * area * np.array([1.3, 0.85]), dtype=np.float64)


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
    x, y = float(box[:, 0].mean()) - width / 2, float(box[:, 1].max()) + 2 * SPACING * bool(placed.any())
    group, groups = circles(crowd, ~placed, seed)
    if groups:
        laid = interiors(blocks(group, np.zeros(len(group), dtype=bool), crowd, groups), seed)
        laid.sort(key=lambda block: (-len(block[0]), int(block[0][0])))
        middles, height = packing.shelves(np.array([r for _, _, r in laid]) * 1.1, width, 0.5 * SPACING)
        for (who, at, _), middle in zip(laid, middles, strict=True):
            xy[who] = at * 1.1 + middle + (x, y)
        y += height + SPACING
    alone = np.flatnonzero(~placed & (group < 0))
    across = max(1, int(width / (0.6 * SPACING)))
    xy[alone] = np.column_stack((np.arange(len(alone)) % across, np.arange(len(alone)) // across)) * 0.6 * SPACING
    xy[alone] += (x, y)
