"""What all answers about standing start from: the graph asked about, its figures, and how they are written."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from netlens.i18n import _, language, mark, ngettext
from netlens.network.measures.catalogue import MEASURES, Figures, figures
from netlens.network.measures.paths import EXACT
from ui.answers.ground.words import ring_name
from ui.answers.plain.page import Target
from ui.answers.plain.table import Column, TableData, fold

if TYPE_CHECKING:
    from netlens.network.measures.scope import Scope
    from ui.answers.ground.reading import Book

EVIDENCE = {
    "": (mark("All evidence"), ()),
    "cases": (mark("Shared cases"), ("case", "event")),
    "routes": (mark("Routes and crossings"), ("route", "crossing", "companion", "travelled")),
    "things": (mark("Things shared"), ("phone", "account", "vehicle", "document", "address", "organisation", "shares")),
    "calls": (mark("Calls and messages"), ("call", "called", "messaged")),
    "payments": (mark("Payments"), ("payment", "paid")),
    "stated": (mark("Stated ties"), ("associate", "family", "met", "recruited", "controls", "other")),
}
Cell = str | tuple[str, float]  # a text, or a figure as it is written and what it sorts by


def scope_of(book: "Book", ring: str, evidence: str) -> "Scope":
    """The graph of a ring ("": of the case) by one of EVIDENCE."""
    from netlens.network.measures.scope import scope

    key = f"scope {ring} {evidence}"
    if key not in book.memo:
        book.memo[key] = scope(book.case, book.evidence, book.ring(ring), EVIDENCE[evidence][1])
    found: Scope = book.memo[key]
    return found


def figures_of(book: "Book", ring: str, evidence: str, measure: str = "") -> Figures:
    """All figures; of a large graph those of paths only when one of them is asked for: they take seconds."""
    chosen = scope_of(book, ring, evidence)
    paths = len(chosen.vertices) <= EXACT or (measure in MEASURES and MEASURES[measure].of_paths)
    key = f"figures {ring} {evidence} {paths}"
    if key not in book.memo:
        names = tuple(name for name in MEASURES if paths or not MEASURES[name].of_paths)
        book.memo[key] = figures(chosen.ties, names)
    found: Figures = book.memo[key]
    return found


def where(book: "Book", ring: str, evidence: str) -> str:
    """The scope in words: among whom, by what evidence, of which period."""
    chosen, known = scope_of(book, ring, evidence), book.ring(ring)
    n = len(chosen.vertices)
    if known is None:
        words = ngettext("among all {n} in the case", "among all {n} in the case", n)
    else:
        words = ngettext("among {n} member of {ring}", "among the {n} members of {ring}", n)
    said = words.format(n=f"{n:,}", ring=ring_name(known) if known else "")
    if evidence:
        said = _("{scope}, by {evidence} only").format(scope=said, evidence=_(EVIDENCE[evidence][0]).lower())
    filters = chosen.evidence.settings.get("filters") or {}
    since, until = filters.get("from", ""), filters.get("to", "")
    if since or until:
        said = _("{scope}, {since} to {until}").format(scope=said, since=since or "…", until=until or "…")
    return said


def exactness(found: Figures, measure: str) -> str:
    """Whether it is exact, in words."""
    if not MEASURES[measure].of_paths or found.exact:
        return _("exact")
    return ngettext("estimated from {n} starting point", "estimated from {n} starting points", found.sources).format(
        n=f"{found.sources:,}"
    )


def unranked(chosen: "Scope") -> str:
    """How many are not ranked, in words; "" when everyone is."""
    n = chosen.unranked
    return (
        ngettext("{n} protected person is not ranked.", "{n} protected people are not ranked.", n).format(n=n)
        if n
        else ""
    )


def written(value: float, whole: bool = False) -> tuple[str, float]:
    """A figure to three digits, as the language writes it, and what it sorts by."""
    text = f"{value:.0f}" if whole or value == 0 else f"{value:.3g}" if value >= 0.001 else f"{value:.1e}"
    return text.replace(".", ",") if language() == "vi" else text, float(value)


def percent(share: float) -> str:
    """A share of all as a person reads it."""
    text = f"{100 * share:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',') if language() == 'vi' else text} %"


def tabled(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    targets: Sequence[Target] = (),
    ids: Sequence[int] = (),
    title: str = "",
) -> TableData:
    """Rows of cells → TableData; they stand as they are given until a person sorts them."""
    cells, order = [], []
    for number in range(len(columns)):
        column = [row[number] for row in rows]
        cells.append([cell if isinstance(cell, str) else cell[0] for cell in column])
        keys = [(not cell, fold(cell), 0.0) if isinstance(cell, str) else (False, "", cell[1]) for cell in column]
        order.append(np.array(sorted(range(len(rows)), key=keys.__getitem__), dtype=np.int64))
    return TableData(tuple(columns), tuple(cells), tuple(order), tuple(targets), tuple(ids), title)
