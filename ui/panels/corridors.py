"""Corridors: what runs along each, who joins several, which routes are on none; each line leads down to its rows."""

from netlens.i18n import _, mark
from ui.answers.plain.table import TableData
from ui.dress import look
from ui.jobs import Job
from ui.panel import Panel
from ui.session import Selection, Session
from ui.widgets.flow import flowing
from ui.widgets.list_panel import ListPanel, switches
from ui.widgets.table import Table

LISTS = (
    ("table", mark("Corridors"), mark("No case or route runs along a corridor yet")),
    ("people", mark("People who join corridors"), mark("Nobody joins corridors")),
    ("rejected", mark("Routes on no corridor"), mark("Every route is on a corridor")),
)


class Corridors(ListPanel):
    kinds = frozenset({"records", "rings", "decisions"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        names = [_(words) for _question, words, _without in LISTS]
        self.buttons, ways = switches(self, *names)
        self.tables = [Table(name) for name in names]
        for table in self.tables:
            table.went.connect(session.go)
        self.tables[1].picked.connect(self._picked)
        self._title = look.label("", "muted")
        hint = look.label(_("Open a line (Enter) to read its rows."), "small")
        bar = flowing(*ways, self._title, hint, gap=look.px(8), sides=look.px(10), above=look.px(6))
        self.buttons.idClicked.connect(lambda _id: self.ask())
        session.selected.connect(self._selected)
        self._lay(bar, *self.tables)

    def _put(self) -> Job:
        self._wait(_("One moment …"))
        job = self._session.ask("corridors", f"beyond.corridors:{LISTS[self.buttons.checkedId()][0]}")
        job.done.connect(self._show)
        return job

    def _show(self, found: TableData) -> None:
        number = self.buttons.checkedId()
        table = self.tables[number]
        table.show_table(found)
        self._title.setText(found.title if found.rows else "")
        if found.rows:
            self._stack.setCurrentWidget(table)
            self._selected(self._session.selection)
        else:
            self._nothing(_(LISTS[number][2]), icon="route")

    def _picked(self, ids: tuple[int, ...]) -> None:
        if ids:
            self._session.select(self._session.selection.ring, ids)

    def _selected(self, selection: Selection) -> None:
        self.tables[1].pick(selection.ids)


PANEL = Panel("corridors", mark("Across corridors"), "bottom", Corridors)
