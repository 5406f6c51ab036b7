"""netlens compare CASE: what became of the rings since an earlier detection, and what may say why."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from netlens.case.case import Case
from netlens.case.protection import shown_name, shown_text
from netlens.commands import Command, Context
from netlens.i18n import _, language, mark, ngettext
from netlens.network.comparing.comparison import Comparison, compare, detections, earlier
from netlens.network.comparing.fresh import Fresh, fresh
from netlens.network.comparing.passages import Move, Passage
from netlens.report.comparing import words
from netlens.report.comparing.listing import compare_json, import_names
from netlens.report.evidence import as_detected
from netlens.report.extract import write_extract

NAMED = 12  # people listed with a ring; --json has them all


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument(
        "--with",
        dest="other",
        default="",
        metavar="N|DATE",
        help=_("the earlier detection: its number, or the last one kept by a date; without it, the one before"),
    )
    parser.add_argument("--list", action="store_true", help=_("list the kept detections, and compare nothing"))
    parser.add_argument("--json", type=Path, metavar="FILE", help=_("write the comparison as JSON"))


def run(arguments: Namespace, context: Context) -> int:
    with Case.open(arguments.case, context.passphrase(False)) as case:
        if arguments.list:
            for line in _kept(case):
                context.say(line)
            return 0
        found = compare(case, earlier(case, arguments.other.strip()))
        rings = [ring for one in found.passages for ring in one.after]
        parts = fresh(case, as_detected(case), rings, found.between.imports)
        new = {ring.id: part for ring, part in zip(rings, parts, strict=True)}
        for line in _lines(case, found, new):
            context.say(line)
        if arguments.json is not None:
            data = compare_json(case, found, new, language())
            after = sorted({ring["id"] for one in data["rings"] for ring in one["after"]})
            write_extract(case, arguments.json, data, "compare", after)
    return 0


def _kept(case: Case) -> list[str]:
    return [
        _("{n}  {when}  {supported} supported, {tentative} tentative  {how}").format(
            n=one.number,
            when=one.time[:16].replace("T", " "),
            supported=one.supported,
            tentative=one.tentative,
            how=shown_text(case, words.settings_words(one.settings, language())),
        )
        for one in detections(case)
    ] or [_("No rings have been looked for in this case yet.")]


def _lines(case: Case, found: Comparison, new: Mapping[str, Fresh]) -> list[str]:
    lang = language()
    told = _("Detection {after} of {when} against detection {before} of {then}.")
    said = [
        told.format(
            after=found.after.number,
            when=found.after.time[:16].replace("T", " "),
            before=found.before.number,
            then=found.before.time[:16].replace("T", " "),
        )
    ]
    said += [f"  {shown_text(case, line)}" for line in words.reasons(found, import_names(case), lang)]
    same = sum(one.became == "same" and not one.surer for one in found.passages)
    for one in found.passages:
        if one.became != "same" or one.surer:
            said += _ring(case, one, [new[ring.id] for ring in one.after if ring.id in new], lang)
    if same:
        text = ngettext("{n} ring has the same members as before.", "{n} rings have the same members as before.", same)
        said.append(text.format(n=same))
    return said


def _ring(case: Case, one: Passage, new: Sequence[Fresh], lang: str) -> list[str]:
    said = [shown_text(case, words.passage_words(one, lang))]
    said += [
        f"    {line}"
        for line in (
            *_moves(case, "+", one.gained if one.before else (), lang),
            *_moves(case, "−", one.lost if one.after else (), lang),
            words.fresh_words(new, lang),
        )
        if line
    ]
    return said


def _moves(case: Case, sign: str, moves: Sequence[Move], lang: str) -> list[str]:
    tell = words.gained_words if sign == "+" else words.lost_words
    said = sorted(f"{sign} {shown_name(case, move.vertex)} ({tell(move, lang)})" for move in moves)
    left = len(said) - NAMED
    more = [ngettext("and {n} more", "and {n} more", left).format(n=left)] if left > 0 else []
    return said[:NAMED] + more


COMMAND = Command(
    "compare",
    mark("what became of the rings since an earlier detection, and why"),
    "netlens compare mekong.netlens --with 2024-05-31 --json changes.json",
    configure,
    run,
)
