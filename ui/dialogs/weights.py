"""How much each kind of evidence counts against the others; only their relation matters."""

from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QScrollArea, QWidget

from netlens.i18n import _, language
from ui.dialog import Dialog, Sheet
from ui.dress import look
from ui.session import Session

LEAST, MOST, STEP = 0.05, 5.0, 0.1


class Weights(Sheet):
    def __init__(self, session: Session, parent: QWidget | None) -> None:
        from netlens.network.facts.weights import DEFAULTS
        from netlens.report.wording import evidence

        super().__init__(
            session,
            parent,
            _("Evidence weights"),
            intro=_("What one fact of a kind says against one shared case of two people. Only the relation counts: all "
                    "doubled changes nothing. Rings must be found anew afterwards."),
            primary=_("Use these weights"),
        )  # fmt: skip
        self._defaults = dict(DEFAULTS)
        set_now = session.case.weights() if session.case is not None else {}
        known = {**DEFAULTS, **set_now}
        self._others = {name: value for name, value in set_now.items() if name not in DEFAULTS}  # the half-life
        page = QWidget()
        page.setObjectName("page")
        grid = QGridLayout(page)
        grid.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        grid.setColumnStretch(0, 1)
        self.fields: dict[str, QDoubleSpinBox] = {}
        for row, kind in enumerate(DEFAULTS):
            words = evidence(kind, language())
            field = QDoubleSpinBox()
            field.setRange(LEAST, MOST)
            field.setSingleStep(STEP)
            field.setDecimals(2)
            field.setValue(known[kind])
            field.setAccessibleName(words)
            grid.addWidget(look.label(words), row, 0)
            grid.addWidget(field, row, 1)
            self.fields[kind] = field
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        scroll.setMinimumHeight(look.px(380))
        scroll.setAccessibleName(_("Evidence weights"))
        self.body.addWidget(scroll)
        self.button(_("Defaults"), self._reset)

    def proceed(self) -> None:
        from netlens.case.edits.picture import SetWeights

        chosen = {kind: round(field.value(), 4) for kind, field in self.fields.items()}
        changed = {kind: value for kind, value in chosen.items() if value != self._defaults[kind]}
        if self.session.apply(SetWeights({**self._others, **changed})):
            self.accept()

    def _reset(self) -> None:
        for kind, field in self.fields.items():
            field.setValue(self._defaults[kind])


def build(session: Session, parent: QWidget | None = None) -> Sheet:
    return Weights(session, parent)


DIALOG = Dialog("weights", build)
