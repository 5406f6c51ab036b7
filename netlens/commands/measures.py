"""netlens measures CASE: who stands where, who brokers, what a ring lacks, and what it would be without some."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from netlens.case.case import Case
from netlens.case.protection import shown_text
from netlens.case.records import Ring, Rings
from netlens.commands import Command, Context
from netlens.errors import NetLensError, UsageError
from netlens.i18n import _, language, mark, ngettext
from netlens.network.evidence import Evidence, gather
from netlens.network.facts.weights import KINDS
from netlens.network.measures.catalogue import MEASURES
from netlens.network.measures.scope import Scope, scope
from netlens.report.evidence import as_detected
from netlens.report.extract import write_extract
from netlens.report.standing import WHAT_IF, standing_json

LISTED = 10
BETWEEN = {
    "ring": mark("Between rings"),
    "corridor": mark("Between corridors"),
    "nationality": mark("Between nationalities"),
}
GOALS = {
    "fragment": mark("Without them, pairs cut off"),
    "fragment_distance": mark("Without them, pairs cut off or farther apart"),
    "reach": mark("Everyone's nearness to them"),
}


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--ring", default="", metavar="ID", help=_("among the members of one ring only"))
    names = ", ".join(MEASURES)
    parser.add_argument(
        "--by", default="betweenness", metavar="NAME", help=_("rank by one of: {names}").format(names=names)
    )
    parser.add_argument(
        "--kind",
        action="append",
        default=[],
        metavar="KIND",
        help=_("by this kind of evidence only: case, call, payment … (repeat for several)"),
    )
    parser.add_argument("--from", dest="since", default="", metavar="DATE", help=_("evidence from this date on"))
    parser.add_argument("--to", dest="until", default="", metavar="DATE", help=_("evidence up to this date"))
    parser.add_argument("--json", type=Path, metavar="FILE", help=_("write all figures as JSON"))


def run(arguments: Namespace, context: Context) -> int:
    _check(arguments)
    with Case.open(arguments.case, context.passphrase(False)) as case:
        rings = case.detection()
        ring = _ring(rings, arguments.ring) if arguments.ring else None
        chosen = scope(case, _evidence(case, rings, arguments), ring, arguments.kind)
        found = standing_json(case, chosen, rings, ring, language())
        for line in _lines(case, chosen, ring, found, arguments.by):
            context.say(line)
        if arguments.json is not None:
            ring_id = found["scope"]["ring"]
            write_extract(case, arguments.json, found, "measures", [ring_id] if ring_id else [])
    return 0


def _check(arguments: Namespace) -> None:
    if arguments.by not in MEASURES:
        raise UsageError(
            _("There is no measure “{name}”.").format(name=arguments.by),
            _("Measures: {names}.").format(names=", ".join(MEASURES)),
        )
    for kind in arguments.kind:
        if kind not in KINDS:
            raise UsageError(
                _("There is no evidence of the kind “{kind}” to weigh.").format(kind=kind),
                _("Kinds: {kinds}.").format(kinds=", ".join(KINDS)),
            )
    if arguments.json is not None and not arguments.json.absolute().parent.is_dir():
        raise UsageError(
            _("The file {file} cannot be written there.").format(file=arguments.json),
            _("Name a file in a folder that exists."),
        )


def _ring(rings: Rings | None, name: str) -> Ring:
    if rings is None:
        raise NetLensError(_("No rings have been looked for in this case yet."), _("Run `netlens rings` on it first."))
    for ring in rings.rings:
        if ring.id.casefold() == name.strip().casefold():
            return ring
    raise NetLensError(
        _("There is no ring {id} in the latest detection.").format(id=name),
        _("The rings are: {ids}.").format(ids=", ".join(r.id for r in rings.rings if r.status != "chance")),
    )


def _evidence(case: Case, rings: Rings | None, arguments: Namespace) -> Evidence:
    """What the rings were found in; of another period, weighed as there."""
    if not arguments.since and not arguments.until:
        return as_detected(case)
    weights = None if rings is None else rings.settings.get("weights")
    return gather(case, weights=weights, since=arguments.since, until=arguments.until)


def _lines(case: Case, chosen: Scope, ring: Ring | None, found: dict[str, Any], by: str) -> list[str]:
    return [
        *_head(case, chosen, ring, found),
        *_ranked(found, by),
        *_brokers(found),
        *_key_players(found),
        *_steps(found),
    ]


def _head(case: Case, chosen: Scope, ring: Ring | None, found: dict[str, Any]) -> list[str]:
    where = _("The whole case") if ring is None else _("Ring {id}").format(id=shown_text(case, ring.label) or ring.id)
    people = ngettext("{n} person or number", "{n} people or numbers", len(chosen.vertices))
    ties = ngettext("{n} tie", "{n} ties", len(chosen.ties.a))
    said = [where, people.format(n=len(chosen.vertices)), ties.format(n=len(chosen.ties.a))]
    lines = [" · ".join(said)]
    if chosen.unranked:
        words = ngettext("{n} protected person is not ranked.", "{n} protected people are not ranked.", chosen.unranked)
        lines.append(words.format(n=chosen.unranked))
    shape = found["centralization"]
    words = _("Density {density}; centralization (Freeman, 0 … 1): degree {degree}, betweenness {betweenness}.")
    lines.append(words.format(**{name: f"{value:.3f}" for name, value in shape.items()}))
    return lines


def _ranked(found: dict[str, Any], by: str) -> list[str]:
    norm = found["measures"][by]
    how = _("exact") if norm["exact"] else _("estimated from {n} starting points").format(n=norm["sources"])
    lines = ["", f"{norm['label']} ({how})", f"  {norm['norm']}"]
    sign = 1 if MEASURES[by].low_first else -1
    tied = [one for one in found["people"] if one["degree"] > 0]
    best = sorted(tied, key=lambda one: sign * one[by])[:LISTED]
    return lines + _table([(f"{one[by]:,.4g}", one["id"], one["name"]) for one in best])


def _brokers(found: dict[str, Any]) -> list[str]:
    lines = []
    for kind, words in BETWEEN.items():
        listed = found["brokers"][kind][: LISTED // 2]
        if listed:
            lines += ["", _("{where}: pairs joined who are not tied themselves").format(where=_(words))]
            lines += _table([(_roles(one), one["id"], one["name"]) for one in listed])
    return lines


def _roles(one: dict[str, Any]) -> str:
    return _("gatekeeper {gatekeeper}, liaison {liaison}, itinerant {itinerant}").format(**one)


def _key_players(found: dict[str, Any]) -> list[str]:
    lines = ["", _(WHAT_IF)] if found["key_players"] else []
    for goal, words in GOALS.items():
        for best in (one for one in found["key_players"] if one["goal"] == goal):
            change = f"{best['before']:.3f} → {best['value']:.3f}"
            named = ", ".join(best["people"]) or _("nobody stands out")
            lines.append(f"  {_(words)}: {change}  {named}")
    return lines


def _steps(found: dict[str, Any]) -> list[str]:
    lines = []
    for step in found["steps"]:
        people = [who for function in step["functions"] for who in function["people"]]
        hidden = sum(function["protected"] for function in step["functions"])
        said = ", ".join(dict.fromkeys(people)) or "–"
        if hidden:
            words = ngettext("and {n} protected person", "and {n} protected people", hidden)
            said += " " + words.format(n=hidden)
        lines.append((step["label"], said))
    if not lines:
        return []
    gaps = ", ".join(step["label"] for step in found["steps"] if step["missing"])
    told = [_("Nobody is recorded yet for: {steps}.").format(steps=gaps)] if gaps else []
    return ["", _("Recorded functions, by step of the offence"), *_table(lines), *told]


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return [
        "  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


COMMAND = Command(
    "measures",
    mark("who stands where, who brokers, what a ring lacks, what it would be without some"),
    "netlens measures mekong.netlens --ring R7 --by betweenness --json measures.json",
    configure,
    run,
)
