"""The tables beside the graph: the people of a ring (or all), and what ties them."""

import numpy as np

from netlens.case.records import Ring
from netlens.i18n import _, ngettext
from ui.answers.ground.reading import Book
from ui.answers.ground.words import band, code, entity_name, kind, recorded, ring_name, rows_target, span
from ui.answers.plain.page import Target
from ui.answers.plain.table import Column, TableData, tabulate

MOST = 200_000  # rows of a table


def people(book: Book, ring_id: str) -> TableData:
    """The members of a ring with their figures; without a ring, every person of the case."""
    ring = book.ring(ring_id)
    return _members(book, ring) if ring else _everyone(book)


def _members(book: Book, ring: Ring) -> TableData:
    columns = (
        Column(_("Name"), width=22),
        Column(_("Record"), width=16),
        Column(_("Member"), width=9, help=_("How firmly they stand in the ring when evidence is left out.")),
        Column(_("Recorded as"), width=11),
        Column(_("Functions"), width=24),
        Column(_("Stage"), width=14),
        Column(_("Evidence"), "number", 8, _("Facts that tie them to the ring.")),
        Column(_("Joins others"), "number", 9, _("Betweenness: how many shortest ways run through them.")),
    )
    rows = [
        (
            entity_name(book, member.vertex),
            book.case.record_id(member.vertex),
            _("added by hand") if member.by_hand else band(member.band),
            recorded(member.recorded),
            code([("functions", one) for one in member.functions]),
            code([("stage", member.stage)]),
            sum(member.evidence.values()),
            round(member.betweenness, 1),
        )
        for member in ring.members
    ]
    ids = [member.vertex for member in ring.members]
    targets = [Target("select", (ring.id, (one,))) for one in ids]
    title = ngettext("{n} member of {ring}", "{n} members of {ring}", len(ids)).format(n=len(ids), ring=ring_name(ring))
    return tabulate(columns, rows, targets=targets, ids=ids, title=title)


def _everyone(book: Book) -> TableData:
    columns = (
        Column(_("Name"), width=24),
        Column(_("Record"), width=18),
        Column(_("Ring"), width=14),
        Column(_("Cases"), "number", 6),
        Column(_("Recorded as"), width=20),
        Column(_("Province"), width=16),
    )
    persons = book.case.table("persons")
    involved = book.case.table("involvements")
    cases = involved.groupby("person")["case"].nunique().to_dict()
    roles: dict[int, tuple[str, ...]] = {}
    for one, role in zip(involved["person"].tolist(), involved["role"].tolist(), strict=True):
        roles[one] = (*roles.get(one, ()), role)
    labels = {ring.id: ring_name(ring) for ring in (book.rings.rings if book.rings else ())}
    rows, ids = [], persons["id"].tolist()[:MOST]
    provinces = np.where(persons["protected"], "", persons["province"]).tolist()
    for one, record, province in zip(ids, persons["record_id"].tolist(), provinces, strict=False):
        rows.append(
            (
                entity_name(book, one),
                record,
                ", ".join(labels[ring] for ring in book.rings_of.get(one, ())),
                cases.get(one, 0),
                code([("role", role) for role in roles.get(one, ())]) or _("no role recorded"),
                str(province),
            )
        )
    targets = [Target("select", ((book.rings_of.get(one) or ("",))[0], (one,))) for one in ids]
    title = ngettext("{n} person in the case", "{n} people in the case", len(ids)).format(n=f"{len(ids):,}")
    return tabulate(columns, rows, targets=targets, ids=ids, title=title)


def links(book: Book, ring_id: str) -> TableData:
    """The facts that touch the members of a ring; without a ring, all stated facts of the case."""
    ring, facts = book.ring(ring_id), book.facts
    if ring:
        found = np.unique(
            np.concatenate([facts.touching(member.vertex) for member in ring.members] or [facts.by_a[:0]])
        )
    else:
        found = np.arange(len(facts.a))[:MOST]
    columns = (
        Column(_("From"), width=20),
        Column(_("Link"), width=17),
        Column(_("To"), width=20),
        Column(_("When"), "date", 12),
        Column(_("Row"), "number", 5),
        Column(_("What"), width=22),
    )
    names: dict[int, str] = {}

    def name(entity: int) -> str:
        return names.get(entity) or names.setdefault(entity, entity_name(book, entity))

    rows = [
        (
            name(int(facts.a[n])),
            kind(facts.kinds[facts.kind[n]]),
            name(int(facts.b[n])) if facts.a[n] != facts.b[n] else "",
            span(str(facts.since[n])[:10], str(facts.until[n])[:10]),
            int(facts.row[n]),
            code(facts.words[n]),
        )
        for n in found.tolist()
    ]
    targets = [rows_target(facts.sources([n]), "") for n in found.tolist()]
    title = ngettext("{n} fact", "{n} facts", len(rows)).format(n=f"{len(rows):,}")
    if ring:
        title = _("{facts} about {ring}").format(facts=title, ring=ring_name(ring))
    return tabulate(columns, rows, targets=targets, title=title)
