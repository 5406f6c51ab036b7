"""Step × function: which member of a ring does what, and for what nobody is known; of the case, ring by ring."""

from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.i18n import _, language, ngettext
from ui.answers.ground.words import code, entity_name, ring_name, rows_target
from ui.answers.plain.page import Target
from ui.answers.plain.standing import Listed
from ui.answers.plain.table import Column
from ui.answers.standing.ground import Cell, tabled, written

if TYPE_CHECKING:
    from netlens.network.measures.steps import Known, Step, Steps
    from ui.answers.ground.reading import Book

SEEN = "○"
NOBODY = "–"
WIDEST = 24  # characters of a column


def table(book: "Book", ring: str) -> Listed:
    """Of a ring its members by step of the offence; without one, the rings by step."""
    from netlens.network.measures.steps import steps

    found = book.ring(ring)
    how = Target("standing.how:functions", (ring,))
    if found is None:
        return _rings(book, how)
    return _members(book, steps(_known(book), found), ring, how)


def _known(book: "Book") -> "Known":
    from netlens.network.measures.steps import known

    if "functions known" not in book.memo:
        book.memo["functions known"] = known(book.case, book.evidence)
    kept: Known = book.memo["functions known"]
    return kept


def _members(book: "Book", found: "Steps", ring: str, how: Target) -> Listed:
    from netlens.network.measures.scope import unnamed

    hidden = unnamed(book.case)
    known = book.ring(ring)
    members = [member.vertex for member in known.members] if known else []
    cells: dict[int, dict[str, tuple[str, float]]] = {}
    sources: dict[int, set[tuple[int, int]]] = {}
    for step in found.steps:
        for function in step.functions:
            for one in function.people:
                said, count = cells.setdefault(one.person, {}).get(step.code, ("", 0.0))
                label = code([("functions", function.code)])
                cells[one.person][step.code] = (f"{said}, {label}" if said else label, count + len(one.sources))
                sources.setdefault(one.person, set()).update(one.sources)
        for one in step.seen:
            cells.setdefault(one.person, {})[step.code] = (f"{SEEN} {len(one.sources)}", len(one.sources) / 1000)
            sources.setdefault(one.person, set()).update(one.sources)
    named = [person for person in members if person not in hidden]
    named.sort(key=lambda person: (-sum(not text.startswith(SEEN) for text, _n in cells.get(person, {}).values()),
                                   -len(cells.get(person, {}))))  # fmt: skip
    columns = [Column(_("Name"), width=22), *(_column(step, _widest(cells, step.code)) for step in found.steps)]
    rows: list[list[Cell]] = [
        [entity_name(book, person), *(cells.get(person, {}).get(step.code, "") for step in found.steps)]
        for person in named
    ]
    targets = [rows_target(sorted(sources.get(person, ())), entity_name(book, person)) for person in named]
    gaps = [schema.label("step", step.code, language()) for step in found.steps if step.missing]
    told = [_("Nobody is recorded yet for: {steps}.").format(steps=", ".join(gaps)) if gaps else ""]
    away = len([person for person in members if person in hidden])
    told.append(
        ngettext("{n} protected person is not listed.", "{n} protected people are not listed.", away).format(n=away)
        if away
        else ""
    )
    said = _(
        "Recorded functions by step of the offence, of cases that stand. {sign}: no such function is recorded, but they"
        " are seen there on routes, or pay or are paid within the ring; with how many rows."
    ).format(sign=SEEN)
    return Listed(
        tabled(columns, rows, targets=targets, ids=named),
        said,
        " ".join(one for one in told if one),
        "warning" if gaps else "muted",
        how,
    )


def _widest(cells: dict[int, dict[str, tuple[str, float]]], step: str) -> int:
    longest = max((len(said[step][0]) for said in cells.values() if step in said), default=0)
    return min(max(longest, 8), WIDEST)


def _column(step: "Step", width: int) -> Column:
    people = {one.person for function in step.functions for one in function.people}
    count = f"{len(people)}" if people else _("nobody") if step.missing else NOBODY
    functions = code([("functions", function.code) for function in step.functions])
    return Column(f"{schema.label('step', step.code, language())} · {count}", "text", width, functions)


def _rings(book: "Book", how: Target) -> Listed:
    """How many are recorded for each step, ring by ring."""
    from netlens.network.measures.groups import counted
    from netlens.network.measures.steps import steps

    names = schema.codes("step")
    columns = [Column(_("Ring"), width=18), Column(_("People"), "number", 6)]
    columns += [Column(schema.label("step", name, language()), "number", 9) for name in names]
    rows, targets = [], []
    for ring in counted(book.rings):
        found = {step.code: step for step in steps(_known(book), ring).steps}
        row: list[Cell] = [ring_name(ring), written(len(ring.members), True)]
        for name in names:
            people = {one.person for function in found[name].functions for one in function.people}
            row.append(written(len(people), True) if people else (_("nobody") if found[name].missing else NOBODY, -1.0))
        rows.append(row)
        targets.append(Target("select", (ring.id,)))
    said = _("How many members are recorded for each step of the offence. Open a ring to see who.")
    return Listed(tabled(columns, rows, targets=targets), said, how=how)
