"""People by one of the centralities, the others beside it."""

from typing import TYPE_CHECKING

from netlens.i18n import _, ngettext
from netlens.network.measures.catalogue import MEASURES, ranking
from ui.answers.ground.words import code, entity_name, ring_name
from ui.answers.plain.page import Target
from ui.answers.plain.standing import Listed
from ui.answers.plain.table import Column
from ui.answers.standing.ground import Cell, exactness, figures_of, scope_of, tabled, unranked, where, written

if TYPE_CHECKING:
    from ui.answers.ground.reading import Book

MOST = 500  # rows: further down nobody looks for who stands out


def people(book: "Book", ring: str, evidence: str, measure: str) -> Listed:
    """Those who may be ranked, the most telling by `measure` first."""
    chosen, found = scope_of(book, ring, evidence), figures_of(book, ring, evidence, measure)
    values = found.values
    order = ranking(values[measure], measure, chosen.ranked, values["degree"])
    shown = order[:MOST].tolist()
    names = [measure, *(name for name in values if name != measure)]
    estimated = measure == "betweenness" and not found.exact
    columns = [Column("#", "number", 3), Column(_("Name"), width=22)]
    if not ring:
        columns.append(Column(_("Ring"), width=12))
    columns.append(Column(_("Recorded functions"), width=22))
    columns += [Column(_(MEASURES[name].label).partition(" (")[0], "number", 8, _help(name)) for name in names]
    if estimated:
        error = Column("±", "number", 7, _("The standard error of the estimate."))
        columns.insert(len(columns) - len(names) + 1, error)
    functions = _functions(book)
    labels = {one.id: ring_name(one) for one in (book.rings.rings if book.rings else ())}
    rows, ids = [], [int(chosen.vertices[vertex]) for vertex in shown]
    for place, (vertex, entity) in enumerate(zip(shown, ids, strict=True), 1):
        row: list[Cell] = [written(place, True), entity_name(book, entity)]
        if not ring:
            row.append(", ".join(labels[one] for one in book.rings_of.get(entity, ())))
        row.append(code([("functions", one) for one in functions.get(entity, ())]))
        figures = [written(float(values[name][vertex]), MEASURES[name].whole) for name in names]
        if estimated:
            figures.insert(1, written(float(found.error[vertex])))
        rows.append([*row, *figures])
    targets = [Target("standing.person:page", (entity, ring, evidence)) for entity in ids]
    norm = _(MEASURES[measure].norm)
    scope = where(book, ring, evidence)
    said = _("{norm} {scope}; {exact}.").format(
        norm=norm, scope=scope[:1].upper() + scope[1:], exact=exactness(found, measure)
    )
    return Listed(
        tabled(columns, rows, targets=targets, ids=ids),
        said,
        " ".join(part for part in (unranked(chosen), _cut(len(order))) if part),
        how=Target("standing.how:measure", (measure, ring, evidence)),
    )


def _functions(book: "Book") -> dict[int, tuple[str, ...]]:
    """Recorded functions of everyone, from their involvements as offender or suspect."""
    if "functions" not in book.memo:
        from netlens.network.facts.parts import parts

        book.memo["functions"] = dict(parts(book.case).functions)
    known: dict[int, tuple[str, ...]] = book.memo["functions"]
    return known


def _help(name: str) -> str:
    return f"{_(MEASURES[name].label)}: {_(MEASURES[name].norm)}"


def _cut(people: int) -> str:
    if people <= MOST:
        return ""
    return ngettext("The first {n} are listed.", "The first {n} are listed.", MOST).format(n=MOST)
