"""Texts as their places in order: numbers are sorted, compared and grouped many times faster than texts."""

from typing import Any

import numpy as np

from netlens.network.projection import Ints


def ranked(texts: Any) -> tuple[Ints, list[str]]:
    """Per text its place among the different ones, in order; and those, in order."""
    from pandas import factorize

    codes, known = factorize(np.asarray(texts, dtype=object))
    different: list[str] = known.tolist()
    order = sorted(range(len(different)), key=different.__getitem__)
    rank = np.empty(len(different), dtype=np.int64)
    rank[order] = np.arange(len(different))
    return rank[codes], [different[at] for at in order]
