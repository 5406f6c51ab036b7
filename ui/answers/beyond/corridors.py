"""Corridors in the order of time, the people who join them, and the routes that are on none, each down to its rows."""

from netlens.i18n import _, language, ngettext
from netlens.network import corridors
from netlens.network.corridors import Corridor, Rejected, label
from netlens.network.joiners import Joiner, joiners
from ui.answers.beyond.followed import listed
from ui.answers.ground.reading import Book
from ui.answers.ground.words import day, entity_icon, entity_name, number, pick, ring_name, rows_target, span
from ui.answers.plain.page import Bar, Bars, Block, Heading, Item, Items, Page, Section, Sentence, Target
from ui.answers.plain.table import Column, TableData, tabulate

SHOWN = 60  # lines of a list before the rest is counted


def table(book: Book) -> TableData:
    """One row a corridor."""
    columns = (
        Column(_("Corridor"), width=20),
        Column(_("Cases"), "number", 7),
        Column(_("Routes"), "number", 8),
        Column(_("Rings"), "number", 7),
        Column(_("First"), "date", 11),
        Column(_("Last"), "date", 11),
        Column(_("Its rings"), width=40),
    )
    found = _along(book)
    names = {ring.id: ring_name(ring) for ring in listed(book)}
    rows = [
        (
            label(one.code, language()), len(one.cases), len(one.routes), len(one.rings), one.first, one.last,
            ", ".join(names[ring] for ring in one.rings),
        )
        for one in found
    ]  # fmt: skip
    targets = [Target("beyond.corridors:corridor", (one.code,)) for one in found]
    title = ngettext("{n} corridor", "{n} corridors", len(rows)).format(n=len(rows))
    return tabulate(columns, rows, targets=targets, title=title)


def people(book: Book) -> TableData:
    """One row for each who joins corridors."""
    columns = (
        Column(_("Who"), width=22),
        Column(_("Record"), width=18),
        Column(_("Corridors"), "number", 10, _("On which their own cases and routes lie.")),
        Column(_("Which"), width=32),
        Column(_("Ties alone"), "number", 10, _("Pairs of rings on different corridors that nothing else ties.")),
        Column(_("Member of"), width=20),
    )
    found = _joiners(book)
    names = {ring.id: ring_name(ring) for ring in listed(book)}
    rows = [
        (
            entity_name(book, one.entity),
            book.case.record_id(one.entity),
            len(one.parts),
            ", ".join(label(part.code, language()) for part in one.parts),
            len(one.bridges),
            ", ".join(names[ring] for ring in one.rings),
        )
        for one in found
    ]
    targets = [Target("beyond.corridors:joiner", (one.entity,)) for one in found]
    title = ngettext("{n} joins corridors", "{n} join corridors", len(rows)).format(n=number(len(rows)))
    return tabulate(columns, rows, targets=targets, ids=[one.entity for one in found], title=title)


def rejected(book: Book) -> TableData:
    """One row a route that is on no corridor, with the reason; opening it shows the rows that make it so."""
    columns = (
        Column(_("Route"), width=18),
        Column(_("Case"), width=18),
        Column(_("Why"), width=18),
        Column(_("Reason"), width=70),
    )
    found = corridors.rejected_routes(book.case, language())
    rows = [
        (
            book.case.record_id(one.route).partition(":")[2],
            book.case.record_id(one.case).partition(":")[2] if one.case >= 0 else "",
            _why(one),
            one.reason,
        )
        for one in found
    ]
    targets = [_rows_of(book, one) for one in found]
    title = ngettext("{n} route on no corridor", "{n} routes on no corridor", len(rows)).format(n=number(len(rows)))
    return tabulate(columns, rows, targets=targets, ids=[one.route for one in found], title=title)


def corridor(book: Book, code: str) -> Page:
    """What runs along a corridor, in the order of time."""
    name = label(code, language())
    one = next((found for found in _along(book) if found.code == code), None)
    if one is None:
        words = _("Nothing runs along this corridor.")
        return Page(name, (Heading(name, "route"), Sentence((words,), "muted")))
    blocks: list[Block] = [Heading(name, "route", span(one.first, one.last))]
    about = corridors.about(code, language())
    if about:
        blocks.append(Sentence((_("It usually runs {about}.").format(about=about),), "muted"))
    highest = max(one.years.values(), default=1)
    bars = tuple(
        Bar(year, count / highest, number(count), Target("beyond.corridors:year", (code, year)))
        for year, count in one.years.items()
    )
    blocks += [Section(_("Cases and routes by the year they begin")), Bars(bars)]
    rings = {ring.id: ring for ring in listed(book)}
    lines = []
    for ring in one.rings:
        others = [label(share.code, language()) for share in rings[ring].corridors if share.code != code]
        under = _("also on {corridors}").format(corridors=", ".join(others)) if others else ""
        share = next(share for share in rings[ring].corridors if share.code == code)
        count = ngettext("{n} case", "{n} cases", share.cases).format(n=share.cases)
        cases = Target("cases:of_corridor", (ring, code))
        lines.append(Item(ring_name(rings[ring]), under, count, "ring", Target("select", (ring,)), rows=cases))
    if lines:
        blocks += [Section(_("Rings"), str(len(lines))), Items(tuple(lines))]
    joining = [found for found in _joiners(book) if any(part.code == code for part in found.parts)]
    if joining:
        blocks += [Section(_("Who leads over to other corridors"), str(len(joining))),
                   Items(tuple(_line(book, found) for found in joining[:SHOWN]))]  # fmt: skip
    blocks += _in_order(book, one)
    return Page(name, tuple(blocks))


def year(book: Book, code: str, begun: str) -> Page:
    """The cases and routes of a corridor that begin in one year."""
    title = f"{label(code, language())}, {begun}"
    one = next((found for found in _along(book) if found.code == code), None)
    blocks: list[Block] = [Heading(title, "route", _("Cases and routes that begin in this year"))]
    return Page(title, (*blocks, *(_in_order(book, one, begun) if one else ())))


def _in_order(book: Book, one: Corridor, begun: str = "") -> list[Block]:
    """Cases and routes in the order of time; with `begun`, only those that begin in that year."""
    begins = _begins(book)
    blocks: list[Block] = []
    for title, ids in ((_("Cases"), one.cases), (_("Routes"), one.routes)):
        wanted = [entity for entity in ids if begins.get(entity, "").startswith(begun)]
        lines = tuple(
            Item(
                entity_name(book, entity),
                day(begins.get(entity, "")),
                "",
                entity_icon(book, entity),
                pick(book, entity),
            )
            for entity in wanted[:SHOWN]
        )
        if lines:
            blocks += [Section(title, str(len(wanted))), Items(lines)]
    return blocks


def joiner(book: Book, entity: int) -> Page:
    """How one person joins corridors, with the rows."""
    name = entity_name(book, entity)
    one = next((found for found in _joiners(book) if found.entity == entity), None)
    blocks: list[Block] = [Heading(name, entity_icon(book, entity), _("Joins corridors"))]
    if one is None:
        blocks.append(Sentence((_("Joins no corridors any more."),), "muted"))
        return Page(name, tuple(blocks), (entity,))
    blocks.append(Items((Item(_("All that is known"), "", "", entity_icon(book, entity), pick(book, entity)),)))
    if one.parts:
        lines = []
        for part in one.parts:
            counts = [
                ngettext("{n} case", "{n} cases", len(part.cases)).format(n=len(part.cases)) if part.cases else "",
                ngettext("{n} route", "{n} routes", len(part.routes)).format(n=len(part.routes)) if part.routes else "",
            ]
            rows = ngettext("{n} row", "{n} rows", len(part.rows)).format(n=len(part.rows))
            code = label(part.code, language())
            lines.append(
                Item(code, " · ".join(filter(None, counts)), rows, "route",
                     Target("beyond.corridors:corridor", (part.code,)), rows=rows_target(part.rows, f"{name}: {code}"))
            )  # fmt: skip
        blocks += [Section(_("Own cases and routes on several corridors"), str(len(lines))), Items(tuple(lines))]
    if one.bridges:
        rings = {ring.id: ring for ring in listed(book)}
        lines = []
        for bridge in one.bridges:
            names = [ring_name(rings[ring]) for ring in bridge.rings]
            along = [
                ", ".join(label(share.code, language()) for share in rings[ring].corridors) for ring in bridge.rings
            ]
            title = _("{a} and {b}").format(a=names[0], b=names[1])
            rows = ngettext("{n} row", "{n} rows", len(bridge.rows)).format(n=len(bridge.rows))
            lines.append(
                Item(title, " – ".join(along), rows, "ring", Target("select", (bridge.rings[0], (entity,))),
                     rows=rows_target(bridge.rows, f"{name}: {title}"))
            )  # fmt: skip
        blocks += [
            Section(_("Rings tied by nobody else"), str(len(lines))),
            Sentence((_("Without this one nothing on record leads from the one ring to the other."),), "muted"),
            Items(tuple(lines)),
        ]
    return Page(name, tuple(blocks), (entity,))


def note(book: Book, route: int) -> list[Block]:
    """Of a route that is on no corridor: why, and the rows; of another: its corridor."""
    from ui.answers.plain.page import Link

    one = next((found for found in corridors.rejected_routes(book.case, language()) if found.route == route), None)
    if one is not None:
        count = ngettext("{n} row", "{n} rows", len(one.rows)).format(n=len(one.rows))
        return [Sentence((_("On no corridor."), " ", one.reason, " ", Link(count, _rows_of(book, one))), "warning")]
    code = next((found.code for found in _along(book) if route in found.routes), "")
    link = Link(label(code, language()), Target("beyond.corridors:corridor", (code,)))
    return [Sentence((_("Corridor"), ": ", link))] if code else []


def _along(book: Book) -> tuple[Corridor, ...]:
    if "along" not in book.memo:
        book.memo["along"] = corridors.along(book.case, listed(book))
    found: tuple[Corridor, ...] = book.memo["along"]
    return found


def _joiners(book: Book) -> tuple[Joiner, ...]:
    if "joiners" not in book.memo:
        book.memo["joiners"] = joiners(book.case, book.evidence, listed(book))
    found: tuple[Joiner, ...] = book.memo["joiners"]
    return found


def _begins(book: Book) -> dict[int, str]:
    """Case or route → the day it begins, as far as recorded."""
    cases, stops = book.case.table("cases"), book.case.table("stops")
    found = dict(zip(cases["id"].tolist(), cases["opened"].tolist(), strict=True))
    for route, when in zip(stops["route"].tolist(), stops["date"].tolist(), strict=True):
        if when and (not found.get(route) or when < found[route]):
            found[route] = when
    return found


def _line(book: Book, one: Joiner) -> Item:
    codes = ", ".join(label(part.code, language()) for part in one.parts)
    rows = tuple(dict.fromkeys(row for part in one.parts for row in part.rows))
    count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
    name = entity_name(book, one.entity)
    there = Target("beyond.corridors:joiner", (one.entity,))
    return Item(name, codes, count, entity_icon(book, one.entity), there, rows=rows_target(rows, name))


def _why(one: Rejected) -> str:
    return _("against the clock") if one.clock else _("no place known")


def _rows_of(book: Book, one: Rejected) -> Target:
    return rows_target(one.rows, f"{entity_name(book, one.route)}: {_why(one)}")
