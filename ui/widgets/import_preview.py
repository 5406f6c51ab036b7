"""How files would be read, before anything counts: each file or sheet, its problems first, its columns, its rows."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from netlens.case import schema
from netlens.i18n import _, language, ngettext
from ui.answers.plain.table import Column, tabulate
from ui.dress import look
from ui.messages import in_window
from ui.widgets.column_map import ColumnMap
from ui.widgets.table import Table
from ui.widgets.text_choice import TextChoice

if TYPE_CHECKING:
    from netlens.case.intake.preview import Look


class ImportPreview(QWidget):
    """`asked_again` when an answer changes how the files are read: `dates`, `mapped`, `said` (of texts, encodings)."""

    asked_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.looks: tuple[Look, ...] = ()
        self.dates = ""
        self.said: dict[str, str] = {}  # as ReadOptions.extra takes it
        self.mapped: dict[int, tuple[str, tuple[tuple[str, str], ...]]] = {}  # look → (table, columns) set by hand
        self._list = QListWidget()
        self._list.setAccessibleName(_("Files and sheets"))
        self._list.currentRowChanged.connect(self._show)
        self._title = look.label("", "section", wrap=True)
        self._said = look.label("", "muted", wrap=True)
        self._table = QComboBox()
        self._table.setAccessibleName(_("Read this sheet as"))
        self._table.addItem(_("no table we know"), "")
        for name, known in schema.TABLES.items():
            self._table.addItem(known.labels.get(language(), name), name)
        self._table.activated.connect(lambda _index: self._set_table())
        self._order = self._dates_question()
        self._text = TextChoice()
        self._text.chosen.connect(self._say_text)
        self._problems, self._rows = Table(_("Problems")), Table(_("First rows"))
        self._columns = ColumnMap()
        self._columns.changed.connect(self._map)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self._problems, _("Problems"))
        self._tabs.addTab(self._columns, _("Columns"))
        self._tabs.addTab(self._rows, _("First rows"))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(look.px(12), 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(look.label(_("Read as"), "muted"))
        head.addWidget(self._table)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self._order)
        column.addWidget(self._text)
        column.addWidget(self._tabs, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._list)
        split.addWidget(right)
        split.setSizes([look.px(250), look.px(610)])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def show_looks(self, looks: "tuple[Look, ...]") -> None:
        """What the files are, those with a problem first in the eye."""
        row = max(0, self._list.currentRow())
        self.looks = looks = tuple(sorted(looks, key=_severity))
        self._list.clear()
        for one in looks:
            item = QListWidgetItem(look.icon(*_sign(one)), _name(one))
            item.setToolTip(in_window(one.problem) or _state(one))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_name(one)}, {in_window(one.problem) or _state(one)}")
            self._list.addItem(item)
        self._list.setCurrentRow(min(row, len(looks) - 1))

    def unanswered(self) -> str:
        """What a person has to say first, about dates or about text for old fonts; "" when that is nothing."""
        if not self.dates and any(one.dates == "ambiguous" for one in self.looks):
            return _("Say first whether day or month comes first in the dates.")
        if any(map(_undecided, self.looks)):
            return _("Say first how to read the text that looks typed for an old font.")
        return ""

    def readable(self) -> int:
        return sum(not one.problem for one in self.looks)

    def read_from(self, paths: tuple[Path, ...]) -> tuple[Path, ...]:
        """What to import of the paths that were chosen: a file nothing of which can be read is left out."""
        by_hand = {number for number, (table, _columns) in self.mapped.items() if table}
        good = {one.path for number, one in enumerate(self.looks) if not one.problem or number in by_hand}
        bad = {one.path for one in self.looks} - good
        kept: list[Path] = []
        for path in paths:
            inside = sorted(one for one in good if one.parent == path)
            kept += [path] if path not in bad and not any(one.parent == path for one in bad) else inside
        return tuple(kept)

    def _dates_question(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, look.px(4), 0, look.px(4))
        words = _("In these dates, day and month cannot be told apart. Which comes first?")
        column.addWidget(look.label(words, "warning", wrap=True))
        row = QHBoxLayout()
        self._orders = QButtonGroup(self)
        for number, (order, text) in enumerate(
            (("dmy", _("Day: 03/04 is 3 April")), ("mdy", _("Month: 03/04 is 4 March")))
        ):
            button = QRadioButton(text)
            button.clicked.connect(lambda _checked, order=order: self._say_order(order))
            self._orders.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return box

    def _say_order(self, order: str) -> None:
        self.dates = order
        self.asked_again.emit()

    def _say_text(self, key: str, value: str) -> None:
        """Fonts and encodings rule each other out: the later word stands."""
        file = self.looks[self._list.currentRow()].path.name
        other = f"text:{file}" if key.startswith("encoding:") else f"encoding:{file}"
        self.said = {one: said for one, said in self.said.items() if one != other and not one.startswith(f"{other}:")}
        self.said[key] = value
        self.asked_again.emit()

    def _set_table(self) -> None:
        number, table = self._list.currentRow(), str(self._table.currentData())
        one = self.looks[number]
        headers = [header for header, _field in one.columns] or list(one.rows[0][1] if one.rows else ())
        known = schema.fields(table, headers) if table else {}
        self.mapped[number] = (table, tuple((header, known.get(header, "")) for header in headers))
        self._columns.show_columns(table, self.mapped[number][1])
        self._tabs.setCurrentWidget(self._columns)

    def _map(self) -> None:
        self.mapped[self._list.currentRow()] = (str(self._table.currentData()), self._columns.columns())

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self.looks):
            return
        one = self.looks[number]
        table, columns = self.mapped.get(number, (one.table, one.columns))
        self._title.setText(_name(one))
        self._said.setText(in_window(one.problem) or _state(one))
        self._said.setProperty("role", "error" if one.problem else "muted")
        self._said.style().polish(self._said)
        self._table.setCurrentIndex(max(0, self._table.findData(table)))
        self._table.setEnabled(bool(one.columns or one.rows))
        self._order.setVisible(one.dates == "ambiguous" or bool(self.dates))
        self._text.show_look(one, self.said.get(f"encoding:{one.path.name}", ""))
        self._columns.show_columns(table, columns)
        self._problems.show_table(
            tabulate(
                (
                    Column(_("Row"), "number", 5),
                    Column(_("Field"), width=14),
                    Column(_("Value"), width=18),
                    Column(_("What is wrong")),
                ),
                [(issue.row, issue.field, issue.value, in_window(issue.reason)) for issue in one.issues],
            )
        )
        width = max((len(cells) for _row, cells in one.rows), default=0)
        headers = [header for header, _field in one.columns] or [str(n + 1) for n in range(width)]
        self._rows.show_table(
            tabulate(
                (Column("#", "number", 4), *(Column(header, width=16) for header in headers)),
                [(row, *(cells[n] if n < len(cells) else "" for n in range(len(headers)))) for row, cells in one.rows],
            )
        )
        problems = len(one.issues)
        self._tabs.setTabText(0, f"{_('Problems')} · {problems}" if problems else _("No problems"))
        self._tabs.setTabVisible(1, bool(columns))
        self._tabs.setCurrentIndex(0 if problems else 2)


def _name(one: "Look") -> str:
    return f"{one.path.name} · {one.sheet}" if one.sheet else one.path.name


def _severity(one: "Look") -> int:
    """What cannot be read comes first, then what asks a question, then what has problems."""
    return 0 if one.problem else 1 if one.dates == "ambiguous" or _undecided(one) else 2 if one.issues else 3


def _undecided(one: "Look") -> bool:
    """Whether text looks typed for an old font, and nobody said how to read it."""
    return any(not typed.stated for typed in one.typed)


def _sign(one: "Look") -> tuple[str, str]:
    if one.problem:
        return "dismiss", "danger"
    return ("warning", "warning") if one.issues or one.dates == "ambiguous" else ("confirm", "good")


def _state(one: "Look") -> str:
    """Table, encoding, rows, order of dates: what was found out, in one line."""
    table = schema.TABLES[one.table].labels.get(language(), one.table) if one.table in schema.TABLES else ""
    rows = ngettext("{n} row", "{n} rows", one.count).format(n=f"{one.count:,}")
    rows = rows if one.complete else _("more than {rows}").format(rows=rows)
    order = {"dmy": _("dates day first"), "mdy": _("dates month first"), "ambiguous": _("order of dates unknown")}
    parts = (table, rows, one.encoding, order.get(one.dates, ""))
    return " · ".join(part for part in parts if part)
