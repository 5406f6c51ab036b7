"""What NetLens is, and what it promises."""

from PySide6.QtWidgets import QWidget

from netlens import __version__
from netlens.i18n import _
from ui.dialog import Dialog, Sheet
from ui.dress import look
from ui.session import Session


class About(Sheet):
    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(session, parent, f"NetLens {__version__}")
        for words in (
            _("Finds trafficking and smuggling rings in case records, and shows why."),
            _("It works without a network: nothing leaves this computer but what you export."),
            _("The case file is encrypted. Victims, witnesses, reporters and minors are shown by code. Every import, "
              "edit, unmasking and extract is entered in the case's history."),
            _("A ring is a lead, not a finding of guilt: read its reasons down to the records before acting on it."),
            _("Free software under the GNU General Public License, version 3 or later."),
        ):  # fmt: skip
            self.body.addWidget(look.label(words, wrap=True))


def build(session: Session, parent: QWidget | None = None) -> Sheet:
    return About(session, parent)


DIALOG = Dialog("about", build)
