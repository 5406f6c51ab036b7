"""The audit, readable: who did what to this case, and when."""

from PySide6.QtWidgets import QWidget

from netlens.i18n import _, mark
from ui.panel import Panel
from ui.session import Session
from ui.widgets.list_panel import TablePanel


def build(session: Session) -> QWidget:
    return TablePanel(session, _("History of the case"), "history:entries", _("Nothing was done yet"))


PANEL = Panel("history", mark("History"), "bottom", build)
