"""Save the picture on the canvas as PNG, SVG or PDF; masked as it is there, and entered in the history."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from netlens.i18n import _
from netlens.jobs import Failure
from ui.dialog import Dialog, Sheet
from ui.errands.entered import entered
from ui.session import Session

if TYPE_CHECKING:
    from netlens.network.scene import Scene

SIZES = ((1600, 1000), (2400, 1500), (3508, 2480), (1080, 1080))


class Picture(Sheet):
    def __init__(self, session: Session, parent: QWidget | None, scene: "Scene | None", title: str) -> None:
        super().__init__(
            session,
            parent,
            _("Save the picture"),
            intro=_("As it stands on the canvas: who is protected stays a code. It is entered in the history."),
            primary=_("Save"),
            wide=520,
        )
        self._scene, self._title = scene, title
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.where = QLineEdit(str(Path(documents) / (_("picture") + ".png")))
        choose = QPushButton(_("Choose…"))
        choose.setAutoDefault(False)
        choose.setAccessibleName(_("Choose the file"))
        choose.clicked.connect(self._choose)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.where, 1)
        row.addWidget(choose)
        self.field(_("File"), box, _("The ending says what it becomes: .png, .svg or .pdf."))
        self.where.setAccessibleName(_("File"))
        self.size_ = QComboBox()
        for wide, high in SIZES:
            self.size_.addItem(f"{wide} × {high}", (wide, high))
        self.field(_("Size"), self.size_)
        self.primary.setEnabled(scene is not None and len(scene.ids) > 0)

    def proceed(self) -> None:
        self.primary.setEnabled(False)
        job = self.session.work(
            "ui.answers.handing_on:picture",
            self._scene,
            Path(self.where.text().strip()).expanduser(),
            self.size_.currentData(),
            self._title,
            title=_("Saving the picture"),
            then=self._saved,
            quiet=True,
        )
        job.failed.connect(self._failed)

    def _saved(self, _files: tuple[str, ...]) -> None:
        self.session.told.emit(_("The picture is saved."))
        entered(self.session)
        self.accept()

    def _failed(self, failure: Failure) -> None:
        self.primary.setEnabled(True)
        self.fail(failure.message, failure.hint)

    def _choose(self) -> None:
        kinds = _("Pictures (*.png *.svg *.pdf)")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the picture"), self.where.text(), kinds)
        if name:
            self.where.setText(name)


def build(session: Session, parent: QWidget | None = None, scene: "Scene | None" = None, title: str = "") -> Sheet:
    return Picture(session, parent, scene, title)


DIALOG = Dialog("picture", build)
