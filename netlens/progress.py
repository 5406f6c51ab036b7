"""What a long job says on its way. A job is a generator that yields Progress and returns its result."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` (0 when unknown); `text` is one short sentence; `partial` an early result (first rings)."""

    text: str
    done: int = 0
    total: int = 0
    partial: Any = None


Job = Generator[Progress, None, T]


def finish(job: Job[T]) -> T:
    """Run a job to its end here and now, and give its result (tests, the command line)."""
    while True:
        try:
            next(job)
        except StopIteration as stop:
            result: T = stop.value
            return result
