"""The frame: menus, header, panels, status bar. What happens is in actions/, panels/ and dialogs/."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QChildEvent, QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolBar,
    QWidget,
)

import ui.actions
import ui.dialogs
import ui.panels
from netlens.case.change import Change
from netlens.i18n import _
from netlens.plugins import collect
from ui.action import Action, Subject
from ui.answers.plain.page import Page
from ui.dialog import Dialog, Sheet
from ui.dress import look
from ui.frame.search import SearchBox
from ui.frame.start import StartPage
from ui.frame.status import StatusBar
from ui.messages import show_error, show_notice
from ui.panel import AREAS, Panel, PanelDock
from ui.panels.details import Details
from ui.session import EVERYTHING, Session

if TYPE_CHECKING:
    from ui.frame.workspace import Workspace

SHAPE = 1  # grows when the saved arrangement of panels no longer fits


class MainWindow(QMainWindow):
    """`closed` comes once, when the person has closed the window."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAccessibleName("NetLens")
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.actions_by_name: dict[str, QAction] = {}
        self._enabled: dict[str, Callable[[Session], bool]] = {}
        self._menus()
        self.search = SearchBox(session, self.actions_by_name)
        self._header()
        self.start = StartPage(session, self._ways())
        self.start.recent.connect(lambda path: self.dialog("open_case", path=Path(path)))
        self._pages = QStackedWidget()
        self._first = QScrollArea()  # so that its cards ask no width of a window that shows a case
        self._first.setWidgetResizable(True)
        self._first.setWidget(self.start)
        self._pages.addWidget(self._first)
        self.setCentralWidget(self._pages)
        self._docks = {panel.name: self._dock(panel) for panel in collect(ui.panels, "PANEL", Panel)}
        self._status = StatusBar(session, self)
        self.setStatusBar(self._status)
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.selected.connect(self._refresh)
        session.trouble.connect(self._trouble)
        session.told.connect(self.notice)
        session.surveyed.connect(self._status.show_overview)
        session.compared.connect(self._survey)
        session.jobs.changed.connect(self._refresh)
        session.undo.indexChanged.connect(self._refresh)
        room = self.screen().availableSize()
        self.resize(min(look.px(1360), room.width()), min(look.px(860), room.height()))
        self._opened()

    @cached_property
    def workspace(self) -> "Workspace":
        """The views of a case. Made with the first case: the first page is there without waiting for them."""

        from ui.frame.workspace import Workspace

        made = Workspace(self.session)
        made.graph.back.connect(self.back)
        self._pages.addWidget(made)
        return made

    @cached_property
    def dialogs(self) -> dict[str, Dialog]:
        return {one.name: one for one in collect(ui.dialogs, "DIALOG", Dialog)}

    def dialog(self, name: str, **given: Any) -> Sheet:
        """Open a dialog by name; it closes itself."""
        made = self.dialogs[name].build(self.session, self, **given)
        made.open()
        return made

    def panel(self, name: str) -> QWidget | None:
        """Show a panel by name, built if need be, and give its widget."""
        dock = self._docks[name]
        first = not any(other.isVisible() for other in self._docks.values() if other.panel.area == "bottom")
        dock.show()
        dock.raise_()
        if first and dock.panel.area == "bottom":  # else it would open as a strip
            self.resizeDocks([dock], [min(look.px(365), self.height() * 9 // 20)], Qt.Orientation.Vertical)
        widget = dock.widget()
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return widget

    def back(self) -> None:
        """One step back: in Details, else in what was picked."""
        details = self._docks["details"].widget()
        if not (isinstance(details, Details) and details.back()):
            self.session.back()

    def pick_way(self, way: list[int]) -> None:
        """Pick what lies on a way; say so when there is none."""
        if way:
            self.session.select(self.session.selection.ring, tuple(way))
        else:
            self.notice(_("Nothing in the case links these two."))

    def page(self) -> Page | None:
        """The page that Details shows."""
        details = self._docks["details"].widget()
        return details.trail[-1][1] if isinstance(details, Details) and details.trail else None

    def _menus(self) -> None:
        for subject in sorted(collect(ui.actions, "ACTIONS", Subject), key=lambda one: one.order):
            menu = self.menuBar().addMenu(_(subject.text))
            for action in subject.actions:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._made(action))

    def _made(self, action: Action) -> QAction:
        made = QAction(_(action.text), self)
        made.setObjectName(action.name)
        made.setIconText(_(action.short) if action.short else _(action.text).replace("&", "").rstrip("…"))
        made.setShortcut(QKeySequence(action.shortcut))
        if action.shortcut == "Esc":  # each widget may want it first: keyPressEvent gets what none has taken
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if action.icon:
            made.setIcon(look.icon(action.icon))
        help_ = _(action.help) if action.help else ""
        keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip("\n".join(part for part in (help_ or made.iconText(), keys) if part))
        made.setWhatsThis(help_)
        made.triggered.connect(partial(action.function, self))
        self.actions_by_name[action.name] = made
        self._enabled[action.name] = action.enabled
        return made

    def _header(self) -> None:
        header = QWidget()
        header.setObjectName("header")
        row = QHBoxLayout(header)
        row.setContentsMargins(look.px(12), look.px(6), look.px(14), look.px(6))
        row.addStretch(1)
        self.search.setMinimumWidth(look.px(320))
        self.search.setMaximumWidth(look.px(640))
        row.addWidget(self.search, 6)
        row.addStretch(1)
        self._lock, self._where = QLabel(), look.label("", "muted")
        row.addWidget(self._lock)
        row.addWidget(self._where)
        bar = QToolBar(_("Search"))
        bar.setObjectName("header-bar")
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.toggleViewAction().setEnabled(False)
        bar.addWidget(header)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(bar)

    def _ways(self) -> list[tuple[QAction, str, str]]:
        """The three ways in: what to do, its icon, one sentence."""
        said = {
            "open": _("Go on where you left off. You need its passphrase."),
            "import": _("Start a new case from CSV or Excel records, with a preview first."),
            "sample": _("A synthetic case with rings in it. Nothing of yours is touched."),
        }
        return [(self.actions_by_name[name], name, words) for name, words in said.items()]

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        if event.type() == QEvent.Type.ChildPolished and isinstance(tabs := event.child(), QTabBar):
            tabs.installEventFilter(self)
            _stop(tabs)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the tabs of the panels below as Qt moves them; it blocks their own signals."""
        if event.type() == QEvent.Type.Move and isinstance(watched, QTabBar):
            _stop(watched)
        return super().eventFilter(watched, event)

    def _dock(self, panel: Panel) -> PanelDock:
        dock = PanelDock(panel, self.session, self)
        self.addDockWidget(AREAS[panel.area], dock)
        beside = next((one for one in self.findChildren(PanelDock) if one.panel.area == panel.area == "bottom"), dock)
        if beside is not dock:
            self.tabifyDockWidget(beside, dock)  # several open at the bottom share its width, one shown at a time
        dock.setVisible(False)
        return dock

    def _opened(self) -> None:
        """Another case, or none: the first page without panels, or the workspace with those that are on."""
        case = self.session.case
        if case is None:
            self._remember()
            for dock in self._docks.values():
                dock.hide()
            self.setWindowTitle("NetLens")
        else:
            name = _("Synthetic sample") if case.sample else case.path.stem
            self.setWindowTitle(f"{name} — NetLens")
            for dock in self._docks.values():
                dock.setVisible(dock.panel.open)
            self._arrange()
        self._lock.setVisible(case is not None)
        self._lock.setPixmap(look.picture("lock", "muted", 16))
        self._lock.setToolTip(_("The case file is encrypted with its passphrase."))
        self._where.setText("" if case is None else _("synthetic sample") if case.sample else case.path.name)
        self._pages.setCurrentWidget(self._first if case is None else self.workspace)
        self._changed(Change(EVERYTHING, 0))

    def _arrange(self) -> None:
        """Panels as the person left them; else as they are meant."""
        state = _store().value(_shape())
        if not (isinstance(state, QByteArray) and self.restoreState(state, SHAPE)):
            left, right = self._docks["rings"], self._docks["details"]
            widths = [min(look.px(290), self.width() // 4), min(look.px(390), self.width() // 3)]
            self.resizeDocks([left, right], widths, Qt.Orientation.Horizontal)

    def _remember(self) -> None:
        if any(dock.isVisible() for dock in self._docks.values()):
            _store().setValue(_shape(), self.saveState(SHAPE))

    def _survey(self, *_compared: int) -> None:
        """Have the first screen told anew: what changed is told since the last import, or beside another detection."""
        if self.session.case is not None:
            told = self.session.ask("overview", "rings:overview", self.session.comparing)
            told.done.connect(self.session.surveyed)

    def _changed(self, change: Change) -> None:
        if self.session.case is not None and change.kinds - {"positions", "unmasked"}:
            self._survey()
        self._refresh()

    def _refresh(self, *_what: object) -> None:
        """Which actions can be used now, and what undo would take back."""
        for name, action in self.actions_by_name.items():
            action.setEnabled(self._enabled[name](self.session))
        undo, redo = self.session.undo.undoText(), self.session.undo.redoText()
        self.actions_by_name["undo"].setText(_("&Undo: {what}").format(what=undo) if undo else _("&Undo"))
        self.actions_by_name["redo"].setText(_("&Redo: {what}").format(what=redo) if redo else _("&Redo"))

    def _trouble(self, error: Any) -> None:
        show_error(self, error.message, error.hint)

    def notice(self, text: str) -> None:
        show_notice(self, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A case file is opened; anything else is a file of records to import."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return
        if len(paths) == 1 and paths[0].suffix == ".netlens":
            self.dialog("open_case", path=paths[0])
        elif self.session.case is None:
            self.dialog("new_case", then=lambda: self.dialog("import_records", paths=tuple(paths)))
        else:
            self.dialog("import_records", paths=tuple(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        super().closeEvent(event)
        self.closed.emit()


def _stop(tabs: QTabBar) -> None:
    """Qt keeps a bar without tabs visible, off the screen: that one is no stop for Tab."""
    seen = tabs.count() > 0 and tabs.geometry().right() >= 0
    tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus if seen else Qt.FocusPolicy.NoFocus)


def _shape() -> str:
    """Under what name the arrangement is kept: one for each text scale, for widths grow with it."""
    return f"panels-{look.scale()}"


def _store() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "NetLens", "NetLens")
