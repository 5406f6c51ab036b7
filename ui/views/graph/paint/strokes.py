"""How each tie is stroked, in pixels of the screen: there a pen wider than one of them is fifty times slower."""

from collections.abc import Generator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ui.views.graph.board import Board
from ui.views.graph.camera import Camera
from ui.views.graph.paint import ties
from ui.views.graph.paint.batches import draw_lines
from ui.views.graph.paint.choosing import FINE, Chosen, Indices, Look

RING_TIES = 900  # lines from ring to ring at most
FANNED = 1.7  # pixels per world unit from which a bundle shows its facts side by side
WEAK = 0.5  # a tie whose best fact is graded below is dashed
LEVELS = (0.34, 0.55, 0.78, 1.0)  # opacity by weight
STEPS = 16  # shades of opacity
PIECE = 8192  # lines reckoned between two looks at the clock
BATCH = 1024  # lines painted between two looks at the clock
FINE_BATCH, FAR_BATCH = 160, 128  # the same for broad and for long ones
Work = Generator[None, None, None]


def strokes(painter: QPainter, board: Board, camera: Camera, look: Look, chosen: Chosen) -> Work:
    """Paint the chosen ties, the weakest first so that the strong lie on top."""
    clip = QRectF(0, 0, camera.width, camera.height)
    parts: list[ties.Lines] = []
    inside: list[NDArray[np.bool_]] = []
    for start in range(0, len(chosen.ties), PIECE):
        lines, seen = ties.clipped(_between(board, camera, chosen.ties[start : start + PIECE]), *_size(camera))
        parts.append(lines[seen])
        inside.append(seen)
        yield
    if chosen.far:
        yield from _ring_ties(painter, board, camera, look, clip)
    if not parts:
        return
    seen = np.concatenate(inside)
    which, clear = chosen.ties[seen], np.concatenate(parts)
    fine = len(which) <= FINE
    inner = board.inner[which]
    alpha = _strength(board, camera, inner, ties.lengths(clear) * look.ratio)
    yield
    alpha *= np.array(LEVELS)[np.digitize(board.scene.weight[which], (0.3, 0.55, 0.8))]
    alpha[chosen.faded[seen]] *= 0.25
    alpha[_aside(board, which)] *= 0.5
    alpha[_attached(board, which)] *= 0.45
    yield
    colours = np.array([shape.colour % len(look.theme.rings) for shape in board.scene.rings] + [-1])
    style = (np.clip(np.round(alpha * STEPS), 1, STEPS) * 16 + colours[inner] + 1).astype(np.int16)
    order = np.argsort(style, kind="stable")  # of 16 bits: by radix, in no time
    yield
    cuts = np.flatnonzero(np.diff(style[order], prepend=-1, append=-1)).tolist()
    for begin, end in pairwise(cuts):
        value = int(style[order[begin]])
        pen = QColor(look.theme.tie if value % 16 == 0 else look.theme.rings[value % 16 - 1])
        pen.setAlphaF(value // 16 / STEPS)
        painter.setPen(QPen(pen, 1))
        step = FINE_BATCH if fine else BATCH
        for start in range(begin, end, step):
            mine = order[start : min(start + step, end)]
            batch = _fine(board, camera, which[mine], clear[mine], look.ratio) if fine else clear[mine]
            draw_lines(painter, np.ascontiguousarray(batch), clip)
            yield


def _aside(board: Board, which: Indices) -> NDArray[np.bool_]:
    """Ties among people of no ring: they are there, but not what the picture is about."""
    ring = board.member_of
    return (ring[board.scene.a[which]] < 0) & (ring[board.scene.b[which]] < 0)


def _attached(board: Board, which: Indices) -> NDArray[np.bool_]:
    """Ties of those who are attached to a ring: there are many of them, and they make no ring."""
    ring, member = board.scene.ring, board.member_of
    a, b = board.scene.a[which], board.scene.b[which]
    return ((ring[a] >= 0) & (member[a] < 0)) | ((ring[b] >= 0) & (member[b] < 0))


def _strength(board: Board, camera: Camera, inner: NDArray[np.int32], long: NDArray[np.float64]) -> NDArray[np.float64]:
    """Opacity per tie: the more of them cross the same ground, the fainter, or a close ring would be a blot."""
    rings = len(board.scene.rings)
    _middle, radius = board.ring_places()
    ground = np.append(np.pi * (radius * camera.scale) ** 2, camera.width * camera.height)
    of = np.where(inner < 0, rings, inner)
    cover = np.bincount(of, weights=long, minlength=rings + 1) / np.maximum(ground, 1.0)
    share = np.append(np.full(rings, 0.11), 0.035)
    return np.asarray(np.clip(0.7 * np.sqrt(share / np.maximum(cover, 1e-6)), 0.13, 0.7)[of])


def live(painter: QPainter, board: Board, camera: Camera, which: Indices, colour: QColor) -> None:
    """A few ties at once, over the layer: of the node under the mouse, or of those being dragged."""
    ratio = painter.device().devicePixelRatioF()
    fine = camera.finer(ratio)
    painter.save()
    painter.scale(1 / ratio, 1 / ratio)
    painter.setPen(QPen(colour, 1))
    lines, seen = ties.clipped(_between(board, fine, which), *_size(fine))
    broad = ratio * (1.0 + 1.6 * board.scene.weight[which[seen]].astype(np.float64))
    draw_lines(painter, ties.thick(lines[seen], broad), QRectF(0, 0, *_size(fine)))
    painter.restore()


def _between(board: Board, camera: Camera, which: Indices) -> ties.Lines:
    a, b = board.scene.a[which], board.scene.b[which]
    return np.column_stack((camera.screen(board.xy[a]), camera.screen(board.xy[b]))).astype(np.float64)


def _fine(board: Board, camera: Camera, which: Indices, clear: ties.Lines, ratio: float) -> ties.Lines:
    """Ties with width by weight, dashes where the grade is low, arrows, and bundles opened when near."""
    scene, near = board.scene, camera.scale / ratio
    width = 0.8 + 2.4 * scene.weight[which].astype(np.float64) * min(1.0, 0.45 + near)
    width[_aside(board, which) | _attached(board, which)] *= 0.5
    parts: list[ties.Lines] = []
    open_ = (scene.count[which] > 1) & (scene.count[which] <= ties.FAN) & (near >= FANNED)
    weak = np.zeros(len(which), dtype=bool) if scene.grade is None else scene.grade[which] < WEAK
    parts.append(ties.thick(clear[~open_ & ~weak], ratio * width[~open_ & ~weak]))
    parts.append(ties.dashed(clear[~open_ & weak], 6 * ratio, 5 * ratio))
    if open_.any():
        parts.append(ties.fanned(_between(board, camera, which[open_]), scene.count[which[open_]], 7 * ratio))
    if scene.direction is not None and near > 0.4:
        way = scene.direction[which]
        forth, back = _between(board, camera, which[way > 0]), _between(board, camera, which[way < 0])
        to = np.concatenate((forth, back[:, [2, 3, 0, 1]]))
        parts.append(ties.arrows(to, np.full(len(to), 18.0 * ratio * min(1.4, near**0.5)), 7 * ratio))
    return np.concatenate(parts)


def _ring_ties(painter: QPainter, board: Board, camera: Camera, look: Look, clip: QRectF) -> Work:
    """From far away: one line from ring to ring, the broader the more facts."""
    one, other, facts = board.ring_ties
    middle, _radius = board.ring_places()
    yield
    at = camera.screen(middle)
    keep = slice(0, RING_TIES)
    lines, seen = ties.clipped(np.column_stack((at[one[keep]], at[other[keep]])).astype(np.float64), *_size(camera))
    broad = np.clip(np.log2(1 + facts[keep][seen]) * 0.8, 1, 5)
    colour = QColor(look.theme.tie)
    for low, high, alpha in ((0.0, 2.5, 0.16), (2.5, 3.5, 0.28), (3.5, 9.0, 0.45)):
        mine = (broad >= low) & (broad < high)
        all_ = ties.thick(lines[seen][mine], look.ratio * broad[mine])
        for start in range(0, len(all_), FAR_BATCH):
            colour.setAlphaF(alpha)
            painter.setPen(QPen(colour, 1))
            draw_lines(painter, np.ascontiguousarray(all_[start : start + FAR_BATCH]), clip)
            yield


def _size(camera: Camera) -> tuple[float, float]:
    return camera.width, camera.height
