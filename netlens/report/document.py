"""RingSummary → Document: the same words, tables and order for every format that people read."""

from netlens.case import schema
from netlens.i18n import translator
from netlens.report import chapters
from netlens.report.blocks import Block, Cell, Document, Section, Tone, Words, facts, moment, muted, said, table
from netlens.report.picture import banner
from netlens.report.summary import RingSummary, SummaryMember
from netlens.report.wording import bands


def document(summary: RingSummary) -> Document:
    """The whole summary in the order in which a working group reads it: what, how sure, who, why, on what ground."""
    lang = summary.terms.lang
    _ = translator(lang)
    ring = summary.ring
    tone: Tone = "strong" if ring.status == "supported" else "warn"
    badges = [Cell(ring.words.get("status", ring.status), tone=tone), Cell(ring.words.get("decision", ring.decision))]
    badges += [Cell(f"{c['label']}: {c['words']}", tone="muted") for c in ring.corridors]
    sections = (
        _terms(summary, _),
        _short(summary, _),
        _people(summary, _, lang),
        _grounds(summary, _),
        chapters.protected(summary, _, lang),
        chapters.cases(summary, _),
        chapters.routes(summary, _),
        chapters.evidence(summary, _),
        chapters.limits(summary, _),
        chapters.settings(summary, _),
        chapters.annex(summary, _),
    )
    name = ring.label if ring.label == ring.id else f"{ring.id} · {ring.label}"
    return Document(
        lang=lang,
        title=_("Ring {name}").format(name=name),
        kicker=_("Ring summary"),
        badges=tuple(badges),
        banner=banner(summary.terms.sample, lang),
        handling=_("Handling: {code}").format(code=summary.handling or _("none stated")),
        foot=_("A lead for investigation, not a finding of guilt. For {recipient} only.").format(
            recipient=summary.terms.recipient
        ),
        page=_("Page {page} of {pages}"),
        sections=tuple(section for section in sections if section.blocks),
    )


def _terms(summary: RingSummary, _: Words) -> Section:
    terms = summary.terms
    pairs = [
        (_("Recipient"), terms.recipient),
        (_("Purpose"), terms.purpose),
        (_("Handling"), "; ".join(schema.label("handling", code, terms.lang) for code in summary.handling.split(", "))),
        (_("Names of protected people released on the authority of"), terms.authority if terms.identify else ""),
        (_("Evidence from"), summary.ring.words.get("period", "")),
        (_("Made"), _("{time} with NetLens {version}").format(time=moment(summary.made), version=summary.version)),
    ]
    return Section("terms", "", (facts(pairs),))


def _short(summary: RingSummary, _: Words) -> Section:
    said = Block("said", tuple((Cell(text),) for text in summary.ring.sentences))
    return Section("short", _("In short"), (said, Block("picture")))


def _people(summary: RingSummary, _: Words, lang: str) -> Section:
    rows = [
        (
            Cell(m.code, tone="muted"),
            Cell(m.name, tone="strong", below=muted(m.record if m.record != m.name else "")),
            Cell(m.words.get("functions", "")),
            Cell(m.words.get("recorded", m.recorded), below=(Cell(m.words["stage"]),) if m.words.get("stage") else ()),
            Cell(m.words.get("band", m.band)),
        )
        for m in summary.members
    ]
    head = ["", _("Name, record"), _("Functions recorded"), _("Recorded as, stage"), _("Belongs to the ring")]
    listed = table(head, rows, (7, 30, 28, 20, 15))
    meanings = bands({m.band for m in summary.members}, summary.terms.lang)
    meaning = Block("said", tuple((Cell(text, tone="muted"),) for text in meanings))
    return Section("members", _("Members ({n})").format(n=len(rows)), (listed, meaning))


def _grounds(summary: RingSummary, _: Words) -> Section:
    entries = tuple(_entry(member) for member in summary.members if member.why or member.notes)
    blocks = [Block("said", said(summary.why))] if summary.why else []
    if entries:
        blocks.append(Block("entries", entries))
    return Section("why", _("Why: the ring and each member"), tuple(blocks))


def _entry(member: SummaryMember) -> tuple[Cell, ...]:
    notes = tuple(Cell(note, tone="warn") for note in member.notes)
    why = tuple(Cell(text, sources) for text, sources in member.why)
    return (Cell(member.code, tone="muted"), Cell(member.name, tone="strong", below=(*notes, *why)))
