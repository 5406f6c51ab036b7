"""Give a ring its operation name."""

from PySide6.QtWidgets import QLineEdit, QWidget

from netlens.case.records import Decision
from netlens.i18n import _
from ui.actions.rings import decide
from ui.dialog import Dialog, Sheet
from ui.session import Session


class NameRing(Sheet):
    def __init__(self, session: Session, parent: QWidget | None, ring: str) -> None:
        super().__init__(
            session,
            parent,
            _("Name the ring"),
            intro=_("The name stays with the ring when rings are found anew. Leave it empty to use its number."),
            primary=_("Name it"),
        )
        self._ring = ring
        known = session.case.decisions() if session.case is not None else {}
        self.name = QLineEdit(known.get(ring, Decision(ring)).name)
        self.name.setMaxLength(80)
        self.field(_("Name of the operation or the ring"), self.name)
        self.name.selectAll()
        self.name.setFocus()

    def proceed(self) -> None:
        if decide(self.session, self._ring, name=" ".join(self.name.text().split())):
            self.accept()


def build(session: Session, parent: QWidget | None = None, ring: str = "") -> Sheet:
    return NameRing(session, parent, ring)


DIALOG = Dialog("name_ring", build)
