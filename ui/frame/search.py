"""Ctrl+K: one box for people, phones, plates, cases, places, rings, and every action by its name."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from netlens.i18n import _
from ui.answers.plain.hits import Hit
from ui.answers.plain.table import fold
from ui.dress import look
from ui.session import Session
from ui.widgets.hit_delegate import HIT, HitDelegate

PAUSE = 120  # ms after the last letter before the case is asked
SHOWN = 12


class SearchBox(QLineEdit):
    """The list of hits hangs under the box while there is something in it."""

    def __init__(self, session: Session, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self.setObjectName("search")
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(_("Search (Ctrl+K): a name, phone, plate, case number, place, or a command"))
        self.setClearButtonEnabled(True)
        self.addAction(look.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._found: list[Hit] = []
        self._asking = False
        self._list = QListWidget()
        self._list.setAccessibleName(_("What was found"))
        self._list.setItemDelegate(HitDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.itemClicked.connect(lambda item: self._choose(item.data(HIT)))
        self._frame: QFrame | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)
        self.installEventFilter(self)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z and Ctrl+Y are the case's where nothing was typed to take back: the box has the keyboard at first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().event(event)

    def start(self) -> None:
        """Ctrl+K: take the keyboard, and show the commands."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._show()

    def hits(self) -> list[Hit]:
        """What is listed now, best first."""
        return [self._list.item(row).data(HIT) for row in range(self._list.count())]

    def _typed(self) -> None:
        self._found, self._asking = [], bool(self.text().strip()) and self._session.case is not None
        self._show()
        if self._asking:
            self._wait.start()

    def _ask(self) -> None:
        if self._session.case is not None and self.text().strip():
            self._session.ask("search", "search:find", self.text().strip()).done.connect(self._answered)

    def _answered(self, hits: tuple[Hit, ...]) -> None:
        self._found, self._asking = list(hits), False
        if self.text().strip():
            self._show()

    def _commands(self) -> list[Hit]:
        words = fold(self.text()).split()
        known = [action for action in self._actions.values() if action.isEnabled()]
        return [
            Hit(action.iconText(), _said(action), "command", action=name)
            for name, action in self._actions.items()
            if action in known and all(word in fold(f"{action.iconText()} {action.toolTip()}") for word in words)
        ]

    def _show(self) -> None:
        frame = self._frame or self._made()
        hits = [*self._found[:SHOWN], *self._commands()[: SHOWN if not self.text().strip() else 5]]
        self._list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.text)
            item.setData(HIT, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.text}, {hit.under}")
            self._list.addItem(item)
        if not hits:
            said = self._nothing()
            item = QListWidgetItem(said.text)
            item.setData(HIT, said)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        place = self.mapTo(self.window(), QPoint(0, self.height() + look.px(4)))
        rows = min(self._list.count(), SHOWN)
        high = min(rows * look.px(44) + look.px(14), self.window().height() - place.y() - look.px(8))
        frame.setGeometry(place.x(), place.y(), self.width(), high)
        frame.show()
        frame.raise_()

    def _nothing(self) -> Hit:
        if self._asking:
            return Hit(_("Looking …"), "", "search")
        words = _("Nothing found for “{text}”.").format(text=self.text().strip())
        return Hit(words, _("Try fewer letters, or the last digits of a number."), "info")

    def _made(self) -> QFrame:
        self._frame = QFrame(self.window())
        self._frame.setObjectName("hits")
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(look.px(6), look.px(6), look.px(6), look.px(6))
        column.addWidget(self._list)
        return self._frame

    def _hide(self) -> None:
        if self._frame is not None:
            self._frame.hide()

    def _choose(self, hit: Hit | None) -> None:
        if hit is None or (hit.target is None and not hit.action):
            return
        self._hide()
        self.clear()
        self._found = []
        self.clearFocus()
        if hit.target is not None:
            self._session.go(hit.target)
        else:
            self._actions[hit.action].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(150, self, self._hide_unless_back)
        if watched is self and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _hide_unless_back(self) -> None:
        if not self.hasFocus():
            self._hide()

    def _key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self._list.currentItem()
            self._choose(item.data(HIT) if item is not None else None)
            return True
        if key == Qt.Key.Key_Escape:
            self.clear()
            self._found = []
            self._hide()
            self.clearFocus()
            return True
        return False


def _said(action: QAction) -> str:
    keys = action.shortcut().toString()
    help_ = action.whatsThis()
    return "  ·  ".join(part for part in (help_, keys) if part)
