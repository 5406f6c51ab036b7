"""How much each kind of evidence weighs against the others: one table, which the analyst may edit."""

from collections.abc import Mapping
from math import isfinite

from netlens.errors import NetLensError
from netlens.i18n import _

TWO_MODE = (
    "case", "route", "phone", "account", "vehicle", "document", "address", "victim", "crossing", "organisation",
    "event",
)  # fmt: skip
STATED = (
    "associate", "family", "met", "travelled", "recruited", "controls", "paid", "called", "messaged", "shares", "other",
)  # fmt: skip
ONE_MODE = ("call", "payment", "companion", *STATED)
KINDS = (*TWO_MODE, *ONE_MODE)

# Only the relation counts: what one fact of the kind says against one shared case of two people.
DEFAULTS: Mapping[str, float] = {
    **dict.fromkeys(KINDS, 1.0),
    "address": 0.5,  # a lodging house holds many who have nothing to do with each other
    "victim": 0.5,  # two who handled the same victim need not have met
    "crossing": 0.5,
    "organisation": 0.5,  # a firm or club has many members for many reasons
    "call": 0.5,
    "family": 0.5,
    "called": 0.5,
    "messaged": 0.5,
    "other": 0.5,
}
HALF_LIFE = (
    "half_life_years"  # evidence this many years older than the latest counts half; not set: age does not matter
)


def checked(given: Mapping[str, float]) -> dict[str, float]:
    """All weights, the given ones over the defaults. NetLensError for an unknown kind, or a weight not above 0."""
    for kind, weight in given.items():
        if kind not in DEFAULTS and kind != HALF_LIFE:
            raise NetLensError(
                _("There is no evidence of the kind “{kind}” to weigh.").format(kind=kind),
                _("Kinds: {kinds}.").format(kinds=", ".join((*KINDS, HALF_LIFE))),
            )
        if not isfinite(weight) or weight <= 0:
            raise NetLensError(
                _("The weight of “{kind}” is {weight}: it must be above 0.").format(kind=kind, weight=weight),
                _("Give a number above 0, or leave that evidence out instead."),
            )
    return {**DEFAULTS, **{kind: float(weight) for kind, weight in given.items()}}


def relative(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights over the heaviest, to nine digits: all of them doubled is the same table."""
    kinds = {kind: weight for kind, weight in weights.items() if kind != HALF_LIFE}
    heaviest = max(kinds.values())
    return {kind: round(weight / heaviest, 9) for kind, weight in kinds.items()}
