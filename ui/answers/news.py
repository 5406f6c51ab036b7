"""What changed among the rings since the last import: new, grown, smaller, gone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.case.records import Ring, Rings
from netlens.i18n import _, ngettext
from ui.answers.ground.words import day, ring_name
from ui.answers.plain.page import Block, Item, Items, Section, Target

if TYPE_CHECKING:
    from ui.answers.ground.reading import Book


@dataclass(frozen=True, slots=True)
class News:
    """`words`: what changed, by ring id; `gone`: rings listed before and not now; `since`: the import's ISO time."""

    since: str = ""
    words: tuple[tuple[str, str], ...] = ()
    gone: tuple[Ring, ...] = ()


def news(book: "Book") -> News:
    """The kept detection against the one that was kept when the last import came; nothing without such a one."""
    imports = book.case.table("imports")
    kept = book.case.detections()
    counted = imports[imports["state"] == "counted"]
    if book.rings is None or not len(counted) or len(kept) < 2:
        return News()
    since = str(counted["time"].iloc[-1])
    before = [number for number, time, _settings in kept[:-1] if time < since]
    if not before or kept[-1][1] < since:
        return News()
    old = {ring.id: ring for ring in _listed(_detection(book, before[-1]))}
    new = {ring.id: ring for ring in _listed(book.rings)}
    words = []
    for name, ring in new.items():
        more = len(ring.members) - len(old[name].members) if name in old else 0
        if name not in old:
            words.append((name, _("new")))
        elif more > 0:
            words.append((name, ngettext("+{n} person", "+{n} people", more).format(n=more)))
        elif more < 0:
            words.append((name, ngettext("−{n} person", "−{n} people", -more).format(n=-more)))
    return News(since, tuple(words), tuple(ring for name, ring in old.items() if name not in new))


def section(book: "Book", told: News) -> list[Block]:
    """The section of the case's page; nothing when nothing changed."""
    if not told.words and not told.gone:
        return []
    known = {ring.id: ring for ring in (book.rings.rings if book.rings else ())}
    lines = [Item(ring_name(known[name]), "", words, "ring", Target("select", (name,))) for name, words in told.words]
    lines += [Item(ring_name(ring), _("no longer found"), "", "dismiss") for ring in told.gone]
    return [Section(_("Since the import of {when}").format(when=day(told.since[:16]))), Items(tuple(lines))]


def _listed(rings: Rings) -> list[Ring]:
    return [ring for ring in rings.rings if ring.status != "chance"]


def _detection(book: "Book", number: int) -> Rings:
    from netlens.case.store.detections import unpack_rings

    row = book.case.connection.execute("SELECT rings FROM detection WHERE id = ?", (number,)).fetchone()
    return unpack_rings(row[0])
