"""The members of a ring as a summary lists them: the firmest first, with what must be known before acting on one."""

from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.case.protection import code, shown_name, shown_text, unmask
from netlens.case.records import Member, Ring
from netlens.i18n import counter, translator
from netlens.report import wording as words
from netlens.report.ring.rows import rows
from netlens.report.summary import Said, SummaryMember, Terms

if TYPE_CHECKING:
    from netlens.case.case import Case

BANDS = ("firm", "likely", "possible", "loose")
VICTIM = ("victim", "possible_victim")


def ordered(case: "Case", ring: Ring) -> tuple[Member, ...]:
    """Firmest first, then best connected; the record id decides between equals."""
    return tuple(sorted(ring.members, key=lambda m: (BANDS.index(m.band), -m.degree, case.record_id(m.vertex))))


def member(case: "Case", one: Member, number: int, why: tuple[Said, ...], terms: Terms) -> SummaryMember:
    """One member, masked; a protected one by name only where the terms release names."""
    lang, kind = terms.lang, case.ref(one.vertex).kind
    hidden = code(case, one.vertex)
    flags, notes = _notes(case, one, kind, lang)
    return SummaryMember(
        code=f"m{number}",
        record=_record(case, one.vertex, hidden, terms),
        name=name(case, one.vertex, terms),
        protected=bool(hidden),
        band=one.band,
        recorded=one.recorded,
        functions=tuple(one.functions),
        stage=one.stage,
        notes=notes,
        why=why,
        evidence=dict(one.evidence),
        words={
            "band": words.band(one.band, lang),
            "recorded": words.recorded(one.recorded, lang)
            if kind == "person"
            else schema.label("entity_kind", kind, lang),
            "functions": words.functions(tuple(one.functions), lang),
            "stage": schema.label("stage", one.stage, lang) if one.stage else "",
        },
        kind=kind,
        flags=flags,
    )


def _record(case: "Case", vertex: int, hidden: str, terms: Terms) -> str:
    """A number that nobody holds now may have been a victim's: its record id is the number itself."""
    if terms.identify:
        return case.record_id(vertex)
    return hidden or shown_text(case, case.record_id(vertex))


def name(case: "Case", person: int, terms: Terms) -> str:
    """What a person is called in this summary. A release of a protected name is entered in the audit."""
    hidden = code(case, person)
    if hidden and terms.identify:
        return f"{hidden} · {unmask(case, person, terms.purpose, terms.authority)}"
    return shown_name(case, person)


def _notes(case: "Case", one: Member, kind: str, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    _, n_ = translator(lang), counter(lang)
    involved = rows(case.table("involvements"), "person", [one.vertex])
    cleared = {row["case"] for row in involved if schema.entry("stage", row["stage"]).get("flagged")}
    found: list[tuple[str, str]] = []
    if cleared:
        text = n_(
            "Acquitted, or the case dropped, in {n} case: that case is no evidence against this person.",
            "Acquitted, or the case dropped, in {n} cases: those cases are no evidence against this person.",
            len(cleared),
        )
        found.append(("cleared", text.format(n=len(cleared))))
    if any(row["role"] in VICTIM for row in involved):
        found.append(
            (
                "dual",
                _("Also recorded as a victim of trafficking: the principle of non-punishment is to be considered."),
            )
        )
    elif code(case, one.vertex):
        found.append(("protected", _("A protected person: shown by code; the rules for minors may apply.")))
    if any(row["role"] == "official" for row in involved) or "CorruptOfficial" in one.functions:
        found.append(("official", _("Recorded as an official.")))
    if one.by_hand:
        found.append(("by_hand", _("Added to the ring by the analyst, not by the detection.")))
    if kind != "person":
        found.append(("number", _("Nobody is recorded as the holder of this number or account.")))
    return tuple(flag for flag, _text in found), tuple(text for _flag, text in found)
