"""The command line as a person meets it: arguments, passphrase, progress, exit codes. Commands are in commands/."""

import argparse
import getpass
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from netlens import __version__, commands
from netlens.case.importing import Importer
from netlens.commands import Command, Context
from netlens.errors import NetLensError, UsageError
from netlens.i18n import LANGUAGES, _, language, use_language
from netlens.plugins import collect
from netlens.progress import Job

Window = Callable[[Path | None, str], int]


def run(argv: Sequence[str], load_importers: Callable[[], tuple[Importer, ...]], window: Window) -> int:
    """Do what `argv` asks and give the exit code: 0 done, 1 not possible, 2 wrong usage, 3 rows rejected, 4 case file.

    No traceback reaches a person; `--debug` shows where it happened, without the values.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    use_language(_spoken(argv))
    parser, known = _parser()
    arguments = parser.parse_args(list(argv))
    context = Context(
        importers=load_importers() if arguments.command else (),
        passphrase=lambda new: _passphrase(arguments.passphrase_file, new),
        run=lambda job: _drive(job, arguments.quiet),
        say=print,
        warn=lambda text: print(text, file=sys.stderr),
        window=window,
        source_passphrase=_source_passphrase,
    )
    try:
        if not arguments.command:
            return window(None, "")
        return known[arguments.command].run(arguments, context)
    except NetLensError as error:
        print(f"netlens: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(_("netlens: stopped; the case is as it was before the command."), file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:  # the last door before a person: never a traceback, never case data
        print(_("netlens: something went wrong inside ({kind}).").format(kind=type(error).__name__), file=sys.stderr)
        print(_("Please run the command again with --debug and send what it prints."), file=sys.stderr)
        if arguments.debug:
            print(trace_without_values(error), file=sys.stderr)
        return 1


def trace_without_values(error: BaseException) -> str:
    """Where an error happened: files, lines and functions, without its message, which may hold case data."""
    lines = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        lines.append(f"  {Path(code.co_filename).name}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return "\n".join([*lines, type(error).__name__])


def _spoken(argv: Sequence[str]) -> str:
    """The language asked for, before the parser is built: its own help is in that language too."""
    for here, following in zip(argv, [*argv[1:], ""], strict=True):
        if here == "--lang":
            return following.split(",")[0]
        if here.startswith("--lang="):
            return here.partition("=")[2].split(",")[0]
    return os.environ.get("NETLENS_LANG", "en")


def _parser() -> tuple[argparse.ArgumentParser, dict[str, Command]]:
    parser = argparse.ArgumentParser(
        prog="netlens",
        description=_("Finds trafficking and smuggling rings in case records. Without a command, opens the window."),
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"netlens {__version__}")
    _shared(parser, argparse.SUPPRESS)
    parser.set_defaults(lang=language(), passphrase_file=None, quiet=False, debug=False)
    _title(parser)
    rows = parser.add_subparsers(dest="command", metavar=_("COMMAND"))
    known = {command.name: command for command in collect(commands, "COMMAND", Command)}
    for command in known.values():
        one = rows.add_parser(
            command.name,
            help=_(command.help),
            description=_(command.help),
            epilog=_("Example:") + f"  {command.example}",
            formatter_class=_Help,
        )
        command.configure(one)
        _shared(one, argparse.SUPPRESS)
        _title(one)
    return parser, known


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help in the language asked for: argparse would keep its own English words."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


def _title(parser: argparse.ArgumentParser) -> None:
    for group, title in zip(parser._action_groups, (_("arguments"), _("options")), strict=False):
        group.title = title
    parser._actions[0].help = _("show this help and exit")


def _shared(parser: argparse.ArgumentParser, default: Any) -> None:
    """What every command takes; a command that has its own --lang (several languages) keeps it."""
    taken = {option for action in parser._actions for option in action.option_strings}
    if "--lang" not in taken:
        parser.add_argument("--lang", choices=LANGUAGES, default=default, help=_("language of what is printed"))
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        default=default,
        help=_("file that holds the passphrase; else NETLENS_PASSPHRASE, else it is asked for"),
    )
    parser.add_argument("--quiet", action="store_true", default=default, help=_("no progress on standard error"))
    parser.add_argument("--debug", action="store_true", default=default, help=_("say where an error happened"))


def _passphrase(file: Path | None, new: bool) -> str:
    """From --passphrase-file, NETLENS_PASSPHRASE or the terminal (twice when new); never from an argument."""
    stated = _stated(file, "NETLENS_PASSPHRASE")
    if stated:
        return stated
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            _("No passphrase was given, and there is no terminal to ask on."),
            _("Set NETLENS_PASSPHRASE or use --passphrase-file FILE."),
        )
    given = getpass.getpass(_("Passphrase of the case: "))
    if new and getpass.getpass(_("The same again: ")) != given:
        raise UsageError(_("The two passphrases differ."), _("Try again."))
    return given


def _source_passphrase(file: Path | None, name: str) -> str:
    """That of another case which is imported: from a file, NETLENS_SOURCE_PASSPHRASE or the terminal; "" for none."""
    stated = _stated(file, "NETLENS_SOURCE_PASSPHRASE")
    if stated or sys.stdin is None or not sys.stdin.isatty():
        return stated
    return getpass.getpass(_("Passphrase of {file}: ").format(file=name))


def _stated(file: Path | None, variable: str) -> str:
    """The first line of a passphrase file, else an environment variable; "" where neither is."""
    if file is not None:
        try:
            words = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(
                _("The passphrase file {file} cannot be read.").format(file=file), _("Name a readable text file.")
            ) from error
        if not words or not words[0]:
            raise UsageError(
                _("The passphrase file {file} is empty.").format(file=file), _("Its first line is the passphrase.")
            )
        return words[0]
    return os.environ.get(variable, "")


def _drive(job: Job[Any], quiet: bool) -> Any:
    """Run a job here; a bar on a terminal, else at most a line a second, nothing when quiet."""
    on_terminal = sys.stderr.isatty()
    last = 0.0
    while True:
        try:
            step = next(job)
        except StopIteration as stop:
            if on_terminal and last:
                print("\r\x1b[K", end="", file=sys.stderr)
            return stop.value
        now = time.monotonic()
        if quiet or now - last < (0.1 if on_terminal else 1.0):
            continue
        last = now
        share = f" {step.done * 100 // step.total} %" if step.total else f" {step.done:,}" if step.done else ""
        if on_terminal:
            full = 24 * step.done // step.total if step.total else 0
            bar = f"[{'█' * full}{'·' * (24 - full)}]" if step.total else ""
            print(f"\r\x1b[K{bar}{share} {step.text}", end="", file=sys.stderr, flush=True)
        else:
            print(f"{step.text}{share}", file=sys.stderr, flush=True)
