"""The list at the left, the page of a ring, and the page of the case as a whole."""

from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.case.records import Member, Ring
from netlens.i18n import _, language, ngettext
from netlens.network.curation import disputes
from netlens.report.comparing.disputes import dispute_words
from netlens.report.wording import grade_words
from ui.answers.comparing.news import news, section
from ui.answers.ground.words import band, code, day, entity_icon, entity_name, number, period, pick, recorded, ring_name
from ui.answers.plain.lines import Overview, RingLine
from ui.answers.plain.lines import Section as ListSection
from ui.answers.plain.page import (
    Bar,
    Bars,
    Block,
    Buttons,
    Chip,
    Chips,
    Facts,
    Heading,
    Item,
    Items,
    Link,
    Page,
    Section,
    Sentence,
    Target,
    Tone,
)
from ui.answers.why import ring_reasons

if TYPE_CHECKING:
    from ui.answers.ground.reading import Book

MEMBERS = 12  # lines of the page before "all of them"
BANDS = ("firm", "likely", "possible", "loose")


def overview(book: "Book", against: int = -1) -> Overview:
    """All that the first screen says of the rings of the case; what changed is told since the last import, or `against`
    a detection by its number.
    """
    from netlens.network.corridors import label, rank

    entities, _links = book.case.counts()
    people, records = entities.get("person", 0), sum(entities.values())
    found = book.rings
    if found is None:
        return Overview((), 0, people, records, entities=entities)
    told = dict(news(book, against).words)
    lines = {ring.id: _line(ring, told.get(ring.id, "")) for ring in found.rings if _in_sight(ring)}
    rings = [ring for ring in found.rings if ring.id in lines]
    standing = [ring for ring in rings if ring.decision != "dismissed"]
    listed = [ring for ring in standing if ring.status == "supported" or ring.decision == "confirmed"]
    certain = {ring.id for ring in listed}
    by_corridor: dict[str, list[RingLine]] = {}
    for ring in listed:
        for share in ring.corridors:
            by_corridor.setdefault(share.code, []).append(lines[ring.id])
    order = sorted(by_corridor, key=lambda one: (-len(by_corridor[one]), rank(one)))
    sections = [ListSection("corridor", label(one, language()), tuple(by_corridor[one])) for one in order]
    apart = (
        ("none", _("No corridor recorded"), [ring for ring in listed if not ring.corridors]),
        ("tentative", _("Tentative"), [ring for ring in standing if ring.id not in certain]),
        ("dismissed", _("Dismissed"), [ring for ring in rings if ring.decision == "dismissed"]),
    )
    sections += [
        ListSection(kind, words, tuple(lines[ring.id] for ring in some)) for kind, words, some in apart if some
    ]
    chance = sum(ring.id not in lines for ring in found.rings)
    return Overview(tuple(sections), chance, people, records, True, _stale(book), found.note, entities)


def case(book: "Book") -> Page:
    """The case as a whole: what stands when nothing is picked."""
    entities, links = book.case.counts()
    name = _("Synthetic sample") if book.case.sample else book.case.path.stem
    blocks: list[Block] = [Heading(name, "case", _("The whole case"))]
    found = book.rings
    if not entities:
        blocks += [Sentence((_("The case is empty. Import records to begin."),), "muted"), Buttons(("import",))]
        return Page(name, tuple(blocks))
    rows = tuple(
        (schema.label("entity_kind", kind, language()), (Link(number(count), Target("cases:of_kind", (kind,))),))
        for kind, count in entities.items()
    )
    blocks += [Section(_("What it holds")), Facts(rows)]
    blocks.append(Sentence((_("{n} facts tie them.").format(n=number(sum(links.values()))),)))
    imports = book.case.table("imports")
    if len(imports):
        last = imports.iloc[-1]
        words = _("Last import: {when}").format(when=day(str(last["time"])[:16]))
        blocks.append(Sentence((words, "  ", Link(_("what became of it"), Target("imports:one", (int(last["id"]),))))))
    if found is None:
        blocks += [
            Section(_("Rings")),
            Sentence((_("Rings were not looked for yet."),), "muted"),
            Buttons(("find_rings",)),
        ]
        return Page(name, tuple(blocks))
    blocks += section(book, news(book))
    blocks.append(Section(_("Rings")))
    by_status = {
        status: sum(ring.status == status for ring in found.rings) for status in ("supported", "tentative", "chance")
    }
    words = _("{supported} supported, {tentative} tentative.").format(**by_status)
    chance = ngettext("{n} hidden as chance", "{n} hidden as chance", by_status["chance"]).format(n=by_status["chance"])
    blocks.append(Sentence((words, " ", Link(chance, Target("rings:chance")))))
    if found.note:
        blocks.append(Sentence((found.note,), "warning"))
    if found.hubs:
        hubs = ngettext(
            "{n} number or thing is shared so widely that it ties nobody", "{n} numbers or things are shared so widely"
            " that they tie nobody", len(found.hubs))  # fmt: skip
        blocks.append(Sentence((Link(hubs.format(n=len(found.hubs)), Target("rings:hubs")), "."), bullet=True))
    if found.unassigned:
        words = ngettext("{n} person belongs to no ring.", "{n} people belong to no ring.", len(found.unassigned))
        blocks.append(Sentence((words.format(n=number(len(found.unassigned))),), bullet=True))
    if _stale(book):
        blocks.append(
            Sentence((_("Records or weights have changed since these rings were found."),), "warning", bullet=True)
        )
    blocks.append(Buttons(("find_rings", "export", "import")))
    return Page(name, tuple(blocks))


def ring(book: "Book", ring_id: str, everyone: bool = False) -> Page:
    """The page of one ring: how sure, who, along which corridor, why."""
    found = book.ring(ring_id)
    if found is None:
        words = _("This ring is no longer found.")
        return Page(words, (Heading(words, "ring"), Sentence((_("Pick another in the list."),), "muted")))
    blocks: list[Block] = [
        Heading(
            ring_name(found),
            "ring",
            ngettext("{n} person", "{n} people", len(found.members)).format(n=len(found.members)),
        ),
        Chips(_chips(found)),
        Buttons(_actions(found)),
    ]
    if found.reason:
        blocks.append(Sentence((_("Reason: {text}").format(text=_masked(book, found.reason)),)))
    blocks += [
        Sentence((dispute_words(book.case, one, language()),), "warning", bullet=True) for one in disputes(found)
    ]
    blocks.append(Facts(_facts(book, found)))
    if found.corridors:
        blocks.append(Section(_("Corridors")))
        blocks.append(Bars(tuple(_corridor(found, share) for share in found.corridors)))
    blocks += ring_reasons(book, found)
    blocks.append(
        Sentence((Link(_("What if? Does it stand without its weakest evidence?"), Target("what_if:ring", (ring_id,))),))
    )
    story = Link(_("Over time: when did it begin, grow, pause and end?"), Target("beyond.stories:ring", (ring_id,)))
    blocks.append(Sentence((story,)))
    blocks.append(Buttons(("standing",)))
    members = sorted(found.members, key=lambda one: (BANDS.index(one.band), -one.betweenness, -one.degree))
    lines = tuple(_member(book, found, one) for one in members[: None if everyone else MEMBERS])
    more = None
    if len(members) > len(lines):
        more = Link(_("all {n}").format(n=len(members)), Target("rings:ring", (ring_id, True)))
    blocks += [Section(_("Members"), str(len(members))), Items(lines, more)]
    if found.victims:
        words = ngettext("{n} protected person is tied to this ring", "{n} protected people are tied to this ring",
                         len(found.victims))  # fmt: skip
        blocks += [
            Section(_("Protected people"), str(len(found.victims))),
            Sentence((Link(words.format(n=len(found.victims)), Target("rings:victims", (ring_id,))), "."), "muted"),
        ]
    return Page(ring_name(found), tuple(blocks))


def victims(book: "Book", ring_id: str) -> Page:
    """The protected people attached to a ring: by code, never members."""
    found = book.ring(ring_id)
    people = found.victims if found else ()
    lines = tuple(
        Item(entity_name(book, one), "", "", "protected", Target("select", (ring_id, (one,)))) for one in people
    )
    words = _("Protected people")
    under = _("Tied to the ring by its evidence; never its members. Shown by code.")
    return Page(words, (Heading(words, "protected", under), Items(lines)))


def chance(book: "Book") -> Page:
    """Why some groups are counted and not listed."""
    groups = [ring for ring in (book.rings.rings if book.rings else ()) if not _in_sight(ring)]
    words = ngettext("{n} group hidden as chance", "{n} groups hidden as chance", len(groups)).format(n=len(groups))
    if not groups:
        words = _("No group is hidden as chance")
        return Page(words, (Heading(words, "find", _("Whatever was found is in the list.")),))
    people = sum(len(one.members) for one in groups)
    why = _(
        "These groups are no closer than people in this case come together by chance: shuffling who stands in which"
        " record gives groups as close as these."
    )
    hidden = _(
        "Listing them would put innocent people beside each other. They are found again, and shown, when more evidence"
        " ties them."
    )
    under = ngettext("{n} person in them", "{n} people in them", people).format(n=people)
    return Page(words, (Heading(words, "find", under), Sentence((why,)), Sentence((hidden,))))


def hubs(book: "Book") -> Page:
    """What is shared so widely that it ties nobody."""
    known = book.rings.hubs if book.rings else ()
    words = _("Shared widely")
    lines = tuple(Item(entity_name(book, one), "", "", entity_icon(book, one), pick(book, one)) for one in known)
    return Page(words, (Heading(words, "info", _("They stay in the case and add no ties.")), Items(lines)))


def members(book: "Book", ring_id: str) -> tuple[int, ...]:
    found = book.ring(ring_id)
    return tuple(one.vertex for one in found.members) if found else ()


def _in_sight(ring: Ring) -> bool:
    return ring.told or ring.decision == "dismissed"


def _line(found: Ring, told: str) -> RingLine:
    from netlens.network.corridors import label

    corridors = tuple(label(share.code, language()) for share in found.corridors)
    status = {"supported": _("supported"), "tentative": _("tentative"), "chance": _("chance")}[found.status]
    decided = {"confirmed": _("confirmed"), "dismissed": _("dismissed"), "open": ""}[found.decision]
    people = ngettext("{n} person", "{n} people", len(found.members)).format(n=len(found.members))
    cases = ngettext("{n} case", "{n} cases", len(found.cases)).format(n=len(found.cases))
    parts = (
        ring_name(found),
        status,
        decided,
        told,
        people,
        cases,
        _("the search disagrees") if disputes(found) else "",
        ", ".join(corridors),
        period((found.first, found.last)),
    )
    return RingLine(
        found.id,
        ring_name(found),
        found.status,
        found.decision,
        len(found.members),
        len(found.cases),
        corridors,
        ", ".join(part for part in parts if part),
        told,
    )


def _actions(found: Ring) -> tuple[str, ...]:
    if found.decision != "open":
        return ("reopen", "name_ring", "export") if found.decision == "confirmed" else ("reopen", "name_ring")
    return ("confirm", "dismiss", "name_ring", "export")


def _chips(found: Ring) -> tuple[Chip, ...]:
    made = {
        "supported": Chip(_("supported"), "accent", "ring", _("Closer than chance explains, in every test.")),
        "tentative": Chip(_("tentative"), "warning", "ring", _("Some tests say ring, not all: needs more evidence.")),
        "chance": Chip(_("chance"), "muted", "ring"),
    }
    chips = [made[found.status]]
    if found.decision != "open":
        tone: Tone = "good" if found.decision == "confirmed" else "muted"
        word = _("confirmed") if found.decision == "confirmed" else _("dismissed")
        chips.append(Chip(word, tone, "confirm" if found.decision == "confirmed" else "dismiss"))
    if found.weakest_grade:
        said = grade_words(found.weakest_grade, language())
        chips.append(Chip(_("weakest grade {grade}").format(grade=found.weakest_grade.strip("/")), help=said))
    return tuple(chips)


def _facts(book: "Book", found: Ring) -> tuple[tuple[str, tuple[str | Link, ...]], ...]:
    cases: tuple[str | Link, ...] = (Link(number(len(found.cases)), Target("cases:of_ring", (found.id, "case"))),)
    routes: tuple[str | Link, ...] = (Link(number(len(found.routes)), Target("cases:of_ring", (found.id, "route"))),)
    rows: list[tuple[str, tuple[str | Link, ...]]] = [(_("Cases"), cases), (_("Routes"), routes)]
    if found.first or found.last:
        rows.append((_("Active"), (period((found.first, found.last)),)))
    if found.offences:
        words = [
            f"{schema.label('offence', one, language())} ({n})"
            for one, n in sorted(found.offences.items(), key=lambda o: -o[1])
        ]
        rows.append((_("Offences"), ("; ".join(words),)))
    kept = _("{share} of it holds together with a tenth of the evidence left out").format(
        share=f"{found.stability:.0%}".replace("%", " %")
    )
    rows.append((_("Stability"), (kept,)))
    rows.append((_("Chance"), (_("a group as close by chance: p = {p}").format(p=_p(found.p_value)),)))
    return tuple(rows)


def _p(value: float) -> str:
    text = f"{value:.3f}" if value >= 0.001 else "< 0.001"
    return text.replace(".", ",") if language() == "vi" else text


def _corridor(found: Ring, share: object) -> Bar:
    from netlens.network.corridors import label

    code_, part = str(getattr(share, "code", "")), float(getattr(share, "share", 0.0))
    cases = int(getattr(share, "cases", 0))
    words = ngettext("{n} case", "{n} cases", cases).format(n=cases)
    return Bar(label(code_, language()), part, words, Target("cases:of_corridor", (found.id, code_)))


def _member(book: "Book", found: Ring, member: Member) -> Item:
    said = code([("functions", one) for one in member.functions])
    stage = code([("stage", member.stage)])
    parts = (_("added by hand") if member.by_hand else "", recorded(member.recorded), said, stage)
    target = Target("select", (found.id, (member.vertex,)))
    return Item(
        entity_name(book, member.vertex),
        " · ".join(part for part in parts if part),
        band(member.band),
        entity_icon(book, member.vertex),
        target,
    )


def _masked(book: "Book", text: str) -> str:
    from netlens.case.protection import shown_text

    return shown_text(book.case, text)


def _stale(book: "Book") -> bool:
    """Whether records came in, were withdrawn, or were weighed otherwise after the latest detection."""
    kept = book.case.detections()
    changed = [
        entry.time
        for entry in book.case.history()
        if entry.kind in ("import", "withdrawal") or entry.detail.get("edit") == "set_weights"
    ]
    return bool(kept and changed) and max(changed) > kept[-1][1]
