"""What if? The ring looked at again without its weakest evidence, one case, one member, what many share."""

from typing import TYPE_CHECKING

from netlens.case.records import Ring
from netlens.i18n import _, ngettext
from ui.answers.ground.words import entity_icon, entity_name, ring_name
from ui.answers.plain.page import Block, Heading, Item, Items, Page, Section, Sentence, Target

if TYPE_CHECKING:
    from netlens.network.rings.what_if import Outcome
    from ui.answers.ground.reading import Book

CASES = 12  # cases left out one by one; the weightiest of the ring
FEW = 3  # questions that change nothing are listed one by one up to so many
MEMBERS = 5  # members left out one by one; those who join most of the others


def ring(book: "Book", ring_id: str) -> Page:
    """What the ring hangs on: one line a question, those that break it first."""
    found = book.ring(ring_id)
    title = _("What if?")
    if found is None:
        return Page(title, (Heading(_("This ring is no longer found."), "ring"),))
    asked = _questions(book, found)
    outcomes = [(group, words, text, _outcome(book, found, text)) for group, words, text in asked]
    broken = [one for one in outcomes if not one[3].survives]
    words = ngettext(
        "It does not stand without {n} of these.", "It does not stand without any one of {n} of these.", len(broken)
    ).format(n=len(broken))
    blocks: list[Block] = [
        Heading(
            _("What if? {ring}").format(ring=ring_name(found)), "path", _("A test of what it hangs on, no finding.")
        ),
        Sentence((words if broken else _("It stands without any one of these."),), "warning" if broken else "good"),
    ]
    for group in dict.fromkeys(group for group, *_rest in outcomes):
        mine = [(words, text, outcome) for name, words, text, outcome in outcomes if name == group]
        blocks += [Section(group), Items(tuple(_lines(found, mine)))]
    return Page(title, tuple(blocks))


def falling(book: "Book", ring_id: str, text: str, words: str) -> Page:
    """Who would no longer belong to the ring without something, and who would."""
    found = book.ring(ring_id)
    if found is None:
        return Page(words, (Heading(_("This ring is no longer found."), "ring"),))
    outcome = _outcome(book, found, text)
    title = _("Without {what}").format(what=words)
    blocks: list[Block] = [Heading(title, "path", _said(outcome))]
    for name, people in ((_("Would fall off"), outcome.falling), (_("Would stay"), outcome.staying)):
        if people:
            lines = tuple(
                Item(entity_name(book, one), "", "", entity_icon(book, one), Target("select", (ring_id, (one,))))
                for one in people
            )
            blocks += [Section(name, str(len(people))), Items(lines)]
    return Page(title, tuple(blocks))


def _questions(book: "Book", found: Ring) -> list[tuple[str, str, str]]:
    """(group, in words, as left_out() knows it) of what is left out."""
    record = book.case.record_id
    asked = []
    evidence, cases, members = _("Kinds of evidence"), _("One case"), _("One member")
    if found.weakest_grade:
        words = _("the evidence graded {grade} or worse").format(grade=found.weakest_grade)
        asked.append((evidence, words, f"grade:{found.weakest_grade}"))
    asked.append((evidence, _("numbers and things that many share"), "hubs"))
    asked += [(cases, entity_name(book, one), record(one)) for one in found.cases[:CASES]]
    key = sorted(found.members, key=lambda one: (-one.betweenness, -one.degree))[:MEMBERS]
    return [*asked, *((members, entity_name(book, one.vertex), record(one.vertex)) for one in key)]


def _outcome(book: "Book", found: Ring, text: str) -> "Outcome":
    from netlens.network.reduced import left_out, reduced
    from netlens.network.rings.what_if import what_if

    penalty = float(book.rings.settings.get("penalty", 1.0)) if book.rings else 1.0
    return what_if(reduced(book.evidence, left_out(book.case, (text,))), found, text, penalty)


def _lines(found: Ring, asked: "list[tuple[str, str, Outcome]]") -> list[Item]:
    """What breaks the ring first, then what costs it members; what changes nothing is one line when it is much."""
    lines = [_line(found, *one) for one in asked if not one[2].survives]
    lines += [_line(found, *one) for one in asked if one[2].survives and one[2].falling]
    unchanged = [one for one in asked if one[2].survives and not one[2].falling]
    if len(unchanged) <= FEW:
        return lines + [_line(found, *one) for one in unchanged]
    words = ngettext("any one of {n} others", "any one of {n} others", len(unchanged)).format(n=len(unchanged))
    names = ", ".join(words for words, _text, _outcome in unchanged)
    return [*lines, Item(words, f"{_said(unchanged[0][2])}: {names}", "", "confirm")]


def _line(found: Ring, words: str, text: str, outcome: "Outcome") -> Item:
    fallen = len(outcome.falling)
    right = ngettext("−{n} member", "−{n} members", fallen).format(n=fallen) if fallen else ""
    target = Target("what_if:falling", (found.id, text, words))
    if outcome.survives:
        return Item(words, _said(outcome), right, "confirm", target)
    return Item(words, _said(outcome), right, "warning", target, "warning")


def _said(outcome: "Outcome") -> str:
    if not outcome.survives:
        return _("no ring that could be told from chance")
    return _("the ring holds") if outcome.falling else _("the ring holds, with all its members")
