"""Ctrl+K: any entity by any part of its name or number, and rings; protected people by code only."""

import re

from netlens.case import schema
from netlens.case.records import Ring
from netlens.i18n import _, language, ngettext
from ui.answers.ground.reading import Book
from ui.answers.ground.words import entity_icon, entity_name, ring_name
from ui.answers.plain.hits import Hit
from ui.answers.plain.page import Target
from ui.answers.plain.table import fold

SHOWN = 12
FIRST = (
    "person",
    "phone",
    "account",
    "vehicle",
    "case",
    "place",
    "document",
    "route",
    "report",
    "organisation",
    "event",
)


def find(book: Book, text: str) -> tuple[Hit, ...]:
    """What is called so: rings first, then entities; a name that begins with the text before one that contains it."""
    words = fold(text).split()
    digits = re.sub(r"\D", "", text)
    if not words:
        return ()
    hits = [_ring(ring) for ring in _rings(book) if all(word in fold(ring_name(ring)) for word in words)]
    scored = []
    for number, plain, bare, rank in book.index:
        if all(word in plain for word in words):
            scored.append((0 if plain.startswith(words[0]) else 1, rank, len(plain), number))
        elif len(digits) >= 3 and digits.lstrip("0") and digits.lstrip("0") in bare:
            scored.append((2, rank, len(plain), number))
    scored.sort()
    return (*hits[:4], *(_hit(book, number) for *_score, number in scored[:SHOWN]))


def _rings(book: Book) -> list[Ring]:
    return [ring for ring in (book.rings.rings if book.rings else ()) if ring.told]


def _ring(ring: Ring) -> Hit:
    size = len(ring.members)
    under = ngettext("Ring, {n} person", "Ring, {n} people", size).format(n=size)
    return Hit(ring_name(ring), under, "ring", Target("select", (ring.id,)))


def index(book: Book) -> list[tuple[int, str, str, int]]:
    """(entity, folded label and record id, its digits, rank of its kind) of everything that has a name."""
    known = []
    for number, ref in book.case.reading.refs.items():
        name = entity_name(book, number)
        keyed = ref.kind in ("person", "case", "route", "report")
        words = fold(f"{name} {book.case.record_id(number) if keyed else ''}")
        rank = FIRST.index(ref.kind) if ref.kind in FIRST else len(FIRST)
        known.append((number, words, re.sub(r"\D", "", name), rank))
    return known


def _hit(book: Book, number: int) -> Hit:
    kind = book.case.ref(number).kind
    under = [schema.label("entity_kind", kind, language())]
    if kind == "person":
        under.append(book.case.record_id(number))
    rings = book.rings_of.get(number, ())
    if rings:
        known = {ring.id: ring_name(ring) for ring in (book.rings.rings if book.rings else ())}
        under.append(_("in {ring}").format(ring=", ".join(known[one] for one in rings)))
    ring = rings[0] if rings else ""
    return Hit(
        entity_name(book, number), " · ".join(under), entity_icon(book, number), Target("select", (ring, (number,)))
    )
