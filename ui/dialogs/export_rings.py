"""Hand rings on: which, as what, in which languages, to whom, what for, on which terms."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from netlens.i18n import LANGUAGES, _, language, ngettext
from netlens.jobs import Failure
from ui.answers.handing_on import Choices
from ui.dialog import Dialog, Sheet
from ui.dress import look
from ui.errands.entered import entered
from ui.jobs import Job
from ui.session import Session
from ui.widgets.tick_list import TickList

NAMES = {"en": "English", "vi": "Tiếng Việt", "zh": "中文", "km": "ខ្មែរ"}


class ExportRings(Sheet):
    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(
            session,
            parent,
            _("Export rings"),
            intro=_("Summaries for a recipient. Protected people stand in them by code. Each file is entered in the "
                    "history of the case."),
            primary=_("Export"),
            wide=780,
        )  # fmt: skip
        self._job: Job | None = None
        columns = QHBoxLayout()
        columns.setSpacing(look.px(20))
        self.body.addLayout(columns)
        columns.addLayout(self._which(), 2)
        columns.addLayout(self._terms(), 3)
        self._busy = QProgressBar()
        self._busy.setTextVisible(False)
        self._busy.hide()
        self._done = look.label("", "good", wrap=True)
        self._done.hide()
        self.body.addWidget(self._busy)
        self.body.addWidget(self._done)
        self._open = self.button(_("Open the folder"), self._show_folder)
        self._open.hide()
        self.primary.setEnabled(False)
        self.recipient.setFocus()
        if session.case is not None:
            job = session.ask("export", "handing_on:choices")
            job.done.connect(self._offer)
            job.failed.connect(self._failed)

    def _which(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(look.px(4))
        column.addWidget(look.label(_("Rings"), "muted"))
        self.rings = TickList(_("Rings"))
        self.rings.setMinimumHeight(look.px(300))
        self.rings.changed.connect(self._count)
        column.addWidget(self.rings, 1)
        both = QHBoxLayout()
        for words, on in ((_("All"), True), (_("None"), False)):
            button = QPushButton(words)
            button.setFlat(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, on=on: self.rings.tick_all(on))
            both.addWidget(button)
        both.addStretch(1)
        column.addLayout(both)
        return column

    def _terms(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(look.px(8))
        grid.setHorizontalSpacing(look.px(12))
        self.format, self.handling = QComboBox(), QComboBox()
        self.recipient, self.purpose, self.authority = QLineEdit(), QLineEdit(), QLineEdit()
        self.recipient.setPlaceholderText(_("an agency, a working group, a court"))
        self.purpose.setPlaceholderText(_("joint working group, March"))
        self.languages = {lang: QCheckBox(NAMES[lang]) for lang in LANGUAGES}
        self.languages[language()].setChecked(True)
        spoken = QWidget()
        row = QHBoxLayout(spoken)
        row.setContentsMargins(0, 0, 0, 0)
        for box in self.languages.values():
            row.addWidget(box)
        row.addStretch(1)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.where = QLineEdit(str(Path(documents) / _("rings")))
        choose = QPushButton(_("Choose…"))
        choose.setAutoDefault(False)
        choose.setAccessibleName(_("Choose the folder"))
        choose.clicked.connect(self._choose)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.where, 1)
        row.addWidget(choose)
        self.where.setAccessibleName(_("Folder"))
        self.identify = QCheckBox(_("Give the names of protected people"))
        self.authority.setPlaceholderText(_("who allowed it: an order, a case number, a name"))
        self.authority.setEnabled(False)
        self.identify.toggled.connect(self.authority.setEnabled)
        fields = (
            (_("Format"), self.format), (_("Languages"), spoken), (_("Folder"), place),
            (_("Recipient"), self.recipient), (_("Purpose"), self.purpose), (_("Handling code"), self.handling),
            ("", self.identify), (_("Authority"), self.authority),
        )  # fmt: skip
        for number, (words, widget) in enumerate(fields):
            caption = look.label(words, "muted")
            caption.setBuddy(widget)
            if words:
                widget.setAccessibleName(words)
            grid.addWidget(caption, number, 0)
            grid.addWidget(widget, number, 1)
        self.handling.setToolTip(_("For items that carry no code of their own."))
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(fields), 1)
        return grid

    def _offer(self, choices: Choices) -> None:
        picked = self.session.selection.ring
        rings = tuple((name, text, said, name == picked if picked else on) for name, text, said, on in choices.rings)
        self.rings.offer(rings)
        for name, label, _suffix in choices.formats:
            self.format.addItem(label, name)
        for code, label in choices.handling:
            self.handling.addItem(label, code)
        self.handling.setCurrentIndex(-1)
        self.handling.setPlaceholderText(_("choose a code"))
        self._count()
        if not rings:
            self.fail(_("There is no ring to export yet."), _("Find rings first."))

    def _count(self) -> None:
        count = len(self.rings.ticked())
        self.primary.setText(ngettext("Export {n} ring", "Export {n} rings", count).format(n=count))
        self.primary.setEnabled(count > 0)

    def proceed(self) -> None:
        from netlens.report.summary import Terms

        langs = tuple(lang for lang, box in self.languages.items() if box.isChecked())
        recipient, purpose = self.recipient.text().strip(), self.purpose.text().strip()
        missing = [
            (not langs, _("Choose at least one language."), self),
            (not recipient, _("Say who gets it."), self.recipient),
            (not purpose, _("Say what it is for."), self.purpose),
            (self.handling.currentIndex() < 0, _("Choose the handling code for items that carry none."), self.handling),
            (
                self.identify.isChecked() and not self.authority.text().strip(),
                _("Say who allowed names."),
                self.authority,
            ),
        ]
        for wrong, words, widget in missing:
            if wrong:
                self.fail(words)
                widget.setFocus()
                return
        self.fail("")
        terms = Terms(
            recipient,
            purpose,
            self.handling.currentData(),
            langs[0],
            self.identify.isChecked(),
            self.authority.text().strip(),
        )
        self.primary.setEnabled(False)
        self._busy.setRange(0, 0)
        self._busy.show()
        self._job = self.session.work(
            "ui.answers.handing_on:export",
            self.rings.ticked(),
            self.format.currentData(),
            Path(self.where.text().strip()).expanduser(),
            terms,
            langs,
            title=_("Exporting rings"),
            then=self._written,
            quiet=True,
        )
        self._job.failed.connect(self._failed)
        self._job.ended.connect(self._ended)

    def reject(self) -> None:
        """Cancel ends an export that runs; what it has written is whole or not there."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        else:
            super().reject()

    def _written(self, files: tuple[str, ...]) -> None:
        words = ngettext("{n} file written.", "{n} files written.", len(files)).format(n=len(files))
        self._done.setText(words + " " + _("A manifest beside them names each with its checksum."))
        self._done.show()
        entered(self.session)
        self._open.show()
        self.cancel.setText(_("Close"))

    def _failed(self, failure: Failure) -> None:
        self.fail(failure.message, failure.hint)

    def _ended(self) -> None:
        self._job = None
        self._busy.hide()
        self.primary.setEnabled(True)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Where the files go"), self.where.text())
        if folder:
            self.where.setText(folder)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.where.text()))


def build(session: Session, parent: QWidget | None = None) -> Sheet:
    return ExportRings(session, parent)


DIALOG = Dialog("export_rings", build)
