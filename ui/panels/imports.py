"""The imports of the case and what became of their rows; withdraw one, or have it count again."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from netlens.i18n import _, mark
from ui.dress import look
from ui.errands.imports import count_import
from ui.messages import ask
from ui.panel import Panel
from ui.session import Session
from ui.widgets.list_panel import TablePanel


class Imports(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = TablePanel(session, _("Imports"), "imports:table", _("Nothing was imported yet"))
        self.withdraw, self.count = QPushButton(_("Withdraw")), QPushButton(_("Let it count again"))
        bar = QHBoxLayout()
        bar.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        bar.setSpacing(look.px(8))
        bar.addWidget(look.label(_("Open one to read what became of its rows."), "small"), 1)
        for button in (self.withdraw, self.count):
            button.setEnabled(False)
            button.setAccessibleName(button.text())
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(bar)
        self.list.table.picked.connect(self._picked)
        self.list.table.rows.modelReset.connect(lambda: self._picked(()))
        self.withdraw.clicked.connect(self._withdraw)
        self.count.clicked.connect(self._count)
        self._chosen = -1

    def _picked(self, ids: tuple[int, ...]) -> None:
        self._chosen = ids[0] if len(ids) == 1 else -1
        row = self.list.table.currentIndex().row()
        counts = self._chosen >= 0 and self.list.table.rows.index(row, 3).data() == _("counts")
        self.withdraw.setEnabled(self._chosen >= 0 and counts)
        self.count.setEnabled(self._chosen >= 0 and not counts)

    def _withdraw(self) -> None:
        chosen = self._chosen
        ask(
            self.window(),
            _("Withdraw this import?"),
            _("None of its rows count any more. They stay in the case file, and this can be undone."),
            _("Withdraw"),
            lambda: count_import(self._session, chosen, counts=False),
        )

    def _count(self) -> None:
        count_import(self._session, self._chosen, counts=True)


PANEL = Panel("imports", mark("Imports"), "bottom", Imports)
