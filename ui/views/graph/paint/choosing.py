"""Which ties a layer shows: those with an end in view, the most important first, as many as the budget bears."""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.theme import Theme
from ui.views.graph.board import Board
from ui.views.graph.camera import Camera

FINE = 3000  # up to so many ties in view: widths, dashes, arrows, bundles; above: hairlines
MOST = 120_000  # lines of one layer at most
COVER = 1.0  # pixels of line per pixel of layer at most
SMALL_RING = 24.0  # pixels of radius below which ties run from ring to ring, not from person to person
THROUGH = 120  # ties at most that only pass through the view
BLOCK = 32_768  # ties looked at between two looks at the clock
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Look:
    """What a layer shows besides the board: `hidden` ties and `live` rings are painted elsewhere while dragged.

    `ratio`: device pixels per pixel; `lit` (per node): the others and their ties are faded.
    """

    theme: Theme
    ratio: float = 1.0
    hidden: NDArray[np.int64] | None = None
    live: frozenset[int] = frozenset()
    lit: NDArray[np.bool_] | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """`ties` to draw, most important first; `faded` (per tie); from ring to ring instead of between rings if `far`."""

    ties: Indices
    faded: NDArray[np.bool_]
    far: bool
    limited: bool


def choose(board: Board, camera: Camera, look: Look) -> Generator[None, None, Chosen]:
    """The ties worth drawing: those with an end in view, the most important first, as many as the budget bears."""
    a, b, inner = board.scene.a, board.scene.b, board.inner
    at = camera.screen(board.xy)
    seen = camera.sees(at)
    _middle, radius = board.ring_places()
    large = np.append(radius * camera.scale >= SMALL_RING * look.ratio, True)  # the last one: for ties in no ring
    far = len(board.folded) == 0 and len(a) > FINE and bool((~large[:-1])[radius > 0].mean() > 0.5)
    few = int(seen.sum()) < 400  # so near that a tie passing through is worth a faint line
    found: list[Indices] = []
    passing: list[NDArray[np.bool_]] = []
    passed = 0
    ink, lines, limited = COVER * camera.width * camera.height, 0, far and bool((inner < 0).any())
    for start in range(0, len(a), BLOCK):
        p, q = a[start : start + BLOCK], b[start : start + BLOCK]
        keep = seen[p] | seen[q]
        through = np.zeros(len(p), dtype=bool)
        if few:
            low, high = np.minimum(at[p], at[q]), np.maximum(at[p], at[q])
            through = (high[:, 0] >= 0) & (low[:, 0] <= camera.width)
            through &= (high[:, 1] >= 0) & (low[:, 1] <= camera.height) & ~keep
            through[np.flatnonzero(through)[max(THROUGH - passed, 0) :]] = False
            passed += int(through.sum())
            keep |= through
        within = inner[start : start + BLOCK]
        keep &= (within >= 0) & large[within] if far else large[within]
        if look.hidden is not None:
            keep &= ~np.isin(np.arange(start, start + len(p)), look.hidden)
        some = np.flatnonzero(keep)
        long = np.minimum(np.abs(at[p[some]] - at[q[some]]).sum(axis=1), camera.width)
        spent = np.cumsum(long)
        enough = min(int(np.searchsorted(spent, ink)), MOST - lines)
        limited |= enough < len(some)
        found.append(start + some[:enough])
        passing.append(through[some[:enough]])
        ink -= float(spent[enough - 1]) if enough else 0.0
        lines += enough
        yield
        if enough < len(some):
            break
    chosen = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
    faded = np.concatenate(passing) if passing else np.empty(0, dtype=bool)
    if look.lit is not None:
        faded = faded | ~(look.lit[a[chosen]] & look.lit[b[chosen]])
    return Chosen(chosen, faded, far, limited)
