"""A layout that sets widgets side by side and goes on in the next line when the width is used up."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QVBoxLayout, QWidget


class FlowLayout(QLayout):
    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, really: bool) -> int:
        """Set the items into `rect` (or only reckon) and give the height they take, in pixels."""
        y, line = rect.y(), list[QLayoutItem]()
        used = 0
        for item in [one for one in self._items if not one.isEmpty()]:
            wide = item.sizeHint().width()
            if line and used + wide > rect.width():
                y += self._set(line, rect.x(), y, really=really) + self._gap
                line, used = [], 0
            line.append(item)
            used += wide + self._gap
        return y + self._set(line, rect.x(), y, really=really) - rect.y()

    def _set(self, line: list[QLayoutItem], x: int, y: int, *, really: bool) -> int:
        """Set one line, what is lower in the middle of it; gives its height."""
        tall = max((item.sizeHint().height() for item in line), default=0)
        for item in line:
            size = item.sizeHint()
            if really:
                item.setGeometry(QRect(QPoint(x, y + (tall - size.height()) // 2), size))
            x += size.width() + self._gap
        return tall


def flowing(*widgets: QWidget, gap: int, sides: int, above: int) -> QWidget:
    """The widgets side by side in a bar that takes a second line where it is too narrow, never a wider window."""
    box, inner = QWidget(), QWidget()
    flow = FlowLayout(inner, gap)
    for widget in widgets:
        flow.addWidget(widget)
    column = QVBoxLayout(box)
    column.setContentsMargins(sides, above, sides, above)
    column.addWidget(inner)
    return box
