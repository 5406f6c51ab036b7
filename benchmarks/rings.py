"""Every row of the engine's table of targets, in one run: what is found in graphs and cases, beside other detectors.

Same run, CPU time, medians of three where a time is told. The rows that other modules measure are asked of them.
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks import layout, networks, oracles, projection, quality
from benchmarks.engine import order, tables
from benchmarks.target import Target


def measure(data: Path | None) -> Iterator[Target]:
    yield from tables.lfr_small()
    yield from tables.lfr_large()
    yield from tables.loose_and_ringed()
    yield from tables.noise()
    yield from tables.lost()
    yield from tables.bands()
    yield from tables.order()
    yield from order.same_rings()
    yield from quality.measure(data)
    for part in (networks, oracles, projection, layout):
        yield from part.measure(data)
