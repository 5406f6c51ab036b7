"""What the import dialog says of what stands: another case beside this one, what rows change, what they touched.

The pages are made when they are needed; the sheet asks at its turns whether one of them has something to say.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from netlens.i18n import _
from netlens.jobs import Failure
from ui.answers.plain.arriving import Tried
from ui.jobs import Job
from ui.widgets.intake.digest_view import DigestView
from ui.widgets.intake.other_case import OtherCase
from ui.widgets.intake.update_view import UpdateView

if TYPE_CHECKING:
    from ui.dialogs.import_records.sheet import ImportRecords

BELOW_FILES = 2  # its place in the ledger: above the rejected rows
TRY = "ui.answers.sources.changes:try_out"


class Beforehand(QObject):
    """`tell_changes` is the button by which a person asks what an import would change, before it is made."""

    def __init__(self, sheet: "ImportRecords") -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._why = ""
        self._job: Job | None = None
        self.tell_changes = sheet.button(_("What would it change?"), self.try_out)
        self.tell_changes.hide()
        sheet.register.editingFinished.connect(self._renamed)

    @cached_property
    def other(self) -> OtherCase:
        made = OtherCase(self._sheet.session)
        made.ready.connect(self._ready)
        self._sheet.pages.addWidget(made)
        return made

    @cached_property
    def changes(self) -> UpdateView:
        made = UpdateView()
        self._sheet.pages.addWidget(made)
        return made

    # Another case.

    def takes(self, paths: tuple[Path, ...]) -> bool:
        """Whether one of the files is another case: then its page is shown, and it comes in by itself."""
        session = self._sheet.session
        cases = [path for path in paths for one in session.importers if one.case and one.recognises(path)]
        if not cases:
            return False
        if len(paths) > 1:
            self._sheet.fail(
                _("{file} comes in by itself; import the other files after it.").format(file=cases[0].name)
            )
        self._sheet.paths = (cases[0],)
        self._sheet.mapping.hide()
        self._sheet.register.setPlaceholderText(_("as they are named there"))
        self.tell_changes.hide()
        self._sheet.primary.setText(_("Take it in"))
        self._sheet.pages.setCurrentWidget(self.other)
        self.other.look_at(cases[0], self._sheet.register.text().strip())
        return True

    @property
    def is_case(self) -> bool:
        """Whether the dialog is about another case."""
        return "other" in self.__dict__ and self.other.path is not None and self._sheet.paths == (self.other.path,)

    @property
    def extra(self) -> dict[str, str]:
        """What its importer needs to open it."""
        typed = self.other.passphrase.text() if self.is_case else ""
        return {"source_passphrase": typed} if typed else {}

    @property
    def update(self) -> bool:
        return self.is_case and self.other.update_.isChecked()

    def _renamed(self) -> None:
        if self.is_case and self._sheet.pages.currentWidget() is self.other:
            self.other.look_at(self._sheet.paths[0], self._sheet.register.text().strip())

    def _ready(self) -> None:
        self._sheet.primary.setEnabled(self.other.acceptable)

    # What would change.

    def looked(self) -> None:
        """The files were looked at: beside a case that holds something, one may ask what they would change."""
        case = self._sheet.session.case
        self.tell_changes.setVisible(case is not None and bool(case.counts()[0]) and self._sheet.preview.readable() > 0)

    def stopped(self, failure: Failure) -> bool:
        """Whether an import stopped at a contradiction: then it is said what else would change."""
        if "--update" not in failure.hint:
            return False
        self.try_out(failure.message)
        return True

    def try_out(self, why: str = "") -> None:
        """Ask what the import would change."""
        sheet = self._sheet
        self._why = why
        sheet.fail("")
        sheet.empty.wait(_("Looking at what would change …"))
        sheet.pages.setCurrentWidget(sheet.empty)
        sheet.primary.setEnabled(False)
        self.tell_changes.hide()
        self._job = sheet.session.work(
            TRY, sheet.read_from(), sheet.session.importers, title=_("Looking at what would change"),
            then=self._tried, quiet=True, **sheet.reading(),
        )  # fmt: skip
        self._job.failed.connect(self._untried)

    def _tried(self, found: Tried) -> None:
        sheet, self._job = self._sheet, None
        self.changes.show_changes(found, self._why)
        sheet.pages.setCurrentWidget(self.changes)
        sheet.chooser.hide()
        sheet.cancel.setText(_("Back"))
        sheet.primary.setText(_("Take the new values") if found.decisive else _("Import"))
        sheet.primary.setEnabled(True)

    def _untried(self, failure: Failure) -> None:
        self.back()
        self._sheet.fail(failure)

    @property
    def asked(self) -> bool:
        """Whether the page of changes is looked at: to go on takes the new values."""
        return "changes" in self.__dict__ and self._sheet.pages.currentWidget() is self.changes

    def back(self) -> bool:
        """From the page of changes, or the wait for it, to where the files are; False when that is not shown."""
        sheet = self._sheet
        if not self.asked and self._job is None:
            return False
        if self._job is not None and self._job.state in ("waiting", "running"):
            self._job.cancel()
        self._job = None
        sheet.chooser.show()
        sheet.cancel.setText(_("Cancel"))
        sheet.show_files()
        return True

    # What it touched.

    def touched(self, import_id: int) -> None:
        """Show below the ledger which rings and watched people the import touched."""
        view = DigestView(self._sheet.session)
        layout = self._sheet.ledger.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(BELOW_FILES, view)
        view.tell(import_id)


def options(sheet: "ImportRecords") -> dict[str, Any]:
    """How the files are to be read, as the import and the trial both want to know it."""
    return {
        "register": sheet.register.text().strip(),
        "mapping": sheet.mapping.currentData(),
        "by_file": sheet.preview.by_file(),
        "known": sheet.chooser.known(),
        "dates": sheet.preview.dates,
        "extra": {**sheet.preview.said, **sheet.beforehand.extra},
    }
