"""The signs of what became of a ring: told by their shape, not by colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from ui.dress import look

ORDER = ("born", "grown", "shrunk", "dormant", "again", "gone", "split", "merged")


def paint_sign(painter: QPainter, what: str, x: float, y: float, size: float, ink: QColor, ground: QColor) -> None:
    """A sign about its middle; `ground` fills what is open, so that it reads on anything."""
    half = size / 2
    painter.setPen(QPen(ink, max(1.4, size / 7), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(ink)
    if what == "born":
        painter.drawEllipse(QPointF(x, y), half * 0.8, half * 0.8)
    elif what in ("grown", "shrunk"):
        way = -half if what == "grown" else half
        corners = (QPointF(x, y + way), QPointF(x - half, y - way * 0.7), QPointF(x + half, y - way * 0.7))
        painter.drawPolygon(QPolygonF(corners))
    elif what == "dormant":
        for shift in (-half * 0.45, half * 0.45):
            painter.drawLine(QPointF(x + shift, y - half * 0.8), QPointF(x + shift, y + half * 0.8))
    elif what == "again":
        painter.setBrush(ground)
        painter.drawEllipse(QPointF(x, y), half * 0.8, half * 0.8)
        painter.setBrush(ink)
        painter.drawPie(QRectF(x - half * 0.8, y - half * 0.8, size * 0.8, size * 0.8), -90 * 16, 180 * 16)
    elif what == "gone":
        painter.drawLine(QPointF(x - half * 0.7, y - half * 0.7), QPointF(x + half * 0.7, y + half * 0.7))
        painter.drawLine(QPointF(x - half * 0.7, y + half * 0.7), QPointF(x + half * 0.7, y - half * 0.7))
    else:
        way = half if what == "split" else -half
        painter.drawLine(QPointF(x - way, y), QPointF(x, y))
        painter.drawLine(QPointF(x, y), QPointF(x + way, y - half * 0.8))
        painter.drawLine(QPointF(x, y), QPointF(x + way, y + half * 0.8))


def sign_picture(what: str, size: int) -> QPixmap:
    """A sign for a legend, in the theme in use."""
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    theme = look.theme()
    paint_sign(painter, what, size / 2, size / 2, size * 0.72, QColor(theme.text), QColor(theme.base))
    painter.end()
    return picture
