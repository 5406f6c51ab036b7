"""What ties rings, or one member, in a stretch of time: counted, then row by row; and what stands in no period."""

import numpy as np
from numpy.typing import NDArray

from netlens.i18n import _, language, ngettext
from netlens.network.periods.dated import COARSE, OUTSIDE, UNDATED, Dated, counted, placed
from netlens.network.periods.spans import Span
from netlens.report import wording
from ui.answers.beyond import followed
from ui.answers.beyond.families import FAMILIES, family
from ui.answers.ground.reading import Book
from ui.answers.ground.words import day, entity_icon, entity_name, number, ring_name, rows_target, span
from ui.answers.plain.page import Block, Facts, Heading, Item, Items, Link, Page, Section, Sentence, Target

SHOWN = 30  # people or rings named before the rest is counted
Chosen = NDArray[np.bool_]


def facts(book: Book, ring: str, member: int, since: str, until: str, only: str = "") -> Page:
    """The evidence of a ring ("": of all listed rings) from one day to another; `member` -1: of everyone in it;
    `only`: some families of evidence, by comma."""
    times = followed.times(book, "year")
    inside = placed(times.found, (Span("", since, until),)) == 0
    return _page(book, inside, ring, member, span(since, until), only)


def rows(book: Book, ring: str, since: str, until: str, only: str = "") -> int:
    """How many rows tie a ring, or all listed ones, from one day to another."""
    times = followed.times(book, "year")
    found = times.found
    chosen = placed(found, (Span("", since, until),)) == 0
    if ring:
        chosen &= found.ring == next((n for n, one in enumerate(times.rings) if one.id == ring), -1)
    return found.rows(np.flatnonzero(chosen & _of(found, only)))


def _of(found: Dated, only: str) -> Chosen:
    """The evidence of these families (by comma); all of it for ""."""
    counts = np.array([not only or family(kind) in only.split(",") for kind in found.kinds], dtype=bool)
    chosen: Chosen = counts[found.kind]
    return chosen


def apart(book: Book, ring: str, where: int) -> Page:
    """The evidence that stands in no period: without a date, dated too roughly, or far from all others."""
    place = followed.columns(book)[1]
    why = {
        UNDATED: _("Nothing in these rows says when. They count as evidence, but in no period."),
        COARSE: _("These rows say only about when: their dates reach over more than one period."),
        OUTSIDE: _("These dates lie a decade or more away from all others. Check whether they are slips of the pen."),
    }[where]
    title = {UNDATED: _("No date"), COARSE: _("Dated roughly"), OUTSIDE: _("Far from all other dates")}[where]
    return _page(book, place == where, ring, -1, title, "", why)


def _page(book: Book, chosen: Chosen, ring: str, member: int, when: str, only: str, why: str = "") -> Page:
    times = followed.times(book, "year")
    found = times.found
    at = next((n for n, one in enumerate(times.rings) if one.id == ring), -1)
    if ring:
        chosen = chosen & (found.ring == at)
    if member >= 0:
        vertex = np.flatnonzero(times.vertices == member)
        chosen = chosen & (np.isin(found.who, vertex) | np.isin(found.other, vertex))
    chosen = chosen & _of(found, only)
    whose = entity_name(book, member) if member >= 0 else ring_name(times.rings[at]) if at >= 0 else _("All rings")
    named = ", ".join(_(FAMILIES[one]) for one in only.split(",") if one in FAMILIES)
    under = f"{when} · {named}" if named else when
    entries = np.flatnonzero(chosen)
    blocks: list[Block] = [Heading(whose, "history", under)]
    if why:
        blocks.append(Sentence((why,), "muted"))
    if not len(entries):
        blocks.append(Sentence((_("No evidence in this time."),), "muted"))
        return Page(under, tuple(blocks))
    title = f"{whose}, {under}"
    sources = found.sources(entries)
    words = ngettext("{n} row", "{n} rows", len(sources)).format(n=number(len(sources)))
    blocks.append(Sentence((_("All of it:"), " ", Link(words, rows_target(sources, title)))))
    place = np.where(chosen, 0, UNDATED)
    totals = counted(found, place, len(times.rings), 1)[:, 0, :]
    lines = []
    for kind in np.unique(found.kind[entries]).tolist():
        own = entries[found.kind[entries] == kind]
        rows = found.sources(own)
        name = wording.evidence(found.kinds[kind], language())
        lines.append((name, (Link(number(int(totals[:, kind].sum())), rows_target(rows, f"{title}: {name}")),)))
    blocks += [Section(_("What ties them")), Facts(tuple(lines))]
    blocks += _who(book, entries, ring, at, member, title) if ring else _rings(book, entries, title)
    return Page(under, tuple(blocks))


def _who(book: Book, entries: NDArray[np.int64], ring: str, at: int, member: int, title: str) -> list[Block]:
    """Whom the rows name, most often first; each down to the rows that name them."""
    times = followed.times(book, "year")
    found = times.found
    lines = []
    for one in times.rings[at].members:
        vertex = np.flatnonzero(times.vertices == one.vertex)
        own = entries[np.isin(found.who[entries], vertex) | np.isin(found.other[entries], vertex)]
        if len(own) and one.vertex != member:
            rows = found.sources(own)
            first = day(_first(found.first[own]))
            count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
            name = entity_name(book, one.vertex)
            item = Item(
                name, first, count, entity_icon(book, one.vertex), Target("select", (ring, (one.vertex,))),
                rows=rows_target(rows, f"{name}: {title}"),
            )  # fmt: skip
            lines.append((-len(rows), name, item))
    named = [item for _count, _name, item in sorted(lines, key=lambda line: line[:2])]
    if not named:
        return []
    heading = _("With whom") if member >= 0 else _("Who is named")
    return [Section(heading, str(len(named))), Items(tuple(named[:SHOWN]))]


def _rings(book: Book, entries: NDArray[np.int64], title: str) -> list[Block]:
    """The rings that have evidence there."""
    times = followed.times(book, "year")
    found = times.found
    numbers, counts = np.unique(found.ring[entries], return_counts=True)
    lines = []
    for place in np.argsort(-counts, kind="stable").tolist():
        one = times.rings[int(numbers[place])]
        rows = found.sources(entries[found.ring[entries] == numbers[place]])
        count = ngettext("{n} row", "{n} rows", len(rows)).format(n=number(len(rows)))
        target = rows_target(rows, f"{ring_name(one)}: {title}")
        lines.append(Item(ring_name(one), "", count, "ring", Target("select", (one.id,)), rows=target))
    return [Section(_("Rings"), str(len(lines))), Items(tuple(lines[:SHOWN]))]


def _first(days: NDArray[np.int64]) -> str:
    from datetime import date

    known = days[days > 0]
    return date.fromordinal(int(known.min())).isoformat() if len(known) else ""
