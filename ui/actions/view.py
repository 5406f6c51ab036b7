"""What is shown, and how."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from netlens.i18n import mark
from ui.action import Action, Subject, with_case, with_picked, with_ring
from ui.answers.plain.page import Target

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.session import Session


def _graph(window: "MainWindow") -> None:
    window.workspace.show_tab("graph")


def _table(window: "MainWindow") -> None:
    window.workspace.show_tab("table")


def _frame(window: "MainWindow") -> None:
    window.workspace.graph.frame()


def _expand(window: "MainWindow") -> None:
    window.workspace.graph.expand()


def _hide(window: "MainWindow") -> None:
    window.workspace.graph.hide_picked()


def _show_all(window: "MainWindow") -> None:
    window.workspace.graph.show_hidden()


def _in(window: "MainWindow") -> None:
    window.workspace.graph.zoom(1.25)


def _out(window: "MainWindow") -> None:
    window.workspace.graph.zoom(0.8)


def _way(window: "MainWindow") -> None:
    """Pick everyone, and every number or record, on the shortest way between the two that are picked."""
    session = window.session
    session.ask("way", "ties:way", *session.selection.ids).done.connect(window.pick_way)


def _order(order: str) -> Callable[["MainWindow"], None]:
    def arrange(window: "MainWindow") -> None:
        window.workspace.show_tab("graph")
        window.workspace.graph.view.arrange_by(order)

    return arrange


def _two_picked(session: "Session") -> bool:
    return session.case is not None and len(session.selection.ids) == 2


def _rings(window: "MainWindow") -> None:
    window.panel("rings")


def _details(window: "MainWindow") -> None:
    window.panel("details")


def _history(window: "MainWindow") -> None:
    window.panel("history")


def _timeline(window: "MainWindow") -> None:
    window.panel("timeline")


def _story(window: "MainWindow") -> None:
    window.session.go(Target("beyond.stories:ring", (window.session.selection.ring,)))


def _corridors(window: "MainWindow") -> None:
    window.panel("corridors")


def _suggestions(window: "MainWindow") -> None:
    window.panel("suggestions")


def _reports(window: "MainWindow") -> None:
    window.panel("reports")


def _watched(window: "MainWindow") -> None:
    window.panel("watched")


def _quality(window: "MainWindow") -> None:
    window.panel("quality")


def _standing(window: "MainWindow") -> None:
    window.panel("standing")


ACTIONS = Subject(
    mark("&View"),
    40,
    (
        Action("graph", mark("&Graph"), _graph, with_case, shortcut="Ctrl+1", icon="ring"),
        Action("table", mark("&Table"), _table, with_case, shortcut="Ctrl+2", icon="table"),
        None,
        Action("frame", mark("&Frame what is picked"), _frame, with_case, shortcut="F", icon="frame",
               short=mark("Frame"), help=mark("The picked people, or the ring, fill the picture.")),
        Action("expand", mark("&Expand"), _expand, with_picked, shortcut="E", icon="expand",
               help=mark("Bring in everyone tied to what is picked.")),
        Action("way", mark("&Path between two"), _way, _two_picked, shortcut="P", icon="path",
               help=mark("The shortest way of facts from one to the other.")),
        Action("hide", mark("&Hide what is picked"), _hide, with_picked, shortcut="H", icon="hide",
               short=mark("Hide")),
        Action("show_hidden", mark("&Show what was hidden"), _show_all, with_case, shortcut="Shift+H", icon="eye"),
        Action("zoom_in", mark("Zoom &in"), _in, with_case, shortcut="Ctrl++", icon="zoom_in"),
        Action("zoom_out", mark("Zoom &out"), _out, with_case, shortcut="Ctrl+-", icon="zoom_out"),
        None,
        Action("order_rings", mark("Order by rings"), _order("rings"), with_case),
        Action("order_corridor", mark("Order along the corridor"), _order("corridor"), with_case,
               help=mark("Recruitment at the left, exploitation at the right.")),
        Action("order_directs", mark("Order by who directs whom"), _order("directs"), with_case),
        Action("order_time", mark("Order by time"), _order("time"), with_case),
        None,
        Action("panel_rings", mark("Corridors and &rings"), _rings, with_case, shortcut="Alt+1"),
        Action("panel_details", mark("&Details"), _details, with_case, shortcut="Alt+2"),
        Action("history", mark("Histor&y"), _history, with_case, shortcut="Alt+3", icon="history",
               help=mark("Who did what to this case, and when.")),
        Action("standing", mark("Roles and &key people"), _standing, with_case, shortcut="Alt+6", icon="standing",
               short=mark("Roles and key people"),
               help=mark("Who is central, who brokers, who does what, who is missing; what if some were gone?")),
        Action("timeline", mark("Over ti&me"), _timeline, with_case, shortcut="Alt+4", icon="timeline",
               help=mark("When each ring began, grew, paused and ended; choose a period with the brush.")),
        Action("story", mark("Story of the ri&ng"), _story, with_ring, icon="history", short=mark("Story"),
               help=mark("What became of the picked ring, in sentences with their rows.")),
        Action("corridors", mark("Across &corridors"), _corridors, with_case, shortcut="Alt+7", icon="route",
               help=mark("What runs along each corridor, who joins several, which routes are on none.")),
        Action("suggestions", mark("S&uggestions"), _suggestions, with_case, shortcut="Alt+8", icon="neighbours",
               help=mark("Ties worth checking: people who share acquaintances and are not tied on record.")),
        Action("quality", mark("&Quality of the records"), _quality, with_case, shortcut="Alt+9", icon="confirm",
               short=mark("Quality of the records"),
               help=mark("What is wrong with the records, by how many rows it touches; fixes that can be taken back.")),
        Action("reports", mark("Reports th&at came in"), _reports, with_case, shortcut="Alt+0", icon="report",
               short=mark("Reports"), help=mark("Which reports came in, from whom, by which channel, to which case.")),
        Action("watched", mark("&Watch list"), _watched, with_case, icon="watch",
               help=mark("Whom and what you want to hear of after each import.")),
    ),
)  # fmt: skip
