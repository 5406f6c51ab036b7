"""The page of the import dialog that says what rows would change of what stands, before a person takes them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from netlens.i18n import _
from ui.answers.plain.arriving import Tried
from ui.dress import look
from ui.messages import in_window
from ui.widgets.table import Table


class UpdateView(QWidget):
    """A sentence, the two ways out where a name or date of birth contradicts, and each value beside the other."""

    def __init__(self) -> None:
        super().__init__()
        self._why = look.label("", "section", wrap=True)
        self._sum = look.label("", "muted", wrap=True)
        self._ways = look.label(
            _(
                "If these ids are another agency's, go back and name a register of their own. If the new values are"
                " right, take them: the old ones are kept with their source."
            ),
            "muted",
            wrap=True,
        )
        self.table = Table(_("Values that would change"))
        self._rest = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        for widget in (self._why, self._sum, self._ways):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self._rest, 1)

    def show_changes(self, found: Tried, why: str = "") -> None:
        """`why`: what stopped the import, if that is why it is shown."""
        self._why.setText(in_window(why) or _("What the import would change"))
        self._sum.setText(found.summary)
        self._ways.setVisible(bool(found.decisive))
        self.table.show_table(found.table)
        self.table.setVisible(bool(found.table.rows))
        self._rest.setVisible(not found.table.rows)
