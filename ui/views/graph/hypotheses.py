"""Suggested ties over the picture, only while somebody asks for them: dashed, with a question mark, unlike any link."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from netlens.i18n import _
from ui.theme import Theme, font
from ui.views.graph.board import Board
from ui.views.graph.camera import Camera

Pair = tuple[int, int]  # entity ids


def paint_hypotheses(
    painter: QPainter, board: Board, camera: Camera, pairs: Iterable[Pair], theme: Theme, scale: int
) -> None:
    """Draw the pairs both of whom stand in the picture by themselves, and say what these lines are."""
    known = [(board.index[a], board.index[b]) for a, b in pairs if a in board.index and b in board.index]
    if not known:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink, ground = QColor(theme.warning), QColor(theme.canvas)
    painter.setFont(font(scale, step=0.92, bold=True))
    letters = painter.fontMetrics()
    round_ = letters.height() * 0.55
    for a, b in known:
        (ax, ay), (bx, by) = camera.screen(board.xy[[a, b]]).tolist()
        pen = QPen(ink, 1.8, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3.0, 4.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(ax, ay), QPointF(bx, by))
        middle = QPointF((ax + bx) / 2, (ay + by) / 2)
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(ground)
        painter.drawEllipse(middle, round_, round_)
        box = QRectF(middle.x() - round_, middle.y() - round_, 2 * round_, 2 * round_)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
    said = _("Dashed with ?: a suggestion worth checking, no link on record")
    wide = letters.horizontalAdvance(said) + 16
    box = QRectF(10, 46, wide, letters.height() + 8)  # below the note on what is not shown
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 5, 5)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
