"""Details at the right: who, what, since when; why, down to the record as imported. A small browser over pages."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from netlens.case.change import Change
from netlens.i18n import _, mark
from netlens.jobs import Failure
from ui.actions import find
from ui.answers.plain.page import Page, Target
from ui.dress import look
from ui.panel import Panel
from ui.session import Selection, Session
from ui.widgets.empty import Empty
from ui.widgets.page_view import PageView

PATIENCE = 200  # ms before "one moment" is worth saying


class Details(QWidget):
    """The page of what is picked, and above it the way back from where the person clicked on to."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.trail: list[tuple[Target, Page]] = []
        self._awaited: tuple[Target, bool] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = QWidget()
        self._bar.setObjectName("page")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(look.px(8), look.px(6), look.px(12), look.px(2))
        back = QToolButton()
        back.setIcon(look.icon("back"))
        back.setToolTip(_("Back (Esc)"))
        back.setAccessibleName(_("Back"))
        back.clicked.connect(self.back)
        self._crumbs = QLabel()
        self._crumbs.setTextFormat(Qt.TextFormat.PlainText)
        self._crumbs.setProperty("role", "small")
        self._crumbs.setWordWrap(True)
        row.addWidget(back)
        row.addWidget(self._crumbs, 1)
        self.view = PageView(self._action)
        self.view.went.connect(session.go)
        self.empty = Empty()
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        column.addWidget(self._bar)
        column.addWidget(stack, 1)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE)
        self._slow.timeout.connect(self._one_moment)
        session.selected.connect(self._selected)
        session.asked.connect(self._go_on)
        session.revealed.connect(self._revealed)
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)
        self._opened()

    def back(self) -> bool:
        """One page back; False at the first."""
        if len(self.trail) < 2:
            return False
        self.trail.pop()
        self._draw()
        return True

    def _action(self, name: str) -> QAction | None:
        return find(self, name)

    def _opened(self) -> None:
        self.trail = []
        self._bar.hide()
        if self._session.case is None:
            self.empty.say(_("No case is open"), icon="case")
            self._stack.setCurrentWidget(self.empty)
        else:
            self._selected(self._session.selection)

    def _selected(self, selection: Selection) -> None:
        if self._session.case is not None:
            self._ask(_page_of(selection), anew=True)

    def _go_on(self, target: Target) -> None:
        self._ask(target, anew=False)

    def _revealed(self, page: Page) -> None:
        """A name shown for a reason: a page of its own, gone as soon as the person goes on."""
        self._awaited = None
        self.trail = [*self.trail, (Target("people:entity", page.about), page)]
        self._draw()

    def _changed(self, change: Change) -> None:
        if self._session.case is not None and change.kinds - {"positions", "unmasked"}:
            self._ask(_page_of(self._session.selection), anew=True)

    def _ask(self, target: Target, *, anew: bool) -> None:
        self._awaited = (target, anew)
        job = self._session.ask("details", target.question, *target.args)
        job.done.connect(self._answered)
        job.failed.connect(self._failed)
        self._slow.start()

    def _answered(self, page: Page) -> None:
        self._slow.stop()
        if self._awaited is None:
            return
        target, anew = self._awaited
        self.trail = [(target, page)] if anew else [*self.trail, (target, page)]
        self._draw()

    def _failed(self, failure: Failure) -> None:
        self._slow.stop()
        self.empty.say(failure.message, failure.hint, icon="warning")
        self._stack.setCurrentWidget(self.empty)

    def _one_moment(self) -> None:
        self.empty.wait(_("One moment …"))
        self._stack.setCurrentWidget(self.empty)

    def _draw(self) -> None:
        page = self.trail[-1][1]
        self._bar.setVisible(len(self.trail) > 1)
        self._crumbs.setText("  ›  ".join(step.crumb for _target, step in self.trail))
        self.view.show_page(page)
        self._stack.setCurrentWidget(self.view)


def _page_of(selection: Selection) -> Target:
    """The question whose answer is the page of what is picked."""
    if len(selection.ids) == 1:
        return Target("people:entity", (selection.ids[0], selection.ring))
    if len(selection.ids) == 2:
        return Target("ties:pair", selection.ids)
    if selection.ids:
        return Target("ties:several", (selection.ids,))
    if selection.ring:
        return Target("rings:ring", (selection.ring,))
    return Target("rings:case")


PANEL = Panel("details", mark("Details"), "right", Details, open=True)
