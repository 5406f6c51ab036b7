"""Case + rings + selection + filters → frozen numpy arrays to paint (no Qt)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netlens.case.records import Status

DUAL, PROTECTED, FLAGGED, BY_HAND, HUB = 1, 2, 4, 8, 16  # bits of Scene.flags
BANDS = ("firm", "likely", "possible", "loose", "")  # Scene.band indexes this
KINDS = ("person", "phone", "account", "vehicle", "document", "place", "organisation", "case", "route")


@dataclass(frozen=True, slots=True)
class RingShape:
    """One ring as it is drawn: members are indices into the scene; crisp only when supported."""

    id: str
    label: str
    status: Status
    members: NDArray[np.int64]
    colour: int  # index into the theme's ring palette


@dataclass(frozen=True, slots=True)
class Scene:
    """Nodes: id (entity id), xy in world units, kind, ring (-1 none), band, flags, size 0…1, label (already masked).

    Ties: a, b (node indices), weight 0…1, count (facts in the bundle), most important first. `revision` only grows.
    """

    ids: NDArray[np.int64]
    xy: NDArray[np.float32]
    kind: NDArray[np.uint8]
    ring: NDArray[np.int32]
    band: NDArray[np.uint8]
    flags: NDArray[np.uint8]
    size: NDArray[np.float32]
    labels: tuple[str, ...]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    weight: NDArray[np.float32]
    count: NDArray[np.int32]
    rings: tuple[RingShape, ...]
    revision: int = 0
