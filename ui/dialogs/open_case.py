"""Open a case file with its passphrase; what is wrong is said in the dialog."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from netlens.errors import NetLensError
from netlens.i18n import _
from netlens.jobs import Failure
from ui.dialog import Dialog, Sheet
from ui.errands.opening import open_case
from ui.session import Session
from ui.settings import still_there
from ui.widgets.passphrase_field import PassphraseField


class OpenCase(Sheet):
    def __init__(self, session: Session, parent: QWidget | None, path: Path | None) -> None:
        super().__init__(session, parent, _("Open a case"), primary=_("Open"), wide=500)
        recent = session.settings.recent
        known = str(path or (recent[0] if recent and still_there(recent[0]) else ""))
        self.where = QLineEdit(known)
        choose = QPushButton(_("Choose…"))
        choose.setAccessibleName(_("Choose the case file"))
        choose.clicked.connect(self._choose)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.where, 1)
        row.addWidget(choose)
        self.field(_("Case file"), box)
        self.where.setAccessibleName(_("Case file"))
        self.passphrase = PassphraseField()
        self.field(_("Passphrase"), self.passphrase)
        (self.passphrase if known else self.where).setFocus()

    def proceed(self) -> None:
        where = self.where.text().strip()
        if not where:
            self.fail(_("Choose a case file first."))
            return
        path = Path(where).expanduser()
        self.busy(open_case(self.session, path, self.passphrase.text(), then=self.accept, failed=self._wrong))

    def _wrong(self, error: Failure | NetLensError) -> None:
        self.fail(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _choose(self) -> None:
        start = self.where.text() or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Open a case"), start, _("Case files (*.netlens);;All files (*)")
        )
        if name:
            self.where.setText(name)
            self.passphrase.setFocus()


def build(session: Session, parent: QWidget | None = None, path: Path | None = None) -> Sheet:
    return OpenCase(session, parent, path)


DIALOG = Dialog("open_case", build)
