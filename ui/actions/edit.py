"""Take back, do again, search, step back, pick."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from netlens.i18n import _, mark
from ui.action import Action, Subject, with_case, with_picked, with_ring
from ui.errands.suggestions import decide_suggestion
from ui.errands.watching import any_unwatched, any_watched, watch
from ui.session import MAKE

if TYPE_CHECKING:
    from netlens.case.edits.suggestions import Said
    from ui.main_window import MainWindow
    from ui.session import Session


def _undo(window: "MainWindow") -> None:
    window.session.undo.undo()


def _redo(window: "MainWindow") -> None:
    window.session.undo.redo()


def _can_undo(session: "Session") -> bool:
    return session.undo.canUndo() and not _writing(session)


def _can_redo(session: "Session") -> bool:
    return session.undo.canRedo() and not _writing(session)


def _writing(session: "Session") -> bool:
    """Whether a worker is making an edit: until it has, there is nothing to take back."""
    return any(job.order.function == MAKE for job in session.jobs.running())


def _search(window: "MainWindow") -> None:
    window.search.start()


def _back(window: "MainWindow") -> None:
    window.back()


def _neighbours(window: "MainWindow") -> None:
    window.workspace.graph.pick_neighbours()


def _members(window: "MainWindow") -> None:
    window.workspace.pick_members()


def _reveal(window: "MainWindow") -> None:
    """The name of the one who is picked, if it is hidden at all."""
    page = window.page()
    if page is not None and page.facts.get("protected"):
        window.dialog("reveal", entity=window.session.selection.ids[0])
    else:
        window.notice(_("Nobody is hidden here: pick one protected person first."))


def _watch(window: "MainWindow") -> None:
    watch(window.session, window.session.selection.ids, on=True)


def _unwatch(window: "MainWindow") -> None:
    watch(window.session, window.session.selection.ids, on=False)


def _said(verdict: "Said") -> Callable[["MainWindow"], None]:
    def say(window: "MainWindow") -> None:
        decide_suggestion(window.session, window.session.selection.ids, verdict)

    return say


def _two_picked(session: "Session") -> bool:
    return session.case is not None and len(session.selection.ids) == 2


def _one_picked(session: "Session") -> bool:
    return session.case is not None and len(session.selection.ids) == 1


ACTIONS = Subject(
    mark("&Edit"),
    20,
    (
        Action("undo", mark("&Undo"), _undo, _can_undo, shortcut="Ctrl+Z", icon="undo"),
        Action("redo", mark("&Redo"), _redo, _can_redo, shortcut="Ctrl+Shift+Z", icon="redo"),
        None,
        Action(
            "search",
            mark("&Search…"),
            _search,
            shortcut="Ctrl+K",
            icon="search",
            help=mark("A name, phone, plate, case number, place, or any action by its name."),
        ),
        Action("back", mark("&Back one step"), _back, with_case, shortcut="Esc", icon="back"),
        None,
        Action(
            "neighbours",
            mark("Pick &neighbours"),
            _neighbours,
            with_picked,
            shortcut="N",
            icon="neighbours",
            short=mark("Neighbours"),
            help=mark("Everyone in the picture who is tied to what is picked."),
        ),
        Action(
            "members",
            mark("Pick the ring's &members"),
            _members,
            with_ring,
            shortcut="Ctrl+Shift+A",
            icon="ring",
        ),
        None,
        Action("note_suggestion", mark("Tie &worth checking"), _said("noted"), _two_picked, icon="confirm",
               short=mark("Worth checking"), help=mark("Note that a tie between the two picked should be checked.")),
        Action("reject_suggestion", mark("Tie not worth &checking"), _said("rejected"), _two_picked, icon="dismiss",
               short=mark("Reject"), help=mark("The tie between the two picked is suggested no more.")),
        Action("reopen_suggestion", mark("Take the word on the &tie back"), _said("open"), _two_picked, icon="reopen",
               short=mark("Take back")),
        None,
        Action("watch", mark("W&atch"), _watch, any_unwatched, shortcut="Shift+W", icon="watch",
               help=mark("Each import says what it tells of the people, phones, accounts and vehicles picked.")),
        Action("unwatch", mark("Watch no &longer"), _unwatch, any_watched, shortcut="Ctrl+Shift+W", icon="watch"),
        Action(
            "reveal",
            mark("Show a protected person's name…"),
            _reveal,
            _one_picked,
            shortcut="V",
            icon="eye",
            help=mark("For a stated reason, which is entered in the history; shown in Details only."),
            short=mark("Show name…"),
        ),
    ),
)  # fmt: skip
