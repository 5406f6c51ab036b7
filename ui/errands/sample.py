"""The sample case: made anew in a worker, then opened. Nothing of the person's own is touched."""

from pathlib import Path

from netlens.commands.demo import PASSPHRASE, clear_for_sample, sample_path
from netlens.errors import NetLensError
from netlens.i18n import _
from ui.errands.opening import open_case
from ui.session import Session

MAKE = "netlens.commands.demo:make_sample"


def look_at_sample(session: Session) -> None:
    """Open the sample case; make it first when it is not there."""
    path = sample_path()

    def known() -> None:
        if session.case is None or not session.case.sample or not session.case.detections():
            session.close()
            _make(session, path)

    if path.exists():
        open_case(session, path, PASSPHRASE, then=known)
    else:
        _make(session, path)


def _make(session: Session, path: Path) -> None:
    try:
        clear_for_sample(path)
    except NetLensError as error:
        session.trouble.emit(error)
        return
    session.told.emit(_("The sample case is being made; it opens by itself in a few seconds."))
    job = session.jobs.run(
        MAKE,
        path,
        PASSPHRASE,
        session.importers,
        title=_("Making the sample case"),
    )
    job.done.connect(lambda _result: open_case(session, path, PASSPHRASE))
    job.failed.connect(session.trouble)
