"""Corridors: what runs along each, who joins several, which routes are on none; each line leads down to its rows."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from netlens.case.change import Change
from netlens.i18n import _, mark
from netlens.jobs import Failure
from ui.answers.plain.table import TableData
from ui.dress import look
from ui.panel import Panel
from ui.session import Selection, Session
from ui.widgets.empty import Empty
from ui.widgets.flow import flowing
from ui.widgets.table import Table

LISTS = (
    ("table", mark("Corridors"), mark("No case or route runs along a corridor yet")),
    ("people", mark("People who join corridors"), mark("Nobody joins corridors")),
    ("rejected", mark("Routes on no corridor"), mark("Every route is on a corridor")),
)


class Corridors(QWidget):
    """Three lists, asked for only while they are looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stale = True
        self.buttons = QButtonGroup(self)
        ways = []
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self.empty = Empty()
        self._stack.addWidget(self.empty)
        self.tables: list[Table] = []
        for number, (_question, words, _nothing) in enumerate(LISTS):
            button = QPushButton(_(words))
            button.setCheckable(True)
            button.setChecked(not number)
            button.setAccessibleName(_(words))
            self.buttons.addButton(button, number)
            ways.append(button)
            table = Table(_(words))
            table.went.connect(session.go)
            self.tables.append(table)
            self._stack.addWidget(table)
        self.tables[1].picked.connect(self._picked)
        self._title = look.label("", "muted")
        hint = look.label(_("Open a line (Enter) to read its rows."), "small")
        bar = flowing(*ways, self._title, hint, gap=look.px(8), sides=look.px(10), above=look.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(stack, 1)
        self.buttons.idClicked.connect(lambda _id: self.ask())
        session.selected.connect(self._selected)
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)

    def ask(self) -> None:
        """Ask for the list that is looked at."""
        if self._session.case is None:
            self.empty.say(_("No case is open"), icon="case")
            self._stack.setCurrentWidget(self.empty)
        elif self.isVisible():
            self._stale = False
            self.empty.wait(_("One moment …"))
            self._stack.setCurrentWidget(self.empty)
            job = self._session.ask("corridors", f"beyond.corridors:{LISTS[self.buttons.checkedId()][0]}")
            job.done.connect(self._show)
            job.failed.connect(self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.ask()

    def _opened(self) -> None:
        self._stale = True
        self.ask()

    def _changed(self, change: Change) -> None:
        if change.kinds & {"records", "rings", "decisions"}:
            self._stale = True
            self.ask()

    def _show(self, found: TableData) -> None:
        number = self.buttons.checkedId()
        table = self.tables[number]
        table.show_table(found)
        self._title.setText(found.title if found.rows else "")
        if found.rows:
            self._stack.setCurrentWidget(table)
            self._selected(self._session.selection)
        else:
            self.empty.say(_(LISTS[number][2]), icon="route")
            self._stack.setCurrentWidget(self.empty)

    def _failed(self, failure: Failure) -> None:
        self.empty.say(failure.message, failure.hint, icon="warning")
        self._stack.setCurrentWidget(self.empty)

    def _picked(self, ids: tuple[int, ...]) -> None:
        if ids:
            self._session.select(self._session.selection.ring, ids)

    def _selected(self, selection: Selection) -> None:
        self.tables[1].pick(selection.ids)


PANEL = Panel("corridors", mark("Across corridors"), "bottom", Corridors)
