"""What the ring hangs on: looked at again without its weakest evidence, each case, what many share, its key member."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from netlens.case.protection import shown_label, shown_text
from netlens.case.records import Ring
from netlens.i18n import counter, translator
from netlens.network.reduced import left_out, reduced
from netlens.network.rings.what_if import Outcome, what_if
from netlens.report.ring.rows import rows
from netlens.report.wording import grade_words

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.network.evidence import Evidence

NAMED = 3  # who falls off is named up to so many; more are counted
MOST_CASES = 12  # cases left out one by one, the largest first: what the ring could hang on


def what_ifs(case: "Case", evidence: "Evidence", ring: Ring, lang: str) -> tuple[Mapping[str, str], ...]:
    """One entry a question: what is left out, and what remains of the ring then."""
    _ = translator(lang)
    if not _without(case, evidence, ring, "").survives:
        # What falls without this or that says nothing when it does not stand with everything either.
        return (
            {"without": _("nothing"), "outcome": _("Even with all its evidence the ring does not pass every test.")},
        )
    grade = grade_words(ring.weakest_grade, lang)
    asked = [(_("the evidence graded {grade}, and worse").format(grade=grade), f"grade:{ring.weakest_grade}")]
    asked.append((_("phones, accounts and addresses that many share"), "hubs"))
    key = max(ring.members, key=lambda member: (member.betweenness, member.degree), default=None)
    if key is not None:
        name = shown_label(case, key.vertex, lang)
        asked.append((_("{name}, who joins most of the others").format(name=name), case.record_id(key.vertex)))
    found = [
        {"without": words, "outcome": _said(case, _without(case, evidence, ring, text), text, lang)}
        for words, text in asked
    ]
    return (*found, *_cases(case, evidence, ring, lang))


def _without(case: "Case", evidence: "Evidence", ring: Ring, text: str) -> Outcome:
    """The outcome, judged once a revision: the next language says the same."""
    known = case.reading.memo.setdefault("what_if", {})
    key = (ring.id, text)
    if key not in known:
        known[key] = what_if(reduced(evidence, left_out(case, (text,) if text else ())), ring, text)
    outcome: Outcome = known[key]
    return outcome


def _cases(case: "Case", evidence: "Evidence", ring: Ring, lang: str) -> list[Mapping[str, str]]:
    """Each of the largest cases alone: those without which the ring would not hold by name, the others in one line."""
    _, n_ = translator(lang), counter(lang)
    members = {member.vertex for member in ring.members}
    involved = rows(case.table("involvements"), "case", ring.cases)
    size = Counter(row["case"] for row in involved if row["person"] in members)
    tried = sorted(ring.cases, key=lambda one: (-size[one], one))[:MOST_CASES]
    fallen = [one for one in tried if not _without(case, evidence, ring, case.record_id(one)).survives]
    named: list[Mapping[str, str]] = [
        {
            "without": shown_text(case, case.record_id(one)),
            "outcome": _("The ring does not hold: it hangs on this case."),
        }
        for one in fallen
    ]
    rest = len(tried) - len(fallen)
    if rest:
        words = n_("any one of {n} case", "any one of {n} cases", rest).format(n=rest)
        if len(tried) < len(ring.cases):
            words = _("any one of its {n} largest cases").format(n=rest)
        named.append({"without": words, "outcome": _("The ring holds, whichever of them is left out.")})
    return named


def _said(case: "Case", outcome: Outcome, without: str, lang: str) -> str:
    _, n_ = translator(lang), counter(lang)
    lost = [one for one in outcome.falling if case.record_id(one) != without]  # who was left out is no news
    falling = len(lost)
    names = ", ".join(shown_label(case, one, lang) for one in lost[:NAMED])
    if not outcome.survives:
        return _("The ring does not hold: {n} of {all} members stay tied to each other, no more than chance.").format(
            n=len(outcome.staying), all=len(outcome.staying) + falling
        )
    if not falling:
        return (
            _("The ring holds, with all its other members.")
            if len(lost) < len(outcome.falling)
            else _("The ring holds, with all its members.")
        )
    if falling <= NAMED:
        return _("The ring holds; {names} would no longer belong to it.").format(names=names)
    return n_(
        "The ring holds; {n} member would no longer belong to it.",
        "The ring holds; {n} members would no longer belong to it.",
        falling,
    ).format(n=falling)
