"""The scene as the canvas plays with it: places that can be moved, who is tied to whom, what counts first. No Qt."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from netlens.network.drawing.arranging import Arrangement, arranged
from netlens.network.scene import KINDS, PROTECTED, Scene
from ui.views.graph.camera import Bounds, bounds_of

RING = KINDS.index("ring")
CELL = 120.0  # world units: nodes are found by the cell they stand in
ROWS = 2**32  # more than there can be
MOST_COLUMNS = 64  # of cells; for a wider search it is quicker to look at everyone
Indices = NDArray[np.int64]
EMPTY = Scene(
    np.empty(0, np.int64), np.empty((0, 2), np.float32), np.empty(0, np.uint8), np.empty(0, np.int32),
    np.empty(0, np.uint8), np.empty(0, np.uint8), np.empty(0, np.float32), (), np.empty(0, np.int32),
    np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.int32), (),
)  # fmt: skip


class Board:
    """One scene, its nodes where they now stand. `moves` counts changes of place: what is cached compares it.

    `by_rings`: in any other order rings have no ground, and nobody is pinned; `columns` says what stands where.
    """

    def __init__(self, scene: Scene = EMPTY, order: str = "rings") -> None:
        arrangement = arranged(scene, order) if order != "rings" else Arrangement(scene.xy)
        self.scene, self.by_rings, self.columns = scene, order == "rings", arrangement.columns
        self.xy = np.array(arrangement.xy, dtype=np.float32).reshape(-1, 2)
        self.moves = 0
        self._cells: tuple[Indices, Indices] | None = None
        self._bounds: Bounds | None = None
        self._places: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None
        self._flat: NDArray[np.float32] | None = None
        self._cells_of = self._bounds_of = self._places_of = self._flat_of = -1

    def __len__(self) -> int:
        return len(self.scene.ids)

    @cached_property
    def index(self) -> dict[int, int]:
        """Entity id → node."""
        return {entity: at for at, entity in enumerate(self.scene.ids.tolist())}

    @cached_property
    def folded(self) -> Indices:
        """The nodes that stand for a whole ring."""
        return np.flatnonzero(self.scene.kind == RING)

    def place(self, entity: int | str) -> int:
        """The node of an entity, or of a folded ring by its id; -1 when it is not there."""
        if isinstance(entity, int):
            return self.index.get(entity, -1) if entity >= 0 else -1
        shapes = self.scene.rings
        return next((node for node in self.folded.tolist() if shapes[self.scene.ring[node]].id == entity), -1)

    @cached_property
    def order(self) -> Indices:
        """Nodes, what matters most first: rings, then by size; protected people never by size."""
        size = np.where(self.scene.flags & PROTECTED, 0.2, self.scene.size) + 2.0 * (self.scene.kind == RING)
        return np.argsort(-size, kind="stable")

    @cached_property
    def _links(self) -> tuple[Indices, Indices]:
        """Per node a slice of tie numbers: (starts, ties)."""
        ends = np.concatenate((self.scene.a, self.scene.b))
        order = np.argsort(ends, kind="stable")
        starts = np.searchsorted(ends[order], np.arange(len(self) + 1))
        return starts, order % max(len(self.scene.a), 1)

    def ties(self, node: int) -> Indices:
        """The ties of a node."""
        starts, ties = self._links
        return ties[starts[node] : starts[node + 1]]

    def neighbours(self, node: int) -> Indices:
        mine = self.ties(node)
        a, b = self.scene.a[mine], self.scene.b[mine]
        return np.where(a == node, b, a).astype(np.int64)

    @cached_property
    def inner(self) -> NDArray[np.int32]:
        """Per tie the ring it lies in, -1 for ties between rings and of those in none."""
        ring = self.member_of
        a, b = ring[self.scene.a], ring[self.scene.b]
        return np.where(a == b, a, -1).astype(np.int32)

    @cached_property
    def ring_ties(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
        """Ties from ring to ring, all of two rings' members in one: ring, ring, count of facts; most facts first."""
        ring = self.scene.ring
        a, b = ring[self.scene.a], ring[self.scene.b]
        cross = (a >= 0) & (b >= 0) & (a != b)
        low, high = np.minimum(a[cross], b[cross]).astype(np.int64), np.maximum(a[cross], b[cross])
        key, at = np.unique(low * len(self.scene.rings) + high, return_inverse=True)
        facts = np.bincount(at, weights=self.scene.count[cross], minlength=len(key)).astype(np.int64)
        order = np.argsort(-facts, kind="stable")
        key, facts = key[order], facts[order]
        width = max(len(self.scene.rings), 1)
        return (key // width).astype(np.int32), (key % width).astype(np.int32), facts

    @cached_property
    def member_of(self) -> NDArray[np.int32]:
        """Per node the ring it is a member of, -1 for none: those merely attached to a ring are no members."""
        found = np.full(len(self), -1, dtype=np.int32)
        for k, shape in enumerate(self.scene.rings):
            found[shape.members] = k
        return found

    @cached_property
    def whole(self) -> NDArray[np.bool_]:
        """Per ring whether all its members are in the picture, so that it may have a ground."""
        return np.array([shape.whole and self.by_rings for shape in self.scene.rings], dtype=bool)

    def ring_places(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Middle (rings, 2) and radius (rings,) of each ring where it now stands; radius 0 when it is not there."""
        if self._places is not None and self._places_of == self.moves:
            return self._places
        rings = len(self.scene.rings)
        inside = np.flatnonzero(self.member_of >= 0)
        of = self.member_of[inside]
        count = np.maximum(np.bincount(of, minlength=rings), 1)
        x, y = self.xy[inside, 0], self.xy[inside, 1]
        middle = np.column_stack([np.bincount(of, weights=v, minlength=rings) / count for v in (x, y)])
        far = np.bincount(of, weights=np.hypot(x - middle[of, 0], y - middle[of, 1]), minlength=rings) / count
        self._places, self._places_of = (middle.astype(np.float32), (1.5 * far).astype(np.float32)), self.moves
        return self._places

    def move(self, nodes: Indices, xy: NDArray[np.floating]) -> None:
        self.xy[nodes] = xy
        self.moves += 1

    def flat(self) -> NDArray[np.float32]:
        """The places as two rows, x and y: what looks at everyone reads these faster."""
        if self._flat is None or self._flat_of != self.moves:
            self._flat, self._flat_of = np.ascontiguousarray(self.xy.T), self.moves
        return self._flat

    def bounds(self, nodes: Indices | None = None, pad: float = 30.0) -> Bounds:
        """The box around some nodes, or all, widened by `pad` world units."""
        if nodes is not None:
            return bounds_of(self.xy[nodes], pad)
        if self._bounds is None or self._bounds_of != self.moves:
            self._bounds, self._bounds_of = bounds_of(self.xy), self.moves
        left, top, right, bottom = self._bounds
        return left - pad, top - pad, right + pad, bottom + pad

    def near(self, x: float, y: float, reach: float) -> Indices:
        """The nodes in a square of `reach` world units around a point, and perhaps some beside it."""
        columns = np.arange(np.floor((x - reach) / CELL), np.floor((x + reach) / CELL) + 1)
        if len(columns) > MOST_COLUMNS:
            return np.flatnonzero((np.abs(self.xy[:, 0] - x) <= reach) & (np.abs(self.xy[:, 1] - y) <= reach))
        if self._cells is None or self._cells_of != self.moves:
            column, row = np.floor(self.xy.T / CELL).astype(np.int64)
            cells = column * ROWS + row
            order = np.argsort(cells, kind="stable")
            self._cells, self._cells_of = (cells[order], order), self.moves
        cells, order = self._cells
        first = np.searchsorted(cells, columns * ROWS + np.floor((y - reach) / CELL))
        last = np.searchsorted(cells, columns * ROWS + np.floor((y + reach) / CELL), side="right")
        return np.concatenate([order[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)])
