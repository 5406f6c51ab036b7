"""A ring's story as sentences, in one language, protected people by code; each with its rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netlens.case.protection import shown_name
from netlens.case.records import Source
from netlens.i18n import counter, translator
from netlens.network.rings.why import Reason
from netlens.report import wording
from netlens.report.periods.words import day, period_name

if TYPE_CHECKING:
    from netlens.case.case import Case

NAMED = 6  # people named in a sentence, and kinds of evidence; the rest are counted


def story_text(case: "Case", told: Sequence[Reason], lang: str) -> list[tuple[str, tuple[Source, ...]]]:
    """(sentence, its rows) for each statement of network/periods/story.py, in their order."""
    return [(sentence(case, reason, lang), reason.rows) for reason in told]


def sentence(case: "Case", reason: Reason, lang: str) -> str:
    """One statement in words. Fixed sentences: the same statement gives the same words."""
    values = reason.values
    written = _by_rows(reason, lang) or _by_search(reason, lang)
    said = written.format(
        n=reason.count,
        size=values.get("size", 0),
        both=values.get("both", 0),
        people=listed((shown_name(case, one) for one in reason.others), lang),
        facts=facts(values.get("facts", {}), lang),
        period=period_name(values["period"], lang) if "period" in values else "",
        since=period_name(values["since"], lang) if "since" in values else "",
        until=_until(values, lang),
        date=day(values.get("date", ""), lang),
        status=_status(str(values.get("status", "")), lang),
        periods=listed((period_name(code, lang) for code in values.get("periods", ())), lang, keep_order=True),
    )
    return said[:1].upper() + said[1:]


def facts(counts: Mapping[str, int], lang: str, named: int = NAMED) -> str:
    """`Calls: 40; Standing in the same case: 2`, the most first; the kinds after the first `named` are counted."""
    _ = translator(lang)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    said = [f"{wording.evidence(kind, lang)}: {count}" for kind, count in ordered[:named]]
    rest = sum(count for _kind, count in ordered[named:])
    return "; ".join([*said, *([_("other: {n}").format(n=rest)] if rest else [])])


def listed(names: Iterable[str], lang: str, *, keep_order: bool = False) -> str:
    """`A, B and 3 more`."""
    known = list(names) if keep_order else sorted(names)
    text, left = ", ".join(known[:NAMED]), len(known) - NAMED
    n_ = counter(lang)
    return n_("{text} and {n} more", "{text} and {n} more", left).format(text=text, n=left) if left > 0 else text


def _until(values: Mapping[str, Any], lang: str) -> str:
    """The end of a pause is a period; the end of the records is a day."""
    until = str(values.get("until", ""))
    return period_name(until, lang) if "since" in values else day(until, lang)


def _status(code: str, lang: str) -> str:
    _ = translator(lang)
    return {"supported": _("supported"), "tentative": _("tentative")}.get(code, code)


def _by_rows(reason: Reason, lang: str) -> str:
    """What the dated rows say."""
    _, n_, n = translator(lang), counter(lang), reason.count
    return {
        "story_born": n_(
            "{period}: the first evidence of it, from {date} on. {facts}. {n} of {size} members is named: {people}.",
            "{period}: the first evidence of it, from {date} on. {facts}. {n} of {size} members are named: {people}.",
            n,
        ),
        "story_period": n_(
            "{period}: {facts}. {n} of {size} members is named.",
            "{period}: {facts}. {n} of {size} members are named.",
            n,
        ),
        "story_again": n_(
            "{period}: evidence of it again. {facts}. {n} of {size} members is named.",
            "{period}: evidence of it again. {facts}. {n} of {size} members are named.",
            n,
        ),
        "story_joined": _("New in {period}: {people} ({n})."),
        "story_left": _("Named for the last time in {period}: {people} ({n})."),
        "story_dormant": _("No dated evidence of it from {since} to {until}.")
        if n > 1
        else _("No dated evidence of it in {since}."),
        "story_gone": n_(
            "Its last evidence is of {date}. For {n} month after it, up to {until}, the records are silent on it.",
            "Its last evidence is of {date}. For {n} months after it, up to {until}, the records are silent on it.",
            n,
        ),
        "story_undated": n_(
            "{n} row says no date and is in no period.", "{n} rows say no date and are in no period.", n
        ),
        "story_coarse": n_(
            "{n} row is dated too roughly for these periods and is in none of them.",
            "{n} rows are dated too roughly for these periods and are in none of them.",
            n,
        ),
        "story_outside": n_(
            "{n} row is dated a decade or more away from all others and is in no period: check the date.",
            "{n} rows are dated a decade or more away from all others and are in no period: check the dates.",
            n,
        ),
    }.get(reason.template, "")


def _by_search(reason: Reason, lang: str) -> str:
    """What a search of single periods says."""
    _, n_, n = translator(lang), counter(lang), reason.count
    return {
        "story_found": n_(
            "By the evidence of {period} alone a ring of {n} person is found ({status}); {both} belong to this one.",
            "By the evidence of {period} alone a ring of {n} people is found ({status}); {both} belong to this one.",
            n,
        ),
        "story_split": n_(
            "In {period} it is found in parts: {n} person forms a ring of their own: {people}.",
            "In {period} it is found in parts: {n} people form a ring of their own: {people}.",
            n,
        ),
        "story_merged": n_(
            "In {period} it is found as one with what was another ring until then ({n} person): {people}.",
            "In {period} it is found as one with what was another ring until then ({n} people): {people}.",
            n,
        ),
        "story_merged_into": n_(
            "In {period} it is found as part of another ring of {n} person: {people}.",
            "In {period} it is found as part of another ring of {n} people: {people}.",
            n,
        ),
        "story_not_found": _("By the evidence of one period alone it is not found in: {periods}."),
    }[reason.template]
