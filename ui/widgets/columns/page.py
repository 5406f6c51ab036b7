"""The page on which columns are mapped: what NetLens suggests, the editor, and the mapping's name, kept and shared."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from netlens.case.mapping import Mapping
from netlens.errors import NetLensError
from netlens.i18n import _
from ui.dress import look
from ui.errands import mappings
from ui.messages import in_window
from ui.widgets.columns.editor import ColumnEditor


class MappingPage(QWidget):
    """`accepted` when the person says that the sheet is to be read as it is suggested."""

    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dates = ""  # as said for all files: kept with the mapping
        self.text = ""  # how its text for old fonts is read, likewise
        self.editor = ColumnEditor()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, look.px(4), 0, 0)
        whole.setSpacing(look.px(6))
        whole.addWidget(self._suggestion())
        whole.addWidget(self.editor, 1)
        whole.addLayout(self._keeping())
        self._said = look.label("", "muted", wrap=True)
        self._said.hide()
        whole.addWidget(self._said)

    def suggest(self, on: bool) -> None:
        """Whether what stands is only a suggestion, which a person has to take or to change."""
        self._banner.setVisible(on)

    def mapping(self) -> Mapping:
        """What stands, as a mapping under its name."""
        from dataclasses import replace

        name = " ".join(self.name.text().split()) or _("Mapping")
        return Mapping(name, (replace(self.editor.sheet, headers=self.editor.headers),), self.dates, text=self.text)

    def say(self, words: str, role: str = "muted") -> None:
        self._said.setText(in_window(words))
        self._said.setProperty("role", role)
        self._said.style().polish(self._said)
        self._said.setVisible(bool(words))

    def keep(self) -> None:
        """Save the mapping on this computer."""
        made = self.mapping()
        try:
            mappings.save(made)
        except OSError as error:
            self.say(_("The mapping cannot be saved: {why}").format(why=error.strerror), "error")
        else:
            self.say(
                _("Saved as {name}: files with these columns will be read so by themselves.").format(name=made.name)
            )

    def share(self, to: Path) -> None:
        """Write the mapping as a file for another computer, or for `--mapping`."""
        try:
            self.mapping().save(to)
        except OSError as error:
            self.say(_("The mapping cannot be written there: {why}").format(why=error.strerror), "error")
        else:
            self.say(_("Written to {file}. It names columns and codes, never a value of a row.").format(file=to.name))

    def take(self, path: Path) -> None:
        """Read the sheet through a mapping file, if it fits."""
        try:
            given = Mapping.load(path)
        except NetLensError as error:
            self.say(f"{error} {error.hint}", "error")
            return
        sheet = given.recognise(self.editor.headers)
        if sheet is None:
            lacks = [name for name in given.columns if name not in self.editor.headers]
            words = _("The mapping {name} does not fit: this sheet has no column {columns}.")
            self.say(words.format(name=given.name, columns=", ".join(lacks)), "error")
            return
        self.name.setText(given.name)
        self.say("")
        self.editor.step(sheet)

    def _suggestion(self) -> QWidget:
        self._banner = QWidget()
        row = QHBoxLayout(self._banner)
        row.setContentsMargins(0, 0, 0, 0)
        words = _("A flat table. This is how NetLens would read it: look at it, change what is wrong, then take it.")
        row.addWidget(look.label(words, "warning", wrap=True), 1)
        self.take_it = QPushButton(look.icon("confirm"), _("Read it so"))
        self.take_it.setAutoDefault(False)
        self.take_it.clicked.connect(lambda _checked: self.accepted.emit())
        row.addWidget(self.take_it)
        self._banner.hide()
        return self._banner

    def _keeping(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        caption = look.label(_("Name of the mapping"), "muted")
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.name.setAccessibleName(_("Name of the mapping"))
        caption.setBuddy(self.name)
        row.addWidget(caption)
        row.addWidget(self.name, 1)
        for words, act in (
            (_("Save"), self.keep),
            (_("Share…"), self._choose_to),
            (_("Open…"), self._choose_from),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, act=act: act())
            row.addWidget(button)
        return row

    def _choose_to(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Share the mapping"), f"{self.name.text() or 'mapping'}.toml", _("Mappings (*.toml)")
        )
        if name:
            self.share(Path(name))

    def _choose_from(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Open a mapping"), "", _("Mappings (*.toml)"))
        if name:
            self.take(Path(name))
