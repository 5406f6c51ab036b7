"""How a figure was reckoned: its definition, norm, scope, source; what it cannot say."""

from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.i18n import _, language, ngettext
from netlens.network.measures import centralization
from netlens.network.measures.catalogue import MEASURES
from netlens.network.measures.paths import EXACT, paths
from netlens.network.measures.removal import BLOCKS, MOST
from ui.answers.plain.page import Block, Facts, Heading, Page, Section, Sentence, Words
from ui.answers.standing.ground import EVIDENCE, exactness, figures_of, scope_of, where, written

if TYPE_CHECKING:
    from ui.answers.ground.reading import Book


def measure(book: "Book", name: str, ring: str, evidence: str) -> Page:
    """Of one centrality."""
    known, found = MEASURES[name], figures_of(book, ring, evidence, name)
    label = _(known.label)
    rows: list[tuple[str, Words]] = [*_scope(book, ring, evidence), (_("Reckoned"), (exactness(found, name),))]
    rows.append((_("Source"), (known.source,)))
    blocks: list[Block] = [Heading(label, "info"), Sentence((_(known.norm),)), Facts(tuple(rows))]
    if known.of_paths and not found.exact:
        words = _(
            "Above {n} people the ways from a part of them, drawn by a fixed seed, stand for all; the mean over all"
            " draws is the exact figure. ± is the standard error."
        )
        blocks.append(Sentence((words.format(n=f"{EXACT:,}"),)))
    if known.of_paths:
        blocks.append(Sentence((_("Ways are counted in ties: how strong a tie is plays no part in them."),)))
    blocks += _shape(book, ring, evidence)
    return Page(label, (*blocks, *_doubts()))


def brokers(book: "Book", between: str, ring: str, evidence: str) -> Page:
    words = _("Brokers")
    roles = (
        (_("Gatekeeper"), _("between someone of their own group and someone of another")),
        (_("Representative"), _("the same, the other way round: without direction as often")),
        (_("Liaison"), _("between two of different groups, neither their own")),
        (_("Itinerant"), _("between two of one group that is not their own (consultant)")),
        (_("Coordinator"), _("between two of their own group")),
    )
    groups = {
        "ring": _("Rings that are not dismissed and not like chance. Who is in no ring can join rings, from outside."),
        "corridor": _("The corridor most of a person's cases run along, as offender or suspect."),
        "nationality": _("As recorded; who has none recorded takes no part."),
    }[between]
    blocks: list[Block] = [
        Heading(words, "info"),
        Sentence((_("Everyone who is tied to two who are not tied themselves joins them; each pair counts once."),)),
        Facts(tuple((name, (said,)) for name, said in roles)),
        Section(_("Groups")),
        Sentence((groups,)),
        Facts((*_scope(book, "", evidence), (_("Source"), ("Gould & Fernandez 1989",)))),
    ]
    if between != "ring":
        chance = _(
            "By chance: the mean over all ways to deal the groups out anew to all but the broker, the ties as they are."
        )
        blocks.append(Sentence((chance,)))
    return Page(words, (*blocks, *_doubts()))


def functions(book: "Book", ring: str) -> Page:
    words = _("Functions by step of the offence")
    rows = tuple(
        (
            schema.label("step", code, language()),
            ("; ".join(schema.label("functions", one, language()) for one in schema.entry("step", code)["functions"]),),
        )
        for code in schema.codes("step")
    )
    blocks: tuple[Block, ...] = (
        Heading(words, "info"),
        Sentence((_("Which recorded functions count for which step:"),)),
        Facts(rows),
        Sentence((_("A function counts from cases that were neither dropped nor ended in acquittal."),)),
        Sentence(
            (
                _(
                    "What is missing is missing from the records: the ring may well have somebody for it. Transfer,"
                    " receipt and exploitation are asked for where an offence of articles 150–154 is recorded."
                ),
            )
        ),
    )
    return Page(words, blocks)


def without(book: "Book", ring: str, evidence: str) -> Page:
    words = _("What if some were not there?")
    blocks: list[Block] = [
        Heading(words, "info", _("A hypothesis about recorded ties.")),
        Section(_("Key players")),
        Sentence((_("Cut off: the share of the pairs of those left who cannot reach each other (fragmentation)."),)),
        Sentence((_("Farther apart: one less the mean of 1 / steps over the pairs of those left."),)),
        Sentence((_("Nearest: the mean of 1 / steps from the nearest of them; they themselves count 1."),)),
        Sentence(
            (
                _(
                    "Small sets in small networks are found by trying all. Else sets are bettered by exchanging one for"
                    " another: good, not surely the best."
                ),
            )
        ),
        Section(_("Removal")),
        Sentence((_removed(),)),
        Facts((*_scope(book, ring, evidence), (_("Source"), ("Borgatti 2006; Cavallaro et al. 2020",)))),
        Sentence((_("Networks that lose people find others (Duijn et al. 2014)."),), "warning"),
    ]
    return Page(words, (*blocks, *_doubts()))


def _removed() -> str:
    words = _(
        "Up to {most} go, the highest first, and the largest part that still hangs together is measured. Everyone is"
        " ranked anew after each up to {few} people, after every five up to {more}; above, they are ranked once."
    )
    return words.format(most=MOST, few=f"{BLOCKS[0][0]:,}", more=f"{BLOCKS[1][0]:,}")


def _scope(book: "Book", ring: str, evidence: str) -> list[tuple[str, Words]]:
    chosen = scope_of(book, ring, evidence)
    n, ties = len(chosen.vertices), len(chosen.ties.a)
    people = ngettext("{n} person or number", "{n} people or numbers", n).format(n=f"{n:,}")
    tied = ngettext("{n} tie", "{n} ties", ties).format(n=f"{ties:,}")
    rows: list[tuple[str, Words]] = [(_("Scope"), (where(book, ring, evidence),)), (_("Graph"), (f"{people}, {tied}",))]
    if evidence:
        rows.append((_("Evidence"), (_(EVIDENCE[evidence][0]),)))
    if chosen.unranked:
        said = ngettext("{n} protected person", "{n} protected people", chosen.unranked).format(n=chosen.unranked)
        rows.append((_("Not ranked"), (said,)))
    return rows


def _shape(book: "Book", ring: str, evidence: str) -> list[Block]:
    """How far the whole graph hangs on its most central member."""
    chosen = scope_of(book, ring, evidence)
    if not 2 < chosen.ties.n <= EXACT:
        return []
    followed = paths(chosen.ties)
    rows = (
        (_("Density"), written(centralization.density(chosen.ties))[0]),
        (_("By degree"), written(centralization.by_degree(chosen.ties))[0]),
        (_("By betweenness"), written(centralization.by_betweenness(followed))[0]),
        (_("By closeness"), written(centralization.by_closeness(followed))[0]),
    )
    said = _(
        "0 where all stand alike, 1 in a star: the differences to the most central one, summed, over the most they"
        " could be among as many (Freeman 1979; by degree (n−1)(n−2))."
    )
    return [
        Section(_("How far all hang on one")),
        Facts(tuple((name, (value,)) for name, value in rows)),
        Sentence((said,), "muted"),
    ]


def _doubts() -> tuple[Block, ...]:
    doubts = (
        _("Records follow police attention: who was watched most is tied to most. To be seen together is no guilt."),
        _("Who leads may stand at the edge of the network (Agreste et al. 2016)."),
        _("A few people who are missing mislead more than many ties that are (Ficara et al. 2021)."),
    )
    return (Section(_("What it cannot say")), *(Sentence((words,), bullet=True) for words in doubts))
