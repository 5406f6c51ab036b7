"""What one row gives: its records, each with its fields and what feeds them. A column is dropped on a field."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from netlens.case import schema
from netlens.case.intake.guessing.sheet import lacking
from netlens.case.mapping import RecordMap, SheetMap
from netlens.i18n import _, language, ngettext
from ui.dress import look
from ui.widgets.columns import names
from ui.widgets.columns.heads import HIGH, MIME

PLACE = Qt.ItemDataRole.UserRole  # (number of the record, field; "" for the record itself)
_EVERY = ("source_ref", "grade_source", "grade_info", "handling")


class Gives(QTreeWidget):
    """`dropped(column, record, field)`; `asked(record, field)` on Enter or a double click; `emptied` on Delete."""

    dropped = Signal(str, int, str)
    asked = Signal(int, str)
    emptied = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole = False  # all fields, not only those that are fed or required
        self.setAccessibleName(_("What one row gives"))
        self.setHeaderLabels([_("What one row gives"), _("From")])
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setExpandsOnDoubleClick(False)
        self.itemDoubleClicked.connect(lambda item, _column: self.asked.emit(*item.data(0, PLACE)))

    def show_sheet(self, sheet: SheetMap) -> None:
        """The records of a row, those fields first that are required or fed."""
        current = self.place()
        closed = {item.text(0) for item in self._records() if not item.isExpanded()}
        self.clear()
        for number, record in enumerate(sheet.records):
            top = self._record(sheet, number, record)
            self.addTopLevelItem(top)
            top.setExpanded(top.text(0) not in closed)
        self._go_to(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, int(self.viewport().width() * 0.5))

    def sizeHint(self) -> QSize:
        return QSize(look.px(260), look.px(150))

    def place(self) -> tuple[int, str]:
        """The record and field the person is at; (-1, "") when at none."""
        item = self.currentItem()
        return tuple(item.data(0, PLACE)) if item is not None else (-1, "")

    def _records(self) -> list[QTreeWidgetItem]:
        return [item for n in range(self.topLevelItemCount()) if (item := self.topLevelItem(n)) is not None]

    def _record(self, sheet: SheetMap, number: int, record: RecordMap) -> QTreeWidgetItem:
        lacks = {name.partition(".")[2] for name in lacking(record)}
        words = names.record(sheet, number)
        empty = ngettext("{n} required field is empty", "{n} required fields are empty", len(lacks))
        rows = "; ".join(f"{column}: {', '.join(texts)}" for column, texts in record.where.items())
        said = empty.format(n=len(lacks)) if lacks else _("only where {what}").format(what=rows) if rows else ""
        top = QTreeWidgetItem([words, said])
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        top.setData(0, PLACE, (number, ""))
        top.setSizeHint(0, QSize(0, look.px(HIGH)))
        top.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{words}. {said}")
        if lacks:
            top.setForeground(1, QBrush(QColor(look.colour("warning"))))
        table = schema.TABLES[record.table]
        for column in table.columns:
            fed = fed_by(sheet, record, column.name)
            wanted = column.name in lacks
            if not (fed or wanted or self.whole):
                continue
            top.addChild(_field(number, record.table, column.name, fed, wanted=wanted))
        return top

    def _go_to(self, place: tuple[int, str]) -> None:
        for top in self._records():
            for item in (top, *(top.child(n) for n in range(top.childCount()))):
                if item is not None and tuple(item.data(0, PLACE)) == place:
                    self.setCurrentItem(item)
                    return
        if (first := self.topLevelItem(0)) is not None:
            self.setCurrentItem(first)

    # By drag.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.mimeData().hasFormat(MIME):
            self.setCurrentItem(item)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.mimeData().hasFormat(MIME):
            column = bytes(event.mimeData().data(MIME).data()).decode()
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(column, *item.data(0, PLACE))

    # By keyboard.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number, name = self.place()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and number >= 0:
            self.asked.emit(number, name)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and number >= 0:
            self.emptied.emit(number, name)
        else:
            super().keyPressEvent(event)

    def below(self, place: tuple[int, str]) -> QPoint:
        """Where a menu for a record or field opens, on the screen."""
        self._go_to(place)
        item = self.currentItem()
        rect = self.visualItemRect(item) if item is not None else self.rect()
        return self.viewport().mapToGlobal(rect.bottomLeft())


def fed_by(sheet: SheetMap, record: RecordMap, name: str) -> str:
    """What feeds a field, in words; "" when nothing does."""
    if columns := record.fields.get(name):
        words = " + ".join(columns)
        return f"{words} ({_('split at')} {record.split[name]})" if name in record.split else words
    if name in record.constants:
        return _("always: {text}").format(text=_said(record.table, name, record.constants[name]))
    if label := record.refers.get(name):
        return _("this row: {who}").format(who=names.who(label))
    return ""


def _said(table: str, name: str, text: str) -> str:
    kind = schema.TABLES[table].column(name).kind
    return schema.label(kind.partition(":")[2], text, language()) if kind.startswith("code:") else text


def _field(number: int, table: str, name: str, fed: str, *, wanted: bool) -> QTreeWidgetItem:
    label = names.field(table, name)
    words = fed or (_("required: drop a column here") if wanted else "–")
    item = QTreeWidgetItem([label, words])
    item.setData(0, PLACE, (number, name))
    item.setSizeHint(0, QSize(0, look.px(HIGH)))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{label}: {words}")
    item.setToolTip(0, schema.TABLES[table].column(name).explained.get(language(), ""))
    if wanted:
        item.setForeground(1, QBrush(QColor(look.colour("warning"))))
    elif not fed:
        for place in (0, 1):
            item.setForeground(place, QBrush(QColor(look.colour("muted"))))
    return item


def fields_of(table: str) -> Sequence[str]:
    """The native columns of a table as a menu offers them: its own first, then those every table has."""
    all_names = [column.name for column in schema.TABLES[table].columns]
    return [*(name for name in all_names if name not in _EVERY), *(name for name in all_names if name in _EVERY)]
