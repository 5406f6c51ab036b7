"""Rings at first look: what a running detection begins with, as list and picture, before anything is tested."""

from dataclasses import replace
from typing import TYPE_CHECKING

from netlens.case.records import Ring, Rings
from netlens.i18n import _, language, ngettext
from ui.answers.ground.words import period
from ui.answers.plain.lines import FirstLook, RingLine, Section

if TYPE_CHECKING:
    from netlens.case.case import Case
    from netlens.network.evidence import Evidence
    from netlens.network.scene import Scene


def first_look(case: "Case", evidence: "Evidence", rings: Rings) -> FirstLook:
    """The groups, the largest first. None of them has an id: they cannot be picked, and the next look knows others."""
    found = sorted(rings.rings, key=lambda ring: -len(ring.members))
    named = [replace(ring, id="", label=_("Group {n}").format(n=n)) for n, ring in enumerate(found, 1)]
    return FirstLook(_sections(named), len(named), _scene(case, evidence, replace(rings, rings=tuple(named))))


def _sections(groups: list[Ring]) -> tuple[Section, ...]:
    """By corridor, as the tested ones will be."""
    from netlens.network.corridors import label, rank

    by_corridor: dict[str, list[RingLine]] = {}
    none = []
    for group in groups:
        line = _line(group)
        for share in group.corridors:
            by_corridor.setdefault(share.code, []).append(line)
        if not group.corridors:
            none.append(line)
    order = sorted(by_corridor, key=lambda code: (-len(by_corridor[code]), rank(code)))
    found = [Section("corridor", label(code, language()), tuple(by_corridor[code])) for code in order]
    return (*found, *([Section("none", _("No corridor recorded"), tuple(none))] if none else []))


def _line(group: Ring) -> RingLine:
    from netlens.network.corridors import label

    size, cases = len(group.members), len(group.cases)
    corridors = tuple(label(share.code, language()) for share in group.corridors)
    parts = (
        group.label,
        _("not tested yet"),
        ngettext("{n} person", "{n} people", size).format(n=size),
        ngettext("{n} case", "{n} cases", cases).format(n=cases),
        ", ".join(corridors),
        period((group.first, group.last)),
    )
    said = ", ".join(part for part in parts if part)
    return RingLine("", group.label, "untested", "open", size, cases, corridors, said)


def _scene(case: "Case", evidence: "Evidence", rings: Rings) -> "Scene":
    """Every group folded into one node, drawn as loosely as anything that is not supported."""
    from netlens.network import layout
    from netlens.network import scene as scenes

    drawn = replace(rings, rings=tuple(replace(group, status="tentative") for group in rings.rings))
    made = scenes.overview(case, evidence, drawn, layout.place(evidence, drawn, {}))
    return replace(made, first=True, rings=tuple(replace(shape, status="chance") for shape in made.rings))
