"""One person's standing: recorded functions beside where they stand in their ring and in the case."""

from typing import TYPE_CHECKING

import numpy as np

from netlens.i18n import _, ngettext
from netlens.network.measures.catalogue import MEASURES, ranking
from netlens.network.measures.paths import EXACT
from ui.answers.ground.words import code, entity_icon, entity_name, home, ring_name, rows_target
from ui.answers.plain.page import Block, Facts, Heading, Item, Items, Link, Page, Section, Sentence, Target, Words
from ui.answers.standing.brokers import BETWEEN
from ui.answers.standing.ground import figures_of, scope_of, where, written

if TYPE_CHECKING:
    from ui.answers.ground.reading import Book


def link(book: "Book", entity: int, ring: str) -> list[Block]:
    """The way to it from a person's page; none for those who are never ranked, or not in the graph."""
    from netlens.network.measures.scope import unnamed

    if entity not in book.vertex or entity in unnamed(book.case):
        return []
    words = _("Where they stand: central, between whom, recorded as what?")
    return [Sentence((Link(words, Target("standing.person:page", (entity, ring))),))]


def page(book: "Book", entity: int, ring: str = "", evidence: str = "") -> Page:
    """In the ring they are looked at in (else their own), and in the whole case."""
    from netlens.network.measures.scope import unnamed

    name = entity_name(book, entity)
    title = _("Where they stand")
    blocks: list[Block] = [Heading(name, entity_icon(book, entity), title)]
    if entity in unnamed(book.case) or entity not in book.vertex:
        words = _("Protected people are never ranked.") if entity in unnamed(book.case) else _("Not part of the graph.")
        return Page(title, (*blocks, Sentence((words,), "muted")), (entity,))
    blocks += _functions(book, entity)
    for scope in dict.fromkeys((ring or home(book, entity), "")):
        blocks += _standing(book, entity, scope, evidence)
    blocks += _joins(book, entity, evidence)
    return Page(title, tuple(blocks), (entity,))


def _functions(book: "Book", entity: int) -> list[Block]:
    """What they are recorded to do, with the rows that say so."""
    from netlens.network.facts.people import people

    rows = people(book.case).standing
    rows = rows[rows["person"] == entity]
    said: dict[str, list[tuple[int, int]]] = {}
    for functions, file, row in zip(rows["functions"], rows["file"].tolist(), rows["row"].tolist(), strict=True):
        for one in functions:
            said.setdefault(one, []).append((file, row))
    if not said:
        return [Section(_("Recorded functions")), Sentence((_("none"),), "muted")]
    lines = []
    for one, sources in said.items():
        label, count = code([("functions", one)]), len(dict.fromkeys(sources))
        there = rows_target(dict.fromkeys(sources), label)
        lines.append(Item(label, "", ngettext("{n} row", "{n} rows", count).format(n=count), "", there))
    return [Section(_("Recorded functions")), Items(tuple(lines))]


def _standing(book: "Book", entity: int, ring: str, evidence: str) -> list[Block]:
    chosen = scope_of(book, ring, evidence)
    at = np.flatnonzero(chosen.vertices == entity)
    if not len(at):
        return []
    vertex = int(at[0])
    measure = "" if len(chosen.vertices) <= EXACT else "degree"  # of a large case, what is known without waiting
    found = figures_of(book, ring, evidence, measure)
    rows: list[tuple[str, Words]] = []
    for name, values in found.values.items():
        order = ranking(values, name, chosen.ranked, found.values["degree"])
        figure = written(float(values[vertex]), MEASURES[name].whole)[0]
        words = figure
        if name != "articulation" and vertex in order:
            better = values[order] < values[vertex] if MEASURES[name].low_first else values[order] > values[vertex]
            place = int(better.sum()) + 1
            words = _("{figure}, place {place} of {n}").format(figure=figure, place=place, n=f"{len(order):,}")
        link = Link(words, Target("standing.how:measure", (name, ring, evidence)))
        rows.append((_(MEASURES[name].label).partition(" (")[0], (link,)))
    known = book.ring(ring)
    title = _("In {ring}").format(ring=ring_name(known)) if known else _("In the whole case")
    return [Section(title), Sentence((where(book, ring, evidence),), "muted"), Facts(tuple(rows))]


def _joins(book: "Book", entity: int, evidence: str) -> list[Block]:
    from netlens.report.standing import brokers_of, joined_across

    chosen = scope_of(book, "", evidence)
    rows: list[tuple[str, Words]] = []
    for between, words in BETWEEN.items():
        every, counted, _order = brokers_of(book.case, chosen, book.rings, between)
        vertex = int(np.flatnonzero(every == entity)[0])
        pairs = round(float(joined_across(counted)[vertex]))
        said = ngettext("{n} pair", "{n} pairs", pairs).format(n=f"{pairs:,}")
        rows.append((_(words), (Link(said, Target("standing.how:brokers", (between, "", evidence))),)))
    return [Section(_("Joins who are not tied themselves")), Facts(tuple(rows))]
