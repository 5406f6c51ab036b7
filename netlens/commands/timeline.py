"""netlens timeline CASE: the rings over time: when each began, grew, paused and ended; by which rows."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from netlens.case.case import Case
from netlens.case.protection import shown_text
from netlens.case.records import Ring, Rings
from netlens.commands import Command, Context
from netlens.errors import NetLensError
from netlens.i18n import _, language, mark, ngettext
from netlens.network.periods.anew import Look, look
from netlens.network.periods.dated import dated
from netlens.network.periods.story import story
from netlens.network.periods.threads import Thread, threads
from netlens.network.periods.times import Times, follow
from netlens.report.evidence import as_detected
from netlens.report.extract import write_extract
from netlens.report.periods.listing import timeline_json
from netlens.report.periods.story import story_text
from netlens.report.periods.words import mark_name, period_name


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument(
        "--ring", default="", metavar="ID", help=_("the story of one ring, as `netlens rings` lists it")
    )
    parser.add_argument(
        "--by",
        default="year",
        metavar="year|half|quarter|month|N",
        help=_("the kind of period, or a number of equal periods (default: year)"),
    )
    parser.add_argument(
        "--kept-only", action="store_true", help=_("only follow the kept rings; do not search each period by itself")
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help=_("write periods, rings and stories as JSON"))


def run(arguments: Namespace, context: Context) -> int:
    by = arguments.by.strip().casefold()
    with Case.open(arguments.case, context.passphrase(False)) as case:
        kept = case.detection()
        if kept is None:
            raise NetLensError(
                _("No rings have been looked for in this case yet."), _("Run `netlens rings` on it first.")
            )
        everyone = [ring for ring in kept.rings if ring.status != "chance" or ring.decision == "confirmed"]
        chosen = [_ring(kept, arguments.ring)] if arguments.ring else everyone
        evidence = as_detected(case)
        others = [ring for ring in everyone if ring not in chosen]
        times = follow(evidence, chosen, by, dated(evidence, [*chosen, *others]))
        looks: Sequence[Look] = () if arguments.kept_only else context.run(look(case, times.periods))
        spun = threads([[(group.members, group.status) for group in one.groups] for one in looks])
        lines = _story(case, times, looks, spun) if arguments.ring else [*_table(case, times), *_notes(times)]
        for line in lines:
            context.say(line)
        if arguments.json is not None:
            data = timeline_json(case, times, by, language(), looks, spun)
            write_extract(case, arguments.json, data, "timeline", [ring.id for ring in times.rings])
    return 0


def _ring(rings: Rings, name: str) -> Ring:
    for ring in rings.rings:
        if ring.id.casefold() == name.strip().casefold():
            return ring
    raise NetLensError(
        _("There is no ring {id} in the latest detection.").format(id=name),
        _("The rings are: {ids}.").format(ids=", ".join(r.id for r in rings.rings if r.status != "chance")),
    )


def _table(case: Case, times: Times) -> list[str]:
    """One line a ring: first and last evidence, and its marks, period by period."""
    if not times.rings:
        return [_("No rings were found.")]
    rows = [(_("Ring"), _("First"), _("Last"), _("What became of it"), _("Name"))]
    for ring, life in zip(times.rings, times.lives, strict=True):
        marks = [
            f"{period_name(span.code, language())}: {mark_name(what, language())}"
            for span, what, before in zip(times.periods, life.marks, ("", *life.marks), strict=False)
            if what and not what == before == "dormant"
        ]
        rows.append((ring.id, life.first, life.last, "; ".join(marks), shown_text(case, ring.label)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        "  ".join([*(text.ljust(width) for text, width in zip(row, widths, strict=False)), *row[3:]]).rstrip()
        for row in rows
    ]


def _notes(times: Times) -> list[str]:
    undated = sum(life.undated for life in times.lives)
    rough = sum(life.coarse + life.outside for life in times.lives)
    said = []
    if undated:
        text = ngettext(
            "{n} row says no date and is in no period.", "{n} rows say no date and are in no period.", undated
        )
        said.append(text.format(n=undated))
    if rough:
        text = ngettext(
            "{n} row is dated too roughly, or far away from all others: it is in no period.",
            "{n} rows are dated too roughly, or far away from all others: they are in no period.",
            rough,
        )
        said.append(text.format(n=rough))
    return said


def _story(case: Case, times: Times, looks: Sequence[Look], spun: Sequence[Thread]) -> list[str]:
    """The ring's story, each sentence with how many rows it rests on."""
    lines = []
    for text, rows in story_text(case, story(times, 0, looks, spun), language()):
        count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
        lines.append(f"{text} [{count}]" if rows else text)
    return lines or [_("Nothing that ties this ring has a date.")]


COMMAND = Command(
    "timeline",
    mark("rings over time: when each began, grew, paused and ended"),
    "netlens timeline mekong.netlens --by quarter --ring R7 --json over-time.json",
    configure,
    run,
)
