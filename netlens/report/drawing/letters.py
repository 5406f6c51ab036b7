"""The letters of a picture: labels that cover nothing, the heading, and what the signs mean."""

from collections.abc import Callable, Sequence

from netlens.case import schema
from netlens.i18n import translator
from netlens.report.drawing import shapes
from netlens.report.drawing.parts import Drawing, Mark
from netlens.report.drawing.shapes import INK, MUTED, RING_COLOURS, WARN, Box, number
from netlens.report.drawing.strokes import badge, draw_mark, pill, ring_colour

MOST_LABELS = 160
NOTE = 26  # letters of a second line, below a whole ring


def labels(
    drawing: Drawing, spots: Sequence[shapes.Point], radii: Sequence[float], frame: tuple[float, float]
) -> list[str]:
    """Ring names first, then members by importance, each where it covers least; none that covers another."""
    taken: list[Box] = [
        (x - r - 2, y - r - 2, x + r + 2, y + r + 2) for (x, y), r in zip(spots, radii, strict=True) if r >= 3
    ]
    out = []
    edge = min(radii, default=0.0) / 0.75  # the radius hulls are drawn around
    for hull in drawing.hulls:
        points = [spots[i] for i in hull.members]
        if points and (hull.text or hull.note):
            x = sum(p[0] for p in points) / len(points)
            y = min(p[1] for p in points) - 2.4 * edge - (24 if hull.note else 11)
            out.append(text(x, y, hull.text, 12, ring_colour(hull.colour), "middle", bold=True))
            note = shortened(hull.note, 2 * NOTE)
            out.append(text(x, y + 13, note, 9.5, MUTED, "middle") if note else "")
            half = max(shapes.text_width(hull.text, 13), shapes.text_width(note, 9.5)) / 2
            taken.append((x - half, y - 12, x + half, y + 16))
    few = len(drawing.marks) <= 60
    marks = drawing.marks
    order = sorted(range(len(marks)), key=lambda i: (marks[i].kind != "ring", -marks[i].size, i))
    for i in order[:MOST_LABELS]:
        mark, (x, y), r = marks[i], spots[i], radii[i]
        if mark.kind == "ring":  # a whole ring is never left without its name
            out.append(text(x, y + r + 13, mark.text, 11, ring_colour(mark.colour), "middle", bold=True))
            note = shortened(mark.note, NOTE)
            out.append(text(x, y + r + 25, note, 9, MUTED, "middle") if note else "")
            half = max(shapes.text_width(mark.text, 12), shapes.text_width(note, 9)) / 2
            taken.append((x - half, y + r, x + half, y + r + 28))
            continue
        size = 9.6 if few else 8.4
        best = min(_places(mark.text, x, y, r, size), key=lambda place: _cost(place[3], taken, frame))
        if not mark.text or (_cost(best[3], taken, frame) > (40.0 if few else 0.0)):
            continue
        taken.append(best[3])
        colour = MUTED if mark.protected and not mark.dual else INK
        out.append(text(best[0], best[1], mark.text, size, colour, best[2], bold=mark.size > 0.6))
    return out


def shortened(text: str, most: int) -> str:
    """At most so many letters, cut between words: the whole stands in the summary."""
    if len(text) <= most:
        return text
    return text[: text.rfind(" ", 0, most) if " " in text[:most] else most].rstrip(" +,·") + " …"


def _places(text: str, x: float, y: float, r: float, size: float) -> list[tuple[float, float, str, Box]]:
    w, h, gap = shapes.text_width(text, size) * 1.06, size * 1.25, r + 4.5
    spots = (
        (x, y + gap + 0.8 * h, "middle"),
        (x, y - gap - 0.15 * h, "middle"),
        (x + gap, y + 0.3 * h, "start"),
        (x - gap, y + 0.3 * h, "end"),
        (x + 0.75 * gap, y + 0.75 * gap + 0.4 * h, "start"),
        (x - 0.75 * gap, y + 0.75 * gap + 0.4 * h, "end"),
        (x + 0.75 * gap, y - 0.75 * gap, "start"),
        (x - 0.75 * gap, y - 0.75 * gap, "end"),
    )
    start = {"middle": -0.5, "start": 0.0, "end": -1.0}
    return [
        (px, py, a, (px + start[a] * w, py - 0.85 * h, px + (start[a] + 1) * w, py + 0.2 * h)) for px, py, a in spots
    ]


def _cost(box: Box, taken: Sequence[Box], frame: tuple[float, float]) -> float:
    outside = max(0.0, 6 - box[0]) + max(0.0, box[2] + 6 - frame[0])
    covered = sum(
        max(0.0, min(box[2], t[2]) - max(box[0], t[0])) * max(0.0, min(box[3], t[3]) - max(box[1], t[1])) for t in taken
    )
    return covered + 100.0 * outside


def text(x: float, y: float, text: str, size: float, colour: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}" text-anchor="{anchor}"{weight}'
    halo = 'stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    return f'<text {place} fill="{colour}" {halo}>{shapes.xml_text(text)}</text>'


def heading(drawing: Drawing, width: float) -> list[str]:
    out, y = [], 12.0
    if drawing.banner:
        out.append(f'<rect width="{number(width)}" height="22" fill="#f4c430"/>')
        out.append(
            f'<text x="{number(width / 2)}" y="15" text-anchor="middle" font-size="11" font-weight="700"'
            f' fill="#3b2f00">{shapes.xml_text(drawing.banner)}</text>'
        )
        y += 24
    if drawing.title:
        out.append(text(16, y + 14, drawing.title, 17, INK, "start", bold=True))
        y += 26
    if drawing.subtitle:
        out.append(text(16, y + 8, drawing.subtitle, 10.5, MUTED, "start"))
    return out


Item = tuple[Callable[[float, float], str], str]


def legend_rows(drawing: Drawing, width: float) -> list[list[Item]]:
    """What the signs mean: only those that occur, in as many rows as they need."""
    rows: list[list[Item]] = [[]]
    used = 0.0
    for item in _legend_items(drawing):
        wide = 30 + shapes.text_width(item[1], 9)
        if used + wide > width - 24 and rows[-1]:
            rows.append([])
            used = 0.0
        rows[-1].append(item)
        used += wide
    return rows if rows[0] else []


def _legend_items(drawing: Drawing) -> list[Item]:
    _ = translator(drawing.lang)
    marks = drawing.marks
    bands = {"firm": _("firmly in it"), "likely": _("likely"), "possible": _("possible"), "loose": _("loosely tied")}
    kinds = [kind for kind in schema.ENTITY_KINDS if kind not in {"person", "ring"}]
    crisp = [h.crisp for h in drawing.hulls] + [m.crisp for m in marks if m.kind == "ring"]
    items: list[Item] = []
    for band, words in bands.items():
        if any(m.band == band for m in marks):
            items.append((_sign(Mark(0, 0, "", band=band, colour=0)), words))
    items.extend(
        (_sign(Mark(0, 0, "", kind=kind)), schema.label("entity_kind", kind, drawing.lang))
        for kind in kinds
        if any(m.kind == kind for m in marks)
    )
    if any(m.protected and not m.dual for m in marks):
        items.append((_sign(Mark(0, 0, "", protected=True)), _("protected person")))
    if any(m.dual for m in marks):
        items.append((_sign(Mark(0, 0, "", protected=True, dual=True, colour=0)), _("also recorded as a victim")))
    if any(m.cleared for m in marks):
        items.append((lambda x, y: badge(x, y, "!", WARN), _("acquitted or dropped")))
    if any(m.by_hand for m in marks):
        items.append((lambda x, y: badge(x, y, "+", INK), _("added by hand")))
    if any(crisp):
        items.append((_patch(crisp=True), _("supported ring")))
    if not all(crisp):
        items.append((_patch(crisp=False), _("tentative ring")))
    if any(t.count > 1 for t in drawing.ties):
        items.append((lambda x, y: pill(x, y, "×n", INK), _("n facts behind one line")))
    return items


def _sign(mark: Mark) -> Callable[[float, float], str]:
    return lambda x, y: draw_mark(mark, x, y, 5.4)


def _patch(*, crisp: bool) -> Callable[[float, float], str]:
    edge = f' stroke="{RING_COLOURS[0]}" stroke-width="1.2"' if crisp else ""

    def draw(x: float, y: float) -> str:
        place = f'x="{number(x - 8)}" y="{number(y - 6)}" width="16" height="12" rx="5"'
        return f'<rect {place} fill="{RING_COLOURS[0]}" fill-opacity="0.15"{edge}/>'

    return draw


def legend(rows: Sequence[Sequence[Item]], y: float) -> list[str]:
    out = []
    for row in rows:
        x = 22.0
        for draw, words in row:
            out.append(draw(x, y))
            out.append(text(x + 12, y + 3.2, words, 9, MUTED, "start"))
            x += 30 + shapes.text_width(words, 9)
        y += 18
    return out
