"""An import counts, or no longer: a worker makes it so, for who is protected is worked out anew."""

from typing import Any

from ui.jobs import Job
from ui.session import MAKE, Session


def count_import(session: Session, import_id: int, *, counts: bool) -> None:
    """Make an import count, or withdraw it; it can be undone like any edit."""
    from netlens.case.edits.imports import CountImport, WithdrawImport

    def made(answer: tuple[str, Any]) -> None:
        session.adopt(*answer)

    edit = CountImport(import_id) if counts else WithdrawImport(import_id)
    session.work(MAKE, edit, title=edit.name, then=made)


def take_back_if_cancelled(session: Session, job: Job) -> None:
    """An import cancelled in the moment after its rows began to count, before it could say so, is withdrawn."""
    case = session.case
    before = set(case.counted_imports()) if case is not None else set()

    def ended() -> None:
        if job.state == "cancelled" and case is not None and session.case is case:
            for number in set(case.counted_imports()) - before:
                count_import(session, number, counts=False)

    job.ended.connect(ended)
