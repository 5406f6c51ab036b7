"""What is left of a network as one after the other is taken out: a curve for each order, to be read off and clicked."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from netlens.i18n import _, language, ngettext
from ui.answers.plain.standing import Curve
from ui.dress import look

LINES = (0, 1)  # of the theme's ring palette: blue and orange, told apart by any eye; the second is dashed as well
STEPS = (1, 2, 5, 10, 20, 50)


class Curves(QWidget):
    """`picked(ids)`: the person wants those who are gone at a point picked in every view."""

    picked = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._curves: tuple[Curve, ...] = ()
        self._at = -1  # how many are gone where the person looks; -1 nowhere
        self._line = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_curves(())

    def show_curves(self, curves: tuple[Curve, ...]) -> None:
        self._curves, self._at, self._line = curves, -1, 0
        self.setAccessibleName(_("What is left as one after the other goes"))
        self.setToolTip(_("Point at a curve to read it; click to pick those who are gone there."))
        self.setAccessibleDescription(" ".join(self._read(number, len(c.ids) // 2) for number, c in enumerate(curves)))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(260), look.px(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(look.theme().base))
        if self._curves:
            self._axes(painter)
            for number in reversed(range(len(self._curves))):
                self._draw(painter, number)
            self._words(painter)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._look_at(event.position())
        self._pick()

    def leaveEvent(self, event: QEvent) -> None:
        self._at = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right along a curve, up and down between them, Enter picks who is gone there."""
        move = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not self._curves:
            super().keyPressEvent(event)
        elif move:
            self._at = min(max(self._at + move, 0), self._most())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._line = (self._line + 1) % len(self._curves)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick()
        else:
            super().keyPressEvent(event)
        self.update()

    # Where things are

    def _most(self) -> int:
        return max((len(curve.ids) for curve in self._curves), default=0)

    def _area(self) -> QRectF:
        letter = QFontMetricsF(self.font())
        left, below = letter.horizontalAdvance("100 %") + look.px(16), letter.height() + look.px(10)
        above = (len({y for _x, y in self._legend()}) + 1) * (letter.height() + look.px(3)) + look.px(12)
        return QRectF(left, above, self.width() - left - look.px(16), max(self.height() - above - below, 10))

    def _point(self, gone: int, share: float) -> QPointF:
        area = self._area()
        return QPointF(area.left() + area.width() * gone / max(self._most(), 1), area.bottom() - area.height() * share)

    def _look_at(self, at: QPointF) -> None:
        area = self._area()
        gone = round((at.x() - area.left()) / max(area.width(), 1) * self._most())
        self._at = min(max(gone, 0), self._most()) if self._curves else -1
        near = [
            abs(self._point(self._at, curve.shares[min(self._at, len(curve.ids))]).y() - at.y())
            for curve in self._curves
        ]
        self._line = near.index(min(near)) if near else 0
        self.update()

    def _pick(self) -> None:
        if self._curves and self._at > 0:
            self.picked.emit(self._curves[self._line].ids[: self._at])

    # How they are drawn

    def _axes(self, painter: QPainter) -> None:
        area, theme = self._area(), look.theme()
        painter.setPen(QPen(QColor(theme.border), 1))
        for share in (0.0, 0.5, 1.0):
            y = self._point(0, share).y()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(theme.muted))
        high = QFontMetricsF(self.font()).height()
        right, middle = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
        for share in (0.0, 0.5, 1.0):
            y = self._point(0, share).y()
            box = QRectF(0, y - high / 2, area.left() - look.px(6), high)
            painter.drawText(box, right | middle, f"{share * 100:.0f} %")
        step = next((one for one in STEPS if self._most() / one * look.px(34) <= area.width()), STEPS[-1])
        for gone in range(0, self._most() + 1, step):
            box = QRectF(self._point(gone, 0).x() - look.px(20), area.bottom() + look.px(3), look.px(40), high)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(gone))

    def _draw(self, painter: QPainter, number: int) -> None:
        curve = self._curves[number]
        points = [self._point(gone, share) for gone, share in enumerate(curve.shares)]
        painter.setPen(self._pen(number))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(self._pen(number).color())
        painter.setPen(Qt.PenStyle.NoPen)
        small, large = look.px(2), look.px(5)
        for gone, point in enumerate(points):
            here = gone == self._at and number == self._line
            painter.drawEllipse(point, large if here else small, large if here else small)

    def _legend(self) -> list[tuple[float, int]]:
        """Where each curve is named: from the left, and in which line; all in one where there is room."""
        letter = QFontMetricsF(self.font())
        left = letter.horizontalAdvance("100 %") + look.px(16)
        wide = [letter.horizontalAdvance(curve.label) + look.px(34 + 18) for curve in self._curves]
        if left + sum(wide) > self.width():
            return [(left, line) for line in range(len(wide))]
        return [(left + sum(wide[:number]), 0) for number in range(len(wide))]

    def _words(self, painter: QPainter) -> None:
        letter = QFontMetricsF(self.font())
        high, left, middle = letter.height() + look.px(3), self._area().left(), Qt.AlignmentFlag.AlignVCenter
        places = self._legend()
        for number, (x, line) in enumerate(places):
            y = look.px(6) + line * high
            painter.setPen(self._pen(number))
            painter.drawLine(QPointF(x, y + high / 2), QPointF(x + look.px(26), y + high / 2))
            painter.setPen(QColor(look.theme().text))
            painter.drawText(QRectF(x + look.px(34), y, self.width() - x, high), middle, self._curves[number].label)
        said = (
            self._read(self._line, self._at)
            if self._at >= 0
            else _("How many still hang together, by how many are gone")
        )
        painter.setPen(QColor(look.theme().text if self._at >= 0 else look.theme().muted))
        box = QRectF(left, look.px(6) + (places[-1][1] + 1) * high, self.width() - left - look.px(6), high)
        painter.drawText(box, middle, letter.elidedText(said, Qt.TextElideMode.ElideRight, box.width()))

    def _pen(self, number: int) -> QPen:
        pen = QPen(QColor(look.theme().rings[LINES[number % len(LINES)]]), look.px(2))
        pen.setStyle(Qt.PenStyle.DashLine if number else Qt.PenStyle.SolidLine)
        return pen

    def _read(self, number: int, gone: int) -> str:
        """A point of a curve in words."""
        curve = self._curves[number]
        gone = min(gone, len(curve.ids))
        words = ngettext(
            "Without {n} person {share} still hang together", "Without {n} people {share} still hang together", gone
        )
        share = f"{curve.shares[gone] * 100:.0f} %"
        said = words.format(n=gone, share=share.replace(".", ",") if language() == "vi" else share)
        return _("{said}; last gone: {name}").format(said=said, name=curve.names[gone - 1]) if gone else f"{said}."
