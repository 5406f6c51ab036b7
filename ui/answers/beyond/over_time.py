"""The rings over time, or the members of one: the lanes that the timeline paints."""

import pickle
from pathlib import Path

import numpy as np

from netlens.i18n import _, ngettext
from netlens.network.periods.dated import COARSE, OUTSIDE, UNDATED, Dated, counted
from netlens.network.projection import Ints
from netlens.progress import Job
from ui.answers.beyond import followed
from ui.answers.beyond.families import FAMILIES
from ui.answers.beyond.lanes import bins, member_lane, of_families, of_members, ring_lane, shown_alone
from ui.answers.ground.reading import Book
from ui.answers.ground.words import number, ring_name
from ui.answers.plain.page import Target
from ui.answers.plain.time import Lanes, Searched


def lanes(book: Book, by: str, ring: str = "", searched: Searched | None = None) -> Lanes:
    """The listed rings; with `ring`, its members. Columns are months, or longer where there would be too many.

    `by`: the kind of period that the signs tell of. `searched` is remembered, so that a ring's story can tell of it.
    """
    rings = followed.listed(book)
    if searched is not None:
        followed.remember(book, searched)
    families = tuple((name, _(words)) for name, words in FAMILIES.items())
    if not rings:
        none = np.zeros((0, 0, len(FAMILIES)), dtype=np.uint32)
        return Lanes("", "", by, (), families, (), none, detected=book.rings is not None)
    times, (columns, place) = followed.times(book, by), followed.columns(book)
    at = next((n for n, one in enumerate(times.rings) if one.id == ring), -1)
    if at < 0:
        spun = followed.searched(book, by)[1]
        counts = counted(times.found, place, len(rings), len(columns))
        made = [ring_lane(times, n, columns, place, spun) for n in range(len(rings))]
        made += shown_alone(times, columns, spun)
        title = ngettext("{n} ring", "{n} rings", len(rings)).format(n=number(len(rings)))
        notes = _notes(times.found, place, "")
    else:
        own, there = of_members(times.found, place, at, times)
        members = range(len(rings[at].members))
        counts = counted(own, there, len(members), len(columns))
        made = [member_lane(book, times, at, n, own, there) for n in members]
        made.sort(key=lambda lane: (lane.first < 0, lane.first, lane.last))
        title = _("Members of {ring}").format(ring=ring_name(rings[at]))
        notes = _notes(times.found, np.where(times.found.ring == at, place, len(columns)), ring)
    folded = of_families(counts, times.found.kinds)
    return Lanes(title, ring if at >= 0 else "", by, bins(columns), families, tuple(made), folded, notes)


def search(path: Path, passphrase: str, by: str) -> Job[Searched]:
    """Look for rings in each period by itself; for a worker process. Writes nothing."""
    from netlens.case.case import Case
    from netlens.network.periods.anew import look
    from netlens.network.periods.threads import threads

    with Case.open(path, passphrase) as case:
        book = Book(case)
        times = followed.times(book, by)
        looks = yield from look(case, times.periods)
        spun = threads([[(group.members, group.status) for group in one.groups] for one in looks])
        found = sum(len(one.groups) for one in looks)
        return Searched(followed.kind_of_period(book, by), found, pickle.dumps((looks, spun)))


def _notes(found: Dated, place: Ints, ring: str) -> tuple[tuple[str, Target], ...]:
    """What stands in no column, and why."""
    made = []
    for where in (UNDATED, COARSE, OUTSIDE):
        count = found.rows(np.flatnonzero(place == where))
        words = {
            UNDATED: ngettext("{n} row without a date", "{n} rows without a date", count),
            COARSE: ngettext("{n} row dated too roughly", "{n} rows dated too roughly", count),
            OUTSIDE: ngettext("{n} row far from all other dates", "{n} rows far from all other dates", count),
        }[where]
        if count:
            made.append((words.format(n=number(count)), Target("beyond.stretch:apart", (ring, where))))
    return tuple(made)
