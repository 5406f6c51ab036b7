"""Other orders for a picture than rings: circle, grid, who directs whom, along the corridor, by time. Arrays only.

These are ways to look at a scene; they change no place that is kept. Up to some thousand nodes, in milliseconds.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netlens.i18n import _, mark
from netlens.network.scene import Scene

GAP = 60.0  # world units from one node to the next
MOST = 5000  # nodes; a larger picture stays as it was laid
ARRANGEMENTS = {
    "rings": mark("By rings"),
    "corridor": mark("Along the corridor"),
    "directs": mark("Who directs whom"),
    "time": mark("By time"),
    "circle": mark("Circle"),
    "grid": mark("Grid"),
}
LEVELS = 8  # of who directs whom
Points = NDArray[np.float32]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`xy` (n, 2) world units; `columns`: world x and what stands there, for an order that runs from left to right."""

    xy: Points
    columns: tuple[tuple[float, str], ...] = ()


def possible(scene: Scene) -> tuple[str, ...]:
    """The orders that say something about this scene."""
    if len(scene.ids) > MOST or not len(scene.ids):
        return ("rings",)
    wanted = {
        "corridor": _says(scene.along, len(scene.ids)),
        "directs": scene.direction is not None and bool((scene.direction != 0).any()),
        "time": _says(scene.since, len(scene.ids)),
    }
    return tuple(name for name in ARRANGEMENTS if wanted.get(name, True))


def _says(values: NDArray[np.float32] | None, n: int) -> bool:
    return values is not None and len(values) == n and bool(np.isfinite(values).any())


def arranged(scene: Scene, order: str) -> Arrangement:
    """The scene in one of ARRANGEMENTS; as it was laid ("rings") where that order is not possible."""
    orders: dict[str, Callable[[Scene], Arrangement]] = {
        "corridor": _corridor, "directs": _directs, "time": _time, "circle": _circle, "grid": _grid,
    }  # fmt: skip
    if order not in orders or order not in possible(scene):
        return Arrangement(scene.xy)
    return orders[order](scene)


def _circle(scene: Scene) -> Arrangement:
    order, n = _by_ring(scene), len(scene.ids)
    turn = np.arange(n) / n * 2 * np.pi - np.pi / 2
    xy = np.empty((n, 2), dtype=np.float32)
    xy[order] = np.column_stack((np.cos(turn), np.sin(turn))) * max(n * 0.8 * GAP / (2 * np.pi), 2 * GAP)
    return Arrangement(xy)


def _grid(scene: Scene) -> Arrangement:
    order, n = _by_ring(scene), len(scene.ids)
    wide = max(1, int(np.ceil(np.sqrt(n * 1.2))))
    xy = np.empty((n, 2), dtype=np.float32)
    xy[order] = np.column_stack((np.arange(n) % wide * 2.0 * GAP, np.arange(n) // wide * 1.2 * GAP))
    return Arrangement(xy)


def _directs(scene: Scene) -> Arrangement:
    """Those who direct, control, recruit or pay on the left of those whom they do it to; the others on the right."""
    way = np.zeros(0, dtype=np.int8) if scene.direction is None else scene.direction
    forth = np.concatenate((scene.a[way > 0], scene.b[way < 0]))
    to = np.concatenate((scene.b[way > 0], scene.a[way < 0]))
    level = np.zeros(len(scene.ids), dtype=np.int64)
    for _turn in range(LEVELS):  # no more, for people may direct each other in a circle
        np.maximum.at(level, to, np.minimum(level[forth] + 1, LEVELS))
    known = np.zeros(len(level), dtype=bool)
    known[forth] = known[to] = True
    used = np.unique(level[known])
    column = np.where(known, np.searchsorted(used, level), len(used) + 0.5)
    says = [(0.0, _("directs, recruits, pays"))]
    if len(used) > 1:
        says.append((float(len(used) - 1), _("is directed, recruited, paid")))
    if not known.all():
        says.append((len(used) + 0.5, _("neither is recorded")))
    return _columns(scene, column * 5, [(at * 5, words) for at, words in says])


def _corridor(scene: Scene) -> Arrangement:
    """Recruitment on the left, transit in the middle, exploitation on the right; who has no function recorded stands
    between those they are tied to."""
    along = np.full(len(scene.ids), np.nan) if scene.along is None else scene.along.astype(np.float64)
    along = _spread_to_neighbours(scene, along)
    wide = max(14.0, 2.4 * np.sqrt(len(along)))
    stops = ((0.0, _("Recruitment")), (0.5, _("Transport and harbouring")), (1.0, _("Exploitation")))
    return _columns(scene, along * wide, [(at * wide, words) for at, words in stops])


def _time(scene: Scene) -> Arrangement:
    """By the first dated fact of each; undated ones stand apart on the left."""
    since = np.full(len(scene.ids), np.nan) if scene.since is None else scene.since.astype(np.float64)
    dated = np.isfinite(since)
    first, last = float(np.floor(since[dated].min())), float(np.ceil(since[dated].max() + 0.01))
    wide = max(16.0, 2.6 * np.sqrt(len(since)))
    per_year = wide / max(last - first, 1.0)
    column = np.where(dated, (since - first) * per_year, -3.0)
    years = [((year - first) * per_year, str(int(year))) for year in np.arange(first, last + 1)]
    return _columns(scene, column, [*([(-3.0, _("no date"))] if not dated.all() else []), *years])


def _columns(scene: Scene, x: Values, says: list[tuple[float, str]]) -> Arrangement:
    """Nodes at their x (in gaps), stacked about the middle where several want the same, those of one ring together.

    A stack too high goes on beside itself, and all that stands farther right makes room: the order from left to right
    stays, the distances need not.
    """
    rows = int(np.clip(np.ceil(1.1 * np.sqrt(len(x))), 6, 40))
    rank = np.empty(len(x), dtype=np.int64)
    rank[_by_ring(scene)] = np.arange(len(x))
    column = np.round(x).astype(np.int64)
    xy = np.empty((len(x), 2))
    wanted, given, free = [], [], -np.inf
    for at in np.unique(column).tolist():
        stack = np.flatnonzero(column == at)
        stack = stack[np.argsort(rank[stack], kind="stable")]
        wide = -(-len(stack) // rows)
        high = -(-len(stack) // wide)
        left = max(float(at), free)
        place = np.arange(len(stack))
        many = np.minimum(high, len(stack) - place // high * high)
        xy[stack, 0] = left + place // high * 1.6
        xy[stack, 1] = (place % high - (many - 1) / 2) * 1.15 + at % 2 * 0.5
        wanted.append(float(at))
        given.append(left)
        free = left + (wide - 1) * 1.6 + (1.6 if wide > 1 else 0.9)
    shifts = np.array(given) - np.array(wanted)
    lines = [(at + float(np.interp(at, wanted, shifts)), words) for at, words in says]
    return Arrangement((xy * GAP).astype(np.float32), tuple((at * GAP, words) for at, words in lines))


def _spread_to_neighbours(scene: Scene, value: Values) -> Values:
    """Unknown values as the mean of what is known around them, step by step; the middle where nothing is."""
    value = value.copy()
    a, b = np.concatenate((scene.a, scene.b)), np.concatenate((scene.b, scene.a))
    for _turn in range(4):
        known = np.isfinite(value)
        told = known[b] & ~known[a]
        count = np.bincount(a[told], minlength=len(value))
        total = np.bincount(a[told], weights=value[b[told]], minlength=len(value))
        value[count > 0] = total[count > 0] / count[count > 0]
    return np.where(np.isfinite(value), value, 0.5)


def _by_ring(scene: Scene) -> NDArray[np.int64]:
    """Nodes ring by ring, the largest first in each; those of no ring at the end."""
    ring = np.where(scene.ring < 0, len(scene.rings), scene.ring)
    return np.lexsort((-scene.size, ring))
