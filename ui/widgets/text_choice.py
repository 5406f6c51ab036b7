"""Text typed for an old Vietnamese font: how it stands, how TCVN3 and VNI would have it, and which it is to be."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from netlens.case import schema
from netlens.case.intake.letters.columns import EACH, KEEP
from netlens.case.values import legacy
from netlens.i18n import _, language
from ui.answers.plain.table import Column, tabulate
from ui.dress import look
from ui.widgets.table import Table

if TYPE_CHECKING:
    from netlens.case.intake.preview import Look

LINES = 4  # of examples seen at once; more by the arrow keys
SHOWN = 4  # of each column
ENCODINGS = {  # what a person calls it → the codec
    "UTF-8": "utf-8", "UTF-16": "utf-16", "Windows-1258": "cp1258", "Windows-1252": "cp1252", "GB18030": "gb18030",
    "Big5": "big5", "Windows-874": "cp874", "EUC-KR": "euc_kr", "Shift JIS": "shift_jis",
}  # fmt: skip


class TextChoice(QWidget):
    """`chosen(key, value)` is what to say to the import of this sheet: `text:FILE:SHEET` or `encoding:FILE`.

    Hidden unless a column of the sheet looks typed for such a font, or an encoding was named for its file.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file, self._sheet = "", ""
        self._question = look.label("", "warning", wrap=True)
        self.examples = Table(_("Text as it stands and as each font has it"))
        self._ways = QButtonGroup(self)
        self.encoding = QComboBox()
        self.encoding.setAccessibleName(_("Encoding of the file"))
        self._other = QRadioButton(_("&Another encoding:"))
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        self.ways: dict[str, QRadioButton] = {}
        each = _("&Each by its own font")
        for way, words in ((KEEP, _("As it &stands")), ("tcvn3", "&TCVN3 (ABC)"), ("vni", "&VNI"), (EACH, each)):
            button = QRadioButton(words)
            button.clicked.connect(lambda _checked, way=way: self.chosen.emit(self._key("text"), way))
            self.ways[way] = button
        for number, button in enumerate((*self.ways.values(), self._other)):
            self._ways.addButton(button, number)
            row.addWidget(button)
        for words, codec in ENCODINGS.items():
            self.encoding.addItem(words, codec)
        self._other.clicked.connect(lambda _checked: self.encoding.setFocus())
        self.encoding.activated.connect(self._name_encoding)
        row.addWidget(self.encoding)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(4), 0, look.px(4))
        column.setSpacing(look.px(6))
        column.addWidget(self._question)
        column.addLayout(row)  # the answer above the examples: on a small screen these may need the wheel
        column.addWidget(self.examples)
        self.examples.setFixedHeight(look.px(30) * (LINES + 1) + look.px(6))
        self.hide()

    def show_look(self, one: "Look", encoding: str = "") -> None:
        """What is in doubt in one sheet; `encoding` is the one that was named for its file, "" when none was."""
        self._file, self._sheet = one.path.name, one.sheet
        self.setVisible(bool(one.typed or encoding))
        self.examples.setVisible(bool(one.typed))
        text = bool(one.delimiter)  # a workbook's encoding is its own
        self._other.setVisible(text)
        self.encoding.setVisible(text)
        self._mark(next((typed.stated for typed in one.typed), ""), encoding)
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(encoding or one.encoding.removesuffix("-sig"))))
        if not one.typed:
            self._question.setText(_("This file is read in the encoding that you named."))
            return
        fonts = ", ".join(dict.fromkeys(legacy.LABELS[typed.kind] for typed in one.typed))
        self.ways[EACH].setVisible(len({typed.kind for typed in one.typed}) > 1 or one.typed[0].stated == EACH)
        words = _("Some text here looks typed for an old Vietnamese font: {fonts}. How is it to be read?")
        self._question.setText(words.format(fonts=fonts))
        rows = [
            (_label(one.table, typed.column), example.written, example.tcvn3, example.vni)
            for typed in one.typed
            for example in typed.examples[:SHOWN]
        ]
        columns = (
            Column(_("Column"), width=10),
            Column(_("As it stands"), width=17),
            Column(legacy.LABELS["tcvn3"], width=17),
            Column(legacy.LABELS["vni"], width=17),
        )
        self.examples.show_table(tabulate(columns, rows))

    def _mark(self, stated: str, encoding: str) -> None:
        """Show what was said already; nothing is marked while nobody said anything."""
        self._ways.setExclusive(False)
        for way, button in self.ways.items():
            button.setChecked(way == stated and not encoding)
        self._other.setChecked(bool(encoding) and not stated)
        self._ways.setExclusive(True)

    def _name_encoding(self) -> None:
        self._other.setChecked(True)
        self.chosen.emit(f"encoding:{self._file}", str(self.encoding.currentData()))

    def _key(self, what: str) -> str:
        return f"{what}:{self._file}:{self._sheet}" if self._sheet else f"{what}:{self._file}"


def _label(table: str, name: str) -> str:
    """A native column as a person calls it."""
    for known in (schema.TABLES[table],) if table in schema.TABLES else schema.TABLES.values():
        for column in known.columns:
            if column.name == name:
                return column.labels.get(language(), name)
    return name
