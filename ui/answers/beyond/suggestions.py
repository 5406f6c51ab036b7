"""Ties worth checking: who shares acquaintances and is not tied on record. Hypotheses, and said to be."""

from netlens.case.protection import protected_ids
from netlens.i18n import _, ngettext
from netlens.network.evidence import Evidence, gather
from netlens.network.suggestions import BETA, LONGEST, Suggestion, between, suggest
from netlens.network.tying import Tying, tying
from ui.answers.ground.reading import Book
from ui.answers.ground.words import entity_icon, entity_name, number, pick, ring_name, rows_target
from ui.answers.plain.page import Block, Buttons, Chip, Chips, Facts, Heading, Item, Items, Page, Section, Sentence
from ui.answers.plain.suggested import Suggested
from ui.answers.plain.table import Column, tabulate

NAMED = 3  # acquaintances named in the table
MOST = 200  # suggestions listed


def listed(book: Book, ring: str = "", verdict: str = "open") -> Suggested:
    """The suggestions, the best first; `ring`: only with a member of it. `verdict`: "open" leaves out the rejected,
    "noted" and "rejected" list what was said so."""
    said = book.case.suggestions()
    barred = protected_ids(book.case)
    if verdict == "open":
        found = [one for one in _found(book, ring) if said.get((one.a, one.b)) != "rejected"][:MOST]
    else:
        # Someone who has been recorded as protected since is suggested no more, whatever was said before.
        pairs = [pair for pair, word in said.items() if word == verdict and not barred & set(pair)]
        inside = _members(book, ring)
        found = [between(_evidence(book), *pair) for pair in pairs if not ring or inside & set(pair)]
    columns = (
        Column(_("Who"), width=22),
        Column(_("And who"), width=22),
        Column(_("In common"), "number", 9, _("How many both are tied to.")),
        Column(_("With"), width=40),
        Column(_("Where"), width=24),
        Column(_("Score"), "number", 8, _("Adamic–Adar: acquaintances who know few others count more.")),
        Column(_("Said"), width=16),
    )
    rows = [
        (
            entity_name(book, one.a),
            entity_name(book, one.b),
            len(one.common),
            _with(book, one.common),
            _where(book, one),
            one.adamic_adar,
            {"noted": _("worth checking"), "rejected": _("rejected")}.get(said.get((one.a, one.b), ""), ""),
        )
        for one in found
    ]
    title = ngettext("{n} suggestion", "{n} suggestions", len(rows)).format(n=number(len(rows)))
    table = tabulate(columns, rows, ids=list(range(len(rows))), title=title)
    pairs = [(one.a, one.b) for one in found]
    homes = [(*book.rings_of.get(one.a, ()), *book.rings_of.get(one.b, ()), "")[0] for one in found]
    return Suggested(table, tuple(pairs), tuple(said.get(pair, "open") for pair in pairs), tuple(homes))


def pair(book: Book, a: int, b: int) -> Page:
    """Why a tie is suggested: whom both know, each with the rows that tie them; and what it is not."""
    a, b = min(a, b), max(a, b)
    names = entity_name(book, a), entity_name(book, b)
    title = _("{a} and {b}").format(a=names[0], b=names[1])
    verdict = book.case.suggestions().get((a, b), "open")
    chips = [Chip(_("hypothesis"), "warning", "info", _("Reckoned from the graph of records; no record says it."))]
    if verdict != "open":
        words = _("worth checking") if verdict == "noted" else _("rejected")
        chips.append(Chip(words, "good" if verdict == "noted" else "muted"))
    blocks: list[Block] = [Heading(title, "path", _("Worth checking?")), Chips(tuple(chips))]
    if {a, b} & protected_ids(book.case):
        blocks.append(Sentence((_("Nothing is suggested of protected people."),), "muted"))
        return Page(title, tuple(blocks), (a, b))
    one = between(_evidence(book), a, b)
    blocks.append(
        Buttons(("reopen_suggestion",) if verdict != "open" else ("note_suggestion", "reject_suggestion", "frame"))
    )
    n = len(one.common)
    said = ngettext(
        "No record ties these two. Both are tied to {n} other:",
        "No record ties these two. Both are tied to {n} others:",
        n,
    )
    if n:
        blocks.append(Sentence((said.format(n=n),)))
    known, evidence = _rows(book), _evidence(book)
    at = {entity: vertex for vertex, entity in enumerate(evidence.vertices.tolist())}
    lines = []
    for other in one.common:
        rows = {*known.rows(at[a], [at[other]]), *known.rows(at[b], [at[other]])}
        count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
        name = entity_name(book, other)
        lines.append(
            Item(
                name,
                "",
                count,
                entity_icon(book, other),
                pick(book, other),
                rows=rows_target(sorted(rows), f"{name}: {title}"),
            )
        )
    blocks.append(Items(tuple(lines)))
    katz = _("walks of up to {n} steps, each counting {beta}").format(n=LONGEST, beta=BETA)
    blocks += [
        Section(_("How it was reckoned")),
        Facts((("Adamic–Adar", (f"{one.adamic_adar:.2f}",)), (_("Katz"), (f"{one.katz:.5f} ({katz})",)))),
        Sentence(
            (
                _(
                    "It says where to look next, and nothing else: it is no evidence, it ties nobody, it is not handed"
                    " on. People who share acquaintances need not know each other."
                ),
            ),
            "muted",
        ),
    ]
    return Page(title, tuple(blocks), (a, b))


def _found(book: Book, ring: str) -> tuple[Suggestion, ...]:
    known: dict[str, tuple[Suggestion, ...]] = book.memo.setdefault("suggested", {})
    if ring not in known:
        more = MOST + len(book.case.suggestions())
        known[ring] = suggest(_evidence(book), barred=protected_ids(book.case), near=_members(book, ring), most=more)
    return known[ring]


def _members(book: Book, ring: str) -> set[int]:
    found = book.ring(ring)
    return {member.vertex for member in found.members} if found else set()


def _evidence(book: Book) -> Evidence:
    """All that counts now: what a detection of some days left out is on record too, and no news."""
    filters = (book.rings.settings.get("filters") or {}) if book.rings else {}
    if not (filters.get("from") or filters.get("to") or filters.get("without")):
        return book.evidence
    if "all evidence" not in book.memo:
        book.memo["all evidence"] = gather(book.case)
    found: Evidence = book.memo["all evidence"]
    return found


def _rows(book: Book) -> Tying:
    if "tying" not in book.memo:
        book.memo["tying"] = tying(_evidence(book))
    known: Tying = book.memo["tying"]
    return known


def _with(book: Book, common: tuple[int, ...]) -> str:
    names = ", ".join(entity_name(book, one) for one in common[:NAMED])
    left = len(common) - NAMED
    more = ngettext("{text} and {n} more", "{text} and {n} more", left)
    return more.format(text=names, n=left) if left > 0 else names


def _where(book: Book, one: Suggestion) -> str:
    """In one ring, between two, or beside one."""
    known = {ring.id: ring for ring in (book.rings.rings if book.rings else ())}
    homes = [(book.rings_of.get(end) or ("",))[0] for end in (one.a, one.b)]
    names = [ring_name(known[home]) if home else _("no ring") for home in homes]
    if homes[0] == homes[1]:
        return _("within {ring}").format(ring=names[0]) if homes[0] else names[0]
    return _("{a} – {b}").format(a=names[0], b=names[1])
