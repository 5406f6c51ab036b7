"""The case file: make, open, close; what comes in and what goes out."""

from typing import TYPE_CHECKING

from netlens.i18n import mark
from ui.action import Action, Subject, with_case
from ui.errands.sample import MAKE, look_at_sample
from ui.session import IMPORT

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.session import Session


def _new(window: "MainWindow") -> None:
    window.dialog("new_case")


def _open(window: "MainWindow") -> None:
    window.dialog("open_case")


def _sample(window: "MainWindow") -> None:
    look_at_sample(window.session)


def _may_make(session: "Session") -> bool:
    return not any(job.order.function == MAKE for job in session.jobs.running())


def _import(window: "MainWindow") -> None:
    """Into the open case; without one, a new case is made first."""
    window.dialog("import_records" if window.session.case is not None else "new_case", **_afterwards(window))


def _afterwards(window: "MainWindow") -> dict[str, object]:
    return {} if window.session.case is not None else {"then": lambda: window.dialog("import_records")}


def _imports(window: "MainWindow") -> None:
    window.panel("imports")


def _export(window: "MainWindow") -> None:
    window.dialog("export_rings")


def _picture(window: "MainWindow") -> None:
    graph = window.workspace.graph
    window.dialog("picture", scene=graph.scene(), title=graph.title())


def _close(window: "MainWindow") -> None:
    window.session.close()


def _preferences(window: "MainWindow") -> None:
    window.dialog("preferences")


def _quit(window: "MainWindow") -> None:
    window.close()


def _may_import(session: "Session") -> bool:
    return not any(job.order.function == IMPORT for job in session.jobs.running())


ACTIONS = Subject(
    mark("&Case"),
    10,
    (
        Action(
            "new", mark("&New case…"), _new, shortcut="Ctrl+N", icon="new", help=mark("Make an encrypted case file.")
        ),
        Action("open", mark("&Open case…"), _open, shortcut="Ctrl+O", icon="open", help=mark("Open a case file.")),
        Action(
            "sample",
            mark("Look at the &sample case"),
            _sample,
            _may_make,
            icon="sample",
            help=mark("A synthetic case with rings in it, to try everything on."),
        ),
        Action("close_case", mark("&Close the case"), _close, with_case, shortcut="Ctrl+W", icon="close"),
        None,
        Action(
            "import",
            mark("&Import records…"),
            _import,
            _may_import,
            shortcut="Ctrl+I",
            icon="import",
            help=mark("CSV and Excel tables, or a folder of them, with a preview before anything counts."),
        ),
        Action(
            "imports",
            mark("I&mports and what became of them"),
            _imports,
            with_case,
            icon="report",
            help=mark("Rows read, used, merged and rejected, file by file; withdraw an import."),
        ),
        None,
        Action(
            "export",
            mark("&Export rings…"),
            _export,
            with_case,
            shortcut="Ctrl+E",
            icon="export",
            short=mark("Export…"),
            help=mark("Ring summaries for a recipient, masked, entered in the history."),
        ),
        Action(
            "picture",
            mark("Save &picture…"),
            _picture,
            with_case,
            shortcut="Ctrl+Shift+E",
            icon="picture",
            help=mark("The chart as PNG, SVG or PDF."),
        ),
        None,
        Action("preferences", mark("P&references…"), _preferences, shortcut="Ctrl+,", icon="settings"),
        Action("quit", mark("&Quit"), _quit, shortcut="Ctrl+Q", icon="quit"),
    ),
)
