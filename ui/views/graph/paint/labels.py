"""Names, most important first, none over another; painted once each with a halo, then moved as pictures.

Which names show is settled when the hand rests; while it moves, the same names go along with their nodes.
"""

from collections.abc import Generator, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter, QPixmap

from netlens.i18n import _, ngettext
from netlens.network.scene import PROTECTED, RingShape
from ui.theme import ink_on, mix
from ui.views.graph.board import RING, Board
from ui.views.graph.camera import Camera
from ui.views.graph.paint.hulls import Hulls
from ui.views.graph.paint.nodes import Marks
from ui.views.graph.paint.texts import Placed, Taken, Text, Texts

MOST, TRIED = 150, 700  # names in one picture, and candidates looked at
COUNTS = 60  # numbers of facts in one picture
NAMED = 0.24  # pixels per world unit from which single people have names
COUNTED = 0.75  # the same for the number of facts in a bundle
INSIDE = 11.0  # pixels of radius from which a folded ring shows how many it holds
TITLED = 16.0  # pixels of radius from which a ring has a title


class Labels:
    """The names on one board; `texts` brings theme, text scale, and the pictures painted before."""

    def __init__(self, board: Board, hulls: Hulls, texts: Texts) -> None:
        self.board, self.hulls, self.texts, self.theme = board, hulls, texts, texts.theme
        self.placed: list[Placed] = []
        self._scale = 1.0
        self._pictures: list[QPixmap] = []
        self._nodes: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._world = self._box = np.empty((0, 4), dtype=np.float32)

    def settle(
        self, camera: Camera, radii: NDArray[np.float32], dots: bool, marks: Marks
    ) -> Generator[None, None, None]:
        """Choose and place the names for a camera, bit by bit; the old ones stay until all is done."""
        at = camera.screen(self.board.xy)
        taken = Taken(camera.width, camera.height)
        placed: list[Placed] = []
        seen = camera.sees(at, 20)
        if not dots:
            for number, node in enumerate(np.flatnonzero(seen)[:4000].tolist()):
                taken.take_disc(float(at[node, 0]), float(at[node, 1]), float(radii[node]) * 0.8)
                if number % 256 == 255:
                    yield
        yield
        for number, (found, free) in enumerate(self._candidates(camera, at, radii, seen, dots, marks)):
            spot = next((one for one in found if free or taken.free(one, camera)), None)
            if spot is None and found[0].text.style == "ring":  # a title may lie over people, never over a name
                short = [self._shortened(one) for one in found]
                spot = next((one for one in short if taken.free(one, camera)), None)
                spot = spot or next((one for one in (*found, *short) if taken.free(one, camera, 2)), None)
            if spot is not None:
                taken.take(spot, camera)
                self.texts.picture(spot.text)  # painted here, piece by piece, not all at the end
                placed.append(spot)
            if number % 8 == 7:
                yield
            if len(placed) >= MOST + COUNTS or number > TRIED:
                break
        self.placed, self._scale = placed, camera.scale
        self._pictures = [self.texts.picture(one.text) for one in placed]
        self._nodes = np.array([one.node for one in placed], dtype=np.int64)
        self._world = np.array([(one.x, one.y) for one in placed], dtype=np.float32).reshape(-1, 2)
        sizes = [(one.dx, one.dy, one.width, one.height) for one in placed]
        self._box = np.array(sizes, dtype=np.float32).reshape(-1, 4)

    def paint(self, painter: QPainter, camera: Camera, marks: Marks) -> None:
        """Paint the settled names where their nodes now stand; where they come too near, the lesser give way."""
        if not self.placed:
            return
        corners = self._corners(camera)
        seen = (corners[:, 0] < camera.width) & (corners[:, 1] < camera.height)
        seen &= (corners[:, 0] + self._box[:, 2] > 0) & (corners[:, 1] + self._box[:, 3] > 0)
        if marks.lit is not None:
            seen &= (self._nodes < 0) | marks.lit[self._nodes]
        crowded = camera.scale < self._scale * 0.985
        taken = Taken(camera.width, camera.height)
        left, top = np.rint(corners).astype(np.int64).T.tolist()
        for at in np.flatnonzero(seen).tolist():
            if crowded:
                one = self.placed[at]
                box = (left[at], top[at], one.width, one.height)
                if not one.over and not taken.free_box(*box):
                    continue
                taken.take_box(*box)
            painter.drawPixmap(left[at], top[at], self._pictures[at])

    def paint_one(self, painter: QPainter, camera: Camera, node: int, radius: float) -> None:
        """Paint the name of the node under the mouse, whatever lies below; unless it has its name already."""
        if node not in self._nodes:
            one = self._name(node, radius, asked=True)[0]
            left, top = one.corner(camera)
            painter.drawPixmap(round(left), round(top), self.texts.picture(one.text))

    def _corners(self, camera: Camera) -> NDArray[np.float32]:
        """(n, 2) pixels: the top left corners of the settled names, which follow their nodes."""
        world = np.where((self._nodes >= 0)[:, None], self.board.xy[self._nodes], self._world)
        return camera.screen(world) + self._box[:, :2]

    def _place(self, node: int) -> tuple[float, float]:
        return float(self.board.xy[node, 0]), float(self.board.xy[node, 1])

    def _candidates(
        self, camera: Camera, at: NDArray[np.float32], radii: NDArray[np.float32], seen: NDArray[np.bool_],
        dots: bool, marks: Marks,
    ) -> Iterator[tuple[list[Placed], bool]]:  # fmt: skip
        """(places to try, whether it may lie over others), what matters most first."""
        asked = [] if marks.selected is None else marks.selected[:40].tolist()
        asked += [node for node in (marks.hovered, marks.focus) if node >= 0]
        for node in self.board.folded.tolist():
            if seen[node] and radii[node] >= INSIDE:
                yield self._inside(node), True
        for node in dict.fromkeys(asked):
            yield self._name(node, radii[node], asked=True), False
        for node in self.board.folded.tolist():
            if seen[node]:
                yield self._name(node, radii[node]), False
        yield from self._titles(camera)
        if camera.scale >= NAMED and not dots:
            for node in self.board.order[seen[self.board.order]][:TRIED].tolist():
                lit = marks.lit is None or bool(marks.lit[node])
                if self.board.scene.kind[node] != RING and node not in asked and lit:
                    yield self._name(node, radii[node]), False
        if camera.scale >= COUNTED or len(self.board.folded):
            yield from self._counts(camera, at, seen)

    def _titles(self, camera: Camera) -> Iterator[tuple[list[Placed], bool]]:
        _middle, radius = self.board.ring_places()
        for ring in self.hulls.visible(camera):
            if radius[ring] * camera.scale < TITLED:
                continue
            shape, outline = self.board.scene.rings[ring], self.hulls.outline(ring)
            text = self._ring_text(shape)
            wide, high = self.texts.size(text)
            middle, top, foot = float(outline[:, 0].mean()), float(outline[:, 1].min()), float(outline[:, 1].max())
            above = Placed(text, middle, top, -wide / 2, -high - 1, wide, high)
            below = Placed(text, middle, foot, -wide / 2, 2, wide, high)
            left, right, level = float(outline[:, 0].min()), float(outline[:, 0].max()), float(outline[:, 1].mean())
            beside = Placed(text, right, level, 3, -high / 2, wide, high)
            before = Placed(text, left, level, -wide - 3, -high / 2, wide, high)
            yield [above, below, beside, before], False

    def _shortened(self, one: Placed) -> Placed:
        """A title without its second line, where there is no room for both."""
        text = replace(one.text, second="")
        wide, high = self.texts.size(text)
        dx = one.dx if one.dx > 0 else one.dx + (one.width - wide) / (2 if one.dx == -one.width / 2 else 1)
        dy = one.dy if one.dy > 0 else one.dy + (one.height - high) / (2 if one.dy == -one.height / 2 else 1)
        return replace(one, text=text, dx=dx, dy=dy, width=wide, height=high)

    def _ring_text(self, shape: RingShape) -> Text:
        facts = [shape.corridor] if shape.corridor else []
        facts.append(ngettext("{n} person", "{n} people", shape.people).format(n=shape.people))
        if self.board.scene.first:
            facts.append(_("not tested yet"))
        elif shape.status != "supported":
            facts.append(_("tentative") if shape.status == "tentative" else _("like chance"))
        name = f"{shape.label} ✓" if shape.confirmed else shape.label
        colour = self.theme.rings[shape.colour % len(self.theme.rings)]
        return Text(name, "ring", mix(colour, self.theme.text, 0.35).name(), " · ".join(facts))

    def _name(self, node: int, radius: float, asked: bool = False) -> list[Placed]:
        scene = self.board.scene
        if scene.kind[node] == RING:
            text = self._ring_text(scene.rings[scene.ring[node]])
        else:
            quiet = scene.flags[node] & PROTECTED or scene.ring[node] < 0
            colour = self.theme.muted if quiet and not asked else self.theme.text
            text = Text(scene.labels[node], "asked" if asked else "name", colour)
        wide, high = self.texts.size(text)
        gap = radius + 3
        spots = ((-wide / 2, gap), (gap + 2, -high / 2), (-wide / 2, -gap - high), (-gap - 2 - wide, -high / 2))
        x, y = self._place(node)
        return [Placed(text, x, y, dx, dy, wide, high, node) for dx, dy in spots]

    def _inside(self, node: int) -> list[Placed]:
        shape = self.board.scene.rings[self.board.scene.ring[node]]
        colour = self.theme.rings[shape.colour % len(self.theme.rings)]
        ink = ink_on(colour) if shape.status == "supported" else self.theme.text
        text = Text(str(shape.people), "inside", ink)
        wide, high = self.texts.size(text)
        x, y = self._place(node)
        return [Placed(text, x, y, -wide / 2, -high / 2, wide, high, node, over=True)]

    def _counts(
        self, camera: Camera, at: NDArray[np.float32], seen: NDArray[np.bool_]
    ) -> Iterator[tuple[list[Placed], bool]]:
        """×7 in the middle of a bundle of seven facts, where the line is long enough to bear it."""
        scene = self.board.scene
        shown = np.flatnonzero((scene.count > 1) & seen[scene.a] & seen[scene.b])[:TRIED]
        ends, others = at[scene.a[shown]], at[scene.b[shown]]
        long = np.hypot(*(ends - others).T)
        for tie in shown[long > 64][: 3 * COUNTS].tolist():
            text = Text(_("×{n}").format(n=scene.count[tie]), "count", self.theme.muted)
            wide, high = self.texts.size(text)
            (x, y), (u, v) = self._place(int(scene.a[tie])), self._place(int(scene.b[tie]))
            yield [Placed(text, (x + u) / 2, (y + v) / 2, -wide / 2, -high / 2, wide, high)], False
