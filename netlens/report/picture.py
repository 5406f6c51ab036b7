"""Pictures to hand on: a scene or a ring as SVG written here; PNG and PDF of the same SVG through typst."""

from math import sqrt
from pathlib import Path

from netlens.errors import UsageError
from netlens.i18n import _, translator
from netlens.network.scene import BANDS, BY_HAND, DUAL, FLAGGED, KINDS, PROTECTED, Scene
from netlens.report.drawing.parts import Drawing, Hull, Mark, Tie
from netlens.report.drawing.svg import svg
from netlens.report.summary import RingSummary
from netlens.report.typeset import replace_file, typeset

SUFFIXES = (".svg", ".png", ".pdf")
MOST_PIXELS = 10_000


def write_picture(
    scene: Scene,
    to: Path,
    size: tuple[int, int] = (1600, 1000),
    *,
    title: str = "",
    subtitle: str = "",
    sample: bool = False,
    lang: str = "en",
) -> None:
    """Write the scene as SVG, PNG or PDF, by the suffix of `to`; `size` in pixels (points in a PDF).

    Raises UsageError for another suffix or a size no page can have.
    """
    suffix = to.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(
            _("{name}: a picture is written as .png, .svg or .pdf.").format(name=to.name),
            _("Give the file one of these endings."),
        )
    if not all(200 <= side <= MOST_PIXELS for side in size):
        raise UsageError(
            _("A picture of {width} × {height} pixels cannot be written.").format(width=size[0], height=size[1]),
            _("Each side is between 200 and {most} pixels.").format(most=MOST_PIXELS),
        )
    text = svg(
        from_scene(scene, title, subtitle, sample, lang),
        *size,
        zoom=max(1.0, sqrt(size[0] * size[1]) / 900),
    )
    if suffix == ".svg":
        replace_file(to, text.encode("utf-8"))
        return
    inputs = {"picture": text, "width": str(size[0]), "height": str(size[1]), "title": title, "lang": lang}
    replace_file(to, typeset("picture.typ", inputs, "png" if suffix == ".png" else "pdf"))


def from_scene(scene: Scene, title: str, subtitle: str, sample: bool, lang: str) -> Drawing:
    """The scene as a drawing; its labels are masked already. Only rings that are whole in it get an outline."""
    marks = tuple(_mark(scene, i) for i in range(len(scene.labels)))
    bundles = tuple(
        Tie(int(a), int(b), float(w), int(n))
        for a, b, w, n in zip(scene.a, scene.b, scene.weight, scene.count, strict=True)
    )
    outlines = tuple(
        Hull(ring.label, ring.corridor, tuple(map(int, ring.members)), ring.status == "supported", ring.colour)
        for ring in scene.rings
        if ring.whole and len(ring.members)
    )
    return Drawing(marks, bundles, outlines, title, subtitle, banner(sample, lang), lang, stretch=True)


def _mark(scene: Scene, i: int) -> Mark:
    at, kind, flags = int(scene.ring[i]), KINDS[int(scene.kind[i])], int(scene.flags[i])
    ring = scene.rings[at] if 0 <= at < len(scene.rings) else None
    folded = ring if kind == "ring" else None
    return Mark(
        x=float(scene.xy[i, 0]),
        y=float(scene.xy[i, 1]),
        text=scene.labels[i],
        kind=kind,
        band=BANDS[int(scene.band[i])],
        colour=ring.colour if ring else -1,
        size=float(scene.size[i]),
        protected=bool(flags & PROTECTED),
        dual=bool(flags & DUAL),
        cleared=bool(flags & FLAGGED),
        by_hand=bool(flags & BY_HAND),
        note=folded.corridor if folded else "",
        people=folded.people if folded else 0,
        crisp=folded is not None and folded.status == "supported",
    )


def from_summary(summary: RingSummary) -> Drawing:
    """The ring of a summary as a drawing, for the page and the print; size says how many ties a member has."""
    ends = [i for tie in summary.ties for i in tie[:2]]
    degree = [ends.count(i) for i in range(len(summary.members))]
    most = max(degree, default=0) or 1
    marks = tuple(
        Mark(
            x=x,
            y=y,
            text=member.name,
            kind=member.kind,
            band=member.band,
            colour=0,
            size=count / most,
            protected=member.protected,
            dual="dual" in member.flags,
            cleared="cleared" in member.flags,
            by_hand="by_hand" in member.flags,
        )
        for member, (x, y), count in zip(summary.members, summary.positions, degree, strict=True)
    )
    crisp = summary.ring.status == "supported"
    hull = Hull("", "", tuple(range(len(marks))), crisp, 0)
    ties = tuple(Tie(a, b, weight, count) for a, b, weight, count in summary.ties)
    return Drawing(marks, ties, (hull,), lang=summary.terms.lang, stretch=True)


def banner(sample: bool, lang: str) -> str:
    """What a synthetic case says of itself on every page and picture; "" for a real one."""
    _ = translator(lang)
    return _("SYNTHETIC SAMPLE — no real persons") if sample else ""
