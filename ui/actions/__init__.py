"""Every action in one table by subject: menus, shortcuts, buttons and Ctrl+K are all drawn from it."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget


def find(widget: QWidget, name: str) -> QAction | None:
    """The window's action of that name, from anywhere inside the window."""
    at: object = widget
    while isinstance(at, QWidget):
        actions = getattr(at, "actions_by_name", None)
        if actions is not None:
            found: QAction | None = actions.get(name)
            return found
        at = at.parent()
    return None
