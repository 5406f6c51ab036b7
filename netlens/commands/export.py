"""netlens export CASE: hand rings on, masked, on stated terms, entered in the audit."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from netlens.case.case import Case
from netlens.commands import Command, Context
from netlens.errors import UsageError
from netlens.i18n import _, mark, ngettext
from netlens.report.export import chosen, export_rings
from netlens.report.summary import Terms


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--ring",
        action="append",
        default=[],
        metavar="ID",
        help=_("this ring (repeat for several); also a tentative one"),
    )
    which.add_argument("--all", action="store_true", help=_("all rings that are supported or confirmed"))
    parser.add_argument("--format", required=True, metavar="NAME", help=_("pdf, html or json (see `netlens formats`)"))
    parser.add_argument("--to", required=True, type=Path, metavar="PATH", help=_("the file, or a folder for several"))
    parser.add_argument("--recipient", required=True, metavar="CODE", help=_("who gets it"))
    parser.add_argument("--purpose", required=True, metavar="TEXT", help=_("what for"))
    parser.add_argument("--handling", default="", metavar="CODE", help=_("the code for items that carry none"))
    parser.add_argument("--lang", default="en", metavar="LANG[,LANG]", help=_("en, vi or both: one file each"))
    parser.add_argument(
        "--identify-victims", action="store_true", help=_("release the names of protected people (audited)")
    )
    parser.add_argument("--authority", default="", metavar="TEXT", help=_("who allowed the release of names"))


def run(arguments: Namespace, context: Context) -> int:
    if arguments.identify_victims and not arguments.authority.strip():
        raise UsageError(
            _("Names of protected people are released only on an authority."),
            _("Say who allowed it: --authority TEXT."),
        )
    langs = tuple(lang.strip() for lang in arguments.lang.split(",") if lang.strip())
    terms = Terms(
        recipient=arguments.recipient,
        purpose=arguments.purpose,
        handling=arguments.handling,
        lang=langs[0] if langs else "en",
        identify=arguments.identify_victims,
        authority=arguments.authority,
    )
    with Case.open(arguments.case, context.passphrase(False)) as case:
        rings = chosen(case, arguments.ring)
        written = context.run(export_rings(case, rings, arguments.format, arguments.to, terms, langs))
    for path in written:
        context.say(str(path))
    count = len(written)
    context.warn(ngettext("{n} summary written.", "{n} summaries written.", count).format(n=count))
    return 0


COMMAND = Command(
    "export",
    mark("hand rings on as PDF, page or data, masked, with a manifest; not as a whole graph"),
    "netlens export mekong.netlens --ring R7 --format pdf --to ring-7.pdf --recipient CN-MPS-JWG"
    " --purpose 'joint working group, March' --handling H1 --lang en,vi",
    configure,
    run,
)
