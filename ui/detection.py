"""Looking for rings from the window: a worker finds them, the parent keeps them by one edit that can be undone."""

from typing import TYPE_CHECKING

from netlens.i18n import _
from ui.session import Session

if TYPE_CHECKING:
    from netlens.case.records import Rings

SEED = 1  # stated, so that the same case gives the same rings


def find_rings(session: Session) -> None:
    """Find rings in all that counts now; what the analyst decided is laid over them again."""

    def keep(rings: "Rings") -> None:
        from netlens.case.edits.rings import KeepRings

        session.apply(KeepRings(rings))

    session.work("netlens.network.rings:find_rings", title=_("Finding rings"), then=keep, seed=SEED)
