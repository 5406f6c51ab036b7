"""Suggestions: ties worth checking, with the reason; noted, rejected, and drawn only when asked for."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from netlens.case.change import Change
from netlens.i18n import _, mark
from netlens.jobs import Failure
from ui.actions import find
from ui.answers.plain.page import Target
from ui.answers.plain.suggested import Suggested
from ui.dress import look
from ui.errands.suggestions import decide_suggestion
from ui.panel import Panel
from ui.session import Selection, Session
from ui.widgets.empty import Empty
from ui.widgets.flow import flowing
from ui.widgets.table import Table

if TYPE_CHECKING:
    from netlens.case.edits.suggestions import Said

FEW = 10  # drawn while none is picked: more would hide the links that are on record
SHOWN = (
    ("open", mark("Not rejected")), ("noted", mark("Worth checking")), ("rejected", mark("Rejected")),
)  # fmt: skip


class Suggestions(QWidget):
    """Asks for its list only while it is looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stale, self._of, self._next = True, "", -1
        self.found: Suggested | None = None
        self.ring = QCheckBox(_("Only of the picked ring"))
        self.shown = QComboBox()
        self.shown.setAccessibleName(_("Which suggestions"))
        for code, words in SHOWN:
            self.shown.addItem(_(words), code)
        self.draw = QCheckBox(_("Draw in the graph"))
        self.draw.setToolTip(_("The picked one, dashed and with a question mark: a suggestion is no link."))
        self.note = QPushButton(look.icon("confirm"), _("Worth checking"))
        self.reject = QPushButton(look.icon("dismiss"), _("Reject"))
        self.reopen = QPushButton(look.icon("reopen"), _("Take back"))
        self.note.clicked.connect(lambda _checked: self.decide("noted"))
        self.reject.clicked.connect(lambda _checked: self.decide("rejected"))
        self.reopen.clicked.connect(lambda _checked: self.decide("open"))
        buttons = (self.note, self.reject, self.reopen)
        for button in buttons:
            button.setAccessibleName(button.text())
            button.setEnabled(False)
        said = look.label(_("Hypotheses by acquaintances in common: no evidence, and never handed on."), "small")
        widgets = (self.shown, *buttons, self.ring, self.draw, said)
        bar = flowing(*widgets, gap=look.px(8), sides=look.px(10), above=look.px(6))
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self.empty, self.table = Empty(), Table(_("Suggested ties"))
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(stack, 1)
        self.table.picked.connect(self._picked)
        self.shown.currentIndexChanged.connect(lambda _index: self.ask())
        self.ring.toggled.connect(lambda _on: self.ask())
        self.draw.toggled.connect(lambda _on: self._drawn())
        session.selected.connect(self._selected)
        session.changed.connect(self._changed)
        session.opened.connect(self._opened)
        self._opened()

    def ask(self) -> None:
        """Ask for the list anew."""
        if self._session.case is None:
            self.empty.say(_("No case is open"), icon="case")
            self._stack.setCurrentWidget(self.empty)
        elif self.isVisible():
            self._stale = False
            ring = self._of = self._session.selection.ring if self.ring.isChecked() else ""
            job = self._session.ask("suggestions", "beyond.suggestions:listed", ring, self.shown.currentData())
            job.done.connect(self._show)
            job.failed.connect(self._failed)
            if self.found is None:
                self.empty.wait(_("Looking for acquaintances in common …"))
                self._stack.setCurrentWidget(self.empty)
        else:
            self._stale = True

    def decide(self, verdict: "Said") -> None:
        """Say of the picked suggestion that it is worth checking, or not; the next one is picked."""
        row = self._row()
        if self.found is None or row < 0:
            return
        place = self.table.currentIndex().row()
        if decide_suggestion(self._session, self.found.pairs[row], verdict):
            self._next = place

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.ask()
        self._drawn()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.supposed.emit(())  # nothing is drawn that nobody looks at any more

    def _opened(self) -> None:
        self.found, self._next = None, -1
        self.draw.setChecked(False)
        self.ring.setChecked(False)
        self.ring.setEnabled(bool(self._session.selection.ring))
        self.ask()

    def _changed(self, change: Change) -> None:
        if change.kinds & {"records", "rings", "decisions", "weights", "suggestions"}:
            self.ask()

    def _selected(self, selection: Selection) -> None:
        self.ring.setEnabled(bool(selection.ring))
        if self.ring.isChecked() and selection.ring != self._of:
            if selection.ring:
                self.ask()
            else:
                self.ring.setChecked(False)

    def _show(self, found: Suggested) -> None:
        self.found = found
        self.table.show_table(found.table)
        self._enable()
        self._drawn()
        if found.pairs:
            self._stack.setCurrentWidget(self.table)
            if self._next >= 0:
                self.table.selectRow(min(self._next, len(found.pairs) - 1))
                self._next = -1
        elif self.shown.currentData() == "open":
            hint = _("No two people who are not tied share two acquaintances or more.")
            self.empty.say(_("Nothing to suggest"), hint, icon="neighbours", action=find(self, "find_rings"))
            self._stack.setCurrentWidget(self.empty)
        else:
            self.empty.say(_("Nothing was said so of a suggestion yet"), icon="neighbours")
            self._stack.setCurrentWidget(self.empty)

    def _failed(self, failure: Failure) -> None:
        self.empty.say(failure.message, failure.hint, icon="warning")
        self._stack.setCurrentWidget(self.empty)

    def _row(self) -> int:
        """The number in `found` of the picked row; -1 unless one is picked."""
        rows = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        return self.table.rows.entity(rows.pop()) if len(rows) == 1 else -1

    def _picked(self, rows: tuple[int, ...]) -> None:
        self._enable()
        self._drawn()
        if self.found is not None and len(rows) == 1:
            pair = self.found.pairs[rows[0]]
            self._session.select(self._of or self.found.rings[rows[0]], pair)
            self._session.go(Target("beyond.suggestions:pair", pair))

    def _enable(self) -> None:
        row = self._row()
        verdict = self.found.verdicts[row] if self.found is not None and row >= 0 else ""
        self.note.setEnabled(verdict in ("open", "rejected"))
        self.reject.setEnabled(verdict in ("open", "noted"))
        self.reopen.setEnabled(verdict in ("noted", "rejected"))

    def _drawn(self) -> None:
        """Hand the canvas what it may draw, if asked: the picked one and those noted, else the first few."""
        found, row = self.found, self._row()
        if found is None or not self.draw.isChecked():
            self._session.supposed.emit(())
            return
        noted = [number for number, verdict in enumerate(found.verdicts) if verdict == "noted"]
        some = [row, *noted] if row >= 0 else [*range(min(FEW, len(found.pairs))), *noted]
        wanted = dict.fromkeys(number for number in some if found.verdicts[number] != "rejected")
        self._session.supposed.emit(tuple(found.pairs[number] for number in wanted))


PANEL = Panel("suggestions", mark("Suggestions"), "bottom", Suggestions)
