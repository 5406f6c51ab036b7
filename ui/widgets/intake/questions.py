"""What only a person can say of a sheet: whether day or month comes first, how text for old fonts is to be read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from netlens.i18n import _
from ui.dress import look
from ui.widgets.text_choice import TextChoice

if TYPE_CHECKING:
    from netlens.case.intake.preview import Look


class Questions(QWidget):
    """`ordered("dmy" or "mdy")`; `read(key, value)` as TextChoice says it."""

    ordered = Signal(str)
    read = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, look.px(8), 0, 0)
        whole.setSpacing(look.px(14))
        self.order = self._dates()
        self.text = TextChoice()
        self.text.chosen.connect(self.read)
        whole.addWidget(self.order)
        whole.addWidget(self.text)
        whole.addStretch(1)

    def show_look(self, one: "Look", dates: str, encoding: str) -> None:
        """What is asked of one sheet, and what was answered."""
        self.order.setVisible(one.dates == "ambiguous" or bool(dates))
        self.text.show_look(one, encoding)

    def asked(self, one: "Look", dates: str) -> int:
        """How many questions there are, answered ones too."""
        return int(one.dates == "ambiguous" or bool(dates)) + int(bool(one.typed))

    def open(self, one: "Look", dates: str) -> bool:
        """Whether one of them has no answer yet."""
        return (one.dates == "ambiguous" and not dates) or any(not typed.stated for typed in one.typed)

    def _dates(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, look.px(4), 0, look.px(4))
        words = _("In these dates, day and month cannot be told apart. Which comes first?")
        column.addWidget(look.label(words, "warning", wrap=True))
        row = QHBoxLayout()
        self.orders = QButtonGroup(self)
        for number, (order, text) in enumerate(
            (("dmy", _("Day: 03/04 is 3 April")), ("mdy", _("Month: 03/04 is 4 March")))
        ):
            button = QRadioButton(text)
            button.clicked.connect(lambda _checked, order=order: self.ordered.emit(order))
            self.orders.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return box
