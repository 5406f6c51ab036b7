"""What colours and signs mean; a click on a kind of evidence counts it in or out."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from netlens.i18n import _
from netlens.report.periods.words import MARKS
from ui.answers.beyond.families import FAMILIES
from ui.dress import look
from ui.views.timeline.painting import family_colour
from ui.views.timeline.signs import ORDER, sign_picture
from ui.widgets.flow import flowing


class Legend(QWidget):
    """`changed()`: other families of evidence are shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.families: list[QToolButton] = []
        for number, words in enumerate(FAMILIES.values()):
            button = QToolButton()
            button.setText(_(words))
            button.setCheckable(True)
            button.setChecked(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIcon(_swatch(number))
            button.setIconSize(QSize(look.px(12), look.px(12)))
            button.setToolTip(_("Count and draw this kind of evidence"))
            button.setAccessibleName(_(words))
            button.toggled.connect(lambda _on: self.changed.emit())
            self.families.append(button)
        signs = QToolButton()
        signs.setText(_("Signs") + " ▾")
        signs.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        signs.setToolTip(_("What the signs on the lanes mean"))
        signs.setAccessibleName(signs.toolTip())
        signs.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(signs)
        for what in ORDER:
            menu.addAction(QIcon(sign_picture(what, look.px(16))), _(MARKS[what]))
        signs.setMenu(menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flowing(*self.families, signs, gap=look.px(6), sides=look.px(10), above=look.px(4)))

    def shown(self) -> tuple[int, ...]:
        """The numbers of the families that count."""
        return tuple(number for number, button in enumerate(self.families) if button.isChecked())


def _swatch(number: int) -> QIcon:
    picture = QPixmap(look.px(12), look.px(12))
    picture.fill(family_colour(look.theme(), number))
    return QIcon(picture)
