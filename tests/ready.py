"""Worker processes that need not read the heavy libraries first: forked from one that has, where the system can.

A worker that is spawned, as the window does it, takes a second of the processor. Nearly every test of the window starts
one, and few are about how: test_jobs.py, test_opening.py and test_window_journeys.py have theirs spawned.
"""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.context import BaseContext, ForkServerContext, ForkServerProcess
from pkgutil import iter_modules
from typing import Any

import importers
from netlens.case.store import key

READ_AHEAD = (
    *("numpy", "pandas", "scipy.sparse", "igraph", "netlens.jobs", "netlens.network.rings.detect"),
    *(f"importers.{one.name}" for one in iter_modules(importers.__path__)),
)


class _Ready(ForkServerContext):
    def Process(self, *, target: Callable[..., None], args: tuple[Any, ...], **named: Any) -> ForkServerProcess:
        begin = (dict(os.environ), dict(key._known), target, *args)
        return ForkServerProcess(target=begun, args=begin, **named)


def begun(
    environment: dict[str, str], keys: dict[tuple[str, bytes], bytes], target: Callable[..., None], *args: Any
) -> None:
    """In the environment of whoever started it, as if it were spawned, and with the keys that are derived already."""
    os.environ.clear()
    os.environ.update(environment)
    key._known.update(keys)
    target(*args)


def get_context(method: str) -> BaseContext:
    """In the place of multiprocessing's own."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context(method)
    ready = _Ready()
    ready.set_forkserver_preload(list(READ_AHEAD))
    return ready
