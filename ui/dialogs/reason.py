"""Ask for a reason before something is decided; the reason is kept with the decision."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from netlens.i18n import _
from ui.dialog import Dialog, Sheet
from ui.dress import look
from ui.session import Session


class Reason(Sheet):
    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        title: str,
        intro: str,
        primary: str,
        then: Callable[[str], Any] | None,
    ) -> None:
        super().__init__(session, parent, title, intro=intro, primary=primary)
        self._then = then
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(look.px(88))
        self.field(_("Reason"), self.reason, _("A few words a colleague will understand next year."))
        self.reason.setFocus()

    def proceed(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self.fail(_("Say in a few words why."))
            self.reason.setFocus()
            return
        self.accept()
        if self._then is not None:
            self._then(reason)


def build(
    session: Session,
    parent: QWidget | None = None,
    title: str = "",
    intro: str = "",
    primary: str = "",
    then: Callable[[str], Any] | None = None,
) -> Sheet:
    return Reason(session, parent, title or _("Give a reason"), intro, primary or _("Go on"), then)


DIALOG = Dialog("reason", build)
