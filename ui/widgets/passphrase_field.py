"""A field for a passphrase: hidden letters, shown while a button is held on, and a mark when Caps Lock may be on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from netlens.i18n import _
from ui.dress import look
from ui.errands.passphrase import strength


class PassphraseField(QLineEdit):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(look.icon("eye", "muted"), _("Show the letters"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._shown)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    def _shown(self, on: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)


class Strength(QWidget):
    """A bar and a sentence about a passphrase that is being chosen."""

    changed = Signal()

    def __init__(self, field: PassphraseField) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Strength of the passphrase"))
        self._words: QLabel = look.label("", "small", wrap=True)
        column.addWidget(self._bar)
        column.addWidget(self._words)
        field.textChanged.connect(self._weigh)
        self._weigh("")

    def _weigh(self, text: str) -> None:
        share, words, tone = strength(text)
        self._bar.setValue(round(share * 100))
        self._bar.setStyleSheet(f"QProgressBar::chunk {{ background: {look.colour(tone)}; border-radius: 3px; }}")
        self._words.setText(words)
