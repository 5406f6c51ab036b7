"""How much each kind of evidence counts against the others: one table, with the age of evidence below it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from netlens.i18n import _, language
from netlens.network.facts.weights import DEFAULTS, HALF_LIFE
from netlens.report.wording import evidence
from ui.dress import look

LEAST, MOST, STEP = 0.05, 5.0, 0.1


class Weighing(QWidget):
    """`changed` when a weight is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        head = QHBoxLayout()
        head.addWidget(look.label(_("Evidence weights"), "muted"))
        head.addStretch(1)
        self.defaults = QPushButton(_("Defaults"))
        self.defaults.setFlat(True)
        self.defaults.setAutoDefault(False)
        self.defaults.setAccessibleName(_("Default weights"))
        self.defaults.clicked.connect(lambda _checked: self.show_weights({}))
        head.addWidget(self.defaults)
        column.addLayout(head)
        words = _("What one fact of a kind says against one shared case of two people. Only the relation counts: all "
                  "doubled changes nothing.")  # fmt: skip
        column.addWidget(look.label(words, "small", wrap=True))
        page = QWidget()
        page.setObjectName("page")
        grid = QGridLayout(page)
        grid.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        grid.setColumnStretch(0, 1)
        self.fields: dict[str, QDoubleSpinBox] = {}
        for row, kind in enumerate(DEFAULTS):
            field = _spin(LEAST, MOST, STEP, evidence(kind, language()))
            grid.addWidget(look.label(field.accessibleName(), wrap=True), row, 0)
            grid.addWidget(field, row, 1)
            self.fields[kind] = field
        self.age = _spin(0.0, 100.0, 1.0, _("Years after which evidence counts half"))
        self.age.setSpecialValueText(_("never"))
        grid.addWidget(look.line(), len(DEFAULTS), 0, 1, 2)
        grid.addWidget(look.label(self.age.accessibleName(), wrap=True), len(DEFAULTS) + 1, 0)
        grid.addWidget(self.age, len(DEFAULTS) + 1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        scroll.setMinimumHeight(look.px(100))
        scroll.setAccessibleName(_("Evidence weights"))
        column.addWidget(scroll, 1)
        self.show_weights({})
        for field in (*self.fields.values(), self.age):
            field.valueChanged.connect(lambda _value: self.changed.emit())

    def show_weights(self, weights: Mapping[str, float]) -> None:
        """These weights over the defaults."""
        for kind, field in self.fields.items():
            field.setValue(weights.get(kind, DEFAULTS[kind]))
        self.age.setValue(weights.get(HALF_LIFE, 0.0))

    def weights(self) -> dict[str, float]:
        """What is not at its default."""
        said = {kind: round(field.value(), 2) for kind, field in self.fields.items()}
        changed = {kind: value for kind, value in said.items() if value != DEFAULTS[kind]}
        return {**changed, HALF_LIFE: round(self.age.value(), 2)} if self.age.value() else changed


def _spin(least: float, most: float, step: float, name: str) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(least, most)
    field.setSingleStep(step)
    field.setDecimals(2)
    field.setAccessibleName(name)
    return field
