"""The evidence behind the kept detection: what a report explains is what the detection saw."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.network.evidence import Evidence


def as_detected(case: "Case") -> "Evidence":
    """The evidence with the weights, the period and the omissions of the latest kept detection.

    Before the first: all that counts now. Gathered once as long as facts and settings are the same: what a first
    detection finds is drawn from what was gathered before it.
    """
    from netlens.network.evidence import gather
    from netlens.network.facts.weights import checked

    kept = case.detections()
    settings = kept[-1][2] if kept else {}
    filters = settings.get("filters") or {}
    weights = checked(settings.get("weights") or case.weights())
    since, until, without = filters.get("from", ""), filters.get("to", ""), tuple(filters.get("without", ()))
    lasting = case.reading.lasting
    key = (tuple(sorted(weights.items())), since, until, without)
    if lasting.get("evidence", ((), None))[0] != key:
        lasting["evidence"] = (key, gather(case, weights=weights, since=since, until=until, without=without))
    found: Evidence = lasting["evidence"][1]
    return found
