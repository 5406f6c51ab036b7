"""A list of things to tick, with what is said of each."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TICKABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable


class TickList(QListView):
    """Thousands of lines cost no more than those in sight."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self._things = _Things(self)
        self.setModel(self._things)
        self._things.dataChanged.connect(lambda *_what: self.changed.emit())

    def offer(self, things: tuple[tuple[str, str, str, bool], ...]) -> None:
        """(name, text, said of it, ticked) each."""
        self._things.show(things)
        self.changed.emit()

    def count(self) -> int:
        return self._things.rowCount()

    def ticked(self) -> tuple[str, ...]:
        return tuple(name for name, ticked in zip(self._things.names, self._things.ticks, strict=True) if ticked)

    def tick_all(self, on: bool) -> None:
        self._things.tick_all(on)


class _Things(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.names: list[str] = []
        self.texts: list[str] = []
        self.ticks: list[bool] = []

    def show(self, things: tuple[tuple[str, str, str, bool], ...]) -> None:
        self.beginResetModel()
        self.names = [name for name, *_rest in things]
        self.texts = [f"{text}   {said}" for _name, text, said, _ticked in things]
        self.ticks = [ticked for *_rest, ticked in things]
        self.endResetModel()

    def tick_all(self, on: bool) -> None:
        if self.names:
            self.ticks = [on] * len(self.names)
            self.dataChanged.emit(self.index(0), self.index(len(self.names) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.names)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return TICKABLE if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.ticks[index.row()] else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.ticks[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index, [role])
        return True
