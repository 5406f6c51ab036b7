"""A new case file: where it lies, and its passphrase, typed twice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from netlens.i18n import _
from ui.dialog import Dialog, Sheet
from ui.dress import look
from ui.errands.opening import open_case
from ui.session import Session
from ui.widgets.passphrase_field import PassphraseField, Strength

SUFFIX = ".netlens"


class NewCase(Sheet):
    def __init__(self, session: Session, parent: QWidget | None, then: Callable[[], Any] | None) -> None:
        super().__init__(
            session,
            parent,
            _("New case"),
            intro=_("One encrypted file holds the whole case. Without its passphrase nobody can open it, not even we."),
            primary=_("Make the case"),
            wide=520,
        )
        self._then = then
        self.where = QLineEdit(str(_proposed()))
        choose = QPushButton(_("Choose…"))
        choose.setAccessibleName(_("Choose where the case file lies"))
        choose.clicked.connect(self._choose)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.where, 1)
        row.addWidget(choose)
        self.field(_("Case file"), box)
        self.where.setAccessibleName(_("Case file"))
        self.first, self.second = PassphraseField(), PassphraseField()
        self.field(_("Passphrase"), self.first)
        self.body.addWidget(Strength(self.first))
        self.field(_("The same again"), self.second)
        self.body.addSpacing(look.px(4))
        self.first.setFocus()

    def proceed(self) -> None:
        path = Path(self.where.text().strip()).expanduser()
        path = path if path.suffix else path.with_suffix(SUFFIX)
        if not self.first.text().strip():
            self.fail(_("A case needs a passphrase."))
        elif self.first.text() != self.second.text():
            self.fail(_("The two passphrases differ."), _("Type the second one again."))
            self.second.selectAll()
            self.second.setFocus()
        else:
            self.busy(open_case(self.session, path, self.first.text(), new=True, then=self._made, failed=self.fail))

    def _made(self) -> None:
        self.accept()
        if self._then is not None:
            self._then()

    def _choose(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Where the case file lies"), self.where.text(), _("Case files (*.netlens)")
        )
        if name:
            self.where.setText(name)


def _proposed() -> Path:
    """A name that is free, among the documents; at home where there is no such folder yet."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    folder = folder if folder.is_dir() else Path.home()
    name = _("case")
    taken = 1
    while (folder / f"{name}{taken if taken > 1 else ''}{SUFFIX}").exists():
        taken += 1
    return folder / f"{name}{taken if taken > 1 else ''}{SUFFIX}"


def build(session: Session, parent: QWidget | None = None, then: Callable[[], Any] | None = None) -> Sheet:
    return NewCase(session, parent, then)


DIALOG = Dialog("new_case", build)
