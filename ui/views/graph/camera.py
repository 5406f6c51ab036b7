"""Where the canvas looks: pure mathematics between world units and pixels, no Qt. y grows downwards in both."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

NEAREST, FARTHEST = 6.0, 0.002  # pixels per world unit
Bounds = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Camera:
    """`x, y`: the world point in the middle of the view; `scale`: pixels per world unit; view size in pixels."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    width: int = 1
    height: int = 1

    def screen(self, xy: NDArray[np.floating]) -> NDArray[np.float32]:
        """World points (n, 2) → pixels (n, 2)."""
        offset = np.array((self.width / 2 - self.x * self.scale, self.height / 2 - self.y * self.scale))
        return np.asarray(xy * np.float32(self.scale) + offset.astype(np.float32), dtype=np.float32)

    def world(self, px: float, py: float) -> tuple[float, float]:
        """A pixel → world."""
        return self.x + (px - self.width / 2) / self.scale, self.y + (py - self.height / 2) / self.scale

    def finer(self, ratio: float) -> "Camera":
        """The same view in pixels of the screen, of which there are `ratio` to one of the window's."""
        return replace(
            self, scale=self.scale * ratio, width=round(self.width * ratio), height=round(self.height * ratio)
        )

    def panned(self, dx: float, dy: float) -> "Camera":
        """The picture moved by so many pixels."""
        return replace(self, x=self.x - dx / self.scale, y=self.y - dy / self.scale)

    def zoomed(self, factor: float, px: float, py: float) -> "Camera":
        """Nearer by `factor`; the world point under the pixel (px, py) stays under it."""
        scale = min(max(self.scale * factor, FARTHEST), NEAREST)
        wx, wy = self.world(px, py)
        return replace(self, scale=scale, x=wx - (px - self.width / 2) / scale, y=wy - (py - self.height / 2) / scale)

    def resized(self, width: int, height: int) -> "Camera":
        return replace(self, width=max(1, width), height=max(1, height))

    def fitted(self, bounds: Bounds, margin: float = 40.0, nearest: float = 1.6) -> "Camera":
        """All of `bounds` in view with `margin` pixels around, never nearer than `nearest`."""
        left, top, right, bottom = bounds
        wide, high = max(self.width - 2 * margin, 16.0), max(self.height - 2 * margin, 16.0)
        scale = min(wide / max(right - left, 1e-6), high / max(bottom - top, 1e-6), nearest)
        return replace(self, x=(left + right) / 2, y=(top + bottom) / 2, scale=max(scale, FARTHEST))

    def view(self, margin: float = 0.0) -> Bounds:
        """What is seen, in world units, with `margin` pixels more on each side."""
        wide, high = (self.width / 2 + margin) / self.scale, (self.height / 2 + margin) / self.scale
        return self.x - wide, self.y - high, self.x + wide, self.y + high

    def shows(self, bounds: Bounds) -> bool:
        left, top, right, bottom = self.view()
        return left <= bounds[0] and top <= bounds[1] and right >= bounds[2] and bottom >= bounds[3]

    def sees(self, at: NDArray[np.float32], margin: float = 0.0) -> NDArray[np.bool_]:
        """Which pixels (n, 2) lie in the view, with `margin` pixels more on each side."""
        x, y = at[:, 0], at[:, 1]
        inside = (x >= -margin) & (x <= self.width + margin)
        inside &= y >= -margin
        inside &= y <= self.height + margin
        return inside

    def towards(self, other: "Camera", share: float) -> "Camera":
        """`share` (0…1) of the way to another camera; the zoom moves evenly to the eye (by ratio, not difference)."""
        scale = self.scale * (other.scale / self.scale) ** share
        return replace(other, scale=scale, x=self.x + (other.x - self.x) * share, y=self.y + (other.y - self.y) * share)


def bounds_of(xy: NDArray[np.floating], pad: float = 0.0) -> Bounds:
    """The box around points (n, 2), widened by `pad`; a small box around the origin when there are none."""
    if len(xy) == 0:
        return -1.0, -1.0, 1.0, 1.0
    x, y = xy[:, 0], xy[:, 1]
    return float(x.min()) - pad, float(y.min()) - pad, float(x.max()) + pad, float(y.max()) + pad
