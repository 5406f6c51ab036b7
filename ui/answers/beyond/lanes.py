"""From followed rings to lanes: columns, families of evidence, signs, and each lane in a sentence."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from netlens.i18n import _, language, ngettext
from netlens.network.drawing.composition import colour_of
from netlens.network.periods.dated import Dated
from netlens.network.periods.spans import Span
from netlens.network.periods.threads import Thread, of_ring
from netlens.network.periods.times import Times
from netlens.network.projection import Ints
from netlens.report.periods.words import mark_name, period_name
from ui.answers.beyond.families import FAMILIES, family
from ui.answers.ground.reading import Book
from ui.answers.ground.words import band, entity_name, ring_name, span
from ui.answers.plain.time import Bin, Lane, Sign


def of_families(counts: Ints, kinds: Sequence[str]) -> "np.ndarray[tuple[int, int, int], np.dtype[np.uint32]]":
    """(lane, column, kind) → (lane, column, family)."""
    made = np.zeros((*counts.shape[:2], len(FAMILIES)), dtype=np.uint32)
    names = list(FAMILIES)
    for number, kind in enumerate(kinds):
        made[:, :, names.index(family(kind))] += counts[:, :, number].astype(np.uint32)
    return made


def bins(periods: Sequence[Span]) -> tuple[Bin, ...]:
    """Columns as an axis shows them: the year where one begins, else the month or quarter."""
    made: list[Bin] = []
    for one in periods:
        year, dash, part = one.code.partition("-")
        begins = not made or not dash or one.since.endswith("-01-01")
        short = year if begins else part.lstrip("0")
        made.append(Bin(one.since, one.until, short, period_name(one.code, language())))
    return tuple(made)


def ring_lane(times: Times, number: int, columns: Sequence[Span], place: Ints, spun: Sequence[Thread]) -> Lane:
    """The lane of a ring; its number is its row of the counts."""
    ring, life = times.rings[number], times.lives[number]
    own = place[times.found.ring == number]
    signs = [*_followed(times, life.marks, columns, np.unique(own[own >= 0])), *_found(times, ring.id, columns, spun)]
    people = ngettext("{n} person", "{n} people", len(ring.members)).format(n=len(ring.members))
    status = {"supported": _("supported"), "tentative": _("tentative")}.get(ring.status, _("confirmed"))
    said = "; ".join(sign.words for sign in signs)
    active = span(life.first, life.last) or _("no dated evidence")
    return Lane(
        ring=ring.id, entity=-1, label=ring_name(ring), under=f"{status} · {people}", colour=colour_of(ring),
        status=ring.status, row=number, first=_least(own), last=int(own.max(initial=-1)), signs=tuple(signs),
        words=", ".join(part for part in (ring_name(ring), status, people, active, said) if part),
    )  # fmt: skip


def shown_alone(times: Times, columns: Sequence[Span], spun: Sequence[Thread]) -> list[Lane]:
    """Rings that only a search of single periods shows: their people are in no ring that is kept."""
    made = []
    for thread in spun:
        if of_ring(thread, times.rings):
            continue
        first, last = thread.steps[0], thread.steps[-1]
        signs = _of_thread(times, thread, columns)
        names = [period_name(times.periods[step.period].code, language()) for step in thread.steps]
        label = _("Only in {periods}").format(periods=", ".join(names[:2]) + (" …" if len(names) > 2 else ""))
        people = ngettext("{n} person", "{n} people", len(first.members)).format(n=len(first.members))
        begin, end = _columns_of(times.periods[first.period], columns), _columns_of(times.periods[last.period], columns)
        said = "; ".join(sign.words for sign in signs)
        words = ", ".join((label, _("in no kept ring"), people, said))
        made.append(
            Lane("", -1, label, _("in no kept ring") + f" · {people}", -1, last.status, -1, begin[0], end[1],
                 tuple(signs), words)
        )  # fmt: skip
    return made


def member_lane(book: Book, times: Times, ring: int, number: int, own: Dated, place: Ints) -> Lane:
    """The lane of a member; their number in the ring is their row of the counts."""
    one, life = times.rings[ring].members[number], times.lives[ring].members[number]
    mine = place[own.ring == number]
    name = entity_name(book, one.vertex)
    active = span(life.first, life.last) or _("no dated evidence")
    return Lane(
        ring=times.rings[ring].id, entity=one.vertex, label=name, under=f"{band(one.band)} · {active}",
        colour=colour_of(times.rings[ring]), status="supported" if one.band in ("firm", "likely") else "tentative",
        row=number, first=_least(mine), last=int(mine.max(initial=-1)), signs=(),
        words=", ".join((name, band(one.band), active)),
    )  # fmt: skip


def of_members(found: Dated, place: Ints, ring: int, times: Times) -> tuple[Dated, Ints]:
    """The evidence of one ring with a member's number in place of the ring's; what ties two stands there for both."""
    at = {entity: vertex for vertex, entity in enumerate(times.vertices.tolist())}
    lane = np.full(len(times.vertices), -1, dtype=np.int64)
    for number, member in enumerate(times.rings[ring].members):
        if member.vertex in at:
            lane[at[member.vertex]] = number
    own = np.flatnonzero(found.ring == ring)
    both = own[found.other[own] >= 0]
    entries = np.concatenate([own, both])
    who = np.concatenate([found.who[own], found.other[both]])
    names = ("kind", "fact", "other", "amount", "first", "last", "file", "row")
    columns = {name: getattr(found, name)[entries] for name in names}
    return replace(found, ring=lane[who], who=who, **columns), place[entries]


def _followed(times: Times, marks: Sequence[str], columns: Sequence[Span], own: Ints) -> list[Sign]:
    """The signs of a followed ring: at the first evidence of the period, or where the evidence stops. A pause is told
    once. `own`: the columns in which it has evidence."""
    made = []
    for period, what, before in zip(times.periods, marks, ("", *marks), strict=False):
        if not what or what == before == "dormant":
            continue
        begin, end = _columns_of(period, columns)
        if what in ("dormant", "gone"):
            column = int(own[own < begin].max(initial=-1)) + 1
        else:
            column = int(own[(own >= begin) & (own <= end)].min(initial=end))
        made.append(Sign(column, what, f"{period_name(period.code, language())}: {mark_name(what, language())}"))
    return made


def _found(times: Times, ring: str, columns: Sequence[Span], spun: Sequence[Thread]) -> list[Sign]:
    """Where the search of single periods saw it split or join another."""
    told = [
        sign
        for thread in spun
        if of_ring(thread, times.rings) == ring
        for sign in _of_thread(times, thread, columns)
        if sign.what in ("split", "merged")
    ]
    return list({(sign.column, sign.what): sign for sign in told}.values())


def _of_thread(times: Times, thread: Thread, columns: Sequence[Span]) -> list[Sign]:
    return [
        Sign(
            _columns_of(times.periods[event.period], columns)[0],
            event.what,
            f"{period_name(times.periods[event.period].code, language())}: {mark_name(event.what, language())}",
            searched=True,
        )
        for event in thread.events
    ]


def _columns_of(period: Span, columns: Sequence[Span]) -> tuple[int, int]:
    """The first and the last column of a period."""
    inside = [number for number, one in enumerate(columns) if period.since <= one.until and one.since <= period.until]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _least(place: Ints) -> int:
    within = place[place >= 0]
    return int(within.min()) if len(within) else -1
