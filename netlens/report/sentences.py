"""The reasons of a ring or a member as sentences, in one language, protected people by code."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from netlens.case import schema
from netlens.case.protection import shown_label, shown_name
from netlens.case.records import Source
from netlens.i18n import counter, translator
from netlens.network.rings.what_if import Outcome
from netlens.network.rings.why import Reason, Why

if TYPE_CHECKING:
    from netlens.case.case import Case

NAMED = 4  # people or records named in a sentence; the rest are counted
FLAGGED = ("acquitted", "dropped")


def why_text(case: "Case", why: Why, lang: str) -> list[tuple[str, tuple[Source, ...]]]:
    """(sentence, its rows) for each reason, in their order. Fixed sentences: the same reasons give the same words."""
    return [(sentence(case, reason, lang), reason.rows) for reason in why.reasons]


def sentence(case: "Case", reason: Reason, lang: str) -> str:
    """One reason in words."""
    written = _plain(lang).get(reason.template) or _counted(counter(lang), reason.count).get(reason.template)
    if reason.template == "member_recorded":
        return _recorded(reason, lang)
    if written is None:
        raise KeyError(reason.template)
    return written.format(
        n=reason.count,
        people=_listed((shown_name(case, one) for one in reason.others), len(reason.others), lang),
        things=_listed((_thing(case, one, lang) for one in reason.subjects), len(reason.subjects), lang),
        pairs=reason.values.get("pairs", 0),
        kind=schema.kind_label(reason.kind, lang).lower(),
        ring=reason.values.get("ring", ""),
    )


def outcome_text(case: "Case", outcome: Outcome, lang: str) -> str:
    """What remains of a ring without something."""
    _, n_ = translator(lang), counter(lang)
    fall = len(outcome.falling)
    if outcome.broken:
        return _("The ring does not hold. {reason}").format(reason=_broken(outcome, lang))
    if fall:
        names = _listed((shown_name(case, one) for one in outcome.falling), fall, lang)
        return n_(
            "The ring holds; {n} member would no longer belong to it: {people}.",
            "The ring holds; {n} members would no longer belong to it: {people}.",
            fall,
        ).format(n=fall, people=names)
    if outcome.taken:
        return _("The ring holds, with all its other members.")
    return _("The ring holds, with all its members.")


def without_text(case: "Case", outcome: Outcome, named: str, lang: str) -> str:
    """The same as one sentence: `named` is what is left out, in words ("the case C01")."""
    _ = translator(lang)
    said = outcome_text(case, outcome, lang)
    return _("Without {what}: {outcome}").format(what=named, outcome=said) if outcome.without else said


def whole_text(outcome: Outcome, lang: str) -> str:
    """What is to be said before any question, when the ring does not stand with everything either; else ""."""
    _ = translator(lang)
    if outcome.survives:
        return ""
    return _("Even with all its evidence it does not pass every test. {reason}").format(reason=_broken(outcome, lang))


def _broken(outcome: Outcome, lang: str) -> str:
    """Why what is left of a ring is no ring."""
    _ = translator(lang)
    stay, every = len(outcome.staying), len(outcome.staying) + len(outcome.falling)
    whole = {
        "chance": _("Its members are tied no more closely than chance explains."),
        "one_fact": _("Hardly more than one case, call or number ties its members."),
    }
    some = {
        "untied": _("Nothing ties its members to each other."),
        "apart": _("Only {n} of its {all} members stay tied to each other."),
        "chance": _("{n} of its {all} members stay tied, no more closely than chance explains."),
        "one_fact": _("{n} of its {all} members stay tied, by hardly more than one case, call or number."),
    }
    known = whole if stay == every and outcome.broken in whole else some
    return known[outcome.broken].format(n=stay, all=every)


def _counted(n_: Callable[[str, str, int], str], n: int) -> dict[str, str]:
    """Sentences that count facts."""
    return {
        "member_case": n_(
            "Offender or suspect in {n} case with {people}: {things}.",
            "Offender or suspect in {n} cases with {people}: {things}.",
            n,
        ),
        "member_route": n_(
            "Travelled {n} route, or a leg of it on the same day, with {people}: {things}.",
            "Travelled {n} routes, or legs of them on the same days, with {people}: {things}.",
            n,
        ),
        "member_phone": n_(
            "Held {n} phone at the same time as {people}: {things}.",
            "Held {n} phones at the same time as {people}: {things}.",
            n,
        ),
        "member_account": n_(
            "Held {n} account at the same time as {people}: {things}.",
            "Held {n} accounts at the same time as {people}: {things}.",
            n,
        ),
        "member_vehicle": n_(
            "Used {n} vehicle at the same time as {people}: {things}.",
            "Used {n} vehicles at the same time as {people}: {things}.",
            n,
        ),
        "member_document": n_(
            "{n} identity paper is also recorded for {people}: {things}.",
            "{n} identity papers are also recorded for {people}: {things}.",
            n,
        ),
        "member_address": n_(
            "Lived at {n} address at the same time as {people}: {things}.",
            "Lived at {n} addresses at the same time as {people}: {things}.",
            n,
        ),
        "member_victim": n_(
            "Handled {n} victim whom {people} handled in another case: {things}.",
            "Handled {n} victims whom {people} handled in other cases: {things}.",
            n,
        ),
        "member_organisation": n_(
            "Tied to {n} organisation with {people}: {things}.",
            "Tied to {n} organisations with {people}: {things}.",
            n,
        ),
        "member_event": n_(
            "At {n} event with {people}: {things}.",
            "At {n} events with {people}: {things}.",
            n,
        ),
        "member_crossing": n_(
            "Crossed the border {n} time in one vehicle with {people}: {things}.",
            "Crossed the border {n} times in one vehicle with {people}: {things}.",
            n,
        ),
        "member_call": n_("{n} call with {people}.", "{n} calls with {people}.", n),
        "member_payment": n_("{n} payment to or from {people}.", "{n} payments to or from {people}.", n),
        "member_companion": n_(
            "Named as companion at {n} border crossing with {people}.",
            "Named as companion at {n} border crossings with {people}.",
            n,
        ),
        "member_stated": n_(
            "{n} record states a tie ({kind}) with {people}.", "{n} records state a tie ({kind}) with {people}.", n
        ),
        "member_other_ring": n_(
            "Also tied to ring {ring}, by {n} fact.",
            "Also tied to ring {ring}, by {n} facts.",
            n,
        ),
        "member_alike": n_(
            "Most likely the same person as another record, counted as one: {people}.",
            "Most likely the same person as {n} other records, counted as one: {people}.",
            n,
        ),
        "ring_case": n_(
            "{n} case names two members or more as offenders or suspects: {things}.",
            "{n} cases name two members or more as offenders or suspects: {things}.",
            n,
        ),
        "ring_route": n_(
            "{n} route, or a leg of it on the same day, was travelled by two members or more: {things}.",
            "{n} routes, or legs of them on the same days, were travelled by two members or more: {things}.",
            n,
        ),
        "ring_phone": n_(
            "{n} phone was held by two members or more at the same time: {things}.",
            "{n} phones were held by two members or more at the same time: {things}.",
            n,
        ),
        "ring_account": n_(
            "{n} account was held by two members or more at the same time: {things}.",
            "{n} accounts were held by two members or more at the same time: {things}.",
            n,
        ),
        "ring_vehicle": n_(
            "{n} vehicle was used by two members or more at the same time: {things}.",
            "{n} vehicles were used by two members or more at the same time: {things}.",
            n,
        ),
        "ring_document": n_(
            "{n} identity paper is recorded for two members or more: {things}.",
            "{n} identity papers are recorded for two members or more: {things}.",
            n,
        ),
        "ring_address": n_(
            "{n} address was shared by two members or more at the same time: {things}.",
            "{n} addresses were shared by two members or more at the same time: {things}.",
            n,
        ),
        "ring_organisation": n_(
            "{n} organisation ties two members or more: {things}.",
            "{n} organisations tie two members or more: {things}.",
            n,
        ),
        "ring_event": n_(
            "{n} event brought two members or more together: {things}.",
            "{n} events brought two members or more together: {things}.",
            n,
        ),
        "ring_victim": n_(
            "{n} victim was handled by members in different cases: {things}.",
            "{n} victims were handled by members in different cases: {things}.",
            n,
        ),
        "ring_crossing": n_(
            "Two members or more crossed the border {n} time in one vehicle: {things}.",
            "Two members or more crossed the border {n} times in one vehicle: {things}.",
            n,
        ),
        "ring_call": n_(
            "{n} call between members (pairs who called each other: {pairs}).",
            "{n} calls between members (pairs who called each other: {pairs}).",
            n,
        ),
        "ring_payment": n_(
            "{n} payment between members (pairs: {pairs}).", "{n} payments between members (pairs: {pairs}).", n
        ),
        "ring_companion": n_(
            "Members are named as companions at {n} border crossing.",
            "Members are named as companions at {n} border crossings.",
            n,
        ),
        "ring_stated": n_(
            "{n} record states a tie ({kind}) between members.", "{n} records state a tie ({kind}) between members.", n
        ),
        "ring_victims": n_(
            "{n} protected person was handled mostly by its members: {things}.",
            "{n} protected people were handled mostly by its members: {things}.",
            n,
        ),
    }


def _plain(lang: str) -> dict[str, str]:
    """Sentences that count nothing."""
    _ = translator(lang)
    return {
        "member_firm": _("Holds to the ring nearly always when a tenth of the evidence is missing: firmly in it."),
        "member_likely": _("Holds to the ring most of the time when a tenth of the evidence is missing: likely in it."),
        "member_possible": _("Holds to the ring more often than not when evidence is missing: possibly in it."),
        "member_loose": _("Seldom holds to the ring when evidence is missing: only loosely tied to it."),
        "member_number": _("Nobody is recorded as the holder of this number or account."),
        "member_by_hand": _("Added by the analyst, not by the search."),
        "member_protected": _("Also protected (victim, witness, informant or under age in some case): shown by code."),
    }


def _recorded(reason: Reason, lang: str) -> str:
    """What a member is recorded as, and what weighs against reading it as guilt."""
    _ = translator(lang)
    role, stage = str(reason.values["recorded"]), str(reason.values["stage"])
    if role == "none":
        return _("No role in any case is recorded: nothing but these ties speaks of them.")
    known = [code for code in reason.values["functions"] if schema.entry("functions", code)]  # the rest is free text
    functions = "; ".join(schema.label("functions", code, lang) for code in known)
    parts = [schema.label("role", role, lang), functions, schema.label("stage", stage, lang) if stage else ""]
    said = _("Recorded as: {parts}.").format(parts=", ".join(part for part in parts if part))
    if stage in FLAGGED:
        said += " " + _("Those proceedings ended; they are no evidence here, only the other ties are.")
    return said


def _thing(case: "Case", entity: int, lang: str) -> str:
    """What was shared: cases and routes by record id, everything else as protection shows it."""
    if case.ref(entity).kind in ("case", "route"):
        return case.record_id(entity)
    return shown_label(case, entity, lang)


def _listed(names: Iterable[str], count: int, lang: str) -> str:
    """`A, B, C, D and 3 more`."""
    shown = sorted(names)[:NAMED]
    text = ", ".join(shown)
    left = count - len(shown)
    n_ = counter(lang)
    return n_("{text} and {n} more", "{text} and {n} more", left).format(text=text, n=left) if left else text
