"""netlens corridors CASE: what runs along each corridor, who joins several, and which routes are on none."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from netlens.case.case import Case
from netlens.case.protection import shown_name
from netlens.case.records import Ring
from netlens.commands import Command, Context
from netlens.i18n import _, language, mark, ngettext
from netlens.network import corridors
from netlens.network.corridors import Corridor, Rejected
from netlens.network.joiners import Joiner, joiners
from netlens.report.evidence import as_detected
from netlens.report.extract import write_extract
from netlens.report.listing import shown_id
from netlens.report.periods.listing import cited

PEOPLE = 20  # people listed; --json has them all


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--json", type=Path, metavar="FILE", help=_("write corridors, people and routes as JSON"))


def run(arguments: Namespace, context: Context) -> int:
    with Case.open(arguments.case, context.passphrase(False)) as case:
        kept = case.detection()
        rings = [
            ring
            for ring in (kept.rings if kept else ())
            if ring.decision != "dismissed" and (ring.status != "chance" or ring.decision == "confirmed")
        ]
        found = corridors.along(case, rings)
        people = joiners(case, as_detected(case), rings)
        rejected = corridors.rejected_routes(case, language())
        for line in [*_table(found), *_joining(case, people), *_rejected(case, rejected)]:
            context.say(line)
        if arguments.json is not None:
            data = _data(case, rings, found, people, rejected)
            write_extract(case, arguments.json, data, "corridors", [ring["id"] for ring in data["rings"]])
    return 0


def _table(found: Sequence[Corridor]) -> list[str]:
    """One line a corridor."""
    if not found:
        return [_("No route of the case runs along a corridor.")]
    head = (_("Corridor"), _("Cases"), _("Routes"), _("First"), _("Last"), _("Rings"))
    rows = [head]
    for one in found:
        name = f"{one.code} {corridors.label(one.code, language())}"
        rows.append((name, str(len(one.cases)), str(len(one.routes)), one.first, one.last, " ".join(one.rings)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return [
        "  ".join(
            text.rjust(width) if column in (1, 2) else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _joining(case: Case, people: Sequence[Joiner]) -> list[str]:
    """Who joins corridors, and how."""
    if not people:
        return ["", _("Nobody joins corridors.")]
    lines = [
        "",
        ngettext("{n} person or number joins corridors:", "{n} people or numbers join corridors:", len(people)).format(
            n=len(people)
        ),
    ]
    for one in people[:PEOPLE]:
        said = []
        if one.parts:
            codes = ", ".join(f"{part.code} {len(part.cases) + len(part.routes)}" for part in one.parts)
            said.append(_("cases and routes on {corridors}").format(corridors=codes))
        if one.bridges:
            pairs = ", ".join("–".join(bridge.rings) for bridge in one.bridges[:5])
            more = " …" if len(one.bridges) > 5 else ""
            said.append(_("alone ties rings {pairs}").format(pairs=pairs + more))
        if one.rings:
            said.append(_("in ring {rings}").format(rings=" ".join(one.rings)))
        lines.append(f"  {shown_name(case, one.entity)} ({shown_id(case, one.entity)}): {'; '.join(said)}")
    left = len(people) - PEOPLE
    if left > 0:
        lines.append(
            "  " + ngettext("and {n} more; --json has all", "and {n} more; --json has all", left).format(n=left)
        )
    return lines


def _rejected(case: Case, rejected: Sequence[Rejected]) -> list[str]:
    """Routes that are on no corridor, each with the rows that make it so."""
    if not rejected:
        return ["", _("No route was rejected.")]
    text = ngettext("{n} route is on no corridor:", "{n} routes are on no corridor:", len(rejected))
    lines = ["", text.format(n=len(rejected))]
    for one in rejected:
        places = [
            _("{file}, row {row}").format(
                file=f"{row['file']}, {row['sheet']}" if row["sheet"] else row["file"], row=row["row"]
            )
            for row in cited(case, one.rows)
        ]
        lines.append(f"  {shown_id(case, one.route)}: {one.reason} [{'; '.join(places)}]")
    return lines


def _data(
    case: Case, rings: Sequence[Ring], found: Sequence[Corridor], people: Sequence[Joiner], rejected: Sequence[Rejected]
) -> dict[str, Any]:
    def ids(entities: Sequence[int]) -> list[str]:
        return [shown_id(case, entity) for entity in entities]

    return {
        "corridors": [
            {
                "code": one.code,
                "label": corridors.label(one.code, language()),
                "first": one.first,
                "last": one.last,
                "years": dict(one.years),
                "cases": ids(one.cases),
                "routes": ids(one.routes),
                "rings": list(one.rings),
            }
            for one in found
        ],
        "rings": [
            {"id": ring.id, "corridors": [{"code": share.code, "share": share.share} for share in ring.corridors]}
            for ring in rings
            if ring.corridors
        ],
        "people": [
            {
                "id": shown_id(case, one.entity),
                "name": shown_name(case, one.entity),
                "rings": list(one.rings),
                "corridors": [
                    {
                        "code": part.code,
                        "cases": ids(part.cases),
                        "routes": ids(part.routes),
                        "rows": cited(case, part.rows),
                    }
                    for part in one.parts
                ],
                "alone_ties": [
                    {"rings": list(bridge.rings), "rows": cited(case, bridge.rows)} for bridge in one.bridges
                ],
            }
            for one in people
        ],
        "rejected": [
            {
                "route": shown_id(case, one.route),
                "case": shown_id(case, one.case) if one.case >= 0 else "",
                "why": "against the clock" if one.clock else "no place",
                "reason": one.reason,
                "rows": cited(case, one.rows),
            }
            for one in rejected
        ],
    }


COMMAND = Command(
    "corridors",
    mark("what runs along each corridor, who joins several, which routes are on none"),
    "netlens corridors mekong.netlens --json corridors.json",
    configure,
    run,
)
