"""A panel that is one table, asked for anew while it is looked at."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from netlens.case.change import Change
from netlens.i18n import _
from netlens.jobs import Failure
from ui.answers.plain.table import TableData
from ui.session import Session
from ui.widgets.empty import Empty
from ui.widgets.table import Table


class TablePanel(QWidget):
    """`question` gives its TableData; `nothing` is said when that has no rows."""

    def __init__(self, session: Session, name: str, question: str, nothing: str) -> None:
        super().__init__()
        self._session, self._question, self._nothing = session, question, nothing
        self.table = Table(name)
        self.table.went.connect(session.go)
        self.empty = Empty()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        stack = QWidget()
        column.addWidget(stack)
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        session.changed.connect(self._changed)
        session.opened.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _changed(self, _change: Change) -> None:
        self.refresh()

    def refresh(self) -> None:
        if self._session.case is None:
            self.empty.say(_("No case is open"), icon="case")
            self._stack.setCurrentWidget(self.empty)
        elif self.isVisible():
            job = self._session.ask(self._question, self._question)
            job.done.connect(self._show)
            job.failed.connect(self._failed)

    def _show(self, table: TableData) -> None:
        self.table.show_table(table)
        if not table.rows:
            self.empty.say(self._nothing, icon="history")
        self._stack.setCurrentWidget(self.table if table.rows else self.empty)

    def _failed(self, failure: Failure) -> None:
        self.empty.say(failure.message, failure.hint, icon="warning")
        self._stack.setCurrentWidget(self.empty)
