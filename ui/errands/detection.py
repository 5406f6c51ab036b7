"""Looking for rings from the window; what was found can be undone like any edit."""

from collections.abc import Callable
from typing import Any

from netlens.case.records import Preset
from netlens.i18n import _
from ui.session import Session

FIND = "ui.answers.finding:find"
SEED = 1  # stated, so that the same case gives the same rings


def find_rings(
    session: Session,
    preset: Preset | None = None,
    *,
    since: str = "",
    until: str = "",
    then: Callable[[], None] | None = None,
) -> None:
    """Find rings in all that counts now, or in what the evidence of these days (ISO) says; what the analyst decided is
    laid over them again. `preset`: in another way than the standard one; `then`: what follows when they are there.
    """

    def kept(made: tuple[str, Any]) -> None:
        session.adopt(*made)
        if then is not None:
            then()

    session.work(FIND, SEED, since, until, preset, title=_("Finding rings"), then=kept)
