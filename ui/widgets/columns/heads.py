"""The columns of a sheet: their headings, what stands in them, what they feed. Each can be dragged onto a field."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QDrag, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from netlens.case.mapping import SheetMap
from netlens.i18n import _
from ui.dress import look
from ui.widgets.columns import names

MIME = "application/x-netlens-column"
COLUMN = Qt.ItemDataRole.UserRole
EXAMPLES = 3
HIGH = 27  # pixels of a line


class Heads(QTreeWidget):
    """`chosen(column)` on Enter or a double click; `emptied(column)` on Delete."""

    chosen = Signal(str)
    emptied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Columns of the file"))
        self.setHeaderLabels([_("Column"), _("Feeds"), _("What stands in it")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemDoubleClicked.connect(lambda item, _column: self.chosen.emit(item.data(0, COLUMN)))

    def show_columns(self, headers: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], sheet: SheetMap) -> None:
        """The columns of a sheet, with the fields `sheet` has them feed."""
        current = self.column()
        self.clear()
        feeds = _feeds(sheet)
        for place, header in enumerate(headers):
            if not header.strip():
                continue
            said = list(
                dict.fromkeys(cells[place] for _row, cells in rows if place < len(cells) and cells[place].strip())
            )
            fields = feeds.get(header, [])
            what = "; ".join(fields) if fields else _("kept as an extra attribute")
            item = QTreeWidgetItem([header, what, " · ".join(said[:EXAMPLES])])
            item.setData(0, COLUMN, header)
            item.setSizeHint(0, QSize(0, look.px(HIGH)))
            item.setToolTip(0, header)
            item.setToolTip(1, what)
            item.setToolTip(2, "\n".join(said[:10]))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{header}: {what}")
            item.setForeground(2, QBrush(QColor(look.colour("muted"))))
            if not fields:
                item.setForeground(1, QBrush(QColor(look.colour("muted"))))
            self.addTopLevelItem(item)
            if header == current:
                self.setCurrentItem(item)
        if self.currentItem() is None and (first := self.topLevelItem(0)) is not None:
            self.setCurrentItem(first)

    def sizeHint(self) -> QSize:
        """Little, so that its page need not scroll before it must; it takes what room there is."""
        return QSize(look.px(260), look.px(150))

    def column(self) -> str:
        """The heading the person is at, "" when at none."""
        item = self.currentItem()
        return str(item.data(0, COLUMN)) if item is not None else ""

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        data = QMimeData()
        if items:
            data.setData(MIME, str(items[0].data(0, COLUMN)).encode())
        return data

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """The heading goes along beside the pointer: the field below stays in sight."""
        item = self.currentItem()
        if item is None:
            return
        sign = look.label(f"  {item.text(0)}  ")
        sign.setStyleSheet(f"background: {look.colour('accent')}; color: {look.colour('on')}; border-radius: 4px;")
        sign.adjustSize()
        drag = QDrag(self)
        drag.setMimeData(self.mimeData([item]))
        drag.setPixmap(sign.grab())
        drag.setHotSpot(QPoint(-look.px(14), -look.px(10)))
        drag.exec(Qt.DropAction.CopyAction)

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.column():
            self.chosen.emit(self.column())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.column():
            self.emptied.emit(self.column())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        width = self.viewport().width()
        for place, share in ((0, 0.32), (1, 0.36)):
            self.setColumnWidth(place, int(width * share))


def _feeds(sheet: SheetMap) -> dict[str, list[str]]:
    """Column → the fields it feeds, in words."""
    found: dict[str, list[str]] = {}
    for number, record in enumerate(sheet.records):
        for name, columns in record.fields.items():
            for column in columns:
                words = f"{names.record(sheet, number)}: {names.field(record.table, name)}"
                found.setdefault(column, []).append(words)
    return found
