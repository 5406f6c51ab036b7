"""netlens open CASE: the window on a case."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from netlens.case.case import Case
from netlens.commands import Command, Context
from netlens.i18n import mark


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")


def run(arguments: Namespace, context: Context) -> int:
    passphrase = context.passphrase(False)
    Case.open(arguments.case, passphrase).close()  # what is wrong is said here, before a window opens
    return context.window(arguments.case, passphrase)


COMMAND = Command("open", mark("open the window on a case"), "netlens open mekong.netlens", configure, run)
