"""The middle of the window: the sample's banner, and the views of what is picked: graph and table."""

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from netlens.i18n import _
from ui.dress import look
from ui.frame.graph_tab import GraphTab
from ui.frame.table_tab import TableTab
from ui.session import Session


class Workspace(QWidget):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.banner = look.label(
            _("This is a synthetic sample: every person, number and place in it was made up."), "banner", wrap=True
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("Views"))
        self.graph = GraphTab(session)
        self.table = TableTab(session)
        self.tabs.addTab(self.graph, look.icon("ring"), _("Graph"))
        self.tabs.addTab(self.table, look.icon("table"), _("Table"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.tabs, 1)
        session.opened.connect(self._opened)
        self._opened()

    def show_tab(self, name: str) -> None:
        self.tabs.setCurrentWidget(self.graph if name == "graph" else self.table)

    def pick_members(self) -> None:
        """Pick all members of the ring that is open."""
        self._session.ask("members", "rings:members", self._session.selection.ring).done.connect(self._members)

    def _members(self, members: tuple[int, ...]) -> None:
        self._session.select(self._session.selection.ring, members)

    def _opened(self) -> None:
        self.banner.setVisible(self._session.case is not None and self._session.case.sample)
