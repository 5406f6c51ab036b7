"""What lies under the hand: nodes, ties, and all inside a box or a lasso. No Qt."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ui.views.graph.board import Board
from ui.views.graph.camera import Bounds, Camera

SLACK = 4.0  # pixels beside a node that still hit it
MANY_TIES = 60_000  # above, ties are not looked for under the mouse
Radii = Callable[[NDArray[np.int64]], NDArray[np.float32]]  # some nodes → their radii in pixels


def node_at(board: Board, camera: Camera, radii: Radii, px: float, py: float, widest: float = 30.0) -> int:
    """The node under a pixel, -1 for none; of several the one whose middle is nearest, measured by its size.

    `widest`: pixels of radius that no node surpasses but folded rings.
    """
    if not len(board):
        return -1
    x, y = camera.world(px, py)
    near = board.near(x, y, (widest + SLACK) / camera.scale)
    if len(board.folded):  # a folded ring is wide: its middle may be far from the pixel
        near = np.union1d(near, board.folded)
    if not len(near):
        return -1
    far = np.hypot(*(board.xy[near] - np.array((x, y), dtype=np.float32)).T) * camera.scale
    wide = radii(near)
    share = np.where(far <= wide + SLACK, far / np.maximum(wide, 1), np.inf)
    best = int(np.argmin(share))
    return int(near[best]) if np.isfinite(share[best]) else -1


def tie_at(board: Board, camera: Camera, px: float, py: float) -> int:
    """The tie under a pixel, -1 for none or where there are too many to look."""
    a, b = board.scene.a, board.scene.b
    if not 0 < len(a) <= MANY_TIES:
        return -1
    point = np.array(camera.world(px, py), dtype=np.float32)
    reach = SLACK / camera.scale
    p, q = board.xy[a], board.xy[b]
    near = np.flatnonzero(
        (np.minimum(p, q) - reach <= point).all(axis=1) & (np.maximum(p, q) + reach >= point).all(axis=1)
    )
    if not len(near):
        return -1
    p, way = p[near], q[near] - p[near]
    along = np.clip(((point - p) * way).sum(axis=1) / np.maximum((way**2).sum(axis=1), 1e-9), 0, 1)
    far = np.hypot(*(p + way * along[:, None] - point).T)
    best = int(np.argmin(far))
    return int(near[best]) if far[best] <= reach else -1


def in_box(board: Board, box: Bounds) -> NDArray[np.int64]:
    """The nodes inside a box of world units."""
    left, top, right, bottom = box
    x, y = board.flat()
    inside = x >= left
    inside &= x <= right
    inside &= y >= top
    inside &= y <= bottom
    return np.flatnonzero(inside)


def in_lasso(board: Board, outline: NDArray[np.floating]) -> NDArray[np.int64]:
    """The nodes inside a closed outline (n, 2) of world points, by counting crossings."""
    if len(outline) < 3:
        return np.empty(0, dtype=np.int64)
    box = (*outline.min(axis=0).tolist(), *outline.max(axis=0).tolist())
    near = in_box(board, box)
    x, y = board.xy[near, 0], board.xy[near, 1]
    inside = np.zeros(len(near), dtype=bool)
    for (x1, y1), (x2, y2) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        if y1 != y2:
            between = (y1 > y) != (y2 > y)
            inside ^= between & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return near[inside]


def along(board: Board, node: int, dx: float, dy: float) -> int:
    """The neighbour to step to in a direction (arrow keys walk along links), -1 when none lies there."""
    near = board.neighbours(node)
    if not len(near):
        return -1
    way = board.xy[near] - board.xy[node]
    far = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
    straight = (way[:, 0] * dx + way[:, 1] * dy) / far
    cost = np.where(straight > 0.4, far / np.maximum(straight, 0.4) ** 2, np.inf)
    best = int(np.argmin(cost))
    return int(near[best]) if np.isfinite(cost[best]) else -1
