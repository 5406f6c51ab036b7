"""Map the columns of a sheet: what a row gives on the right, its columns on the left, the first rows as read below.

By drag: a heading onto a field. By keyboard: Enter on a heading or a field opens what it can be joined to, Delete frees
it, Ctrl+Z takes a step back. Every step shows at once what the first rows give.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from netlens.case.mapping import SheetMap, draft
from netlens.i18n import _, ngettext
from ui.dress import look
from ui.widgets.columns import menus
from ui.widgets.columns.gives import Gives
from ui.widgets.columns.heads import Heads
from ui.widgets.columns.tried import Tried
from ui.widgets.intake.looks import lacks

if TYPE_CHECKING:
    from netlens.case.intake.mapped.trial import Trial

Rows = tuple[tuple[int, tuple[str, ...]], ...]


class ColumnEditor(QWidget):
    """`changed` after each step of the person; `tries` when the first rows should be read through what stands now."""

    changed = Signal()
    tries = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headers: tuple[str, ...] = ()
        self.rows: Rows = ()
        self.sheet = SheetMap(())
        self.offered: QMenu | None = None  # the menu that was opened last
        self._past: list[SheetMap] = []
        self._future: list[SheetMap] = []
        self.heads, self.gives, self.tried = Heads(), Gives(), Tried()
        self.heads.chosen.connect(self._join_column)
        self.heads.emptied.connect(lambda column: self.step(draft.take_out(self.sheet, column)))
        self.gives.dropped.connect(self._dropped)
        self.gives.asked.connect(self._join_field)
        self.gives.emptied.connect(self._emptied)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, look.px(6), 0, 0)
        whole.setSpacing(look.px(6))
        whole.addLayout(self._bar())
        self._lacks = look.label("", "warning", wrap=True)
        self._lacks.hide()
        whole.addWidget(self._lacks)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.heads)
        across.addWidget(self.gives)
        across.setChildrenCollapsible(False)
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(across)
        down.addWidget(self.tried)
        down.setChildrenCollapsible(False)
        across.setMinimumHeight(look.px(150))
        self.tried.setMinimumHeight(look.px(110))
        down.setStretchFactor(0, 3)
        down.setStretchFactor(1, 2)
        whole.addWidget(down, 1)
        for keys, act in (("Ctrl+Z", self.undo), ("Ctrl+Shift+Z", self.redo), ("Ctrl+Y", self.redo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def show_sheet(self, headers: Sequence[str], rows: Rows, sheet: SheetMap) -> None:
        """Begin with the columns of another sheet, read as `sheet` says."""
        self.headers, self.rows = tuple(headers), rows
        self._past, self._future = [], []
        self._put(sheet)

    def show_trial(self, trial: "Trial") -> None:
        """What the first rows give now, from the worker."""
        self.tried.show_trial(trial)
        missing = lacks(self.sheet)
        self._lacks.setText(_("Still missing: {what}").format(what=missing) if missing else "")
        self._lacks.setVisible(bool(missing))

    def step(self, sheet: SheetMap) -> None:
        """Take one step; it can be taken back."""
        if sheet == self.sheet:
            return
        self._past.append(self.sheet)
        self._future.clear()
        self._put(sheet)
        self.changed.emit()

    def texts(self, header: str) -> tuple[str, ...]:
        """The different texts of a column in the rows that are shown."""
        place = self.headers.index(header) if header in self.headers else len(self.headers)
        cells = (row[place].strip() for _number, row in self.rows if place < len(row))
        return tuple(dict.fromkeys(filter(None, cells)))

    def undo(self) -> None:
        if self._past:
            self._future.append(self.sheet)
            self._put(self._past.pop())
            self.changed.emit()

    def redo(self) -> None:
        if self._future:
            self._past.append(self.sheet)
            self._put(self._future.pop())
            self.changed.emit()

    def _put(self, sheet: SheetMap) -> None:
        self.sheet = sheet
        self.heads.show_columns(self.headers, self.rows, sheet)
        self.gives.show_sheet(sheet)
        self._undo.setEnabled(bool(self._past))
        self._redo.setEnabled(bool(self._future))
        fed = set(sheet.columns)
        kept = sum(header.strip() != "" and header not in fed for header in self.headers)
        words = ngettext("{n} column kept as an extra attribute", "{n} columns kept as extra attributes", kept)
        self._kept.setText(words.format(n=kept) if kept else _("every column feeds a field"))
        self.tries.emit()

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        self._undo, self._redo = self._tool("undo", _("Take back (Ctrl+Z)")), self._tool("redo", _("Again (Ctrl+Y)"))
        self._undo.clicked.connect(lambda _checked: self.undo())
        self._redo.clicked.connect(lambda _checked: self.redo())
        self.add = QPushButton(look.icon("add"), _("A row also gives…"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda _checked: self._offer(menus.adding(self), self._under(self.add)))
        self.all = QCheckBox(_("All fields"))
        self.all.setToolTip(_("Show every field of each record, not only those that are fed or required."))
        self.all.toggled.connect(self._show_all)
        self._kept = look.label("", "muted")
        for widget in (self._undo, self._redo, self.add, self.all):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._kept)
        return row

    def _tool(self, icon: str, words: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(look.icon(icon))
        made.setToolTip(words)
        made.setAccessibleName(words)
        return made

    def _show_all(self, on: bool) -> None:
        self.gives.whole = on
        self.gives.show_sheet(self.sheet)

    # What a press, a drop or a key does.

    def _dropped(self, column: str, number: int, name: str) -> None:
        if name:
            self.step(draft.put(self.sheet, number, name, column))
        else:
            self._offer(menus.fields(self, number, column), self.gives.below((number, "")))

    def _join_column(self, column: str) -> None:
        item = self.heads.currentItem()
        below = self.heads.visualItemRect(item).bottomLeft() if item is not None else QPoint()
        self._offer(menus.joining(self, column), self.heads.viewport().mapToGlobal(below))

    def _join_field(self, number: int, name: str) -> None:
        menu = menus.feeding(self, number, name) if name else menus.about(self, number)
        self._offer(menu, self.gives.below((number, name)))

    def _emptied(self, number: int, name: str) -> None:
        self.step(draft.clear(self.sheet, number, name) if name else draft.remove(self.sheet, number))

    def _offer(self, menu: QMenu, at: QPoint) -> None:
        if self.offered is not None:
            self.offered.deleteLater()
        self.offered = menu
        menu.popup(at)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def _under(self, button: QWidget) -> QPoint:
        return button.mapToGlobal(QPoint(0, button.height()))
