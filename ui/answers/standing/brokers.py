"""Who stands between groups: rings, corridors, nationalities."""

from typing import TYPE_CHECKING

import numpy as np

from netlens.case.values import country
from netlens.i18n import _, language, mark, ngettext
from netlens.network import corridors
from ui.answers.ground.words import entity_name, ring_name
from ui.answers.plain.page import Target
from ui.answers.plain.standing import Listed
from ui.answers.plain.table import Column
from ui.answers.standing.ground import Cell, scope_of, tabled, unranked, where, written

if TYPE_CHECKING:
    from ui.answers.ground.reading import Book

MOST = 300
BETWEEN = {
    "ring": mark("rings"),
    "corridor": mark("corridors of their cases"),
    "nationality": mark("nationalities"),
}
GROUP = {"ring": mark("Ring"), "corridor": mark("Corridor"), "nationality": mark("Nationality")}


def people(book: "Book", ring: str, evidence: str, between: str) -> Listed:
    """Those who join most pairs of others who are not tied themselves and not both of the broker's own group."""
    from netlens.network.measures.groups import groups
    from netlens.report.standing import brokers_of, joined_across

    chosen = scope_of(book, ring, evidence)
    every, counted, order = brokers_of(book.case, chosen, book.rings, between)
    counts, shown = counted.counts, order[:MOST].tolist()
    across = joined_across(counted)
    by_chance = counted.expected["itinerant"] + counted.expected["gatekeeper"] + counted.expected["liaison"]
    known = groups(book.case, book.rings, every, between)
    columns = [
        Column("#", "number", 3),
        Column(_("Name"), width=22),
        Column(_(GROUP[between]), width=16),
        Column(_("Joins"), "number", 7, _("Pairs of others who are not tied, not both of the broker's own group.")),
        Column(
            _("Gatekeeper"), "number", 8,
            _("Between someone of their own group and someone of another; without direction also representative."),
        ),
        Column(_("Liaison"), "number", 7, _("Between two of different groups, neither their own.")),
        Column(_("Itinerant"), "number", 7, _("Between two of one group that is not their own (consultant).")),
        Column(_("Coordinator"), "number", 8, _("Between two of their own group; not counted among those joined.")),
    ]  # fmt: skip
    chance = between != "ring"  # rings are found by the same ties: beside chance they would tell nothing
    if chance:
        columns.append(
            Column(
                _("By chance"), "number", 7,
                _("How many they would join on average, were the groups dealt out anew and the ties as they are."),
            )
        )  # fmt: skip
    rows, ids = [], [int(every[vertex]) for vertex in shown]
    for place, (vertex, entity) in enumerate(zip(shown, ids, strict=True), 1):
        group = int(known.group[vertex])
        name = _name(book, between, known.names[group]) if 0 <= group < len(known.names) else ""
        figures = [float(across[vertex])]
        figures += [float(counts[role][vertex]) for role in ("gatekeeper", "liaison", "itinerant", "coordinator")]
        row: list[Cell] = [written(place, True), entity_name(book, entity), name]
        row += [written(round(one), True) for one in figures]
        rows.append([*row, written(round(float(by_chance[vertex]), 1))] if chance else row)
    said = _(
        "Pairs who are not tied themselves and are joined through them, by {groups}. Counted over the whole graph by"
        " definition (Gould & Fernandez 1989); listed {scope}."
    ).format(groups=_(BETWEEN[between]), scope=where(book, ring, evidence))
    targets = [Target("standing.person:page", (entity, ring, evidence)) for entity in ids]
    few = _few(known.names, np.bincount(known.group[known.ends], minlength=1), between)
    return Listed(
        tabled(columns, rows, targets=targets, ids=ids),
        said,
        " ".join(part for part in (few, unranked(chosen)) if part),
        how=Target("standing.how:brokers", (between, ring, evidence)),
    )


def _name(book: "Book", between: str, name: str) -> str:
    if between == "ring":
        known = book.ring(name)
        return ring_name(known) if known else name
    return corridors.label(name, language()) if between == "corridor" else country.label(name, language())


def _few(names: tuple[str, ...], sizes: "np.ndarray[tuple[int], np.dtype[np.int64]]", between: str) -> str:
    """A word of warning where nearly everyone is of one group."""
    if len(names) < 2:
        return _("There are no two groups to stand between.")
    largest = float(sizes.max(initial=0) / max(int(sizes.sum()), 1))
    if largest < 0.9:
        return ""
    rest = int(sizes.sum() - sizes.max(initial=0))
    words = ngettext("All but {n} are of one group.", "All but {n} are of one group.", rest)
    return words.format(n=rest)
