"""The listed rings followed through time, reckoned once until the case changes."""

import pickle
from typing import TYPE_CHECKING

from netlens.case.records import Ring
from netlens.errors import NetLensError
from netlens.network.periods.dated import Dated, dated, placed
from netlens.network.periods.spans import Span, spans, usual_range
from netlens.network.periods.times import Times, follow
from netlens.network.projection import Ints
from ui.answers.ground.reading import Book

if TYPE_CHECKING:
    from netlens.network.periods.anew import Look
    from netlens.network.periods.threads import Thread
    from ui.answers.plain.time import Searched

LONGER = ("month", "quarter", "half", "year")


def listed(book: Book) -> tuple[Ring, ...]:
    """The rings an analyst looks at: not the chance groups, not the dismissed."""
    return tuple(
        ring
        for ring in (book.rings.rings if book.rings else ())
        if ring.decision != "dismissed" and (ring.status != "chance" or ring.decision == "confirmed")
    )


def all_dated(book: Book) -> Dated:
    """The evidence inside all listed rings."""
    if "dated" not in book.memo:
        book.memo["dated"] = dated(book.evidence, listed(book))
    found: Dated = book.memo["dated"]
    return found


def kind_of_period(book: Book, by: str) -> str:
    """`by`, or the next longer kind of period of which there are not too many."""
    first, last = usual_range(all_dated(book).first)
    for longer in LONGER[LONGER.index(by) : -1]:
        try:
            spans(first or "2000-01-01", last or "2000-01-01", longer)
        except NetLensError:
            continue
        return longer
    return LONGER[-1]


def times(book: Book, by: str) -> Times:
    """All listed rings through periods of one kind."""
    known: dict[str, Times] = book.memo.setdefault("times", {})
    by = kind_of_period(book, by)
    if by not in known:
        known[by] = follow(book.evidence, listed(book), by, all_dated(book))
    return known[by]


def columns(book: Book) -> tuple[tuple[Span, ...], Ints]:
    """The finest periods that can be read, and that of each row of evidence (below 0: none)."""
    if "columns" not in book.memo:
        found = all_dated(book)
        first, last = usual_range(found.first)
        periods = spans(first, last, kind_of_period(book, "month")) if first else ()
        book.memo["columns"] = periods, placed(found, periods)
    made: tuple[tuple[Span, ...], Ints] = book.memo["columns"]
    return made


def remember(book: Book, found: "Searched") -> None:
    """Keep what a search of single periods has found, so that lanes and stories can tell of it."""
    book.memo["searched"] = found.by, *pickle.loads(found.packed)


def searched(book: Book, by: str) -> "tuple[tuple[Look, ...], tuple[Thread, ...]]":
    """(looks, threads) of a search of single periods of that kind; nothing where none was done for this case."""
    kind, looks, spun = book.memo.get("searched", ("", (), ()))
    return (looks, spun) if kind == kind_of_period(book, by) else ((), ())
