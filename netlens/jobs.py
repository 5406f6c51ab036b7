"""The child side of a background job: drive a generator, answer through a pipe.

A worker is a process of its own, because igraph and SQLite hold the interpreter in their C calls; it lives as long
as the window's end of its pipe is open, and is ended from outside at any time. An answer crosses the pipe as a
Header and the pickled value in frames of at most FRAME bytes, so that the reader can take them in between two events.
"""

import io
import pickle
import signal
import time
from collections.abc import Generator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any, Literal, NamedTuple

from netlens.errors import NetLensError
from netlens.i18n import _, use_language
from netlens.progress import Progress

FRAME = 1 << 18  # bytes: 256 KiB are read in well under a millisecond
PAUSE = 0.05  # seconds between two words of progress: a person reads no faster, and the pipe stays free


class Order(NamedTuple):
    """What to do: `function` is "package.module:name", called with `args` and `kwargs`, answered under `number`."""

    number: int
    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    lang: str


class Header(NamedTuple):
    """What comes next through the pipe: `size` bytes of pickled value."""

    number: int
    kind: Literal["progress", "result", "failure"]
    size: int


class Failure(NamedTuple):
    """Why a job ended without a result, in a person's words; `trace` says where, without values, for the log."""

    message: str
    hint: str
    exit_code: int = 1
    trace: str = ""


def serve(pipe: Connection) -> None:
    """Do one order after the other until the window goes away. The entry point of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer; inside igraph it would abort
    while True:
        try:
            order = pipe.recv()
            use_language(order.lang)
            _answer(pipe, order)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def _answer(pipe: Connection, order: Order) -> None:
    try:
        job = _function(order.function)(*order.args, **order.kwargs)
        if isinstance(job, Generator):
            job = _drive(pipe, order.number, job)
        _send(pipe, order.number, "result", job)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        raise
    except NetLensError as error:
        _send(pipe, order.number, "failure", Failure(error.message, error.hint, error.exit_code))
    except MemoryError:
        words = _("There is not enough memory for this work."), _("Close other programs, or take a smaller part.")
        _send(pipe, order.number, "failure", Failure(*words))
    except Exception as error:  # the last door before a person: never a traceback, never case data
        from netlens.terminal import trace_without_values

        words = _("The work stopped on an error inside NetLens."), _("The case is unchanged. Try again.")
        _send(pipe, order.number, "failure", Failure(*words, trace=trace_without_values(error)))


def _drive(pipe: Connection, number: int, job: Generator[Progress, None, Any]) -> Any:
    last = -PAUSE
    while True:
        try:
            step = next(job)
        except StopIteration as stop:
            return stop.value
        now = time.monotonic()
        if step.partial is not None or now - last >= PAUSE:
            last = now
            _send(pipe, number, "progress", step)


def _function(name: str) -> Any:
    module, _colon, attribute = name.partition(":")
    return getattr(import_module(module), attribute)


def _send(pipe: Connection, number: int, kind: Literal["progress", "result", "failure"], value: Any) -> None:
    data = memoryview(packed(value))
    pipe.send(Header(number, kind, len(data)))
    for start in range(0, len(data), FRAME):
        pipe.send_bytes(data[start : start + FRAME])


def packed(value: Any) -> bytes:
    """A value as it crosses the pipe, made to be unpacked fast: the window does that between two frames."""
    into = io.BytesIO()
    _Packer(into, protocol=5).dump(value)
    return into.getvalue()


class _Packer(pickle.Pickler):
    """Frozen dataclasses are remade by their own constructor: their slots, restored one by one, take twice as long."""

    def reducer_override(self, value: Any) -> Any:
        kind: Any = type(value)
        names = _fields(kind)
        return NotImplemented if names is None else (kind, tuple(getattr(value, name) for name in names))


@cache
def _fields(kind: Any) -> tuple[str, ...] | None:
    """The names a dataclass is constructed from; None for any other type, and for one that needs more than those."""
    if not is_dataclass(kind) or not all(one.init and not one.kw_only for one in fields(kind)):
        return None
    return tuple(one.name for one in fields(kind))


def warm(modules: tuple[str, ...]) -> None:
    """Import what the coming jobs need, while nobody waits for it."""
    for name in modules:
        import_module(name)
