"""Compare with an earlier detection: which rings and people came and went, and why; marked in the picture as well."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QStackedLayout, QVBoxLayout, QWidget

from netlens.case.change import Change
from netlens.i18n import _, mark
from netlens.jobs import Failure
from ui.actions import find
from ui.answers.plain.page import Page, Target
from ui.dress import look
from ui.errands.comparing import compare_with
from ui.panel import Panel
from ui.session import Session
from ui.widgets.empty import Empty
from ui.widgets.page_view import PageView

if TYPE_CHECKING:
    from ui.answers.comparing.page import Choice

TALL = 380  # pixels it asks of the column it shares with Details


class Compare(QWidget):
    """While it is looked at, the picture is marked; the detection before the latest is taken at first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._whole = ""  # the ring whose people are all listed
        self._chosen = -1  # what the person picked; the one before the latest until then
        self.earlier = QComboBox()
        self.earlier.setAccessibleName(_("Earlier detection"))
        self.earlier.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.earlier.setMinimumContentsLength(12)
        self.earlier.activated.connect(self._pick)
        self.then = look.label("", "small", wrap=True)
        self.now = look.label("", "small", wrap=True)
        self.view = PageView(lambda name: find(self, name))
        self.view.setAccessibleName(_("What changed"))
        self.view.went.connect(self._went)
        self.empty = Empty()
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(2))
        head.setSpacing(look.px(3))
        caption = look.label(_("Against which detection"), "muted")
        caption.setBuddy(self.earlier)
        for widget in (caption, self.earlier, self.then, self.now):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        column.addWidget(stack, 1)
        self.setMinimumHeight(min(look.px(TALL), self.screen().availableSize().height() * 2 // 5))
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)
        session.compared.connect(self._compared)
        self._opened()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            compare_with(self._session, -1)

    def refresh(self) -> None:
        if self._session.case is not None and self.isVisible():
            job = self._session.ask("kept detections", "comparing.page:choices")
            job.done.connect(self._offer)
            job.failed.connect(self._failed)

    def _opened(self) -> None:
        self._whole, self._chosen = "", -1
        self._head.hide()
        if self._session.case is None:
            self.empty.say(_("No case is open"), icon="case")
        else:
            self.empty.wait(_("One moment …"))
        self._stack.setCurrentWidget(self.empty)
        self.refresh()

    def _changed(self, change: Change) -> None:
        if change.kinds & {"rings", "decisions", "records"}:
            self.refresh()

    def _offer(self, found: "tuple[tuple[Choice, ...], str]") -> None:
        """The kept detections; the one compared with stays chosen while it is there."""
        choices, latest = found
        self.earlier.clear()
        for one in choices:
            self.earlier.addItem(one.line, one.number)
            self.earlier.setItemData(self.earlier.count() - 1, one.under, Qt.ItemDataRole.ToolTipRole)
        self._head.setVisible(bool(choices))
        if not choices:
            compare_with(self._session, -1)
            hint = _("Find rings again, after an import or in another way: what changed is told here.")
            title = _("Nothing to compare with yet")
            self.empty.say(title, hint, icon="compare", action=find(self, "look_for_rings"))
            self._stack.setCurrentWidget(self.empty)
            return
        self.earlier.setCurrentIndex(max(self.earlier.findData(self._chosen), 0))
        self.now.setText(_("Now: {detection}").format(detection=latest))
        self._show_chosen()

    def _pick(self, _row: int) -> None:
        self._chosen, self._whole = self.earlier.currentData(), ""
        self._show_chosen()

    def _show_chosen(self) -> None:
        number = self.earlier.currentData()
        under = self.earlier.currentData(Qt.ItemDataRole.ToolTipRole) or ""
        self.then.setText(_("Then: {how}").format(how=under))
        if self.isVisible():
            compare_with(self._session, number)
        job = self._session.ask("compare", "comparing.page:changes", number, self._whole)
        job.done.connect(self._show)
        job.failed.connect(self._failed)

    def _show(self, page: Page) -> None:
        place = self.view.verticalScrollBar().value() if self._whole else 0
        self.view.show_page(page)
        self.view.verticalScrollBar().setValue(place)
        self._stack.setCurrentWidget(self.view)

    def _went(self, target: Target) -> None:
        if target.question == "compare":
            _number, self._whole = target.args
            self._show_chosen()
        else:
            self._session.go(target)

    def _compared(self, number: int) -> None:
        """The marks were taken away elsewhere: the list stays, and picking a detection brings them back."""
        self.earlier.setToolTip("" if number >= 0 else _("Pick it again to mark the picture."))

    def _failed(self, failure: Failure) -> None:
        self.empty.say(failure.message, failure.hint, icon="warning")
        self._stack.setCurrentWidget(self.empty)


PANEL = Panel("compare", mark("Compare with an earlier detection"), "right", Compare)
