"""The kept detections, and the page that tells what became of the rings since one of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netlens.i18n import _, language, ngettext
from netlens.network.comparing.comparison import Comparison, Kept, compare, detections
from netlens.network.comparing.fresh import Fresh, fresh
from netlens.network.comparing.passages import Move, Passage
from netlens.report.comparing import words
from netlens.report.comparing.listing import import_names
from ui.answers.ground.words import day, entity_icon, entity_name, rows_target
from ui.answers.plain.page import Block, Heading, Item, Items, Link, Page, Section, Sentence, Target, Tone

if TYPE_CHECKING:
    from ui.answers.ground.reading import Book

SHOWN = 8  # people listed with a ring before "all of them"
CAME, LEFT = "came", "left"  # icons: the sign says it, not the colour alone


@dataclass(frozen=True, slots=True)
class Choice:
    """One earlier detection to compare with: its number, a line, and what is said under it."""

    number: int
    line: str
    under: str


def choices(book: "Book") -> tuple[tuple[Choice, ...], str]:
    """The detections before the latest, the newest first; and how the latest was found ("" without any)."""
    kept = detections(book.case)
    earlier = tuple(Choice(one.number, _line(one), _how(book, one)) for one in reversed(kept[:-1]))
    return earlier, f"{_line(kept[-1])}: {_how(book, kept[-1])}" if kept else ""


def changes(book: "Book", number: int, whole: str = "") -> Page:
    """What became of every ring since the detection of that number; `whole`: a ring whose people are all listed."""
    found = comparison(book, number)
    crumb = _("Against detection {n}").format(n=number)
    if found is None:
        words_ = _("This detection is no longer kept.")
        return Page(crumb, (Heading(words_, "compare"), Sentence((_("Pick another in the list."),), "muted")))
    blocks: list[Block] = [Section(_("Why")), *_why(book, found)]
    new = news_of(book, found)
    last = ""
    told = [one for one in found.passages if one.became != "same" or one.surer]
    for one in told:
        kind = words.became_word(one.became, language())
        if kind != last:
            count = sum(other.became == one.became for other in told)
            blocks.append(Section(kind[:1].upper() + kind[1:], str(count)))
            last = kind
        blocks += _passage(book, one, new, number, one.ring.id == whole)
    same = sum(one.became == "same" and not one.surer for one in found.passages)
    if same:
        text = ngettext("{n} ring has the same members as before.", "{n} rings have the same members as before.", same)
        blocks.append(Sentence((text.format(n=same),), "muted"))
    if not found.passages:
        blocks.append(Sentence((_("Neither of the two lists any ring."),), "muted"))
    return Page(crumb, tuple(blocks))


def comparison(book: "Book", number: int) -> Comparison | None:
    """The comparison with that detection; None when it is not kept (any more), or is the latest."""
    key = f"comparison {number}"
    if key not in book.memo:
        kept = [one for one, _time, _settings in book.case.detections()]
        book.memo[key] = compare(book.case, number) if number in kept[:-1] else None
    found: Comparison | None = book.memo[key]
    return found


def news_of(book: "Book", found: Comparison) -> dict[str, Fresh]:
    """By ring id the evidence that came between the two detections and ties its members today."""
    key = f"fresh {found.before.number}"
    if key not in book.memo:
        rings = [ring for one in found.passages for ring in one.after]
        parts = fresh(book.case, book.evidence, rings, found.between.imports) if found.between.imports else ()
        book.memo[key] = {ring.id: part for ring, part in zip(rings, parts, strict=False)}
    known: dict[str, Fresh] = book.memo[key]
    return known


def told_of(book: "Book", one: Passage) -> str:
    """What became of a ring, beyond its name and its lot, in words that name nobody protected."""
    from netlens.case.protection import shown_text

    return shown_text(book.case, words.passage_note(one, language()))


def _line(kept: Kept) -> str:
    rings = ngettext("{n} ring", "{n} rings", kept.supported + kept.tentative).format(n=kept.supported + kept.tentative)
    return f"{kept.number} · {day(kept.time[:16])} · {rings}"


def _how(book: "Book", kept: Kept) -> str:
    from netlens.case.protection import shown_text

    return shown_text(book.case, words.settings_words(kept.settings, language()))


def _why(book: "Book", found: Comparison) -> list[Block]:
    from netlens.case.protection import shown_text

    between = found.between
    said = words.reasons(found, import_names(book.case), language())
    blocks: list[Block] = [Sentence((shown_text(book.case, text),), bullet=True) for text in said]
    links: list[str | Link] = []
    for one in (*between.imports, *between.withdrawn):
        name = import_names(book.case).get(one, str(one))
        words_ = _("what became of the rows of {name}").format(name=name)
        links += [Link(words_, Target("imports:one", (one,))), "  "]
    return [*blocks, *([Sentence(tuple(links))] if links else [])]


def _passage(book: "Book", one: Passage, new: dict[str, Fresh], number: int, whole: bool) -> list[Block]:
    from netlens.case.protection import shown_text

    name = shown_text(book.case, words.ring_name(one.ring, language()))
    icon = {"new": CAME, "gone": LEFT}.get(one.became, "ring")
    tone: Tone = "accent" if one.became == "new" else "warning" if one.became == "gone" else "plain"
    blocks: list[Block] = [
        Items((Item(name, told_of(book, one), words.counts(one), icon, _target(one), tone),)),
    ]
    parts = [new[ring.id] for ring in one.after if ring.id in new and new[ring.id].rows]
    evidence = words.fresh_words(parts, language())
    if evidence:
        rows = [source for part in parts for source in part.rows]
        count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
        blocks.append(Sentence((evidence, " ", Link(count, rows_target(rows, evidence))), "muted"))
    moves = [(move, CAME) for move in (one.gained if one.before else ())]
    moves += [(move, LEFT) for move in (one.lost if one.after else ())]
    shown = moves if whole else moves[:SHOWN]
    if shown:
        more = None
        if len(moves) > len(shown):
            more = Link(_("all {n}").format(n=len(moves)), Target("compare", (number, one.ring.id)))
        blocks.append(Items(tuple(_person(book, one, move, sign) for move, sign in shown), more))
    return blocks


def _target(one: Passage) -> Target:
    """A ring of today is picked; of one that is gone, its people."""
    if one.after:
        return Target("select", (one.after[0].id,))
    people = tuple(member.vertex for ring in one.before for member in ring.members)
    return Target("select", ("", people))


def _person(book: "Book", one: Passage, move: Move, sign: str) -> Item:
    came = sign == CAME
    why = words.gained_words(move, language()) if came else words.lost_words(move, language())
    text = f"{'+' if came else '−'} {entity_name(book, move.vertex)}"
    ring = next((ring.id for ring in one.after if any(m.vertex == move.vertex for m in ring.members)), one.ring.id)
    target = Target("select", (ring if one.after else "", (move.vertex,)))
    return Item(text, why, "", entity_icon(book, move.vertex), target, "accent" if came else "warning")
