"""Rings: find them, say why, decide about them."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from netlens.case.records import Decision
from netlens.i18n import _, mark
from ui.action import Action, Subject, with_case, with_ring
from ui.answers.plain.page import Target
from ui.errands.detection import find_rings, finding

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.session import Session


def decide(session: "Session", ring: str, **changes: Any) -> bool:
    """Lay one more decision over what was decided of the ring; can be undone."""
    if session.case is None or not ring:
        return False
    from netlens.case.edits.rings import DecideRing

    former = session.case.decisions().get(ring, Decision(ring))
    return session.apply(DecideRing(replace(former, **changes)))


def _find(window: "MainWindow") -> None:
    find_rings(window.session)


def _confirm(window: "MainWindow") -> None:
    decide(window.session, window.session.selection.ring, verdict="confirmed", reason="")


def _dismiss(window: "MainWindow") -> None:
    ring = window.session.selection.ring
    window.dialog(
        "reason",
        title=_("Dismiss the ring"),
        intro=_("It stays in the case, apart from the others, and no later detection brings it back unasked."),
        primary=_("Dismiss"),
        then=lambda reason: decide(window.session, ring, verdict="dismissed", reason=reason),
    )


def _reopen(window: "MainWindow") -> None:
    decide(window.session, window.session.selection.ring, verdict="open", reason="")


def _name(window: "MainWindow") -> None:
    window.dialog("name_ring", ring=window.session.selection.ring)


def _add(window: "MainWindow") -> None:
    session = window.session
    if session.case is None:
        return
    former = session.case.decisions().get(session.selection.ring, Decision(session.selection.ring))
    added = tuple(dict.fromkeys((*former.added, *session.selection.ids)))
    removed = tuple(one for one in former.removed if one not in added)
    decide(session, former.ring, added=added, removed=removed)


def _remove(window: "MainWindow") -> None:
    session = window.session
    if session.case is None:
        return
    former = session.case.decisions().get(session.selection.ring, Decision(session.selection.ring))
    removed = tuple(dict.fromkeys((*former.removed, *session.selection.ids)))
    added = tuple(one for one in former.added if one not in removed)
    decide(session, former.ring, added=added, removed=removed)


def _why(window: "MainWindow") -> None:
    window.session.go(Target("why:ring", (window.session.selection.ring,)))


def _what_if(window: "MainWindow") -> None:
    window.session.go(Target("what_if:ring", (window.session.selection.ring,)))


def _weights(window: "MainWindow") -> None:
    window.dialog("look_for_rings", weights=True)


def _look(window: "MainWindow") -> None:
    window.dialog("look_for_rings")


def _compare(window: "MainWindow") -> None:
    window.panel("compare")


def _may_find(session: "Session") -> bool:
    return session.case is not None and not finding(session)


def _picked_in_ring(session: "Session") -> bool:
    return with_ring(session) and bool(session.selection.ids)


ACTIONS = Subject(
    mark("&Rings"),
    30,
    (
        Action(
            "find_rings",
            mark("&Find rings"),
            _find,
            _may_find,
            shortcut="Ctrl+R",
            icon="find",
            help=mark("Look for rings in all records that count now. Decisions are kept."),
        ),
        Action(
            "look_for_rings",
            mark("How to &look for rings…"),
            _look,
            _may_find,
            shortcut="Ctrl+Shift+R",
            icon="settings",
            help=mark("Choose the method, its parameters, the period and the weights; save them as a preset."),
        ),
        Action(
            "weights",
            mark("Evidence &weights…"),
            _weights,
            with_case,
            icon="weights",
            help=mark("How much each kind of evidence counts against the others."),
        ),
        Action(
            "compare",
            mark("Co&mpare with an earlier detection"),
            _compare,
            with_case,
            shortcut="Alt+5",
            icon="compare",
            short=mark("Compare"),
            help=mark("Rings new, gone, split or merged; who came and who left, in the list and in the picture."),
        ),
        None,
        Action("show_why", mark("W&hy this ring?"), _why, with_ring, shortcut="W", icon="info"),
        Action(
            "show_what_if",
            mark("Wh&at if?"),
            _what_if,
            with_ring,
            icon="path",
            help=mark("Does the ring stand without its weakest evidence, one case, one member?"),
        ),
        None,
        Action("confirm", mark("&Confirm the ring"), _confirm, with_ring, shortcut="Ctrl+Return", icon="confirm",
               short=mark("Confirm")),
        Action("dismiss", mark("&Dismiss the ring…"), _dismiss, with_ring, shortcut="Ctrl+Delete", icon="dismiss",
               short=mark("Dismiss…")),
        Action("reopen", mark("&Reopen the ring"), _reopen, with_ring, icon="reopen", short=mark("Reopen"),
               help=mark("Take the decision back.")),
        Action("name_ring", mark("&Name the ring…"), _name, with_ring, shortcut="F2", icon="name", short=mark("Name…"),
               help=mark("Give it the operation's name.")),
        None,
        Action("add_member", mark("Add to the ring &by hand"), _add, _picked_in_ring, icon="add",
               short=mark("Add to the ring"),
               help=mark("The picked people become members of the ring, marked as added by hand.")),
        Action("remove_member", mark("Take &out of the ring"), _remove, _picked_in_ring, icon="remove",
               short=mark("Take out"),
               help=mark("The picked people are no longer members; a later detection keeps it so.")),
    ),
)  # fmt: skip
