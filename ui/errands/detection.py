"""Looking for rings from the window; what was found can be undone like any edit."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from netlens.case.change import Change
from netlens.case.records import Preset
from netlens.i18n import _
from netlens.progress import Progress
from ui.session import Session

if TYPE_CHECKING:
    from netlens.case.case import Case

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

    def told(step: Progress) -> None:
        if step.partial is not None:
            session.glimpsed.emit(step.partial)

    def ended() -> None:
        if job.state != "done":
            session.glimpsed.emit(None)
            if session.case is case and case is not None:
                _unmade(session, case, before)

    case = session.case
    before = _latest(case) if case is not None else 0
    job = session.work(FIND, SEED, since, until, preset, title=_("Finding rings"), then=kept)
    job.progress.connect(told)
    job.ended.connect(ended)


def finding(session: Session) -> bool:
    """Whether rings are being looked for."""
    return any(job.order.function == FIND for job in session.jobs.running())


def _latest(case: "Case") -> int:
    return max((number for number, _time, _settings in case.detections()), default=0)


def _unmade(session: Session, case: "Case", before: int) -> None:
    """Cancelled in the moment after the worker had kept the rings, before it could say so: they are set aside."""
    from netlens.case.edits.rings import ForgetRings

    if _latest(case) > before:
        case.apply(ForgetRings(_latest(case)))
        session.changed.emit(Change(frozenset({"rings"}), case.revision))
