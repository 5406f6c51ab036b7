"""A list of things to tick, with what is said of each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

NAME = Qt.ItemDataRole.UserRole


class TickList(QListWidget):
    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def offer(self, things: tuple[tuple[str, str, str, bool], ...]) -> None:
        """(name, text, said of it, ticked) each."""
        self.clear()
        for name, text, said, ticked in things:
            item = QListWidgetItem(f"{text}   {said}")
            item.setData(NAME, name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.addItem(item)

    def ticked(self) -> tuple[str, ...]:
        items = [self.item(row) for row in range(self.count())]
        return tuple(item.data(NAME) for item in items if item.checkState() == Qt.CheckState.Checked)

    def tick_all(self, on: bool) -> None:
        for row in range(self.count()):
            self.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
