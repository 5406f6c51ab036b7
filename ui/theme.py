"""How NetLens looks: three colour themes, the ring palette, text scale, bundled fonts.

Ring colours are Okabe and Ito's (2008), which people with any colour vision tell apart, darkened or lightened per theme
and extended by two; when more than eight rings stand side by side, a hatching and always the label carry the meaning.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from netlens.i18n import mark
from netlens.resource import folder

FAMILY = "Noto Sans"
BASE_PIXELS = 13
SCALES = (80, 90, 100, 110, 125, 150, 175, 200)  # text scale, per cent


@dataclass(frozen=True, slots=True)
class Theme:
    """One colour theme; every colour is "#rrggbb". `rings` is the palette that RingShape.colour counts through."""

    name: str
    label: str
    dark: bool
    window: str  # panels, menus
    canvas: str  # behind graph, map and timeline
    base: str  # lists, tables, text fields
    text: str
    muted: str  # secondary text: at least 4.5 : 1 on canvas and window
    border: str
    accent: str  # selection, focus, the one thing to press
    on_accent: str
    good: str
    warning: str
    danger: str
    node: str  # someone in no ring
    protected: str  # the neutral mark
    tie: str  # ties between rings, and of those in none
    rings: tuple[str, ...]


LIGHT = Theme(
    "light", mark("Light"), False,
    window="#f3f4f6", canvas="#fbfbfa", base="#ffffff", text="#1b2330", muted="#566072", border="#cfd4dc",
    accent="#1d5fc4", on_accent="#ffffff", good="#1a7f4b", warning="#9a5b00", danger="#b3261e",
    node="#8591a1", protected="#e9e6df", tie="#7b8696",
    rings=("#0072b2", "#d55e00", "#00825f", "#b65c90", "#2a94cf", "#b87a00", "#6a4fb3", "#8a5a2b"),
)  # fmt: skip
DARK = Theme(
    "dark", mark("Dark"), True,
    window="#1f242c", canvas="#171b21", base="#12161b", text="#e8ebf0", muted="#a3adbb", border="#3a424e",
    accent="#6ea8ff", on_accent="#0c1522", good="#5fd39a", warning="#f2b661", danger="#ff8a80",
    node="#7f8a99", protected="#d8d4c8", tie="#8592a3",
    rings=("#4aa8e8", "#ff8a4a", "#2fc79c", "#e39ac4", "#8fd0f4", "#f1bd42", "#ab94f5", "#cda27a"),
)  # fmt: skip
CONTRAST = Theme(
    "contrast", mark("High contrast"), True,
    window="#000000", canvas="#000000", base="#000000", text="#ffffff", muted="#e0e0e0", border="#ffffff",
    accent="#ffe14d", on_accent="#000000", good="#7dffb0", warning="#ffd24d", danger="#ff9d9d",
    node="#d0d0d0", protected="#ffffff", tie="#b8b8b8",
    rings=("#6cc4ff", "#ff9d5c", "#3df0bd", "#ffacd9", "#b8e6ff", "#ffd24d", "#c9b6ff", "#e8c49c"),
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def load_fonts() -> str:
    """Load the bundled fonts and give the family to use; the system's own where they are missing."""
    for file in sorted(folder("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))
    return FAMILY if FAMILY in QFontDatabase.families() else QApplication.font().family()


def font(scale: int = 100, *, step: float = 1.0, bold: bool = False) -> QFont:
    """The text font at a text scale in per cent (80…200); `step` is its size against ordinary text."""
    face = QFont(FAMILY)
    face.setPixelSize(max(7, round(BASE_PIXELS * step * min(max(scale, SCALES[0]), SCALES[-1]) / 100)))
    face.setBold(bold)
    return face


def palette(theme: Theme) -> QPalette:
    """What Qt's own widgets take their colours from."""
    roles = {
        QPalette.ColorRole.Window: theme.window, QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.base, QPalette.ColorRole.AlternateBase: theme.window,
        QPalette.ColorRole.Text: theme.text, QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.window, QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.base, QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Highlight: theme.accent, QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent, QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.BrightText: theme.danger, QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Dark: theme.border, QPalette.ColorRole.Light: theme.base,
    }  # fmt: skip
    colours = QPalette()
    for role, value in roles.items():
        colours.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, mix(theme.muted, theme.window, 0.35))
    return colours


def apply(app: QApplication, theme: Theme, scale: int = 100) -> None:
    """Dress the whole application; may be called again at any time. Load the fonts once before."""
    app.setStyle("Fusion")  # the same on every system, and it honours the palette on all of them
    app.setPalette(palette(theme))
    app.setFont(font(scale))


def mix(one: str, other: str, share: float) -> QColor:
    """The colour `share` (0…1) of the way from one colour to the other."""
    a, b = QColor(one), QColor(other)
    keep = 1 - share
    return QColor(
        round(a.red() * keep + b.red() * share),
        round(a.green() * keep + b.green() * share),
        round(a.blue() * keep + b.blue() * share),
    )


def ink_on(colour: str) -> str:
    """Dark or white, whichever reads better on a colour."""
    return max(("#1b2330", "#ffffff"), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours, 1…21."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light(name: str) -> float:
    colour = QColor(name)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
