"""How surely a person belongs: kept over the runs on thinned evidence, told as a band, never as a decimal."""

from netlens.case.records import Band

# Shares of eight runs. Measured on planted rings: of the firm 99 % and more are right, of the likely 95 %.
_BANDS: tuple[tuple[float, Band], ...] = ((0.99, "firm"), (0.74, "likely"), (0.49, "possible"))


def band(stays: float) -> Band:
    """The band of someone who kept to their ring in this share of the runs."""
    for least, name in _BANDS:
        if stays >= least:
            return name
    return "loose"
