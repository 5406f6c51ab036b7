"""The table view: the people of the open ring (or of the case), and what ties them; sort, filter, copy."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from netlens.case.change import Change
from netlens.i18n import _
from netlens.jobs import Failure
from ui.answers.plain.table import TableData
from ui.dress import look
from ui.session import Selection, Session
from ui.widgets.empty import Empty
from ui.widgets.table import Table


class TableTab(QWidget):
    """Asks for its tables only while it is looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._ring: str | None = None
        self._stale = True
        self.people, self.links = Table(_("People")), Table(_("What ties them"))
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(look.px(10), look.px(8), look.px(10), look.px(8))
        self._buttons = QButtonGroup(self)
        for number, (words, table) in enumerate(((_("People"), self.people), (_("Links"), self.links))):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setAccessibleName(words)
            self._buttons.addButton(button, number)
            row.addWidget(button)
            table.went.connect(session.go)
        self._title = look.label("", "muted")
        row.addSpacing(look.px(8))
        row.addWidget(self._title, 1)
        self.empty = Empty()
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        for widget in (self.empty, self.people, self.links):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(stack, 1)
        self._buttons.idClicked.connect(lambda _id: self._ask())
        self.people.picked.connect(self._picked)
        session.selected.connect(self._selected)
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._ask()

    def _opened(self) -> None:
        self._ring, self._stale = None, True
        if self.isVisible():
            self._ask()

    def _changed(self, change: Change) -> None:
        if change.kinds & {"records", "rings", "decisions"}:
            self._stale = True
            if self.isVisible():
                self._ask()

    def _selected(self, selection: Selection) -> None:
        if selection.ring != self._ring:
            self._stale = True
            if self.isVisible():
                self._ask()
        self.people.pick(selection.ids)

    def _ask(self) -> None:
        if self._session.case is None:
            return
        self._ring, self._stale = self._session.selection.ring, False
        links = self._buttons.checkedId() == 1
        self.empty.wait(_("One moment …"))
        self._stack.setCurrentWidget(self.empty)
        job = self._session.ask("table", "tables:links" if links else "tables:people", self._ring)
        job.done.connect(self._show_links if links else self._show_people)
        job.failed.connect(self._failed)

    def _show_people(self, table: TableData) -> None:
        self._show(self.people, table)
        self.people.pick(self._session.selection.ids)

    def _show_links(self, table: TableData) -> None:
        self._show(self.links, table)

    def _show(self, view: Table, table: TableData) -> None:
        view.show_table(table)
        self._title.setText(table.title)
        if table.rows:
            self._stack.setCurrentWidget(view)
        else:
            self.empty.say(_("Nothing to list"), _("Import records, or pick another ring."), icon="table")

    def _failed(self, failure: Failure) -> None:
        self.empty.say(failure.message, failure.hint, icon="warning")

    def _picked(self, ids: tuple[int, ...]) -> None:
        self._session.select(self._ring or "", ids)
