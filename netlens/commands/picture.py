"""netlens picture CASE: the rings, or one ring among its neighbours, as PNG, SVG or PDF."""

import hashlib
import re
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from netlens.case.case import Case
from netlens.case.protection import shown_text
from netlens.case.records import Ring, Rings
from netlens.commands import Command, Context
from netlens.errors import NetLensError, UsageError
from netlens.i18n import _, language, mark, ngettext
from netlens.network.scene import Scene

MANY = 250  # people above which every ring is drawn as one mark
SIZE = re.compile(r"(\d{1,5})\s*[x×]\s*(\d{1,5})", re.IGNORECASE)


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE")
    parser.add_argument("--to", required=True, type=Path, metavar="FILE", help=_("ending in .png, .svg or .pdf"))
    parser.add_argument("--ring", default="", metavar="ID", help=_("one ring with its neighbours"))
    parser.add_argument("--size", default="1600x1000", metavar="WxH", help=_("pixels, 1600x1000 unless said"))


def run(arguments: Namespace, context: Context) -> int:
    from netlens.report.picture import write_picture
    from netlens.report.wording import status_words

    size = SIZE.fullmatch(arguments.size.strip())
    if size is None:
        raise UsageError(
            _("“{size}” is no size.").format(size=arguments.size), _("Write it as width and height: 1600x1000.")
        )
    with Case.open(arguments.case, context.passphrase(False)) as case:
        rings = case.detection()
        if rings is None:
            raise NetLensError(
                _("No rings have been looked for in this case yet."), _("Run `netlens rings` on it first.")
            )
        ring = _named(rings, arguments.ring) if arguments.ring else None
        wide, high = int(size[1]), int(size[2])
        scene = _masked(case, _scene(case, rings, arguments.ring, wide / max(high, 1)))
        title, subtitle = _("Rings"), _count(rings)
        if ring is not None:
            label = shown_text(case, ring.label or ring.id)
            title = _("Ring {name}").format(name=ring.id if label == ring.id else f"{ring.id} · {label}")
            words = status_words(ring, language())
            subtitle = " · ".join(part for part in (words["status"], words["decision"], words["period"]) if part)
        write_picture(
            scene, arguments.to, (wide, high), title=title, subtitle=subtitle, sample=case.sample, lang=language()
        )
        sha256 = hashlib.sha256(arguments.to.read_bytes()).hexdigest()
        shown = [arguments.ring] if arguments.ring else [one.id for one in scene.rings]
        case.note("extract", {"name": arguments.to.name, "sha256": sha256, "format": "picture", "rings": shown})
    context.say(str(arguments.to))
    return 0


def _named(rings: Rings, ring_id: str) -> Ring:
    for ring in rings.rings:
        if ring.id == ring_id:
            return ring
    raise NetLensError(
        _("There is no ring {id} in the latest detection.").format(id=ring_id),
        _("The rings are: {ids}.").format(ids=", ".join(r.id for r in rings.rings if r.status != "chance")),
    )


def _scene(case: Case, rings: Rings, ring_id: str, aspect: float) -> Scene:
    from netlens.network import layout, scene
    from netlens.report.drawing.placing import around_ring
    from netlens.report.evidence import as_detected

    evidence = as_detected(case)
    places = layout.place(evidence, rings, case.positions())
    if ring_id:
        shown = scene.build(case, evidence, rings, places, ring=ring_id)
        middle = [ring.id for ring in shown.rings].index(ring_id)
        return replace(shown, xy=around_ring(shown, middle, aspect).astype("float32"))
    if len(evidence.vertices) > MANY:
        return scene.overview(case, evidence, rings, places)
    return scene.build(case, evidence, rings, places)


def _masked(case: Case, scene: Scene) -> Scene:
    """A ring's name is the analyst's own word: it can name a victim without meaning to."""
    rings = tuple(
        replace(ring, label=shown_text(case, ring.label), corridor=shown_text(case, ring.corridor))
        for ring in scene.rings
    )
    names = {ring.label: masked.label for ring, masked in zip(scene.rings, rings, strict=True)}
    return replace(scene, rings=rings, labels=tuple(names.get(label, label) for label in scene.labels))


def _count(rings: Rings) -> str:
    supported = sum(ring.status == "supported" and ring.decision != "dismissed" for ring in rings.rings)
    tentative = sum(ring.status == "tentative" and ring.decision != "dismissed" for ring in rings.rings)
    said = [ngettext("{n} supported ring", "{n} supported rings", supported).format(n=supported)]
    if tentative:
        said.append(ngettext("{n} tentative ring", "{n} tentative rings", tentative).format(n=tentative))
    return ", ".join(said)


COMMAND = Command(
    "picture",
    mark("draw the rings, or one ring with its neighbours, masked, as PNG, SVG or PDF"),
    "netlens picture mekong.netlens --ring R7 --to ring-7.png --size 1600x1000",
    configure,
    run,
)
