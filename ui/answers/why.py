"""Why a ring, why a member: sentences with counts, each leading to its rows."""

from typing import TYPE_CHECKING

from netlens.case.records import Ring
from netlens.i18n import _, language, ngettext
from ui.answers.ground.words import ring_name, rows_target
from ui.answers.plain.page import Block, Heading, Link, Page, Section, Sentence, Target, Words

if TYPE_CHECKING:
    from netlens.case.records import Source
    from ui.answers.ground.reading import Book

Said = list[tuple[str, "tuple[Source, ...]"]]
FIRST = 5  # reasons on the page of a ring; the rest on a page of their own


def ring_reasons(book: "Book", ring: Ring) -> list[Block]:
    """The section "Why?" of a ring's page."""
    said = _ring(book, ring)
    blocks: list[Block] = [Section(_("Why?")), *(_sentence(text, rows) for text, rows in said[:FIRST])]
    if not said:
        blocks.append(Sentence((_("Its evidence no longer counts: find rings anew."),), "muted"))
    return blocks


def member_reasons(book: "Book", entity: int, ring_id: str) -> list[Block]:
    """The section "Why in this ring?" of an entity's page; nothing for those in no ring."""
    from netlens.network.rings.why import why_member
    from netlens.report.sentences import why_text

    mine = book.rings_of.get(entity, ())
    ring = book.ring(ring_id if ring_id in mine else mine[0]) if mine else None
    if ring is None or entity not in book.vertex:
        return []
    said = why_text(book.case, why_member(book.case, book.evidence, ring, entity), language())
    if not said:
        return []
    asks = Link(_("What if? Would they still belong to it?"), Target("what_if:member", (ring.id, entity)))
    title = _("Why in {ring}?").format(ring=ring_name(ring))
    return [Section(title), *(_sentence(text, rows) for text, rows in said), Sentence((asks,))]


def ring(book: "Book", ring_id: str) -> Page:
    """All the reasons of a ring on one page."""
    found = book.ring(ring_id)
    if found is None:
        return Page(_("Why?"), (Heading(_("This ring is no longer found."), "ring"),))
    said = _ring(book, found)
    intro = _("Each sentence counts facts in the records; click the count to read the rows.")
    blocks: list[Block] = [Heading(_("Why {ring}?").format(ring=ring_name(found)), "info", intro)]
    blocks += [_sentence(text, rows) for text, rows in said]
    return Page(_("Why?"), tuple(blocks))


def _ring(book: "Book", ring: Ring) -> Said:
    from netlens.network.rings.why import why_ring
    from netlens.report.sentences import why_text

    return list(why_text(book.case, why_ring(book.case, book.evidence, ring), language()))


def _sentence(text: str, rows: "tuple[Source, ...]") -> Sentence:
    if not rows:
        return Sentence((text,), bullet=True)
    count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
    words: Words = (f"{text} ", Link(count, rows_target(rows, text)))
    return Sentence(words, bullet=True)
