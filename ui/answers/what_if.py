"""What if? The ring looked at again without each single thing it could hang on."""

from typing import TYPE_CHECKING

from netlens.i18n import _, language, ngettext
from ui.answers.ground.words import entity_icon, entity_name, ring_name, rows_target
from ui.answers.plain.page import Block, Heading, Item, Items, Link, Page, Section, Sentence, Target

if TYPE_CHECKING:
    from netlens.case.records import Ring
    from netlens.report.ring.without import Line
    from ui.answers.ground.reading import Book


def ring(book: "Book", ring_id: str) -> Page:
    """What the ring hangs on: one line a question, what breaks it first; what changes nothing in one line a group."""
    from netlens.network.rings.portrait.hanging import hanging
    from netlens.report.ring.without import group_title, lines
    from netlens.report.sentences import whole_text

    found = book.ring(ring_id)
    title = _("What if?")
    if found is None:
        return Page(title, (Heading(_("This ring is no longer found."), "ring"),))
    heading = Heading(
        _("What if? {ring}").format(ring=ring_name(found)), "path", _("A test of what it hangs on, no finding.")
    )
    asked = hanging(book.case, book.evidence, found)
    if said := whole_text(asked.whole, language()):
        return Page(title, (heading, Sentence((said,), "warning")))
    told = lines(book.case, asked, language())
    broken = sum(not line.survives for line in told)
    words = ngettext(
        "It does not stand without {n} of these.", "It does not stand without any one of {n} of these.", broken
    ).format(n=broken)
    blocks: list[Block] = [
        heading,
        Sentence((words if broken else _("It stands without any one of these."),), "warning" if broken else "good"),
    ]
    groups = dict.fromkeys(line.group for line in sorted(told, key=lambda line: line.survives))
    for group in groups:
        items = tuple(_item(found, line) for line in told if line.group == group)
        blocks += [Section(group_title(group, language())), Items(items)]
    return Page(title, tuple(blocks))


def falling(book: "Book", ring_id: str, texts: tuple[str, ...]) -> Page:
    """What is left of the ring without something: who would no longer belong to it, who would, and the rows lost."""
    from netlens.network.rings.what_if import what_if
    from netlens.report.ring.without import removed_text
    from netlens.report.sentences import outcome_text

    found = book.ring(ring_id)
    words = removed_text(book.case, texts, language())
    if found is None:
        return Page(words, (Heading(_("This ring is no longer found."), "ring"),))
    outcome = what_if(book.case, book.evidence, found, texts)
    title = _("Without {what}").format(what=words)
    blocks: list[Block] = [Heading(title, "path", outcome_text(book.case, outcome, language()))]
    if outcome.rows:
        count = ngettext("{n} row", "{n} rows", len(outcome.rows)).format(n=len(outcome.rows))
        blocks.append(
            Sentence((_("Left out between its members:"), " ", Link(count, rows_target(outcome.rows, title))))
        )
    for name, people in ((_("Would fall off"), outcome.falling), (_("Would stay"), outcome.staying)):
        if people:
            lines = tuple(
                Item(entity_name(book, one), "", "", entity_icon(book, one), Target("select", (ring_id, (one,))))
                for one in people
            )
            blocks += [Section(name, str(len(people))), Items(lines)]
    return Page(title, tuple(blocks))


def member(book: "Book", ring_id: str, entity: int) -> Page:
    """What one member hangs on: each single thing without which they would no longer belong to the ring."""
    from netlens.network.rings.portrait.hanging import hanging
    from netlens.report.ring.without import group_title, member_lines, member_text
    from netlens.report.sentences import whole_text

    found = book.ring(ring_id)
    name = entity_name(book, entity)
    if found is None or entity not in {one.vertex for one in found.members}:
        return Page(name, (Heading(_("This ring is no longer found."), "ring"),))
    asked = hanging(book.case, book.evidence, found)
    title = _("What if? {name}").format(name=name)
    said = member_text(book.case, asked, entity, language()) or whole_text(asked.whole, language())
    blocks: list[Block] = [Heading(title, "path", _("A test of what it hangs on, no finding.")), Sentence((said,))]
    told = member_lines(book.case, asked, entity, language())
    for group in dict.fromkeys(line.group for line in told):
        items = tuple(_item(found, line) for line in told if line.group == group)
        blocks += [Section(group_title(group, language())), Items(items)]
    return Page(title, tuple(blocks))


def several(book: "Book", ring_id: str, asked: tuple[tuple[tuple[str, ...], str], ...], title: str) -> Page:
    """The questions that change nothing, one by one."""
    items = tuple(
        Item(words[:1].upper() + words[1:], "", "", "confirm", Target("what_if:falling", (ring_id, texts)))
        for texts, words in asked
    )
    said = _("Whichever of these is left out, the ring holds, and nobody else falls off.")
    return Page(title, (Heading(title, "path", said), Items(items)))


def _item(found: "Ring", line: "Line") -> Item:
    right = ngettext("−{n} member", "−{n} members", line.lost).format(n=line.lost) if line.lost else ""
    if len(line.asked) == 1:
        target = Target("what_if:falling", (found.id, line.asked[0][0]))
    else:
        target = Target("what_if:several", (found.id, line.asked, line.without))
    words = line.without[:1].upper() + line.without[1:]
    if line.survives:
        return Item(words, line.said, right, "confirm", target)
    return Item(words, line.said, right, "warning", target, "warning")
