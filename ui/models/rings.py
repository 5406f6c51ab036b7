"""The tree of corridors and their rings: filtered here, and given to the view a screen at a time."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.answers.plain.lines import Overview, RingLine, Section

LINE = Qt.ItemDataRole.UserRole  # Section or RingLine
CHUNK = 24  # rings of a section that are there at first, and that come at a time: a view asks for each, one by one

OF_SECTION = Qt.ItemFlag.ItemIsEnabled
OF_RING = OF_SECTION | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class RingsModel(QAbstractItemModel):
    """Two levels: sections, and the rings of each. An index's internal id is 0 for a section, else section + 1.

    Of a long section only the first rings are rows; `bring` makes rows of the next ones.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Section, ...] = ()
        self._text = ""
        self._sections: list[tuple[Section, tuple[RingLine, ...]]] = []  # those that fit the filter
        self._there: list[int] = []  # how many rings of each are rows

    def show(self, overview: Overview) -> None:
        self.beginResetModel()
        self._all = overview.sections
        self._fit()
        self.endResetModel()

    def filter(self, text: str) -> None:
        """Only rings whose words hold the text; a section whose name does keeps all its rings."""
        if text.casefold() != self._text:
            self.beginResetModel()
            self._text = text.casefold()
            self._fit()
            self.endResetModel()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to filter."""
        return not self._all

    def find(self, ring: str) -> QModelIndex:
        """The first place where a ring stands, brought in if need be; or no index."""
        for number, (_section, lines) in enumerate(self._sections if ring else ()):
            for row, line in enumerate(lines):
                if line.id == ring:
                    self._bring(number, row + 1)
                    return self.createIndex(row, 0, number + 1)
        return QModelIndex()

    def whole(self, section: Index) -> bool:
        """Whether all rings of a section are rows."""
        return self._there[section.row()] == len(self._sections[section.row()][1])

    def bring(self, section: Index) -> None:
        """Make the next rings of a section rows. Not by Qt's fetchMore: a tree calls that whenever it lays out."""
        self._bring(section.row(), self._there[section.row()] + CHUNK)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        number = child.internalId() if child.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(self._sections)
        return self._there[parent.row()] if _is_section(parent) and parent.column() == 0 else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._line(index)
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.label
        if isinstance(line, Section):
            return f"{line.label}, {len(line.rings)}" if role == Qt.ItemDataRole.AccessibleTextRole else None
        return line.sentence if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return OF_SECTION if _is_section(index) else OF_RING

    def _fit(self) -> None:
        fitting = [(section, _fitting(section, self._text)) for section in self._all]
        self._sections = [(section, lines) for section, lines in fitting if lines or not self._text]
        self._there = [min(len(lines), CHUNK) for _section, lines in self._sections]

    def _bring(self, number: int, wanted: int) -> None:
        """Have so many rings of a section as rows."""
        there, wanted = self._there[number], min(wanted, len(self._sections[number][1]))
        if wanted > there:
            self.beginInsertRows(self.createIndex(number, 0, 0), there, wanted - 1)
            self._there[number] = wanted
            self.endInsertRows()

    def _line(self, index: Index) -> Section | RingLine:
        number = index.internalId()
        return self._sections[index.row()][0] if number == 0 else self._sections[number - 1][1][index.row()]


def _is_section(index: Index) -> bool:
    return index.isValid() and index.internalId() == 0


def _fitting(section: Section, text: str) -> tuple[RingLine, ...]:
    if not text or text in section.label.casefold():
        return section.rings
    return tuple(line for line in section.rings if text in f"{line.label} {line.sentence}".casefold())
