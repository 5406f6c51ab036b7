"""numpy arrays painted by QPainter without copies: the only place that hands addresses to Qt.

Each array is checked (type, shape, contiguity) because a wrong one is read as garbage, and stays alive here while Qt
reads it because the wrapped pointer does not hold it. The clip is set first: the raster engine draws unclipped thin
lines eight to ten times slower.
"""

from typing import Any

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

Lines = NDArray[np.float64]  # (n, 4): x1, y1, x2, y2
FRAGMENT = 10  # x, y, source left, top, width, height, scale x, y, rotation, opacity


def draw_lines(painter: QPainter, lines: Lines, clip: QRectF) -> None:
    """Lines with the painter's pen. `clip` in the painter's coordinates."""
    if not len(lines):
        return
    _check(lines, 4)
    painter.setClipRect(clip)
    first: Any = shiboken6.wrapInstance(lines.ctypes.data, QLineF)
    painter.drawLines(first, len(lines))


def draw_sprites(painter: QPainter, fragments: NDArray[np.float64], atlas: QPixmap) -> None:
    """Pieces of an atlas, centred at their x, y; (n, 10) in the order of QPainter.PixmapFragment."""
    if not len(fragments):
        return
    _check(fragments, FRAGMENT)
    first: Any = shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
    painter.drawPixmapFragments(first, len(fragments), atlas)


def image_of(pixels: NDArray[np.uint32]) -> QImage:
    """A premultiplied ARGB image over an array (height, width); the array must outlive the image."""
    if pixels.dtype != np.uint32 or pixels.ndim != 2 or not pixels.flags.c_contiguous:
        raise TypeError("an image needs a contiguous uint32 array of two dimensions")
    height, width = pixels.shape
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied)


def _check(array: NDArray[np.float64], columns: int) -> None:
    if array.dtype != np.float64 or array.ndim != 2 or array.shape[1] != columns or not array.flags.c_contiguous:
        raise TypeError(f"Qt needs a contiguous float64 array of {columns} columns, not {array.dtype} {array.shape}")
