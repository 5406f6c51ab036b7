"""How to look for rings: Enter takes the standard search; who wants more chooses, weighs, and saves it as a preset."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netlens.case.records import Preset
from netlens.i18n import _
from netlens.jobs import Failure
from netlens.network.plain.asked import ENGINE
from ui.actions import find
from ui.answers.finding import Ways
from ui.dialog import Sheet
from ui.dialogs.look_for_rings.method import MethodChoice
from ui.dialogs.look_for_rings.weighing import Weighing
from ui.dress import look
from ui.errands.detection import find_rings
from ui.session import Session

STANDARD = Preset("", ENGINE)
AROUND = 330  # pixels of the sheet above and below its columns


class LookForRings(Sheet):
    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(
            session,
            parent,
            _("How to look for rings"),
            intro=_("The standard search needs nothing set. Whatever is chosen, what you decided about rings stays, and"
                    " how they were found is kept with them."),
            primary=_("Find rings"),
            wide=860,
        )  # fmt: skip
        self._mine = session.case.weights() if session.case is not None else {}
        self._ways = Ways((), None, "")
        self.body.addLayout(self._presets())
        self.body.addWidget(look.line())
        columns = QHBoxLayout()
        columns.setSpacing(look.px(24))
        self.body.addLayout(columns, 1)
        page = QWidget()
        left = QVBoxLayout(page)
        left.setContentsMargins(0, 0, look.px(6), 0)
        left.setSpacing(look.px(12))
        self.method = MethodChoice()
        left.addWidget(self.method)
        left.addLayout(self._evidence())
        left.addStretch(1)
        self.after = QCheckBox(_("Show what changed"))
        self.after.setChecked(True)
        words = _("Beside the rings found before: who came, who left, which are new or gone.")
        self.after.setAccessibleDescription(words)
        self.after.setToolTip(words)
        left.addWidget(self.after)
        scroll = QScrollArea()  # however many parameters a method has, and however large the text
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        scroll.setMinimumWidth(look.px(340))
        room = self.screen().availableSize().height() - look.px(AROUND)
        scroll.setMinimumHeight(max(min(look.px(430), room), look.px(120)))
        scroll.setAccessibleName(_("Method and evidence"))
        columns.addWidget(scroll, 5)
        self.weighing = Weighing()
        self.weighing.show_weights(self._mine)
        columns.addWidget(self.weighing, 6)
        self.only = self.button(_("Use these weights"), self._only_weigh)
        self.only.setToolTip(_("Keep the weights for the next search, without searching now."))
        self.weighing.changed.connect(self._say)
        self.primary.setFocus()
        self._say()
        if session.case is not None:
            session.ask("ways", "finding:ways").done.connect(self._offer)

    def _presets(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        self.presets = QComboBox()
        self.presets.setAccessibleName(_("Preset"))
        self.presets.addItem(_("Standard search"), STANDARD)
        self.presets.activated.connect(self._load)
        self.delete = QPushButton(_("Delete"))
        self.delete.setAccessibleName(_("Delete the preset"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("name to save this under"))
        self.name.setAccessibleName(_("Name of the preset"))
        self.name.setMaxLength(80)
        self.save = QPushButton(_("Save"))
        self.save.setAccessibleName(_("Save as a preset"))
        for button, pressed in ((self.delete, self._delete), (self.save, self._save)):
            button.setAutoDefault(False)
            button.setEnabled(False)
            button.clicked.connect(lambda _checked, pressed=pressed: pressed())
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        caption = look.label(_("Preset"), "muted")
        caption.setBuddy(self.presets)
        row.addWidget(caption)
        row.addWidget(self.presets, 3)
        row.addWidget(self.delete)
        row.addSpacing(look.px(16))
        row.addWidget(self.name, 2)
        row.addWidget(self.save)
        return row

    def _evidence(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(look.px(3))
        self.since, self.until, self.without = QLineEdit(), QLineEdit(), QLineEdit()
        row = QHBoxLayout()
        for field, words, example in (
            (self.since, _("Evidence from"), "2023"), (self.until, _("until"), "2024-05-31"),
        ):  # fmt: skip
            caption = look.label(words, "muted")
            caption.setBuddy(field)
            field.setAccessibleName(_("Evidence until") if field is self.until else words)
            field.setPlaceholderText(example)
            row.addWidget(caption)
            row.addWidget(field, 1)
        column.addLayout(row)
        hint = _("Empty: all of it. Undated facts are left out of a period, and counted.")
        column.addWidget(look.label(hint, "small", wrap=True))
        column.addSpacing(look.px(4))
        caption = look.label(_("Leave out"), "muted")
        caption.setBuddy(self.without)
        self.without.setAccessibleName(_("Leave out"))
        self.without.setPlaceholderText("cases:C01, kind:call, grade:C/3, hubs")
        column.addWidget(caption)
        column.addWidget(self.without)
        hint = _("Cases, people and numbers by record id; a kind of evidence; a grade and worse; what many share.")
        column.addWidget(look.label(hint, "small", wrap=True))
        return column

    def chosen(self) -> Preset:
        """What the sheet says now."""
        without = [text.strip() for text in self.without.text().replace(";", ",").split(",")]
        return Preset(
            "",
            **self.method.chosen(),
            since=self.since.text().strip(),
            until=self.until.text().strip(),
            without=tuple(text for text in without if text),
            weights=self.weighing.weights(),
        )

    def show_preset(self, preset: Preset) -> None:
        self.method.show_preset(preset)
        self.since.setText(preset.since)
        self.until.setText(preset.until)
        self.without.setText(", ".join(preset.without))
        self.weighing.show_weights(preset.weights)
        self._say()

    def _offer(self, ways: Ways) -> None:
        """The presets of the case, the chosen one staying chosen."""
        chosen = self.presets.currentData()
        self._ways = ways
        self.presets.clear()
        self.presets.addItem(_("Standard search"), STANDARD)
        if ways.last is not None and replace(ways.last, weights={}) != STANDARD:
            self.presets.addItem(_("As the last time: {how}").format(how=ways.last_words), ways.last)
        for shown, preset in ways.presets:
            self.presets.addItem(shown, preset)
        names = [self.presets.itemData(row).name for row in range(self.presets.count())]
        self.presets.setCurrentIndex(names.index(chosen.name) if chosen.name in names else 0)
        self._say()

    def _load(self, _row: int) -> None:
        preset: Preset = self.presets.currentData()
        self.show_preset(replace(preset, weights=self._mine) if preset == STANDARD else preset)
        self.name.setText(self.presets.currentText() if preset.name else "")

    def _say(self) -> None:
        """What the buttons do now."""
        weighed = self.weighing.weights() != self._mine
        self.only.setVisible(weighed)
        self.primary.setText(_("Use and find rings") if weighed else _("Find rings"))
        self.delete.setEnabled(bool(self.presets.currentData() and self.presets.currentData().name))

    def _save(self) -> None:
        """Save what the sheet says, once it has been looked through; the sheet stays open."""
        self._checked(replace(self.chosen(), name=" ".join(self.name.text().split())), self._keep)

    def _keep(self, preset: Preset) -> None:
        from netlens.case.edits.presets import SavePreset

        if self.session.apply(SavePreset(preset)):
            self.presets.setItemData(self.presets.currentIndex(), preset)
            self.session.ask("ways", "finding:ways").done.connect(self._offer)

    def _delete(self) -> None:
        from netlens.case.edits.presets import DeletePreset

        if self.session.apply(DeletePreset(self.presets.currentData().name)):
            self.presets.setCurrentIndex(0)
            self.name.clear()
            self.session.ask("ways", "finding:ways").done.connect(self._offer)

    def proceed(self) -> None:
        self._checked(self.chosen(), self._go)

    def _go(self, preset: Preset) -> None:
        loaded: Preset = self.presets.currentData()
        by_hand = preset.weights != self._mine and (loaded == STANDARD or preset.weights != loaded.weights)
        if by_hand and not self._weigh():
            return
        action = find(self, "compare") if self.after.isChecked() else None
        before = self.session.case is not None and bool(self.session.case.detections())
        self.accept()
        find_rings(self.session, preset, then=action.trigger if action is not None and before else None)

    def _only_weigh(self) -> None:
        if self._weigh():
            self.accept()

    def _weigh(self) -> bool:
        """The weights of the sheet become those of the case."""
        from netlens.case.edits.picture import SetWeights

        return self.session.apply(SetWeights(self.weighing.weights()))

    def _checked(self, preset: Preset, then: Callable[[Preset], None]) -> None:
        """Have it looked through, and go on when it makes sense; else say why not, here."""
        self.fail("")
        self._next = (then, preset)
        job = self.session.ask("check", "finding:check", preset)
        job.done.connect(self._good)
        job.failed.connect(self._wrong)

    def _good(self, _answer: bool) -> None:
        then, preset = self._next
        then(preset)

    def _wrong(self, failure: Failure) -> None:
        self.fail(failure.message, failure.hint)


def build(session: Session, parent: QWidget | None = None, weights: bool = False) -> Sheet:
    made = LookForRings(session, parent)
    if weights:
        next(iter(made.weighing.fields.values())).setFocus()
    return made
