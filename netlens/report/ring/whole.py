"""Puts a summary together. Sources are collected from all parts first, then numbered once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from netlens import __version__
from netlens.case import schema
from netlens.case.protection import shown_text
from netlens.case.records import Ring, Source
from netlens.errors import NetLensError
from netlens.i18n import _, language, use_language
from netlens.network.rings.portrait.hanging import hanging
from netlens.network.rings.why import Why, why_member, why_ring
from netlens.report import wording as words
from netlens.report.ring import cases, routes, shape
from netlens.report.ring.hidden import protected
from netlens.report.ring.members import member, ordered
from netlens.report.ring.sources import Sources
from netlens.report.ring.without import member_lines, member_text, what_ifs
from netlens.report.sentences import why_text
from netlens.report.summary import RingSummary, Said, SummaryRing, Terms

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.network.evidence import Evidence

Stated = list[tuple[str, tuple[Source, ...]]]


def whole(case: "Case", evidence: "Evidence", ring: Ring, terms: Terms) -> RingSummary:
    """See summary.summarise."""
    if terms.identify and not terms.authority.strip():
        raise NetLensError(
            _("Names of protected people are released only on an authority."),
            _("Say who allowed it: --authority TEXT."),
        )
    terms = replace(
        terms,
        sample=terms.sample or case.sample,
        recipient=shown_text(case, terms.recipient),  # what was typed can name a victim without meaning to
        purpose=shown_text(case, terms.purpose),
        authority=shown_text(case, terms.authority),
    )
    with speaking(terms.lang):
        return _made(case, evidence, ring, terms)


def _made(case: "Case", evidence: "Evidence", ring: Ring, terms: Terms) -> RingSummary:
    lang = terms.lang
    people = ordered(case, ring)
    why: Stated = why_text(case, _told(why_ring(case, evidence, ring)), lang)
    whys: list[Stated] = [why_text(case, _told(why_member(case, evidence, ring, one.vertex)), lang) for one in people]
    found = hanging(case, evidence, ring)
    for one, stated in zip(people, whys, strict=True):
        if lines := member_lines(case, found, one.vertex, lang):
            fewest = min(lines, key=lambda line: len(line.rows))
            stated.append((member_text(case, found, one.vertex, lang), fewest.rows))
    said = [source for stated in (why, *whys) for _sentence, rows in stated for source in rows]
    sources = Sources(case, [*said, *cases.cited(case, ring), *routes.cited(case, ring)], lang)
    among = shape.ties(evidence, [one.vertex for one in people])
    return RingSummary(
        ring=SummaryRing(
            id=ring.id,
            label=shown_text(case, ring.label or ring.id),
            status=ring.status,
            sentences=words.sentences(ring, lang),
            corridors=cases.shares(ring, lang),
            decision=ring.decision,
            first=ring.first,
            last=ring.last,
            words=words.status_words(ring, lang),
            figures={name: getattr(ring, name) for name in FIGURES},
        ),
        members=tuple(
            member(case, one, n, _numbered(stated, sources), terms)
            for n, (one, stated) in enumerate(zip(people, whys, strict=True), 1)
        ),
        protected=protected(case, ring, terms),
        cases=cases.cases(case, ring, sources, lang),
        routes=routes.routes(case, ring, sources, lang),
        ties=among,
        positions=shape.places(len(people), among),
        sources=sources.lines(),
        settings=_settings(case),
        terms=terms,
        made=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        version=__version__,
        why=_numbered(why, sources),
        offences=cases.offences(ring, lang),
        evidence=tuple(
            {"kind": kind, "label": words.evidence(kind, lang), "facts": count}
            for kind, count in sorted(ring.evidence.items(), key=lambda item: (-item[1], item[0]))
        ),
        weakest=words.grade_words(ring.weakest_grade, lang),
        what_if=what_ifs(case, evidence, ring, lang),
        limits=words.limits(lang),
        annex=sources.annex(),
        files=sources.listed(),
        handling=strictest([*sources.handling(), terms.handling]),
        handling_counts=sources.handling(),
    )


FIGURES = ("stability", "p_value", "q_value", "density", "redundancy")
ELSEWHERE = frozenset(
    {"ring_status", "ring_grade", "member_protected", "member_by_hand", "member_number"}
    | {f"member_{band}" for band in ("firm", "likely", "possible", "loose")}
)
UNKNOWN = 9  # a handling code that no list knows is taken to be stricter than all that are known


def strictest(codes: list[str]) -> str:
    """The code that binds most, an unknown one before any known; several that bind alike are all said."""
    given = {code: int(schema.entry("handling", code).get("rank", UNKNOWN)) for code in codes if code}
    return ", ".join(sorted(code for code, rank in given.items() if rank == max(given.values())))


def _told(why: Why) -> Why:
    """The reasons that the summary does not give in its own words elsewhere: status, grade, notes about a member."""
    return replace(why, reasons=tuple(reason for reason in why.reasons if reason.template not in ELSEWHERE))


def _numbered(stated: Stated, sources: Sources) -> tuple[Said, ...]:
    return tuple((sentence, sources.numbers(rows)) for sentence, rows in stated)


def _settings(case: "Case") -> Mapping[str, Any]:
    """How the rings were found. What was left out on request can be a victim's phone: masked like all else."""
    kept = case.detections()
    return {name: _masked(case, value) for name, value in (kept[-1][2] if kept else {}).items()}


def _masked(case: "Case", value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _masked(case, one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(case, one) for one in value]
    return shown_text(case, value) if isinstance(value, str) else value


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """All that is said meanwhile is said in this language, also by parts that are not told it."""
    before = language()
    use_language(lang)
    try:
        yield
    finally:
        use_language(before)
