"""Preferences: the page draws itself from the fields of Settings."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from netlens.i18n import _
from ui.dialog import Dialog, Sheet
from ui.dress import look
from ui.session import Session
from ui.settings import Choice, choices


class Preferences(Sheet):
    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(session, parent, _("Preferences"), primary=_("Use these"))
        self.fields: dict[str, QComboBox | QSpinBox | QCheckBox] = {}
        for name, choice in choices():
            widget = _widget(choice, getattr(session.settings, name))
            self.fields[name] = widget
            if isinstance(widget, QCheckBox):
                group = QVBoxLayout()
                group.setSpacing(look.px(1))
                group.addWidget(widget)
                group.addWidget(look.label(_(choice.help), "small", wrap=True))
                self.body.addLayout(group)
                widget.setAccessibleDescription(_(choice.help))
            else:
                self.field(_(choice.label), widget, _(choice.help))

    def proceed(self) -> None:
        chosen: dict[str, Any] = {name: _value(widget) for name, widget in self.fields.items()}
        if not chosen["remember"]:
            chosen["recent"] = ()
        self.accept()
        self.session.prefer(replace(self.session.settings, **chosen))


def _widget(choice: Choice, value: Any) -> QComboBox | QSpinBox | QCheckBox:
    if choice.values:
        combo = QComboBox()
        for known, label in choice.values:
            combo.addItem(_(label), known)
        combo.setCurrentIndex(combo.findData(value))
        return combo
    if choice.largest:
        spin = QSpinBox()
        spin.setRange(choice.smallest, choice.largest)
        spin.setSingleStep(choice.step)
        spin.setSuffix(choice.unit)
        spin.setValue(value)
        return spin
    box = QCheckBox(_(choice.label))
    box.setChecked(value)
    box.setAccessibleName(_(choice.label))
    return box


def _value(widget: QComboBox | QSpinBox | QCheckBox) -> Any:
    if isinstance(widget, QComboBox):
        return widget.currentData()
    return widget.value() if isinstance(widget, QSpinBox) else widget.isChecked()


def build(session: Session, parent: QWidget | None = None) -> Sheet:
    return Preferences(session, parent)


DIALOG = Dialog("preferences", build)
