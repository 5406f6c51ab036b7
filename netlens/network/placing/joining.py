"""New people in a picture that stands: each goes to the middle of its neighbours, where there is room; nobody moves."""

import numpy as np
from numpy.typing import NDArray

from netlens.network.placing import packing
from netlens.network.placing.packing import Points
from netlens.network.placing.springs import SPACING, Crowd, blocks, interiors, split


def join(crowd: Crowd, xy: Points, known: NDArray[np.bool_], seed: int) -> Points:
    """Positions of all, those of the `known` as given; rings that are wholly new come as a disc of their own."""
    xy, known = xy.copy(), known.copy()
    _new_rings(crowd, xy, known, seed)
    new = np.flatnonzero(~known)
    if not len(new):
        return xy
    wanted, found = _wanted(crowd, xy, known)
    left, right, bottom = xy[known, 0].min(), xy[known, 0].max(), xy[known, 1].max()
    lost = new[~found[new]]
    across = max(1, int((right - left) / SPACING))
    rank = np.arange(len(lost))
    wanted[lost] = np.column_stack((left + rank % across * SPACING, bottom + (2 + rank // across) * SPACING))
    member = crowd.ring[new] >= 0
    for who, inside in ((new[member], True), (new[~member], False)):
        if len(who):
            free = _free(crowd, xy, known, wanted[who], inside)
            xy[who] = packing.settle(wanted[who], free)
            known[who] = True
    return xy


def _free(crowd: Crowd, xy: Points, known: NDArray[np.bool_], wanted: Points, inside: bool) -> Points:
    """Free cells about the wanted places, enough for all; one place far off the others does not blow up the picture."""
    from scipy.spatial import cKDTree

    low, high = np.percentile(wanted, (2, 98), axis=0)
    reach = SPACING * (30 + 4 * np.sqrt(len(wanted)))
    span, middle = np.minimum(high - low, 1000 * SPACING) / 2, (low + high) / 2
    taken = cKDTree(xy[known])
    while True:
        free = packing.cells(middle - span - reach, middle + span + reach, 0.8 * SPACING)
        free = free[np.isinf(taken.query(free, distance_upper_bound=0.7 * SPACING)[0])]
        if not inside:  # those of no ring stay out of the rings
            free = packing.outside(free, *_discs(crowd, xy, known))
        if len(free) >= len(wanted):
            return free
        reach *= 2


def _wanted(crowd: Crowd, xy: Points, known: NDArray[np.bool_]) -> tuple[Points, NDArray[np.bool_]]:
    """Where each would stand: the weighted middle of its neighbours, over three steps; else of its ring; else lost."""
    from scipy import sparse

    n = len(xy)
    ends, others = np.concatenate((crowd.a, crowd.b)), np.concatenate((crowd.b, crowd.a))
    tie = sparse.csr_matrix((np.tile(crowd.weight, 2), (ends, others)), shape=(n, n))
    at, have = np.where(known[:, None], xy, 0.0), known.astype(np.float64)
    for _ in range(3):
        weight = np.asarray(tie @ have)
        reached = (weight > 0) & ~known
        at[reached] = np.asarray(tie @ (at * have[:, None]))[reached] / weight[reached, None]
        have[reached] = 1.0
    centres, _radii = _discs(crowd, xy, known)
    astray = (have == 0) & (crowd.ring >= 0)
    at[astray] = centres[crowd.ring[astray]]
    have[astray] = np.isfinite(at[astray]).all(axis=1)
    return at, have > 0


def _discs(crowd: Crowd, xy: Points, known: NDArray[np.bool_]) -> tuple[Points, NDArray[np.float64]]:
    """Where the rings lie: the middle of their placed members, and a radius that one dragged far away cannot widen."""
    centres, radii = np.full((crowd.rings, 2), np.nan), np.zeros(crowd.rings)
    for k, who in enumerate(split(np.where(known & ~crowd.rim, crowd.ring, -1), crowd.rings)):
        if len(who):
            centres[k] = np.median(xy[who], axis=0)
            far = np.hypot(*(xy[who] - centres[k]).T)
            radii[k] = min(float(far.max()), 2 * float(np.median(far))) + 0.6 * SPACING
    return np.nan_to_num(centres), radii


def _new_rings(crowd: Crowd, xy: Points, known: NDArray[np.bool_], seed: int) -> None:
    """Rings of whom nobody is placed: laid as they would be alone, then set down where there is room."""
    from scipy.spatial import cKDTree

    wanted, found = _wanted(crowd, xy, known)
    groups = blocks(crowd.ring, crowd.rim, crowd, crowd.rings)
    new = [block for block in groups if len(block[0]) > 2 and not known[block[0]].any()]
    for who, at, radius in interiors(new, seed):
        pulled = who[found[who]]
        aim = wanted[pulled].mean(axis=0) if len(pulled) else xy[known].mean(axis=0)
        tree, reach = cKDTree(xy[known]), 4 * radius
        while True:
            spots = packing.cells(aim - reach, aim + reach, max(radius / 2, reach / 40))
            spots = spots[tree.query(spots)[0] >= radius + 0.8 * SPACING]
            if len(spots):
                break
            reach *= 2
        xy[who] = at + spots[np.argmin(((spots - aim) ** 2).sum(axis=1))]
        known[who] = True
