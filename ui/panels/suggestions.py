"""Suggestions: ties worth checking, with the reason; noted, rejected, and drawn only when asked for."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton

from netlens.i18n import _, mark
from ui.actions import find
from ui.answers.plain.page import Target
from ui.answers.plain.suggested import Suggested
from ui.dress import look
from ui.errands.suggestions import decide_suggestion
from ui.jobs import Job
from ui.panel import Panel
from ui.session import Selection, Session
from ui.widgets.flow import flowing
from ui.widgets.list_panel import ListPanel
from ui.widgets.table import Table

if TYPE_CHECKING:
    from netlens.case.edits.suggestions import Said

FEW = 10  # drawn while none is picked: more would hide the links that are on record
SHOWN = (
    ("open", mark("Not rejected")), ("noted", mark("Worth checking")), ("rejected", mark("Rejected")),
)  # fmt: skip


class Suggestions(ListPanel):
    kinds = frozenset({"records", "rings", "decisions", "weights", "suggestions"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._of, self._next = "", -1
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
        self.table = Table(_("Suggested ties"))
        self.table.picked.connect(self._picked)
        self.shown.currentIndexChanged.connect(lambda _index: self.ask())
        self.ring.toggled.connect(lambda _on: self.ask())
        self.draw.toggled.connect(lambda _on: self._drawn())
        session.selected.connect(self._selected)
        self._lay(bar, self.table)
        self._opened()

    def _put(self) -> Job:
        ring = self._of = self._session.selection.ring if self.ring.isChecked() else ""
        job = self._session.ask("suggestions", "beyond.suggestions:listed", ring, self.shown.currentData())
        job.done.connect(self._show)
        if self.found is None:
            self._wait(_("Looking for acquaintances in common …"))
        return job

    def decide(self, verdict: "Said") -> None:
        """Say of the picked suggestion that it is worth checking, or not; the next one is picked."""
        row = self.table.one()
        if self.found is None or row < 0:
            return
        place = self.table.currentIndex().row()
        if decide_suggestion(self._session, self.found.pairs[row], verdict):
            self._next = place

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
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
            self._nothing(_("Nothing to suggest"), hint, icon="neighbours", action=find(self, "find_rings"))
        else:
            self._nothing(_("Nothing was said so of a suggestion yet"), icon="neighbours")

    def _picked(self, rows: tuple[int, ...]) -> None:
        self._enable()
        self._drawn()
        if self.found is not None and len(rows) == 1:
            pair = self.found.pairs[rows[0]]
            self._session.select(self._of or self.found.rings[rows[0]], pair)
            self._session.go(Target("beyond.suggestions:pair", pair))

    def _enable(self) -> None:
        row = self.table.one()
        verdict = self.found.verdicts[row] if self.found is not None and row >= 0 else ""
        self.note.setEnabled(verdict in ("open", "rejected"))
        self.reject.setEnabled(verdict in ("open", "noted"))
        self.reopen.setEnabled(verdict in ("noted", "rejected"))

    def _drawn(self) -> None:
        """Hand the canvas what it may draw, if asked: the picked one and those noted, else the first few."""
        found, row = self.found, self.table.one()
        if found is None or not self.draw.isChecked():
            self._session.supposed.emit(())
            return
        noted = [number for number, verdict in enumerate(found.verdicts) if verdict == "noted"]
        some = [row, *noted] if row >= 0 else [*range(min(FEW, len(found.pairs))), *noted]
        wanted = dict.fromkeys(number for number in some if found.verdicts[number] != "rejected")
        self._session.supposed.emit(tuple(found.pairs[number] for number in wanted))


PANEL = Panel("suggestions", mark("Suggestions"), "bottom", Suggestions)
