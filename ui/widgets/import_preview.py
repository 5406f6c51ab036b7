"""How files would be read, before anything counts: each file or sheet, what it asks, its problems, columns and rows."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from netlens.case import schema
from netlens.case.intake.mapped.offered import GUESSED
from netlens.case.mapping import Mapping, SheetMap
from netlens.i18n import _, language
from ui.answers.plain.table import Column, tabulate
from ui.dress import look
from ui.messages import in_window
from ui.widgets.columns import names
from ui.widgets.columns.page import MappingPage
from ui.widgets.intake import looks as words
from ui.widgets.intake.questions import Questions
from ui.widgets.table import Table

if TYPE_CHECKING:
    from netlens.case.intake.preview import Look

REST = 500  # ms after a step of the mapping until the file is looked at again
QUESTIONS, PROBLEMS, COLUMNS, UNDERSTOOD, ROWS = range(5)


class ImportPreview(QWidget):
    """`asked_again` when an answer changes how the files are read: `dates`, `mapped`, `said` (of texts, encodings).

    `remapped` is the same after a step of the mapping, a moment later and without leaving the page.
    """

    asked_again = Signal()
    remapped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.looks: tuple[Look, ...] = ()
        self.dates = ""
        self.said: dict[str, str] = {}  # as ReadOptions.extra takes it
        self.mapped: dict[words.Key, SheetMap] = {}  # how a person said a sheet is to be read
        self._names: dict[Path, str] = {}  # what the mappings made here are called
        self._shown: words.Key | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST)
        self._soon.timeout.connect(self.remapped)
        self._list = QListWidget()
        self._list.setAccessibleName(_("Files and sheets"))
        self._list.currentRowChanged.connect(self._show)
        self._title = look.label("", "section", wrap=True)
        self._said = look.label("", "muted", wrap=True)
        self._table = QComboBox()
        self._table.setAccessibleName(_("Read this sheet as"))
        self._table.addItem(_("a flat table"), "")
        for name, known in schema.TABLES.items():
            self._table.addItem(known.labels.get(language(), name), name)
        self._table.activated.connect(lambda _index: self._set_table())
        self.questions = Questions()
        self.questions.ordered.connect(self._say_order)
        self.questions.read.connect(self._say_text)
        self._order, self._orders, self._text = self.questions.order, self.questions.orders, self.questions.text
        self._problems, self._rows = Table(_("Problems")), Table(_("First rows"))
        self._understood = Table(_("Columns"))
        self.mapping = MappingPage()
        self.editor = self.mapping.editor
        self.editor.changed.connect(self._map)
        self.mapping.accepted.connect(self._accept)
        self.mapping.name.textEdited.connect(self._name_it)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        keep = self._tabs.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._tabs.setSizePolicy(keep)
        for page, text in (
            (_scrolled(self.questions), _("Questions")),
            (self._problems, _("Problems")),
            (_scrolled(self.mapping), _("Columns")),
            (self._understood, _("Columns")),
            (self._rows, _("First rows")),
        ):
            self._tabs.addTab(page, text)
        self._arrange()

    def _arrange(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(look.px(12), 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        self._read_as = look.label(_("Read as"), "muted")
        head.addWidget(self._read_as)
        head.addWidget(self._table)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self._tabs, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._list)
        split.addWidget(right)
        split.setSizes([look.px(210), look.px(860)])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def show_looks(self, looks: "tuple[Look, ...]") -> None:
        """What the files are, those with a problem first in the eye; the person stays at the one they were at."""
        self.looks = looks = tuple(sorted(looks, key=lambda one: words.severity(one, looks)))
        row = next((number for number, one in enumerate(looks) if words.key(one) == self._shown), 0)
        self._list.blockSignals(True)
        self._list.clear()
        for one in looks:
            said = _said(one, looks)
            item = QListWidgetItem(look.icon(*words.sign(one, looks)), words.name(one))
            item.setToolTip(said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words.name(one)}, {said}")
            self._list.addItem(item)
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)
        self._list.setVisible(len(looks) > 1)
        self._show(row)

    def showEvent(self, event: QShowEvent) -> None:
        """Tabs whose texts changed out of sight take their width now."""
        super().showEvent(event)
        for number in range(self._tabs.count()):
            text = self._tabs.tabText(number)
            self._tabs.setTabText(number, "")
            self._tabs.setTabText(number, text)

    def unanswered(self) -> str:
        """What a person has to say first, about dates or about text for old fonts; "" when that is nothing."""
        if self._soon.isActive():
            return _("One moment: the sheet is being read as you mapped it.")
        if not self.dates and any(one.dates == "ambiguous" for one in self.looks):
            return _("Say first whether day or month comes first in the dates.")
        if any(map(words.undecided, self.looks)):
            return _("Say first how to read the text that looks typed for an old font.")
        for (path, _sheet), mapped in self.mapped.items():
            if lacks := words.lacks(mapped):
                text = _("{file}: still missing: {what}. Feed it, or take out what lacks it.")
                return text.format(file=path.name, what=lacks)
        return ""

    def by_file(self) -> dict[Path, Mapping]:
        """The mappings made here, one for each file: what a person said of its sheets."""
        found: dict[Path, Mapping] = {}
        for one in self.looks:
            sheet = self.mapped.get(words.key(one))
            if sheet is not None and sheet.records:
                name, text = self._names.get(one.path, one.path.stem), self._text_of(words.key(one))
                made = found.get(one.path) or Mapping(name, (), self._dates_of(one), text=text)
                found[one.path] = replace(made, sheets=(*made.sheets, replace(sheet, headers=one.headers)))
        return found

    def readable(self) -> int:
        return sum(not one.problem for one in self.looks)

    def files(self) -> int:
        """How many files those are."""
        return len({one.path for one in self.looks if not one.problem})

    def waiting(self) -> "tuple[Look, ...]":
        """Flat tables that a person has not yet said yes to."""
        return tuple(one for one in self.looks if words.waits(one))

    def left_out(self) -> "tuple[Look, ...]":
        """What an import would not read now; sheets of mere notes aside."""
        return tuple(one for one in self.looks if one.problem and not words.is_note(one, self.looks))

    def go_to(self, one: "Look") -> None:
        """Show a sheet, with what is asked of it in front."""
        self._list.setCurrentRow(self.looks.index(one))
        self._tabs.setCurrentIndex(COLUMNS)
        self.mapping.take_it.setFocus()

    def read_from(self, paths: tuple[Path, ...]) -> tuple[Path, ...]:
        """What to import of the paths that were chosen: a file nothing of which can be read is left out."""
        good = {one.path for one in self.looks if not one.problem}
        bad = {one.path for one in self.looks} - good
        kept: list[Path] = []
        for path in paths:
            inside = sorted(one for one in good if one.parent == path)
            kept += [path] if path not in bad and not any(one.parent == path for one in bad) else inside
        return tuple(kept)

    def text(self) -> str:
        """How text for old fonts is to be read in the sheet that is shown, "" while nobody said."""
        return self._text_of(self._shown) if self._shown is not None else ""

    def _text_of(self, key: words.Key) -> str:
        """As the person said, else as the mapping does by which it is read."""
        path, sheet = key
        said = self.said.get(f"text:{path.name}:{sheet}") or self.said.get(f"text:{path.name}", "")
        known = next((one.typed for one in self.looks if words.key(one) == key), ())
        return said or next((typed.stated for typed in known), "")

    def _dates_of(self, one: "Look") -> str:
        return self.dates or (one.mapping.dates if one.mapping else "")

    # What the person says.

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
        one = self.looks[self._list.currentRow()]
        self._tabs.setTabVisible(COLUMNS, True)
        self._tabs.setTabVisible(UNDERSTOOD, False)
        self._tabs.setCurrentIndex(COLUMNS)
        self.editor.step(words.as_table(one, str(self._table.currentData())))

    def _map(self) -> None:
        if self._shown is not None:
            self.mapped[self._shown] = self.editor.sheet
            self.mapping.suggest(False)
            self._soon.start()

    def _accept(self) -> None:
        if self._shown is not None:
            self.mapped[self._shown] = self.editor.sheet
            self.mapping.suggest(False)
            self.remapped.emit()

    def _name_it(self, name: str) -> None:
        if self._shown is not None:
            self._names[self._shown[0]] = " ".join(name.split())

    # One sheet.

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self.looks):
            return
        one = self.looks[number]
        again, self._shown = words.key(one) == self._shown, words.key(one)
        by_hand = self.mapped.get(words.key(one))
        self._show_mapping(one, by_hand, again=again)
        table = by_hand.records[0].table if by_hand and len(by_hand.records) == 1 else "" if by_hand else one.table
        self._title.setText(words.name(one))
        self._said.setText(_said(one, self.looks))
        bad = one.problem and not words.waits(one) and not words.is_note(one, self.looks)
        self._said.setProperty("role", "error" if bad else "muted")
        self._said.style().polish(self._said)
        self._table.setCurrentIndex(max(0, self._table.findData(table)))
        self._table.setEnabled(bool(words.headers(one)))
        for choice in (self._read_as, self._table):  # a chart or graph is no table: there is nothing to choose
            choice.setVisible(not one.records and bool(one.rows))
        self.questions.show_look(one, self.dates, self.said.get(f"encoding:{one.path.name}", ""))
        self._show_tables(one)
        asked, problems = self.questions.asked(one, self.dates), len(one.issues)
        self._tabs.setTabText(QUESTIONS, f"{_('Questions')} · {asked}")
        self._tabs.setTabVisible(QUESTIONS, bool(asked) or any(one.path.name in key for key in self.said))
        self._tabs.setTabText(PROBLEMS, f"{_('Problems')} · {problems}" if problems else _("No problems"))
        self._tabs.setTabVisible(PROBLEMS, bool(problems) or not one.problem)
        self._tabs.setVisible(bool(one.rows) or not one.problem)
        form = bool(one.form) and by_hand is None
        self._tabs.setTabVisible(COLUMNS, bool(words.headers(one)) and not form)
        self._tabs.setTabVisible(UNDERSTOOD, form)
        if not again:
            flat = bool(words.headers(one)) and (bool(one.problem) or one.mapping is not None)
            rest = COLUMNS if flat else PROBLEMS if problems else UNDERSTOOD if form else ROWS
            self._tabs.setCurrentIndex(QUESTIONS if self.questions.open(one, self.dates) else rest)

    def _show_mapping(self, one: "Look", by_hand: SheetMap | None, *, again: bool) -> None:
        """How the sheet is read, in the editor; the steps taken there stay when it is looked at again."""
        self.mapping.dates, self.mapping.text = self._dates_of(one), self.text()
        self.mapping.suggest(bool(one.problem and one.proposed) and by_hand is None)
        if again and by_hand is not None:
            return
        self.mapping.say("")
        saved = one.mapping.name if one.mapping and one.mapping.name != GUESSED else one.path.stem
        self.mapping.name.setText(self._names.get(one.path, saved))
        rows = tuple((row, cells) for row, cells in one.rows if row > one.header_row)
        self.editor.show_sheet(words.headers(one), rows, by_hand or words.sheet_of(one))

    def _show_tables(self, one: "Look") -> None:
        self._problems.show_table(
            tabulate(
                (
                    Column(_("Row"), "number", 5),
                    Column(_("Field"), width=14),
                    Column(_("Value"), width=18),
                    Column(_("What is wrong")),
                ),
                [
                    (issue.row, names.spoken(issue.field, one.table), issue.value, in_window(issue.reason))
                    for issue in one.issues
                ],
            )
        )
        columns = (Column(_("Column"), width=20), Column(_("Feeds"), width=24), Column(_("What stands in it")))
        self._understood.show_table(tabulate(columns, words.understood(one) if one.form else []))
        headers, rows = words.first_rows(one)
        self._rows.show_table(
            tabulate(
                (Column("#", "number", 4), *(Column(header, width=16) for header in headers)),
                [(row, *(cells[n] if n < len(cells) else "" for n in range(len(headers)))) for row, cells in rows],
            )
        )


def _scrolled(page: QWidget) -> QScrollArea:
    """A page that keeps the height its parts need, however large the text."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(page)
    return area


def _said(one: "Look", looks: "tuple[Look, ...]") -> str:
    """The state of a sheet in a line, or why it cannot be read; the editor says the rest of a flat table."""
    if words.waits(one):
        return _("a flat table: how it is read is for you to say")
    if words.is_note(one, looks):
        return _("No table stands on this sheet: nothing of it is read.")
    return in_window(one.problem) or words.state(one)
