"""Where people stand: who is central, who brokers, who does what, what it would be without some."""

from PySide6.QtWidgets import QWidget

from netlens.i18n import mark
from ui.panel import Panel
from ui.session import Session


def build(session: Session) -> QWidget:
    from ui.views.standing.view import Standing  # the figures' names come with numpy: not before they are looked at

    return Standing(session)


PANEL = Panel("standing", mark("Roles and key people"), "bottom", build)
