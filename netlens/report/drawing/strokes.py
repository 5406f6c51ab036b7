"""The strokes of a picture: ring outlines, ties with their counts, marks with band and badges."""

from collections.abc import Sequence
from math import hypot, sqrt

from netlens.report.drawing import shapes
from netlens.report.drawing.parts import Drawing, Mark
from netlens.report.drawing.shapes import BAND_FILL, BAND_OUTLINE, INK, NEUTRAL, RING_COLOURS, WARN, number

MOST_TIES, MOST_COUNTS = 6000, 16


def hulls(drawing: Drawing, spots: Sequence[shapes.Point], r: float) -> list[str]:
    out = []
    for hull in drawing.hulls:
        points = [spots[i] for i in hull.members]
        if not points:
            continue
        colour = ring_colour(hull.colour)
        for reach, strength in ((2.5 * r + 8, 0.05), (2.2 * r + 5, 0.05)) if not hull.crisp else ((2.4 * r + 6, 0.09),):
            edge = f' stroke="{colour}" stroke-opacity="0.75" stroke-width="1.2"' if hull.crisp else ""
            path = shapes.hull_path(points, reach)
            out.append(f'<path d="{path}" fill="{colour}" fill-opacity="{strength}"{edge}/>')
    return out


def ties(drawing: Drawing, spots: Sequence[shapes.Point], radii: Sequence[float]) -> list[str]:
    """The heaviest last, so that they lie on top; a bundle of several facts says how many it stands for."""
    shown = sorted(drawing.ties, key=lambda tie: -tie.weight)[:MOST_TIES]
    heaviest = max((tie.weight for tie in shown), default=1.0) or 1.0
    faint = 0.5 if len(shown) <= 40 else 0.34 if len(shown) <= 150 else 0.24
    counted = set(sorted(range(len(shown)), key=lambda n: -shown[n].count)[:MOST_COUNTS])
    out, counts = [], []
    taken = [(x, y, r) for (x, y), r in zip(spots, radii, strict=True)]
    for n, tie in reversed(list(enumerate(shown))):
        (ax, ay), (bx, by) = spots[tie.a], spots[tie.b]
        one, other = drawing.marks[tie.a], drawing.marks[tie.b]
        plain = not any(end.protected and not end.dual for end in (one, other))
        inside = plain and one.colour == other.colour and one.colour >= 0
        colour = ring_colour(one.colour) if inside else NEUTRAL
        wide = (0.6 + 2.6 * sqrt(tie.weight / heaviest)) * (1.0 if len(shown) < 400 else 0.5)
        out.append(
            f'<line x1="{number(ax)}" y1="{number(ay)}" x2="{number(bx)}" y2="{number(by)}"'
            f' stroke="{colour}" stroke-opacity="{faint}" stroke-width="{number(wide)}"/>'
        )
        gap = hypot(ax - bx, ay - by) - radii[tie.a] - radii[tie.b]
        if tie.count > 1 and gap > 34 and n in counted and len(shown) < 400:
            x, y = _free((ax, ay), (bx, by), taken)
            taken.append((x, y, 8.0))
            counts.append(pill(x, y, f"×{tie.count}", colour))
    return out + counts


def _free(a: shapes.Point, b: shapes.Point, taken: Sequence[tuple[float, float, float]]) -> shapes.Point:
    """Where on the line from `a` to `b` a count hides nothing: the middle, or the nearest place beside it."""
    places = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)]
    return max(places, key=lambda p: min(0.0, *(hypot(p[0] - x, p[1] - y) - r - 13 for x, y, r in taken)))


def pill(x: float, y: float, text: str, colour: str) -> str:
    half = shapes.text_width(text, 8.5) / 2 + 3
    box = f'<rect x="{number(x - half)}" y="{number(y - 6)}" width="{number(2 * half)}" height="12" rx="6"'
    words = f'<text x="{number(x)}" y="{number(y + 3)}" text-anchor="middle" font-size="8.5" fill="{colour}">'
    return f'{box} fill="#ffffff" fill-opacity="0.92"/>{words}{shapes.xml_text(text)}</text>'


def draw_mark(mark: Mark, x: float, y: float, r: float) -> str:
    if mark.kind == "ring":
        return _folded(mark, x, y, r)
    colour = NEUTRAL if mark.protected and not mark.dual else ring_colour(mark.colour)
    body = shapes.mark(mark.kind, x, y, r, "#ffffff") if r >= 4 else ""
    body += shapes.mark(mark.kind, x, y, r, colour, opacity=BAND_FILL.get(mark.band, 1.0))
    if mark.dual and r >= 4:  # a neutral half for those who are offender and victim; victims are neutral as a whole
        half = f"M{number(x)} {number(y - r)}a{number(r)} {number(r)} 0 0 1 0 {number(2 * r)}Z"
        body += f'<path d="{half}" fill="{NEUTRAL}"/>' + shapes.icon(mark.kind, x, y, r)
    if mark.band and r >= 4:
        ring = shapes.outline(mark.kind, x, y, r + 2.8)
        body += f'<path d="{ring}" fill="none" stroke="{colour}" {BAND_OUTLINE[mark.band]}/>'
    if mark.cleared and r >= 4:
        body += badge(x + 0.8 * r, y - 0.8 * r, "!", WARN)
    if mark.by_hand and r >= 4:
        body += badge(x - 0.8 * r, y - 0.8 * r, "+", INK)
    return body


def _folded(mark: Mark, x: float, y: float, r: float) -> str:
    """A whole ring as one mark: its people as a number; crisp only when it is supported."""
    colour = ring_colour(mark.colour)
    edge = 'stroke-width="2"' if mark.crisp else 'stroke-width="1.3" stroke-dasharray="3 3" stroke-opacity="0.8"'
    circle = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}"'
    size = max(8.0, 0.62 * r)
    return (
        f'{circle} fill="#ffffff"/>{circle} fill="{colour}" fill-opacity="0.16" stroke="{colour}" {edge}/>'
        f'<text x="{number(x)}" y="{number(y + 0.36 * size)}" text-anchor="middle" font-size="{number(size)}"'
        f' font-weight="700" fill="{colour}">{mark.people}</text>'
    )


def badge(x: float, y: float, sign: str, colour: str) -> str:
    circle = f'<circle cx="{number(x)}" cy="{number(y)}" r="5.2" fill="{colour}" stroke="#ffffff" stroke-width="1.2"/>'
    return circle + (
        f'<text x="{number(x)}" y="{number(y + 2.9)}" text-anchor="middle" font-size="8" font-weight="700"'
        f' fill="#ffffff">{sign}</text>'
    )


def ring_colour(index: int) -> str:
    return RING_COLOURS[index % len(RING_COLOURS)] if index >= 0 else NEUTRAL
