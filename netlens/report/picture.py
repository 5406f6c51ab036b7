"""Pictures to hand on: a scene or a ring as SVG written here; PNG and PDF of the same SVG through typst."""

from collections.abc import Mapping
from math import sqrt
from pathlib import Path

from netlens.errors import UsageError
from netlens.i18n import _, translator
from netlens.network.scene import BANDS, BY_HAND, DUAL, FLAGGED, KINDS, PROTECTED, Scene
from netlens.report import shapes
from netlens.report.drawing import Drawing, Hull, Mark, Tie
from netlens.report.lettering import heading, labels, legend, legend_rows
from netlens.report.shapes import Box, number
from netlens.report.strokes import draw_mark, hulls, ties
from netlens.report.summary import RingSummary
from netlens.report.typeset import replace_file, typeset

FONT = "Noto Sans, Noto Sans Math, Segoe UI, sans-serif"
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
    notes: Mapping[str, str] | None = None,
) -> None:
    """Write the scene as SVG, PNG or PDF, by the suffix of `to`; `size` in pixels (points in a PDF).

    `notes` says of a ring, by its id, what stands under its name (its corridors). Raises UsageError for another suffix
    or a size no page can have.
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
        from_scene(scene, title, subtitle, sample, lang, notes or {}),
        *size,
        zoom=max(1.0, sqrt(size[0] * size[1]) / 900),
    )
    if suffix == ".svg":
        replace_file(to, text.encode("utf-8"))
        return
    inputs = {"picture": text, "width": str(size[0]), "height": str(size[1]), "title": title, "lang": lang}
    replace_file(to, typeset("picture.typ", inputs, "png" if suffix == ".png" else "pdf"))


def from_scene(scene: Scene, title: str, subtitle: str, sample: bool, lang: str, notes: Mapping[str, str]) -> Drawing:
    """The scene as a drawing; its labels are masked already."""
    colours = [ring.colour for ring in scene.rings]
    marks = tuple(
        Mark(
            x=float(scene.xy[i, 0]),
            y=float(scene.xy[i, 1]),
            text=scene.labels[i],
            kind=KINDS[int(scene.kind[i])],
            band=BANDS[int(scene.band[i])],
            colour=colours[int(scene.ring[i])] if int(scene.ring[i]) >= 0 else -1,
            size=float(scene.size[i]),
            protected=bool(scene.flags[i] & PROTECTED),
            dual=bool(scene.flags[i] & DUAL),
            cleared=bool(scene.flags[i] & FLAGGED),
            by_hand=bool(scene.flags[i] & BY_HAND),
        )
        for i in range(len(scene.labels))
    )
    bundles = tuple(
        Tie(int(a), int(b), float(w), int(n))
        for a, b, w, n in zip(scene.a, scene.b, scene.weight, scene.count, strict=True)
    )
    outlines = tuple(
        Hull(
            ring.label,
            notes.get(ring.id, ""),
            tuple(int(i) for i in ring.members),
            ring.status == "supported",
            ring.colour,
        )
        for ring in scene.rings
    )
    return Drawing(marks, bundles, outlines, title, subtitle, banner(sample, lang), lang)


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
    return translator(lang)("SYNTHETIC SAMPLE: no real persons") if sample else ""


def svg(drawing: Drawing, width: float, height: float, *, zoom: float = 1.0) -> str:
    """The drawing as an SVG document of `width` × `height`, its text real text; `zoom` > 1 draws everything larger."""
    size = f'width="{number(width)}" height="{number(height)}"'
    width, height = width / zoom, height / zoom
    top = 14 + (26 if drawing.title else 0) + (18 if drawing.subtitle else 0) + (24 if drawing.banner else 0)
    rows = legend_rows(drawing, width)
    bottom = 18 * len(rows) + 18
    r = _radius(drawing, width, height)
    spots = _fit(drawing, (46, top + 2.4 * r + 16, width - 46, height - bottom - 2.4 * r - 18))
    radii = [r * (0.75 + 0.5 * mark.size) for mark in drawing.marks]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}"'
        f' {size} role="img" font-family="{FONT}">',
        f"<title>{shapes.xml_text(drawing.title or drawing.subtitle)}</title>",
        f'<rect width="{number(width)}" height="{number(height)}" fill="#ffffff"/>',
        *hulls(drawing, spots, r),
        *ties(drawing, spots, radii),
        *(draw_mark(mark, x, y, rr) for mark, (x, y), rr in zip(drawing.marks, spots, radii, strict=True)),
        *labels(drawing, spots, radii, (width, height)),
        *heading(drawing, width),
        *legend(rows, height - bottom + 16),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def _radius(drawing: Drawing, width: float, height: float) -> float:
    room = sqrt(width * height / max(len(drawing.marks), 1))
    return max(1.6, min(13.0, 0.13 * room))


def _fit(drawing: Drawing, frame: Box) -> list[shapes.Point]:
    if not drawing.marks:
        return []
    xs, ys = [m.x for m in drawing.marks], [m.y for m in drawing.marks]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    sx = (frame[2] - frame[0]) / wide if wide else 1.0
    sy = (frame[3] - frame[1]) / high if high else 1.0
    if not drawing.stretch:
        sx = sy = min(sx if wide else sy, sy if high else sx)
    mx, my = (frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2
    cx, cy = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(mx + (m.x - cx) * sx, my + (m.y - cy) * sy) for m in drawing.marks]
