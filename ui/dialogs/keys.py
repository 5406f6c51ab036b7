"""All actions and their keys, by subject."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

import ui.actions
from netlens.i18n import _
from netlens.plugins import collect
from ui.action import Subject
from ui.answers.plain.table import Column, tabulate
from ui.dialog import Dialog, Sheet
from ui.dress import look
from ui.session import Session
from ui.widgets.table import Table


class Keys(Sheet):
    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(session, parent, _("Actions and their keys"), wide=640)
        subjects = sorted(collect(ui.actions, "ACTIONS", Subject), key=lambda one: one.order)
        native = QKeySequence.SequenceFormat.NativeText
        rows = [
            (
                QKeySequence(action.shortcut).toString(native),
                _(action.text).replace("&", "").rstrip("…"),
                _(subject.text).replace("&", ""),
            )
            for subject in subjects
            for action in subject.actions
            if action is not None
        ]
        columns = (Column(_("Key"), width=14), Column(_("Action"), width=40), Column(_("Menu"), width=10))
        table = Table(_("Actions and their keys"))
        table.show_table(tabulate(columns, rows))
        table.setMinimumHeight(look.px(420))
        self.body.addWidget(table)
        hint = _("On the graph, arrow keys walk along the links; Ctrl+K finds any action by its name.")
        self.body.addWidget(look.label(hint, "small", wrap=True))


def build(session: Session, parent: QWidget | None = None) -> Sheet:
    return Keys(session, parent)


DIALOG = Dialog("keys", build)
