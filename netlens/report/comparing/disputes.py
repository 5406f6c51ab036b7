"""Where the search disagrees with the analyst, in words."""

from typing import TYPE_CHECKING

from netlens.case.protection import shown_name
from netlens.i18n import counter, translator
from netlens.network.curation import Dispute
from netlens.report.periods.story import listed

if TYPE_CHECKING:
    from netlens.case.case import Case


def dispute_words(case: "Case", dispute: Dispute, lang: str) -> str:
    """One disagreement as a sentence, protected people by code."""
    _, n_, n = translator(lang), counter(lang), len(dispute.people)
    said = {
        "confirmed_like_chance": _("Confirmed by the analyst; the last search does not tell it from chance."),
        "dismissed_but_found": _("Dismissed by the analyst; the last search finds it all the same."),
        "taken_out_but_found": n_(
            "Taken out by hand, but the search places them in it: {people}.",
            "Taken out by hand, but the search places these {n} in it: {people}.",
            n,
        ),
        "added_not_found": n_(
            "Added by hand; the search does not place them in it: {people}.",
            "Added by hand; the search does not place these {n} in it: {people}.",
            n,
        ),
    }[dispute.kind]
    return said.format(n=n, people=listed((shown_name(case, one) for one in dispute.people), lang))
