"""The signs inside nodes, drawn from lines so that they need no font and stay sharp at any size."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

# Filled part, drawn part, on a field of 20 × 20 around the origin. M move, L line, C curve (three points), Z close,
# O ellipse (middle, radii): the words of an SVG path.
FORMS = {
    "person": ("O 0 -4.2 4.1 4.1 M -8 9 C -8 2.4 -4.5 1.2 0 1.2 C 4.5 1.2 8 2.4 8 9 Z", ""),
    "protected": ("", "M 0 -9 L 7.5 -6 C 7.5 1 5 6 0 9 C -5 6 -7.5 1 -7.5 -6 Z"),
    "dual": ("O -4.6 -3.6 2.7 2.7 M -9 6 C -9 1 -7 0.6 -2 0.6 L -2 6 Z", "M 1.6 -7 L 8 -4.6 C 8 1 6 4.6 1.6 7 Z"),
    "phone": ("O 0 5.8 1.3 1.3", "M -4.4 -8.5 L 4.4 -8.5 L 4.4 8.5 L -4.4 8.5 Z M -4.4 3 L 4.4 3"),
    "account": (
        "M -8.5 -3.4 L 8.5 -3.4 L 8.5 -0.6 L -8.5 -0.6 Z",
        "M -8.5 -6 L 8.5 -6 L 8.5 6 L -8.5 6 Z M -5 3 L -1 3",
    ),
    "vehicle": (
        "O -4.4 5 2.3 2.3 O 4.4 5 2.3 2.3",
        "M -8.6 4 L -8.6 -0.6 L -5.8 -1.4 L -3.6 -6 L 4 -6 L 6 -1.4 L 8.6 -0.6 L 8.6 4 Z",
    ),
    "document": ("", "M -5.4 -8.5 L 2 -8.5 L 5.4 -5 L 5.4 8.5 L -5.4 8.5 Z M -2.4 -1 L 2.4 -1 M -2.4 3.4 L 2.4 3.4"),
    "place": ("O 0 -2.6 2 2", "M 0 8 L -5.6 -1.2 C -6.6 -8 6.6 -8 5.6 -1.2 Z"),
    "organisation": (
        "O -2.2 -4 1.1 1.1 O 2.2 -4 1.1 1.1 O -2.2 0.4 1.1 1.1 O 2.2 0.4 1.1 1.1",
        "M -6 8 L -6 -8 L 6 -8 L 6 8 Z",
    ),
    "event": ("", "M -7 -5 L 7 -5 L 7 7 L -7 7 Z M -7 -1 L 7 -1 M -3.4 -8 L -3.4 -4 M 3.4 -8 L 3.4 -4"),
    "case": ("", "M -7.4 6.4 L -7.4 -6 L -2.4 -6 L -0.6 -3.8 L 7.4 -3.8 L 7.4 6.4 Z"),
    "route": ("O -6 6 2.4 2.4 O 6 -6 2.4 2.4", "M -6 6 C -5 -7 5 7 6 -6"),
    "plus": ("", "M -6 0 L 6 0 M 0 -6 L 0 6"),
    "minus": ("", "M -6 0 L 6 0"),
    "order": ("O -5 -5 2.6 2.6 O 5 -5 2.6 2.6 O -5 5 2.6 2.6 O 5 5 2.6 2.6", ""),
    "all": ("", "M -7 -3 L -7 -7 L -3 -7 M 3 -7 L 7 -7 L 7 -3 M 7 3 L 7 7 L 3 7 M -3 7 L -7 7 L -7 3"),
    "report": ("", "M -7.8 -5.4 L 7.8 -5.4 L 7.8 5.4 L -7.8 5.4 L -7.8 -5.4 L 0 1.4 L 7.8 -5.4"),
}


def sign(painter: QPainter, what: str, size: float, ink: QColor) -> None:
    """The sign of a kind (or "protected", "dual") in a square of `size` pixels around the origin."""
    filled, drawn = FORMS.get(what, FORMS["document"])
    painter.save()
    painter.scale(size / 20, size / 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPath(path(filled))
    pen = QPen(ink, 1.9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path(drawn), pen)
    painter.restore()


@lru_cache(maxsize=64)
def path(words: str) -> QPainterPath:
    """The path of some SVG path words (M, L, C, Z) and O for an ellipse."""
    made = QPainterPath()
    steps = iter(words.split())
    for step in steps:
        if step == "Z":
            made.closeSubpath()
            continue
        numbers = [float(next(steps)) for _ in range({"M": 2, "L": 2, "C": 6, "O": 4}[step])]
        if step == "M":
            made.moveTo(numbers[0], numbers[1])
        elif step == "L":
            made.lineTo(numbers[0], numbers[1])
        elif step == "C":
            made.cubicTo(QPointF(*numbers[0:2]), QPointF(*numbers[2:4]), QPointF(*numbers[4:6]))
        else:
            made.addEllipse(QPointF(*numbers[0:2]), numbers[2], numbers[3])
    return made
