"""Places for paper, which cannot be zoomed: nothing overlaps, and one ring stands in the middle of its picture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from netlens.report.drawing.shapes import Box, Point

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from netlens.network.scene import Scene

    Floats = NDArray[np.float64]

MOST = 400  # marks up to which every pair is looked at
GAP = 7.0


def apart(spots: Sequence[Point], radii: Sequence[float], frame: Box, *, rounds: int = 80) -> list[Point]:
    """The spots, moved as little as it takes so that no two marks overlap; kept inside the frame."""
    import numpy as np

    if not 1 < len(spots) <= MOST:
        return list(spots)
    xy, r = np.array(spots, dtype=np.float64), np.array(radii, dtype=np.float64)
    xy += 1e-3 * np.stack([np.cos(np.arange(len(r)) * 2.4), np.sin(np.arange(len(r)) * 2.4)], axis=1)
    need = r[:, None] + r[None, :] + GAP
    np.fill_diagonal(need, 0.0)
    yields = (1 / r**2)[:, None] / ((1 / r**2)[:, None] + (1 / r**2)[None, :])  # the larger mark moves less
    for _round in range(rounds):
        step: Any = xy[:, None, :] - xy[None, :, :]
        far = np.maximum(np.sqrt((step**2).sum(axis=2)), 1e-9)
        push = np.maximum(need - far, 0.0)
        if push.max() < 0.5:
            break
        xy += 0.6 * (step / far[:, :, None] * (push * yields)[:, :, None]).sum(axis=1)
        xy[:, 0] = np.clip(xy[:, 0], frame[0], frame[2])
        xy[:, 1] = np.clip(xy[:, 1], frame[1], frame[3])
    return [(float(x), float(y)) for x, y in xy]


def around_ring(scene: "Scene", ring: int, aspect: float) -> "Floats":
    """(n, 2) places for a scene about one ring (its index): members in the middle, protected people below them, who is
    tied to the ring from outside above, each near those they are tied to. `aspect` is width over height."""
    import numpy as np

    from netlens.network.scene import PROTECTED
    from netlens.report.ring.shape import places

    inside = np.zeros(len(scene.labels), dtype=bool)
    inside[scene.rings[ring].members] = True
    attached = ~inside & ((scene.flags & PROTECTED) > 0)
    outside = ~inside & ~attached
    xy = np.zeros((len(scene.labels), 2))
    members = np.flatnonzero(inside)
    at = {int(node): n for n, node in enumerate(members)}
    among = [
        (at[a], at[b], float(w), 1)
        for a, b, w in zip(scene.a.tolist(), scene.b.tolist(), scene.weight.tolist(), strict=True)
        if a in at and b in at
    ]
    inner = np.array(places(len(members), tuple(among))).reshape(-1, 2)
    xy[members] = (inner - 0.5) * np.array([1.5 * aspect, 1.5])
    _arc(xy, np.flatnonzero(attached), aspect, 1.3, (0.12, 0.88))
    near = np.flatnonzero(outside)
    angles = [_towards(scene, xy, node, inside) for node in near.tolist()]
    _arc(xy, near[np.argsort(angles, kind="stable")], aspect, 1.55, (1.0, 2.0))
    return xy


def _towards(scene: "Scene", xy: "Floats", node: int, inside: "NDArray[np.bool_]") -> float:
    """The direction of those inside to whom a node is tied, as a fraction of a turn: left, over the top, right."""
    import numpy as np

    tied = np.concatenate((scene.b[scene.a == node], scene.a[scene.b == node]))
    tied = tied[inside[tied]]
    if not len(tied):
        return 0.5
    x, y = xy[tied].mean(axis=0)
    return float((np.arctan2(y, x) / (2 * np.pi)) % 1.0)


def _arc(xy: "Floats", nodes: "NDArray[np.int64]", aspect: float, reach: float, half: tuple[float, float]) -> None:
    """Spread nodes along an ellipse, between two fractions of half a turn (0 right, ½ below, 1 left, 1½ above)."""
    import numpy as np

    rows = max(1, -(-len(nodes) // 28))
    for row in range(rows):
        part = nodes[row::rows]
        share = (np.arange(len(part)) + 0.5) / max(len(part), 1)
        turn = np.pi * (half[0] + (half[1] - half[0]) * share)
        wide = reach + 0.22 * row
        xy[part, 0], xy[part, 1] = wide * aspect * np.cos(turn), wide * np.sin(turn)
