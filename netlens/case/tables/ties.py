"""The calls of one number, and whom it called how often: from what is kept by number, without a look at all calls."""

from typing import TYPE_CHECKING, Any

from netlens.case.store.bulk import edges
from netlens.case.store.bulk.edges import Edges, both_ways
from netlens.case.store.bulk.times import ordinal
from netlens.case.store.reading import Links, Reading
from netlens.case.tables.links import as_ints

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Columns = dict[str, Any]
CALLS = "a b start seconds kind cell file row grade handling"
TIES = "other out into calls seconds first last"


def calls(reading: Reading, number: int) -> Columns:
    """The counted calls from and to one number, oldest import first."""
    links = reading.calls_of(number)
    return {
        "a": links.a,
        "b": links.b,
        "start": links.since,
        "seconds": _seconds(links),
        "kind": links.sort,
        "cell": links.cell,
        "file": links.file,
        "row": links.row,
        "grade": links.grade,
        "handling": links.handling,
    }


def ties(reading: Reading, number: int) -> Columns:
    """Everyone a number called or was called by: how often each way, how long in all, first and last day (ISO)."""
    import numpy as np

    if any(kept.import_id in reading.corrections for kept in reading.large):
        found = _of_links(reading.calls_of(number), number)
    else:
        found = edges.summed(
            [edges.of_number(reading.connection, number, counting(reading)), _of_links(_by_row(reading), number)]
        )
    order = np.argsort(-(found.out + found.into), kind="stable")
    return {
        "other": found.other[order],
        "out": found.out[order],
        "into": found.into[order],
        "calls": (found.out + found.into)[order],
        "seconds": found.seconds[order],
        "first": _days(found.first[order]),
        "last": _days(found.last[order]),
    }


def counting(reading: Reading) -> list[tuple[int, int]]:
    """The files and groups of large tables whose edges count now."""
    if "counting_edges" not in reading.lasting:
        reading.lasting["counting_edges"] = [(kept.file, group) for kept in reading.large for group in kept.groups]
    found: list[tuple[int, int]] = reading.lasting["counting_edges"]
    return found


def _by_row(reading: Reading) -> Links:
    """The calls taken in row by row: few, and kept at hand."""
    if "calls_by_row" not in reading.lasting:
        reading.lasting["calls_by_row"] = reading.links("called", only="calls", by_column=False)
    found: Links = reading.lasting["calls_by_row"]
    return found


def _of_links(links: Links, number: int) -> Edges:
    import numpy as np

    mine = np.flatnonzero((links.a == number) | (links.b == number))
    day = np.array([ordinal(text) for text in links.since[mine].tolist()], dtype=np.int64)
    seconds = np.array(_seconds(links), dtype=np.int64)[mine]
    whole = both_ways(links.a[mine], links.b[mine], np.ones(len(mine), np.int64), seconds, day, day)
    return Edges(*(column[whole.number == number] for column in whole))


def _seconds(links: Links) -> "Ints":
    import numpy as np

    said = np.nan_to_num(links.number).astype(np.int64)
    if "seconds" in links.fields:
        said = np.where(np.isnan(links.number), np.array(as_ints(links.fields["seconds"]), dtype=np.int64), said)
    return said


def _days(ordinals: "Ints") -> list[str]:
    from datetime import date

    return [date.fromordinal(day).isoformat() if day else "" for day in ordinals.tolist()]
