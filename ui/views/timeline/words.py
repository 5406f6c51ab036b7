"""A place on the timeline in words: tool tip, and what a screen reader says."""

from typing import Any

from numpy.typing import NDArray

from netlens.i18n import _, ngettext
from ui.answers.plain.time import Lane, Lanes


def cell_words(lanes: Lanes, lane: Lane | None, column: int, counts: NDArray[Any] | None) -> str:
    """A lane (None: the histogram) in one column (-1: as a whole); `counts` by family."""
    name = lanes.title if lane is None else lane.label
    if column < 0:
        return lane.words if lane is not None else name
    parts = [f"{name}, {lanes.bins[column].words}"]
    found = [] if counts is None else counts.tolist()
    total = sum(found)
    if total:
        parts.append(ngettext("{n} fact", "{n} facts", total).format(n=total))
        named = zip(lanes.families, found, strict=True)
        parts += [f"{label}: {count}" for (_code, label), count in named if count]
    else:
        parts.append(_("no dated evidence"))
    if lane is not None:
        parts += [sign.words for sign in lane.signs if sign.column == column]
    return "\n".join(parts)
