"""What can be done with the stretch of time that is chosen: read it, draw only it, look for rings in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from netlens.i18n import _, ngettext
from ui.answers.ground.words import span
from ui.dress import look
from ui.widgets.flow import flowing


class StretchBar(QWidget):
    """`read()`, `draw(on)`, `search()`, `whole()`: what the person asks for. Hidden while no stretch is chosen."""

    read = Signal()
    draw = Signal(bool)
    search = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = look.label("", "panel")
        self.facts = QPushButton(_("Show the rows"))
        self.drawn = QPushButton(look.icon("eye"), _("Draw only this"))
        self.drawn.setCheckable(True)
        self.drawn.setToolTip(_("The graph shows only the ties of these days, until you take it back"))
        self.rings = QPushButton(look.icon("find"), _("Find rings in it"))
        self.rings.setToolTip(_("Look for rings by the evidence of these days only, and keep them; can be undone"))
        self.back = QPushButton(_("Whole time"))
        self.back.setToolTip(_("Take the choice back (Esc)"))
        self.facts.clicked.connect(lambda _checked: self.read.emit())
        self.drawn.toggled.connect(self.draw)
        self.rings.clicked.connect(lambda _checked: self.search.emit())
        self.back.clicked.connect(lambda _checked: self.whole.emit())
        buttons = (self.facts, self.drawn, self.rings, self.back)
        for button in buttons:
            button.setAccessibleName(button.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flowing(*buttons, self.words, gap=look.px(8), sides=look.px(10), above=look.px(4)))
        self.hide()

    def say(self, stretch: tuple[str, str] | None, rows: int = -1) -> None:
        """Which days are chosen, and how many rows of evidence they hold (-1: not known yet)."""
        if stretch is not None:
            count = ngettext("{n} row", "{n} rows", rows).format(n=f"{rows:,}") if rows >= 0 else "…"
            self.words.setText(f"{span(*stretch)} · {count}")
        elif self.drawn.isChecked():
            self.drawn.setChecked(False)
        self.setVisible(stretch is not None)

    def show_drawn(self, on: bool) -> None:
        """Whether the graph draws only this, without telling about it again."""
        self.drawn.blockSignals(True)
        self.drawn.setChecked(on)
        self.drawn.blockSignals(False)
