"""Which column of a sheet feeds which field: a line per header, with a choice of fields; can be changed by hand."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QWidget

from netlens.case import schema
from netlens.i18n import _, language
from ui.dress import look


class ColumnMap(QScrollArea):
    """`changed` when the person chose another field."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Columns and the fields they feed"))
        self._choices: list[tuple[str, QComboBox]] = []
        self._asked: tuple[str, tuple[tuple[str, str], ...]] = ("", ())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._draw)

    def show_columns(self, table: str, columns: tuple[tuple[str, str], ...]) -> None:
        """The columns of a sheet that is read as `table`: (header, field or "") each. Drawn a moment later."""
        self._asked = (table, columns)
        self._soon.start()

    def columns(self) -> tuple[tuple[str, str], ...]:
        """(header, field or "") as chosen now."""
        if self._soon.isActive():
            return self._asked[1]
        return tuple((header, str(choice.currentData() or "")) for header, choice in self._choices)

    def _draw(self) -> None:
        table, columns = self._asked
        page = QWidget()
        page.setObjectName("page")
        grid = QGridLayout(page)
        grid.setContentsMargins(look.px(4), look.px(4), look.px(10), look.px(4))
        grid.setVerticalSpacing(look.px(4))
        self._choices = []
        known = schema.TABLES[table].columns if table in schema.TABLES else ()
        for row, (header, field) in enumerate(columns):
            choice = QComboBox()
            choice.addItem(_("kept as an extra column"), "")
            for column in known:
                label = column.labels.get(language(), column.name)
                choice.addItem(f"{label} *" if column.required else label, column.name)
            choice.setCurrentIndex(max(0, choice.findData(field)))
            choice.setAccessibleName(_("Field of the column {name}").format(name=header))
            choice.setEnabled(bool(known))
            choice.currentIndexChanged.connect(lambda _index: self.changed.emit())
            name: QLabel = look.label(header or _("(no heading)"))
            grid.addWidget(name, row, 0)
            grid.addWidget(look.label("→", "muted"), row, 1)
            grid.addWidget(choice, row, 2)
            self._choices.append((header, choice))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(columns), 1)
        self.setWidget(page)
