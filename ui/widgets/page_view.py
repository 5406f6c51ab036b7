"""Draws a Page: blocks of plain data become labels, bars and buttons that lead on when they are clicked."""

import time
from collections.abc import Callable, Iterator
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from netlens.i18n import _
from ui.answers.plain.page import (
    Bars,
    Block,
    Buttons,
    Chip,
    Chips,
    Facts,
    Heading,
    Items,
    Link,
    Page,
    Section,
    Sentence,
    Target,
    Words,
)
from ui.dress import look
from ui.widgets.bar import BarRow
from ui.widgets.flow import FlowLayout
from ui.widgets.item_row import ItemRow

AT_ONCE = 0.004  # s of drawing at a stretch: laying it out takes as long again
SHORT, NO_BREAK = 16, "\u00a0"  # a short link ("39 rows") stays on one line
CAPTION = 132  # how wide the captions of a column of facts may be
LEAST = 300  # how narrow the panel may become: its longest buttons and captions fit


class PageView(QScrollArea):
    """One page. `went(target)` when a person clicks something that leads on."""

    went = Signal(object)  # Target

    def __init__(self, action: Callable[[str], QAction | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._fill)
        self.setWidgetResizable(True)
        self.setMinimumWidth(look.px(LEAST))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Details"))
        self.show_page(Page("", ()))

    def show_page(self, page: Page) -> None:
        """Draw another page, from its top."""
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(16))
        column.setSpacing(look.px(6))
        column.addStretch(1)
        self.setWidget(body)
        self.verticalScrollBar().setValue(0)
        self._pieces = self._drawing(column, page)
        self._fill()

    def _fill(self) -> None:
        """Draw what the first look needs now, and the rest bit by bit, so that nothing else waits for it."""
        until = time.perf_counter() + AT_ONCE
        for _piece in self._pieces:
            if time.perf_counter() > until:
                self._more.start()
                break

    def _drawing(self, column: QVBoxLayout, page: Page) -> Iterator[None]:
        """The blocks of a page piece by piece; a long list line by line."""
        for block in page.blocks:
            if isinstance(block, Items):
                box = QWidget()
                rows = _stacked(box)
                column.insertWidget(column.count() - 1, box)
                for item in block.items:
                    rows.addWidget(ItemRow(item, self.went))
                    yield
                if block.more:
                    rows.addWidget(self._words((block.more,)))
            else:
                column.insertWidget(column.count() - 1, self._drawn(block))
            yield

    def _drawn(self, block: Block) -> QWidget:
        if isinstance(block, Heading):
            return _heading(block)
        if isinstance(block, Chips):
            return _row([_chip(chip) for chip in block.chips])
        if isinstance(block, Section):
            return look.label(f"{block.text} · {block.count}" if block.count else block.text, "section")
        if isinstance(block, Sentence):
            return self._sentence(block)
        if isinstance(block, Facts):
            return self._facts(block)
        if isinstance(block, Bars):
            return _column([BarRow(bar, self.went) for bar in block.bars])
        return self._buttons(block) if isinstance(block, Buttons) else QWidget()

    def _sentence(self, block: Sentence) -> QWidget:
        text = self._words(block.words, block.tone)
        if not block.bullet:
            return text
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(look.label("•", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return box

    def _facts(self, block: Facts) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnStretch(1, 1)
        for number, (name, words) in enumerate(block.rows):
            caption = look.label(name, "muted")
            if caption.sizeHint().width() > look.px(CAPTION):
                caption.setWordWrap(True)
                caption.setFixedWidth(look.px(CAPTION))
            value = self._words(words, written=block.written)
            grid.addWidget(caption, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, number, 1, Qt.AlignmentFlag.AlignTop)
        return box

    def _words(self, words: Words, tone: str = "plain", *, written: bool = False) -> QLabel:
        """A label of text and links; every piece is escaped, for it may come from a file."""
        targets: list[Target] = []
        pieces = []
        for word in words:
            if isinstance(word, Link):
                pieces.append(
                    f'<a href="{len(targets)}" style="color:{look.colour("accent")}; text-decoration:none">'
                    f"{_lines(word.text if len(word.text) > SHORT else word.text.replace(' ', NO_BREAK))}</a>"
                )
                targets.append(word.target)
            else:
                pieces.append(_lines(word))
        text = QLabel("".join(pieces))
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        text.setProperty("role", {"muted": "muted", "danger": "error", "good": "good", "warning": "warning"}.get(tone))
        text.setAccessibleName("".join(word.text if isinstance(word, Link) else word for word in words))
        if targets:
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
            text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            text.linkActivated.connect(lambda number: self.went.emit(targets[int(number)]))
        elif written:
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return text

    def _buttons(self, block: Buttons) -> QWidget:
        made: list[QWidget] = []
        for name in block.actions:
            action = self._action(name)
            if action is None or not action.isEnabled():
                continue
            button = QPushButton(action.icon(), f" {action.iconText()}")
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.iconText())
            button.clicked.connect(action.trigger)
            made.append(button)
        return _row(made)


def _heading(block: Heading) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, look.px(2))
    row.setSpacing(look.px(10))
    if block.icon:
        sign = QLabel()
        sign.setPixmap(look.picture(block.icon, "accent", 24))
        sign.setFixedSize(look.px(24), look.px(24))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(look.px(2))
    words.addWidget(look.label(block.text, "title", wrap=True))
    if block.under:
        words.addWidget(look.label(block.under, "muted", wrap=True))
    row.addLayout(words, 1)
    return box


def _chip(chip: Chip) -> QWidget:
    box = QFrame()
    box.setProperty("chip", chip.tone)
    row = QHBoxLayout(box)
    row.setContentsMargins(look.px(8), look.px(1), look.px(8), look.px(1))
    row.setSpacing(look.px(4))
    if chip.icon:
        sign = QLabel()
        sign.setPixmap(look.picture(chip.icon, chip.tone, 14))
        row.addWidget(sign)
    row.addWidget(look.label(chip.text))
    box.setToolTip(chip.help)
    box.setAccessibleName(chip.text)
    return box


def _row(widgets: list[QWidget]) -> QWidget:
    box = QWidget()
    flow = FlowLayout(box, look.px(6))
    for widget in widgets:
        flow.addWidget(widget)
    return box


def _column(widgets: list[QWidget]) -> QWidget:
    box = QWidget()
    column = _stacked(box)
    for widget in widgets:
        column.addWidget(widget)
    return box


def _stacked(box: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(2))
    return column


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
