"""The reports that came in: a list to filter and search, and their counts by channel and year."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit

from netlens.i18n import _, mark
from ui.actions import find
from ui.answers.plain.reported import Asked, Reported
from ui.dress import look
from ui.jobs import Job
from ui.panel import Panel
from ui.session import Session
from ui.widgets.flow import flowing
from ui.widgets.list_panel import ListPanel, switches
from ui.widgets.table import Table

PAUSE = 250  # ms after the last key before the list is asked for
STATES = (
    ("", mark("with and without a case")), ("case", mark("with a case")), ("open", mark("without a case")),
    ("silent", mark("without an outcome")),
)  # fmt: skip


class Reports(ListPanel):
    kinds = frozenset({"records"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.found: Reported | None = None
        self.year, self.channel, self.state = QComboBox(), QComboBox(), QComboBox()
        for box, words in ((self.year, _("Year")), (self.channel, _("Channel")), (self.state, _("Case"))):
            box.setAccessibleName(words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(lambda _index: self.ask())
        self._choices((), ())
        for code, text in STATES:
            self.state.addItem(_(text), code)
        self.text = QLineEdit()
        self.text.setPlaceholderText(_("Search: number, partner, outcome"))
        self.text.setAccessibleName(_("Search the reports"))
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(look.px(220))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.ask)
        self.text.textChanged.connect(lambda _text: self._pause.start())
        self._views, buttons = switches(self, _("List"), _("By channel and year"))
        self._views.idClicked.connect(lambda _id: self._draw())
        self._title = look.label("", "muted")
        widgets = (*buttons, self.year, self.channel, self.state, self.text, self._title)
        bar = flowing(*widgets, gap=look.px(8), sides=look.px(10), above=look.px(6))
        self.table, self.counts = Table(_("Reports")), Table(_("Reports by channel and year"))
        self.table.went.connect(session.go)
        self.table.picked.connect(lambda ids: session.select(session.selection.ring, ids[:1]) if ids else None)
        self._lay(bar, self.table, self.counts)

    def _put(self) -> Job:
        self._pause.stop()
        year, channel, state = (str(box.currentData() or "") for box in (self.year, self.channel, self.state))
        job = self._session.ask(
            "reports", "sources.reports:listed", Asked(year, channel, state, self.text.text().strip())
        )
        job.done.connect(self._show)
        return job

    def _opened(self) -> None:
        self.text.clear()
        self._choices((), ())
        self.state.setCurrentIndex(0)
        self.ask()

    def _show(self, found: Reported) -> None:
        self.found = found
        self._choices(found.years, found.channels)
        self.table.show_table(found.table)
        self.counts.show_table(found.counts)
        self._title.setText(found.table.title)
        self._draw()

    def _draw(self) -> None:
        found = self.found
        if found is None or not found.whole:
            hint = _("They come in as a table “reports”: number, day, channel, partner, case, outcome.")
            self._nothing(_("No report has come in yet"), hint, icon="report", action=find(self, "import"))
        elif self._views.checkedId() == 1:
            self._stack.setCurrentWidget(self.counts)
        elif found.table.rows:
            self._stack.setCurrentWidget(self.table)
        else:
            hint = _("Choose another year or channel, or search for less.")
            self._nothing(_("No report is like that"), hint, icon="report")
        for widget in (self.year, self.channel, self.state, self.text):
            widget.setEnabled(self._views.checkedId() == 0 and found is not None and bool(found.whole))

    def _choices(self, years: tuple[str, ...], channels: tuple[tuple[str, str], ...]) -> None:
        """The years and channels there are; what was chosen stays chosen."""
        for box, words, items in (
            (self.year, _("all years"), [(year, year) for year in years]),
            (self.channel, _("all channels"), list(channels)),
        ):
            wanted = [("", words), *items]
            if [(box.itemData(n), box.itemText(n)) for n in range(box.count())] == wanted:
                continue
            chosen = box.currentData()
            box.clear()
            for code, text in wanted:
                box.addItem(text, code)
            box.setCurrentIndex(max(0, box.findData(chosen)))


PANEL = Panel("reports", mark("Reports"), "bottom", Reports)
