"""The page of the import dialog for another case: its passphrase, then what differs, before anything comes in."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from netlens.i18n import _
from netlens.jobs import Failure
from ui.answers.plain.arriving import Beside
from ui.dress import look
from ui.messages import in_window
from ui.session import Session
from ui.widgets.empty import Empty
from ui.widgets.page_view import PageView
from ui.widgets.passphrase_field import PassphraseField


class OtherCase(QWidget):
    """`ready()` when it became clear whether the case can come in as it is asked for."""

    ready = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.path: Path | None = None
        self.found: Beside | None = None
        self._register = ""
        self.passphrase = PassphraseField()
        self.passphrase.setAccessibleName(_("Passphrase of the other case"))
        self.passphrase.setPlaceholderText(_("Passphrase of the other case"))
        self.passphrase.returnPressed.connect(self.compare)
        self.button = QPushButton(_("Compare"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _checked: self.compare())
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.button)
        self._said = look.label(
            _("The other case is opened to be read only: nothing in it or beside it is changed."), "small", wrap=True
        )
        self.empty, self.view = Empty(), PageView(lambda _name: None)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        self.update_ = QCheckBox(
            _("Take the other case's values where they contradict; both are kept with their source")
        )
        self.update_.toggled.connect(lambda _on: self.ready.emit())
        self.update_.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(row)
        column.addWidget(self._said)
        column.addWidget(self._stack, 1)
        column.addWidget(self.update_)

    @property
    def acceptable(self) -> bool:
        """Whether it can come in: compared, and no contradiction without an answer."""
        return self.found is not None and not self.found.same and (not self.found.decisive or self.update_.isChecked())

    def look_at(self, path: Path, register: str) -> None:
        """Compare with the case at `path`, its registers set apart under `register` when that is named."""
        if (path, register) == (self.path, self._register) and self.found is not None:
            return
        if path != self.path:
            self.passphrase.clear()
        self.path, self._register = path, register
        self.compare()

    def compare(self) -> None:
        """Open the other case with what was typed, and show what differs."""
        if self.path is None:
            return
        self.found = None
        self.update_.hide()
        self.empty.wait(_("Comparing the two cases …"))
        self._stack.setCurrentWidget(self.empty)
        job = self._session.ask(
            "beside", "sources.comparison:beside", self.path, self.passphrase.text(), self._register
        )
        job.done.connect(self._compared)
        job.failed.connect(self._failed)
        self.ready.emit()

    def _compared(self, found: Beside) -> None:
        self.found = found
        self.view.show_page(found.page)
        self._stack.setCurrentWidget(self.view)
        self.update_.setVisible(bool(found.decisive))
        self.ready.emit()

    def _failed(self, failure: Failure) -> None:
        if self.passphrase.text():
            self.empty.say(failure.message, in_window(failure.hint), icon="warning")
        else:
            name = self.path.name if self.path else ""
            self.empty.say(_("{file} is another case").format(file=name), _("Type its passphrase above."), icon="lock")
        self._stack.setCurrentWidget(self.empty)
        self.passphrase.setFocus()
        self.passphrase.selectAll()
        self.ready.emit()
