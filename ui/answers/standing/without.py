"""What if some were not there? Key players and removal: a hypothesis about recorded ties, and it says so."""

from typing import TYPE_CHECKING

from netlens.i18n import _, mark
from netlens.network.measures.key_players import GOALS, Goal, KeyPlayers, key_players
from netlens.report.standing import COUNTS, LARGE, WHAT_IF
from ui.answers.ground.words import entity_name
from ui.answers.plain.page import Block, Item, Items, Page, Section, Sentence, Target
from ui.answers.plain.standing import Curve, Without
from ui.answers.standing.ground import percent, scope_of, unranked, where

if TYPE_CHECKING:
    from netlens.network.measures.scope import Scope
    from ui.answers.ground.reading import Book

TITLE: dict[Goal, str] = {
    "fragment": mark("Without them most are cut off from each other"),
    "fragment_distance": mark("Without them most are cut off or farther apart"),
    "reach": mark("From them the others are nearest"),
}
SAID: dict[Goal, str] = {
    "fragment": mark("{before} → {after} of the pairs cannot reach each other"),
    "fragment_distance": mark("{before} → {after} of the nearness of the pairs is lost"),
    "reach": mark("the others are as near as {after} of being tied to one of them"),
}
BY = {"betweenness": mark("who stands most between others first"), "degree": mark("who is tied to most first")}


def page(book: "Book", ring: str, evidence: str) -> Without:
    """Of a ring or the case: the sets, and what is left as one after the other goes."""
    chosen = scope_of(book, ring, evidence)
    blocks: list[Block] = []
    if unranked(chosen):
        blocks.append(Sentence((_("Protected people stay in the network and are never chosen."),), "muted"))
    if len(chosen.vertices) > LARGE:
        blocks.append(
            Sentence((_("Pick a ring: in so large a case key players would take minutes to find."),), "muted")
        )
    else:
        for goal in GOALS:
            blocks += _sets(book, chosen, goal, ring, evidence)
    how = Target("standing.how:without", (ring, evidence))
    shown = Page(_("Key players"), tuple(blocks))
    return Without(shown, _curves(book, chosen, ring, evidence), _scoped(book, ring, evidence), _(WHAT_IF), how)


def _scoped(book: "Book", ring: str, evidence: str) -> str:
    scope = where(book, ring, evidence)
    return _("Key players, and what is left as one after the other goes: {scope}.").format(scope=scope)


def sets(book: "Book", chosen: "Scope", goal: Goal, ring: str, evidence: str) -> list[KeyPlayers]:
    """The best set of each size, found once."""
    key = f"key players {goal} {ring} {evidence}"
    if key not in book.memo:
        found = (key_players(chosen.ties, count, goal, chosen.ranked) for count in COUNTS)
        book.memo[key] = [best for best in found if best is not None]
    known: list[KeyPlayers] = book.memo[key]
    return known


def _sets(book: "Book", chosen: "Scope", goal: Goal, ring: str, evidence: str) -> list[Block]:
    found = sets(book, chosen, goal, ring, evidence)
    lines = []
    for best in found:
        if best.matters:
            people = tuple(int(chosen.vertices[vertex]) for vertex in best.chosen)
            names = ", ".join(entity_name(book, one) for one in people)
            said = _(SAID[goal]).format(before=percent(best.before), after=percent(best.value))
            sure = _("all sets tried") if best.exact else _("best found")
            lines.append(Item(names, said, sure, "person", Target("select", (ring, people))))
    if found and not lines:
        lines.append(Item(_("Nobody: it holds together without any {n} of them.").format(n=COUNTS[-1]), "", "", "info"))
    return [Section(_(TITLE[goal])), Items(tuple(lines))] if lines else []


def _curves(book: "Book", chosen: "Scope", ring: str, evidence: str) -> tuple[Curve, ...]:
    from netlens.network.measures.removal import curve

    key = f"curves {ring} {evidence}"
    if key not in book.memo:
        made = []
        for by, words in BY.items():
            found, _block = curve(chosen.ties, by, chosen.ranked)
            ids = tuple(int(chosen.vertices[vertex]) for vertex in found.order)
            made.append(Curve(_(words), tuple(found.share.tolist()), tuple(entity_name(book, one) for one in ids), ids))
        book.memo[key] = tuple(made)
    known: tuple[Curve, ...] = book.memo[key]
    return known
