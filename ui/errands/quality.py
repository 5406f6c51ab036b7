"""A fix is made, or taken back, by a worker; it can be undone like any edit."""

from typing import Any

from ui.jobs import Job
from ui.session import MAKE, Session

MEND = "ui.answers.quality.listed:mend"


def mend(session: Session, problem: str, title: str) -> Job:
    """Make the fix of a problem by its name; `name=code` takes a word for a code."""
    return session.work(MEND, problem, title=title, then=lambda answer: _adopt(session, answer))


def let_count(session: Session, correction: int, *, counts: bool) -> Job:
    """Let a correction count again, or take it back."""
    from netlens.case.edits.corrections import CountCorrection

    edit = CountCorrection(correction, counts=counts)
    return session.work(MAKE, edit, title=edit.name, then=lambda answer: _adopt(session, answer))


def _adopt(session: Session, answer: tuple[str, Any]) -> None:
    session.adopt(*answer)
