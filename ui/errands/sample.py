"""The sample case: made anew in a worker, then opened. Nothing of the person's own is touched."""

from functools import partial
from pathlib import Path

from netlens.commands.demo import PASSPHRASE, clear_for_sample, sample_path
from netlens.errors import NetLensError
from netlens.i18n import _
from ui.session import Session

MAKE = "netlens.commands.demo:make_sample"


def look_at_sample(session: Session) -> None:
    """Open the sample case; make it first when it is not there."""
    path = sample_path()
    try:
        if path.exists():
            session.open(path, PASSPHRASE)
            if session.case is not None and session.case.sample and session.case.detection() is not None:
                return
            session.close()
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
    job.done.connect(partial(_made, session, path))
    job.failed.connect(session.trouble)


def _made(session: Session, path: Path, _result: object) -> None:
    try:
        session.open(path, PASSPHRASE)
    except NetLensError as error:
        session.trouble.emit(error)
