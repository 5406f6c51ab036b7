"""Watch people, phones, accounts, vehicles and documents, or watch them no longer; undone like any edit."""

from collections.abc import Iterable

from netlens.i18n import _, ngettext
from ui.session import Session


def watch(session: Session, picked: Iterable[int], *, on: bool) -> bool:
    """Watch those of `picked` that can be watched (or no longer). False when there is none, or it could not be done."""
    if session.case is None:
        return False
    from netlens.case.edits.watching import KINDS, Watch

    watched = session.case.watched()
    wanted = [one for one in picked if session.case.ref(one).kind in KINDS and (one in watched) != on]
    if not wanted:
        return False
    done = session.apply(Watch(dict.fromkeys(wanted, "" if on else None)))
    if done and on:
        n = len(wanted)
        words = ngettext("{n} is watched: each import that touches it says so.",
                         "{n} are watched: each import that touches them says so.", n)  # fmt: skip
        session.told.emit(words.format(n=n))
    elif done:
        session.told.emit(_("No longer watched."))
    return done


def any_watched(session: Session) -> bool:
    """Whether something that is picked is watched."""
    return session.case is not None and not set(session.selection.ids).isdisjoint(session.case.watched())


def any_unwatched(session: Session) -> bool:
    """Whether something that is picked is not watched, and can be."""
    if session.case is None or not session.selection.ids:
        return False
    from netlens.case.edits.watching import KINDS

    watched = session.case.watched()
    return any(one not in watched and session.case.ref(one).kind in KINDS for one in session.selection.ids[:50])
