"""Whom and what the analyst watches: the list, and the sign on the page of each."""

from netlens.case import schema
from netlens.case.edits.watching import KINDS
from netlens.i18n import _, language, ngettext
from ui.answers.ground.reading import Book
from ui.answers.ground.words import day, entity_name, home, pick, ring_name
from ui.answers.plain.page import Block, Chip, Chips
from ui.answers.plain.table import Column, TableData, tabulate


def listed(book: Book) -> TableData:
    """All that is watched, the last to be touched by an import first."""
    columns = (
        Column(_("Watched"), width=26),
        Column(_("Kind of thing"), width=14),
        Column(_("Ring"), width=20),
        Column(_("Watched since"), "date", 14),
        Column(_("Last import that names it"), "date", 20),
        Column(_("Imports"), "number", 8, _("How many imports name it.")),
    )
    watched, labels = book.case.watched(), {ring.id: ring_name(ring) for ring in book.rings.rings} if book.rings else {}
    rows, ids = [], []
    for entity, (last, times) in sorted(_named(book, watched).items(), key=lambda one: one[1], reverse=True):
        kind = schema.label("entity_kind", book.case.ref(entity).kind, language())
        ring = labels.get(home(book, entity), "")
        rows.append((entity_name(book, entity), kind, ring, day(watched[entity][:10]), day(last[:16]), times))
        ids.append(entity)
    title = ngettext("{n} watched", "{n} watched", len(ids)).format(n=len(ids))
    return tabulate(columns, rows, targets=[pick(book, one) for one in ids], ids=ids, title=title)


def _named(book: Book, watched: dict[int, str]) -> dict[int, tuple[str, int]]:
    """When each was last named by a counted import, and by how many."""
    found = dict.fromkeys(watched, ("", 0))
    rows = book.case.connection.execute(
        "SELECT m.entity, max(i.time), count(*) FROM mention m JOIN import i ON i.id = m.import"
        " WHERE i.state = 'counted' AND m.entity IN (SELECT entity FROM watched) GROUP BY m.entity"
    )
    return found | {entity: (time, times) for entity, time, times in rows}


def note(book: Book, entity: int) -> list[Block]:
    """The sign on the page of what is watched; [] else."""
    since = book.case.watched().get(entity)
    if since is None:
        return []
    words = _("watched since {day}").format(day=day(since[:10]))
    return [Chips((Chip(words, "accent", "watch", _("Each import that touches it says so.")),))]


def actions(book: Book, entity: int) -> tuple[str, ...]:
    """What the page of an entity offers: to watch it, or no longer."""
    if book.case.ref(entity).kind not in KINDS:
        return ()
    return ("unwatch",) if entity in book.case.watched() else ("watch",)
