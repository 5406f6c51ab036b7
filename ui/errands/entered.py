"""A worker has entered something in the history (an extract, a name shown): whoever shows the history asks again."""

from netlens.case.change import Change
from ui.session import Session


def entered(session: Session) -> None:
    if session.case is not None:
        session.changed.emit(Change(frozenset({"unmasked"}), session.case.revision))
