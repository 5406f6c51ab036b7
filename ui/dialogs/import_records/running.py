"""How far the import is."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from netlens.i18n import _
from netlens.progress import Progress
from ui.dress import look


class Running(QWidget):
    """The page while the rows are read."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        self._doing = look.label("", "section", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress of the import"))
        column.addWidget(self._doing)
        column.addWidget(self._bar)
        column.addWidget(look.label(_("Cancel leaves the case as it was."), "muted"))
        column.addStretch(2)

    def begin(self) -> None:
        self._doing.setText(_("Importing …"))
        self._bar.setRange(0, 0)

    def further(self, step: Progress) -> None:
        self._doing.setText(step.text)
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
