"""How surely a person belongs, told as a band, never as a decimal."""

from netlens.case.records import Band

STAYS = 0.9  # of the time in their ring, for the firm
# The chance that someone is rightly in their ring, by a twin of the evidence whose rings are known (rings/twin.py).
BANDS: tuple[tuple[float, Band], ...] = ((0.9, "firm"), (0.8, "likely"), (0.6, "possible"))


def band(stays: float, membership: float) -> Band:
    """The band of someone who stays in their ring so much of the time, rightly with a chance of `membership`."""
    for least, name in BANDS:
        if membership >= least and (name != "firm" or stays >= STAYS):
            return name
    return "loose"
