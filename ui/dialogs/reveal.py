"""Show the name of one protected person, for a reason and on an authority; both go into the history."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from netlens.i18n import _
from netlens.jobs import Failure
from ui.answers.plain.page import Page
from ui.dialog import Dialog, Sheet
from ui.dress import look
from ui.errands.entered import entered
from ui.session import Session


class Reveal(Sheet):
    def __init__(self, session: Session, parent: QWidget | None, entity: int) -> None:
        super().__init__(
            session,
            parent,
            _("Show a protected person's name"),
            intro=_("The name is shown in Details only, until you go on to something else. Reason and authority are "
                    "entered in the history of the case."),
            primary=_("Show the name"),
        )  # fmt: skip
        self._entity = entity
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(look.px(70))
        self.field(_("Reason"), self.reason)
        self.authority = QLineEdit()
        self.field(_("Authority"), self.authority, _("Who allowed it: an order, a case number, a name."))
        self.reason.setFocus()

    def proceed(self) -> None:
        reason, authority = self.reason.toPlainText().strip(), self.authority.text().strip()
        if not reason or not authority:
            self.fail(_("Both are needed: why, and who allowed it."))
            return
        self.primary.setEnabled(False)
        job = self.session.ask("reveal", "people:reveal", self._entity, reason, authority)
        job.done.connect(self._shown)
        job.failed.connect(self._failed)

    def _shown(self, page: Page) -> None:
        self.session.revealed.emit(page)
        entered(self.session)
        self.accept()

    def _failed(self, failure: Failure) -> None:
        self.primary.setEnabled(True)
        self.fail(failure.message, failure.hint)


def build(session: Session, parent: QWidget | None = None, entity: int = -1) -> Sheet:
    return Reveal(session, parent, entity)


DIALOG = Dialog("reveal", build)
