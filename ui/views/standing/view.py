"""The panel of roles and key people: of the ring that is picked, or of the whole case."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from netlens.case.change import Change
from netlens.i18n import _
from netlens.jobs import Failure
from ui.actions import find
from ui.answers.plain.lines import Overview
from ui.answers.plain.standing import Listed, Without
from ui.dress import look
from ui.session import Selection, Session
from ui.views.standing.asking import WITHOUT, Asking
from ui.views.standing.curves import Curves
from ui.widgets.empty import Empty
from ui.widgets.page_view import PageView
from ui.widgets.table import Table

WIDE = 500  # of either half to begin with: equal shares of what there is
QUESTION = ("standing.central:people", "standing.brokers:people", "standing.functions:table", "standing.without:page")


class Standing(QWidget):
    """Asks only while it is looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._ring: str | None = None
        self._stale = True
        self.asking = Asking()
        self.table = Table(_("People by where they stand"))
        self.page, self.curves = PageView(lambda name: find(self, name)), Curves()
        self.page.setAccessibleName(_("Key players"))
        self.empty = Empty()
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._both.setChildrenCollapsible(False)
        for number, widget in enumerate((self.page, self.curves)):
            self._both.addWidget(widget)
            self._both.setStretchFactor(number, 1)
        self._both.setSizes([look.px(WIDE), look.px(WIDE)])
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        for part in (self.empty, self.table, self._both):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.asking)
        column.addWidget(stack, 1)
        self.setFocusProxy(self.table)
        self._connect()
        self._opened()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._session.case is not None and self.asking.scope.count() < 2:
            self._session.ask("standing rings", "rings:overview").done.connect(self._surveyed)
        if self._stale:
            self._ask()

    def _connect(self) -> None:
        session = self._session
        self.asking.changed.connect(self._ask)
        self.asking.scoped.connect(session.select)
        for widget in (self.asking, self.table, self.page):
            widget.went.connect(session.go)
        for source in (self.table, self.curves):
            source.picked.connect(self._picked)
        session.selected.connect(self._selected)
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)
        session.surveyed.connect(self._surveyed)

    def _opened(self) -> None:
        self._ring, self._stale = None, True
        self._surveyed(Overview())
        if self._session.case is None:
            self._nothing(_("No case is open"), icon="case")
        elif self.isVisible():
            self._ask()

    def _changed(self, change: Change) -> None:
        if change.kinds & {"records", "rings", "decisions", "weights"}:
            self._stale = True
            if self.isVisible():
                self._ask()

    def _selected(self, selection: Selection) -> None:
        if selection.ring != self._ring:
            self._stale = True
            if self.isVisible():
                self._ask()
        self.table.pick(selection.ids)

    def _surveyed(self, overview: Overview) -> None:
        self.asking.show_rings(overview, self._session.selection.ring)

    def _ask(self) -> None:
        if self._session.case is None or not self.isVisible():
            self._stale = True
            return
        self._ring, self._stale = self._session.selection.ring, False
        self.asking.follow(self._ring)
        self.asking.say()
        self.empty.wait(_("Reckoning …"))
        self._stack.setCurrentWidget(self.empty)
        tab = self.asking.tab
        job = self._session.ask("standing", QUESTION[tab], self._ring, *self.asking.arguments())
        job.done.connect(self._show_without if tab == WITHOUT else self._show)
        job.failed.connect(self._failed)

    def _show(self, listed: Listed) -> None:
        self.table.show_table(listed.table)
        self.asking.say(listed.said, listed.more, listed.how, listed.tone)
        if listed.table.rows:
            self._stack.setCurrentWidget(self.table)
            self.table.scrollToTop()
            self.table.pick(self._session.selection.ids)
        else:
            self._nothing(_("Nobody to list"), _("Pick another ring, other evidence, or the whole case."), "person")

    def _show_without(self, without: Without) -> None:
        self.page.show_page(without.page)
        self.curves.show_curves(without.curves)
        self.asking.say(without.said, without.warning, without.how, "warning")
        self._stack.setCurrentWidget(self._both)

    def _failed(self, failure: Failure) -> None:
        self._nothing(failure.message, failure.hint, "warning")

    def _nothing(self, text: str, hint: str = "", icon: str = "info") -> None:
        self.empty.say(text, hint, icon=icon)
        self._stack.setCurrentWidget(self.empty)

    def _picked(self, ids: tuple[int, ...]) -> None:
        self._session.select(self._ring or "", ids)
