"""What a dialog is. Each file of ui/dialogs ends in DIALOG = Dialog(…); and the sheet they are all written on."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from netlens.i18n import _
from ui.dress import look
from ui.messages import in_window

if TYPE_CHECKING:
    from netlens.errors import NetLensError
    from netlens.jobs import Failure
    from ui.jobs import Job
    from ui.session import Session


@dataclass(frozen=True, slots=True)
class Dialog:
    """`build(session, parent, **given)` makes the dialog; everything in `given` has a default."""

    name: str
    build: Callable[..., "Sheet"]


EDGE = 80  # pixels of the screen that a dialog leaves free, however large its text


class Sheet(QDialog):
    """Title, one sentence, a body, an error line that shows only when there is one, and the buttons."""

    def __init__(
        self,
        session: "Session",
        parent: QWidget | None,
        title: str,
        *,
        intro: str = "",
        primary: str = "",
        wide: int = 0,
        tall: int = 0,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        room = self.screen().availableSize()
        self.setMinimumWidth(min(look.px(wide or 460), room.width() - EDGE))
        self.setMinimumHeight(min(look.px(tall), room.height() - EDGE) if tall else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(20), look.px(24), look.px(20))
        column.setSpacing(look.px(10))
        self.heading = look.label(title, "title", wrap=True)
        column.addWidget(self.heading)
        if intro:
            column.addWidget(look.label(intro, "muted", wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(12))
        column.addLayout(self.body, 1)
        self._error = look.label("", "error", wrap=True)
        self._error.hide()
        column.addWidget(self._error)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.px(8))
        self.buttons.addStretch(1)
        column.addLayout(self.buttons)
        self.cancel = self.button(_("Cancel") if primary else _("Close"), self.reject)
        self.primary = self.button(primary, self.proceed) if primary else self.cancel
        if primary:
            self.primary.setProperty("primary", True)
            self.buttons.removeWidget(self.primary)
            self.buttons.addWidget(self.primary)
        self.primary.setDefault(True)

    def button(self, text: str, pressed: Callable[[], Any]) -> QPushButton:
        """One more button, left of those that are there."""
        made = QPushButton(text)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked: pressed())
        self.buttons.insertWidget(1, made)
        return made

    def field(self, label: str, widget: QWidget, hint: str = "") -> QWidget:
        """A captioned field, told to a screen reader by its caption."""
        caption = look.label(label, "muted")
        caption.setBuddy(widget)
        widget.setAccessibleName(label)
        group = QVBoxLayout()
        group.setSpacing(look.px(3))
        group.addWidget(caption)
        group.addWidget(widget)
        if hint:
            widget.setAccessibleDescription(hint)
            group.addWidget(look.label(hint, "small", wrap=True))
        self.body.addLayout(group)
        return widget

    def busy(self, job: "Job") -> None:
        """A moment's work that must be done before the dialog goes on: its buttons rest meanwhile."""
        self.fail("")
        for button in (self.primary, self.cancel):
            button.setEnabled(False)
        job.ended.connect(self._at_rest)

    def _at_rest(self) -> None:
        for button in (self.primary, self.cancel):
            button.setEnabled(True)

    def reject(self) -> None:
        """Close without doing anything; not while something is being done."""
        if self.cancel.isEnabled():
            super().reject()

    def fail(self, error: "NetLensError | Failure | str", hint: str = "") -> None:
        """Say in the dialog what is wrong; "" takes it away."""
        words = f"{error} {hint}" if isinstance(error, str) else f"{error.message} {error.hint}"
        words = in_window(words)
        self._error.setText(words)
        self._error.setAccessibleName(words)
        self._error.setVisible(bool(words))
        if words and self.isVisible():
            self._grow()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab walks through the fields first, then the buttons, whenever they were made."""
        super().showEvent(event)
        self._grow()
        chain: list[QWidget] = []
        at = self.nextInFocusChain()
        while at is not None and at is not self:
            chain.append(at)
            at = at.nextInFocusChain()
        row = (self.buttons.itemAt(number) for number in range(self.buttons.count()))
        buttons = [widget for item in row if item is not None and (widget := item.widget()) is not None]
        ordered = [*(one for one in chain if one not in buttons), *buttons]
        for one, following in pairwise(ordered):
            QWidget.setTabOrder(one, following)
        if self.focusWidget() in (None, *buttons):
            first = next(
                (one for one in ordered if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()), None
            )
            if first is not None:
                first.setFocus()

    def _grow(self) -> None:
        """As high as what it says, where the screen has the room: texts that wrap are counted as they really are."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            wanted = max(self.height() if self._error.isVisible() else 0, layout.totalHeightForWidth(self.width()))
            most = self.screen().availableSize().height() - EDGE
            self.resize(self.width(), min(max(self.minimumHeight(), wanted), most))

    def proceed(self) -> None:
        """What the primary button does."""
        self.accept()
