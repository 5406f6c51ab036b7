"""Room on the plane: discs pushed apart, points that take free cells. Pure arrays, deterministic, world units."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (n, 2)
GOLDEN = np.pi * (3 - np.sqrt(5))


def sunflower(n: int, radius: float) -> Points:
    """`n` points evenly over a disc, the first in the middle (Vogel 1979)."""
    rank = np.arange(n)
    far = radius * np.sqrt((rank + 0.5) / max(n, 1))
    return np.column_stack((far * np.cos(rank * GOLDEN), far * np.sin(rank * GOLDEN)))


def evened(xy: Points, radius: float) -> Points:
    """Points spread evenly over a disc: each keeps its direction and its rank of distance from the middle."""
    middle = np.array(xy - xy.mean(axis=0), dtype=np.float64)
    far = np.hypot(middle[:, 0], middle[:, 1])
    rank = np.empty(len(xy))
    rank[np.argsort(far, kind="stable")] = np.arange(len(xy))
    wanted = radius * np.sqrt((rank + 0.5) / len(xy))
    middle *= (wanted / np.maximum(far, 1e-9))[:, None]
    return middle


def shared_out(xy: Points, room: NDArray[np.float64], width: float, height: float) -> Points:
    """Points spread over a box so that each has the share of it that `room` says; who was left of whom stays so.

    The box is halved, and the points with it, again and again across the longer side.
    """
    result = np.empty_like(xy)
    todo = [(np.arange(len(xy)), -width / 2, -height / 2, width / 2, height / 2)]
    while todo:
        who, left, top, right, bottom = todo.pop()
        if len(who) == 1:
            result[who] = (left + right) / 2, (top + bottom) / 2
            continue
        axis = int(bottom - top > right - left)
        who = who[np.argsort(xy[who, axis], kind="stable")]
        half = len(who) // 2
        share = float(room[who[:half]].sum() / room[who].sum())
        if axis:
            line = top + (bottom - top) * share
            todo += [(who[:half], left, top, right, line), (who[half:], left, line, right, bottom)]
        else:
            line = left + (right - left) * share
            todo += [(who[:half], left, top, line, bottom), (who[half:], line, top, right, bottom)]
    return result


def spread(xy: Points, gap: float, rounds: int = 12) -> Points:
    """Points pushed apart where two stand nearer than `gap`; the rest stay."""
    from scipy.spatial import cKDTree

    xy = np.array(xy, dtype=np.float64)
    for _ in range(rounds):
        pairs = cKDTree(xy).query_pairs(gap * 0.97, output_type="ndarray")
        if not len(pairs):
            break
        i, j = pairs[:, 0], pairs[:, 1]
        way = xy[i] - xy[j]
        dist = np.hypot(way[:, 0], way[:, 1])
        same = dist < 1e-9  # two on one spot: part them in a direction that depends on nothing but their rank
        way[same] = np.column_stack((np.cos(i[same] * GOLDEN), np.sin(i[same] * GOLDEN)))
        dist[same] = 1.0
        push = way * (np.where(same, gap, gap - dist) * 0.4 / dist)[:, None]
        xy += _summed(i, j, push, -push, len(xy))
    return xy


def apart(centres: Points, radii: NDArray[np.float64], rounds: int = 120) -> Points:
    """Discs drawn together to the middle and pushed apart until none overlap; neighbours stay neighbours."""
    from scipy.spatial import cKDTree

    xy = np.array(centres - centres.mean(axis=0), dtype=np.float64)
    if len(xy) < 2:
        return xy
    reach, slack = 2 * float(radii.max()), float(np.median(radii))
    near, crowding = np.empty((0, 2), dtype=np.int64), 0.0
    for turn in range(4 * rounds):
        if turn < rounds and crowding < 0.06:
            xy *= 1 - 0.02 * (1 - turn / rounds)
        if turn % 6 == 0:  # who may touch whom over the next few rounds
            near = cKDTree(xy).query_pairs(reach + slack, output_type="ndarray")
            sum_ = radii[near[:, 0]] + radii[near[:, 1]] + slack
            near = near[((xy[near[:, 0]] - xy[near[:, 1]]) ** 2).sum(axis=1) < sum_**2]
        way = xy[near[:, 0]] - xy[near[:, 1]]
        dist = np.hypot(way[:, 0], way[:, 1])
        over = radii[near[:, 0]] + radii[near[:, 1]] - dist
        hit = over > 0
        crowding = float(over[hit].sum() / radii.sum())
        if turn >= rounds and not (over > 0.02 * slack).any():
            break
        i, j = near[hit, 0], near[hit, 1]
        heavy = radii[j] ** 2 / (radii[i] ** 2 + radii[j] ** 2)  # the small one gives way
        step = way[hit] * (over[hit] / np.maximum(dist[hit], 1e-6))[:, None]
        moved = _summed(i, j, step * heavy[:, None], -step * (1 - heavy)[:, None], len(xy))
        touched = np.bincount(np.concatenate((i, j)), minlength=len(xy))
        xy += moved / np.sqrt(np.maximum(touched, 1))[:, None]
    pairs = cKDTree(xy).query_pairs(reach, output_type="ndarray")
    if len(pairs):  # what still overlaps by a hair is parted by scale alone, which cannot fail
        dist = np.maximum(np.hypot(*(xy[pairs[:, 0]] - xy[pairs[:, 1]]).T), 1e-6)
        xy *= max(1.0, min(float(((radii[pairs[:, 0]] + radii[pairs[:, 1]]) / dist).max()), 1.5))
    return xy


def _summed(i: Any, j: Any, at_i: Points, at_j: Points, n: int) -> Points:
    """Shifts summed per point; far faster than numpy's own `add.at`."""
    who, step = np.concatenate((i, j)), np.concatenate((at_i, at_j))
    return np.column_stack([np.bincount(who, weights=step[:, axis], minlength=n) for axis in (0, 1)])


def cells(low: NDArray[np.float64], high: NDArray[np.float64], pitch: float) -> Points:
    """The middles of a honeycomb over the box from `low` (x, y) to `high`."""
    (left, top), (right, bottom) = low, high
    rows = np.arange(top, bottom + pitch, pitch * np.sqrt(3) / 2)
    columns = np.arange(left, right + pitch, pitch)
    x = columns[None, :] + (np.arange(len(rows)) % 2)[:, None] * pitch / 2
    return np.column_stack((x.ravel(), np.repeat(rows, len(columns))))


def outside(points: Points, centres: Points, radii: NDArray[np.float64]) -> Points:
    """Those points that lie in none of the discs."""
    from scipy.spatial import cKDTree

    if not len(centres) or not len(points):
        return points
    inside = cKDTree(points).query_ball_point(centres, radii)
    free = np.ones(len(points), dtype=bool)
    for found in inside:
        free[found] = False
    return points[free]


def settle(wanted: Points, free: Points) -> Points:
    """Each point gets a free cell of its own, near to where it wants to be; there must be as many cells as points.

    Points and cells are halved together, along the points' median where there is room for all on both sides and beside
    it where there is not: a crowd spreads out as far as it must, in order, and n log n steps do.
    """
    if len(free) < len(wanted):
        raise ValueError(f"{len(wanted)} points cannot settle in {len(free)} cells")
    result = np.empty_like(wanted)
    todo = [(np.arange(len(wanted)), np.arange(len(free)))]
    while todo:
        who, room = todo.pop()
        if len(who) <= 6:
            _nearest(who, room, wanted, free, result)
            continue
        span = np.ptp(wanted[who], axis=0)
        if span.max() < 1e-9:  # all want one place: they stand around it
            near = np.argsort(((free[room] - wanted[who[0]]) ** 2).sum(axis=1), kind="stable")[: len(who)]
            result[who] = free[room[near]]
            continue
        axis = int(np.argmax(span))
        who = who[np.argsort(wanted[who, axis], kind="stable")]
        room = room[np.argsort(free[room, axis], kind="stable")]
        half = len(who) // 2
        line = (wanted[who[half - 1], axis] + wanted[who[half], axis]) / 2
        cut = int(np.searchsorted(free[room, axis], line))
        cut = min(max(cut, half), len(room) - (len(who) - half))
        todo += [(who[:half], room[:cut]), (who[half:], room[cut:])]
    return result


def _nearest(who: Any, room: Any, wanted: Points, free: Points, result: Points) -> None:
    taken = np.zeros(len(room), dtype=bool)
    for one in who:
        far = ((free[room] - wanted[one]) ** 2).sum(axis=1)
        far[taken] = np.inf
        best = int(np.argmin(far))
        result[one], taken[best] = free[room[best]], True


def shelves(radii: NDArray[np.float64], width: float, gap: float) -> tuple[Points, float]:
    """Discs in rows, in the order given, from (0, 0) to the right and down; gives their middles and the height."""
    middles = np.empty((len(radii), 2))
    x = y = high = 0.0
    for at, radius in enumerate(radii):
        if x and x + 2 * radius > width:
            x, y, high = 0.0, y + high + gap, 0.0
        middles[at] = x + radius, y + radius
        x += 2 * radius + gap
        high = max(high, 2 * radius)
    return middles, y + high
