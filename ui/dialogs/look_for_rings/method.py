"""The method and its parameters: only those it knows are shown, each with what it does."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QSpinBox, QVBoxLayout, QWidget

from netlens.case.records import Preset
from netlens.i18n import _, mark
from netlens.network.plain.asked import CPM_RESOLUTION, ENGINE, METHODS, OBJECTIVES
from ui.dress import look

MOST_PEOPLE = 10_000
LABELS = {
    "objective": mark("Good groups are"),
    "resolution": mark("Resolution"),
    "core": mark("k"),
    "max_size": mark("Largest ring"),
}
HINTS = {
    "objective": mark("CPM looks at a group by itself, modularity at the whole case."),
    "resolution": mark("Larger gives smaller groups; no value fits rings of all sizes."),
    "core": mark("Larger gives smaller, denser groups."),
    "max_size": mark("In people; larger ones are split again by the same method."),
}


class MethodChoice(QWidget):
    """`changed` when another method or parameter is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._telling = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(3))
        self.method, self.objective = QComboBox(), QComboBox()
        for combo in (self.method, self.objective):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(10)
        for name, method in METHODS.items():
            words = _(method.label)
            self.method.addItem(_("{method} (recommended)").format(method=words) if name == ENGINE else words, name)
        for name, words in OBJECTIVES.items():
            self.objective.addItem(_(words), name)
        self.resolution = QDoubleSpinBox()
        self.resolution.setDecimals(3)
        self.resolution.setRange(0.001, 1000.0)
        self.resolution.setSingleStep(0.1)
        self.core, self.max_size = QSpinBox(), QSpinBox()
        self.core.setRange(1, 1000)
        self.max_size.setRange(2, MOST_PEOPLE)
        self.max_size.setSpecialValueText(_("any size"))
        caption = look.label(_("Method"), "muted")
        caption.setBuddy(self.method)
        self.method.setAccessibleName(_("Method"))
        self.help = look.label("", "small", wrap=True)
        column.addWidget(caption)
        column.addWidget(self.method)
        column.addWidget(self.help)
        self.fields: dict[str, QWidget] = {
            "objective": self.objective, "resolution": self.resolution, "core": self.core, "max_size": self.max_size,
        }  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(10))
        grid.setVerticalSpacing(look.px(2))
        grid.setColumnStretch(1, 1)
        self.rows: dict[str, tuple[QWidget, ...]] = {}
        for row, (name, field) in enumerate(self.fields.items()):
            label, hint = look.label(_(LABELS[name]), "muted"), look.label(_(HINTS[name]), "small", wrap=True)
            label.setBuddy(field)
            field.setAccessibleName(_(LABELS[name]))
            field.setAccessibleDescription(_(HINTS[name]))
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(field, 2 * row, 1)
            grid.addWidget(hint, 2 * row + 1, 1)
            self.rows[name] = (label, field, hint)
        column.addSpacing(look.px(4))
        column.addLayout(grid)
        self.method.currentIndexChanged.connect(self._other_method)
        self.objective.currentIndexChanged.connect(self._other_objective)
        for spin in (self.resolution, self.core, self.max_size):
            spin.valueChanged.connect(self._tell)
        self.show_preset(Preset("", ENGINE))

    def show_preset(self, preset: Preset) -> None:
        """The method of a preset with its parameters; what it leaves open, at its default."""
        self._telling = False
        self.method.setCurrentIndex(max(self.method.findData(preset.method), 0))
        self._fill()
        if preset.objective:
            self.objective.setCurrentIndex(max(self.objective.findData(preset.objective), 0))
            self._resolve()
        if preset.resolution is not None:
            self.resolution.setValue(preset.resolution)
        if preset.core is not None:
            self.core.setValue(preset.core)
        if preset.max_size:
            self.max_size.setValue(preset.max_size)
        self._telling = True

    def chosen(self) -> dict[str, Any]:
        """Method and parameters as Preset takes them."""
        known = METHODS[self.method.currentData()].defaults
        return {
            "method": self.method.currentData(),
            "objective": self.objective.currentData() if "objective" in known else "",
            "resolution": round(self.resolution.value(), 3) if "resolution" in known else None,
            "core": self.core.value() if "core" in known else None,
            "max_size": self._largest() if "max_size" in known else None,
        }

    def _largest(self) -> int:
        value = self.max_size.value()
        return 0 if value == self.max_size.minimum() else value

    def _other_method(self) -> None:
        self._fill()
        self._tell()

    def _other_objective(self) -> None:
        self._resolve()
        self._tell()

    def _resolve(self) -> None:
        """Each objective has a scale of its own."""
        self.resolution.setValue(CPM_RESOLUTION if self.objective.currentData() == "cpm" else 1.0)

    def _fill(self) -> None:
        """The parameters of the method, at their defaults; the others are out of sight."""
        method = METHODS[self.method.currentData()]
        self.help.setText(_(method.help))
        self.method.setAccessibleDescription(self.help.text())
        self.objective.setCurrentIndex(0)
        self.resolution.setValue(1.0)
        self.core.setValue(int(method.defaults.get("core", 3)))
        self.max_size.setValue(self.max_size.minimum())
        for name, widgets in self.rows.items():
            for widget in widgets:
                widget.setVisible(name in method.defaults)

    def _tell(self, *_value: object) -> None:
        if self._telling:
            self.changed.emit()
