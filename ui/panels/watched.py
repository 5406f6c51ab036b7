"""The watch list: whom and what the analyst wants to hear of after each import."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from netlens.i18n import _, mark
from ui.dress import look
from ui.errands.watching import watch
from ui.panel import Panel
from ui.session import Session
from ui.widgets.list_panel import TablePanel


class Watched(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        nobody = _("Nobody is watched yet: pick a person, phone, account, vehicle or document, then press Shift+W")
        self.list = TablePanel(session, _("Watch list"), "sources.watched:listed", nobody)
        self.remove = QPushButton(_("Watch no longer"))
        self.remove.setAccessibleName(self.remove.text())
        self.remove.setEnabled(False)
        bar = QHBoxLayout()
        bar.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        said = _(
            "After each import you hear which of these it touched. The list stays in the case: no export holds it."
        )
        bar.addWidget(look.label(said, "small", wrap=True), 1)
        bar.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(bar)
        self._picked: tuple[int, ...] = ()
        self.list.table.picked.connect(self._choose)
        self.list.table.rows.modelReset.connect(lambda: self._choose(()))
        self.remove.clicked.connect(lambda _checked: watch(session, self._picked, on=False))

    def _choose(self, ids: tuple[int, ...]) -> None:
        self._picked = ids
        self.remove.setEnabled(bool(ids))


PANEL = Panel("watched", mark("Watch list"), "bottom", Watched)
