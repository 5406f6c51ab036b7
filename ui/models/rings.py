"""The tree of corridors and their rings."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.answers.plain.lines import Overview, RingLine, Section

LINE = Qt.ItemDataRole.UserRole  # Section or RingLine
WORDS = Qt.ItemDataRole.UserRole + 1  # what the filter looks at

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class RingsModel(QAbstractItemModel):
    """Two levels: sections, and the rings of each. An index's internal id is 0 for a section, else section + 1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sections: tuple[Section, ...] = ()

    def show(self, overview: Overview) -> None:
        self.beginResetModel()
        self.sections = overview.sections
        self.endResetModel()

    def find(self, ring: str) -> QModelIndex:
        """The first place where a ring stands, or no index."""
        for number, section in enumerate(self.sections):
            for row, line in enumerate(section.rings):
                if line.id == ring:
                    return self.createIndex(row, 0, number + 1)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        number = child.internalId() if child.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(self.sections)
        return len(self.sections[parent.row()].rings) if parent.internalId() == 0 and parent.column() == 0 else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._line(index)
        if role == LINE:
            return line
        if isinstance(line, Section):
            return {
                Qt.ItemDataRole.DisplayRole: line.label,
                Qt.ItemDataRole.AccessibleTextRole: f"{line.label}, {len(line.rings)}",
                WORDS: line.label,
            }.get(role)
        return {
            Qt.ItemDataRole.DisplayRole: line.label,
            Qt.ItemDataRole.ToolTipRole: line.sentence,
            Qt.ItemDataRole.AccessibleTextRole: line.sentence,
            WORDS: f"{line.label} {line.sentence}",
        }.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._line(index), Section):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _line(self, index: Index) -> Section | RingLine:
        number = index.internalId()
        return self.sections[index.row()] if number == 0 else self.sections[number - 1].rings[index.row()]
