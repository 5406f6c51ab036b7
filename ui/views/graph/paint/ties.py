"""Ties as lines on the screen: clipped, thickened, dashed, fanned out, with arrowheads. Arrays only, no Qt.

All lines are (n, 4) float64 in pixels. Thick lines are drawn as thin ones side by side: the raster engine paints a
line of width 1 some fifty times faster than a wider one.
"""

import numpy as np
from numpy.typing import NDArray

Lines = NDArray[np.float64]
FAN = 7  # a bundle of up to so many facts may be fanned out; above, it keeps its number


def clipped(lines: Lines, width: float, height: float) -> tuple[Lines, NDArray[np.bool_]]:
    """The part of each line inside the view, and which lines have one (Liang and Barsky 1984)."""
    start, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    low, high = np.zeros(len(lines)), np.ones(len(lines))
    with np.errstate(divide="ignore", invalid="ignore"):
        for axis, end in ((0, width), (1, height)):
            first, second = -start[:, axis] / way[:, axis], (end - start[:, axis]) / way[:, axis]
            still = way[:, axis] == 0
            beside = still & ((start[:, axis] < 0) | (start[:, axis] > end))
            low = np.maximum(low, np.where(still, np.where(beside, 2.0, 0.0), np.minimum(first, second)))
            high = np.minimum(high, np.where(still, 1.0, np.maximum(first, second)))
    seen = low < high
    return np.column_stack((start + way * low[:, None], start + way * high[:, None])), seen


def lengths(lines: Lines) -> NDArray[np.float64]:
    return np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])


def thick(lines: Lines, width: NDArray[np.float64]) -> Lines:
    """Each line `width` pixels wide, as lines of one pixel side by side."""
    copies = np.maximum(np.ceil(width), 1).astype(np.int64)
    at = np.repeat(np.arange(len(lines)), copies)
    rank = np.arange(len(at)) - np.repeat(np.cumsum(copies) - copies, copies)
    aside = (rank - (copies[at] - 1) / 2) * np.where(copies > 1, (width - 1) / np.maximum(copies - 1, 1), 0)[at]
    side = _normals(lines)[at] * aside[:, None]
    return lines[at] + np.column_stack((side, side))


def dashed(lines: Lines, on: float = 6.0, off: float = 5.0) -> Lines:
    """Each line as dashes."""
    long = lengths(lines)
    copies = np.maximum(np.ceil(long / (on + off)), 1).astype(np.int64)
    at = np.repeat(np.arange(len(lines)), copies)
    rank = np.arange(len(at)) - np.repeat(np.cumsum(copies) - copies, copies)
    way = (lines[at, 2:] - lines[at, :2]) / np.maximum(long[at], 1e-9)[:, None]
    begin = rank * (on + off)
    end = np.minimum(begin + on, long[at])
    return np.column_stack((lines[at, :2] + way * begin[:, None], lines[at, :2] + way * end[:, None]))


def fanned(lines: Lines, count: NDArray[np.integer], gap: float = 7.0, steps: int = 10) -> Lines:
    """Each line as `count` bows beside each other, each of `steps` pieces; one fact stays a straight line."""
    copies = np.clip(count, 1, FAN).astype(np.int64)
    at = np.repeat(np.arange(len(lines)), copies)
    rank = np.arange(len(at)) - np.repeat(np.cumsum(copies) - copies, copies)
    aside = (rank - (copies[at] - 1) / 2) * np.minimum(gap, lengths(lines)[at] * 0.5 / copies[at])
    bow = _normals(lines)[at] * 2 * aside[:, None]
    start, end = lines[at, :2], lines[at, 2:]
    middle = (start + end) / 2 + bow
    t = np.linspace(0, 1, steps + 1)[None, :, None]
    curve = (1 - t) ** 2 * start[:, None] + 2 * t * (1 - t) * middle[:, None] + t**2 * end[:, None]
    return np.concatenate((curve[:, :-1], curve[:, 1:]), axis=2).reshape(-1, 4)


def arrows(lines: Lines, short: NDArray[np.float64], size: float = 7.0) -> Lines:
    """Two strokes at the far end of each line, `short` pixels before it (where the node's edge is)."""
    long = np.maximum(lengths(lines), 1e-9)
    way = (lines[:, 2:] - lines[:, :2]) / long[:, None]
    tip = lines[:, 2:] - way * np.minimum(short, long * 0.6)[:, None]
    side = np.column_stack((-way[:, 1], way[:, 0]))
    back = tip - way * size
    left, right = back + side * size * 0.5, back - side * size * 0.5
    return np.concatenate((np.column_stack((tip, left)), np.column_stack((tip, right))))


def _normals(lines: Lines) -> NDArray[np.float64]:
    way = lines[:, 2:] - lines[:, :2]
    long = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    return np.column_stack((-way[:, 1] / long, way[:, 0] / long))
