"""netlens quality CASE: what is wrong with the records, the worst first; fixes, each of which can be taken back."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from netlens.case.case import Case
from netlens.case.edits.corrections import CountCorrection
from netlens.commands import Command, Context
from netlens.i18n import _, mark, ngettext


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument(
        "--fix",
        nargs="+",
        default=[],
        metavar="NAME",
        help=_("make these fixes, by the names in the list; NAME=CODE says which code a word stands for"),
    )
    parser.add_argument(
        "--take-back", nargs="+", type=int, default=[], metavar="NUMBER", help=_("take these corrections back")
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help=_("write the report as JSON"))


def run(arguments: Namespace, context: Context) -> int:
    from netlens.case.quality.report import correct, look
    from netlens.report.extract import write_extract
    from netlens.report.intake.quality import lines, report_json

    with Case.open(arguments.case, context.passphrase(False)) as case:
        for number in arguments.take_back:
            case.apply(CountCorrection(number, counts=False))
            context.say(_("Taken back: correction {number}.").format(number=number))
        for name in arguments.fix:
            edit = correct(case, name)
            case.apply(edit)
            words = ngettext("Corrected: {name}, {n} row.", "Corrected: {name}, {n} rows.", edit.rows)
            context.say(words.format(name=name, n=f"{edit.rows:,}"))
        report = look(case)
        for line in lines(case, report):
            context.say(line)
        if arguments.json is not None:
            write_extract(case, arguments.json, report_json(case, report), "quality", ())
    return 0


COMMAND = Command(
    "quality",
    mark("what is wrong with the records, the worst first, and how to put it right"),
    "netlens quality mekong.netlens --fix phone_zero word.persons.province.hagingg",
    configure,
    run,
)
