"""The table view: the people of the open ring (or of the case), and what ties them; sort, filter, copy."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from netlens.i18n import _
from ui.answers.plain.table import TableData
from ui.dress import look
from ui.jobs import Job
from ui.session import Selection, Session
from ui.widgets.list_panel import ListPanel, switches
from ui.widgets.table import Table


class TableTab(ListPanel):
    kinds = frozenset({"records", "rings", "decisions"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("page")
        self._ring: str | None = None
        self.people, self.links = Table(_("People")), Table(_("What ties them"))
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(look.px(10), look.px(8), look.px(10), look.px(8))
        self._buttons, buttons = switches(self, _("People"), _("Links"))
        for button, table in zip(buttons, (self.people, self.links), strict=True):
            row.addWidget(button)
            table.went.connect(session.go)
        self._title = look.label("", "muted")
        row.addSpacing(look.px(8))
        row.addWidget(self._title, 1)
        self._buttons.idClicked.connect(lambda _id: self.ask())
        self.people.picked.connect(self._picked)
        session.selected.connect(self._selected)
        self._lay(bar, self.people, self.links)

    def _selected(self, selection: Selection) -> None:
        if selection.ring != self._ring:
            self.ask()
        self.people.pick(selection.ids)

    def _put(self) -> Job:
        self._ring = self._session.selection.ring
        links = self._buttons.checkedId() == 1
        self._wait(_("One moment …"))
        job = self._session.ask("table", "tables:links" if links else "tables:people", self._ring)
        job.done.connect(self._show_links if links else self._show_people)
        return job

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
            self._nothing(_("Nothing to list"), _("Import records, or pick another ring."), icon="table")

    def _picked(self, ids: tuple[int, ...]) -> None:
        self._session.select(self._ring or "", ids)
