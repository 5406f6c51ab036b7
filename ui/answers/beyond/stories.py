"""What became of a ring, in sentences, each down to its rows."""

from netlens.i18n import _, language, ngettext
from netlens.network.periods.story import story
from netlens.report.periods.story import story_text
from ui.answers.beyond import followed
from ui.answers.ground.reading import Book
from ui.answers.ground.words import entity_icon, entity_name, number, ring_name, rows_target, span
from ui.answers.plain.page import Block, Heading, Item, Items, Link, Page, Section, Sentence, Target


def ring(book: Book, ring_id: str, by: str = "year") -> Page:
    """The story of a ring by periods of one kind, and when each of its members is named."""
    times = followed.times(book, by)
    at = next((n for n, one in enumerate(times.rings) if one.id == ring_id), -1)
    if at < 0:
        words = _("This ring is not followed over time.")
        hint = _("It is dismissed, hidden as chance, or no longer found.")
        return Page(words, (Heading(words, "ring"), Sentence((hint,), "muted")))
    found, life = times.rings[at], times.lives[at]
    told = story(times, at, *followed.searched(book, by))
    title = _("{ring} over time").format(ring=ring_name(found))
    blocks: list[Block] = [Heading(title, "history", span(life.first, life.last)), _choice(ring_id, by)]
    for text, rows in story_text(book.case, told, language()):
        words = ngettext("{n} row", "{n} rows", len(rows)).format(n=number(len(rows)))
        more = (" ", Link(words, rows_target(rows, title))) if rows else ()
        blocks.append(Sentence((text, *more), bullet=True))
    if not told:
        blocks.append(Sentence((_("Nothing that ties this ring has a date."),), "muted"))
    lines = [
        Item(
            entity_name(book, one.vertex),
            span(one.first, one.last) or _("no date"),
            ngettext("{n} row", "{n} rows", sum(one.rows)).format(n=sum(one.rows)),
            entity_icon(book, one.vertex),
            Target("select", (ring_id, (one.vertex,))),
            rows=Target("beyond.stretch:facts", (ring_id, one.vertex, times.first, times.last)),
        )
        for one in sorted(life.members, key=lambda one: (not one.first, one.first, one.last))
    ]
    blocks += [Section(_("First and last evidence of its members"), str(len(lines))), Items(tuple(lines))]
    return Page(_("Over time"), tuple(blocks))


def _choice(ring_id: str, by: str) -> Sentence:
    """The kind of period, and the others to choose."""
    kinds = {"year": _("by year"), "half": _("by half-year"), "quarter": _("by quarter"), "month": _("by month")}
    parts: list[str | Link] = []
    for code, words in kinds.items():
        parts += ["  ·  "] if parts else []
        parts.append(words if code == by else Link(words, Target("beyond.stories:ring", (ring_id, code))))
    return Sentence(tuple(parts), "muted")
