"""Over time: the rings, or the members of one, in lanes; a stretch of time to read, to draw, to look for rings in."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from netlens.case.change import Change
from netlens.i18n import _, mark, ngettext
from netlens.jobs import Failure
from ui.actions import find
from ui.answers.plain.page import Target
from ui.answers.plain.time import Lane, Lanes, Searched
from ui.dress import look
from ui.errands.detection import find_rings
from ui.panel import Panel
from ui.session import Selection, Session
from ui.views.timeline.chart import TimelineChart
from ui.views.timeline.legend import Legend
from ui.views.timeline.orders import ORDERS, in_order
from ui.views.timeline.stretch_bar import StretchBar
from ui.widgets.empty import Empty
from ui.widgets.flow import flowing

SEARCH = "ui.answers.beyond.over_time:search"
MENU = ("story", "", "confirm", "dismiss", "reopen", "name_ring", "", "show_why", "show_what_if", "export")
PERIODS = (
    ("year", mark("Years")), ("half", mark("Half-years")), ("quarter", mark("Quarters")), ("month", mark("Months")),
)  # fmt: skip


class Timeline(QWidget):
    """Asks for its lanes only while it is looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._searched: Searched | None = None
        self._lanes: Lanes | None = None
        self._stale = True
        self.chart = TimelineChart()
        self.empty = Empty()
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.chart)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(stack, 1)
        self.stretch, self.legend = StretchBar(), Legend()
        self.legend.hide()
        column.addWidget(self.stretch)
        column.addWidget(self.legend)
        self.stretch.read.connect(self._facts)
        self.stretch.draw.connect(self._draw)
        self.stretch.search.connect(self._find)
        self.stretch.whole.connect(lambda: self.chart.choose(None))
        self.legend.changed.connect(self._counted)
        self.chart.picked.connect(self._picked)
        self.chart.asked.connect(session.go)
        self.chart.opened.connect(self._unfold)
        self.chart.menued.connect(self._menu)
        self.chart.brushed.connect(self._brushed)
        session.selected.connect(self._selected)
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)
        session.timed.connect(self._timed)
        self.setFocusProxy(self.chart)
        self._opened()

    # How it hangs together

    def _bar(self) -> QWidget:
        self.members = QPushButton(_("Members of the ring"))
        self.members.setCheckable(True)
        self.members.setAccessibleName(_("Show the members of the picked ring instead of the rings"))
        self.members.toggled.connect(lambda _on: self._ask())
        self.story = QPushButton(look.icon("history"), _("Story of the ring"))
        self.story.setToolTip(_("What became of the picked ring, in sentences with their rows"))
        self.story.clicked.connect(lambda _checked: self._story())
        self.by = QComboBox()
        self.by.setAccessibleName(_("Kind of period"))
        self.by.setToolTip(_("The periods by which it is told what became of a ring"))
        for code, words in PERIODS:
            self.by.addItem(_(words), code)
        self.by.currentIndexChanged.connect(lambda _index: self._ask())
        self.search = QPushButton(look.icon("find"), _("Search each period"))
        self.search.setToolTip(
            _("Look for rings by the evidence of each period alone: shows where rings split and join")
        )
        self.search.clicked.connect(lambda _checked: self._search())
        self.notes = QLabel()
        self.notes.setTextFormat(Qt.TextFormat.RichText)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.notes.linkActivated.connect(self._note)
        self.order = QComboBox()
        self.order.setAccessibleName(_("Order of the lanes"))
        self.order.setToolTip(self.order.accessibleName())
        for code, words in ORDERS:
            self.order.addItem(_(words), code)
        self.order.currentIndexChanged.connect(lambda _index: self._ordered())
        zooms = []
        for name, words, factor in (
            ("zoom_out", _("Narrower columns (−)"), 0.8),
            ("zoom_in", _("Wider columns (+)"), 1.25),
        ):
            button = QToolButton()
            button.setIcon(look.icon(name))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked, factor=factor: self.chart.zoom(factor))
            zooms.append(button)
        widgets = (self.members, self.story, self.by, self.search, self.order, *zooms, self.notes)
        return flowing(*widgets, gap=look.px(8), sides=look.px(10), above=look.px(5))

    # What the session says

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a low screen the legend makes room: the window must not outgrow it."""
        needed = 250 + (45 if self.chart.brush is not None else 0)
        self.legend.setVisible(self.height() >= look.px(needed))

    def _opened(self) -> None:
        self._searched, self._stale = None, True
        self.chart.choose(None)
        self.members.setChecked(False)
        self._buttons()
        if self._session.case is None:
            self.empty.say(_("No case is open"), icon="case")
            self._stack.setCurrentWidget(self.empty)
        elif self.isVisible():
            self._ask()

    def _changed(self, change: Change) -> None:
        if change.kinds & {"records", "weights"}:
            self._searched = None
        if change.kinds & {"records", "rings", "decisions"}:
            self._ask()

    def _selected(self, selection: Selection) -> None:
        self._buttons()
        if self.members.isChecked() and selection.ring != self.chart.lanes.ring:
            if selection.ring:
                self._ask()
            else:
                self.members.setChecked(False)
        self.chart.mark(selection.ring, selection.ids)

    def _timed(self, stretch: tuple[str, str] | None) -> None:
        """The graph draws another stretch, or all again."""
        self.stretch.show_drawn(stretch is not None and stretch == self.chart.stretch())

    def _buttons(self) -> None:
        ring = bool(self._session.selection.ring)
        self.members.setEnabled(ring)
        self.story.setEnabled(ring)
        self.search.setEnabled(self._session.case is not None)

    def _ask(self) -> None:
        if self._session.case is None:
            return
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        ring = self._session.selection.ring if self.members.isChecked() else ""
        known = self._searched if self._searched and self._searched.by == self.by.currentData() else None
        job = self._session.ask("timeline", "beyond.over_time:lanes", self.by.currentData(), ring, known)
        job.done.connect(self._show)
        job.failed.connect(self._failed)
        if not self.chart.lanes.bins:
            self.empty.wait(_("One moment …"))
            self._stack.setCurrentWidget(self.empty)

    def _show(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self.chart.show_lanes(in_order(lanes, self.order.currentData()))
        self.chart.mark(self._session.selection.ring, self._session.selection.ids)
        accent = look.colour("accent")
        links = [f'<a href="{n}" style="color:{accent}">{words}</a>' for n, (words, _target) in enumerate(lanes.notes)]
        self.notes.setText("&nbsp; ".join(links))
        self.notes.setAccessibleName(", ".join(words for words, _target in lanes.notes))
        if lanes.bins:
            self._stack.setCurrentWidget(self.chart)
        elif not lanes.detected:
            self._nothing(_("Rings were not looked for yet"), "", find(self, "find_rings"))
        elif lanes.lanes:
            self._nothing(
                _("Nothing that ties these rings has a date"), _("Click the rows without a date to read them.")
            )
        else:
            self._nothing(_("No ring was found"), _("What ties these people is no more than chance explains."))

    def _ordered(self) -> None:
        if self._lanes is not None:
            self._show(self._lanes)

    def _nothing(self, words: str, hint: str, action: QAction | None = None) -> None:
        self.empty.say(words, hint, icon="history", action=action)
        self._stack.setCurrentWidget(self.empty)

    def _failed(self, failure: Failure) -> None:
        self.empty.say(failure.message, failure.hint, icon="warning")
        self._stack.setCurrentWidget(self.empty)

    # What the person does

    def _picked(self, lane: Lane) -> None:
        if lane.entity >= 0:
            self._session.select(lane.ring, (lane.entity,))
        elif lane.ring:
            self._session.select(lane.ring)

    def _unfold(self, lane: Lane) -> None:
        """A double click on a ring shows its members, on a member the rings again."""
        self._picked(lane)
        if lane.ring:
            self.members.setChecked(lane.entity < 0)

    def _menu(self, lane: Lane, at: QPoint) -> None:
        if not lane.ring:
            return
        self._picked(lane)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in MENU:
            action = find(self, name) if name else None
            if action is not None:
                menu.addAction(action)
            elif not name:
                menu.addSeparator()
        menu.popup(at)

    def _story(self) -> None:
        self._session.go(Target("beyond.stories:ring", (self._session.selection.ring, self.by.currentData())))

    def _note(self, number: str) -> None:
        self._session.go(self.chart.lanes.notes[int(number)][1])

    def _counted(self) -> None:
        self.chart.show_families(self.legend.shown())
        self._brushed()

    def _search(self) -> None:
        self.search.setEnabled(False)
        job = self._session.work(
            SEARCH, self.by.currentData(), title=_("Looking for rings in each period"), then=self._found
        )
        job.ended.connect(self._buttons)

    def _found(self, searched: Searched) -> None:
        self._searched = searched
        if searched.by != self.by.currentData():
            self.by.setCurrentIndex(self.by.findData(searched.by))
        self._ask()
        text = ngettext(
            "{n} ring was found in single periods.", "{n} rings were found in single periods.", searched.rings
        )
        self._session.told.emit(text.format(n=searched.rings))

    def _brushed(self) -> None:
        stretch = self.chart.stretch()
        self._fit()
        self.stretch.say(stretch)
        if stretch is None:
            return
        if self.stretch.drawn.isChecked():
            self._session.timed.emit(stretch)
        args = (self.chart.lanes.ring, *stretch, self.chart.only())
        job = self._session.ask("stretch", "beyond.stretch:rows", *args)
        job.done.connect(lambda rows: self.stretch.say(self.chart.stretch(), rows))

    def _facts(self) -> None:
        stretch = self.chart.stretch()
        if stretch is not None:
            self._session.go(Target("beyond.stretch:facts", (self.chart.lanes.ring, -1, *stretch, self.chart.only())))

    def _draw(self, on: bool) -> None:
        self._session.timed.emit(self.chart.stretch() if on else None)

    def _find(self) -> None:
        stretch = self.chart.stretch()
        if stretch is not None:
            find_rings(self._session, since=stretch[0], until=stretch[1])


PANEL = Panel("timeline", mark("Over time"), "bottom", Timeline)
