"""The row above the pages: which files, which saved mapping reads them, whose numbering their ids are."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from netlens.case.importing import Importer
from netlens.i18n import _
from ui.dress import look
from ui.errands.mappings import known_mappings


class Chooser(QWidget):
    """`chosen(paths)` when a person chose files or a folder; `asked` when another mapping is to read them."""

    chosen = Signal(object)
    asked = Signal()

    def __init__(self, importers: Sequence[Importer]) -> None:
        super().__init__()
        self._importers = importers
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        for words, choose in ((_("Choose files…"), self._choose_files), (_("Choose a folder…"), self._choose_folder)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, choose=choose: choose())
            row.addWidget(button)
        row.addStretch(1)
        self.register = QLineEdit()
        self.register.setPlaceholderText(_("the case's first"))
        self.register.setAccessibleName(_("Register"))
        self.register.setMaximumWidth(look.px(170))
        self.register.setToolTip(_("Whose numbering the ids belong to: two agencies may both have a P0001."))
        caption = look.label(_("Register"), "muted")
        caption.setBuddy(self.register)
        self.mapping = QComboBox()
        self.mapping.setAccessibleName(_("Column mapping"))
        self.mapping.setToolTip(_("A mapping saved earlier says which column feeds which field."))
        self.mapping.addItem(_("columns as found"), None)
        for path in known_mappings():
            self.mapping.addItem(path.stem, path)
        self.mapping.activated.connect(lambda _index: self.asked.emit())
        row.addWidget(self.mapping)
        row.addWidget(caption)
        row.addWidget(self.register)

    def known(self) -> tuple[Path, ...]:
        """The saved mappings a file may be recognised by; none where the person chose one."""
        return () if self.mapping.currentData() else tuple(known_mappings())

    def _choose_files(self) -> None:
        kinds = sorted({f"*{suffix}" for importer in self._importers for suffix in importer.suffixes})
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("Files of records"), "", _("Records ({kinds});;All files (*)").format(kinds=" ".join(kinds))
        )
        if names:
            self.chosen.emit(tuple(map(Path, names)))

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("A folder of records"))
        if name:
            self.chosen.emit((Path(name),))
