"""What changed among the rings since the last import, and why: new, grown, split, gone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.i18n import _, language
from netlens.network.comparing.comparison import before_import
from netlens.network.comparing.fresh import Fresh
from netlens.network.comparing.passages import Passage
from netlens.report.comparing import words
from ui.answers.comparing.page import comparison, news_of, told_of
from ui.answers.ground.words import day, rows_target
from ui.answers.plain.page import Block, Buttons, Item, Items, Section, Target

if TYPE_CHECKING:
    from ui.answers.ground.reading import Book

SHOWN = 10  # rings listed on the page of the case; the panel has them all


@dataclass(frozen=True, slots=True)
class News:
    """`words`: what changed, by id of a ring of today; `passages`: all that changed; `since`: the import's ISO time."""

    since: str = ""
    words: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    number: int = -1  # of the detection it is told against


def news(book: "Book", against: int = -1) -> News:
    """The latest detection against the one that was kept when the last import came, or against the one of that number;
    nothing without such a one.
    """
    number = against if against >= 0 else before_import(book.case)
    found = comparison(book, number) if number is not None else None
    if number is None or found is None:
        return News()
    changed = tuple(one for one in found.passages if one.became != "same")
    short = []
    for one in changed:
        word = words.counts(one) if one.became in ("grown", "shrunk", "changed") else ""
        short += [(ring.id, word or words.became_word(one.became, language())) for ring in one.after]
    imports = book.case.table("imports")
    counted = imports[imports["state"] == "counted"]
    since = str(counted["time"].iloc[-1]) if len(counted) else ""
    return News(since, tuple(short), changed, number)


def section(book: "Book", told: News) -> list[Block]:
    """The section of the case's page; nothing when nothing changed."""
    found = comparison(book, told.number) if told.number >= 0 else None
    if found is None or not told.passages:
        return []
    new = news_of(book, found)
    lines = tuple(_item(book, one, [new[ring.id] for ring in one.after if ring.id in new]) for one in told.passages)
    return [
        Section(_("Since the import of {when}").format(when=day(told.since[:16])), str(len(lines))),
        Items(lines[:SHOWN]),
        Buttons(("compare",)),
    ]


def _item(book: "Book", one: Passage, parts: list[Fresh]) -> Item:
    from netlens.case.protection import shown_text

    name = shown_text(book.case, words.ring_name(one.ring, language()))
    why = words.fresh_words(parts, language())
    under = " · ".join(text for text in (told_of(book, one), why) if text)
    rows = [source for part in parts for source in part.rows]
    people = tuple(member.vertex for ring in one.before for member in ring.members)
    target = Target("select", (one.after[0].id,) if one.after else ("", people))
    icon = {"new": "came", "gone": "left"}.get(one.became, "ring")
    right = words.counts(one) or words.became_word(one.became, language())
    return Item(name, under, right, icon, target, "plain", rows_target(rows, why) if rows else None)
