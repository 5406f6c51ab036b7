"""The chapters after the members: protected people, cases, routes, evidence, limits, settings, and the sources."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from netlens.i18n import counter
from netlens.report.blocks import Block, Cell, Section, Words, facts, moment, muted, table
from netlens.report.summary import RingSummary

ABREAST = 3  # runs of sources that stand side by side in the annex


def protected(summary: RingSummary, _: Words, lang: str) -> Section:
    """By standing: how many, and their codes, each with the number of facts in which they are recorded."""
    n_ = counter(lang)
    if not summary.protected:
        return Section("protected", "", ())
    standings: dict[str, list[str]] = {}
    for one in summary.protected:
        facts = n_("{n} fact", "{n} facts", int(one["facts"])).format(n=one["facts"])
        standings.setdefault(str(one["kind"]), []).append(f"{one['code']}\u00a0({facts.replace(' ', chr(0xA0))})")
    rows = [
        (Cell(kind, tone="strong"), Cell(str(len(codes))), Cell(", ".join(codes))) for kind, codes in standings.items()
    ]
    note = _("Victims, witnesses, informants and people under 18 are shown by code. The codes are stable in this case.")
    if summary.terms.identify:
        note = _("Names of protected people are released here: disclose them to nobody the authority does not cover.")
    listed = table([_("Standing"), _("People"), _("Codes, and in how many facts they are recorded")], rows, (22, 9, 69))
    title = _("Protected people ({n})").format(n=len(summary.protected))
    return Section("protected", title, (Block("note", ((Cell(note),),)), listed))


def cases(summary: RingSummary, _: Words) -> Section:
    if not summary.cases:
        return Section("cases", "", ())
    rows = [
        (
            Cell(str(c["record"]), c.get("sources", ()), "strong", muted(c.get("opened"))),
            Cell(str(c["offence"]), below=muted(c.get("corridors"))),
            Cell(str(c["agency"]), below=muted(c.get("province"))),
            Cell(str(c["status"])),
            Cell(_("{members} / {victims}").format(members=c["members"], victims=c["victims"])),
        )
        for c in summary.cases
    ]
    head = [_("Case, opened"), _("Offence, corridor"), _("Agency, province"), _("Status"), _("Members / victims")]
    blocks = [table(head, rows, (23, 31, 19, 16, 11))]
    if summary.offences:
        n_ = counter(summary.terms.lang)
        offences = [
            (str(o["label"]), n_("{n} case", "{n} cases", int(o["cases"])).format(n=o["cases"]))
            for o in summary.offences
        ]
        blocks.insert(0, facts(offences))
    return Section("cases", _("Cases ({n})").format(n=len(rows)), tuple(blocks))


def routes(summary: RingSummary, _: Words) -> Section:
    if not summary.routes:
        return Section("routes", "", ())
    rows = []
    for route in summary.routes:
        note = (Cell(str(route["note"]), tone="warn"),) if route.get("note") else ()
        about = [cell for key in ("corridor", "case") for cell in muted(route.get(key))]
        name = Cell(str(route["record"]), tone="strong", below=(*about, *note))
        for stop in route["stops"]:
            how = tuple(Cell(str(stop.get(key) or "")) for key in ("kind", "mode", "gate", "date"))
            rows.append((name, Cell(f"{stop['stop']}. {stop['place']}", stop.get("sources", ())), *how))
            name = Cell("")
    head = [_("Route, corridor, case"), _("Place"), _("What happens"), _("How"), _("Gate"), _("Date")]
    listed = replace(table(head, rows, (21, 29, 14, 12, 12, 12)), grouped=True)
    return Section("routes", _("Routes ({n})").format(n=len(summary.routes)), (listed,))


def evidence(summary: RingSummary, _: Words) -> Section:
    if not summary.evidence:
        return Section("evidence", "", ())
    rows = [(Cell(str(e["label"])), Cell(f"{e['facts']:,}")) for e in summary.evidence]
    blocks = [table([_("Kind of evidence"), _("Facts")], rows, (80, 20))]
    if summary.weakest:
        blocks.append(facts([(_("Weakest grade"), summary.weakest)]))
    if summary.what_if:
        head = [_("Without …"), _("What remains")]
        what_if = [(Cell(w["without"]), Cell(w["outcome"])) for w in summary.what_if]
        blocks.append(table(head, what_if, (50, 50)))
    return Section("evidence", _("Evidence, and what the ring hangs on"), tuple(blocks))


def limits(summary: RingSummary, _: Words) -> Section:
    points = tuple((Cell(text),) for text in summary.limits)
    return Section("limits", _("What this summary does not say"), (Block("list", points),) if points else ())


def settings(summary: RingSummary, _: Words) -> Section:
    names = {
        "method": _("Method"),
        "objective": _("Objective"),
        "resolutions": _("Resolutions"),
        "seeds": _("Seeds"),
        "weights": _("Weights of evidence"),
        "filters": _("Filters"),
        "versions": _("Versions"),
        "iterations": _("Rounds of each search"),
        "sizes": _("Sizes of ring looked for"),
        "tied": _("People with any tie"),
        "drops": _("Trials with evidence missing"),
        "missing": _("Share of evidence missing in each"),
        "shuffles": _("Networks shuffled by chance"),
        "chance_rings": _("Rings found in each of them"),
        "penalty": _("Price of naming a member, raised by"),
        "hub_cap": _("A number shared by more is a hub"),
        "undated": _("Facts left out for want of a date"),
        "measures": _("Measures"),
    }
    pairs = [(names[key], _plain(value)) for key, value in summary.settings.items() if key in names]
    return Section("settings", _("How the ring was found"), (facts(pairs),) if pairs else ())


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {said}" for key, one in value.items() if (said := _plain(one)))
    if isinstance(value, list | tuple):
        return ", ".join(_plain(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def annex(summary: RingSummary, _: Words) -> Section:
    """Sources in runs: neighbouring rows of one sheet with one handling code and one grade share a line."""
    if not summary.annex:
        return Section("sources", "", ())
    names = {int(file["number"]): str(file["name"]) for file in summary.files}
    blocks: list[Block] = []
    head = [_("Source"), _("Row"), _("Grade"), _("Handling")]
    for key, listed in groupby(_runs(summary.annex), key=lambda run: (run[0]["file"], run[0]["sheet"])):
        name = Cell(names.get(int(key[0]), ""), tone="strong", below=muted(key[1]))
        cells = [_run(run) for run in listed]
        cells += [(Cell(""),) * len(head)] * (-len(cells) % ABREAST)
        third = len(cells) // ABREAST
        rows = [tuple(cell for k in range(ABREAST) for cell in cells[row + k * third]) for row in range(third)]
        blocks.append(Block("entries", ((Cell("", tone="muted"), name),)))
        blocks.append(table(head * ABREAST, rows, (12, 10, 7, 10) * ABREAST, "source"))
    files = [
        (
            Cell(str(file["name"]), tone="strong", below=(Cell(str(file["sha256"]), tone="code"),)),
            Cell(str(file["register"])),
            Cell(str(file["importer"])),
            Cell(moment(str(file["imported"]))),
        )
        for file in summary.files
    ]
    title = [_("File, SHA-256"), _("Register"), _("Read as"), _("Imported")]
    return Section("sources", _("Annex: sources"), (*blocks, table(title, files, (58, 10, 11, 21))))


def _run(run: Sequence[Mapping[str, Any]]) -> tuple[Cell, ...]:
    """One run of sources: its numbers (each a place to jump to), rows, grade and handling code."""
    first, last = run[0], run[-1]
    number = f"[{first['number']}]" if len(run) == 1 else f"[{first['number']}–{last['number']}]"
    row = str(first["row"]) if len(run) == 1 else f"{first['row']}–{last['row']}"
    numbers = tuple(int(source["number"]) for source in run)
    return (
        Cell(number, numbers, "muted"),
        Cell(row),
        Cell(str(first["grade"]) or "–"),
        Cell(str(first["handling"]) or "–"),
    )


def _runs(annex: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    runs: list[list[Mapping[str, Any]]] = []
    for source in annex:
        before = runs[-1][-1] if runs else None
        alike = before and all(before[key] == source[key] for key in ("file", "sheet", "grade", "handling"))
        if before and alike and int(source["row"]) == int(before["row"]) + 1:
            runs[-1].append(source)
        else:
            runs.append([source])
    return runs
