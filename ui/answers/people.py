"""The page of one entity: who or what it is, since when, what ties it to whom; every count leads to rows."""

from collections import defaultdict
from typing import Any

import numpy as np

from netlens.case import schema
from netlens.case.protection import protected_ids, shown_text, unmask
from netlens.case.values import country
from netlens.i18n import _, language, ngettext
from ui.answers.beyond.corridors import note as route_note
from ui.answers.ground.reading import Book
from ui.answers.ground.words import (
    band,
    code,
    day,
    entity_icon,
    entity_name,
    kind,
    period,
    pick,
    ring_name,
    rows_target,
)
from ui.answers.plain.page import (
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
)
from ui.answers.sources.disagreements import section as disagreements
from ui.answers.sources.reports import facts as report_facts
from ui.answers.sources.watched import actions as watching
from ui.answers.sources.watched import note as watched
from ui.answers.standing.person import link as standing
from ui.answers.why import member_reasons

SHOWN = 8  # lines of a list before "all of them"
ORDER = ("involvement", "holds", "travels", "of_case", "stop", "crossed")  # then contacts by kind
OWN = ("sex", "birth_date", "nationality", "ethnicity", "province", "address", "id_number", "passport")


def entity(book: Book, number: int, ring: str = "", whole: str = "") -> Page:
    """The page of an entity; `ring` the ring it is looked at in, `whole` the kind of fact to list in full."""
    case = book.case
    name, ref = entity_name(book, number), case.ref(number)
    blocks: list[Block] = [Heading(name, entity_icon(book, number), _under(book, number))]
    if ref.kind == "person":
        blocks += _person(book, number, ring)
    if ref.kind == "route":
        blocks += route_note(book, number)
    if ref.kind == "report":
        blocks += report_facts(book, number)
    blocks += watched(book, number)
    blocks += disagreements(book, number)
    blocks.append(Buttons(_actions(book, number, ring)))
    if ref.kind in ("person", "phone", "account"):
        blocks += member_reasons(book, number, ring)
        blocks += standing(book, number, ring)
    facts = book.facts.touching(number)
    by_kind = defaultdict(list)
    for fact, kind_number in zip(facts.tolist(), book.facts.kind[facts].tolist(), strict=True):
        by_kind[book.facts.kinds[kind_number]].append(fact)
    order = [*ORDER, *sorted(by_kind.keys() - set(ORDER))]
    for kind_name in order:
        if by_kind.get(kind_name):
            blocks += _section(book, number, ring, kind_name, np.array(by_kind[kind_name]), whole == kind_name)
    if ref.kind == "person":
        blocks += _through_things(book, number, by_kind.get("holds", []))
    if len(facts) == 0:
        blocks.append(Sentence((_("No fact in the case speaks of it."),), "muted"))
    return Page(name, tuple(blocks), (number,), {"protected": number in protected_ids(case)})


def reveal(book: Book, number: int, reason: str, authority: str) -> Page:
    """The name of a protected person, entered in the audit first; NetLensError without reason or authority."""
    name = unmask(book.case, number, reason, authority)
    persons = book.case.table("persons")
    row = persons[persons["id"] == number].iloc[0]
    known = tuple(
        (_label(field), (str(row[field]),)) for field in ("birth_date", "province", "nationality") if row[field]
    )
    blocks: tuple[Block, ...] = (
        Heading(name, "protected", entity_name(book, number)),
        Chips((Chip(_("shown for a reason, entered in the history"), "warning", "eye"),)),
        Facts((*known, (_("Reason"), (reason,)), (_("Authority"), (authority,)))),
    )
    return Page(_("Name shown"), blocks, (number,))


def _actions(book: Book, number: int, ring: str) -> tuple[str, ...]:
    """What can be done about it, most wished for first."""
    found = book.ring(ring)
    inside = found is not None and any(member.vertex == number for member in found.members)
    by_hand = () if found is None else ("remove_member",) if inside else ("add_member",)
    reveal_ = ("reveal",) if number in protected_ids(book.case) else ()
    may_join = by_hand if number in book.vertex and not (reveal_ and not inside) else ()
    return (*reveal_, "expand", "neighbours", "hide", *watching(book, number), *may_join)


def _under(book: Book, number: int) -> str:
    ref = book.case.ref(number)
    words = [schema.label("entity_kind", ref.kind, language())]
    if ref.kind in ("person", "case", "route", "report"):
        words.append(book.case.record_id(number))
    return " · ".join(words)


def _person(book: Book, number: int, ring: str) -> list[Block]:
    """Chips (roles, protection, band) and, unless protected, what the person's own records say."""
    facts = book.facts
    involved = [n for n in facts.touching(number).tolist() if facts.kinds[facts.kind[n]] == "involvement"]
    roles = dict.fromkeys(dict(facts.words[n]).get("role", "") for n in involved)
    flagged = {
        stage for n in involved if schema.entry("stage", stage := dict(facts.words[n]).get("stage", "")).get("flagged")
    }
    chips = [Chip(code([("role", role)]), _tone(role)) for role in roles if role]
    if not involved:
        chips.append(Chip(_("no role recorded"), "muted"))
    chips += [Chip(code([("stage", stage)]), "warning", "warning") for stage in sorted(flagged)]
    protected = number in protected_ids(book.case)
    if protected:
        chips.insert(0, Chip(_("protected: shown by code"), "warning", "protected"))
    blocks: list[Block] = [Chips(tuple(chips))]
    mine = book.rings_of.get(number, ())
    found = book.ring(ring) if ring in mine else (book.ring(mine[0]) if mine else None)
    if found is not None:
        member = next(one for one in found.members if one.vertex == number)
        words = _("added by hand") if member.by_hand else _("{band} member").format(band=band(member.band))
        link = Link(ring_name(found), Target("select", (found.id,)))
        blocks.append(Sentence((f"{words[:1].upper()}{words[1:]} · ", link)))
    if not protected:
        blocks.append(_own(book, number))
    return blocks


def _own(book: Book, number: int) -> Facts:
    persons = book.case.table("persons")
    row = persons[persons["id"] == number].iloc[0]
    rows: list[tuple[str, tuple[str | Link, ...]]] = []
    aliases = "; ".join(row["aliases"])
    if aliases:
        rows.append((_label("aliases"), (aliases,)))
    for field in OWN:
        value = shown_text(book.case, str(row[field] or ""))
        if value:
            shown = code([("sex", value)]) if field == "sex" else day(value) if field == "birth_date" else value
            shown = country.label(value, language()) if field == "nationality" else shown
            rows.append((_label(field), (shown,)))
    rows.append((_("Record"), (Link(_("as imported"), rows_target([(row["file"], row["row"])], "")),)))
    return Facts(tuple(rows))


def _label(field: str) -> str:
    return schema.TABLES["persons"].column(field).labels.get(language(), field)


def _tone(role: str) -> Any:
    return {"offender": "danger", "suspect": "accent"}.get(role, "plain")


def _section(book: Book, number: int, ring: str, kind_name: str, found: Any, whole: bool) -> list[Block]:
    """The facts of one kind, grouped by who or what stands at the other end."""
    facts = book.facts
    groups: dict[int, list[int]] = defaultdict(list)
    for fact, other in zip(found.tolist(), facts.other(found, number).tolist(), strict=True):
        groups[other].append(fact)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), str(facts.since[group[1][0]])))
    lines = [_line(book, number, ring, kind_name, other, rows) for other, rows in ordered[: None if whole else SHOWN]]
    more = None
    if len(ordered) > len(lines):
        words = _("all {n}").format(n=len(ordered))
        more = Link(words, Target("people:entity", (number, ring, kind_name)))
    return [Section(kind(kind_name), str(len(found))), Items(tuple(lines), more)]


def _line(book: Book, number: int, ring: str, kind_name: str, other: int, rows: list[int]) -> Item:
    facts = book.facts
    said = code([pair for n in rows for pair in facts.words[n] if pair[0]][:6])
    own = [value for n in rows[:1] for name, value in facts.words[n] if not name and value and len(rows) == 1]
    when = period([str(facts.since[n]) for n in rows] + [str(facts.until[n]) for n in rows])
    under = " · ".join(part for part in (said, *own, when) if part)
    sources = facts.sources(rows)
    count = ngettext("{n} row", "{n} rows", len(sources)).format(n=len(sources))
    name = entity_name(book, other) if other != number else kind(kind_name)
    icon = entity_icon(book, other)
    title = f"{entity_name(book, number)} – {name}" if other != number else name
    there = pick(book, other, ring) if other != number else None
    return Item(name, under, count, icon, there, rows=rows_target(sources, title))


def _through_things(book: Book, number: int, holds: list[int]) -> list[Block]:
    """Calls and payments of the phones and accounts a person holds."""
    facts = book.facts
    lines = []
    for thing in dict.fromkeys(int(facts.other(np.array([n]), number)[0]) for n in holds):
        contacts = [n for n in facts.touching(thing).tolist() if facts.kinds[facts.kind[n]] not in ("holds", "crossed")]
        if contacts:
            others = len({int(one) for one in facts.other(np.array(contacts), thing)})
            text = ngettext("{n} contact", "{n} contacts", len(contacts)).format(n=len(contacts))
            under = ngettext("with {n} other", "with {n} others", others).format(n=others)
            under += " · " + period(str(facts.since[n]) for n in contacts)
            name = entity_name(book, thing)
            lines.append(Item(name, under, text, entity_icon(book, thing), pick(book, thing)))
    return [Section(_("Over these numbers")), Items(tuple(lines[:SHOWN]))] if lines else []
