"""Help."""

from typing import TYPE_CHECKING

from netlens.i18n import mark
from ui.action import Action, Subject

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def _keys(window: "MainWindow") -> None:
    window.dialog("keys")


def _about(window: "MainWindow") -> None:
    window.dialog("about")


ACTIONS = Subject(
    mark("&Help"),
    50,
    (
        Action("keys", mark("&Keys"), _keys, shortcut="F1", icon="command", help=mark("All actions and their keys.")),
        Action("about", mark("&About NetLens"), _about, icon="info"),
    ),
)
