"""One SVG document out of a drawing: what lies under what, and what fits where."""

from math import sqrt

from netlens.report.drawing import shapes
from netlens.report.drawing.letters import heading, labels, legend, legend_rows
from netlens.report.drawing.parts import Drawing, Mark
from netlens.report.drawing.placing import apart
from netlens.report.drawing.shapes import Box, number
from netlens.report.drawing.strokes import draw_mark, hulls, ties

STRETCH = 1.8  # how far one axis may be scaled beyond the other, to fill the frame
FONT = "Noto Sans, Noto Sans Math, Segoe UI, sans-serif"


def svg(drawing: Drawing, width: float, height: float, *, zoom: float = 1.0) -> str:
    """The drawing as an SVG document of `width` × `height`, its text real text; `zoom` > 1 draws everything larger."""
    size = f'width="{number(width)}" height="{number(height)}"'
    width, height = width / zoom, height / zoom
    heads = ((bool(drawing.title), 26), (bool(drawing.subtitle), 18), (bool(drawing.banner), 24))
    top = 14 + sum(high for there, high in (*heads, (any(hull.text for hull in drawing.hulls), 30)) if there)
    rows = legend_rows(drawing, width)
    bottom = 18 * len(rows) + 18
    r = _radius(drawing, width, height)
    frame = (60.0, top + 2.4 * r + 16, width - 60, height - bottom - 2.4 * r - 18)
    radii = [_size(mark, r) for mark in drawing.marks]
    room = [size + (16 if mark.kind == "ring" else 3) for mark, size in zip(drawing.marks, radii, strict=True)]
    spots = apart(_fit(drawing, frame), room, frame)
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
    even = min(sx if wide else sy, sy if high else sx)
    most = STRETCH if drawing.stretch else 1.0
    sx, sy = min(sx, most * even), min(sy, most * even)
    mx, my = (frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2
    cx, cy = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(mx + (m.x - cx) * sx, my + (m.y - cy) * sy) for m in drawing.marks]


def _size(mark: Mark, r: float) -> float:
    return r * (1.3 + 1.5 * mark.size if mark.kind == "ring" else 0.75 + 0.5 * mark.size)
