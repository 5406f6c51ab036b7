"""In which order the lanes stand."""

from collections.abc import Callable
from dataclasses import replace

from netlens.i18n import mark
from ui.answers.plain.time import Lane, Lanes

ORDERS = (
    ("list", mark("As in the list")), ("first", mark("By first evidence")), ("last", mark("By last evidence")),
    ("most", mark("Most evidence first")),
)  # fmt: skip


def in_order(lanes: Lanes, order: str) -> Lanes:
    """The same lanes in one of ORDERS; those without dated evidence stay last."""
    total = lanes.counts.sum(axis=(1, 2)).tolist()
    keys: dict[str, Callable[[Lane], int]] = {
        "first": lambda lane: lane.first,
        "last": lambda lane: -lane.last,
        "most": lambda lane: -total[lane.row] if lane.row >= 0 else 0,
    }
    if order not in keys:
        return lanes
    key = keys[order]
    return replace(lanes, lanes=tuple(sorted(lanes.lanes, key=lambda lane: (lane.first < 0, key(lane)))))
