"""Rings looked for anew in each period, by the evidence of that period alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netlens.case.records import Status
from netlens.i18n import _
from netlens.network.evidence import gather
from netlens.network.layers import layers
from netlens.network.periods.spans import Span
from netlens.network.rings.search import Found, search
from netlens.network.rings.verdict import STATUS
from netlens.progress import Job, Progress

if TYPE_CHECKING:
    from netlens.case.case import Case


@dataclass(frozen=True, slots=True)
class Group:
    """A ring found in one period: its members (entity ids, in order) and its status, supported or tentative."""

    members: tuple[int, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Look:
    """What one period shows by itself. `people`: how many its evidence ties; `undated`: facts left out for want of a
    date; `note`: what to keep in mind."""

    span: Span
    groups: tuple[Group, ...]
    people: int
    undated: int
    note: str


def look(case: "Case", periods: Sequence[Span], *, seed: int = 1) -> Job[tuple[Look, ...]]:
    """Search each period by itself, weighed and reduced as the kept detection was. Groups like chance are left out.

    Evidence touches a period by its date; a phone or address that was shared counts in all the time it was shared, one
    without dates in every period. Nothing is written.
    """
    kept = case.detections()
    settings = kept[-1][2] if kept else {}
    without = (settings.get("filters") or {}).get("without", ())
    made = []
    for number, span in enumerate(periods):
        yield Progress(_("Looking for the rings of {period}").format(period=span.code), number, len(periods))
        evidence = gather(case, weights=settings.get("weights"), since=span.since, until=span.until, without=without)
        unit = evidence.unit if len(evidence.unit) else np.arange(len(evidence.vertices))
        job = search(layers(evidence, unit), int(unit.max(initial=-1)) + 1, seed)
        while True:
            try:
                next(job)
                yield Progress(_("Looking for the rings of {period}").format(period=span.code), number, len(periods))
            except StopIteration as stop:
                found: Found = stop.value
                break
        ring = found.ring[unit] if len(unit) else found.ring
        groups = [
            Group(tuple(sorted(evidence.vertices[ring == group].tolist())), STATUS[status])
            for group, status in enumerate(found.figures.status.tolist())
            if STATUS[status] != "chance"
        ]
        people = len(np.unique(np.concatenate([evidence.a, evidence.b])))
        made.append(Look(span, tuple(groups), people, int(evidence.settings["undated"]), found.note))
    return tuple(made)
