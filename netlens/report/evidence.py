"""The evidence behind the kept detection: what a report explains is what the detection saw."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.network.evidence import Evidence


def as_detected(case: "Case") -> "Evidence":
    """The evidence with the weights, the period and the omissions of the latest kept detection."""
    from netlens.network.evidence import gather

    kept = case.detections()
    settings = kept[-1][2] if kept else {}
    filters = settings.get("filters") or {}
    return gather(
        case,
        weights=settings.get("weights"),
        since=filters.get("from", ""),
        until=filters.get("to", ""),
        without=filters.get("without", ()),
    )
