"""Why are these two linked? Everything they share and everything between them, down to the rows."""

from collections import defaultdict

import numpy as np

from netlens.case.records import Source
from netlens.case.values.grade import grade_weight, scheme
from netlens.i18n import _, language, ngettext
from netlens.report.wording import grade_words
from ui.answers.ground.reading import Book
from ui.answers.ground.words import entity_icon, entity_name, kind, period, pick, rows_target
from ui.answers.plain.page import Block, Buttons, Heading, Item, Items, Page, Section, Sentence

SHOWN = 40
GRADES = 3  # different grades, and words, of one line
FARTHEST = 6  # steps: who is farther apart than that is not linked in any way that says something


def pair(book: Book, a: int, b: int) -> Page:
    """What ties two entities: facts between them, what both stand in, and what their numbers say to each other."""
    names = entity_name(book, a), entity_name(book, b)
    title = _("{a} and {b}").format(a=names[0], b=names[1])
    blocks: list[Block] = [
        Heading(title, "path", _("Why are they linked?")),
        Buttons(("frame", "expand", "add_member")),
    ]
    between = _between(book, a, b)
    shared = _shared(book, a, b)
    ways = _contacts(book, a, b)
    if between:
        blocks += [
            Section(_("Between them"), str(sum(n for _item, n in between))),
            Items(tuple(i for i, _n in between)),
        ]
    if ways:
        blocks += [
            Section(_("Over their numbers"), str(sum(n for _item, n in ways))),
            Items(tuple(i for i, _n in ways)),
        ]
    if shared:
        blocks += [Section(_("What both are tied to"), str(len(shared))), Items(tuple(shared[:SHOWN]))]
    if not (between or shared or ways):
        chain = way(book, a, b)
        if chain:
            steps = len(chain) - 1
            blocks.append(Section(ngettext("Linked in {n} step", "Linked in {n} steps", steps).format(n=steps)))
            lines = [Item(entity_name(book, one), "", "", entity_icon(book, one), pick(book, one)) for one in chain]
            blocks.append(Items(tuple(lines)))
        else:
            blocks.append(Sentence((_("Nothing in the case links these two."),), "muted"))
    return Page(title, tuple(blocks), (a, b))


def several(book: Book, ids: tuple[int, ...]) -> Page:
    """Who is picked, when it is more than two."""
    title = ngettext("{n} picked", "{n} picked", len(ids)).format(n=len(ids))
    common: dict[int, int] = defaultdict(int)
    for one in ids:
        for other in set(book.facts.other(book.facts.touching(one), one).tolist()) - set(ids):
            common[other] += 1
    top = sorted((n, other) for other, n in common.items() if n > 1)[::-1][:8]
    blocks: list[Block] = [
        Heading(title, "neighbours"),
        Buttons(("frame", "expand", "hide", "add_member", "remove_member")),
    ]
    if top:
        lines = [
            Item(
                entity_name(book, other),
                ngettext("tied to {n} of them", "tied to {n} of them", n).format(n=n),
                "",
                entity_icon(book, other),
                pick(book, other),
            )
            for n, other in top
        ]
        blocks += [Section(_("What ties them")), Items(tuple(lines))]
    lines = [
        Item(entity_name(book, one), kind_of(book, one), "", entity_icon(book, one), pick(book, one))
        for one in ids[:SHOWN]
    ]
    return Page(title, (*blocks, Section(_("Picked"), str(len(ids))), Items(tuple(lines))), ids)


def kind_of(book: Book, entity: int) -> str:
    from netlens.case import schema

    return schema.label("entity_kind", book.case.ref(entity).kind, language())


def _between(book: Book, a: int, b: int) -> list[tuple[Item, int]]:
    """Facts that have one at each end, by kind."""
    facts = book.facts
    found = facts.touching(a)
    both = found[facts.other(found, a) == b] if a != b else found[:0]
    return _by_kind(book, both.tolist(), _("{a} and {b}").format(a=entity_name(book, a), b=entity_name(book, b)))


def _contacts(book: Book, a: int, b: int) -> list[tuple[Item, int]]:
    """Calls, messages and payments between the phones and accounts that each of them holds."""
    facts = book.facts
    mine, theirs = _held(book, a), _held(book, b)
    found: list[int] = []
    for thing in mine:
        touching = facts.touching(thing)
        others = facts.other(touching, thing)
        wanted = np.isin(others, np.array(sorted((theirs - mine) | {b}), dtype=np.int64))
        found += touching[wanted].tolist()
    for thing in theirs - mine:
        touching = facts.touching(thing)
        found += touching[facts.other(touching, thing) == a].tolist()
    contacts = [n for n in dict.fromkeys(found) if facts.kinds[facts.kind[n]] != "holds"]
    return _by_kind(book, contacts, _("{a} and {b}").format(a=entity_name(book, a), b=entity_name(book, b)))


def _by_kind(book: Book, found: list[int], title: str) -> list[tuple[Item, int]]:
    facts = book.facts
    groups: dict[str, list[int]] = defaultdict(list)
    for fact in found:
        groups[facts.kinds[facts.kind[fact]]].append(fact)
    lines = []
    for name, rows in sorted(groups.items(), key=lambda group: -len(group[1])):
        sources = facts.sources(rows)
        count = ngettext("{n} row", "{n} rows", len(sources)).format(n=len(sources))
        when = period([str(facts.since[n]) for n in rows] + [str(facts.until[n]) for n in rows])
        called = dict.fromkeys(text for n in rows for _list, text in facts.words[n] if name == "other" and text)
        parts = (", ".join([*called][:GRADES]), when, _graded(facts.grade[rows].tolist()))
        under = " · ".join(part for part in parts if part)
        target = rows_target(sources, f"{kind(name)}: {title}")
        lines.append((Item(kind(name), under, count, "path", target), len(rows)))
    return lines


def _graded(grades: list[str]) -> str:
    """The grades of some facts in words, the weakest first; "" when none has any. What is no grade may name anyone."""
    known = sorted({one for one in grades if scheme(one)}, key=grade_weight)
    return "; ".join(grade_words(one, language()) for one in known[:GRADES]) + (" …" if len(known) > GRADES else "")


def _held(book: Book, entity: int) -> set[int]:
    facts = book.facts
    found = facts.touching(entity)
    held = [n for n in found.tolist() if facts.kinds[facts.kind[n]] == "holds" and int(facts.a[n]) == entity]
    return {int(facts.b[n]) for n in held}


def _shared(book: Book, a: int, b: int) -> list[Item]:
    """Cases, routes, phones, places … that both are tied to, with the rows of both."""
    facts = book.facts
    ends: list[dict[int, list[int]]] = []
    for one in (a, b):
        touching = facts.touching(one)
        by_other: dict[int, list[int]] = defaultdict(list)
        for fact, other in zip(touching.tolist(), facts.other(touching, one).tolist(), strict=True):
            by_other[other].append(fact)
        ends.append(by_other)
    lines = []
    for other in sorted(ends[0].keys() & ends[1].keys() - {a, b}, key=lambda one: entity_name(book, one)):
        rows = ends[0][other] + ends[1][other]
        sources: tuple[Source, ...] = facts.sources(rows)
        kinds = dict.fromkeys(kind(facts.kinds[facts.kind[n]]) for n in rows)
        when = period([str(facts.since[n]) for n in rows])
        under = " · ".join(part for part in (", ".join(kinds), when) if part)
        count = ngettext("{n} row", "{n} rows", len(sources)).format(n=len(sources))
        name = entity_name(book, other)
        there = pick(book, other)
        lines.append(Item(name, under, count, entity_icon(book, other), there, rows=rows_target(sources, name)))
    return lines


def way(book: Book, a: int, b: int) -> list[int]:
    """The shortest way from one to the other over facts, both ends included; [] when there is none within FARTHEST."""
    facts = book.facts
    came: dict[int, int] = {a: a}
    edge = [a]
    for _step in range(FARTHEST):
        following = []
        for one in edge:
            for other in dict.fromkeys(facts.other(facts.touching(one), one).tolist()):
                if other not in came:
                    came[other] = one
                    following.append(other)
        if b in came:
            break
        edge = following
    if b not in came:
        return []
    way = [b]
    while way[-1] != a:
        way.append(came[way[-1]])
    return way[::-1]
