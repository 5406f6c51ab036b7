"""What is asked about standing: which figures, among whom, by which evidence; and what the answer shows, in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from netlens.i18n import _, mark
from netlens.network.measures.catalogue import MEASURES
from netlens.network.measures.groups import BETWEEN
from ui.answers.plain.lines import Overview
from ui.answers.plain.page import Target
from ui.answers.standing.ground import EVIDENCE
from ui.dress import look

CENTRAL, BROKERS, FUNCTIONS, WITHOUT = range(4)
TABS = (mark("Central people"), mark("Brokers"), mark("Functions"), mark("If some were not there"))
FIRST = "betweenness"


class Asking(QWidget):
    """`changed` when something else is asked for; `scoped(ring)` when another ring, or ("") the case, is chosen."""

    changed = Signal()
    scoped = Signal(str)
    went = Signal(object)  # Target: how it is reckoned

    def __init__(self) -> None:
        super().__init__()
        self._how: Target | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(4))
        column.setSpacing(look.px(4))
        column.addLayout(self._bar())
        column.addLayout(self._line())
        self.tabs.idClicked.connect(lambda _id: self._turned())
        self.scope.activated.connect(lambda _index: self.scoped.emit(self.scope.currentData()))
        for combo in (self.evidence, self.choice):
            combo.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.how.clicked.connect(lambda _checked: self.went.emit(self._how) if self._how else None)
        self._offer()

    @property
    def tab(self) -> int:
        return self.tabs.checkedId()

    def arguments(self) -> tuple[str, ...]:
        """What is asked besides the ring."""
        evidence, choice = self.evidence.currentData(), self.choice.currentData()
        return {FUNCTIONS: (), WITHOUT: (evidence,)}.get(self.tab, (evidence, choice))

    def show_rings(self, overview: Overview, ring: str) -> None:
        """The rings to choose among, as the list at the left has them."""
        lines = {line.id: line.label for section in overview.sections for line in section.rings}
        self.scope.clear()
        self.scope.addItem(_("The whole case"), "")
        for one, label in lines.items():
            self.scope.addItem(label, one)
        self.follow(ring)

    def follow(self, ring: str) -> None:
        """Show the ring that is picked, also one that the list does not have."""
        if ring and self.scope.findData(ring) < 0:
            self.scope.addItem(_("Ring {id}").format(id=ring), ring)
        self.scope.setCurrentIndex(self.scope.findData(ring))

    def say(self, said: str = "", more: str = "", how: Target | None = None, tone: str = "muted") -> None:
        """What the answer shows; `more` in a tone of its own."""
        self.said.setText(said)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.more.setProperty("role", tone)
        self.more.style().unpolish(self.more)
        self.more.style().polish(self.more)
        self._how = how
        self.how.setEnabled(how is not None)

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        self.tabs = QButtonGroup(self)
        for number, words in enumerate(TABS):
            button = QPushButton(_(words))
            button.setCheckable(True)
            button.setChecked(number == CENTRAL)
            button.setAccessibleName(_(words))
            self.tabs.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.scope, self.evidence = _combo(_("Among")), _combo(_("By which evidence"))
        for name, (words, _kinds) in EVIDENCE.items():
            self.evidence.addItem(_(words), name)
        row.addWidget(look.label(_("Among:"), "muted"))
        row.addWidget(self.scope)
        row.addWidget(self.evidence)
        return row

    def _line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        self.choice = _combo("")
        self.said, self.more = look.label("", "muted", wrap=True), look.label("", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.said)
        words.addWidget(self.more)
        self.how = QPushButton(look.icon("info", "accent"), _("How?"))
        self.how.setFlat(True)
        self.how.setToolTip(_("How these figures are reckoned, and what they cannot say"))
        self.how.setAccessibleName(self.how.toolTip())
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.how, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _turned(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        """What can be chosen on a tab: by which measure, between which groups."""
        offered = {CENTRAL: {name: one.label for name, one in MEASURES.items()}, BROKERS: BETWEEN}.get(self.tab, {})
        self.choice.blockSignals(True)
        self.choice.clear()
        for name, words in offered.items():
            self.choice.addItem(_(words), name)
        self.choice.setCurrentIndex(max(self.choice.findData(FIRST), 0))
        self.choice.blockSignals(False)
        self.choice.setAccessibleName({CENTRAL: _("Ranked by"), BROKERS: _("Between")}.get(self.tab, ""))
        self.choice.setToolTip(self.choice.accessibleName())
        self.choice.setVisible(bool(offered))
        self.evidence.setEnabled(self.tab != FUNCTIONS)


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made
