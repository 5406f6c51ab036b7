"""A read-only table over TableData: its orders were reckoned beforehand, so that 100,000 rows sort without a pause."""

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.answers.plain.page import Target
from ui.answers.plain.table import TableData

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = TableData((), (), ())
        self._order = np.empty(0, dtype=np.int64)  # which row of the data stands at row r
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, table: TableData) -> None:
        """Other data; the sorting stays when the columns are the same."""
        same = [column.label for column in table.columns] == [column.label for column in self.table.columns]
        self.beginResetModel()
        self.table = table
        self._sorted = self._sorted if same else (-1, Qt.SortOrder.AscendingOrder)
        self._order = self._ordered()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._sorted = (column, order)
        before, self._order = self._order, self._ordered()
        place = np.empty(len(self._order), dtype=np.int64)
        place[self._order] = np.arange(len(self._order))
        old = self.persistentIndexList()
        self.changePersistentIndexList(
            old, [self.index(int(place[before[index.row()]]), index.column()) for index in old]
        )
        self.layoutChanged.emit()

    def row_of(self, entity: int) -> int:
        """The row of an entity, or -1."""
        if entity not in self.table.ids:
            return -1
        return int(np.nonzero(self._order == self.table.ids.index(entity))[0][0])

    def entity(self, row: int) -> int:
        """The entity of a row, or -1."""
        return self.table.ids[self._order[row]] if self.table.ids else -1

    def target(self, row: int) -> Target | None:
        return self.table.targets[self._order[row]] if self.table.targets else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.table.cells[index.column()][self._order[index.row()]]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.table.columns[index.column()].kind == "number" else LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.table.columns):
            return None
        column = self.table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.help or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.kind == "number" else LEFT
        return None

    def _ordered(self) -> "np.ndarray[Any, np.dtype[np.int64]]":
        column, order = self._sorted
        if not 0 <= column < len(self.table.order):
            return np.arange(self.table.rows, dtype=np.int64)
        rows = self.table.order[column]
        return rows if order == Qt.SortOrder.AscendingOrder else rows[::-1]
