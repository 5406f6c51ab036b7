"""What small widgets ask about the look in use: theme, text scale, icons. Set once by the window, read anywhere."""

from PySide6.QtGui import QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.dress import icons
from ui.dress.style import pixels
from ui.theme import LIGHT, Theme

_in_use: list[tuple[Theme, int]] = [(LIGHT, 100)]


def use(theme: Theme, scale: int) -> None:
    _in_use[0] = (theme, scale)


def theme() -> Theme:
    return _in_use[0][0]


def scale() -> int:
    return _in_use[0][1]


def px(size: float) -> int:
    """A length at the text scale in use."""
    return pixels(size, scale())


def colour(tone: str) -> str:
    """The colour of a tone: plain, good, warning, danger, accent, muted."""
    t = theme()
    return {"plain": t.text, "muted": t.muted, "on": t.on_accent}.get(tone) or str(getattr(t, tone))


def icon(name: str, tone: str = "plain") -> QIcon:
    return icons.icon(name, colour(tone))


def picture(name: str, tone: str = "plain", size: int = 16) -> QPixmap:
    screen = QGuiApplication.primaryScreen()
    return icons.pixmap(name, colour(tone), px(size), screen.devicePixelRatio() if screen else 1.0)


def label(text: str, role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A plain-text label in one of the style sheet's roles: title, section, muted, small, error, banner …"""
    from PySide6.QtCore import Qt

    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setIndent(0)
    made.setWordWrap(wrap)
    return made


def line(parent: QWidget | None = None) -> QFrame:
    made = QFrame(parent)
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made
