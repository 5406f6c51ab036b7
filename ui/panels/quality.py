"""Quality: what is wrong with the records, the worst first; fixed at a press, taken back by Ctrl+Z or from the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton

from netlens.i18n import _, mark
from ui.actions import find
from ui.answers.plain.page import Target
from ui.answers.plain.table import TableData
from ui.dress import look
from ui.errands.quality import let_count, mend
from ui.jobs import Job
from ui.panel import Panel
from ui.session import Session
from ui.widgets.flow import flowing
from ui.widgets.list_panel import ListPanel
from ui.widgets.table import Table

if TYPE_CHECKING:
    from ui.answers.quality.listed import Corrected, Listed

SHOWN = (("problems", mark("Problems")), ("corrections", mark("Corrections made")), ("notes", mark("Notes")))


class Quality(ListPanel):
    kinds = frozenset({"records"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._next = -1
        self.found: Listed | None = None
        self.made: Corrected | None = None
        self.shown, self.choice = QComboBox(), QComboBox()
        self.shown.setAccessibleName(_("What is listed"))
        for code, words in SHOWN:
            self.shown.addItem(_(words), code)
        self.choice.setAccessibleName(_("What the word stands for"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.fix = QPushButton(look.icon("confirm"), _("Fix"))
        self.fix.setToolTip(_("Ctrl+Enter; the rows stay as they were written, and Ctrl+Z takes it back."))
        self.back = QPushButton(look.icon("undo"), _("Take back"))
        self.again = QPushButton(look.icon("redo"), _("Let it stand again"))
        self.said = look.label("", "small")
        buttons = (self.fix, self.back, self.again)
        for button in buttons:
            button.setAccessibleName(button.text())
            button.setEnabled(False)
        widgets = (self.shown, self.choice, *buttons, self.said)
        bar = flowing(*widgets, gap=look.px(8), sides=look.px(10), above=look.px(6))
        self.table = Table(_("Problems of the records"))
        self.setFocusProxy(self.table)
        self.table.picked.connect(self._picked)
        self.table.went.connect(session.go)
        self.fix.clicked.connect(lambda _checked: self.mend())
        self.back.clicked.connect(lambda _checked: self._let_count(counts=False))
        self.again.clicked.connect(lambda _checked: self._let_count(counts=True))
        self.choice.currentIndexChanged.connect(lambda _index: self._enable())
        self.shown.currentIndexChanged.connect(lambda _index: self.ask())
        keys = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.mend)
        self._lay(bar, self.table)
        self._opened()

    def _put(self) -> Job:
        shown = self.shown.currentData()
        if shown == "corrections":
            job = self._session.ask("quality", "quality.listed:corrections")
            job.done.connect(self._show_corrections)
        else:
            job = self._session.ask("quality", "quality.listed:listing", shown)
            job.done.connect(self._show_problems)
        if self.found is None:
            self._wait(_("Looking through the records …"))
        return job

    def mend(self) -> None:
        """Make the fix of the picked problem; the next one is picked."""
        row = self.table.one()
        if self.found is None or row < 0 or not self.fix.isEnabled():
            return
        name, code = self.found.names[row], self.choice.currentData() or ""
        self._next = self.table.currentIndex().row()
        self.fix.setEnabled(False)
        job = mend(self._session, f"{name}={code}" if code else name, self.found.fixes[row] or _("Correct values"))
        job.ended.connect(self._enable)

    def _let_count(self, *, counts: bool) -> None:
        row = self.table.one()
        if self.made is not None and row >= 0:
            self._next = self.table.currentIndex().row()
            let_count(self._session, self.made.numbers[row], counts=counts)

    def _opened(self) -> None:
        self.found = self.made = None
        self._next = -1
        self.said.setText("")
        self.ask()

    def _show_problems(self, found: "Listed") -> None:
        self.found, self.made = found, None
        self.said.setText(found.headline)
        nothing = _("Nothing is wrong with these records")
        if self.shown.currentData() == "notes":
            nothing = _("There is nothing to note about these records")
        self._show(found.table, nothing, "")

    def _show_corrections(self, made: "Corrected") -> None:
        self.made = made
        hint = _("A fix of the list of problems stands here, and can be taken back at any time.")
        self._show(made.table, _("Nothing was corrected yet"), hint)

    def _show(self, table: TableData, without: str, hint: str) -> None:
        self.table.show_table(table)
        if table.rows:
            self._stack.setCurrentWidget(self.table)
            if self._next >= 0:
                self.table.selectRow(min(self._next, table.rows - 1))
        else:
            action = find(self, "import") if self._session.case is not None and not hint else None
            self._nothing(without, hint, icon="confirm", action=action)
        self._next = -1
        self._choose()

    def _picked(self, rows: tuple[int, ...]) -> None:
        self._choose()
        target = self.table.rows.target(self.table.currentIndex().row()) if len(rows) == 1 else None
        if isinstance(target, Target):
            self._session.go(target)

    def _choose(self) -> None:
        """The codes the picked word may stand for; the offered one first."""
        row = self.table.one()
        listed = self.found if self.made is None else None
        choices = listed.choices[row] if listed is not None and row >= 0 else ()
        self.choice.blockSignals(True)
        self.choice.clear()
        if choices and listed is not None:
            self.choice.addItem(listed.fixes[row] or _("What does it stand for?"), "")
            for code, label in choices:
                self.choice.addItem(label, code)
        self.choice.blockSignals(False)
        self.choice.setVisible(bool(choices))
        self._enable()

    def _enable(self) -> None:
        row = self.table.one()
        problems = self.made is None
        fixable = problems and self.found is not None and row >= 0
        fix = self.found.fixes[row] if fixable and self.found is not None else ""
        self.fix.setText(fix or _("Fix"))
        self.fix.setEnabled(bool(fix) or (bool(fixable) and bool(self.choice.currentData())))
        counts = self.made.count[row] if self.made is not None and row >= 0 else None
        self.back.setEnabled(counts is True)
        self.again.setEnabled(counts is False)
        self.fix.setVisible(problems)
        self.back.setVisible(not problems)
        self.again.setVisible(not problems)


PANEL = Panel("quality", mark("Quality"), "bottom", Quality)
