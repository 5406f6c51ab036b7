"""A table a person can sort, copy from and open rows of; the same everywhere in the window."""

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from ui.answers.plain.table import TableData
from ui.dress import look
from ui.models.table import TableModel


class Table(QTableView):
    """`went(target)` on a double click or Enter; `picked(ids)` when the person picks rows."""

    went = Signal(object)  # Target
    picked = Signal(tuple)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._telling = True
        self.rows = TableModel(self)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setTabKeyNavigation(False)  # Tab leaves the table, arrows walk in it
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(30))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.activated.connect(self._activated)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def show_table(self, table: TableData) -> None:
        same = [column.label for column in table.columns] == [column.label for column in self.rows.table.columns]
        self.rows.show(table)
        if not same and table.columns:
            self.horizontalHeader().setStretchLastSection(table.columns[-1].kind == "text")
            letter = self.fontMetrics().averageCharWidth()
            for number, column in enumerate(table.columns):
                heading = self.fontMetrics().horizontalAdvance(column.label) + look.px(36)
                last = number == len(table.columns) - 1 and column.kind == "text"  # takes what is left, however little
                self.setColumnWidth(number, heading if last else max(heading, column.width * letter + look.px(20)))

    def pick(self, ids: tuple[int, ...]) -> None:
        """Show what is picked elsewhere, without telling about it again."""
        self._telling = False
        self.clearSelection()
        rows = [row for one in ids if (row := self.rows.row_of(one)) >= 0]
        for row in rows:
            index = self.rows.index(row, 0)
            flags = self.selectionModel().SelectionFlag
            self.selectionModel().select(index, flags.Select | flags.Rows)
        if rows:
            self.scrollTo(self.rows.index(rows[0], 0))
        self._telling = True

    def one(self) -> int:
        """The number in the data of the row that is picked; -1 unless it is one alone."""
        rows = {index.row() for index in self.selectionModel().selectedIndexes()}
        return self.rows.entity(rows.pop()) if len(rows) == 1 else -1

    def copy(self) -> None:
        """The picked rows, with their headings, for a spreadsheet."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        columns = range(self.rows.columnCount())
        lines = ["\t".join(self.rows.table.columns[column].label for column in columns)]
        lines += ["\t".join(_cell(self.rows.index(row, column).data()) for column in columns) for row in rows]
        QApplication.clipboard().setText("\n".join(lines))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._telling and self.rows.table.ids:
            rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
            self.picked.emit(tuple(self.rows.entity(row) for row in rows))

    def _activated(self, index: object) -> None:
        row = self.currentIndex().row()
        target = self.rows.target(row) if row >= 0 else None
        if target is not None:
            self.went.emit(target)


def _cell(value: object) -> str:
    """A value that a spreadsheet will not take for a formula or for two cells."""
    text = " ".join(str(value or "").split())
    return f"'{text}" if text[:1] in "=+-@" and text[1:2].isalpha() else text
