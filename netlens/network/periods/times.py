"""Rings followed through the periods of a case: what every view, list and sentence of it starts from."""

from collections.abc import Sequence
from dataclasses import dataclass

from netlens.case.records import Ring
from netlens.network.evidence import Evidence
from netlens.network.periods.dated import Dated, dated, placed
from netlens.network.periods.life import Life, lives
from netlens.network.periods.spans import Span, spans, usual_range
from netlens.network.projection import Ints


@dataclass(frozen=True, slots=True)
class Times:
    """`lives[n]` is that of `rings[n]`; `found` their evidence, `place` the period of each of its rows (below 0: none);
    `first`, `last`: the days the periods were made for, "" where nothing is dated: then there are none."""

    rings: tuple[Ring, ...]
    vertices: Ints
    found: Dated
    place: Ints
    periods: tuple[Span, ...]
    lives: tuple[Life, ...]
    first: str = ""
    last: str = ""


def follow(evidence: Evidence, rings: Sequence[Ring], by: str, range_of: Dated | None = None) -> Times:
    """The rings through periods of one kind (see spans). `range_of`: other evidence that says which days to cover."""
    found = dated(evidence, rings)
    first, last = usual_range((range_of or found).first)
    periods = spans(first, last, by) if first else ()
    place = placed(found, periods)
    told = lives(evidence, rings, found, place, len(periods))
    return Times(tuple(rings), evidence.vertices, found, place, periods, told, first, last)
