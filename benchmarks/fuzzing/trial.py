"""One input through one importer: read to its end, or imported as a whole beside a case; what must hold of it."""

import contextlib
import shutil
import signal
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import Importer, ReadOptions, import_files
from netlens.case.records import CaseRecord, Issue
from netlens.case.schema import EVERY
from netlens.errors import NetLensError
from netlens.progress import finish

KEY = "a b c d"
SECONDS = 10  # an input of a megabyte takes less than a tenth of it
ROTATING = 512  # folders used in turn: what is remembered of a file goes by its path, size and time
_COLUMNS = {name: {column.name for column in table.columns} for name, table in EVERY.items()}


class HangError(Exception):
    """An input that took longer than SECONDS."""


class BrokenError(Exception):
    """What must hold of every reading did not."""


@dataclass(frozen=True, slots=True)
class Crash:
    """What went wrong with an input: the kind of error and where, by which crashes are told apart; and the trace."""

    what: str
    trace: str


class Trial:
    """A case to import beside, and a place for inputs. Use it in a `with`."""

    def __init__(
        self, folder: Path, importer: Importer, importers: Sequence[Importer], name: str, case: "Trial | None" = None
    ) -> None:
        """`case`: another trial, beside whose case this one imports too."""
        self.folder, self.importer, self.importers, self.name = folder, importer, tuple(importers), name
        self.case: Path = case.case if case is not None else folder / "case.netlens"
        self._n = 0
        if case is None:
            Case.create(self.case, KEY).close()

    def read(self, data: bytes, options: ReadOptions) -> Crash | None:
        """Read an input to its end; None when it was answered as it must be."""
        with self._written(data) as path:
            return self._answered(lambda: self._read(path, options))

    def whole(self, data: bytes, options: ReadOptions) -> Crash | None:
        """Import an input as a trial: read, cleaned, weighed, staged, accounted for; the case stays as it was."""
        with self._written(data) as path:
            return self._answered(lambda: self._import(path, options, trial=True))

    def kept(self, data: bytes, options: ReadOptions) -> Crash | None:
        """Import an input for good, into a case of its own that is looked through afterwards."""
        before = self.case
        self.case = self.folder / "kept.netlens"
        shutil.copy(before, self.case)
        try:
            with self._written(data) as path:
                return self._answered(lambda: self._import(path, options, trial=False))
        finally:
            self.case.unlink()
            self.case = before

    @contextlib.contextmanager
    def _written(self, data: bytes) -> Iterator[Path]:
        self._n += 1
        place = self.folder / str(self._n % ROTATING)
        place.mkdir(exist_ok=True)
        path = place / self.name
        path.write_bytes(data)
        try:
            yield path
        finally:
            path.unlink()

    def _read(self, path: Path, options: ReadOptions) -> None:
        if self._n % 10 == 0:
            self.importer.recognises(path)
        for record in self.importer.read(path, options):
            if isinstance(record, Issue):
                continue
            if not isinstance(record, CaseRecord) or record.table not in _COLUMNS or record.row < 0:
                raise BrokenError(f"no record: {record!r:.200}")
            if not record.values.keys() <= _COLUMNS[record.table]:
                raise BrokenError(
                    f"no columns of {record.table}: {sorted(record.values.keys() - _COLUMNS[record.table])}"
                )
            texts = (*record.values.values(), *record.extra.keys(), *record.extra.values())
            if not all(isinstance(text, str) for text in texts):
                raise BrokenError("a cell that is no text")

    def _import(self, path: Path, options: ReadOptions, *, trial: bool) -> None:
        ledger = finish(
            import_files(
                self.case, KEY, [path], (self.importer,), importer=self.importer.name, dates=options.dates,
                extra=options.extra, trial=trial,
            )
        )  # fmt: skip
        for file in ledger.files:
            if file.rows_read != file.rows_used + file.rows_merged + file.rows_rejected:
                raise BrokenError(f"the ledger does not add up: {file!r:.300}")
        if trial:
            return
        from netlens.case.audit import verify
        from netlens.case.quality.report import look

        with Case.open(self.case, KEY) as case:
            case.apply(CountImport(ledger.import_id))
            found = verify(case)
            if not found.ok:
                raise BrokenError(f"the case does not add up: {found.problems}")
            look(case)

    def _answered(self, do: "object") -> Crash | None:
        assert callable(do)
        try:
            with _time_limit():
                do()
        except NetLensError:
            return None
        except (Exception, MemoryError) as error:
            return crash_of(error)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            return crash_of(error)  # a panic of a compiled reader
        return None


def crash_of(error: BaseException) -> Crash:
    """Told apart by the kind of error and the innermost line of our own."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/netlens/" in frame.filename or "/importers/" in frame.filename]
    where = f"{Path(ours[-1].filename).parent.name}/{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    text = "".join(traceback.format_exception(error, limit=-6))
    return Crash(f"{type(error).__name__} in {where}", text)


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    """HangError after SECONDS, where the system has such a clock."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise HangError(f"no answer within {SECONDS} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
