"""The graph of what is picked: asks a worker for the picture, hands it to the canvas, tells what is picked there."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from netlens.i18n import _
from ui.session import Session
from ui.widgets.empty import Empty


class GraphTab(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.empty = Empty()
        self.empty.wait(_("Drawing …"))
        column = QVBoxLayout(self)
        column.addWidget(self.empty)
