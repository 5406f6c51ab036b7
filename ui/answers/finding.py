"""Looking for rings: found and kept by the worker; those of 100,000 people are too much to hand to the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from netlens.i18n import _
from netlens.progress import Job, Progress

if TYPE_CHECKING:
    from netlens.case.edits import Edit


def find(path: Path, passphrase: str, seed: int) -> "Job[tuple[str, Edit]]":
    """Find rings in all that counts now and keep them; gives the edit's name and its inverse, for the undo menu."""
    from netlens.case.case import Case
    from netlens.case.edits.rings import KeepRings
    from netlens.network.rings import find_rings

    rings = yield from find_rings(path, passphrase, seed=seed)
    yield Progress(_("Writing to the case file"))
    edit = KeepRings(rings)
    with Case.open(path, passphrase) as case:
        return edit.name, case.apply(edit)
