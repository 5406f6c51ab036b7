"""What a long job says on its way. A job is a generator that yields Progress and returns its result."""

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

from netlens.i18n import _

T = TypeVar("T")
STEP = 0.1  # seconds between two words of progress
PLAIN, PACKED = 400, 40  # bytes a row takes at most, in a text file and in a compressed one


@dataclass(frozen=True, slots=True)
class Reading:
    """Where an import is: the `number`-th of `of` files, `rows` read of all so far; `left` are the files to come."""

    number: int
    of: int
    rows: int
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` (0 when unknown); `text` is one short sentence; `partial` an early result (first rings)."""

    text: str
    done: int = 0
    total: int = 0
    partial: Any = None
    reading: Reading | None = None


Job = Generator[Progress, None, T]


class Ahead(NamedTuple):
    """A file that is to be read: `lines` 0 where that is not known without reading it."""

    name: str
    size: int  # bytes
    lines: int


class Way:
    """How far the reading of several files is, by their bytes: rows are not known before they are read."""

    def __init__(self, files: Sequence[Ahead]) -> None:
        self.files = files
        self.starts = [0, *accumulate(one.size for one in files)]
        self.total = self.starts[-1]

    def told(self, number: int, steps: Iterable[int], before: int) -> Iterator[Progress]:
        """About ten words a second while the file `number` is read: `steps` its rows, `before` those of others."""
        last, done = time.monotonic(), 0
        yield self._word(number, 0, before)
        for done in steps:
            if done & 255:
                continue
            now = time.monotonic()
            if now - last >= STEP:
                last = now
                yield self._word(number, done, before)
        yield self._word(number, done, before, whole=True)

    def _word(self, number: int, done: int, before: int, *, whole: bool = False) -> Progress:
        one = self.files[number]
        rows = max(one.lines, one.size // (PLAIN if one.lines else PACKED), 1)
        share = 1.0 if whole else min(done / rows, 1.0)
        text = _("Reading {file}").format(file=one.name)
        if len(self.files) > 1:
            text = _("Reading {file} ({n} of {all})").format(file=one.name, n=number + 1, all=len(self.files))
        left = tuple(other.name for other in self.files[number + 1 :])
        at = self.starts[number] + int(one.size * share)
        return Progress(text, at, self.total, reading=Reading(number + 1, len(self.files), before + done, left))


def finish(job: Job[T]) -> T:
    """Run a job to its end here and now, and give its result (tests, the command line)."""
    while True:
        try:
            next(job)
        except StopIteration as stop:
            result: T = stop.value
            return result
