"""The dress of Qt's own widgets, from the theme's colours and the text scale: one style sheet for the application."""

from netlens.resource import folder
from ui.theme import BASE_PIXELS, Theme, mix


def pixels(size: float, scale: int) -> int:
    """A length in pixels at a text scale in per cent."""
    return max(1, round(size * scale / 100))


def sheet(theme: Theme, scale: int) -> str:
    """The style sheet; nothing in it depends on the system NetLens runs on."""
    t = theme
    hover = mix(t.base, t.accent, 0.08 if not t.dark else 0.16).name()
    picked = mix(t.base, t.accent, 0.16 if not t.dark else 0.30).name()
    soft = mix(t.window, t.border, 0.45).name()
    words = {
        "window": t.window, "base": t.base, "text": t.text, "muted": t.muted, "border": t.border, "accent": t.accent,
        "on": t.on_accent, "danger": t.danger, "warning": t.warning, "canvas": t.canvas, "good": t.good,
        "hover": hover, "picked": picked, "soft": soft,
        "down": (folder("icons") / f"chevron-down-{t.name}.svg").as_posix(),
        "up": (folder("icons") / f"chevron-up-{t.name}.svg").as_posix(),
        "tick": (folder("icons") / f"tick-{t.name}.svg").as_posix(),
        "dot": (folder("icons") / f"dot-{t.name}.svg").as_posix(),
        "banner": mix(t.base, t.warning, 0.14).name(),
        "small": pixels(BASE_PIXELS * 0.88, scale), "body": pixels(BASE_PIXELS, scale),
        "large": pixels(BASE_PIXELS * 1.25, scale), "huge": pixels(BASE_PIXELS * 2.1, scale),
        "p2": pixels(2, scale), "p3": pixels(3, scale), "p4": pixels(4, scale), "p6": pixels(6, scale),
        "p8": pixels(8, scale), "p10": pixels(10, scale), "p12": pixels(12, scale), "p16": pixels(16, scale),
        "p28": pixels(28, scale),
    }  # fmt: skip
    chips = "".join(_chip(t, tone) for tone in ("plain", "good", "warning", "danger", "accent", "muted"))
    whole = chips + "".join(_SHEET)
    return whole.replace("{", "{{").replace("}", "}}").replace("<<", "{").replace(">>", "}").format(**words)


def _chip(theme: Theme, tone: str) -> str:
    colour = {"plain": theme.text, "muted": theme.muted}.get(tone) or str(getattr(theme, tone))
    line = theme.border if tone in ("plain", "muted") else colour
    back = mix(theme.base, colour, 0.12).name()
    return (
        f'QFrame[chip="{tone}"] {{ background: {back}; border: 1px solid {line}; border-radius: <<p8>>px; }}'
        f' QFrame[chip="{tone}"] QLabel {{ border: none; background: transparent; color: {colour}; }}\n'
    )


_SHEET = (
    """
QMainWindow, QDialog { background: <<window>>; }
QToolTip { background: <<base>>; color: <<text>>; border: 1px solid <<border>>; padding: <<p4>>px; }
QMainWindow::separator { background: <<border>>; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: <<accent>>; }
QMenuBar { background: <<window>>; padding: <<p2>>px <<p4>>px; }
QMenuBar::item { padding: <<p4>>px <<p10>>px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: <<soft>>; }
QMenu { background: <<base>>; border: 1px solid <<border>>; padding: <<p4>>px; }
QMenu::item { padding: <<p6>>px <<p28>>px <<p6>>px <<p28>>px; border-radius: 4px; }
QMenu::item:selected { background: <<accent>>; color: <<on>>; }
QMenu::item:disabled { color: <<muted>>; background: transparent; }
QMenu::separator { height: 1px; background: <<border>>; margin: <<p4>>px <<p8>>px; }
QMenu::icon { left: <<p8>>px; }
QDockWidget { color: <<text>>; }
QDockWidget::title { background: <<window>>; padding: <<p8>>px <<p12>>px; text-align: left; }
QStatusBar { background: <<window>>; border-top: 1px solid <<border>>; color: <<muted>>; }
QStatusBar::item { border: none; }
QStatusBar QLabel, QStatusBar QPushButton { color: <<muted>>; padding: <<p3>>px <<p8>>px; }
QStatusBar QPushButton { background: transparent; border: none; }
QStatusBar QPushButton:hover, QStatusBar QPushButton:focus { color: <<accent>>; text-decoration: underline; }
QTabWidget::pane { border: none; border-top: 1px solid <<border>>; }
QTabBar { background: <<window>>; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: <<muted>>; padding: <<p8>>px <<p16>>px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: <<text>>; border-bottom: 2px solid <<accent>>; }
QTabBar::tab:hover:!selected { color: <<text>>; background: <<soft>>; }
QTabBar::tab:focus { color: <<accent>>; }
""",
    """
QPushButton { background: <<base>>; color: <<text>>; border: 1px solid <<border>>; border-radius: 6px;
  padding: <<p6>>px <<p12>>px; }
QPushButton:hover { background: <<hover>>; border-color: <<accent>>; }
QPushButton:pressed { background: <<picked>>; }
QPushButton:checked { background: <<picked>>; border-color: <<accent>>; }
QPushButton:focus { border: 1px solid <<accent>>; }
QPushButton:disabled { color: <<muted>>; background: <<window>>; }
QPushButton[primary="true"], QPushButton:default { background: <<accent>>; color: <<on>>;
  border: 1px solid <<accent>>; }
QPushButton[primary="true"]:hover { border-color: <<text>>; }
QPushButton[primary="true"]:disabled, QPushButton:default:disabled { background: <<soft>>; color: <<muted>>;
  border-color: <<border>>; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; color: <<muted>>; }
QPushButton[flat="true"]:checked { color: <<accent>>; border-bottom: 2px solid <<accent>>; border-radius: 0; }
QPushButton[flat="true"]:hover, QPushButton[flat="true"]:focus { color: <<accent>>; }
QPushButton[card="true"] { text-align: left; padding: <<p16>>px; border-radius: 10px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: <<p4>>px; }
QToolButton:hover { background: <<soft>>; }
QToolButton:focus { border-color: <<accent>>; }
QToolButton:checked { background: <<picked>>; }
QLineEdit, QPlainTextEdit, QTextEdit { background: <<base>>; color: <<text>>;
  border: 1px solid <<border>>; border-radius: 6px; padding: <<p6>>px <<p8>>px; selection-background-color: <<accent>>;
  selection-color: <<on>>; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 1px solid <<accent>>; }
QLineEdit:disabled { color: <<muted>>; background: <<window>>; }
QComboBox, QSpinBox, QDoubleSpinBox { background: <<base>>; color: <<text>>; border: 1px solid <<border>>;
  border-radius: 6px; padding: <<p6>>px <<p8>>px; selection-background-color: <<accent>>; selection-color: <<on>>; }
QComboBox:focus, QAbstractSpinBox:focus, QComboBox:hover, QAbstractSpinBox:hover { border: 1px solid <<accent>>; }
QComboBox:disabled { color: <<muted>>; background: <<window>>; }
QComboBox::drop-down { border: none; width: <<p28>>px; }
QComboBox::down-arrow, QAbstractSpinBox::down-arrow { image: url(<<down>>); width: <<p12>>px; height: <<p12>>px; }
QAbstractSpinBox::up-arrow { image: url(<<up>>); width: <<p12>>px; height: <<p12>>px; }
QAbstractSpinBox QLineEdit { border: none; padding: 0 <<p4>>px; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: <<p28>>px; }
QComboBox QAbstractItemView { background: <<base>>; border: 1px solid <<border>>; padding: <<p4>>px; outline: 0;
  selection-background-color: <<accent>>; selection-color: <<on>>; }
QComboBox QAbstractItemView::item { min-height: <<p28>>px; padding: 0 <<p8>>px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: <<p16>>px; height: <<p16>>px;
  border: 1px solid <<muted>>; border-radius: 4px; background: <<base>>; }
QRadioButton::indicator { border-radius: <<p8>>px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: <<accent>>;
  border-color: <<accent>>; image: url(<<tick>>); }
QRadioButton::indicator:checked { background: <<accent>>; border-color: <<accent>>; image: url(<<dot>>); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid <<accent>>; }
QCheckBox:focus, QRadioButton:focus { color: <<accent>>; }
QCheckBox, QRadioButton { spacing: <<p8>>px; padding: <<p3>>px 0; }
QGroupBox { border: 1px solid <<border>>; border-radius: 8px; margin-top: <<p12>>px; padding: <<p12>>px; }
QGroupBox::title { subcontrol-origin: margin; left: <<p12>>px; padding: 0 <<p4>>px; color: <<muted>>; }
QProgressBar { background: <<soft>>; border: none; border-radius: 3px; height: <<p6>>px; max-height: <<p6>>px; }
QProgressBar::chunk { background: <<accent>>; border-radius: 3px; }
""",
    """
QTreeView, QTableView, QListView, QListWidget { background: <<base>>; alternate-background-color: <<base>>;
  border: none; outline: 0; selection-background-color: <<picked>>; selection-color: <<text>>; }
QTreeView { show-decoration-selected: 0; }
QTreeView::branch:selected, QTreeView::branch:hover { background: <<base>>; }
QTableView { gridline-color: <<soft>>; }
QTableView::item { padding: <<p4>>px <<p8>>px; }
QListView::item:hover { background: <<hover>>; }
QTableView::item:selected, QListView::item:selected { background: <<picked>>; color: <<text>>; }
QTableView::item:focus { border: 1px solid <<accent>>; }
QListView::item { padding: <<p6>>px <<p8>>px; border-radius: 4px; }
QHeaderView { background: <<window>>; }
QHeaderView::section { background: <<window>>; color: <<muted>>; border: none; border-bottom: 1px solid <<border>>;
  border-right: 1px solid <<soft>>; padding: <<p6>>px <<p8>>px; }
QTableCornerButton::section { background: <<window>>; border: none; }
QScrollArea { border: none; background: <<base>>; }
QScrollArea > QWidget > QWidget#page { background: <<base>>; }
QScrollBar:vertical { background: transparent; width: <<p12>>px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: <<p12>>px; margin: 0; }
QScrollBar::handle { background: <<border>>; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: <<muted>>; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none;
  width: 0; height: 0; }
QSplitter::handle { background: <<border>>; }
QLabel#notice { background: <<text>>; color: <<base>>; border-radius: 8px; padding: <<p10>>px <<p16>>px; }
QLabel[role="title"] { font-size: <<large>>px; font-weight: 700; }
QLabel[role="huge"] { font-size: <<huge>>px; font-weight: 700; }
QLabel[role="section"] { font-weight: 700; padding-top: <<p10>>px; }
QLabel[role="panel"] { font-weight: 700; }
QWidget#dock-title { background: <<window>>; border-bottom: 1px solid <<border>>; }
QLabel[role="muted"] { color: <<muted>>; }
QLabel[role="small"] { color: <<muted>>; font-size: <<small>>px; }
QLabel[role="error"] { color: <<danger>>; }
QLabel[role="good"] { color: <<good>>; }
QLabel[role="warning"] { color: <<warning>>; }
QLabel[role="banner"] { background: <<banner>>; color: <<text>>; padding: <<p6>>px <<p12>>px;
  border-bottom: 1px solid <<border>>; }
QFrame[role="card"] { background: <<base>>; border: 1px solid <<border>>; border-radius: 10px; }
QFrame[role="line"] { background: <<border>>; max-height: 1px; border: none; }
QToolBar#header-bar { background: <<window>>; border: none; border-bottom: 1px solid <<border>>; padding: 0;
  spacing: 0; margin: 0; }
QWidget#header { background: <<window>>; }
QLineEdit#search { border-radius: 8px; padding: <<p6>>px <<p12>>px; }
QFrame#hits { background: <<base>>; border: 1px solid <<border>>; border-radius: 8px; }
QWidget#page, QWidget#start { background: <<base>>; }
QWidget#item[leads="true"]:hover { background: <<hover>>; border-radius: 5px; }
QWidget#item[leads="true"]:focus { border: 1px solid <<accent>>; border-radius: 5px; }
QToolButton[link="true"] { color: <<accent>>; padding: 0 <<p3>>px; }
""",
)
