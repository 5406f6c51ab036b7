"""Opening and making a case from the window: a worker derives the key, which takes a moment; the window goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from netlens.errors import NetLensError
from netlens.jobs import Failure
from ui.jobs import Job
from ui.session import Session

UNLOCK, MAKE = "netlens.case.unlocking:unlock", "netlens.case.unlocking:make"


def open_case(
    session: Session,
    path: Path,
    passphrase: str,
    *,
    new: bool = False,
    then: Callable[[], Any] | None = None,
    failed: Callable[[Failure | NetLensError], Any] | None = None,
) -> Job:
    """Open a case file, or make it when it is `new`; `then` what follows when it is open.

    `failed`: who tells the person what went wrong; by default the window does.
    """
    wrong = failed or session.trouble.emit

    def unlocked(key: tuple[bytes, bytes]) -> None:
        from netlens.case.store.key import remember

        remember(passphrase, *key)
        try:
            session.open(path, passphrase)
        except NetLensError as error:
            wrong(error)
            return
        if then is not None:
            then()

    job = session.jobs.run(MAKE if new else UNLOCK, path, passphrase, lane="ask", topic="opening")
    job.done.connect(unlocked)
    job.failed.connect(wrong)
    return job
