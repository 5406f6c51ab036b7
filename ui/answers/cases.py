"""Lists of cases, routes and other entities, each leading to its page."""

from collections.abc import Iterable

from netlens.case import schema
from netlens.i18n import _, language, ngettext
from ui.answers.ground.reading import Book
from ui.answers.ground.words import entity_icon, entity_name, pick
from ui.answers.plain.page import Heading, Item, Items, Page, Sentence

SHOWN = 200


def of_ring(book: Book, ring_id: str, kind: str) -> Page:
    """The cases or routes of a ring."""
    ring = book.ring(ring_id)
    ids: Iterable[int] = () if ring is None else ring.cases if kind == "case" else ring.routes
    return _list(book, _("Cases of the ring") if kind == "case" else _("Routes of the ring"), ids, ring_id, kind)


def of_corridor(book: Book, ring_id: str, corridor: str) -> Page:
    """The cases of a ring that run along one corridor."""
    from netlens.network.corridors import case_corridors, label

    ring, known = book.ring(ring_id), case_corridors(book.case)
    ids = [one for one in (ring.cases if ring else ()) if corridor in known.get(one, ())]
    title = _("Cases along {corridor}").format(corridor=label(corridor, language()))
    return _list(book, title, ids, ring_id, "case")


def of_kind(book: Book, kind: str, start: int = 0) -> Page:
    """All entities of one kind."""
    ids = [number for number, ref in book.case.reading.refs.items() if ref.kind == kind]
    return _list(book, schema.label("entity_kind", kind, language()), ids, "", kind, start)


def _list(book: Book, title: str, ids: Iterable[int], ring: str, kind: str, start: int = 0) -> Page:
    every = list(ids)
    lines = [
        Item(entity_name(book, one), _under(book, one), "", entity_icon(book, one), pick(book, one, ring))
        for one in every[start : start + SHOWN]
    ]
    count = ngettext("{n} in all", "{n} in all", len(every)).format(n=f"{len(every):,}")
    blocks = [Heading(title, kind if kind in ("case", "route", "person", "phone", "place") else "info", count)]
    rest = len(every) - start - len(lines)
    made: list[Items | Sentence] = [Items(tuple(lines))]
    if rest > 0:
        made.append(Sentence((_("The search box (Ctrl+K) finds any of the others."),), "muted"))
    return Page(title, (*blocks, *made))


def _under(book: Book, entity: int) -> str:
    """Of a case: offence, status, when opened; of a route: that it is dated against the clock, if so."""
    if book.case.ref(entity).kind == "route":
        from netlens.network.corridors import against_the_clock

        return _("against the clock: on no corridor") if entity in against_the_clock(book.case) else ""
    if book.case.ref(entity).kind != "case":
        return ""
    known = book.memo.get("cases")
    if known is None:
        table = book.case.table("cases")
        known = book.memo["cases"] = {
            one: tuple(said)
            for one, *said in zip(
                *(table[name].tolist() for name in ("id", "offence", "status", "opened")), strict=True
            )
        }
    offence, status, opened = known.get(entity, ("", "", ""))
    parts = (schema.label("offence", offence, language()), schema.label("case_status", status, language()), opened)
    return " · ".join(part for part in parts if part)
