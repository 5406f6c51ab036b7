"""The shapes of a picture as SVG: marks by kind, ring outlines, text widths. Every text is escaped here."""

from collections.abc import Sequence
from html import escape
from math import cos, hypot, pi, sin
from unicodedata import category, normalize

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

# The light theme's ring palette (Okabe and Ito 2008, darkened): on paper a ring has the colour it has in the window.
RING_COLOURS = ("#0072b2", "#d55e00", "#00825f", "#b65c90", "#2a94cf", "#c98500", "#6a4fb3", "#8a5a2b")
NEUTRAL, INK, MUTED, WARN = "#8591a1", "#1b2330", "#566072", "#b3261e"
BAND_OUTLINE = {
    "firm": 'stroke-width="2.4"',
    "likely": 'stroke-width="1.2"',
    "possible": 'stroke-width="1.4" stroke-dasharray="4 2.4"',
    "loose": 'stroke-width="1.4" stroke-dasharray="1.2 2.6" stroke-linecap="round"',
}
BAND_FILL = {"firm": 1.0, "likely": 0.86, "possible": 0.62, "loose": 0.42}
_NARROW, _WIDE = set("iljtfrI.,:;'|!()[]-· "), set("mwMW@%ƯƠ")


def xml_text(text: str) -> str:
    """`text` as it may stand in SVG, in an element or an attribute: escaped, without control characters."""
    return escape("".join(c for c in text if category(c) not in {"Cc", "Cf", "Cs", "Co"}), quote=True)


def text_width(text: str, size: float) -> float:
    """About how wide `text` is in Noto Sans, in the unit of `size`; accents take no room."""
    total = 0.0
    for char in normalize("NFD", text):
        if category(char) == "Mn":
            continue
        if char in _NARROW:
            total += 0.31
        elif char in _WIDE:
            total += 0.88
        elif char.isupper() or ord(char) > 0x2E80:
            total += 0.66 if char.isupper() else 1.0
        else:
            total += 0.565
    return total * size


def number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def mark(kind: str, x: float, y: float, r: float, fill: str, *, opacity: float = 1.0) -> str:
    """The body of an entity: its kind is its shape, so that it reads without colour; icons from 6 units on."""
    paint = f'fill="{fill}" fill-opacity="{number(opacity)}"' if opacity < 1 else f'fill="{fill}"'
    body = f'<path d="{outline(kind, x, y, r)}" {paint}/>'
    return body + (icon(kind, x, y, r) if r >= 6 else "")


def outline(kind: str, x: float, y: float, r: float) -> str:
    """The path around an entity of this kind, `r` from its middle."""
    n = number
    if kind in {"person", ""}:
        return f"M{n(x - r)} {n(y)}a{n(r)} {n(r)} 0 1 0 {n(2 * r)} 0a{n(r)} {n(r)} 0 1 0 {n(-2 * r)} 0Z"
    if kind == "phone":
        return _rounded(x, y, r * 0.68, r, r * 0.28)
    if kind == "document":
        return _polygon(
            [(x + dx * r, y + dy * r) for dx, dy in ((-0.7, -1), (0.35, -1), (0.8, -0.5), (0.8, 1), (-0.7, 1))]
        )
    if kind == "account":
        return _polygon([(x, y - 1.15 * r), (x + 1.15 * r, y), (x, y + 1.15 * r), (x - 1.15 * r, y)])
    if kind == "vehicle":
        return _polygon([(x + r * cos(k * pi / 3), y + r * sin(k * pi / 3)) for k in range(6)])
    if kind == "place":
        return _polygon([(x, y - 1.1 * r), (x + r, y + 0.75 * r), (x - r, y + 0.75 * r)])
    if kind == "route":
        return _rounded(x, y, 1.25 * r, 0.6 * r, 0.6 * r)
    return _rounded(x, y, 0.9 * r, 0.9 * r, 0.2 * r)


def icon(kind: str, x: float, y: float, r: float) -> str:
    """The white sign inside a mark. Plain paths: no font, no image, nothing to load."""
    n = number
    white = 'fill="#fff"'
    if kind in {"person", ""}:
        head = f'<circle cx="{n(x)}" cy="{n(y - 0.26 * r)}" r="{n(0.27 * r)}" {white}/>'
        w, top = 0.5 * r, y + 0.55 * r
        return head + f'<path d="M{n(x - w)} {n(top)}a{n(w)} {n(0.5 * r)} 0 0 1 {n(2 * w)} 0Z" {white}/>'
    if kind == "phone":
        return f'<path d="{_rounded(x, y - 0.12 * r, 0.44 * r, 0.62 * r, 0.08 * r)}" {white}/>'
    if kind == "account":
        return (
            f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(0.4 * r)}" fill="none" stroke="#fff" stroke-width="{n(0.2 * r)}"/>'
        )
    if kind in {"document", "case"}:
        lines = "".join(f"M{n(x - 0.4 * r)} {n(y + d * r)}h{n(0.8 * r)}" for d in (-0.25, 0.1, 0.45))
        return f'<path d="{lines}" stroke="#fff" stroke-width="{n(0.15 * r)}"/>'
    return f'<circle cx="{n(x)}" cy="{n(y + (0.15 * r if kind == "place" else 0))}" r="{n(0.28 * r)}" {white}/>'


def hull_path(points: Sequence[Point], reach: float) -> str:
    """A soft outline `reach` around the convex hull of `points`: straight sides, round corners."""
    corners = convex_hull(points)
    n = number
    if len(corners) == 1:
        return outline("person", corners[0][0], corners[0][1], reach)
    path: list[str] = []
    for here, following in zip(corners, corners[1:] + corners[:1], strict=True):
        dx, dy = following[0] - here[0], following[1] - here[1]
        length = hypot(dx, dy)
        ox, oy = dy / length * reach, -dx / length * reach
        start, end = (here[0] + ox, here[1] + oy), (following[0] + ox, following[1] + oy)
        arc = f"A{n(reach)} {n(reach)} 0 0 1 " if path else "M"
        path.append(f"{arc}{n(start[0])} {n(start[1])}L{n(end[0])} {n(end[1])}")
    first = path[0][1:].partition("L")[0]
    return "".join(path) + f"A{n(reach)} {n(reach)} 0 0 1 {first}Z"


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """The corners in clockwise order on a screen (y down), none doubled. Andrew's monotone chain (1979)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(run: Sequence[Point]) -> list[Point]:
        chain: list[Point] = []
        for p in run:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _polygon(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def _rounded(x: float, y: float, w: float, h: float, r: float) -> str:
    n, a = number, f"a{number(r)} {number(r)} 0 0 1 "
    return (
        f"M{n(x - w + r)} {n(y - h)}h{n(2 * (w - r))}{a}{n(r)} {n(r)}v{n(2 * (h - r))}{a}{n(-r)} {n(r)}"
        f"h{n(-2 * (w - r))}{a}{n(-r)} {n(-r)}v{n(-2 * (h - r))}{a}{n(r)} {n(-r)}Z"
    )
