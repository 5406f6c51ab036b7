"""The status bar: what is running, how far, cancel; how many people, what is hidden as chance; audit on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from netlens.i18n import _, ngettext
from ui.answers.plain.lines import Overview
from ui.answers.plain.page import Target
from ui.dress import look
from ui.session import Session


class StatusBar(QStatusBar):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self._text = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(look.px(160))
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setFlat(True)
        self._cancel.clicked.connect(self._stop)
        self._cancel.setAccessibleName(_("Cancel the running work"))
        self._bar.setAccessibleName(_("Progress of the running work"))
        for widget in (self._text, self._bar, self._cancel):
            self.addWidget(widget)
        self._counts, self._chance, self._audit = QLabel(), QPushButton(), QLabel()
        self._chance.setFlat(True)
        self._chance.setToolTip(_("Rings that chance alone explains are counted, not listed. Click to read why."))
        self._chance.clicked.connect(lambda _checked: session.go(Target("rings:chance")))
        for other in (self._counts, self._chance, self._audit):
            self.addPermanentWidget(other)
        session.jobs.changed.connect(self._jobs)
        session.jobs.progress.connect(self._jobs)
        session.opened.connect(self._opened)
        self._jobs()
        self._opened()

    def show_overview(self, overview: Overview) -> None:
        people = ngettext("{n} person", "{n} people", overview.people).format(n=f"{overview.people:,}")
        self._counts.setText(people)
        chance = ngettext("{n} ring hidden as chance", "{n} rings hidden as chance", overview.chance)
        self._chance.setText(chance.format(n=f"{overview.chance:,}"))
        self._chance.setVisible(overview.detected and overview.chance > 0)

    def _opened(self) -> None:
        here = self._session.case is not None
        self._audit.setText(_("audit on") if here else "")
        self._audit.setToolTip(_("Every import, edit, unmasking and extract is entered in the case's history."))
        self._counts.setText("")
        self._chance.hide()

    def _jobs(self) -> None:
        running = self._session.jobs.running()
        for widget in (self._bar, self._cancel):
            widget.setVisible(bool(running))
        if not running:
            self._text.setText(_("Ready"))
            return
        first = running[0]
        step = first.last
        self._bar.setRange(0, 1000 if step.total else 0)
        self._bar.setValue(1000 * step.done // step.total if step.total else 0)
        words = first.title if step.text in ("", first.title) else f"{first.title}: {step.text}"
        waiting = len(running) - 1
        if waiting:
            words += "  ·  " + ngettext("{n} more waits", "{n} more wait", waiting).format(n=waiting)
        if first.state == "cancelling":
            words = _("Cancelling …")
        self._text.setText(words)
        self._text.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def _stop(self) -> None:
        for job in self._session.jobs.running()[:1]:
            job.cancel()
