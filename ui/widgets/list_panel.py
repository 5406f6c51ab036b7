"""Panels of lists that a worker makes: asked for while they are looked at; or why nothing is there, and what to do."""

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from netlens.case.change import Change
from netlens.i18n import _
from netlens.jobs import Failure
from ui.answers.plain.table import TableData
from ui.jobs import Job
from ui.session import Session
from ui.widgets.empty import Empty
from ui.widgets.table import Table


class ListPanel(QWidget):
    """A bar, and below it one of several views. Who builds on it puts the question (`_put`) and shows the answer.

    `kinds`: after which changes of the case it asks anew; none named: after any.
    """

    kinds: frozenset[str] = frozenset()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stale = True
        self.empty = Empty()
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.empty)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(stack, 1)

    def _lay(self, bar: QWidget | None, *views: QWidget) -> None:
        """Set the bar above the views and listen to the session; the last thing in making a panel."""
        if bar is not None:
            self._column.insertWidget(0, bar)
        for view in views:
            self._stack.addWidget(view)
        self._session.changed.connect(self._changed)
        self._session.opened.connect(self._opened)

    def _put(self) -> Job:
        """Ask the worker; whoever shows its answer is connected already."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask anew, or as soon as somebody looks."""
        self._stale = True
        if self._session.case is None:
            self._nothing(_("No case is open"), icon="case")
        elif self.isVisible():
            self._stale = False
            self._put().failed.connect(self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.ask()

    def _opened(self) -> None:
        self.ask()

    def _changed(self, change: Change) -> None:
        if not self.kinds or change.kinds & self.kinds:
            self.ask()

    def _nothing(self, text: str, hint: str = "", *, icon: str, action: QAction | None = None) -> None:
        self.empty.say(text, hint, icon=icon, action=action)
        self._stack.setCurrentWidget(self.empty)

    def _wait(self, text: str) -> None:
        self.empty.wait(text)
        self._stack.setCurrentWidget(self.empty)

    def _failed(self, failure: Failure) -> None:
        self._nothing(failure.message, failure.hint, icon="warning")


class TablePanel(ListPanel):
    """One table and nothing else. `question` gives its TableData; `nothing` is said when that has no rows."""

    def __init__(self, session: Session, name: str, question: str, nothing: str) -> None:
        super().__init__(session)
        self._question, self._without = question, nothing
        self.table = Table(name)
        self.table.went.connect(session.go)
        self._lay(None, self.table)

    def showEvent(self, event: QShowEvent) -> None:
        self._stale = True  # what is only noted down changes no case, and belongs into its history
        super().showEvent(event)

    def _put(self) -> Job:
        job = self._session.ask(self._question, self._question)
        job.done.connect(self._show)
        return job

    def _show(self, table: TableData) -> None:
        self.table.show_table(table)
        if table.rows:
            self._stack.setCurrentWidget(self.table)
        else:
            self._nothing(self._without, icon="history")


def switches(owner: QWidget, *names: str) -> tuple[QButtonGroup, list[QPushButton]]:
    """Buttons of which one is down, the first to begin with: which view is looked at. Their ids count from 0."""
    group = QButtonGroup(owner)
    buttons = []
    for number, name in enumerate(names):
        button = QPushButton(name)
        button.setCheckable(True)
        button.setChecked(not number)
        button.setAccessibleName(name)
        group.addButton(button, number)
        buttons.append(button)
    return group, buttons
