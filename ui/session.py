"""The one object widgets get: case, selection, undo, jobs. Views and panels know it, and not each other."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from netlens.case.change import Change
from netlens.case.importing import Importer
from netlens.errors import NetLensError
from netlens.i18n import _
from ui.answers.plain.page import Target
from ui.jobs import Job, Jobs
from ui.settings import Settings, load, save, with_recent
from ui.undo import EditCommand

if TYPE_CHECKING:
    from netlens.case.case import Case

IMPORT, MAKE = "ui.answers.writing:take_in", "ui.answers.writing:make"
SLOW = frozenset({"records"})  # what an edit changes when it takes so long that a worker makes it
EVERYTHING = frozenset(
    {"records", "rings", "decisions", "positions", "weights", "presets", "suggestions", "watched", "unmasked"}
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is picked, in every view at once: a ring, and entities (of it or not) by their ids."""

    ring: str = ""
    ids: tuple[int, ...] = ()


class Session(QObject):
    """`case` is None on the first page. `changed` says what kinds of thing a view must ask for again."""

    changed = Signal(object)  # Change
    selected = Signal(object)  # Selection
    asked = Signal(object)  # Target: the person clicked something that leads to a page of details
    revealed = Signal(object)  # Page: a protected person's name, for Details only
    surveyed = Signal(object)  # Overview: what the first screen says, anew
    glimpsed = Signal(object)  # FirstLook: rings that nobody has tested yet; None: there will be none
    opened = Signal()  # another case, or none
    timed = Signal(object)  # (since, until): the graph draws only the evidence of these days; None: all of it again
    compared = Signal(int)  # with which earlier detection the rings are compared; -1: no longer with any
    supposed = Signal(object)  # pairs of entity ids: suggested ties that the graph may draw, as such; () for none
    told = Signal(str)  # a line that needs no answer
    trouble = Signal(object)  # NetLensError or netlens.jobs.Failure: to be told to the person
    preferred = Signal(object)  # Settings

    def __init__(self, importers: tuple[Importer, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.importers = importers
        self.case: Case | None = None
        self.selection = Selection()
        self.comparing = -1  # the number of the detection that `compared` told of last
        self.undo = QUndoStack(self)
        self.jobs = Jobs(self)
        self.settings = load()

    def open(self, path: Path, passphrase: str) -> None:
        """Open a case file. Raises CaseFileError: wrong passphrase, not a case, damaged."""
        from netlens.case.case import Case

        self._take(Case.open(path, passphrase))

    def create(self, path: Path, passphrase: str, *, sample: bool = False) -> None:
        """Make a new case file and open it. Raises NetLensError when there is a file already."""
        from netlens.case.case import Case

        self._take(Case.create(path, passphrase, sample=sample))

    def close(self) -> None:
        """Close the case, end its jobs and forget what was undone; back to the first page."""
        self.jobs.stop()
        if self.case is not None:
            self.case.close()
        self.case = None
        self.undo.clear()
        self.selection = Selection()
        self.comparing = -1
        self.opened.emit()

    def apply(self, edit: Any) -> bool:
        """Change the case by one edit that can be undone. False when it could not be done: the person was told."""
        if self.case is None:
            return False
        try:
            inverse = self._apply(edit)
        except NetLensError as error:
            self.trouble.emit(error)
            return False
        self._push(edit.name, inverse)
        return True

    def adopt(self, name: str, inverse: Any) -> None:
        """Take in an edit that a worker has made, because it is too large to hand over; it can be undone here."""
        self._push(name, inverse)
        self.changed.emit(Change(frozenset(inverse.kinds), self._open().revision))

    def note(self, kind: str, detail: dict[str, Any]) -> None:
        """Enter in the audit what changes nothing in the case but must be known: an extract, an unmasking."""
        if self.case is not None:
            self.case.note(kind, detail)
            self.changed.emit(Change(frozenset({"unmasked"}), self.case.revision))

    def select(self, ring: str = "", ids: tuple[int, ...] = ()) -> None:
        """Pick a ring, entities, or nothing, in every view."""
        wanted = Selection(ring, tuple(dict.fromkeys(ids)))
        self.selection = wanted
        self.selected.emit(wanted)

    def back(self) -> bool:
        """One step up: from what is picked in a ring to the ring, from there to the whole case; False at the top."""
        if self.selection == Selection():
            return False
        self.select(self.selection.ring if self.selection.ids else "")
        return True

    def go(self, target: Target) -> None:
        """Follow a click: pick what it names in every view, or open the page of details it asks for."""
        if target.question == "select":
            self.select(*target.args)
        else:
            self.asked.emit(target)

    def ask(self, topic: str, question: str, *args: Any) -> Job:
        """Have a question answered from the case in a worker ("rings:overview"); an older one of `topic` is dropped."""
        case = self._open()
        where = (str(case.path), case.key, case.revision)
        return self.jobs.run("ui.answers.ground.reading:answer", where, question, args, lane="ask", topic=topic)

    def work(
        self, function: str, *args: Any, title: str, then: Callable[[Any], None], quiet: bool = False, **kwargs: Any
    ) -> Job:
        """Do long work on the case in a worker, shown in the status bar; `function` gets path and passphrase first.

        `quiet`: whoever asked tells the person themselves when it fails.
        """
        case = self._open()
        job = self.jobs.run(function, case.path, case.key, *args, title=title, **kwargs)
        job.done.connect(then)
        if not quiet:
            job.failed.connect(self.trouble)
        return job

    def prefer(self, settings: Settings) -> None:
        """Keep the person's preferences, and have them take effect."""
        self.settings = settings
        save(settings)
        self.preferred.emit(settings)

    def _take(self, case: "Case") -> None:
        if self.case is not None:
            self.close()
        self.case = case
        if not case.sample:
            self.settings = with_recent(self.settings, str(case.path))
            save(self.settings)
        self.opened.emit()

    def _push(self, name: str, inverse: Any) -> None:
        self.undo.push(EditCommand(name, inverse, self._swap, self.trouble.emit, self.undo))

    def _swap(self, edit: Any, done: Callable[[Any], None], failed: Callable[[Any], None]) -> None:
        """Take an edit back or make it again: here, or in a worker where that takes long."""
        if not SLOW & edit.kinds:
            try:
                done(self._apply(edit))
            except NetLensError as error:
                failed(error)
            return

        def made(answer: tuple[str, Any]) -> None:
            done(answer[1])
            self.changed.emit(Change(frozenset(edit.kinds), self._open().revision))

        job = self.work(MAKE, edit, title=edit.name, then=made, quiet=True)
        job.failed.connect(failed)
        job.ended.connect(lambda: failed(None) if job.state == "cancelled" and not job.stale else None)

    def _apply(self, edit: Any) -> Any:
        case = self._open()
        if any(job.order.function in (IMPORT, MAKE) for job in self.jobs.running()):  # no use in waiting for the file
            raise NetLensError(
                _("The case cannot be changed while an import is running."), _("Wait until it is done, or cancel it.")
            )
        inverse = case.apply(edit)
        self.changed.emit(Change(frozenset(edit.kinds), case.revision))
        return inverse

    def _open(self) -> "Case":
        if self.case is None:
            raise NetLensError(_("No case is open."), _("Open a case first."))
        return self.case
