"""Whether large tables are whole: every column, every lexicon, every edge, and that they fit together."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from netlens.case.store.bulk import edges, lexicons
from netlens.case.store.bulk.chunks import ALWAYS, GROUPS, NUMBERS
from netlens.case.store.bulk.counted import Kept, files
from netlens.case.store.connection import Connection
from netlens.errors import CaseFileError
from netlens.i18n import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


def problems(connection: Connection, entities: "Ints") -> Iterator[str]:
    """What is wrong, in words; `entities`: all there are, in ascending order."""
    for kept in files(connection, only_counted=False):
        try:
            if not _fits(kept, entities):
                yield _("Import {n}: its parts do not fit together.").format(n=kept.import_id)
        except (CaseFileError, ValueError, IndexError):
            yield _("Import {n}: a part of it cannot be read.").format(n=kept.import_id)


def _fits(kept: Kept, entities: "Ints") -> bool:
    """Whether all codes have their text, all numbers their entity, all rows their place, all edges their calls."""
    import numpy as np

    sizes = _sizes(kept)
    if sizes is None:
        return False
    numbers = np.unique(kept.entities)
    if not np.isin(numbers[numbers > 0], entities).all():
        return False
    calls: dict[int, int] = {}
    expected = kept.first
    for chunk in kept.chunks:
        if chunk.first != expected:
            return False
        expected += chunk.n
        for slot in kept.slots:
            codes = kept.column(chunk, slot.name)
            if len(codes) and not 0 <= int(codes.min()) <= int(codes.max()) < sizes[slot.lexicon]:
                return False
        rows, groups = kept.column(chunk, "row"), kept.column(chunk, "group")
        if len(rows) and (int(rows[0]), int(rows[-1])) != (chunk.low, chunk.high):
            return False
        if int((groups != ALWAYS).sum()) != chunk.repeats or len(kept.column(chunk, "shift")) != chunk.n:
            return False
        for group, n in zip(*(one.tolist() for one in np.unique(groups, return_counts=True)), strict=True):
            calls[group] = calls.get(group, 0) + n
    parts = [ALWAYS, *range(GROUPS, GROUPS + len(kept.unless))]
    return expected == kept.last + 1 and all(_calls(kept, part) == calls.get(part, 0) for part in parts)


def _sizes(kept: Kept) -> dict[str, int] | None:
    """How many texts each lexicon holds; None where one is not whole."""
    found: dict[str, int] = {}
    for name, first, n, texts in kept.connection.execute(
        "SELECT name, first, n, texts FROM lexicon WHERE file = ? ORDER BY name, first", (kept.file,)
    ):
        if first != found.get(name, 0) or len(lexicons.unpacked(texts)) != n:
            return None
        found[name] = first + n
    for slot in kept.slots:
        if slot.lexicon == NUMBERS:
            fits = len(kept.entities) == found.get(NUMBERS)
        else:
            fits = not slot.field or len(kept.values(slot.lexicon)) == found.get(slot.lexicon)
        if not fits:
            return None
    return found


def _calls(kept: Kept, part: int) -> int:
    """How many calls the edges of a group tell of: each stands with both its ends, a call to oneself once."""
    whole = edges.all_of(kept.connection, [(kept.file, part)])
    return int(whole.out.sum())
