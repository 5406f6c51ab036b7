"""Import records: choose or drop files, look at how they would be read, import, read what became of every row."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QStackedWidget, QWidget

from netlens.case.importing import ReadOptions
from netlens.i18n import _, ngettext
from netlens.jobs import Failure
from ui.actions import find
from ui.dialog import Sheet
from ui.dialogs.import_records.beforehand import Beforehand, options
from ui.dialogs.import_records.chooser import Chooser
from ui.dialogs.import_records.running import Running
from ui.dress import look
from ui.errands.detection import find_rings
from ui.errands.imports import take_back_if_cancelled
from ui.errands.mappings import save
from ui.jobs import Job
from ui.session import IMPORT, Session
from ui.widgets.empty import Empty
from ui.widgets.import_preview import ImportPreview
from ui.widgets.intake import looks as words
from ui.widgets.ledger_view import LedgerView

if TYPE_CHECKING:
    from netlens.case.intake.preview import Look
    from netlens.case.records import Ledger

ROWS = 50  # shown of each sheet


class ImportRecords(Sheet):
    """Three pages: what the files are, how far the import is, what became of it."""

    def __init__(self, session: Session, parent: QWidget | None, paths: tuple[Path, ...]) -> None:
        super().__init__(session, parent, _("Import records"), primary=_("Import"), wide=1140, tall=780)
        self.heading.hide()  # the frame of the window says it: a small screen needs the room
        self.paths: tuple[Path, ...] = ()
        self._job: Job | None = None
        self._update = False
        self._done = False
        self._without: tuple[Look, ...] | None = None  # what the person was told that an import would leave out
        self.empty, self._running = Empty(), Running()
        self.pages = QStackedWidget()
        for page in (self.empty, self._running):
            self.pages.addWidget(page)
        self.chooser = Chooser(session.importers)
        self.chooser.chosen.connect(self.take)
        self.chooser.asked.connect(self._look)
        self.register, self.mapping = self.chooser.register, self.chooser.mapping
        self.body.addWidget(self.chooser)
        self.body.addWidget(self.pages, 1)
        self.left_out = look.label("", "small", wrap=True)
        self.left_out.hide()
        self.body.addWidget(self.left_out)
        self.rings_after = QCheckBox(_("Find rings afterwards"))
        self.rings_after.setChecked(True)
        self.buttons.insertWidget(0, self.rings_after)
        self._save = self.button(_("Save the rejected rows…"), self._save_rejected)
        self._save.hide()
        self._quality = self.button("", self._look_at_quality)
        self._quality.hide()
        self.beforehand = Beforehand(self)
        self.empty.say(
            _("Choose files, a folder, or drop them here"),
            _("CSV tables, an Excel workbook, or a folder holding them. Nothing counts before you say so."),
            icon="import",
        )
        self.primary.setEnabled(False)
        self.setAcceptDrops(True)
        if paths:
            self.take(paths)

    @cached_property
    def preview(self) -> ImportPreview:
        """What the files are; made with the first of them, so that the dialog is there at once."""
        made = ImportPreview()
        made.asked_again.connect(self._look)
        made.remapped.connect(lambda: self._look(quietly=True))
        made.editor.tries.connect(self._try)
        self.pages.addWidget(made)
        return made

    @cached_property
    def ledger(self) -> LedgerView:
        """What became of the rows; made when that is known."""
        made = LedgerView()
        self.pages.addWidget(made)
        return made

    def take(self, paths: tuple[Path, ...]) -> None:
        """Look at more files."""
        self.paths = tuple(dict.fromkeys((*self.paths, *paths)))
        self.preview.mapped = {}
        self._look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._done and self._job is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    def proceed(self) -> None:
        """Import; or, when that is done, close."""
        if self._done:
            self.accept()
        elif self.beforehand.asked:
            self._import_anew()
        elif asked := self.preview.unanswered() or self._pending():
            self.fail(asked)
        else:
            self._import()

    def _pending(self) -> str:
        """What waits for a word of the person, told once before it is left out; "" when nothing does."""
        if self.beforehand.is_case:
            return ""
        waiting = self.preview.waiting()
        if not waiting or (waiting == self._without and self.preview.readable()):
            return ""
        self._without = waiting
        self.preview.go_to(waiting[0])
        text = _("{file} is a flat table: press “Read it so” if its columns are right, or change them first.")
        text = text.format(file=words.name(waiting[0]))
        return f"{text} {_('Press Import again to go on without it.')}" if self.preview.readable() else text

    def reject(self) -> None:
        """Cancel a running import, which leaves the case as it was; else close."""
        if self._job is not None and self.pages.currentWidget() is self._running:
            self._job.cancel()
        elif not self.beforehand.back():
            super().reject()

    def _look(self, *, quietly: bool = False) -> None:
        """Have a worker look at the files; `quietly` while the person goes on where they are."""
        self.fail("")
        if not self.paths or self.beforehand.takes(self.paths):
            return
        if not quietly:
            self.empty.wait(_("Looking at the files …"))
            self.pages.setCurrentWidget(self.empty)
        options = ReadOptions(
            self.mapping.currentData(),
            self.preview.dates,
            self.preview.said,
            known=self.chooser.known(),
            by_file=self.preview.by_file(),
        )
        job = self.session.jobs.run(
            "netlens.case.importing:preview", self.paths, self.session.importers, options, ROWS, topic="preview"
        )
        job.done.connect(self._looked)
        job.failed.connect(self._cannot_look)

    def _try(self) -> None:
        """What the first rows give as the columns are mapped now."""
        editor = self.preview.editor
        trial = "netlens.case.intake.mapped.trial:tried"
        job = self.session.jobs.run(
            trial,
            editor.headers,
            editor.rows,
            editor.sheet,
            self.preview.mapping.dates,
            self.preview.text(),
            lane="ask",
            topic="trial",
        )
        job.done.connect(editor.show_trial)

    def _looked(self, looks: "tuple[Look, ...]") -> None:
        self.preview.show_looks(looks)
        QTimer.singleShot(0, self, self._show_preview)  # filled in one moment, laid out in the next
        self._count()

    def _count(self) -> None:
        """How many tables there are to import."""
        count, files = self.preview.readable(), self.preview.files()
        text = ngettext("Import {n} table", "Import {n} tables", count)
        if files == count:
            text = ngettext("Import {n} file", "Import {n} files", count)
        self.primary.setText(text.format(n=f"{count:,}") if count else _("Import"))
        self.primary.setEnabled(count > 0 or bool(self.preview.waiting()))
        out = len(self.preview.left_out()) if count else 0
        said = ngettext("{n} file or sheet is left out.", "{n} files or sheets are left out.", out)
        self.left_out.setText(said.format(n=f"{out:,}"))
        self.left_out.setVisible(out > 0)
        self.beforehand.looked()

    def _show_preview(self) -> None:
        if self.pages.currentWidget() is self.empty:
            self.pages.setCurrentWidget(self.preview)

    def _cannot_look(self, failure: Failure) -> None:
        self.empty.say(failure.message, failure.hint, icon="warning")
        self.paths = ()
        self.primary.setEnabled(False)

    def read_from(self) -> tuple[Path, ...]:
        """The files to import."""
        return self.paths if self.beforehand.is_case else self.preview.read_from(self.paths)

    def reading(self) -> dict[str, Any]:
        """How they are to be read."""
        return options(self)

    def show_files(self) -> None:
        """Back to where the import was started from."""
        other = self.beforehand.is_case
        self.pages.setCurrentWidget(self.beforehand.other if other else self.preview)
        self.primary.setEnabled(self.beforehand.other.acceptable if other else self.preview.readable() > 0)
        if not other:
            self._count()

    def _import(self) -> None:
        self.fail("")
        reading = self.reading()
        for made in reading["by_file"].values():  # what was mapped by hand is known next month
            save(made)
        self.beforehand.tell_changes.hide()
        self.cancel.setText(_("Cancel"))
        self._running.begin()
        self.pages.setCurrentWidget(self._running)
        for widget in (self.chooser, self.left_out, self.primary, self.rings_after):
            widget.hide()
        self._job = self.session.work(
            IMPORT,
            self.read_from(),
            self.session.importers,
            title=_("Importing records"),
            then=self._taken_in,
            quiet=True,
            update=self._update or self.beforehand.update,
            label=", ".join(path.name for path in self.read_from())[:120],
            **reading,
        )
        self._job.progress.connect(self._running.further)
        self._job.failed.connect(self._failed)
        self._job.ended.connect(self._ended)
        take_back_if_cancelled(self.session, self._job)

    def _taken_in(self, answer: "tuple[Ledger, str, Any]") -> None:
        """All rows are there and count."""
        ledger, name, inverse = answer
        self.session.adopt(name, inverse)
        self._done = True
        self.ledger.show_ledger(ledger, () if self.beforehand.is_case else self.preview.left_out())
        self.pages.setCurrentWidget(self.ledger)
        self.primary.setText(_("Done"))
        self.primary.setEnabled(True)
        self.primary.show()
        self.primary.setFocus()
        self.cancel.hide()
        self._save.setVisible(any(file.rows_rejected for file in ledger.files))
        self.beforehand.touched(ledger.import_id)
        self.session.ask("quality told", "quality.listed:summary").done.connect(self._tell_quality)
        if self.rings_after.isChecked():
            find_rings(self.session)

    def _failed(self, failure: Failure) -> None:
        if not self.beforehand.stopped(failure):  # two records of one id contradict each other: that is a question
            self.fail(failure.message, failure.hint)

    def _import_anew(self) -> None:
        self._update = True
        self._import()

    def _ended(self) -> None:
        self._job = None
        if self.pages.currentWidget() is self._running:  # failed or cancelled: back to where it was started from
            for widget in (self.chooser, self.primary, self.rings_after):
                widget.show()
            self.show_files()

    def _tell_quality(self, problems: str) -> None:
        """How many kinds of problem the records have: a press leads to them."""
        self._quality.setText(_("Quality: {problems}").format(problems=problems))
        self._quality.setAccessibleName(self._quality.text())
        self._quality.setVisible(bool(problems))

    def _look_at_quality(self) -> None:
        action = find(self, "quality")
        self.accept()
        if action is not None:
            action.trigger()

    def _save_rejected(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the rejected rows"), _("rejected.csv"), "CSV (*.csv)")
        if name:
            self.save_rejected(Path(name))

    def save_rejected(self, to: Path) -> None:
        count = self.ledger.save_rejected(to)
        self.session.note("extract", {"name": to.name, "format": "rejected rows", "rows": count})


def build(session: Session, parent: QWidget | None = None, paths: tuple[Path, ...] = ()) -> Sheet:
    return ImportRecords(session, parent, paths)
