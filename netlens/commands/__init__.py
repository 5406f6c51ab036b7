"""The command line: one file per command, each ending in COMMAND = Command(…); see CLI contract in README."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netlens.case.importing import Importer
from netlens.progress import Job


@dataclass(frozen=True, slots=True)
class Context:
    """What a command gets besides its arguments. It never prints a traceback and never asks without a terminal.

    `passphrase(new)` gives the case's passphrase (environment, --passphrase-file, terminal; twice when new);
    `source_passphrase(file, name)` gives that of another case, to be read; "" where none was said.
    `run(job)` drives a job with its progress on standard error; `window(case, passphrase)` opens the window.
    """

    importers: tuple[Importer, ...]
    passphrase: Callable[[bool], str]
    run: Callable[[Job[Any]], Any]
    say: Callable[[str], None]
    warn: Callable[[str], None]
    window: Callable[[Path | None, str], int]
    source_passphrase: Callable[[Path | None, str], str] = lambda _file, _name: ""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `configure` adds its arguments, `run` does the work over the core and gives the exit code."""

    name: str
    help: str
    example: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Context], int]
