"""netlens rings CASE: find the rings, keep them in the case, list them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from netlens.case.case import Case
from netlens.case.edits.presets import SavePreset
from netlens.case.edits.rings import KeepRings
from netlens.case.protection import shown_text
from netlens.case.records import Preset, Ring, Rings
from netlens.commands import Command, Context
from netlens.errors import UsageError
from netlens.i18n import _, language, mark, ngettext
from netlens.network import corridors
from netlens.network.curation import disputes
from netlens.network.plain.asked import ENGINE, METHODS, way
from netlens.network.rings.detect import find_rings, on_corridor
from netlens.report.comparing.disputes import dispute_words
from netlens.report.comparing.words import settings_words
from netlens.report.extract import write_extract
from netlens.report.listing import rings_json
from netlens.report.wording import status_words


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--corridor", default="", metavar="CODE", help=_("list only rings on this corridor: CN, KH …"))
    parser.add_argument("--from", dest="since", default="", metavar="DATE", help=_("evidence from this date on"))
    parser.add_argument("--to", dest="until", default="", metavar="DATE", help=_("evidence up to this date"))
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="ID",
        help=_("evidence without a case, a person, a number, kind:call, grade:C/3, hubs (repeat for several)"),
    )
    parser.add_argument("--preset", default="", metavar="NAME", help=_("look as a preset of the case says"))
    parser.add_argument("--save-preset", default="", metavar="NAME", help=_("keep this way of looking under a name"))
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=_("another seed of the random numbers"))
    methods = ", ".join(METHODS)
    parser.add_argument("--method", default="", metavar="NAME", help=_("one of: {names}").format(names=methods))
    parser.add_argument("--objective", default="", metavar="NAME", help=_("of leiden: modularity or cpm"))
    parser.add_argument(
        "--resolution", type=float, metavar="R", help=_("of leiden and louvain: larger gives smaller groups")
    )
    parser.add_argument("--core", type=int, metavar="K", help=_("of k-core: ties each has to others of the group"))
    parser.add_argument("--max-size", type=int, metavar="N", help=_("split groups of more people by the same method"))
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
    with Case.open(arguments.case, passphrase) as case:
        preset = _preset(case, arguments)
        asked = way(preset)
    found: Rings = context.run(find_rings(arguments.case, passphrase, seed=arguments.seed, **asked))
    with Case.open(arguments.case, passphrase) as case:
        case.apply(KeepRings(found))
        if arguments.save_preset:
            case.apply(SavePreset(preset))
        kept = case.detection() or found
        chance = sum(not ring.told for ring in kept.rings)
        listed = _listed(on_corridor(kept, code) if code else kept, arguments.all)
        for line in table(case, listed.rings):
            context.say(line)
        for line in _notes(case, listed, 0 if arguments.all else chance):
            context.say(line)
        if arguments.json is not None:
            _write(case, listed, arguments)
    return 0


def _preset(case: Case, arguments: Namespace) -> Preset:
    """What was asked for: the preset, if any, and over it what was said beside it; the case's weights without one."""
    base = Preset("", ENGINE, weights=case.weights())
    if arguments.preset:
        known = case.presets()
        alike = [name for name in known if name.casefold() == arguments.preset.strip().casefold()]
        if not alike:
            raise UsageError(
                _("The case has no preset “{name}”.").format(name=arguments.preset),
                _("Its presets: {names}.").format(names=", ".join(shown_text(case, name) for name in known) or "–"),
            )
        base = known[arguments.preset if arguments.preset in known else alike[0]]
    if arguments.method and arguments.method != base.method:  # another method has other parameters
        base = replace(base, method=arguments.method, objective="", resolution=None, core=None, max_size=None)
    given = {
        "objective": arguments.objective,
        "resolution": arguments.resolution,
        "core": arguments.core,
        "max_size": arguments.max_size,
        "since": arguments.since,
        "until": arguments.until,
        "without": tuple(arguments.without),
        "name": " ".join(arguments.save_preset.split()),
    }
    return replace(base, **{name: value for name, value in given.items() if value not in ("", None, ())})


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
    """Without --all, chance groups go, but for those an analyst has confirmed, named or added to."""
    shown = [ring for ring in rings.rings if everything or ring.told]
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


def _notes(case: Case, rings: Rings, chance: int) -> list[str]:
    said = []
    if rings.settings.get("method") != ENGINE:
        how = settings_words(rings.settings, language())
        said.append(_("Looked for by: {how}.").format(how=shown_text(case, how)))
    if chance:
        text = ngettext(
            "{n} more group is no stronger than chance makes; --all lists it.",
            "{n} more groups are no stronger than chance makes; --all lists them.",
            chance,
        )
        said.append(text.format(n=chance))
    if free := len(rings.unassigned):
        text = ngettext("{n} person or number is in no ring.", "{n} people or numbers are in no ring.", free)
        said.append(text.format(n=free))
    said += [f"{ring.id}: {dispute_words(case, one, language())}" for ring in rings.rings for one in disputes(ring)]
    if rings.hubs:
        count = len(rings.hubs)
        text = ngettext(
            "{n} number, thing or case is shared by so many that it ties nobody.",
            "{n} numbers, things or cases are shared by so many that they tie nobody.",
            count,
        )
        said.append(text.format(n=count))
    filters = rings.settings.get("filters") or {}
    if filters.get("from") or filters.get("to"):
        since, until = filters.get("from") or "…", filters.get("to") or "…"
        said.append(_("Only evidence of the period {since} to {until} was used.").format(since=since, until=until))
    return [*said, rings.note] if rings.note else said


def _write(case: Case, rings: Rings, arguments: Namespace) -> None:
    """Write the extract; names only after the authority stands in the audit."""
    shown = [ring.id for ring in rings.rings]
    if arguments.identify_victims:
        authority = shown_text(case, arguments.authority.strip())
        case.note("unmasking", {"authority": authority, "reason": "rings --json", "rings": shown})
    data = rings_json(case, rings, arguments.identify_victims)
    write_extract(
        case, arguments.json, data, "rings", shown, {"identified": True} if arguments.identify_victims else {}
    )


COMMAND = Command(
    "rings",
    mark("find the rings, keep them in the case, list them"),
    "netlens rings mekong.netlens --corridor KH --from 2023 --json rings.json",
    configure,
    run,
)
