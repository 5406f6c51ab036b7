"""netlens rings CASE: find the rings, keep them in the case, list them."""

import hashlib
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from netlens.case.case import Case
from netlens.case.edits.rings import KeepRings
from netlens.case.protection import shown_text
from netlens.case.records import Ring, Rings
from netlens.commands import Command, Context
from netlens.errors import NetLensError, UsageError
from netlens.i18n import _, language, mark, ngettext
from netlens.network import corridors
from netlens.network.plain.asked import ENGINE, METHODS
from netlens.network.rings.detect import find_rings, on_corridor
from netlens.report.listing import rings_json
from netlens.report.wording import status_words


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--corridor", default="", metavar="CODE", help=_("list only rings on this corridor: CN, KH …"))
    parser.add_argument("--from", dest="since", default="", metavar="DATE", help=_("evidence from this date on"))
    parser.add_argument("--to", dest="until", default="", metavar="DATE", help=_("evidence up to this date"))
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=_("another seed of the random numbers"))
    methods = ", ".join(METHODS)
    parser.add_argument("--method", default=ENGINE, metavar="NAME", help=_("one of: {names}").format(names=methods))
    parser.add_argument("--all", action="store_true", help=_("also groups that chance could have made"))
    parser.add_argument(
        "--identify-victims", action="store_true", help=_("names of protected people in --json (audited)")
    )
    parser.add_argument("--authority", default="", metavar="TEXT", help=_("who allowed the release of names"))
    parser.add_argument("--json", type=Path, metavar="FILE", help=_("write the list as JSON"))


def run(arguments: Namespace, context: Context) -> int:
    code = arguments.corridor.strip().upper()
    _check(arguments, code)
    passphrase = context.passphrase(False)
    job = find_rings(
        arguments.case,
        passphrase,
        seed=arguments.seed,
        since=arguments.since,
        until=arguments.until,
        method=arguments.method,
    )
    found: Rings = context.run(job)
    with Case.open(arguments.case, passphrase) as case:
        case.apply(KeepRings(found))
        kept = case.detection() or found
        chance = sum(ring.status == "chance" for ring in kept.rings)
        listed = _listed(on_corridor(kept, code) if code else kept, arguments.all)
        for line in table(case, listed.rings):
            context.say(line)
        for line in _notes(listed, 0 if arguments.all else chance):
            context.say(line)
        if arguments.json is not None:
            _write(case, listed, arguments)
    return 0


def _check(arguments: Namespace, code: str) -> None:
    if code and code not in corridors.order() and len(code) != 2:
        raise UsageError(
            _("“{code}” is no corridor.").format(code=arguments.corridor),
            _("Corridors: {codes}; any other country by its two letters.").format(codes=", ".join(corridors.order())),
        )
    if arguments.seed < 0:
        raise UsageError(
            _("“{seed}” is no seed.").format(seed=arguments.seed), _("Give a whole number, 0 or above: --seed 2.")
        )
    if arguments.identify_victims and not arguments.authority.strip():
        raise UsageError(
            _("Names of protected people are released only on an authority."),
            _("Say who allowed it: --authority TEXT."),
        )
    if arguments.identify_victims and arguments.json is None:
        raise UsageError(
            _("Names of protected people are released into a file only."), _("Say which file: --json FILE.")
        )
    if arguments.json is not None and not arguments.json.absolute().parent.is_dir():
        raise UsageError(
            _("The file {file} cannot be written there.").format(file=arguments.json),
            _("Name a file in a folder that exists."),
        )


def _listed(rings: Rings, everything: bool) -> Rings:
    """Without --all, chance groups go, but for those an analyst has confirmed."""
    shown = [ring for ring in rings.rings if everything or ring.status != "chance" or ring.decision == "confirmed"]
    return replace(rings, rings=tuple(shown))


def table(case: Case, rings: Sequence[Ring]) -> list[str]:
    """One line a ring, in columns."""
    head = (_("Ring"), _("Status"), _("People"), _("Cases"), _("Victims"), _("Corridors"), _("Period"), _("Name"))
    rows = [head]
    for ring in rings:
        words = status_words(ring, language())
        status = words["status"] if ring.decision == "open" else f"{words['status']}, {words['decision']}"
        shares = " ".join(f"{share.code} {share.share:.0%}" for share in ring.corridors)
        name = shown_text(case, ring.label)
        counts = (str(len(ring.members)), str(len(ring.cases)), str(len(ring.victims)))
        rows.append((ring.id, status, *counts, shares, words["period"], name))
    if not rings:
        return [_("No rings were found.")]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    numbers = (2, 3, 4)
    return [
        "  ".join(
            text.rjust(width) if column in numbers else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _notes(rings: Rings, chance: int) -> list[str]:
    said = []
    if chance:
        text = ngettext(
            "{n} more group is no stronger than chance makes; --all lists it.",
            "{n} more groups are no stronger than chance makes; --all lists them.",
            chance,
        )
        said.append(text.format(n=chance))
    free = len(rings.unassigned)
    said.append(
        ngettext("{n} person or number is in no ring.", "{n} people or numbers are in no ring.", free).format(n=free)
    )
    if rings.hubs:
        count = len(rings.hubs)
        text = ngettext(
            "{n} number or thing is shared by so many that it ties nobody.",
            "{n} numbers or things are shared by so many that they tie nobody.",
            count,
        )
        said.append(text.format(n=count))
    filters = rings.settings.get("filters") or {}
    if filters.get("from") or filters.get("to"):
        since, until = filters.get("from") or "…", filters.get("to") or "…"
        said.append(_("Only evidence of the period {since} to {until} was used.").format(since=since, until=until))
    return [*said, rings.note] if rings.note else said


def _write(case: Case, rings: Rings, arguments: Namespace) -> None:
    """Write the extract, and enter it in the audit with its SHA-256; names only after the authority stands there."""
    path: Path = arguments.json
    shown = [ring.id for ring in rings.rings]
    if arguments.identify_victims:
        authority = shown_text(case, arguments.authority.strip())
        case.note("unmasking", {"authority": authority, "reason": "rings --json", "rings": shown})
    text = json.dumps(rings_json(case, rings, arguments.identify_victims), ensure_ascii=False, indent=1) + "\n"
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NetLensError(
            _("The rings are kept in the case, but {file} cannot be written.").format(file=path),
            _("Check the folder and the free space."),
        ) from error
    detail = {"name": path.name, "format": "rings", "sha256": hashlib.sha256(text.encode()).hexdigest(), "rings": shown}
    case.note("extract", {**detail, "identified": True} if arguments.identify_victims else detail)


COMMAND = Command(
    "rings",
    mark("find the rings, keep them in the case, list them"),
    "netlens rings mekong.netlens --corridor KH --from 2023 --json rings.json",
    configure,
    run,
)
